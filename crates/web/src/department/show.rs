//! One organisation: its result in one sentence, what it missed and why, what it stated, what it is in charge of, its story.

use askama::Template;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::organisation::Organisation;
use plan::rating::{Outcome, Undecided};
use plan::record::RecordId;
use plan::tally::Tally;

use super::charge::{self, Charge};
use super::lineage::{self, Step};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::rows::{IndicatorRow, Prose};
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "department/show.html")]
struct Show {
    frame: Frame,
    sentence: String,
    /// Its own and the shared missed ones together, with the list of exactly those.
    together_said: String,
    missed_all: usize,
    missed_address: String,
    /// Where the name of the year is not today's: today's, with its page.
    today: Option<(String, String)>,
    parent: Option<(String, String)>,
    /// 「旧総務課・旧企画課（令和9年4月1日から）」 of today's name.
    formerly: Option<String>,
    /// What is decided for a day to come.
    coming: Vec<String>,
    years: Vec<(String, String, bool)>,
    caption: String,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    missed: Vec<IndicatorRow>,
    others: Vec<IndicatorRow>,
    /// The same of those on which it works with others.
    missed_together: Vec<IndicatorRow>,
    together: Vec<IndicatorRow>,
    list: String,
    statement: Option<(String, String, Vec<Prose>)>,
    /// Where the year asked for has no statement: that it has none, and the newest with its page.
    unstated: Option<Unstated>,
    statements: Vec<(String, String, String)>,
    charges: Vec<Charge>,
    changes: Option<(String, String)>,
    sections: Vec<(String, String)>,
    lineage: Vec<Step>,
    record: String,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
}

/// 運営方針がない年度: said as it is, with the way to the newest one.
struct Unstated {
    said: String,
    newest: (String, String),
}

/// The page as HTML. `asked`: the year in the address; none: today's name with the newest results.
pub(super) fn view(
    Visit { edition, here }: &Visit,
    id: &RecordId,
    organisation: &Organisation,
    asked: Option<FiscalYear>,
) -> Result<String, PageError> {
    let lang = here.lang;
    let years = edition.years_of_organisation(organisation);
    let year = asked.or_else(|| newest(edition, &years));
    let name = asked.map_or(edition.called(organisation), |year| organisation.name_in(year));
    let [own, shared] = year.map_or_else(Default::default, |year| edition.charged_with(id, year));
    let tally = year.map_or_else(Tally::default, |year| edition.tally_of(own.iter().copied(), year));
    let shared_tally =
        year.map_or_else(Tally::default, |year| edition.tally_of(shared.iter().copied(), year));
    let rows = |charged: &[_]| year.map_or_else(Default::default, |year| split(here, edition, charged, year));
    let ((missed, others), (missed_together, together)) = (rows(&own), rows(&shared));
    let page = Show {
        frame: frame(here, edition, id, organisation, asked),
        sentence: year.map_or(String::new(), |year| sentence(lang, name, year, &tally)),
        together_said: super::together(lang, &tally, &shared_tally),
        missed_all: tally.missed + shared_tally.missed,
        missed_address: list(here, id, year, Some("missed")),
        today: (name != edition.called(organisation))
            .then(|| (edition.called(organisation).to_owned(), here.record("departments", id))),
        parent: parent(here, edition, organisation, asked),
        formerly: lineage::formerly(here, edition, id, organisation).filter(|_| asked.is_none()),
        coming: if asked.is_none() { lineage::coming(here, edition, id, organisation) } else { vec![] },
        years: years
            .iter()
            .rev()
            .map(|it| (lang.short_year(*it), super::address(here, id, *it), asked == Some(*it)))
            .collect(),
        caption: year.map_or(String::new(), |it| lang.year(it)),
        bar: tally::bar(&tally),
        legend: tally::legend(lang, &tally),
        missed,
        others,
        missed_together,
        together,
        list: list(here, id, year, None),
        statement: statement(here, edition, id, year, asked),
        unstated: asked.and_then(|year| unstated(here, edition, id, year)),
        statements: statements(here, edition, id),
        charges: year.map_or(vec![], |year| charge::of(here, edition, id, year)),
        changes: changes(here, edition, id, organisation),
        sections: super::sections(here, edition, id),
        lineage: lineage::of(here, edition, id, organisation),
        record: here.record("records", id),
        errata: crate::erratum::of(here, edition, id),
    };
    Ok(page.render()?)
}

/// The newest year of the organisation that has results; else the newest in which it existed.
fn newest(edition: &Edition, years: &[FiscalYear]) -> Option<FiscalYear> {
    let reported = edition.reported_year().filter(|it| years.contains(it));
    reported.or_else(|| years.last().copied())
}

