//! `/{code}/departments/`: who is who, and what each organisation states year by year.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::Element;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::rows::Prose;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "department/index.html")]
struct Index {
    frame: Frame,
    groups: Vec<Group>,
    ended: Vec<(String, String, String)>,
}

/// A department and its sections.
struct Group {
    name: String,
    address: String,
    statement: Option<(String, String)>,
    sections: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "department/show.html")]
struct Show {
    frame: Frame,
    lineage: Vec<String>,
    parent: Option<(String, String)>,
    sections: Vec<(String, String)>,
    statements: Vec<(String, String, String)>,
    newest: Option<(String, Vec<Prose>)>,
    charges: Vec<(String, Vec<(String, String)>)>,
    record: String,
}

/// `GET /{code}/departments/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("組織の一覧", "Departments"), Part::Departments);
    let groups =
        edition.all::<Organisation>().filter(|(_, it)| it.parent.is_none() && is_active(&edition, it));
    let groups = groups.map(|(id, it)| group(&here, &edition, id, it)).collect();
    let ended = edition.all::<Organisation>().filter_map(|(id, it)| {
        let end = it.ended.as_ref().filter(|_| !is_active(&edition, it))?;
        Some((it.name().to_owned(), here.record("departments", id), here.lang.date(end.on)))
    });
    let ended = ended.collect();
    Ok(Html(Index { frame, groups, ended }.render()?))
}

/// `GET /{code}/departments/{id}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let organisation = visit.edition.find::<Organisation>(&id).ok_or_else(|| visit.missing(&id))?;
    Ok(Html(view(&visit, &id, organisation).render()?))
}

fn is_active(edition: &Edition, organisation: &Organisation) -> bool {
    edition.date().is_none_or(|date| organisation.is_active(date))
}

/// Departments of today.
pub(crate) fn active(edition: &Edition) -> impl Iterator<Item = (&RecordId, &Organisation)> {
    edition.all::<Organisation>().filter(|(_, it)| it.parent.is_none() && is_active(edition, it))
}

fn sections(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(String, String)> {
    let below = edition.naming::<Organisation>(id).filter(|(_, it)| it.parent.as_ref() == Some(id));
    let below = below.filter(|(_, it)| is_active(edition, it));
    below.map(|(id, it)| (it.name().to_owned(), here.record("departments", id))).collect()
}

fn group(here: &Here, edition: &Edition, id: &RecordId, organisation: &Organisation) -> Group {
    let newest = edition.statements(id).into_iter().next();
    Group {
        name: organisation.name().to_owned(),
        address: here.record("departments", id),
        statement: newest.map(|(plan, it)| (it.name.clone(), here.record("plan", plan))),
        sections: sections(here, edition, id),
    }
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, organisation: &Organisation) -> Show {
    let lang = here.lang;
    let frame = Frame::new(here, edition, organisation.name(), Part::Departments)
        .via(lang.say("組織の一覧", "Departments"), here.to("/departments/"));
    let statements = edition.statements(id);
    let newest = statements.first().map(|(_, it)| {
        (it.name.clone(), it.sections.iter().map(|section| Prose::of(here, section)).collect())
    });
    let parent = organisation.parent.as_ref().and_then(|id| Some((id, edition.find::<Organisation>(id)?)));
    Show {
        frame,
        lineage: lineage(here, edition, organisation),
        parent: parent.map(|(id, it)| (it.name().to_owned(), here.record("departments", id))),
        sections: sections(here, edition, id),
        statements: statements
            .iter()
            .map(|(plan, it)| (lang.short_year(it.first_year), it.name.clone(), here.record("plan", plan)))
            .collect(),
        newest,
        charges: charges(here, edition, id),
        record: here.record("records", id),
    }
}

/// 沿革: names, foundation and end, in sentences.
fn lineage(here: &Here, edition: &Edition, it: &Organisation) -> Vec<String> {
    let lang = here.lang;
    let mut said = Vec::new();
    if let Some(day) = it.founded {
        said.push(lang.say(format!("{}に設置", lang.date(day)), format!("Founded on {}", lang.date(day))));
    }
    for pair in it.names.windows(2) {
        if let [old, new] = pair {
            let day = new.since.map_or(String::new(), |day| lang.date(day));
            said.push(lang.say(
                format!("{day}に「{}」から「{}」へ改称", old.text, new.text),
                format!("Renamed from {} to {} on {day}", old.text, new.text),
            ));
        }
    }
    if let Some(end) = &it.ended {
        let into: Vec<_> =
            end.into.iter().filter_map(|id| Some(edition.find::<Organisation>(id)?.name())).collect();
        let (day, into) = (lang.date(end.on), into.join("、"));
        said.push(
            lang.say(
                format!("{day}に廃止（業務は{into}へ）"),
                format!("Ended on {day} (work went to {into})"),
            ),
        );
    }
    said
}

/// What the organisation is in charge of, plan by plan.
fn charges(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(String, Vec<(String, String)>)> {
    let mut plans: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (element, it) in edition.naming::<Element>(id) {
        let name = edition.find::<Plan>(&it.plan).map_or(String::new(), |plan| plan.name.clone());
        let row = (format!("{} {}", it.number, it.title).trim().to_owned(), here.record("plan", element));
        match plans.iter_mut().find(|(plan, _)| *plan == name) {
            Some((_, rows)) => rows.push(row),
            None => plans.push((name, vec![row])),
        }
    }
    plans
}
