//! `/{code}/comments`: 意見募集を扱う: rounds, the letters that came, the summaries and the results.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::consulting::{self, About, Round};
use plan::consultation::{Lack, Letter};
use plan::record::RecordId;
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;

pub(crate) mod answers;
pub(crate) mod edit;
mod fields;
pub(crate) mod letter;
mod letters;
pub(crate) mod list;
mod picker;
pub(crate) mod results;

use letters::{LetterRow, PART, Part};

#[derive(Template)]
#[template(path = "comment/index.html")]
struct Index {
    frame: Frame,
    to: String,
    rows: Vec<Row>,
    /// Drafts that wait: title, address, and where they are edited.
    drafts: Vec<(String, String, String)>,
    may_decide: bool,
}

struct Row {
    title: String,
    address: String,
    stage: &'static str,
    period: String,
    persons: u32,
    opinions: u32,
    unread: u32,
    tight: bool,
}

#[derive(Template)]
#[template(path = "comment/show.html")]
struct Show {
    frame: Frame,
    to: String,
    stage: &'static str,
    period: String,
    persons: u32,
    opinions: u32,
    unread: u32,
    withheld: u32,
    repeated: u32,
    letters: Vec<LetterRow>,
    part: Part,
    /// 受付の上限, where it is near.
    tight: Option<String>,
    summaries: Vec<SummaryRow>,
    lacks: Vec<String>,
    kept: Option<String>,
    ways: Vec<crate::choices::Choice>,
    today: String,
    key: String,
    public: Option<String>,
}

struct SummaryRow {
    address: String,
    order: u32,
    words: String,
    answer: String,
    opinions: u32,
    persons: u32,
}

/// `GET /{code}/comments`.
pub(crate) async fn index(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let (edition, rounds) = consulting::rounds(office.desk(), &actor)?;
        Ok((edition, rounds, consulting::waiting(office.desk(), &actor)?))
    });
    let (edition, rounds, drafts) = found.await.map_err(|fault| fault.page(l))?;
    let page = Index {
        frame: Frame::new(&office, &clerk, &office.town_name(&edition), title(l)),
        to: clerk.to("/comments"),
        rows: rounds.iter().map(|it| row(&clerk, it)).collect(),
        drafts: drafts.into_iter().map(|it| waiting(&clerk, it)).collect(),
        may_decide: clerk.actor().might(desk::policy::Deed::Decide),
    };
    Ok(Html(page.render()?))
}

/// A draft that waits. A round is edited on, its results are drafted anew where they are written.
fn waiting(clerk: &Clerk, (about, draft): (About, plan::draft::Draft)) -> (String, String, String) {
    let edit = match about {
        About::Round(id) => format!("{}/edit", address(clerk, &id)),
        About::Results(_) => String::new(),
    };
    let to = clerk.to(&format!("/drafts/{}", web::encode(&draft.id.0)));
    (draft.title, to, edit)
}

fn title(l: Lang) -> &'static str {
    l.say("意見募集", "Public comments")
}

fn row(clerk: &Clerk, round: &Round) -> Row {
    Row {
        title: round.consultation.title.clone(),
        address: address(clerk, &round.id),
        stage: clerk.lang.of_pair(round.stage.name()),
        period: period(clerk.lang, round),
        persons: round.tally.persons,
        opinions: round.tally.opinions,
        unread: round.tally.unread,
        tight: plan::consultation::is_tight(round.letters),
    }
}

/// The page of a round.
fn address(clerk: &Clerk, id: &RecordId) -> String {
    clerk.to(&format!("/comments/{}", web::encode(id.as_str())))
}

fn period(l: Lang, round: &Round) -> String {
    let (from, to) = (l.date(round.consultation.from), l.date(round.consultation.to));
    l.say(format!("{from}～{to}（{}日間）", round.consultation.days()), format!("{from} to {to}"))
}

/// A round with the edition that it stands in.
async fn round(
    office: &Office,
    clerk: &Clerk,
    id: &str,
) -> Result<(std::sync::Arc<plan::edition::Edition>, Round), Refused> {
    let (actor, id) = (clerk.actor().clone(), RecordId::new(id));
    let found = office.deed(move |office| consulting::round(office.desk(), &actor, &id));
    found.await.map_err(|fault| fault.page(clerk.lang))
}