fn frame(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    organisation: &Organisation,
    asked: Option<FiscalYear>,
) -> Frame {
    let lang = here.lang;
    let title = match asked {
        None => edition.called(organisation).to_owned(),
        Some(year) => {
            let (name, year) = (organisation.name_in(year), lang.short_year(year));
            lang.say(format!("{name}（{year}）"), format!("{name} ({year})"))
        }
    };
    let frame = Frame::new(here, edition, title, Part::Departments)
        .via(lang.say("組織の一覧", "Departments"), here.to("/departments/"));
    match asked {
        None => frame,
        Some(_) => frame.via(edition.called(organisation), here.record("departments", id)),
    }
}

fn parent(
    here: &Here,
    edition: &Edition,
    organisation: &Organisation,
    asked: Option<FiscalYear>,
) -> Option<(String, String)> {
    let id = asked.map_or(edition.parent_of(organisation), |year| organisation.parent_in(year))?;
    let it = edition.find::<Organisation>(id)?;
    let name = asked.map_or(edition.called(it), |year| it.name_in(year));
    Some((name.to_owned(), here.record("departments", id)))
}

/// 「川端区：令和7年度は12件中7件が目標を達成し、4件が届きませんでした。」
fn sentence(lang: Lang, name: &str, year: FiscalYear, tally: &Tally) -> String {
    let said = crate::yearbook::summary(lang, &lang.short_year(year), tally);
    let open = match tally.open() {
        open if open > 0 && tally.judged() > 0 => {
            lang.say(format!("{open}件は判定していません。"), format!(" {open} are not judged."))
        }
        _ => String::new(),
    };
    format!("{name}{}{said}{open}", lang.say("：", ": "))
}

/// What missed its target, and the others that have one.
fn split(
    here: &Here,
    edition: &Edition,
    charged: &[(&RecordId, &Indicator)],
    year: FiscalYear,
) -> (Vec<IndicatorRow>, Vec<IndicatorRow>) {
    let (mut missed, mut others) = (Vec::new(), Vec::new());
    for (id, it) in charged {
        let row = || IndicatorRow::of(here, edition, id, it, year);
        match edition.outcome(id, it, year) {
            Outcome::Missed => missed.push(row()),
            Outcome::Undecided(Undecided::NoTarget) => {}
            _ => others.push(row()),
        }
    }
    (missed, others)
}

/// The list of what it is in charge of in a year, alone or with others.
fn list(here: &Here, id: &RecordId, year: Option<FiscalYear>, status: Option<&str>) -> String {
    let digits = year.map(|it| it.year().to_string());
    let department = Some(("department", id.as_str()));
    let (year, status) = (digits.as_deref().map(|it| ("year", it)), status.map(|it| ("status", it)));
    let asked: Vec<_> = [department, status, year].into_iter().flatten().collect();
    here.to_with("/indicators/", &asked)
}

/// 運営方針 of the year: name, address, and what it states as a whole. A page of a past year never speaks with another year's;
/// that of today shows the newest where the year of its results has none.
fn statement(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    year: Option<FiscalYear>,
    asked: Option<FiscalYear>,
) -> Option<(String, String, Vec<Prose>)> {
    let statements = edition.statements(id);
    let of_year = statements.iter().find(|(_, it)| year.is_some_and(|year| it.covers(year)));
    let (plan, it) = of_year.or_else(|| statements.first().filter(|_| asked.is_none()))?;
    let texts = it.sections.iter().map(|section| Prose::of(here, section)).collect();
    Some((it.name.clone(), here.record("plan", plan), texts))
}

/// None where the year has a statement, or where there is none at all: the list of statements says that.
fn unstated(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<Unstated> {
    let statements = edition.statements(id);
    if statements.iter().any(|(_, it)| it.covers(year)) {
        return None;
    }
    let (plan, newest) = statements.first()?;
    let name = here.lang.short_year(year);
    Some(Unstated {
        said: here.lang.say(
            format!("{name}の目標・運営方針は、このサイトでは公表されていません。"),
            format!("No statement of {name} is published here."),
        ),
        newest: (newest.name.clone(), here.record("plan", plan)),
    })
}

fn statements(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(String, String, String)> {
    let row = |(plan, it): (&RecordId, &plan::plan::Plan)| {
        (here.lang.short_year(it.first_year), it.name.clone(), here.record("plan", plan))
    };
    edition.statements(id).into_iter().map(row).collect()
}

/// どう変わったか of a department, in the newest round.
fn changes(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    organisation: &Organisation,
) -> Option<(String, String)> {
    let year =
        edition.years_of_rounds().into_iter().next().filter(|_| edition.parent_of(organisation).is_none())?;
    let address = here.to_with(&format!("/pdca/{}", year.year()), &[("department", id.as_str())]);
    let name = here.lang.short_year(year);
    Some((here.lang.say(format!("{name}にどう変わったか"), format!("What changed in {name}")), address))
}
