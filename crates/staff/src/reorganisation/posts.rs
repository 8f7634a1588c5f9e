//! `/{code}/people/handover`: 職の引継ぎ: posts in organisations that end, and where their holders go on. Whoever keeps the accounts does it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::policy::Deed;
use desk::reorganising::{self, Handed};
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::reorganisation::PostMove;

use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::person::words;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "reorganisation/posts.html")]
struct Show {
    frame: Frame,
    to: String,
    may_manage: bool,
    /// By organisation that ends, with its day.
    groups: Vec<(String, Vec<Row>)>,
}

struct Row {
    key: String,
    anchor: String,
    person: String,
    post: String,
    heirs: Vec<Choice>,
}

/// What the field of a post is called.
fn key(it: &PostMove) -> String {
    format!("post:{}:{}", it.at, it.staff.0)
}

/// `GET /{code}/people/handover`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((
            desk.edition(&actor.town)?,
            reorganising::posts(desk, &actor)?,
            desk::names::of(desk, &actor.town)?,
        ))
    });
    let (edition, moves, people) = found.await.map_err(|fault| fault.page(l))?;
    let mut groups: BTreeMap<(jiff::civil::Date, String), Vec<Row>> = BTreeMap::new();
    for (at, it) in moves.iter().enumerate() {
        let row = Row {
            key: key(it),
            anchor: format!("p-{at}"),
            person: people.of(&it.staff),
            post: format!("{}　{}", words::role(&it.post, l), words::period(&it.post, l)),
            heirs: heirs(it, &edition, &clerk),
        };
        groups.entry((it.on, words::place(&edition, &it.post, it.on, l))).or_default().push(row);
    }
    let named = |((on, name), rows): ((jiff::civil::Date, String), Vec<Row>)| {
        (l.say(format!("{name}（{}に廃止）", l.date(on)), format!("{name} (ends on {})", l.date(on))), rows)
    };
    let page = Show {
        frame: Frame::new(
            &office,
            &clerk,
            &office.town_name(&edition),
            l.say("職の引継ぎ", "Posts to hand over"),
        ),
        to: clerk.to("/people/handover"),
        may_manage: clerk.actor().might(Deed::ManageAccounts),
        groups: groups.into_iter().map(named).collect(),
    };
    Ok(Html(page.render()?))
}

/// Where it could go on; that it only ends, or is left for later, can be chosen too.
fn heirs(it: &PostMove, edition: &Edition, clerk: &Clerk) -> Vec<Choice> {
    let l = clerk.lang;
    let proposed = it.heirs.first().map_or("later", RecordId::as_str);
    let name = |id: &RecordId| {
        edition.find::<Organisation>(id).map_or_else(|| id.to_string(), |org| org.name_on(it.on).to_owned())
    };
    let heirs = it.heirs.iter().map(|id| Choice::new(id.to_string(), name(id), proposed));
    let others =
        [("end", l.say("引き継がずに終える", "only ends")), ("later", l.say("あとで決める", "later"))];
    heirs.chain(others.map(|(value, words)| Choice::new(value, words, proposed))).collect()
}

/// `POST /{code}/people/handover`.
pub(crate) async fn hand_over(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, sent) = (clerk.signed_in.clone(), typed.clone());
    let done = office.deed(move |office| {
        let moves = reorganising::posts(office.desk(), &who.actor)?;
        let wanted = moves.iter().filter_map(|it| {
            let heir = match sent.get(&key(it)) {
                "" | "later" => return None,
                "end" => None,
                id => Some(RecordId::new(id)),
            };
            Some(Handed { staff: it.staff.clone(), at: it.at, heir })
        });
        reorganising::hand_over_posts(office.desk(), &who, wanted.collect(), office.now())
    });
    done.await.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to("/people/handover?done=handed-over")).into_response())
}
