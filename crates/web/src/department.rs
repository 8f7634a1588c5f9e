//! `/{code}/departments/`: who is who; each organisation year by year, under that year's name, through reorganisations.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::tally::Tally;

use crate::choice;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::visit::Visit;

mod charge;
mod lineage;
mod show;

#[derive(Template)]
#[template(path = "department/index.html")]
struct Index {
    frame: Frame,
    year: String,
    groups: Vec<Group>,
    ended: Vec<(String, String, String)>,
}

/// A department and its sections.
struct Group {
    name: String,
    address: String,
    /// 「主担当12件中7件達成、4件未達成。…」; empty where nothing has a target.
    summary: String,
    statement: Option<(String, String)>,
    sections: Vec<(String, String)>,
}

/// `GET /{code}/departments/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("組織の一覧", "Departments"), Part::Departments);
    let year = edition.reported_year();
    let groups = active(&edition).map(|(id, it)| group(&here, &edition, id, it, year)).collect();
    let ended = edition.all::<Organisation>().filter_map(|(id, it)| {
        let end = it.ended.as_ref().filter(|_| !is_active(&edition, it))?;
        Some((it.name().to_owned(), here.record("departments", id), here.lang.date(end.on)))
    });
    let ended = ended.collect();
    let year = year.map_or(String::new(), |it| here.lang.short_year(it));
    Ok(Html(Index { frame, year, groups, ended }.render()?))
}

/// `GET /{code}/departments/{id}`: as it is today.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let organisation = visit.find::<Organisation>(&id)?;
    Ok(Html(show::view(&visit, &id, organisation, None)?))
}

/// `GET /{code}/departments/{id}/{year}`: as it was in a year, under the name of that year.
pub(crate) async fn in_year(
    visit: Visit,
    Path((_, id, year)): Path<(String, String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let organisation = visit.find::<Organisation>(&id)?;
    let year = choice::year_in_path(&visit.here, &year)?;
    if !visit.edition.years_of_organisation(organisation).contains(&year) {
        return Err(PageError::not_found(visit.here.lang).on(&visit.here));
    }
    Ok(Html(show::view(&visit, &id, organisation, Some(year))?))
}

/// The page of an organisation in a year.
pub(crate) fn address(here: &Here, id: &RecordId, year: FiscalYear) -> String {
    let id = RecordId::new(format!("{id}/{}", year.year()));
    here.record("departments", &id)
}

fn is_active(edition: &Edition, organisation: &Organisation) -> bool {
    edition.today().is_none_or(|date| organisation.is_active(date))
}

/// Departments of today.
pub(crate) fn active(edition: &Edition) -> impl Iterator<Item = (&RecordId, &Organisation)> {
    edition.all::<Organisation>().filter(|(_, it)| edition.parent_of(it).is_none() && is_active(edition, it))
}

/// 課・係 of today.
fn sections(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(String, String)> {
    let below = edition.naming::<Organisation>(id).filter(|(_, it)| edition.parent_of(it) == Some(id));
    let below = below.filter(|(_, it)| is_active(edition, it));
    below.map(|(id, it)| (edition.called(it).to_owned(), here.record("departments", id))).collect()
}

fn group(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    organisation: &Organisation,
    year: Option<FiscalYear>,
) -> Group {
    let newest = edition.statements(id).into_iter().next();
    Group {
        name: edition.called(organisation).to_owned(),
        address: here.record("departments", id),
        summary: year.map_or(String::new(), |year| summary(here, edition, id, year)),
        statement: newest.map(|(plan, it)| (it.name.clone(), here.record("plan", plan))),
        sections: sections(here, edition, id),
    }
}

fn summary(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> String {
    let [own, shared] = edition.charged_with(id, year);
    let (own, shared) = (edition.tally_of(own, year), edition.tally_of(shared, year));
    let (all, reached, missed) = (own.all(), own.reached, own.missed);
    let together = together(here.lang, &own, &shared);
    match all {
        0 => together,
        _ => here.lang.say(
            format!("主担当{all}件中{reached}件達成、{missed}件未達成。{together}"),
            format!("Answers for {all}: {reached} reached, {missed} missed. {together}"),
        ),
    }
}

/// 「（うち主担当4件、共に担当9件）」 beside a count; empty where an organisation answers for all of them itself.
pub(crate) fn of_which(lang: Lang, own: usize, all: usize) -> String {
    match all.saturating_sub(own) {
        0 => String::new(),
        shared => lang.say(
            format!("（うち主担当{own}件、共に担当{shared}件）"),
            format!(" (of these {own} its own, {shared} shared)"),
        ),
    }
}

/// 「ほかの組織と共に担当する14件のうち9件が未達成で、あわせて未達成は13件です。」; empty where it works on none with others.
fn together(lang: Lang, own: &Tally, shared: &Tally) -> String {
    let (all, missed, both) = (shared.all(), shared.missed, own.missed + shared.missed);
    match all {
        0 => String::new(),
        _ => lang.say(
            format!("ほかの組織と共に担当する{all}件のうち未達成は{missed}件で、主担当とあわせた未達成は{both}件です。"),
            format!("Of {all} shared with others {missed} were missed: {both} together with its own."),
        ),
    }
}
