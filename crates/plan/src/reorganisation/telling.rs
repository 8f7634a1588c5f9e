//! 説明の文: what a person should know before the draft is made.

use super::rebuilding::Rebuilt;
use super::{Reorganisation, UnderWay};
use crate::calendar::CalendarEntry;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::opening::{Sentence, Weight};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

pub(super) fn tell(
    wanted: &Reorganisation,
    edition: &Edition,
    rebuilt: &Rebuilt,
    under_way: &UnderWay,
) -> Vec<Sentence> {
    let ends = rebuilt.organisations.iter().filter(|(_, it)| it.ended.is_some());
    let ends: Vec<(&RecordId, &Organisation)> = ends.collect();
    let mut told = vec![];
    for (id, it) in &ends {
        told.extend(unfinished(wanted, edition, rebuilt, (id, it), under_way));
        told.extend(old_statements(wanted, edition, (id, it)));
    }
    told.extend(same_names(wanted, edition, rebuilt));
    told.extend(not_in_april(wanted));
    told.push(kept(wanted));
    told
}

fn say(weight: Weight, ja: String, en: String) -> Sentence {
    Sentence { weight, ja, en }
}

/// Sheets that are begun and not decided when their organisation ends.
fn unfinished(
    wanted: &Reorganisation,
    edition: &Edition,
    rebuilt: &Rebuilt,
    (id, it): (&RecordId, &Organisation),
    under_way: &UnderWay,
) -> Vec<Sentence> {
    let name = it.name_on(wanted.effective);
    let heirs = names(wanted, edition, rebuilt, it);
    let stages = under_way.iter().filter(|(_, organisation)| organisation == id);
    let one = |(stage, _): &(RecordId, RecordId)| {
        let title = edition.find::<CalendarEntry>(stage).map_or(stage.as_str(), |it| it.title.as_str());
        say(
            Weight::Look,
            format!(
                "「{name}」の票「{title}」は決裁されていません。施行日からは{heirs}が読み、書き、提出できます"
            ),
            format!(
                "The sheet “{title}” of “{name}” is not decided: from the day on {heirs} can read and finish it"
            ),
        )
    };
    stages.map(one).collect()
}

/// Statements of years that are over stay under the old name.
fn old_statements(
    wanted: &Reorganisation,
    edition: &Edition,
    (id, it): (&RecordId, &Organisation),
) -> Option<Sentence> {
    let mine = edition.naming::<Plan>(id).filter(|(_, plan)| plan.organisation.as_ref() == Some(id));
    let over = |plan: &Plan| plan.last_year.is_some_and(|last| last.ends() < wanted.effective);
    let count = mine.filter(|(_, plan)| plan.kind == PlanKind::Statement && over(plan)).count();
    let name = it.name_on(wanted.effective);
    (count > 0).then(|| {
        say(
            Weight::Kept,
            format!("「{name}」の前年度までの運営方針{count}件は、「{name}」の名前のまま残ります"),
            format!("{count} statements of past years stay under the name “{name}”"),
        )
    })
}

/// Two organisations of one name on the day.
fn same_names(wanted: &Reorganisation, edition: &Edition, rebuilt: &Rebuilt) -> Vec<Sentence> {
    let untouched = edition.all::<Organisation>().filter(|(id, _)| !rebuilt.organisations.contains_key(*id));
    let after: Vec<(&RecordId, &Organisation)> =
        untouched.chain(&rebuilt.organisations).filter(|(_, it)| it.is_active(wanted.effective)).collect();
    let twin = |(id, it): &(&RecordId, &Organisation)| {
        let name = it.name_on(wanted.effective);
        let mut others = after.iter().filter(|(other, _)| other != id);
        others.any(|(_, other)| other.name_on(wanted.effective) == name && other.parent == it.parent)
    };
    let changed = rebuilt.organisations.iter().filter(|(_, it)| it.is_active(wanted.effective)).filter(twin);
    let one = |(_, it): (&RecordId, &Organisation)| {
        let name = it.name_on(wanted.effective);
        say(
            Weight::Look,
            format!("同じ場所に「{name}」という組織が2つになります"),
            format!("two organisations in one place are called “{name}”"),
        )
    };
    changed.map(one).collect()
}

fn not_in_april(wanted: &Reorganisation) -> Option<Sentence> {
    let year = FiscalYear::containing(wanted.effective);
    (wanted.effective != year.starts()).then(|| {
        say(
            Weight::Look,
            format!("年度の途中の改正です。{}の実績は新しい名称と担当で表示します", year.japanese()),
            format!("In the middle of a year: FY{} is shown with the new names and owners", year.year()),
        )
    })
}

fn kept(wanted: &Reorganisation) -> Sentence {
    let before = FiscalYear::containing(wanted.effective).previous();
    say(
        Weight::Kept,
        format!("{}までの名称、担当、目標値、実績値、評価は変わりません", before.japanese()),
        format!("Names, owners, targets, results and evaluations up to FY{} stay as they are", before.year()),
    )
}

/// 「企画課、財政課」, as they are called from the day on.
fn names(wanted: &Reorganisation, edition: &Edition, rebuilt: &Rebuilt, it: &Organisation) -> String {
    let heirs = it.ended.iter().flat_map(|end| &end.into).map(|id| {
        let known = rebuilt.organisations.get(id).or_else(|| edition.find::<Organisation>(id));
        known.map_or(id.as_str(), |it| it.name_on(wanted.effective))
    });
    let list: Vec<&str> = heirs.collect();
    if list.is_empty() { "―".to_owned() } else { list.join("、") }
}
