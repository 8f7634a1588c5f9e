//! 判定基準の矛盾: a rule that contradicts itself is refused, and each contradiction is a sentence.

use rust_decimal::Decimal;

use super::Formula;
use crate::indicator::Direction;

/// 矛盾 in a rule. `Display` is English, [`Contradiction::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// No grade, or only one: it would tell nothing apart.
    #[error("the rule needs at least two grades, or it tells nothing apart")]
    TooFewGrades,
    /// A grade without a mark.
    #[error("a grade has no mark")]
    NoMark,
    /// A mark without words.
    #[error("the grade “{0}” has no words that say what it means")]
    NoWords(String),
    /// Two grades with one mark.
    #[error("two grades have the mark “{0}”")]
    SameMark(String),
    /// The edges do not descend.
    #[error("the edge of “{lower}” is not below that of “{upper}”, so one of the two would never be given")]
    NotDescending {
        /// The grade that is listed first.
        upper: String,
        /// The grade after it.
        lower: String,
    },
    /// Nothing takes what is below the last edge.
    #[error("no grade takes what lies below the edge of “{0}”: the last grade must have none")]
    NoFallback(String),
    /// A grade without an edge that is not the last.
    #[error("“{0}” has no edge but is not the last grade: those after it would never be given")]
    FallbackNotLast(String),
    /// An edge that no measure can reach.
    #[error("the edge of “{0}” can never be reached: the measure is at most 1 (100%)")]
    OutOfReach(String),
    /// An edge that every measure reaches.
    #[error("the edge of “{0}” is always reached: the measure is never below 0")]
    AlwaysReached(String),
    /// Edges in a rule by which a person judges.
    #[error("“{0}” has an edge, but a person chooses the grade")]
    EdgeForPerson(String),
    /// Nobody said at which end the best grade stands.
    #[error("the rule does not say which end of the list is best (order)")]
    NoOrder,
    /// The order says the opposite of the edges.
    #[error(
        "the order says that the last grade is best, but the edges give the first one to the best result"
    )]
    OrderAgainstEdges,
    /// A part of the year's pace is asked for, and no pace is listed.
    #[error("“{0}” is a part of the expected pace, but no pace is listed")]
    NoPace(String),
    /// Paces that no grade uses.
    #[error("paces are listed, but no grade is measured by them")]
    UnusedPace,
    /// Paces that do not rise from above zero.
    #[error("the expected pace must be above 0 and rise from year to year: {1} does not after {0}")]
    PaceNotRising(Decimal, Decimal),
    /// A pace beside a target that has the pace in it already.
    #[error(
        "an expected pace needs the target of the plan’s last year, for a year’s own target has its pace in it already"
    )]
    PaceOfYearTarget,
    /// A pace for a measure that does not grow over the years of a plan.
    #[error("what the rule measures does not grow over the years of a plan, so no pace can be expected")]
    PaceUnfit,
    /// No formula for any direction.
    #[error("the rule has no formula for any direction")]
    NoFormula,
    /// A formula that turns the better result into the worse rate.
    #[error("the formula “{formula}” does not fit indicators of which “{way}”", formula = .0.name().1, way = .1.name().1)]
    UnfitFormula(Formula, Direction),
    /// A way from the baseline for a sum of parts, which begins at nothing.
    #[error(
        "a sum of parts begins at zero and has no baseline, so “way from the baseline” cannot be its formula"
    )]
    BaselineOfASum,
    /// A tolerance below zero.
    #[error("the tolerance {0} is below zero")]
    NegativeTolerance(Decimal),
    /// What it means to hold a figure, in a rule that judges no figure.
    #[error("the rule says what it means to hold a figure, but it judges elements, which have none")]
    UnusedHold,
    /// What it means to hold a figure, and a rate that says another thing.
    #[error("the formula “{formula}” says another thing than what the rule calls held", formula = .0.name().1)]
    HoldAgainstFormula(Formula),
    /// Points for no grade at all.
    #[error("no grade has points")]
    NoPoints,
    /// Points for one grade twice.
    #[error("the grade “{0}” has points twice")]
    PointsTwice(String),
    /// Points whose most is nothing, so that no share can be made of it.
    #[error("no grade has more than 0 points, so there is no share of the most")]
    NoMost,
    /// Two grades off the scale for one case.
    #[error("“{0}” and “{1}” are both given in the same case")]
    SameCase(String, String),
}

