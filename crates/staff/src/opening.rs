//! `/{code}/open/{year}`: 年度を開く: everything that it would do stands on the page before it is done.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, Redirect};
use desk::opening::{self, ForeseenYear};
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::opening::{Choices, Texts, Weight};
use plan::record::RecordId;
use web::Lang;

use crate::clerk::Clerk;
use crate::difference::{self, Changed};
use crate::findings::{self, Found};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::waiting::{self, Waits};

#[derive(Template)]
#[template(path = "opening/show.html")]
struct Show {
    frame: Frame,
    action: String,
    sentences: Vec<(&'static str, Vec<String>)>,
    statements: Vec<Statement>,
    dates: Vec<Day>,
    last_years: bool,
    changes: Vec<Changed>,
    count: usize,
    /// The year after: words and address, where it may be opened.
    following: Option<(String, String)>,
    waits: Option<Waits>,
    findings: Vec<Found>,
    /// What was typed and is not understood: field and sentence.
    wrong: Vec<(String, String)>,
}

struct Statement {
    name: String,
    organisation: Option<(String, String)>,
    elements: usize,
    kept: bool,
    chosen: bool,
}

/// One entry of the calendar.
struct Day {
    id: String,
    anchor: String,
    title: String,
    from: String,
    to: String,
    last: String,
    work: bool,
    kept: bool,
    left_out: bool,
}

/// `GET /{code}/open`: the next year that may be opened.
pub(crate) async fn next(State(office): State<Office>, clerk: Clerk) -> Redirect {
    let year = FiscalYear::containing(date_in_japan(office.now())).next();
    Redirect::to(&clerk.to(&format!("/open/{}", year.year())))
}

/// `GET /{code}/open/{year}?…`: what it would do with these choices.
pub(crate) async fn foresee(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let l = clerk.lang;
    let year = parse(&year, l)?;
    let typed = Typed::decode(query.unwrap_or_default().as_bytes());
    let (choices, wrong) = choices(&typed, l);
    let (actor, wanted) = (clerk.actor().clone(), choices.clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let names = desk::names::of(desk, &actor)?;
        Ok((desk.edition(&actor.town)?, opening::foresee(desk, &actor, year, &wanted, office.now())?, names))
    });
    let (edition, foreseen, names) = found.await.map_err(|fault| fault.page(l))?;
    let waits = Waits::of(foreseen.waiting.as_ref(), &names, &clerk);
    Ok(Html(Show { waits, ..show(&office, &clerk, &edition, &foreseen, &choices, wrong) }.render()?))
}

fn show(
    office: &Office,
    clerk: &Clerk,
    edition: &Edition,
    foreseen: &ForeseenYear,
    choices: &Choices,
    wrong: Vec<(String, String)>,
) -> Show {
    let l = clerk.lang;
    let ForeseenYear { opening, draft, after, findings, .. } = foreseen;
    let year = opening.fiscal_year;
    let title =
        l.say(format!("{}を開く前の確認", year.japanese()), format!("Before FY{} is opened", year.year()));
    let mut changes = difference::of_draft(edition, after, draft, clerk);
    changes.truncate(300);
    Show {
        frame: Frame::new(office, clerk, &office.town_name(edition), title),
        action: clerk.to(&format!("/open/{}", year.year())),
        sentences: sentences(opening, l),
        statements: statements(opening, edition, choices),
        dates: opening.dates.iter().enumerate().map(|(at, it)| day(at, it, l)).collect(),
        last_years: choices.texts == Texts::LastYears,
        count: draft.edits.len(),
        following: following(year, office, clerk),
        waits: None,
        changes,
        findings: findings::told(after, findings, false, l),
        wrong,
    }
}

/// Whoever has one year ready goes on with the next from here.
fn following(year: FiscalYear, office: &Office, clerk: &Clerk) -> Option<(String, String)> {
    let (next, l) = (year.next(), clerk.lang);
    let words = l.say(format!("{}を開く", next.japanese()), format!("Open FY{}", next.year()));
    opening::is_within_reach(next, office.now()).then(|| (words, clerk.to(&format!("/open/{}", next.year()))))
}

