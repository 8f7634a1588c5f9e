//! `/{code}/people/handover`: 職の引継ぎ: posts in organisations that end, and where their holders go on. Whoever keeps the accounts does it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::policy::Deed;
use desk::reorganising::{self, Handed};
use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::reorganisation::{PostMove, PostName};
use web::Lang;

use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::person::words;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "reorganisation/posts.html")]
struct Show {
    frame: Frame,
    to: String,
    may_manage: bool,
    /// Why nothing was done.
    problem: Option<String>,
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

/// What the field of a post begins with; its name follows.
const FIELD: &str = "post:";

/// `GET /{code}/people/handover`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    Ok(Html(page(&office, &clerk, &Typed::default(), None).await?.render()?))
}

async fn page(
    office: &Office,
    clerk: &Clerk,
    typed: &Typed,
    problem: Option<String>,
) -> Result<Show, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let (edition, moves) = (desk.edition(&actor.town)?, reorganising::posts(desk, &actor)?);
        Ok((edition, moves, desk::names::of(desk, &actor)?))
    });
    let (edition, moves, people) = found.await.map_err(|fault| fault.page(l))?;
    let mut groups: BTreeMap<(Date, String), Vec<Row>> = BTreeMap::new();
    for (at, it) in moves.iter().enumerate() {
        let key = format!("{FIELD}{}", it.name());
        let row = Row {
            anchor: format!("p-{at}"),
            person: people.of(&it.staff),
            post: format!("{}　{}", words::role(&it.post, l), words::period(&it.post, l)),
            heirs: heirs(it, &edition, typed.get(&key), l),
            key,
        };
        groups.entry((it.on, words::place(&edition, &it.post, it.on, l))).or_default().push(row);
    }
    let town = office.town_name(&edition);
    Ok(Show {
        frame: Frame::new(office, clerk, &town, l.say("職の引継ぎ", "Posts to hand over")),
        to: clerk.to("/people/handover"),
        may_manage: clerk.actor().might(Deed::ManageAccounts),
        problem,
        groups: groups.into_iter().map(|(group, rows)| (named(&group, l), rows)).collect(),
    })
}

fn named((on, name): &(Date, String), l: Lang) -> String {
    l.say(format!("{name}（{}に廃止）", l.date(*on)), format!("{name} (ends on {})", l.date(*on)))
}

/// Where it could go on; that it only ends, or is left for later, can be chosen too.
fn heirs(it: &PostMove, edition: &Edition, typed: &str, l: Lang) -> Vec<Choice> {
    let proposed = it.heirs.first().map_or("later", RecordId::as_str);
    let proposed = if typed.is_empty() { proposed } else { typed };
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
    let (who, wanted) = (clerk.signed_in.clone(), wanted(&typed));
    let work =
        move |office: &Office| reorganising::hand_over_posts(office.desk(), &who, wanted, office.now());
    let Err(fault) = office.deed(work).await else {
        return Ok(Redirect::to(&clerk.to("/people/handover?done=handed-over")).into_response());
    };
    let (status, problem) = said(fault, clerk.lang)?;
    Ok((status, Html(page(&office, &clerk, &typed, Some(problem)).await?.render()?)).into_response())
}

/// What was chosen, post by post. Which they are, and whether it can be, the desk asks.
fn wanted(typed: &Typed) -> Vec<Handed> {
    let one = |(name, chosen): &(String, String)| {
        let post = PostName::sent(name.strip_prefix(FIELD)?);
        match chosen.as_str() {
            "" | "later" => None,
            "end" => Some(Handed { post, heir: None }),
            id => Some(Handed { post, heir: Some(RecordId::new(id)) }),
        }
    };
    typed.pairs().iter().filter_map(one).collect()
}

/// Why nothing was done, where the page can be shown again with what was chosen.
fn said(fault: Fault, l: Lang) -> Result<(StatusCode, String), Refused> {
    match &fault {
        Fault::Desk(desk::Error::Invalid(it)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, l.say(it.ja.clone(), it.en.clone())))
        }
        Fault::Desk(error) if error.is_overtaken() => Ok((
            StatusCode::CONFLICT,
            l.say(
                "この画面を開いたあとに、職か組織改正が変わりました。何も引き継いでいません。いまの職を下に示します。確かめて、もう一度送ってください",
                "A post or a reorganisation changed after you opened the page. Nothing was handed over. Below stand the posts as they are now: look, and send it again",
            )
            .to_owned(),
        )),
        _ => Err(fault.page(l)),
    }
}
