//! 前年度の様式との違い: what a form asks that last year's did not, what it asks no more, and what it asks otherwise.

use super::{Field, Form, Part, Scope};

mod order;
mod telling;

use order::out_of_order;
use telling::Telling;

/// 様式の変更: one difference, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChange {
    /// What happened.
    pub how: FormChanged,
    /// Which part of the newer form it concerns, from 0; none for the form as a whole and for a part that is gone.
    pub part: Option<usize>,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

/// 追加, 廃止, 変更, 移動.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormChanged {
    /// 追加.
    Added,
    /// 廃止.
    Gone,
    /// 変更.
    Changed,
    /// 移動.
    Moved,
}

impl FormChanged {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("追加", "added"),
            Self::Gone => ("廃止", "gone"),
            Self::Changed => ("変更", "changed"),
            Self::Moved => ("移動", "moved"),
        }
    }
}

impl Form {
    /// What changed since last year's form. What only rolled (令和7年度実績 became 令和8年度実績) did not change.
    pub fn difference(&self, last: &Self) -> Vec<FormChange> {
        let last = last.rolled(self.fiscal_year);
        let mut out = Telling::default();
        if self.name != last.name {
            out.changed(
                None,
                format!("様式名を「{}」から「{}」に変更", last.name, self.name),
                format!("the form’s name is “{}”, was “{}”", self.name, last.name),
            );
        }
        if self.scope != last.scope {
            let (now, then) = (scope(&self.scope), scope(&last.scope));
            let en = format!("a sheet is about {}, was about {}", now.1, then.1);
            out.changed(None, format!("票の対象を「{}」から「{}」に変更", then.0, now.0), en);
        }
        let twins = twins(self, &last);
        parts(self, &last, &twins, &mut out);
        for (at, part) in self.parts.iter().enumerate() {
            fields(self, &last, at, part, twins[at], &mut out);
        }
        out.into_changes()
    }
}

fn scope(scope: &Scope) -> (String, String) {
    match scope {
        Scope::Statement { year: 0 } => ("その年度の運営方針".to_owned(), "the year’s statement".to_owned()),
        Scope::Statement { year } => (
            format!("様式の年度から{year}年の運営方針"),
            format!("the statement of {year} years from the form’s"),
        ),
        Scope::InCharge { plan, level } => {
            (format!("計画「{plan}」の第{}階層", level + 1), format!("level {} of plan “{plan}”", level + 1))
        }
    }
}

/// For each part of the newer form the one of the older that it was: by sort and heading, else by sort and the most fields in common.
pub(super) fn twins(now: &Form, last: &Form) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..last.parts.len()).collect();
    let mut twins = vec![None; now.parts.len()];
    let likeness = |a: &Part, b: &Part| {
        let common = a.fields.iter().filter(|it| b.fields.iter().any(|other| other.asks == it.asks)).count();
        (a.about == b.about && (a.title == b.title || common > 0)).then_some((a.title == b.title, common))
    };
    for named in [true, false] {
        for (at, part) in now.parts.iter().enumerate() {
            if twins[at].is_some() {
                continue;
            }
            let best = free.iter().filter_map(|old| Some((likeness(part, &last.parts[*old])?, *old)));
            let best = best
                .filter(|((same, _), _)| *same || !named)
                .max_by_key(|(like, old)| (*like, usize::MAX - old));
            if let Some((_, old)) = best {
                twins[at] = Some(old);
                free.retain(|it| *it != old);
            }
        }
    }
    twins
}

