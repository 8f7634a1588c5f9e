//! 経営課題 as an element: its texts, its money, its indicators, and last year's issue that it continues.

use plan::amount::{Amount, AmountKind};
use plan::element::{Element, Meaning, Section};
use plan::link::{Link, LinkKind};
use plan::record::{Record, RecordId};

use super::similar::likeness;
use super::{Context, id, indicator};
use crate::document::{Budget, BudgetKind, Issue};
use crate::file::Reading;

pub(super) fn propose(it: &Issue, place: usize, context: &Context<'_>, reading: &mut Reading) {
    let known = known(it, context);
    let id = known.map_or_else(|| new_id(it, place, context), |(id, _)| id.clone());
    let known = known.map(|(_, element)| element);
    let element = Element {
        plan: context.plan.clone(),
        parent: None,
        level: 0,
        number: it.number.clone().unwrap_or_default(),
        title: it.title.clone().or_else(|| known.map(|it| it.title.clone())).unwrap_or_default(),
        sections: super::statement::merged(sections(it), known.map_or(&[], |it| &it.sections)),
        organisations: known
            .map_or_else(|| vec![context.organisation.clone()], |it| it.organisations.clone()),
        handed_over: known.map_or_else(Vec::new, |it| it.handed_over.clone()),
        topics: known.map_or_else(Vec::new, |it| it.topics.clone()),
        order: known.map_or_else(|| u32::try_from(place + 1).unwrap_or(u32::MAX), |it| it.order),
    };
    let words = format!("{} {}", element.number, element.title);
    continues(&element, &id, it.line, context, reading);
    reading.put(Record::new(id.clone(), element), words.trim(), it.line);
    for budget in &it.budgets {
        money(budget, &id, context, reading);
    }
    for (place, each) in it.indicators.iter().enumerate() {
        indicator::propose(each, place, &id, context, reading);
    }
}

/// The issue of this statement that the edition has already: by number, else by title.
fn known<'a>(it: &Issue, context: &Context<'a>) -> Option<(&'a RecordId, &'a Element)> {
    let number = id::digits(it.number.as_deref().unwrap_or_default());
    let title = plan::key::squeeze(it.title.as_deref().unwrap_or_default());
    let top = || context.edition.top(context.plan);
    let by_number = top().find(|(_, known)| !number.is_empty() && id::digits(&known.number) == number);
    by_number
        .or_else(|| top().find(|(_, known)| !title.is_empty() && plan::key::squeeze(&known.title) == title))
}

fn new_id(it: &Issue, place: usize, context: &Context<'_>) -> RecordId {
    let number = id::digits(it.number.as_deref().unwrap_or_default());
    let tail = match (&number, &it.title) {
        (number, _) if !number.is_empty() => number.clone(),
        (_, Some(title)) => id::short(&plan::key::squeeze(title)),
        (_, None) => format!("n{}", place + 1),
    };
    RecordId::new(format!("{}-{tail}", context.plan))
}

fn sections(it: &Issue) -> Vec<Section> {
    let actions: Vec<String> = it
        .actions
        .iter()
        .flat_map(|action| {
            let title = [action.number.as_deref(), action.title.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
            let head = (!title.is_empty()).then_some(title);
            head.into_iter().chain(action.texts.iter().cloned())
        })
        .collect();
    let own = [
        (Meaning::Problem, String::new(), &it.problems),
        (Meaning::Strategy, String::new(), &it.strategies),
        (Meaning::Action, String::new(), &actions),
    ];
    let others = it.sections.iter().map(|it| (Meaning::Other, it.heading.clone(), &it.texts));
    let all = own.into_iter().chain(others).filter(|(_, _, texts)| !texts.is_empty());
    all.map(|(meaning, heading, texts)| Section { meaning, heading, paragraphs: texts.clone() }).collect()
}

/// An amount that the edition knows more exactly stays: 82百万円 does not replace 81,934,211円.
fn money(it: &Budget, element: &RecordId, context: &Context<'_>, reading: &mut Reading) {
    let Some(fiscal_year) = it.fiscal_year else {
        let ja = format!("「{}」が何年度の金額かわかりません", it.raw);
        return reading.ask(it.line, ja, format!("of which fiscal year is “{}”?", it.raw));
    };
    if plan::money::written(&it.raw, Some("円")).is_some_and(|it| it.approximate) {
        let ja = format!("「{}」はおよその額なので、取り込みませんでした", it.raw);
        return reading.ask(it.line, ja, format!("“{}” is approximate and was not taken in", it.raw));
    }
    let kind = match it.kind {
        BudgetKind::Settled => AmountKind::Settled,
        BudgetKind::Budgeted => AmountKind::Initial,
    };
    let known = context.edition.amount(element, fiscal_year, kind);
    if known.is_some_and(|known| (known.yen - it.yen).abs() < scale(&it.raw)) {
        return;
    }
    let element = element.clone();
    let new = || Amount::new(element, fiscal_year, kind, it.yen);
    let amount = known.map_or_else(new, |known| Amount { yen: it.yen, ..known.clone() });
    reading.put(Record::new(amount.id(), amount), &it.raw, it.line);
}

/// How exact an amount is as written, in yen.
fn scale(raw: &str) -> i64 {
    let scales = [("百万円", 1_000_000), ("億円", 100_000_000), ("万円", 10_000), ("千円", 1_000)];
    scales.into_iter().find(|(unit, _)| raw.contains(unit)).map_or(1, |(_, scale)| scale)
}

/// Ties a new issue to the one of last year with the same title, or the same number and a similar title.
fn continues(element: &Element, id: &RecordId, at: usize, context: &Context<'_>, reading: &mut Reading) {
    let last = context.edition.statements(context.organisation);
    let Some((plan, _)) = last.into_iter().find(|(_, it)| it.first_year == context.year.previous()) else {
        return;
    };
    let same_number = |it: &Element| id::digits(&it.number) == id::digits(&element.number);
    let earlier = context.edition.top(plan).find(|(_, it)| {
        let alike = likeness(&it.title, &element.title);
        alike > 0.9 || (same_number(it) && alike > 0.5)
    });
    let Some((earlier, before)) = earlier else { return };
    let link = Link { from: id.clone(), to: earlier.clone(), kind: LinkKind::Continues, note: None };
    reading.put(Record::new(link.id(), link), &before.title, at);
}
