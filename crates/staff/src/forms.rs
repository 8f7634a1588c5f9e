//! `/{code}/forms`: 様式 of each year: which there are, and how the planning section edits them.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::names::Names;
use desk::secret::Secret;
use desk::shaping::{self, Begun, Opened};
use plan::decision::date_in_japan;
use plan::fiscal_year::FiscalYear;
use plan::form::Form;
use plan::record::RecordId;

use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

mod edit;
mod preview;
mod propose;
mod save;
mod view;
mod words;

pub(crate) use edit::{Warned, show};
pub(crate) use preview::preview;
pub(crate) use propose::{give_up, go_on, propose};
pub(crate) use save::save;

#[derive(Template)]
#[template(path = "forms/list.html")]
struct List {
    frame: Frame,
    years: Vec<(String, Vec<Row>)>,
    action: String,
    opening: String,
    problem: Option<Problem>,
    choices: Vec<Choice>,
    next: Vec<Choice>,
    /// The name that was typed.
    typed: String,
}

impl List {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref()?.about(field)
    }
}

struct Row {
    name: String,
    address: String,
    scope: String,
    size: String,
    /// 使う予定.
    uses: Vec<String>,
    state: String,
    waits: bool,
}

/// `GET /{code}/forms`.
pub(crate) async fn list(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    page(&office, &clerk, None, &Typed::default()).await
}

async fn page(
    office: &Office,
    clerk: &Clerk,
    problem: Option<Problem>,
    typed: &Typed,
) -> Result<Response, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let all = shaping::all(desk, &actor)?;
        Ok((all, desk.edition(&actor.town)?, desk::names::of(desk, &actor)?))
    });
    let (all, edition, names) = found.await.map_err(|fault| fault.page(l))?;
    let forms: Vec<(&Opened, &Form)> = all.iter().filter_map(|it| Some((it, it.form()?))).collect();
    let page = List {
        frame: Frame::new(office, clerk, &office.town_name(&edition), l.say("様式", "Forms")),
        years: years(&forms, &names, clerk),
        action: clerk.to("/forms"),
        opening: clerk.to("/open"),
        choices: copies(&forms, typed.get("from"), clerk),
        next: next_years(office, typed.get("year"), clerk),
        typed: typed.get("name").to_owned(),
        problem,
    };
    let status = page
        .problem
        .as_ref()
        .map_or(axum::http::StatusCode::OK, |_| axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, Html(page.render()?)).into_response())
}

/// The newest year first.
fn years(forms: &[(&Opened, &Form)], names: &Names, clerk: &Clerk) -> Vec<(String, Vec<Row>)> {
    let mut years: Vec<FiscalYear> = forms.iter().map(|(_, it)| it.fiscal_year).collect();
    years.sort();
    years.dedup();
    let rows = |year: FiscalYear| {
        let of_year = forms.iter().filter(move |(_, it)| it.fiscal_year == year);
        let mut of_year: Vec<_> = of_year.collect();
        of_year.sort_by(|a, b| (&a.1.name, &a.0.id).cmp(&(&b.1.name, &b.0.id)));
        of_year.into_iter().map(|(opened, form)| row(opened, form, names, clerk)).collect()
    };
    years.into_iter().rev().map(|year| (clerk.lang.year(year), rows(year))).collect()
}

fn row(opened: &Opened, form: &Form, names: &Names, clerk: &Clerk) -> Row {
    let l = clerk.lang;
    let (parts, fields) = (form.parts.len(), form.fields().count());
    Row {
        name: form.name.clone(),
        address: address(clerk, &opened.id),
        scope: words::scope(&opened.edition, &form.scope, l),
        size: l.say(format!("{parts}部{fields}欄"), format!("parts: {parts}, fields: {fields}")),
        uses: words::uses(&opened.edition, &opened.id, l),
        state: words::state(opened, names, l),
        waits: opened.shape.is_some() || opened.waiting.is_some(),
    }
}

/// The address of a form.
pub(crate) fn address(clerk: &Clerk, id: &RecordId) -> String {
    clerk.to(&format!("/forms/{}", web::encode(id.as_str())))
}

/// From what a new form may begin.
fn copies(forms: &[(&Opened, &Form)], chosen: &str, clerk: &Clerk) -> Vec<Choice> {
    let l = clerk.lang;
    let decided = forms.iter().filter(|(opened, _)| opened.decided().is_some());
    let copy = |(opened, form): &(&Opened, &Form)| {
        Choice::new(
            opened.id.to_string(),
            format!("{}　{}", l.short_year(form.fiscal_year), form.name),
            chosen,
        )
    };
    let empty = Choice::new("", l.say("白紙から", "Nothing"), chosen);
    std::iter::once(empty).chain(decided.map(copy)).collect()
}

fn next_years(office: &Office, chosen: &str, clerk: &Clerk) -> Vec<Choice> {
    let now = FiscalYear::containing(date_in_japan(office.now()));
    let chosen = if chosen.is_empty() { now.next().year().to_string() } else { chosen.to_owned() };
    let year = |year: FiscalYear| Choice::new(year.year().to_string(), clerk.lang.year(year), &chosen);
    [now, now.next(), now.next().next()].into_iter().map(year).collect()
}

/// `POST /{code}/forms`: a new form, as a paper to edit.
pub(crate) async fn begin(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, now) = (clerk.actor().clone(), office.now());
    let begun = begun(&typed, &office);
    let to = address(&clerk, &begun.id);
    let done = office.deed(move |office| shaping::begin(office.desk(), &actor, &begun, now)).await;
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{to}?done=form-begun")).into_response()),
        Err(fault) => page(&office, &clerk, Some(Problem::of(fault, clerk.lang)?), &typed).await,
    }
}

fn begun(typed: &Typed, office: &Office) -> Begun {
    let year = FiscalYear::new(typed.get("year").parse().unwrap_or(0));
    let chance = Secret::new(office.chance()).text();
    Begun {
        id: RecordId::new(format!("form-{}-{}", year.year(), &chance[..8])),
        year,
        name: typed.get("name").to_owned(),
        from: Some(typed.get("from")).filter(|it| !it.is_empty()).map(RecordId::new),
    }
}
