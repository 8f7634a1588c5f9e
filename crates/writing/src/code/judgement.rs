//! Codes of judgements: what figures say, how sure it is, and how good a grade is.

use plan::rating::{Outcome, Tone, Undecided, When};
use plan::survey::Certainty;

use super::{Code, List};

/// 判定の結果: what the figures alone say.
pub const OUTCOME: List = List {
    name: "outcome",
    ja: "達成したか",
    codes: || {
        use Outcome::{Missed, Reached, Undecided as U};
        use Undecided::{CannotTell, NoTarget, NotMeasured, NotYet, SetAside};
        [Reached, Missed, U(NoTarget), U(NotYet), U(NotMeasured), U(CannotTell), U(SetAside)]
            .map(outcome)
            .to_vec()
    },
};

/// 判定の結果 as a code.
pub fn outcome(it: Outcome) -> Code {
    match it {
        Outcome::Reached => Code::new("reached", ("達成", "reached")),
        Outcome::Missed => Code::new("missed", ("未達成", "missed")),
        Outcome::Undecided(why) => {
            let code = match why {
                Undecided::NoTarget => "no_target",
                Undecided::NotYet => "not_yet",
                Undecided::NotMeasured => "not_measured",
                Undecided::CannotTell => "cannot_tell",
                Undecided::SetAside => "set_aside",
            };
            Code::new(code, why.name())
        }
    }
}

/// 確かさ.
pub const CERTAINTY: List = List {
    name: "certainty",
    ja: "誤差を考えた確かさ",
    codes: || vec![SURELY_REACHED, SURELY_MISSED, WITHIN_ERROR],
};
const SURELY_REACHED: Code =
    Code::new("surely_reached", ("確かに達成", "surely reached")).about("誤差の範囲のどこでも目標を満たす");
const SURELY_MISSED: Code = Code::new("surely_missed", ("確かに未達成", "surely missed"))
    .about("誤差の範囲のどこでも目標を満たさない");
const WITHIN_ERROR: Code = Code::new("within_error", ("誤差の範囲内", "within the margin of error"))
    .about("達成とも未達成とも言えない");

/// 確かさ as a code; none where there is no range of error, or nothing to hold it against.
pub fn certainty(it: &Certainty) -> Option<Code> {
    match it {
        Certainty::SurelyReached(_) => Some(SURELY_REACHED),
        Certainty::SurelyMissed(_) => Some(SURELY_MISSED),
        Certainty::WithinError(_) => Some(WITHIN_ERROR),
        Certainty::Unknown(_) | Certainty::NoTarget(_) => None,
    }
}

/// 見せ方: how good a grade is, whatever its mark.
pub const TONE: List = List { name: "tone", ja: "評語の良さ", codes: || Tone::ALL.map(tone).to_vec() };

/// 見せ方 as a code.
pub fn tone(it: Tone) -> Code {
    Code::new(it.as_str(), it.name())
}

/// 段階外の評語をいつ付けるか.
pub const WHEN: List = List {
    name: "when",
    ja: "段階外の評語を付けるとき",
    codes: || [When::NoTarget, When::NotYet, When::NotMeasured, When::CannotJudge].map(when).to_vec(),
};

/// 段階外の評語をいつ付けるか as a code.
pub fn when(it: When) -> Code {
    let code = match it {
        When::NoTarget => "no_target",
        When::NotYet => "not_yet",
        When::NotMeasured => "not_measured",
        When::CannotJudge => "cannot_judge",
    };
    Code::new(code, it.name())
}
