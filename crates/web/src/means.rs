//! 手段の表: money of an element year by year with its shares, the five 経営資源, and the cost of a result.

use plan::amount::{Amount, AmountKind};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::means::{Account, NoExecution, Piece, Purse};
use plan::record::RecordId;
use plan::resource::{Resource, ResourceKind};

use crate::here::Here;
use crate::lang::Lang;
use crate::words;

mod below;
mod cost;
mod three;

pub(crate) use below::{Below, uncovered};
pub(crate) use cost::CostTable;
pub(crate) use three::{ThreeYearsRow, of as three_years};

/// What the section on money shows of an element.
#[derive(Clone, Debug, Default)]
pub(crate) struct MoneyTable {
    /// 前々年度決算, 前年度予算, 当年度予算.
    pub(crate) three: Option<ThreeYearsRow>,
    /// A row a year, newest first.
    pub(crate) years: Vec<MoneyRow>,
    /// Every share of the years above, in words.
    pub(crate) shares: Vec<ShareLine>,
    /// The money of all that lies below, year by year, where the element is no end of the tree.
    pub(crate) below: Option<Below>,
    /// 職員, 施設, 財産, 情報, 予算 of one year.
    pub(crate) means: Option<MeansTable>,
    pub(crate) costs: Vec<CostTable>,
}

impl MoneyTable {
    /// Whether there is nothing to show at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.three.is_none() && self.years.is_empty() && self.below.is_none() && self.means.is_none()
    }
}

/// One year of money.
#[derive(Clone, Debug)]
pub(crate) struct MoneyRow {
    pub(crate) year: String,
    pub(crate) figures: Figures,
    pub(crate) staff: String,
    pub(crate) staff_cost: String,
    /// 増減の説明, each with what it explains.
    pub(crate) why: Vec<String>,
}

/// 当初, 補正, 現額, 決算, 執行率, as text.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    pub(crate) initial: String,
    pub(crate) supplementary: String,
    pub(crate) budget: String,
    pub(crate) settled: String,
    pub(crate) execution: String,
    /// Why there is no 執行率; empty where there is one, or nothing to say.
    pub(crate) no_execution: String,
}

impl Figures {
    pub(crate) fn of(lang: Lang, purse: &Purse) -> Self {
        let is_expected = purse.spent().is_some_and(|(_, kind)| kind == AmountKind::Expected);
        let mark = if is_expected { lang.say("（見込）", " (expected)") } else { "" };
        let (execution, no_execution) = match purse.execution() {
            Ok(part) => (words::rate(part), String::new()),
            // That a year is not settled yet, or has no budget, is seen in the row itself.
            Err(NoExecution::NoBudget | NoExecution::NotSettled) => ("―".to_owned(), String::new()),
            Err(why) => ("―".to_owned(), lang.of_pair(why.name()).to_owned()),
        };
        Self {
            initial: words::money(purse.initial),
            supplementary: words::money(purse.supplementary),
            budget: words::money(purse.budget()),
            settled: format!("{}{mark}", words::money(purse.spent().map(|it| it.0))),
            execution,
            no_execution,
        }
    }
}

/// How many elements are named that lack a budget or a settlement.
const LACKING: usize = 3;

/// The figures of an element or a plan with all below it; where there is no 執行率, which elements lack what.
pub(crate) fn figures(lang: Lang, edition: &Edition, root: &RecordId, year: FiscalYear) -> Figures {
    let purse = edition.purse(root, year);
    let figures = Figures::of(lang, &purse);
    let is_uneven = purse.execution() == Err(NoExecution::Uneven);
    let lacking = if is_uneven { edition.uneven(root, year) } else { vec![] };
    if lacking.is_empty() {
        return figures;
    }
    let named = lacking.iter().take(LACKING).map(|(id, kind)| {
        let (title, kind) = (crate::difference::title(edition, id), lang.of_pair(kind.name()));
        lang.say(format!("「{title}」の{kind}"), format!("“{title}” ({kind})"))
    });
    let mut named = named.collect::<Vec<_>>().join(lang.say("、", ", "));
    if lacking.len() > LACKING {
        let others = lacking.len() - LACKING;
        named += &lang.say(format!("ほか{others}件"), format!(" and {others} more"));
    }
    let why = lang.say(
        format!("{named}が記載されていないため、執行率は出せません"),
        format!("No execution rate: not stated for {named}"),
    );
    Figures { no_execution: why, ..figures }
}

/// 按分 in words: where money comes from or goes to, how much, and by which method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShareLine {
    pub(crate) when: String,
    pub(crate) words: String,
    pub(crate) other: (String, String),
    pub(crate) method: String,
}

/// 経営資源 of one year.
#[derive(Clone, Debug)]
pub(crate) struct MeansTable {
    pub(crate) year: String,
    pub(crate) rows: Vec<(&'static str, Vec<String>)>,
}

/// 予算と決算 and the other resources of an element, seen from the year that its page reports on.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId, year: Option<FiscalYear>) -> MoneyTable {
    let accounts = edition.accounts(id);
    let Some(year) = year.or_else(|| accounts.last().map(|it| it.year)) else { return MoneyTable::default() };
    // A statement knows one figure of each of three years: one row says it all.
    let three =
        three::of(here, edition, id, year).filter(|it| it.known == accounts.iter().map(known).sum::<usize>());
    let years = accounts.iter().rev().filter(|_| three.is_none());
    MoneyTable {
        years: years.map(|it| row(here.lang, it)).collect(),
        three,
        shares: shares(here, edition, id, &accounts),
        below: below::of(here, edition, id),
        means: means(here, edition, id, year),
        costs: cost::of(here, edition, id, year),
    }
}

