//! Codes of what is measured.

use plan::actual::{Figure, Status};
use plan::condition::{Comparator, Condition};
use plan::indicator::{Direction, IndicatorKind, Term, Window};
use plan::survey::Sampling;

use super::{Code, List};

/// 区分: what a figure is.
pub const FIGURE_KIND: List =
    List { name: "figure_kind", ja: "数値の区分", codes: || vec![BASELINE, TARGET, ACTUAL] };
/// 基準値.
pub const BASELINE: Code = Code::new("baseline", ("基準値", "baseline"));
/// 目標値.
pub const TARGET: Code = Code::new("target", ("目標値", "target"));
/// 実績値.
pub const ACTUAL: Code = Code::new("actual", ("実績値", "actual"));

/// 状態: how sure a figure is, or why there is none. A, P, E and M are letters of SDMX; the others are ours.
pub const STATUS: List = List {
    name: "status",
    ja: "数値の状態",
    codes: || {
        [Status::Final, Status::Provisional, Status::Expected, Status::Corrected]
            .map(|it| status(&Figure::Value(0.into()), it))
            .into_iter()
            .chain([NOT_MEASURED, NOT_YET, IN_WORDS])
            .collect()
    },
};
const NOT_MEASURED: Code = Code::new("M", ("未測定", "not measured"))
    .about("測定しなかったため数値がない。理由は「理由」列にある。0ではない");
const NOT_YET: Code =
    Code::new("S", ("集計中", "still to come")).about("これから示す数値で、まだない。0ではない");
/// 数値のない目標: promised in words.
pub const IN_WORDS: Code =
    Code::new("W", ("数値なし", "in words")).about("言葉だけで示した目標で、数値がない。「原文」列にある");

/// 状態 of an actual figure.
pub fn status(figure: &Figure, status: Status) -> Code {
    let (code, about) = match (figure, status) {
        (Figure::NotMeasured { .. }, _) => return NOT_MEASURED,
        (Figure::NotYet, _) => return NOT_YET,
        (_, Status::Final) => ("A", "確かめ終えた数値。目標値と基準値では、定められた数値"),
        (_, Status::Provisional) => ("P", "まだ変わることがある数値"),
        (_, Status::Expected) => ("E", "年度の途中で見込んだ数値"),
        (_, Status::Corrected) => ("R", "公表した数値を後から正した数値"),
    };
    Code::new(code, status.name()).about(about)
}

/// 状態 of a target or a baseline that has a number.
pub fn stated() -> Code {
    status(&Figure::Value(0.into()), Status::Final)
}

/// 比較: what a target asks of the actual figure.
pub const COMPARATOR: List = List {
    name: "comparator",
    ja: "目標値との比べ方",
    codes: || {
        let plain = Comparator::ALL.map(compared);
        let against = Comparator::ALL.map(|it| comparator(&Condition::Against(it)));
        let others =
            [Condition::Range { from: 0.into(), to: 0.into() }, Condition::Bare(0.into()), Condition::Words];
        plain.into_iter().chain(others.iter().map(comparator)).chain(against).collect()
    },
};

/// 比較 of a target.
pub fn comparator(condition: &Condition) -> Code {
    match condition {
        Condition::Range { .. } => Code::new("range", ("範囲", "within a range"))
            .about("「値」列が下限、「値の上限」列が上限。両端を含む"),
        Condition::Bare(_) => Code::new("bare", ("方向による", "by direction"))
            .about("数値だけの目標。指標の望ましい方向によって比べる"),
        Condition::Words => {
            Code::new("words", ("言葉", "in words")).about("数値では比べられない、言葉の目標")
        }
        Condition::Against(it) => against(*it),
        Condition::AtLeast(_) => compared(Comparator::AtLeast),
        Condition::AtMost(_) => compared(Comparator::AtMost),
        Condition::MoreThan(_) => compared(Comparator::MoreThan),
        Condition::LessThan(_) => compared(Comparator::LessThan),
        Condition::Equal(_) => compared(Comparator::Equal),
        Condition::Increase(_) => compared(Comparator::Increase),
        Condition::Decrease(_) => compared(Comparator::Decrease),
        Condition::Maintain(_) => compared(Comparator::Maintain),
    }
}

