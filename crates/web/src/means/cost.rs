//! 成果1単位当たりの費用 and 活動1単位当たりの費用 of an element's indicators: the division in full, or why there is none.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::means::{NoUnitCost, UnitCost};
use plan::record::RecordId;

use crate::here::Here;
use crate::lang::Lang;
use crate::words;

/// The costs of results, or those of works: a sum for what was done is no sum for what came of it.
#[derive(Clone, Debug)]
pub(crate) struct CostTable {
    /// 「成果1単位当たりの費用」.
    pub(crate) heading: &'static str,
    pub(crate) rows: Vec<CostRow>,
}

/// One indicator's cost.
#[derive(Clone, Debug)]
pub(crate) struct CostRow {
    pub(crate) name: String,
    pub(crate) address: String,
    /// 「1億2,000万円 ÷ 1,234人 ＝ 1人当たり9万7,245円」, or the reason why not.
    pub(crate) said: String,
    /// 単位費用の根拠, where it was divided.
    pub(crate) ground: Option<String>,
}

/// Costs of an element's results and works for a year; nothing where no money is settled, for then there is no question.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<CostTable> {
    let asked = edition.indicators(id).filter(|(_, it)| it.kind != IndicatorKind::Target);
    let rows: Vec<_> =
        asked.map(|(indicator, it)| (indicator, it, edition.unit_cost(id, indicator, year))).collect();
    let is_asked = |why: &Result<UnitCost, NoUnitCost>| !matches!(why, Err(NoUnitCost::NotSettled));
    if edition.purse(id, year).settled.is_none_or(|yen| yen <= 0) || !rows.iter().any(|(.., it)| is_asked(it))
    {
        return vec![];
    }
    let (works, results): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, it, _)| it.kind == IndicatorKind::Output);
    let table = |heading, rows: Vec<Cost<'_>>| CostTable {
        heading,
        rows: rows.into_iter().map(|(id, it, cost)| row(here, id, it, year, cost)).collect(),
    };
    let tables = [
        table(here.lang.say("成果1単位当たりの費用", "Cost of one unit of result"), results),
        table(here.lang.say("活動1単位当たりの費用", "Cost of one unit of activity"), works),
    ];
    tables.into_iter().filter(|it| !it.rows.is_empty()).collect()
}

/// An indicator with its cost.
type Cost<'a> = (&'a RecordId, &'a Indicator, Result<UnitCost, NoUnitCost>);

fn row(
    here: &Here,
    id: &RecordId,
    it: &Indicator,
    year: FiscalYear,
    cost: Result<UnitCost, NoUnitCost>,
) -> CostRow {
    let ground = it.cost_unit.clone().filter(|_| cost.is_ok());
    let said = match cost {
        Ok(cost) => division(here.lang, it, year, &cost),
        Err(why) => refusal(here.lang, why),
    };
    CostRow { name: it.name.clone(), address: here.record("indicators", id), said, ground }
}

fn division(lang: Lang, it: &Indicator, year: FiscalYear, cost: &UnitCost) -> String {
    use rust_decimal::prelude::ToPrimitive;
    let (yen, value) = (plan::money::say_yen(cost.yen), words::figure(cost.value, &it.unit));
    let one = plan::money::say_yen(cost.per_one.to_i64().unwrap_or(0));
    let (unit, year) = (words::unit(&it.unit), lang.short_year(year));
    lang.say(
        format!("{year}決算 {yen} ÷ 実績 {value} ＝ 1{unit}当たり {one}（円未満は四捨五入、人件費を除く）"),
        format!("{year} settlement {yen} ÷ result {value} = {one} for 1{unit} (rounded to the yen, without staff cost)"),
    )
}

fn refusal(lang: Lang, why: NoUnitCost) -> String {
    let why = lang.of_pair(why.name());
    lang.say(format!("{why}、計算しません。"), format!("Not computed: {why}."))
}
