//! 選択肢: the answers to each question of a selection, as an address writes them and as people read them.

use super::{
    Edition, Element, Filter, IndicatorKind, Order, Organisation, Outcome, Plan, RecordId, Undecided,
};
use crate::indicator::Direction;
use crate::survey::Certainty;

const KINDS: [(&str, IndicatorKind); 4] = [
    ("outcome", IndicatorKind::Outcome),
    ("perception", IndicatorKind::Perception),
    ("output", IndicatorKind::Output),
    ("target", IndicatorKind::Target),
];

const DIRECTIONS: [(&str, Direction); 4] = [
    ("up", Direction::Up),
    ("down", Direction::Down),
    ("hold", Direction::Hold),
    ("within", Direction::Within),
];

const CERTAINTIES: [(&str, (&str, &str)); 2] = [
    ("within_error", ("達成とも未達とも言えない", "neither reached nor missed can be said")),
    ("beyond_error", ("誤差を考えても言える", "holds even with the margin of error")),
];

const STATUSES: [&str; 7] =
    ["missed", "reached", "open", "not_measured", "not_yet", "set_aside", "no_target"];

fn status(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "missed" => ("未達成", "missed"),
        "reached" => ("達成", "reached"),
        "open" => ("判定なし（目標あり）", "not judged, with a target"),
        "not_measured" => Undecided::NotMeasured.name(),
        "not_yet" => Undecided::NotYet.name(),
        "set_aside" => Undecided::SetAside.name(),
        "no_target" => Undecided::NoTarget.name(),
        _ => return None,
    })
}

impl Filter {
    /// All of them, in the order in which a page asks.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::Certainty,
        Self::Department,
        Self::Plan,
        Self::Topic,
        Self::Kind,
        Self::Survey,
        Self::Direction,
        Self::Moved,
    ];

    /// Its word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Certainty => "certainty",
            Self::Department => "department",
            Self::Plan => "plan",
            Self::Topic => "topic",
            Self::Kind => "kind",
            Self::Survey => "survey",
            Self::Direction => "direction",
            Self::Moved => "moved",
        }
    }

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Status => ("判定", "Verdict"),
            Self::Certainty => ("判定の確かさ", "How sure"),
            Self::Department => ("担当組織", "Department"),
            Self::Plan => ("計画・施策", "Plan or program"),
            Self::Topic => ("くらしの分野", "Topic"),
            Self::Kind => ("指標の種別", "Kind"),
            Self::Survey => ("調査による指標か", "Survey"),
            Self::Direction => ("望ましい方向", "Direction"),
            Self::Moved => ("目標値の改定", "Target revised"),
        }
    }

    /// What an answer means, in both languages; none where this edition knows no such answer.
    pub fn answer(self, edition: &Edition, value: &str) -> Option<(String, String)> {
        let both = |it: &str| (it.to_owned(), it.to_owned());
        let pair = |(ja, en): (&str, &str)| (ja.to_owned(), en.to_owned());
        let yes_or_no = |yes: (&str, &str), no: (&str, &str)| match value {
            "yes" => Some(pair(yes)),
            "no" => Some(pair(no)),
            _ => None,
        };
        match self {
            Self::Status => status(value).map(pair),
            Self::Certainty => CERTAINTIES.iter().find(|it| it.0 == value).map(|it| pair(it.1)),
            Self::Kind => KINDS.iter().find(|it| it.0 == value).map(|it| pair(it.1.name())),
            Self::Direction if value == UNSTATED => Some(pair(("記載なし", "not stated"))),
            Self::Direction => DIRECTIONS.iter().find(|it| it.0 == value).map(|it| pair(it.1.name())),
            Self::Survey => {
                yes_or_no(("調査による", "from a survey"), ("調査によらない", "not from a survey"))
            }
            Self::Moved => yes_or_no(("改定された", "revised"), ("改定されていない", "not revised")),
            Self::Department => {
                edition.find::<Organisation>(&RecordId::new(value)).map(|it| both(edition.called(it)))
            }
            Self::Plan => named(edition, &RecordId::new(value)).map(|it| both(&it)),
            Self::Topic => {
                let known = edition.all::<Element>().any(|(_, it)| it.topics.iter().any(|it| it == value));
                known.then(|| both(value))
            }
        }
    }

    /// The answers that a page offers, where they are the same in every edition.
    pub fn fixed_answers(self) -> Vec<&'static str> {
        match self {
            Self::Status => STATUSES.to_vec(),
            Self::Certainty => CERTAINTIES.iter().map(|it| it.0).collect(),
            Self::Kind => KINDS.iter().map(|it| it.0).collect(),
            Self::Direction => DIRECTIONS.iter().map(|it| it.0).chain([UNSTATED]).collect(),
            Self::Survey | Self::Moved => vec!["yes", "no"],
            Self::Department | Self::Plan | Self::Topic => vec![],
        }
    }
}

fn named(edition: &Edition, id: &RecordId) -> Option<String> {
    let plan = || edition.find::<Plan>(id).map(|it| it.name.clone());
    edition
        .find::<Element>(id)
        .map(|it| format!("{} {}", it.number, it.title).trim().to_owned())
        .or_else(plan)
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Number, Self::Name, Self::Status, Self::Change];

    /// Its word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Status => "status",
            Self::Change => "change",
        }
    }

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("計画の順", "as in the plan"),
            Self::Name => ("名称の順", "by name"),
            Self::Status => ("未達成を先に", "missed first"),
            Self::Change => ("変化の大きい順", "largest change first"),
        }
    }
}

const UNSTATED: &str = "unstated";

pub(super) fn kind(kind: IndicatorKind) -> &'static str {
    KINDS.iter().find(|it| it.1 == kind).map_or("", |it| it.0)
}

pub(super) fn direction(direction: Option<Direction>) -> &'static str {
    DIRECTIONS.iter().find(|it| Some(it.1) == direction).map_or(UNSTATED, |it| it.0)
}

/// The answer of a certainty; none where there is no range of error, or nothing to hold it against.
pub(super) fn certainty(certainty: Certainty) -> Option<&'static str> {
    match certainty {
        Certainty::WithinError(_) => Some("within_error"),
        Certainty::SurelyReached(_) | Certainty::SurelyMissed(_) => Some("beyond_error"),
        Certainty::Unknown(_) | Certainty::NoTarget(_) => None,
    }
}

pub(super) fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The answers that an outcome fits: a missing figure is open, and for its own reason.
pub(super) fn statuses(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Reached => &["reached"],
        Outcome::Missed => &["missed"],
        Outcome::Undecided(Undecided::NotMeasured) => &["open", "not_measured"],
        Outcome::Undecided(Undecided::NotYet) => &["open", "not_yet"],
        Outcome::Undecided(Undecided::CannotTell) => &["open"],
        Outcome::Undecided(Undecided::SetAside) => &["open", "set_aside"],
        Outcome::Undecided(Undecided::NoTarget) => &["no_target"],
    }
}
