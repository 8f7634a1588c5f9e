//! `/{code}/comments/{id}/results`: 結果をまとめる: what would be published, and what is missing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::consulting::{self, Round};
use plan::consultation::{Lack, Told};
use plan::edition::Edition;
use plan::record::RecordId;

use super::fields::decision;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::post_form::needed_day;
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::waiting::{self, Waits};

#[derive(Template)]
#[template(path = "comment/results.html")]
struct Show {
    frame: Frame,
    round: (String, String),
    to: String,
    typed: Typed,
    today: String,
    problem: Option<Problem>,
    lacks: Vec<String>,
    overlookable: bool,
    persons: u32,
    opinions: u32,
    withheld: u32,
    summaries: usize,
    waits: Option<Waits>,
}

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// `GET /{code}/comments/{id}/results`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Response, Refused> {
    let (edition, round, lacks) = standing(&office, &clerk, &id, None).await?;
    let town = office.town_name(&edition);
    let results = round.proposed_results().or(round.consultation.results.as_ref());
    let decision = results.and_then(|it| it.decision).map_or(String::new(), |it| it.to_string());
    let text = results.map_or(String::new(), |it| it.text.join("\n"));
    let typed = Typed::of(vec![("decision".to_owned(), decision), ("f:text".to_owned(), text)]);
    let frame = Frame::new(&office, &clerk, &town, title(&clerk));
    page(&office, frame, &clerk, (&round, &lacks), (typed, None)).await
}

/// The round, and what is missing where the words about the whole are these; without any, those that stand.
async fn standing(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    text: Option<String>,
) -> Result<(Arc<Edition>, Round, Vec<Lack>), Refused> {
    let (actor, id) = (clerk.actor().clone(), RecordId::new(id));
    let found =
        office.deed(move |office| consulting::lacks_of_results(office.desk(), &actor, &id, text.as_deref()));
    found.await.map_err(|fault| fault.page(clerk.lang))
}

fn title(clerk: &Clerk) -> &'static str {
    clerk.lang.say("意見募集の結果をまとめる", "The results of a round")
}

async fn page(
    office: &Office,
    frame: Frame,
    clerk: &Clerk,
    (round, lacks): (&Round, &[Lack]),
    (typed, problem): (Typed, Option<Problem>),
) -> Result<Response, Refused> {
    let actor = clerk.actor().clone();
    let names = office.deed(move |office| desk::names::of(office.desk(), &actor)).await;
    let names = names.map_err(|fault| fault.page(clerk.lang))?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let to = super::address(clerk, &round.id);
    let page = Show {
        frame,
        to: format!("{to}/results"),
        round: (round.consultation.title.clone(), to),
        today: plan::era::day_name(clerk.actor().today),
        overlookable: lacks.iter().any(Lack::may_be_overlooked),
        lacks: lacks.iter().map(|it| super::said(it, clerk.lang)).collect(),
        persons: round.tally.persons,
        opinions: round.tally.opinions,
        withheld: round.tally.withheld(),
        summaries: round.summaries.len(),
        waits: Waits::of(round.waiting.as_ref(), &names, clerk),
        typed,
        problem,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /{code}/comments/{id}/results`.
pub(crate) async fn draft(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(&id));
    let done = office.deed(move |office| {
        let told = Told {
            decision: decision(&sent, "decision")?,
            text: sent.get("f:text").to_owned(),
            overlooks: sent.has("overlook"),
        };
        let on = needed_day(&sent, "on")?;
        let over = waiting::over(&sent);
        consulting::propose_results(office.desk(), &actor, &round, (on, &told, over.as_ref()), office.now())
    });
    match done.await {
        Ok(_) => Ok(super::gone_to(&clerk.to("/comments"), "opened")),
        Err(fault) => {
            let problem = Problem::of(fault, clerk.lang).map_err(|page| page.keeping(&typed))?;
            let text = Some(typed.get("f:text").to_owned());
            let (edition, round, lacks) = standing(&office, &clerk, &id, text).await?;
            let frame = Frame::new(&office, &clerk, &office.town_name(&edition), title(&clerk));
            page(&office, frame, &clerk, (&round, &lacks), (typed, Some(problem))).await
        }
    }
}
