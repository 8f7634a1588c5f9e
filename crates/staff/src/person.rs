//! `/{code}/people/{id}`: one person: posts, what was ever changed, and what can be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::directory::{self, Dossier};
use desk::policy::Deed;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::staff::Account;
use web::Lang;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::post_form::PostForm;
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

pub(crate) mod deeds;
pub(crate) mod newcomer;
pub(crate) mod words;

#[derive(Template)]
#[template(path = "person/show.html")]
struct Show {
    frame: Frame,
    dossier: Dossier,
    standing: String,
    is_active: bool,
    posts: Vec<PostRow>,
    history: Vec<Past>,
    may_manage: bool,
    tried: Tried,
    post: PostForm,
    to: String,
    people: String,
}

/// A deed that was tried and did not go: which, what was typed, what is wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tried {
    deed: &'static str,
    typed: Typed,
    problem: Option<Problem>,
}

struct PostRow {
    at: usize,
    role: String,
    place: String,
    period: String,
    by: String,
    /// For whom it stands in.
    instead: Option<String>,
    is_past: bool,
    is_endless: bool,
}

/// One version of the account: when, by whom, what changed.
struct Past {
    at: String,
    by: String,
    said: Vec<String>,
}

/// `GET /{code}/people/{id}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Response, Refused> {
    page(&office, &clerk, &id, Tried::default()).await
}

/// The page of a person, with what was tried last.
pub(crate) async fn page(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    tried: Tried,
) -> Result<Response, Refused> {
    let (l, who, staff) = (clerk.lang, clerk.signed_in.clone(), StaffId(id.to_owned()));
    let found = office.deed(move |office| {
        let dossier = directory::show(office.desk(), &who, &staff, office.now())?;
        Ok((dossier, office.desk().edition(&who.actor.town)?))
    });
    let (dossier, edition) = found.await.map_err(|fault| fault.page(l))?;
    let status = if tried.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let show = show_of(office, clerk, &edition, dossier, tried);
    Ok((status, Html(show.render()?)).into_response())
}

fn show_of(office: &Office, clerk: &Clerk, edition: &Edition, dossier: Dossier, tried: Tried) -> Show {
    let (l, today, account) = (clerk.lang, clerk.actor().today, &dossier.person.account);
    let (typed, problem) = match tried.deed {
        "give" => (tried.typed.clone(), tried.problem.clone()),
        _ => Default::default(),
    };
    Show {
        frame: Frame::new(office, clerk, &office.town_name(edition), words::name(account, l)),
        standing: words::standing(&dossier.person, today, l),
        is_active: account.is_active(today),
        posts: posts(clerk, edition, &dossier),
        history: history(edition, &dossier, l),
        may_manage: clerk.actor().might(Deed::ManageAccounts),
        post: PostForm::new(l, edition, today, typed, problem),
        to: clerk.to(&format!("/people/{}", account.id.0)),
        people: clerk.to("/people"),
        tried,
        dossier,
    }
}

/// A person by name, for everybody else's page.
fn named(dossier: &Dossier, id: Option<&StaffId>, l: Lang) -> String {
    let Some(id) = id else { return l.say("コマンド", "command line").to_owned() };
    let found = dossier.people.iter().find(|it| it.account.id == *id);
    found.map_or_else(|| id.0.clone(), |it| words::name(&it.account, l))
}

fn posts(clerk: &Clerk, edition: &Edition, dossier: &Dossier) -> Vec<PostRow> {
    let (l, today) = (clerk.lang, clerk.actor().today);
    let row = |(at, post): (usize, &plan::staff::Post)| PostRow {
        at,
        role: words::role(post, l),
        place: words::place(edition, post, post.until.unwrap_or(today).min(today).max(post.from), l),
        period: words::period(post, l),
        by: named(dossier, Some(&post.given_by), l),
        instead: post.stands_in_for.as_ref().map(|id| named(dossier, Some(id), l)),
        is_past: post.is_past(today),
        is_endless: post.until.is_none(),
    };
    let mut rows: Vec<PostRow> = dossier.person.account.posts.iter().enumerate().map(row).collect();
    rows.sort_by_key(|it| it.is_past);
    rows
}

fn history(edition: &Edition, dossier: &Dossier, l: Lang) -> Vec<Past> {
    let older = dossier.versions.iter().skip(1).map(Some).chain([None]);
    let told = |(new, old): (&Account, Option<&Account>)| Past {
        at: moment(new.changed_at.unwrap_or(new.made), l),
        by: match (old, &new.changed_by) {
            (None, None) => l.say("最初の設定", "first set-up").to_owned(),
            (_, by) => named(dossier, by.as_ref(), l),
        },
        said: words::changes(edition, old, new, l),
    };
    dossier.versions.iter().zip(older).map(told).collect()
}

impl Show {
    /// What is wrong with a field of a deed.
    fn wrong(&self, deed: &str, field: &str) -> Option<&str> {
        self.tried.problem.as_ref().filter(|_| self.tried.deed == deed).and_then(|it| it.about(field))
    }

    /// What stands in a field of a deed: what was typed last, else what is known.
    fn value<'a>(&'a self, deed: &str, field: &str, known: &'a str) -> &'a str {
        if self.tried.deed == deed { self.tried.typed.get(field) } else { known }
    }

    /// What was typed as the last day of a post, where it did not go.
    fn ended(&self, at: usize) -> &str {
        let is_it = self.tried.deed == "end" && self.tried.typed.get("at") == at.to_string();
        if is_it { self.tried.typed.get("last") } else { "" }
    }

    fn is_open(&self, deed: &str) -> bool {
        self.tried.deed == deed
    }

    fn account(&self) -> &Account {
        &self.dossier.person.account
    }
}
