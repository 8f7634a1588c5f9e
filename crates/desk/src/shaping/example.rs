//! 様式の下見: a form as an author of an organisation will see it, before anybody decides on it.

use std::collections::BTreeMap;

use plan::calendar::{CalendarEntry, Phase, Work};
use plan::edition::Edition;
use plan::form::{About, Form};
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::layout::{Layout, Subject, owing};
use plan::sheet::life::Sheet;
use plan::staff::Post;

use super::Opened;
use crate::sheet::{self, Place};
use crate::{Actor, Error};

/// A sheet that nobody keeps, and an author who is nobody.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sheet, empty, with all that is decided around it.
    pub sheet: sheet::Opened,
    /// Its subjects; of what the year does not have yet, one to show the fields by.
    pub layout: Layout,
    /// A 入力者 of the organisation.
    pub author: Actor,
}

/// The form for an organisation; without one named, for the first that has something to write.
pub fn example(opened: &Opened, actor: &Actor, organisation: Option<&RecordId>) -> Result<Example, Error> {
    let form = opened.form().ok_or(Error::NotFound)?.clone();
    let (id, stage) = stage(opened, &form, actor);
    let organisation = match organisation {
        Some(id) => opened.edition.find::<Organisation>(id).map(|_| id.clone()).ok_or(Error::NotFound)?,
        None => first(&opened.edition, &stage, &form, actor).ok_or(Error::NotFound)?,
    };
    let work = stage.work.clone().ok_or(Error::NotFound)?;
    let sheet = sheet::Opened {
        place: Place { stage: id, organisation: organisation.clone() },
        edition: opened.edition.clone(),
        stage,
        work,
        form,
        sheet: Sheet::default(),
        row: None,
        filled: BTreeMap::new(),
        extension: None,
        clashes: BTreeMap::new(),
    };
    let layout = whole(&sheet);
    Ok(Example { sheet, layout, author: author(actor, organisation) })
}

/// The first stage that uses the form; where none does yet, one that is only shown.
fn stage(opened: &Opened, form: &Form, actor: &Actor) -> (RecordId, CalendarEntry) {
    let uses = |it: &CalendarEntry| it.work.as_ref().is_some_and(|work| work.form == opened.id);
    let mut stages: Vec<_> = opened.edition.all::<CalendarEntry>().filter(|(_, it)| uses(it)).collect();
    stages.sort_by_key(|(id, it)| (it.to, (*id).clone()));
    let shown = || CalendarEntry {
        fiscal_year: form.fiscal_year,
        phase: Phase::Plan,
        title: form.name.clone(),
        from: actor.today,
        to: actor.today,
        organisations: vec![],
        work: Some(Work { label: String::new(), form: opened.id.clone(), route: vec![] }),
    };
    let first = stages.first().map(|(id, it)| ((*id).clone(), (*it).clone()));
    first.unwrap_or_else(|| (opened.id.clone(), shown()))
}

fn first(edition: &Edition, stage: &CalendarEntry, form: &Form, actor: &Actor) -> Option<RecordId> {
    let owing = owing(edition, stage, form).into_iter().next();
    let mut active = edition.all::<Organisation>().filter(|(_, it)| it.is_active(actor.today));
    owing.or_else(|| active.next().map(|(id, _)| id.clone()))
}

/// Every part is shown: those of which the year has nothing yet by an example.
fn whole(sheet: &sheet::Opened) -> Layout {
    let mut layout = sheet.layout();
    for (at, part) in sheet.form.parts.iter().enumerate() {
        if layout.subjects.iter().any(|it| it.part == at) {
            continue;
        }
        let example = plan::sheet::layout::example(&sheet.form, at);
        layout.subjects.extend(example.map(|it| Subject { title: title(part.about).to_owned(), ..it }));
    }
    layout
}

fn title(about: About) -> &'static str {
    match about {
        About::Plan => "（運営方針の例）",
        About::Element => "（経営課題・取組などの例）",
        About::Indicator => "（指標の例）",
        About::Remark => "（意見の例）",
    }
}

fn author(actor: &Actor, organisation: RecordId) -> Actor {
    let post = Post {
        role: Role::Writer,
        organisation: Some(organisation),
        from: actor.today,
        until: None,
        stands_in_for: None,
        given_by: actor.id.clone(),
    };
    Actor { posts: vec![post], ..actor.clone() }
}
