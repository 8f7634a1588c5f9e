//! 下の段を合わせた金額: a policy or program year by year, summed from its works by the law of the budget page.

use plan::amount::AmountKind;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::means::Purse;
use plan::record::RecordId;

use super::{Figures, ThreeYearsRow, three};
use crate::here::Here;
use crate::lang::Lang;

/// The money of an element with all that lies below it.
#[derive(Clone, Debug)]
pub(crate) struct Below {
    /// Where the sums come from.
    pub(crate) said: String,
    /// 前々年度決算, 前年度予算, 当年度予算, seen from the newest budget.
    pub(crate) three: Option<ThreeYearsRow>,
    /// A row a year, newest first.
    pub(crate) rows: Vec<BelowRow>,
}

/// One year of it.
#[derive(Clone, Debug)]
pub(crate) struct BelowRow {
    pub(crate) year: String,
    /// The budget of the year, from which the sum comes.
    pub(crate) address: String,
    pub(crate) figures: Figures,
    /// What the sum does not cover, and what is part of another amount.
    pub(crate) notes: Vec<String>,
}

/// The sums over what lies below; none at the ends of the tree and where nothing is said.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId) -> Option<Below> {
    let (_, it) =
        edition.naming::<Element>(id).find(|(_, it)| it.parent.as_ref().unwrap_or(&it.plan) == id)?;
    let purses = edition.purses(id);
    let newest = purses.first()?.0;
    let budgeted = purses.iter().find(|(_, it)| it.initial.is_some()).map_or(newest, |(year, _)| *year);
    let row = |(year, purse): &(FiscalYear, Purse)| {
        let figures = Figures::of(here.lang, purse);
        let unclear = Some(figures.no_execution.clone()).filter(|it| !it.is_empty());
        BelowRow {
            year: here.lang.short_year(*year),
            address: here.to_with(&format!("/budget/{}", year.year()), &[("plan", it.plan.as_str())]),
            notes: uncovered(here.lang, edition, id, *year).into_iter().chain(unclear).collect(),
            figures,
        }
    };
    Some(Below {
        said: said(here.lang, edition, id, budgeted),
        three: three::below(here, edition, id, budgeted),
        rows: purses.iter().map(row).collect(),
    })
}

/// 「下の段の2件の取組に記載された金額を…足したものです。」
fn said(lang: Lang, edition: &Edition, id: &RecordId, year: FiscalYear) -> String {
    let sum = edition.roll_up(id, year, AmountKind::Initial);
    let mut works: Vec<_> = sum.pieces.iter().map(|it| it.element).collect();
    works.dedup();
    let (count, name) = (works.len(), lang.short_year(year));
    lang.say(
        format!("取組ごとに記載された金額を、「予算と決算」のページと同じ決まりで足したものです（{name}の当初予算では{count}件）。内訳や按分した金額は二重に数えません。"),
        format!("The amounts stated for each work, added up by the law of the budget pages ({count} works in the initial budget of {name}). Nothing is counted twice."),
    )
}

/// What a sum over a tree leaves out, in words.
pub(crate) fn uncovered(lang: Lang, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<String> {
    let mut notes = Vec::new();
    for kind in [AmountKind::Initial, AmountKind::Settled] {
        let sum = edition.roll_up(id, year, kind);
        if sum.total().is_none() {
            continue;
        }
        let name = lang.of_pair(kind.name());
        if !sum.silent.is_empty() {
            let silent = sum.silent.len();
            notes.push(lang.say(
                format!("{name}：金額の記載がない{silent}件は、合計に入っていません。"),
                format!("{name}: {silent} elements state no amount and are not in the sum."),
            ));
        }
        if !sum.breakdown.is_empty() {
            let parts = sum.breakdown.len();
            notes.push(lang.say(
                format!("{name}：上の段の金額の内訳である{parts}件は、二重に数えないため足していません。"),
                format!("{name}: {parts} amounts are part of one further up and are not added again."),
            ));
        }
    }
    notes
}