impl Contradiction {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::TooFewGrades => "評語が二つ以上要ります（一つでは何も分けられません）".to_owned(),
            Self::NoMark => "しるし（mark）のない評語があります".to_owned(),
            Self::NoWords(mark) => format!("評語「{mark}」に、意味を表す言葉（words）がありません"),
            Self::SameMark(mark) => format!("同じしるし「{mark}」の評語が二つあります"),
            Self::NotDescending { upper, lower } => {
                format!("「{lower}」の下限が「{upper}」の下限より低くないため、どちらかは決して付きません")
            }
            Self::NoFallback(mark) => {
                format!("「{mark}」の下限に届かないときの評語がありません（最後の評語には下限を付けません）")
            }
            Self::FallbackNotLast(mark) => {
                format!("「{mark}」に下限がないのに最後の評語ではないため、その後の評語は決して付きません")
            }
            Self::OutOfReach(mark) => format!("「{mark}」の下限には決して届きません（測る値は最大で1（100%）です）"),
            Self::AlwaysReached(mark) => format!("「{mark}」の下限は必ず満たされます（測る値は0を下回りません）"),
            Self::EdgeForPerson(mark) => format!("「{mark}」に下限がありますが、評語は人が選ぶ基準です"),
            Self::NoOrder => "先頭と末尾のどちらの評語が最もよいか（order）が書かれていません".to_owned(),
            Self::OrderAgainstEdges => {
                "末尾が最もよいと書かれていますが、下限は先頭の評語を最もよい結果に付けています".to_owned()
            }
            Self::NoPace(mark) => {
                format!("「{mark}」は期待される進み（expected）に対する割合ですが、その一覧がありません")
            }
            Self::UnusedPace => "期待される進み（expected）がありますが、どの評語も使っていません".to_owned(),
            Self::PaceNotRising(before, after) => {
                format!("期待される進みは0より大きく、年度ごとに増えなければなりません（{before}の次が{after}です）")
            }
            Self::PaceOfYearTarget => {
                "年度の目標にはその年度までの進みがすでに入っているため、期待される進みは最終年度の目標（toward = \"end\"）とだけ組み合わせられます".to_owned()
            }
            Self::PaceUnfit => "測る値が計画の年数とともに増えるものではないため、期待される進みを置けません".to_owned(),
            Self::NoFormula => "どの方向の指標にも計算式がありません".to_owned(),
            Self::UnfitFormula(formula, direction) => {
                format!("計算式「{}」は「{}」指標に合いません", formula.name().0, direction.name().0)
            }
            Self::BaselineOfASum => {
                "合計は0から始まり基準値がないため、「基準値からの道のり」を計算式にできません".to_owned()
            }
            Self::NegativeTolerance(width) => format!("許容幅{width}が0より小さくなっています"),
            Self::UnusedHold => {
                "維持の判定（hold）がありますが、要素の判定基準には維持する値がありません".to_owned()
            }
            Self::HoldAgainstFormula(formula) => {
                format!("維持の判定（hold）と、維持の指標の計算式「{}」が食い違います", formula.name().0)
            }
            Self::NoPoints => "点数のある評語が一つもありません".to_owned(),
            Self::PointsTwice(mark) => format!("評語「{mark}」の点数が二つあります"),
            Self::NoMost => "0点より大きい評語がないため、満点に対する割合を計算できません".to_owned(),
            Self::SameCase(one, other) => format!("「{one}」と「{other}」が同じ場合に付くことになっています"),
        }
    }
}