/// The sentences by weight, what must be looked at first.
fn sentences(opening: &plan::opening::Opening, l: Lang) -> Vec<(&'static str, Vec<String>)> {
    let of = |weight: Weight| {
        let own = opening.sentences.iter().filter(|it| it.weight == weight);
        (l.of_pair(weight.name()), own.map(|it| l.say(&it.ja, &it.en).clone()).collect::<Vec<_>>())
    };
    [Weight::Look, Weight::Done, Weight::Kept]
        .map(of)
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .collect()
}

fn statements(opening: &plan::opening::Opening, edition: &Edition, choices: &Choices) -> Vec<Statement> {
    let one = |it: &plan::opening::Carried| {
        let chosen = |id: &RecordId| choices.organisations.as_ref().is_none_or(|all| all.contains(id));
        let organisation = it
            .organisation
            .as_ref()
            .map(|id| (id.to_string(), edition.name_on(id, opening.fiscal_year.starts())));
        Statement {
            name: it.name.clone(),
            organisation,
            elements: it.elements,
            kept: it.kept,
            chosen: it.organisation.as_ref().is_none_or(chosen),
        }
    };
    opening.statements.iter().map(one).collect()
}

fn day(at: usize, it: &plan::opening::Dated, l: Lang) -> Day {
    Day {
        id: it.id.to_string(),
        anchor: format!("day-{at}"),
        title: it.title.clone(),
        from: l.date(it.from),
        to: typed_day(it.to),
        last: it.last.map_or(String::new(), |day| l.date(day)),
        work: it.is_work,
        kept: it.kept,
        left_out: it.left_out,
    }
}

/// 「R9.5.14」, as it can be typed again.
fn typed_day(day: jiff::civil::Date) -> String {
    plan::era::day_name(day)
}

fn parse(year: &str, l: Lang) -> Result<FiscalYear, Refused> {
    year.parse().map(FiscalYear::new).map_err(|_| Refused::not_found(l))
}

/// What was chosen on the page, and what of it is not understood.
fn choices(typed: &Typed, l: Lang) -> (Choices, Vec<(String, String)>) {
    let mut choices = Choices::default();
    let mut wrong = vec![];
    if typed.has("chosen") {
        let organisations = typed.pairs().iter().filter(|(name, _)| name == "organisation");
        choices.organisations = Some(organisations.map(|(_, id)| RecordId::new(id)).collect::<BTreeSet<_>>());
    }
    let without = typed.pairs().iter().filter(|(name, _)| name == "without");
    choices.without = without.map(|(_, id)| RecordId::new(id)).collect();
    if typed.get("texts") == "last" {
        choices.texts = Texts::LastYears;
    }
    let mut deadlines = BTreeMap::new();
    for (name, text) in typed.pairs() {
        let Some(id) = name.strip_prefix("d:").filter(|_| !text.trim().is_empty()) else { continue };
        match plan::sheet::understood::day(text) {
            Ok((day, _)) => {
                deadlines.insert(RecordId::new(id), day);
            }
            Err(why) => wrong.push((id.to_owned(), l.say(why.ja, why.en))),
        }
    }
    choices.deadlines = deadlines;
    (choices, wrong)
}

/// `POST /{code}/open/{year}`: keeps it as a draft that waits for its decision.
pub(crate) async fn open(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let l = clerk.lang;
    let year = parse(&year, l)?;
    let (choices, wrong) = choices(&typed, l);
    if let Some((_, why)) = wrong.first() {
        let error = desk::Error::invalid("day", why.clone(), why.clone());
        return Err(Refused::of(l, &error));
    }
    let (actor, over) = (clerk.actor().clone(), waiting::over(&typed));
    let work = move |office: &Office| {
        opening::open(office.desk(), &actor, year, (&choices, over.as_ref()), office.now())
    };
    let opened = office.deed(work).await;
    let draft = opened.map_err(|fault| fault.page(l))?.draft;
    Ok(Redirect::to(&clerk.to(&format!("/drafts/{}?done=opened", draft.id.0))))
}
