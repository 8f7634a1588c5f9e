//! A town made from a file of rules and a few tables, as an import makes it.

use std::sync::Arc;

use jiff::Timestamp;
use plan::decision::{Decision, StaffId};
use plan::draft;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::rating::{Judgement, RatingRule};
use plan::record::{Record, RecordId};
use reading::text::Hint;

pub(crate) fn rules(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/rules/{name}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn decide(edition: &Edition, proposals: Vec<draft::Proposal>) -> Edition {
    let edits = draft::edits(proposals, edition);
    let decision = Decision {
        municipality: edition.municipality().clone(),
        number: edition.number().next(),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("企画課".to_owned()),
        reason: "理由".to_owned(),
        sources: vec![],
        edits,
    };
    let after = edition.with(Arc::new(decision));
    let changed = after.decision(after.number()).unwrap().edits.iter().map(|it| it.change.id());
    assert_eq!(plan::check::structure(&after, changed), []);
    after
}

/// A town with a plan of five years and of three, and what the files say; every file must be read without a problem.
pub(crate) fn town(rules: &str, tables: &[&str]) -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let founded = draft::Proposal::put(Record::new(RecordId::municipality(), Municipality::new("目安市")));
    let mut edition = decide(&empty, vec![founded]);
    let plans = "計画ID,計画種別,計画名,開始年度,終了年度,階層\np5,基本計画,五年の計画,2021,2025,施策;事業\np3,その他,改革の計画,2021,2023,柱\n";
    let elements = "要素ID,計画ID,上位要素ID,階層,番号,名称\ne,p5,,施策,1,施策\ne1,p5,e,事業,1-1,事業一\ne2,p5,e,事業,1-2,事業二\ne3,p5,e,事業,1-3,事業三\nr,p3,,柱,1,柱\n";
    for text in [rules, plans, elements].into_iter().chain(tables.iter().copied()) {
        let reading = reading::file::read(text.as_bytes(), &Hint::default(), &edition).unwrap();
        assert_eq!((reading.problems, reading.unread), (vec![], vec![]), "{text}");
        edition = decide(&edition, reading.proposals);
    }
    edition
}

/// 指標 of a town: its rule, direction, baseline, and a line a year: year, target, actual.
pub(crate) struct Story<'a> {
    pub(crate) rules: &'a str,
    pub(crate) rule: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) direction: &'a str,
    /// The baseline of 2020; empty where there is none.
    pub(crate) baseline: &'a str,
}

impl Story<'_> {
    pub(crate) fn told(&self, years: &[(i16, &str, &str)]) -> Edition {
        self.told_and(years, "")
    }

    /// The same with one more table.
    pub(crate) fn told_and(&self, years: &[(i16, &str, &str)], table: &str) -> Edition {
        self.told_by(&rules(self.rules), years, table)
    }

    /// The same by other rules than those of the file.
    pub(crate) fn told_by(&self, rules: &str, years: &[(i16, &str, &str)], table: &str) -> Edition {
        let base = if self.baseline.is_empty() { "" } else { "2020" };
        let indicator = format!(
            "指標ID,要素ID,指標名,指標種別,単位,方向,基準年度,基準値,判定基準ID\ni,e,指標,成果,{},{},{base},\"{}\",{}\n",
            self.unit, self.direction, self.baseline, self.rule
        );
        let mut targets = "指標ID,年度,目標値\n".to_owned();
        let mut actuals = "指標ID,年度,実績値,理由\n".to_owned();
        for (year, target, actual) in years {
            if !target.is_empty() {
                targets += &format!("i,{year},\"{target}\"\n");
            }
            if !actual.is_empty() {
                actuals += &format!("i,{year},\"{actual}\",調査なし\n");
            }
        }
        let tables = [&indicator, &targets, &actuals, table];
        town(rules, if table.is_empty() { &tables[..3] } else { &tables })
    }

    /// The judgement of the last of the years.
    pub(crate) fn judged(&self, years: &[(i16, &str, &str)]) -> Judgement {
        let edition = self.told(years);
        let id = RecordId::new("i");
        let indicator: &Indicator = edition.find(&id).unwrap();
        edition.judge(&id, indicator, FiscalYear::new(years.last().unwrap().0))
    }

    /// The mark of a single year, and the number beside it; or why there is none.
    pub(crate) fn said(&self, target: &str, actual: &str) -> String {
        said(&self.judged(&[(2024, target, actual)]))
    }
}

/// 「A 達成率99.6%」, 「（目標が0のため、率を計算できない）」.
pub(crate) fn said(judgement: &Judgement) -> String {
    let mark = judgement.grade.as_ref().map(|it| it.mark.clone());
    let shown = judgement.shown.map(|it| it.say().0);
    let why = judgement.unrated.map(|it| format!("（{}）", it.say().0));
    [mark, shown, why].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// All rules of all files.
pub(crate) fn all() -> Vec<(String, RatingRule)> {
    let files = ["plain", "rates", "change", "pace", "people", "points"];
    let editions = files.map(|it| town(&rules(it), &[]));
    let list = |it: &Edition| -> Vec<_> {
        it.all::<RatingRule>().map(|(id, rule)| (id.to_string(), rule.clone())).collect()
    };
    editions.iter().flat_map(list).collect()
}
