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

/// 見せ方: how good a grade is on a scale of four, whatever its mark and its words. The words are the grade's own: 「横ばい」 and
/// 「概ね順調」 may stand in one place, and be two things.
pub const TONE: List = List { name: "tone", ja: "評語の良さ", codes: || Tone::ALL.map(tone).to_vec() };

/// 見せ方 as a code.
pub fn tone(it: Tone) -> Code {
    let (name, shown) = match it {
        Tone::Reached => (("4段階の1（最もよい）", "1 of 4 (best)"), "●で示す"),
        Tone::Nearly => (("4段階の2", "2 of 4"), "◆で示す"),
        Tone::Slow => (("4段階の3", "3 of 4"), "▲で示す"),
        Tone::Missed => (("4段階の4（最も悪い）", "4 of 4 (worst)"), "■で示す"),
        Tone::Open => (("段階外", "off the scale"), "―で示す"),
    };
    Code::new(it.as_str(), name).about(shown)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goodness_of_a_grade_is_a_place_and_none_of_the_words_that_a_town_may_have_for_it() {
        let names = Tone::ALL.map(|it| tone(it).ja);
        assert_eq!(names, ["4段階の1（最もよい）", "4段階の2", "4段階の3", "4段階の4（最も悪い）", "段階外"]);
        for it in Tone::ALL {
            assert_eq!(tone(it).code, it.as_str(), "codes stay");
            assert_ne!((tone(it).ja, tone(it).en), it.name());
            assert!(tone(it).about.starts_with(it.shape()), "{}", tone(it).about);
        }
    }
}
