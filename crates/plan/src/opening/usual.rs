//! 標準の様式と年間予定: what a municipality begins with that has none of its own. Everything in it can be changed.
//!
//! The forms ask what a yearly statement of a large city asks on one sheet: its goal, mission and policy; for each issue the
//! problem, the strategy and the money of three years; for each indicator the target; later the result, why it is so, the
//! evaluation of those who did the work, the opinion of others, and the answer to it.

use jiff::civil::{Date, date};

use crate::amount::AmountKind;
use crate::calendar::{CalendarEntry, Phase, Work};
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;
use crate::fiscal_year::FiscalYear;
use crate::form::{About, Asks, Field, Form, Part, Scope};
use crate::record::RecordId;
use crate::role::Role;
use crate::working_day::{on_or_after, on_or_before};

mod field;
mod stage;

use field::{internal, limited, plain, required};
use stage::{Stage, stages};

/// 段階の様式: the usual forms, by what is done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usual {
    /// 目標の設定.
    Goals,
    /// 中間振り返り.
    Midterm,
    /// 実績と自己評価, of the year before.
    Results,
    /// 外部評価, of the year before.
    External,
    /// 対応.
    Response,
}

impl Usual {
    /// All of them, in the order in which a round begins with them.
    pub const ALL: [Self; 5] = [Self::Goals, Self::Midterm, Self::Results, Self::External, Self::Response];

    /// The id of the form for a year.
    pub fn id(self, year: FiscalYear) -> RecordId {
        let word = match self {
            Self::Goals => "goals",
            Self::Midterm => "midterm",
            Self::Results => "results",
            Self::External => "external",
            Self::Response => "response",
        };
        RecordId::new(format!("form-{}-{word}", year.year()))
    }

    /// The form for a year.
    pub fn form(self, year: FiscalYear) -> Form {
        let (name, of, parts) = match self {
            Self::Goals => ("目標の設定", 0, goals()),
            Self::Midterm => ("中間振り返り", 0, midterm()),
            Self::Results => ("実績と自己評価", -1, results()),
            Self::External => ("外部評価", -1, external()),
            Self::Response => ("意見への対応", -1, response()),
        };
        let about = crate::form::shifted(year, of).japanese();
        let scope = Scope::Statement { year: of };
        Form { fiscal_year: year, name: format!("{about} {name}"), scope, parts }
    }
}

/// 標準の様式 of a year.
pub fn forms(year: FiscalYear) -> Vec<(RecordId, Form)> {
    Usual::ALL.map(|it| (it.id(year), it.form(year))).to_vec()
}

/// 標準の年間予定 of a year, in the order of its days. Deadlines lie on working days.
///
/// Its plans are made before the year begins; what it evaluates is the year before, and itself in the middle.
pub fn calendar(year: FiscalYear) -> Vec<(RecordId, CalendarEntry)> {
    let entry = |stage: &Stage| {
        let at = |(years, month, day): (i16, i8, i8)| -> Date {
            date(year.year().clamp(1, 9_000) + years, month, day)
        };
        let about = crate::form::shifted(year, stage.of).japanese();
        let work = stage.work.map(|(label, usual, route)| Work {
            label: label.to_owned(),
            form: usual.id(year),
            route: route.to_vec(),
        });
        let to = on_or_before(at(stage.to));
        let entry = CalendarEntry {
            fiscal_year: year,
            phase: stage.phase,
            title: format!("{about}{}", stage.title),
            from: on_or_after(at(stage.from)).min(to),
            to,
            organisations: vec![],
            work,
        };
        (RecordId::new(format!("cal-{}-{}", year.year(), stage.word)), entry)
    };
    stages().iter().map(entry).collect()
}

fn part(about: About, title: &str, help: &str, grows: bool, fields: Vec<Field>) -> Part {
    Part { about, title: title.to_owned(), help: help.to_owned(), fields, grows }
}

fn goals() -> Vec<Part> {
    let money = |kind, year| plain(Asks::Money { kind, year });
    let whole = vec![
        required(limited(200, Asks::Section(Meaning::Vision))),
        limited(200, Asks::Section(Meaning::Mission)),
        limited(600, Asks::Section(Meaning::Policy)),
        internal(),
    ];
    let each = vec![
        required(plain(Asks::Number)),
        required(limited(60, Asks::Title)),
        required(limited(400, Asks::Section(Meaning::Problem))),
        required(limited(400, Asks::Section(Meaning::Strategy))),
        money(AmountKind::Settled, -2),
        money(AmountKind::Initial, -1),
        money(AmountKind::Initial, 0),
        internal(),
    ];
    let measured = vec![
        required(limited(100, Asks::Title)),
        required(plain(Asks::Unit)),
        required(plain(Asks::Target { year: 0 })),
        limited(200, Asks::RevisionReason { year: 0 }),
    ];
    vec![
        part(
            About::Plan,
            "目標・使命・基本的な考え方",
            "一年後にどうなっていたいかを、市民に伝わる言葉で書きます。",
            false,
            whole,
        ),
        part(
            About::Element,
            "経営課題",
            "課題認識には現状のデータと要因を、主な戦略にはこの一年に力を入れることを書きます。",
            true,
            each,
        ),
        part(
            About::Indicator,
            "アウトカム指標",
            "行ったことの数ではなく、市民にとって何が変わったかを測ります。目標値は「48％以上」のように書きます。",
            true,
            measured,
        ),
    ]
}

fn midterm() -> Vec<Part> {
    let (kind, year) = (EvaluationKind::Midterm, 0);
    let each = vec![
        required(limited(300, Asks::Assessment { kind, year })),
        limited(300, Asks::Future { kind, year }),
        internal(),
    ];
    let help = "年度の前半に進んだこと、遅れていることと、年度末までに行うことを書きます。";
    vec![part(About::Element, "経営課題の中間振り返り", help, false, each)]
}

fn results() -> Vec<Part> {
    let (kind, year) = (EvaluationKind::OwnAssessment, -1);
    let measured = vec![
        required(plain(Asks::Actual { year })),
        plain(Asks::Sample { year }),
        limited(200, Asks::Explanation { year }),
    ];
    let each = vec![
        plain(Asks::Money { kind: AmountKind::Expected, year }),
        required(limited(400, Asks::Assessment { kind, year })),
        required(limited(300, Asks::Future { kind, year })),
        internal(),
    ];
    let whole = vec![limited(400, Asks::Assessment { kind, year })];
    vec![
        part(
            About::Indicator,
            "アウトカム指標の達成状況",
            "測れなかったときは、空欄にせず理由を書きます。目標に届かなかったときは、増減の説明に理由を書きます。",
            false,
            measured,
        ),
        part(
            About::Element,
            "経営課題の自己評価",
            "数字の言い換えでなく、なぜその結果になったのかを書きます。",
            false,
            each,
        ),
        part(About::Plan, "一年の総括", "", false, whole),
    ]
}

fn external() -> Vec<Part> {
    let help = "委員の意見を、票の内容のどこについてのものかが分かるように書きます。個人の名前は書きません。";
    let each = vec![limited(600, Asks::Opinion { year: -1 }), internal()];
    vec![part(About::Element, "経営課題への意見", help, false, each)]
}

fn response() -> Vec<Part> {
    let each =
        vec![required(plain(Asks::ResponseStatus)), required(limited(400, Asks::Response)), internal()];
    let help = "何を変えたか、変えないときはその理由を、意見を述べた人に伝わるように書きます。";
    vec![part(About::Remark, "意見への対応", help, false, each)]
}