/// How many figures a year knows.
fn known(it: &Account<'_>) -> usize {
    let purse = it.purse();
    [purse.initial, purse.supplementary, purse.expected, purse.settled].iter().flatten().count()
}

fn row(lang: Lang, it: &Account<'_>) -> MoneyRow {
    let why = |(kind, text): (AmountKind, &str)| format!("{}：{text}", lang.of_pair(kind.name()));
    let figures = Figures::of(lang, &it.purse());
    let unclear = Some(figures.no_execution.clone()).filter(|it| !it.is_empty());
    MoneyRow {
        year: lang.short_year(it.year),
        staff: it.staff().map_or("―".to_owned(), |(staff, _)| people(lang, staff)),
        staff_cost: words::money(it.staff_cost().map(|it| it.0)),
        why: it.explanations().into_iter().map(why).chain(unclear).collect(),
        figures,
    }
}

fn people(lang: Lang, staff: rust_decimal::Decimal) -> String {
    format!("{}{}", plan::number::print(staff), lang.say("人", ""))
}

/// Every share of the element's money, newest year first; shares that are not carried out say why.
fn shares(here: &Here, edition: &Edition, id: &RecordId, accounts: &[Account<'_>]) -> Vec<ShareLine> {
    let pieces = accounts.iter().rev().flat_map(Account::shares);
    let mut lines: Vec<ShareLine> = pieces.map(|it| share(here, edition, id, &it)).collect();
    lines.extend(edition.amounts(id).into_iter().rev().filter_map(|it| faulty(here, edition, it)));
    lines
}

/// What an amount gives to others, or why it gives nothing.
pub(crate) fn given(here: &Here, edition: &Edition, amount: &Amount) -> Vec<ShareLine> {
    let pieces = edition.pieces(amount).into_iter().filter(|it| *it.element != amount.element);
    let lines = pieces.map(|it| share(here, edition, &amount.element, &it));
    lines.chain(faulty(here, edition, amount)).collect()
}

fn faulty(here: &Here, edition: &Edition, amount: &Amount) -> Option<ShareLine> {
    let fault = edition.share_fault(amount)?;
    Some(ShareLine {
        when: when(here.lang, amount),
        words: here.lang.say(format!("按分していません。{}", fault.ja()), format!("not shared: {fault}")),
        other: (String::new(), String::new()),
        method: String::new(),
    })
}

fn share(here: &Here, edition: &Edition, id: &RecordId, it: &Piece<'_>) -> ShareLine {
    let lang = here.lang;
    let (part, yen) = (words::percent(it.part), plan::money::say_yen(it.yen));
    let is_given = it.amount.element == *id;
    let other = if is_given { it.element } else { &it.amount.element };
    let words = if is_given {
        lang.say(format!("{part}（{yen}）を次へ按分"), format!("{part} ({yen}) given to"))
    } else {
        lang.say(format!("{part}（{yen}）を次から受入れ"), format!("{part} ({yen}) received from"))
    };
    let unsaid = || lang.say("記載なし", "not stated").to_owned();
    ShareLine {
        when: when(lang, it.amount),
        words,
        other: (crate::difference::title(edition, other), here.record("plan", other)),
        method: it.amount.share_method.clone().unwrap_or_else(unsaid),
    }
}

/// 「令和6年度 決算」.
fn when(lang: Lang, amount: &Amount) -> String {
    format!("{} {}", lang.short_year(amount.fiscal_year), lang.of_pair(amount.kind.name()))
}

fn means(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<MeansTable> {
    let lang = here.lang;
    // A budget year may lie ahead of the year reported on.
    let year = edition.means_year(id, year.next())?;
    let means = edition.means(id, year);
    // Where only staff is stated, the table of years says it already.
    if means.resources.is_empty() {
        return None;
    }
    let kinds =
        [ResourceKind::Staff, ResourceKind::Facility, ResourceKind::Property, ResourceKind::Information];
    let mut rows: Vec<_> = kinds
        .map(|kind| (lang.of_pair(kind.name()), means.of(kind).map(resource).collect::<Vec<_>>()))
        .into();
    if let Some((staff, kind)) = means.account.staff() {
        let cost = means.account.staff_cost().map_or(String::new(), |(yen, _)| {
            format!("、{} {}", lang.say("人件費", "staff cost"), plan::money::say_yen(yen))
        });
        rows[0].1.insert(0, format!("{}{cost}（{}）", people(lang, staff), lang.of_pair(kind.name())));
    }
    let budget = means.purse;
    let money = budget.budget().map(|yen| (lang.say("予算現額", "budget"), yen));
    let spent = budget.spent().map(|(yen, kind)| (lang.of_pair(kind.name()), yen));
    let money =
        money.into_iter().chain(spent).map(|(name, yen)| format!("{name} {}", plan::money::say_yen(yen)));
    let summed = lang.say("下の段の取組の金額の合計です", "The sum of the works below");
    let summed = means.is_summed().then(|| summed.to_owned());
    rows.push((lang.say("予算", "budget"), money.chain(summed).collect()));
    Some(MeansTable { year: lang.short_year(year), rows })
}

/// 「防災備蓄倉庫 3か所：毎月点検する」.
fn resource(it: &Resource) -> String {
    let quantity =
        it.quantity.map_or(String::new(), |quantity| format!(" {}", words::figure(quantity, &it.unit)));
    let note = it.note.as_ref().map_or(String::new(), |note| format!("：{note}"));
    format!("{}{quantity}{note}", it.name)
}