/// `GET /{code}/comments/{id}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let (edition, round) = round(&office, &clerk, &id).await?;
    let asked = letters::asked(query.as_deref(), round.letters);
    let part = asked.ok_or_else(|| Refused::not_found(clerk.lang))?;
    let (actor, id) = (clerk.actor().clone(), round.id.clone());
    let some = (part.saturating_sub(1) * PART, PART);
    let found = office.deed(move |office| consulting::letters(office.desk(), &actor, &id, some));
    let found = found.await.map_err(|fault| fault.page(clerk.lang))?;
    let town = office.town_name(&edition);
    Ok(Html(view(&office, &clerk, &town, &round, (part, &found)).render()?))
}

fn view(
    office: &Office,
    clerk: &Clerk,
    town: &str,
    round: &Round,
    (part, found): (u64, &[consulting::Named<Letter>]),
) -> Show {
    let (l, to, tally) = (clerk.lang, address(clerk, &round.id), &round.tally);
    let lacks = round.lacks();
    let frame = Frame::new(office, clerk, town, round.consultation.title.clone());
    Show {
        stage: l.of_pair(round.stage.name()),
        period: period(l, round),
        persons: tally.persons,
        opinions: tally.opinions,
        unread: tally.unread,
        withheld: tally.withheld(),
        repeated: tally.repeated,
        letters: letters::rows(clerk, round, found),
        part: Part::of(clerk, round, part),
        tight: letters::tight(l, round.letters),
        summaries: summaries(clerk, round, &to),
        lacks: lacks.iter().map(|it| said(it, l)).collect(),
        kept: round.consultation.kept_until.map(|day| l.date(day)),
        ways: fields::ways(l, ""),
        today: plan::era::day_name(clerk.actor().today),
        key: desk::secret::id("l", office.chance()),
        public: frame
            .public
            .as_ref()
            .map(|site| format!("{site}comments/{}", web::encode(round.id.as_str()))),
        frame,
        to,
    }
}

fn said(lack: &Lack, l: Lang) -> String {
    l.say(lack.ja(), lack.en())
}

fn summaries(clerk: &Clerk, round: &Round, to: &str) -> Vec<SummaryRow> {
    let row = |(at, it): (usize, &consulting::Named<plan::consultation::Summary>)| {
        let (opinions, persons) = round.tally.of_summary.get(&it.id).copied().unwrap_or_default();
        let wording = it.value.answer.map(|answer| clerk.lang.of_pair(round.consultation.wording(answer)));
        SummaryRow {
            address: format!("{to}/summaries/{}", web::encode(&it.id)),
            order: u32::try_from(at + 1).unwrap_or(u32::MAX),
            words: cut(&it.value.summary),
            answer: wording.unwrap_or(clerk.lang.say("（未定）", "(not chosen)")).to_owned(),
            opinions,
            persons,
        }
    };
    round.summaries.iter().enumerate().map(row).collect()
}

/// The first words of a text.
fn cut(text: &str) -> String {
    let first: String = text.chars().take(60).collect();
    if text.chars().count() > 60 { format!("{first}…") } else { first }
}

/// A fault as a page, with what was typed; where somebody else was faster, it says so.
fn refused(fault: Fault, typed: &Typed, l: Lang) -> Refused {
    match fault {
        Fault::Desk(error) if error.is_overtaken() => Refused::overtaken(l).keeping(typed),
        fault => fault.page(l).keeping(typed),
    }
}

/// The same of what a colleague may have removed meanwhile: it says so, and leads to the round.
fn gone(fault: Fault, typed: &Typed, l: Lang, round: &str) -> Refused {
    match fault {
        Fault::Desk(desk::Error::NotFound) => removed(l, round.to_owned()).keeping(typed),
        fault => refused(fault, typed, l),
    }
}

/// 404: what somebody removed, or what never was.
fn removed(l: Lang, round: String) -> Refused {
    let advice = l.say(
        "開いたあとに、ほかの人が消しました（または、アドレスが違います）。何も保存していません。意見募集の画面に戻って確かめてください。",
        "Somebody else removed it after you opened it, or the address is wrong. Nothing was saved: go back to the round.",
    );
    Refused::new(StatusCode::NOT_FOUND, l, ("ほかの人が消しました", "Somebody removed it"), advice)
        .back_to(round)
}

/// Where a deed leads, with what it came to.
fn gone_to(to: &str, done: &str) -> Response {
    Redirect::to(&format!("{to}?done={done}")).into_response()
}
