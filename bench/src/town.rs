//! A town made by arithmetic, in the size of the peers' comparison: 300 projects, 500 indicators, 7,500 values.

use std::fmt::Write as _;

use desk::Desk;
use desk::importing::File;
use jiff::Timestamp;
use plan::decision::StaffId;
use plan::municipality::{Municipality, MunicipalityCode};

pub(crate) const PROJECTS: usize = 300;
pub(crate) const INDICATORS: usize = 500;

/// The code of the generated town.
pub(crate) fn code() -> MunicipalityCode {
    match MunicipalityCode::parse("99003") {
        Ok(code) => code,
        Err(refusal) => panic!("{refusal}"),
    }
}

/// Who decides in the benchmark.
pub(crate) fn by() -> StaffId {
    StaffId("計測".to_owned())
}

/// Begins the town in a ledger.
pub(crate) fn found(desk: &Desk) {
    let municipality = Municipality::new("計測市");
    let founded = desk::founding::found(desk, &code(), municipality, &by(), Timestamp::now());
    founded.unwrap_or_else(|error| panic!("{error}"));
}

/// Its tables.
pub(crate) fn files() -> Vec<File> {
    let mut elements = "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,現状と課題\n".to_owned();
    let mut indicators = "指標ID,要素ID,指標名,指標種別,単位,方向,定義,出典\n".to_owned();
    let mut targets = "指標ID,年度,目標値\n".to_owned();
    let mut actuals = "指標ID,年度,実績値,説明\n".to_owned();
    for policy in 0..10 {
        let _ = writeln!(elements, "p{policy},plan,,政策,{},政策{policy},bu,課題の文章です。", policy + 1);
    }
    for project in 0..PROJECTS {
        let policy = project % 10;
        let _ = writeln!(
            elements,
            "e{project},plan,p{policy},事業,{}-{},事業{project},bu,{}",
            policy + 1,
            project / 10 + 1,
            "この事業の現状と課題を述べる文章です。".repeat(4)
        );
    }
    for it in 0..INDICATORS {
        let _ = writeln!(
            indicators,
            "i{it},e{},指標{it}の割合,成果,%,上向き,定義の文章です。,統計書",
            it % PROJECTS
        );
        for year in 0..10 {
            let _ = writeln!(
                actuals,
                "i{it},{},{}.{},増減の説明の文章です。",
                2015 + year,
                30 + (it + year) % 40,
                it % 10
            );
        }
        for year in 0..5 {
            let _ = writeln!(targets, "i{it},{},{}%以上", 2020 + year, 40 + (it + year) % 30);
        }
    }
    let organisations = "組織ID,組織名\nbu,計測部\n".to_owned();
    let plans = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nplan,基本計画,計測計画,2015,2025,政策;事業\n"
        .to_owned();
    let files = [
        ("o", organisations),
        ("p", plans),
        ("e", elements),
        ("i", indicators),
        ("t", targets),
        ("a", actuals),
    ];
    files
        .into_iter()
        .map(|(name, text)| File { name: format!("{name}.csv"), bytes: text.into_bytes() })
        .collect()
}
