//! `/{code}/board/{year}`: 提出状況: every department × every stage, the late ones first.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use desk::awaiting::{Roster, roster};
use desk::policy::Deed;
use desk::reviewing::is_turn_of;
use desk::sheet::{self, Owed};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::sheet::life::Stand;
use plan::sheet::request::{Checklist, Request};

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{begins, due, is_undone, path, stand};

mod extension;
pub(crate) mod findings;
pub(crate) mod reminders;

pub(crate) use extension::extend;

#[derive(Template)]
#[template(path = "board/show.html")]
struct Show {
    frame: Frame,
    year: String,
    years: Vec<(String, String, bool)>,
    stages: Vec<Stage>,
    rows: Vec<Row>,
    /// 「遅れ2件、作成中5件 …」.
    counts: Vec<(String, usize)>,
    /// 督促, for those who send them.
    reminders: Option<String>,
    /// 点検の一覧.
    findings: String,
    /// Where several are decided together; none where fewer than two wait for the reader.
    approve: Option<String>,
}

struct Stage {
    title: String,
    due: String,
    /// 開始, where it is yet to begin.
    begins: Option<String>,
}

/// One organisation.
struct Row {
    name: String,
    late: bool,
    cells: Vec<Option<Cell>>,
}

/// One sheet.
struct Cell {
    address: String,
    stand: String,
    class: &'static str,
    late: bool,
    extended: Option<String>,
    open: Option<String>,
    /// Whose turn it is where nobody is there to take it.
    nobody: Option<&'static str>,
    /// What its box says, where the reader may decide it among others.
    value: Option<String>,
}

/// `GET /{code}/board`: the year that is under way, or the nearest in which sheets are due.
pub(crate) async fn now(State(office): State<Office>, clerk: Clerk) -> Result<Redirect, Refused> {
    let town = clerk.town().clone();
    let edition = office.deed(move |office| office.desk().edition(&town)).await;
    let edition = edition.map_err(|fault| fault.page(clerk.lang))?;
    let year = nearest(&edition, FiscalYear::containing(clerk.actor().today));
    Ok(Redirect::to(&clerk.to(&format!("/board/{}", year.year()))))
}

/// This year, where anything is due in it; else the next that asks for sheets, else the last that did.
fn nearest(edition: &Edition, this: FiscalYear) -> FiscalYear {
    let entries = edition.all::<plan::calendar::CalendarEntry>().filter(|(_, it)| it.work.is_some());
    let years: Vec<FiscalYear> = entries.map(|(_, it)| it.fiscal_year).collect();
    let next = years.iter().filter(|it| **it >= this).min();
    next.or(years.iter().max()).copied().unwrap_or(this)
}

/// `GET /{code}/board/{year}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let l = clerk.lang;
    let year = year.parse().map(FiscalYear::new).map_err(|_| Refused::not_found(l))?;
    let actor = clerk.actor().clone();
    let found = office.deed(move |office| {
        let desk = office.desk();
        let roster = roster(desk, &actor)?;
        Ok((desk.edition(&actor.town)?, sheet::board(desk, &actor, year)?, roster))
    });
    let (edition, owed, roster) = found.await.map_err(|fault| fault.page(l))?;
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("提出状況", "Deadline board"));
    let stages = stages(&owed);
    let mut rows = rows(&owed, &stages, (&edition, &roster), &clerk);
    let approve = together(&mut rows).then(|| clerk.to("/approve"));
    let page = Show {
        approve,
        findings: clerk.to(&format!("/board/{}/findings", year.year())),
        year: l.year(year),
        years: years(&edition, year, &clerk),
        rows,
        stages: stages.iter().map(|(_, it)| head(it, &clerk)).collect(),
        counts: counts(&owed, &edition, &clerk),
        reminders: clerk
            .actor()
            .may(Deed::Remind, None, &edition)
            .is_ok()
            .then(|| clerk.to(&format!("/board/{}/reminders", year.year()))),
        frame,
    };
    Ok(Html(page.render()?))
}

fn head(owed: &Owed, clerk: &Clerk) -> Stage {
    let (l, today) = (clerk.lang, clerk.actor().today);
    let (title, stage) = (owed.stage.title.clone(), &owed.stage);
    Stage { title, due: due(stage.to, today, l), begins: begins(stage, today, l) }
}

