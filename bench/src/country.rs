//! Municipalities made by arithmetic: as many as the country has, of different sizes, with names that many of them share.

use std::sync::Arc;

use desk::Desk;
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use ledger::Ledger;
use plan::actual::{Actual, Figure, Status};
use plan::amount::{Amount, AmountKind};
use plan::condition::Condition;
use plan::decision::{Change, Decision, DecisionNumber, Edit};
use plan::element::{Element, Meaning, Section};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;
use rust_decimal::Decimal;

use crate::town::by;

/// Municipalities and prefectures of the country.
pub(crate) const ALL: usize = 1_788;

const PREFECTURES: usize = 47;

const SUBJECTS: &str = "保育所 学校図書館 防災訓練 消防団 健康診査 介護予防教室 公園 街路樹 家庭ごみ 資源回収 下水道 市道 \
    橋りょう 路線バス 自転車駐輪場 観光案内所 特産品 農地 空き家 移住相談 中央図書館 文化財 スポーツ教室 国際交流 男女共同参画 \
    人権講座 多文化共生 子育て広場 児童館 学童保育 高齢者サロン 障害者就労 生活困窮者相談 消費生活相談 防犯灯 交通安全教室 地域団体 \
    市民活動 広報紙 電子申請 職員研修 財政運営 待機児童 不登校支援 食育 歯科健診 がん検診 予防接種 自殺対策 森林 河川 再生可能エネルギー";

/// What is measured of a subject: words, unit, kind, whether higher is better, whether people are asked.
const MEASURES: [(&str, &str, IndicatorKind, Direction, bool); 9] = [
    ("の利用者数", "人", IndicatorKind::Output, Direction::Up, false),
    ("の実施回数", "回", IndicatorKind::Output, Direction::Up, false),
    ("の整備率", "％", IndicatorKind::Outcome, Direction::Up, false),
    ("に満足している市民の割合", "％", IndicatorKind::Perception, Direction::Up, true),
    ("を知っている市民の割合", "％", IndicatorKind::Perception, Direction::Up, true),
    ("に関する苦情の件数", "件", IndicatorKind::Outcome, Direction::Down, false),
    ("への参加者数", "人", IndicatorKind::Outcome, Direction::Up, false),
    ("の一人当たり経費", "円", IndicatorKind::Output, Direction::Down, false),
    ("の担い手の数", "人", IndicatorKind::Outcome, Direction::Hold, false),
];

const WORKS: [&str; 6] = ["の充実", "の推進", "への支援", "の整備", "の見直し", "の担い手づくり"];

