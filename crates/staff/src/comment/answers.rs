//! `/{code}/comments/{id}/summaries/{summary}`: 概要と考え方を書く.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::consulting::{self, Named, Revision, Round};
use plan::consultation::{Letter, Mark, Summary};
use plan::edition::Edition;
use plan::opinion::Answer;
use plan::record::RecordId;

use super::fields::decision;
use super::picker::{self, Picker, Piece};
use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "comment/answer.html")]
struct Show {
    frame: Frame,
    round: (String, String),
    to: String,
    seen: u64,
    typed: Typed,
    problem: Option<Problem>,
    answers: Vec<Choice>,
    picker: Picker,
    opinions: Vec<(String, String)>,
    /// How many there are, of which some are shown.
    all: u32,
    is_kept: bool,
    /// Under which name it is begun.
    key: String,
}

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// `GET /{code}/comments/{id}/summaries/{summary}`; 「new」 is the form of one that is not there yet, under a name that nobody has given:
/// what was removed, or never was, is begun under no address.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id, summary)): Path<(String, String, String)>,
    clerk: Clerk,
) -> Result<Response, Refused> {
    let (edition, round, letters) = standing(&office, &clerk, &id, &summary).await?;
    let known = round.summaries.iter().find(|it| it.id == summary);
    if known.is_none() && summary != NEW {
        return Err(super::removed(clerk.lang, super::address(&clerk, &round.id)));
    }
    let summary = if known.is_some() { summary } else { desk::secret::id("s", office.chance()) };
    let next = round.summaries.iter().map(|it| it.value.order).max().unwrap_or(0).saturating_add(1);
    let empty = Summary { order: next, ..Summary::default() };
    let typed = Typed::of(pairs(known.map_or(&empty, |it| &it.value)));
    let seen = known.map_or(0, |it| it.revision.0);
    page(&office, &clerk, (&edition, &round, &letters, &summary), typed, seen, None)
}

/// In an address: a summary that is not there yet. Its form says the name under which it is begun, so that it is begun once.
const NEW: &str = "new";

/// Letters whose opinions are shown beside their summary.
const SHOWN: u64 = 100;

/// The round, and the first letters of a summary.
async fn standing(
    office: &Office,
    clerk: &Clerk,
    round: &str,
    summary: &str,
) -> Result<(Arc<Edition>, Round, Vec<Named<Letter>>), Refused> {
    let (actor, round, summary) = (clerk.actor().clone(), RecordId::new(round), summary.to_owned());
    let found = office.deed(move |office| {
        let (edition, found) = consulting::round(office.desk(), &actor, &round)?;
        let letters = consulting::letters_of(office.desk(), &actor, (&round, &summary), SHOWN)?;
        Ok((edition, found, letters))
    });
    found.await.map_err(|fault| fault.page(clerk.lang))
}