/// What became of the parts as wholes.
fn parts(now: &Form, last: &Form, twins: &[Option<usize>], out: &mut Telling) {
    for (at, part) in last.parts.iter().enumerate().filter(|(at, _)| !twins.contains(&Some(*at))) {
        let kept = now.fields().any(|(it, _)| it.about == part.about);
        let fields = part.fields.len();
        let rest = if kept { "" } else { "。この対象には、もう何も尋ねません" };
        out.gone(
            None,
            format!("部「{}」（{fields}欄）を廃止{rest}", part.title),
            format!("part {} “{}” with {fields} fields is gone", at + 1, part.title),
        );
    }
    let moved = out_of_order(twins);
    for (at, part) in now.parts.iter().enumerate() {
        let Some(old) = twins[at].map(|old| &last.parts[old]) else {
            let fields = part.fields.len();
            let en = format!("part “{}” with {fields} fields is added", part.title);
            out.added(Some(at), format!("部「{}」（{fields}欄）を追加", part.title), en);
            continue;
        };
        if moved.contains(&at) {
            out.moved(
                Some(at),
                format!("部「{}」を{}番目に移動", part.title, at + 1),
                format!("part “{}” now stands at place {}", part.title, at + 1),
            );
        }
        part_itself(at, part, old, out);
    }
}

fn part_itself(at: usize, part: &Part, old: &Part, out: &mut Telling) {
    if part.title != old.title {
        out.changed(
            Some(at),
            format!("部「{}」の見出しを「{}」に変更", old.title, part.title),
            format!("part “{}” is called “{}”", old.title, part.title),
        );
    }
    if part.help != old.help {
        let en = format!("part “{}” has other help", part.title);
        out.changed(Some(at), format!("部「{}」の記入要領を変更", part.title), en);
    }
    if part.grows != old.grows {
        let (ja, en) = match part.grows {
            true => ("追加・廃止できるように変更", "may now be added and retired"),
            false => ("追加・廃止できないように変更", "may not be added or retired any more"),
        };
        let en = format!("subjects of part “{}” {en}", part.title);
        out.changed(Some(at), format!("部「{}」の対象を{ja}", part.title), en);
    }
}

/// What became of the fields of one part of the newer form, and of those that its twin had.
fn fields(now: &Form, last: &Form, at: usize, part: &Part, twin: Option<usize>, out: &mut Telling) {
    let Some(old) = twin.map(|twin| &last.parts[twin]) else { return };
    let place = |field: &Field| old.fields.iter().position(|it| it.asks == field.asks);
    let places: Vec<Option<usize>> = part.fields.iter().map(place).collect();
    let moved = out_of_order(&places);
    for (order, field) in part.fields.iter().enumerate() {
        let name = field.name(now.fiscal_year);
        match places[order].map(|place| &old.fields[place]) {
            Some(before) => {
                out.field(at, part, &name, before, field, last);
                if moved.contains(&order) {
                    out.moved(
                        Some(at),
                        format!("「{}」の欄「{}」を{}番目に移動", part.title, name.0, order + 1),
                        format!("“{}”: field “{}” now stands at place {}", part.title, name.1, order + 1),
                    );
                }
            }
            None => came(last, at, part, field, &name, out),
        }
    }
    for field in old.fields.iter().filter(|it| !part.fields.iter().any(|now| now.asks == it.asks)) {
        let elsewhere = now.fields().any(|(it, other)| it.about == part.about && other.asks == field.asks);
        if !elsewhere {
            let name = field.name(last.fiscal_year);
            let en = format!("“{}”: field “{}” is gone", part.title, name.1);
            out.gone(Some(at), format!("「{}」の欄「{}」を廃止", part.title, name.0), en);
        }
    }
}

/// A field that the twin of its part did not have: from another part, or new.
fn came(last: &Form, at: usize, part: &Part, field: &Field, name: &(String, String), out: &mut Telling) {
    match last.fields().find(|(it, old)| it.about == part.about && old.asks == field.asks) {
        Some((from, before)) => {
            out.moved(
                Some(at),
                format!("欄「{}」を「{}」から「{}」に移動", name.0, from.title, part.title),
                format!("field “{}” moved from “{}” to “{}”", name.1, from.title, part.title),
            );
            out.field(at, part, name, before, field, last);
        }
        None => {
            let must = if field.required { ("（必須）", ", required") } else { ("", "") };
            out.added(
                Some(at),
                format!("「{}」に欄「{}」を追加{}", part.title, name.0, must.0),
                format!("“{}”: field “{}” is added{}", part.title, name.1, must.1),
            );
        }
    }
}