/// Numbers without chance: the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The code of a generated municipality.
pub(crate) fn code(index: usize) -> MunicipalityCode {
    let five = format!("{:02}{:03}", index % PREFECTURES + 1, 201 + index / PREFECTURES);
    MunicipalityCode::parse(&five).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Founds, decides and publishes so many municipalities; tells how many versions of records they hold together.
pub(crate) fn fill(ledger: &Ledger, count: usize) -> usize {
    let desk = Desk::new(ledger.clone());
    let sizes = [40, 80, 120, 150, 150, 180, 250, 600];
    (0..count).map(|index| publish(ledger, &desk, index, sizes[Dice(index as u64).next(8)])).sum()
}

/// One municipality with so many works, each with an indicator: fourteen records a work.
pub(crate) fn publish(ledger: &Ledger, desk: &Desk, index: usize, works: usize) -> usize {
    let (town, now) = (code(index), Timestamp::now());
    let municipality = Municipality::new(format!("計測{}第{}", ["市", "町", "村"][index % 3], index + 1));
    desk::founding::found(desk, &town, municipality, &by(), now).unwrap_or_else(|error| panic!("{error}"));
    let put = |record| Edit { change: Change::Put(Arc::new(record)), seen: None, written: None };
    let edits: Vec<Edit> = records(index, works).into_iter().map(put).collect();
    let versions = edits.len();
    let decision = Decision {
        municipality: town.clone(),
        number: DecisionNumber(2),
        at: now,
        recorded_at: None,
        office: None,
        erratum: None,
        by: by(),
        reason: "計画の策定".to_owned(),
        sources: vec![],
        edits,
    };
    let append = ledger.write(move |tx| ledger::decision::append(tx, &decision));
    append.unwrap_or_else(|error: ledger::LedgerError| panic!("{error}"));
    // A share of citizens measured by a panel is refused, as it should be; here it is only weight.
    let announcement =
        Announcement { label: "確定".to_owned(), note: None, despite: Some("計測".to_owned()) };
    publishing::publish(desk, &town, None, announcement, &by(), now)
        .unwrap_or_else(|error| panic!("{error}"));
    versions
}

fn records(index: usize, works: usize) -> Vec<Record> {
    let mut dice = Dice(index as u64 + 1);
    let subjects: Vec<&str> = SUBJECTS.split_whitespace().collect();
    let mut records = vec![
        record("plan", plan()),
        record("bu", Organisation::new("企画部")),
        record("ka", Organisation::new("まちづくり課")),
    ];
    for work in 0..works {
        let subject = subjects[dice.next(subjects.len())];
        let district =
            if dice.next(4) == 0 { format!("第{}地区の", dice.next(30) + 1) } else { String::new() };
        let title = format!("{district}{subject}{}", WORKS[dice.next(WORKS.len())]);
        let id = format!("e{work}");
        records.push(record(&id, element(work, title, dice.next(10))));
        records.extend(money(&id, &mut dice));
        let measure = MEASURES[dice.next(MEASURES.len())];
        let name = format!("{district}{subject}{}", measure.0);
        records.extend(indicator(work, &id, &name, measure, &mut dice));
    }
    records
}

fn record(id: &str, body: impl Into<Body>) -> Record {
    Record::new(RecordId::new(id), body)
}

fn plan() -> Plan {
    let (first, last) = (FiscalYear::new(2020), Some(FiscalYear::new(2029)));
    let levels = vec!["施策".to_owned(), "事業".to_owned()];
    Plan { levels, ..Plan::new(PlanKind::BasicPlan, "計測総合計画", first, last) }
}

/// Every twelfth is a policy, the others stand below the last of them.
fn element(work: usize, title: String, repeated: usize) -> Element {
    let policy = work - work % 12;
    let paragraphs = vec!["この取組の現状と課題を述べる文章です。".repeat(2 + repeated)];
    Element {
        parent: (work != policy).then(|| RecordId::new(format!("e{policy}"))),
        sections: vec![Section { meaning: Meaning::Problem, heading: String::new(), paragraphs }],
        organisations: vec![RecordId::new(if work.is_multiple_of(2) { "bu" } else { "ka" })],
        ..Element::new(
            RecordId::new("plan"),
            u8::from(work != policy),
            format!("{}-{}", policy / 12 + 1, work % 12),
            title,
        )
    }
}

fn money(element: &str, dice: &mut Dice) -> Vec<Record> {
    let kinds = [(2023, AmountKind::Settled), (2024, AmountKind::Settled), (2025, AmountKind::Initial)];
    let amount = |(year, kind)| {
        let yen = (dice.next(90_000) as i64 + 100) * 1000;
        let amount = Amount::new(RecordId::new(element), FiscalYear::new(year), kind, yen);
        Record::new(amount.id(), amount)
    };
    kinds.into_iter().map(amount).collect()
}

fn indicator(
    work: usize,
    element: &str,
    name: &str,
    (_, unit, kind, direction, asked): (&str, &str, IndicatorKind, Direction, bool),
    dice: &mut Dice,
) -> Vec<Record> {
    let id = RecordId::new(format!("i{work}"));
    let samplings = [Sampling::Probability, Sampling::Probability, Sampling::Probability, Sampling::Panel];
    let survey = asked.then(|| SurveyDesign {
        population: Some("18歳以上の市民".to_owned()),
        question: Some(format!("{name}についておたずねします。")),
        ..SurveyDesign::new(samplings[dice.next(4)])
    });
    let indicator = Indicator {
        elements: vec![RecordId::new(element)],
        direction: (dice.next(20) > 0).then_some(direction),
        definition: Some("年度末の時点で数えます。".to_owned()),
        source: Some("担当課の調べ".to_owned()),
        survey,
        ..Indicator::new(name, kind, Unit::new(unit))
    };
    let level = dice.next(if unit == "％" { 600 } else { 9_000 }) as i64 + 100;
    let mut records = vec![Record::new(id.clone(), indicator)];
    for year in 2019..2025 {
        let value = Decimal::new(level + dice.next(90) as i64, u32::from(unit == "％"));
        let year = FiscalYear::new(year);
        records.push(Record::new(id.actual(year), actual(&id, year, value, asked)));
        if year.year() >= 2022 {
            let target = Target {
                indicator: id.clone(),
                fiscal_year: year,
                condition: Condition::AtLeast(Decimal::from(level / 10)),
                words: format!("{}{unit}以上", level / 10),
                revision_reason: None,
            };
            records.push(Record::new(target.id(), target));
        }
    }
    records
}

fn actual(id: &RecordId, year: FiscalYear, value: Decimal, asked: bool) -> Actual {
    Actual {
        indicator: id.clone(),
        fiscal_year: year,
        figure: Figure::Value(value),
        status: Status::Final,
        sample: asked.then_some(Sample { sent: Some(2_000), valid: 900, counted: None }),
        explanation: Some("前の年度から変わった理由を述べる文章です。".to_owned()),
    }
}