fn page(
    office: &Office,
    clerk: &Clerk,
    (edition, round, letters, id): (&Edition, &Round, &[Named<Letter>], &str),
    typed: Typed,
    seen: u64,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let l = clerk.lang;
    let to = super::address(clerk, &round.id);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answer =
        |it: Answer| Choice::new(it.word(), l.of_pair(round.consultation.wording(it)), typed.get("answer"));
    let none = Choice::new("", l.say("選んでください", "choose"), typed.get("answer"));
    let mut plans = picker::plans_of(edition, &round.consultation.about);
    if !plans.is_empty() {
        // What is chosen elsewhere is shown too: what is not on the page would be gone when it is saved.
        let chosen: Vec<RecordId> = typed.all("changed").map(RecordId::new).collect();
        plans.extend(picker::plans_of(edition, &chosen));
    }
    let plans = Some(&plans).filter(|it| !it.is_empty());
    let title = l.say("意見の概要と考え方", "Summary and answer");
    let page = Show {
        frame: Frame::new(office, clerk, &office.town_name(edition), title),
        answers: std::iter::once(none).chain(Answer::ALL.into_iter().map(answer)).collect(),
        picker: Picker::of(edition, plans, "changed", &typed),
        opinions: opinions(letters, id, &to),
        all: round.tally.of_summary.get(id).map_or(0, |it| it.0),
        is_kept: seen > 0,
        round: (round.consultation.title.clone(), to.clone()),
        to: format!("{to}/summaries/{}", if seen > 0 { web::encode(id) } else { NEW.to_owned() }),
        key: id.to_owned(),
        seen,
        typed,
        problem,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The opinions that the summary stands for, with their letters.
fn opinions(letters: &[Named<Letter>], id: &str, to: &str) -> Vec<(String, String)> {
    let listed = Mark::Listed { summary: id.to_owned() };
    let points = letters.iter().flat_map(|letter| letter.value.points.iter().map(move |it| (letter, it)));
    let points = points.filter(|(_, it)| it.mark == listed);
    points
        .map(|(letter, it)| (it.text.clone(), format!("{to}/letters/{}", web::encode(&letter.id))))
        .collect()
}

fn pairs(it: &Summary) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = [
        ("order", it.order.to_string()),
        ("f:place", it.place.clone()),
        ("f:summary", it.summary.clone()),
        ("answer", it.answer.map_or(String::new(), |it| it.word().to_owned())),
        ("f:thinking", it.thinking.clone()),
        ("decision", it.decision.map_or(String::new(), |it| it.to_string())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    pairs.extend(it.changed.iter().map(|id| ("changed".to_owned(), id.to_string())));
    pairs
}

fn summary(typed: &Typed) -> Result<Summary, desk::Error> {
    let order = plan::key::squeeze(typed.get("order")).parse();
    let order =
        order.map_err(|_| desk::Error::invalid("order", "順番は数字で入力してください", "type a number"));
    Ok(Summary {
        order: order?,
        place: typed.get("f:place").trim().to_owned(),
        summary: typed.get("f:summary").replace("\r\n", "\n"),
        answer: Answer::parse(typed.get("answer")),
        thinking: typed.get("f:thinking").replace("\r\n", "\n"),
        changed: typed.all("changed").map(RecordId::new).collect(),
        decision: decision(typed, "decision")?,
        authors: [].into(),
    })
}

/// The name of a summary: that of the address, or, of one that is not there yet, that which its form was given. None where the form
/// showed no version of what the address names: nothing that was removed is begun again by it.
fn begun(name: String, seen: u64, typed: &Typed) -> Option<String> {
    if name != NEW {
        return (seen > 0).then_some(name);
    }
    let key = typed.get("key");
    let is_given =
        |key: &&str| key.starts_with("s-") && key.len() <= 40 && !key.contains(char::is_whitespace);
    (seen == 0).then_some(key).filter(is_given).map(str::to_owned)
}

/// `POST /{code}/comments/{id}/summaries/{summary}`.
pub(crate) async fn save(
    State(office): State<Office>,
    Path((_, id, name)): Path<(String, String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(&id));
    let seen: u64 = typed.get("seen").parse().unwrap_or_default();
    let name = begun(name, seen, &typed).ok_or_else(|| Refused::overtaken(clerk.lang).keeping(&typed))?;
    let (to, kept) = (super::address(&clerk, &round), name.clone());
    if picker::looks(&typed) {
        let (edition, round, letters) = standing(&office, &clerk, &id, &name).await?;
        return page(&office, &clerk, (&edition, &round, &letters, &name), typed, seen, None);
    }
    let done = office.deed(move |office| {
        let seen = (seen > 0).then_some(Revision(seen));
        consulting::save_summary(office.desk(), &actor, (&round, &kept), &summary(&sent)?, seen)
    });
    match done.await {
        Ok(_) => Ok(super::gone_to(&to, "summary")),
        Err(Fault::Desk(error)) if error.is_overtaken() => {
            Err(Refused::overtaken(clerk.lang).keeping(&typed))
        }
        Err(fault) => {
            let problem = Problem::of(fault, clerk.lang).map_err(|page| page.keeping(&typed))?;
            let (edition, round, letters) = standing(&office, &clerk, &id, &name).await?;
            page(&office, &clerk, (&edition, &round, &letters, &name), typed, seen, Some(problem))
        }
    }
}

/// `POST /{code}/comments/{id}/summaries/{summary}/remove`.
pub(crate) async fn remove(
    State(office): State<Office>,
    Path((_, id, name)): Path<(String, String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, round) = (clerk.actor().clone(), RecordId::new(id));
    let to = super::address(&clerk, &round);
    let seen = Revision(typed.get("seen").parse().unwrap_or_default());
    let done =
        office.deed(move |office| consulting::remove_summary(office.desk(), &actor, (&round, &name), seen));
    done.await.map_err(|fault| fault.page(clerk.lang))?;
    Ok(super::gone_to(&to, "summary-removed"))
}
