//! `/{code}/people`: 職員の一覧.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Html;
use desk::directory::{self, Person};
use desk::policy::Deed;
use jiff::civil::Date;
use plan::edition::Edition;
use plan::key::squeeze;
use web::Lang;

use crate::choices::{self, Choice};
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::person::words::{self, standing};
use crate::refused::Refused;
use crate::typed::Typed;

/// People on one page.
const AT_ONCE: usize = 100;

#[derive(Template)]
#[template(path = "people/list.html")]
struct List {
    frame: Frame,
    asked: Typed,
    roles: Vec<Choice>,
    organisations: Vec<Choice>,
    states: Vec<Choice>,
    rows: Vec<Row>,
    found: usize,
    all: usize,
    before: Option<String>,
    after: Option<String>,
    may_manage: bool,
    to: String,
}

struct Row {
    address: String,
    name: String,
    login: String,
    posts: Vec<String>,
    standing: String,
}

/// `GET /{code}/people`.
pub(crate) async fn list(
    State(office): State<Office>,
    clerk: Clerk,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, Refused> {
    let (l, who) = (clerk.lang, clerk.signed_in.clone());
    let asked = Typed::decode(query.unwrap_or_default().as_bytes());
    let found = office.deed(move |office| {
        let people = directory::list(office.desk(), &who, office.now())?;
        Ok((people, office.desk().edition(&who.actor.town)?))
    });
    let (people, edition) = found.await.map_err(|fault| fault.page(l))?;
    let today = clerk.actor().today;
    let matching: Vec<&Person> = people.iter().filter(|it| is_asked(it, &asked, today)).collect();
    let first = asked.get("from").parse::<usize>().unwrap_or(0).min(matching.len());
    let row = |it: &&Person| row(&clerk, &edition, it);
    let page = List {
        frame: Frame::new(&office, &clerk, &office.town_name(&edition), l.say("職員", "Staff")),
        roles: choices::roles(l, l.say("すべて", "all"), asked.get("role")),
        organisations: choices::organisations(
            &edition,
            today,
            l.say("すべて", "all"),
            asked.get("organisation"),
        ),
        states: states(l, asked.get("state")),
        rows: matching.iter().skip(first).take(AT_ONCE).map(row).collect(),
        found: matching.len(),
        all: people.len(),
        before: (first > 0).then(|| part(&clerk, &asked, first.saturating_sub(AT_ONCE))),
        after: (first + AT_ONCE < matching.len()).then(|| part(&clerk, &asked, first + AT_ONCE)),
        may_manage: clerk.actor().might(Deed::ManageAccounts),
        to: clerk.to("/people"),
        asked,
    };
    Ok(Html(page.render()?))
}

/// The address of another part of the list, asked for in the same way.
fn part(clerk: &Clerk, asked: &Typed, from: usize) -> String {
    let kept = asked.pairs().iter().filter(|(name, _)| name != "from");
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept).append_pair("from", &from.to_string());
    format!("{}?{}", clerk.to("/people"), query.finish())
}

fn states(l: Lang, chosen: &str) -> Vec<Choice> {
    let all = [
        ("", l.say("在職（すべて）", "all who work here")),
        ("postless", l.say("職のない人", "without a post")),
        ("invited", l.say("招待中（まだ入っていない人）", "invited, not in yet")),
        ("left", l.say("退職した人", "who left")),
        ("all", l.say("退職者も含めてすべて", "all, also who left")),
    ];
    all.into_iter().map(|(value, words)| Choice::new(value, words, chosen)).collect()
}

/// Whether the list is asked to show somebody.
fn is_asked(person: &Person, asked: &Typed, today: Date) -> bool {
    let account = &person.account;
    let is_active = account.is_active(today);
    let state = match asked.get("state") {
        "postless" => is_active && account.posts_on(today).next().is_none(),
        "invited" => is_active && !person.has_entered,
        "left" => !is_active,
        "all" => true,
        _ => is_active,
    };
    let (role, organisation) = (asked.get("role"), asked.get("organisation"));
    let is_post = |it: &plan::staff::Post| {
        (role.is_empty() || it.role.word() == role)
            && (organisation.is_empty()
                || it.organisation.as_ref().is_some_and(|id| id.as_str() == organisation))
    };
    let post = role.is_empty() && organisation.is_empty() || account.posts_on(today).any(is_post);
    let words = squeeze(asked.get("q")).to_lowercase();
    let known = [&account.name, &account.login, account.mail.as_ref().unwrap_or(&account.login)];
    state && post && known.iter().any(|it| squeeze(it).to_lowercase().contains(&words))
}

fn row(clerk: &Clerk, edition: &Edition, person: &Person) -> Row {
    let (l, today) = (clerk.lang, clerk.actor().today);
    let post = |it: &plan::staff::Post| words::post(edition, it, today, l);
    Row {
        address: clerk.to(&format!("/people/{}", person.account.id.0)),
        name: words::name(&person.account, l),
        login: person.account.login.clone(),
        posts: person.account.posts_on(today).map(post).collect(),
        standing: standing(person, today, l),
    }
}