/// Whether several sheets can be decided together; a single box would only be in the way.
fn together(rows: &mut [Row]) -> bool {
    let cells = || rows.iter().flat_map(|row| row.cells.iter().flatten());
    let several = cells().filter(|it| it.value.is_some()).count() > 1;
    if !several {
        rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten()).for_each(|it| it.value = None);
    }
    several
}

/// The years that have stages with work.
fn years(edition: &Edition, year: FiscalYear, clerk: &Clerk) -> Vec<(String, String, bool)> {
    let entries = edition.all::<plan::calendar::CalendarEntry>().filter(|(_, it)| it.work.is_some());
    let mut years: Vec<FiscalYear> = entries.map(|(_, it)| it.fiscal_year).chain([year]).collect();
    years.sort_unstable();
    years.dedup();
    let one =
        |it: FiscalYear| (clerk.lang.short_year(it), clerk.to(&format!("/board/{}", it.year())), it == year);
    years.into_iter().map(one).collect()
}

/// The stages of the year, in the order of their deadlines.
fn stages(owed: &[Owed]) -> Vec<(RecordId, &Owed)> {
    let mut stages: Vec<(RecordId, &Owed)> = vec![];
    for it in owed {
        if stages.iter().all(|(id, _)| *id != it.place.stage) {
            stages.push((it.place.stage.clone(), it));
        }
    }
    stages
}

fn rows(
    owed: &[Owed],
    stages: &[(RecordId, &Owed)],
    (edition, roster): (&Edition, &Roster),
    clerk: &Clerk,
) -> Vec<Row> {
    let mut by_organisation: BTreeMap<&RecordId, Vec<&Owed>> = BTreeMap::new();
    for it in owed {
        by_organisation.entry(&it.place.organisation).or_default().push(it);
    }
    let mut rows: Vec<(bool, u32, Row)> = vec![];
    for (id, sheets) in by_organisation {
        let known = edition.find::<Organisation>(id);
        let late = sheets.iter().any(|it| it.is_late(clerk.actor().today));
        let cell = |(stage, _): &(RecordId, &Owed)| {
            sheets.iter().find(|it| it.place.stage == *stage).map(|it| cell(it, (edition, roster), clerk))
        };
        let name = edition.name_on(id, clerk.actor().today);
        let row = Row { name, late, cells: stages.iter().map(cell).collect() };
        rows.push((!late, known.map_or(u32::MAX, |it| it.order), row));
    }
    rows.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

fn cell(owed: &Owed, (edition, roster): (&Edition, &Roster), clerk: &Clerk) -> Cell {
    let (l, today) = (clerk.lang, clerk.actor().today);
    let requests = owed.sheet.requests();
    let turn = is_turn_of(clerk.actor(), &owed.sheet, &owed.place.organisation, edition);
    let stranded = roster.is_stranded(&owed.sheet, &owed.place.organisation, edition);
    Cell {
        nobody: stranded.map(|role| l.of_pair(role.name())),
        value: turn.then(|| crate::approve::value(&owed.place, None)),
        address: clerk.to(&path(&owed.place)),
        stand: stand(&owed.sheet, edition, l),
        class: match owed.sheet.stand() {
            Stand::NotBegun => "none",
            Stand::Writing => "writing",
            Stand::With { .. } | Stand::Reviewing => "going",
            Stand::Decided { .. } if is_undone(&owed.sheet, edition) => "writing",
            Stand::Decided { .. } => "settled",
        },
        late: owed.is_late(today),
        extended: (owed.due > owed.stage.to).then(|| due(owed.due, today, l)),
        open: requests.iter().any(Request::is_open).then(|| l.of_pair(Checklist::of(requests).words())),
    }
}

fn counts(owed: &[Owed], edition: &Edition, clerk: &Clerk) -> Vec<(String, usize)> {
    let late = owed.iter().filter(|it| it.is_late(clerk.actor().today)).count();
    let mut counts = vec![(clerk.lang.say("期限を過ぎた", "late").to_owned(), late)];
    for it in owed {
        let words = clerk.lang.of_pair(it.sheet.stand().name());
        let words = match it.sheet.stand() {
            Stand::Decided { .. } if is_undone(&it.sheet, edition) => {
                clerk.lang.say("決裁の取消し", "undone").to_owned()
            }
            Stand::Decided { .. } => clerk.lang.say("決裁済み", "decided").to_owned(),
            _ => words,
        };
        match counts.iter_mut().skip(1).find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counts.push((words, 1)),
        }
    }
    counts
}
