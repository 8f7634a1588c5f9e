//! What an import could not take in, in words for a terminal: many cells of a kind are named by the first of them and counted.

use std::collections::BTreeMap;

use reading::problem::{Gap, Problem};

use crate::say::{say, tell};

/// So many cells of a kind are named.
const NAMED: usize = 3;

/// Of the others so many places are listed.
const PLACES: usize = 100;

/// What a person must look at, and at the end how many cells were left out, and why.
pub(crate) fn problems(problems: &[Problem]) {
    let mut seen: BTreeMap<Gap, usize> = BTreeMap::new();
    for it in problems {
        let named = it.gap.is_none_or(|gap| {
            let count = seen.entry(gap).or_default();
            *count += 1;
            *count <= NAMED
        });
        if named {
            let (ja, en) = it.cost.as_deref().map_or_else(Default::default, |(ja, en)| {
                (format!("。{ja}は読みませんでした"), format!("; not read: {en}"))
            });
            tell(
                format!("  要確認 {}：{}{ja}", it.place, it.ja),
                format!("  look at {}: {}{en}", it.place, it.en),
            );
        }
    }
    let left: usize = seen.values().sum();
    if left > 0 {
        let why = counted(&seen);
        tell(
            format!("  取り込まなかった欄は{left}件です（{why}）。"),
            format!("  {left} cells were left out ({why})."),
        );
        Gap::ALL.into_iter().for_each(|gap| others(problems, gap));
    }
}

/// Where the other cells of a kind stand: whoever must look at them has to find them.
fn others(problems: &[Problem], gap: Gap) {
    let places: Vec<&str> =
        problems.iter().filter(|it| it.gap == Some(gap)).skip(NAMED).map(|it| it.place.as_str()).collect();
    if places.is_empty() {
        return;
    }
    let listed = places[..places.len().min(PLACES)].join(say("、", ", "));
    let ((ja, en), more) = (gap.name(), places.len().saturating_sub(PLACES));
    let (more_ja, more_en) = match more {
        0 => Default::default(),
        _ => (format!("　ほか{more}件"), format!(" and {more} more")),
    };
    tell(
        format!("  {ja}で取り込まなかった、ほかの場所：{listed}{more_ja}"),
        format!("  other places left out ({en}): {listed}{more_en}"),
    );
}

/// 「空欄 8件、およその数 1件」.
fn counted(seen: &BTreeMap<Gap, usize>) -> String {
    let one = |(gap, count): (&Gap, &usize)| {
        let (ja, en) = gap.name();
        say(format!("{ja} {count}件"), format!("{en}: {count}"))
    };
    seen.iter().map(one).collect::<Vec<_>>().join(say("、", ", "))
}

/// What was taken in otherwise than one might think; of cells of one kind the first are named.
pub(crate) fn notes(notes: &[Problem]) {
    for it in notes.iter().filter(|it| it.gap.is_none()) {
        tell(format!("  参考 {}：{}", it.place, it.ja), format!("  note, {}: {}", it.place, it.en));
    }
    for gap in Gap::ALL {
        let own: Vec<&Problem> = notes.iter().filter(|it| it.gap == Some(gap)).collect();
        let (Some(first), (ja, en), count) = (own.first(), gap.name(), own.len()) else { continue };
        let places: Vec<&str> = own.iter().take(NAMED).map(|it| it.place.as_str()).collect();
        let more = if count > NAMED { say(" ほか", " …") } else { "" };
        tell(
            format!("  参考 数値のない欄（{ja}）{count}件：{}{more}。例：{}", places.join("、"), first.ja),
            format!(
                "  note, {count} cells without a figure ({en}): {}{more}, e.g. {}",
                places.join(", "),
                first.en
            ),
        );
    }
}