fn compared(it: Comparator) -> Code {
    let (ja, en, about) = match it {
        Comparator::AtLeast => ("以上", "at least", ""),
        Comparator::AtMost => ("以下", "at most", ""),
        Comparator::MoreThan => ("超", "more than", ""),
        Comparator::LessThan => ("未満", "less than", ""),
        Comparator::Equal => ("同数", "equal", ""),
        Comparator::Increase => ("増加", "increase", "「値」列は基準値から増やす量。空欄は量を定めない"),
        Comparator::Decrease => ("減少", "decrease", "「値」列は基準値から減らす量。空欄は量を定めない"),
        Comparator::Maintain => ("維持", "maintain", "「値」列の数値を保つ。空欄は基準値を保つ"),
    };
    Code::new(it.as_str(), (ja, en)).about(about)
}

fn against(it: Comparator) -> Code {
    let (code, ja, en) = match it {
        Comparator::AtLeast => ("against_at_least", "比較先以上", "at least as another figure"),
        Comparator::AtMost => ("against_at_most", "比較先以下", "at most as another figure"),
        Comparator::MoreThan => ("against_more_than", "比較先超", "more than another figure"),
        Comparator::LessThan => ("against_less_than", "比較先未満", "less than another figure"),
        Comparator::Equal => ("against_equal", "比較先と同数", "equal to another figure"),
        Comparator::Increase => ("against_increase", "比較先より増加", "more than another figure was"),
        Comparator::Decrease => ("against_decrease", "比較先より減少", "less than another figure was"),
        Comparator::Maintain => ("against_maintain", "比較先を維持", "kept at another figure"),
    };
    Code::new(code, (ja, en)).about("前年度や全国平均など、言葉で示した別の数値と比べる。「原文」列にある")
}

/// 指標種別.
pub const INDICATOR_KIND: List = List {
    name: "indicator_kind",
    ja: "指標の種別",
    codes: || {
        use IndicatorKind::{Outcome, Output, Perception, Target};
        [Outcome, Perception, Output, Target].map(indicator_kind).to_vec()
    },
};

/// 指標種別 as a code.
pub fn indicator_kind(it: IndicatorKind) -> Code {
    let (code, about) = match it {
        IndicatorKind::Outcome => ("outcome", "住民にとって何が変わったか"),
        IndicatorKind::Perception => ("perception", "住民がどう感じているか"),
        IndicatorKind::Output => ("output", "何をどれだけ行ったか"),
        IndicatorKind::Target => ("target", "対象となる人や物がどれだけあるか"),
    };
    Code::new(code, it.name()).about(about)
}

/// 望ましい方向.
pub const DIRECTION: List = List {
    name: "direction",
    ja: "望ましい方向",
    codes: || [Direction::Up, Direction::Down, Direction::Hold, Direction::Within].map(direction).to_vec(),
};

/// 望ましい方向 as a code.
pub fn direction(it: Direction) -> Code {
    let code = match it {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Hold => "hold",
        Direction::Within => "within",
    };
    Code::new(code, it.name())
}

/// 集計.
pub const WINDOW: List = List {
    name: "window",
    ja: "集計の期間",
    codes: || [Window::Yearly, Window::Cumulative].map(window).to_vec(),
};

/// 集計 as a code.
pub fn window(it: Window) -> Code {
    match it {
        Window::Yearly => Code::new("yearly", ("単年", "yearly")).about("その年度だけの数値"),
        Window::Cumulative => {
            Code::new("cumulative", ("累計", "cumulative")).about("基準年度から積み上げた数値")
        }
    }
}

/// 発現時期.
pub const TERM: List = List {
    name: "term",
    ja: "成果が表れる時期",
    codes: || [Term::Short, Term::Middle, Term::Long].map(term).to_vec(),
};

/// 発現時期 as a code.
pub fn term(it: Term) -> Code {
    let code = match it {
        Term::Short => "short",
        Term::Middle => "middle",
        Term::Long => "long",
    };
    Code::new(code, it.name())
}

/// 抽出方法.
pub const SAMPLING: List = List {
    name: "sampling",
    ja: "回答者の選び方",
    codes: || {
        use Sampling::{Census, Members, Other, Panel, Probability, Visitors};
        [Probability, Census, Panel, Visitors, Members, Other].map(sampling).to_vec()
    },
};

/// 抽出方法 as a code.
pub fn sampling(it: Sampling) -> Code {
    let (code, about) = match it {
        Sampling::Probability => ("probability", "誤差の大きさを計算できる"),
        Sampling::Census => ("census", "対象者全員"),
        Sampling::Panel => ("panel", "回答者だけの割合であり、住民全体の割合ではない"),
        Sampling::Visitors => ("visitors", "回答者だけの割合であり、住民全体の割合ではない"),
        Sampling::Members => ("members", "回答者だけの割合であり、住民全体の割合ではない"),
        Sampling::Other => ("other", "ほかの方法、または方法の記載がない"),
    };
    Code::new(code, it.name()).about(about)
}
