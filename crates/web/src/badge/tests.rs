//! What stands on a badge, and in which order.

use askama::Template;
use plan::decision::DecisionNumber;
use plan::rating::{Frozen, RestedOn, Shown, ShownKind};
use rust_decimal::Decimal;

use super::*;

fn judged(outcome: Outcome, words: &str, tone: Tone, kind: ShownKind) -> Judgement {
    let shown = Shown { number: Decimal::ONE, kind, expected: None };
    let grade = Some(Grade::new(words, words).toned(tone));
    Judgement { grade, shown: Some(shown), ..Judgement::of(outcome) }
}

fn graded(outcome: Outcome, words: &str, tone: Tone, kind: ShownKind) -> Badge {
    Badge::of(Lang::Ja, &judged(outcome, words, tone, kind))
}

/// A badge as pages draw it.
#[derive(Template)]
#[template(
    source = "{% import \"rows.html\" as rows %}{% call rows::badge(l, it) %}{% endcall %}",
    ext = "html"
)]
struct Drawn {
    l: Lang,
    it: Badge,
}

/// 「横ばい」, published as reached and missed today.
fn corrected() -> Judgement {
    let unchanged = |outcome| judged(outcome, "横ばい", Tone::Nearly, ShownKind::Difference);
    let frozen = Frozen {
        judgement: unchanged(Outcome::Reached),
        decision: DecisionNumber(2),
        on: jiff::civil::date(2025, 9, 5),
        label: "評価".to_owned(),
        rested_on: RestedOn::Figures { target: None, actual: None },
        corrections: vec![],
    };
    Judgement { published: Some(Box::new(frozen)), ..unchanged(Outcome::Missed) }
}

#[test]
fn the_verdict_of_today_tells_what_became_of_the_target_as_the_published_one_does() {
    let drawn = Drawn { l: Lang::Ja, it: Badge::of(Lang::Ja, &corrected()) }.render().unwrap();
    let (then, today) = drawn.split_once("いまの判定").unwrap();
    assert!(then.contains("</span> 達成</span>") && then.contains("横ばい"), "{then}");
    assert!(today.contains("</span> 未達成</span>") && today.contains("横ばい"), "{today}");
}

#[test]
fn a_work_has_no_target_of_its_own_then_or_now() {
    let drawn = Drawn { l: Lang::Ja, it: Badge::of_element(Lang::Ja, &corrected()) }.render().unwrap();
    assert!(drawn.contains("いまの判定") && !drawn.contains("達成"), "{drawn}");
}

#[test]
fn a_grade_that_says_something_else_than_the_target_stands_beside_what_became_of_it() {
    let missed = Some(("missed", "■", "未達成"));
    let unchanged = graded(Outcome::Missed, "横ばい", Tone::Nearly, ShownKind::Difference);
    assert_eq!((unchanged.target, unchanged.words.as_str()), (missed, "横ばい"));
    let nearly = graded(Outcome::Missed, "概ね達成", Tone::Nearly, ShownKind::Rate);
    assert_eq!(nearly.target, missed);
    let risen = graded(Outcome::Reached, "向上", Tone::Reached, ShownKind::Difference);
    assert_eq!(risen.target, Some(("reached", "●", "達成")));
}

#[test]
fn the_verdict_comes_first_then_the_doubt_and_then_the_grade() {
    let range = plan::survey::Interval { low: Decimal::ONE, high: Decimal::TWO, weighted: false };
    let sure = Some(Certainty::WithinError(range));
    let unchanged = || graded(Outcome::Missed, "横ばい", Tone::Nearly, ShownKind::WithinTolerance);
    let badge = unchanged().doubted(Lang::Ja, sure);
    let said = badge.in_words(Lang::Ja);
    assert_eq!(said, ("missed", format!("■ 未達成（{}）　評語 ◆ 横ばい", DOUBT.0)));
    let drawn = Drawn { l: Lang::Ja, it: badge }.render().unwrap();
    let places: Vec<_> =
        ["未達成", DOUBT.0, "横ばい", "変化は±1以内"].iter().map(|it| drawn.find(it).unwrap()).collect();
    assert!(places.is_sorted(), "{drawn}");
    assert_eq!(drawn.matches("変化は±1以内").count(), 1, "{drawn}");
    let plain = unchanged().doubted(Lang::Ja, Some(Certainty::SurelyMissed(range)));
    assert_eq!(plain.doubt, None, "what is sure has no doubt");
}

#[test]
fn a_doubt_stands_beside_the_verdict_of_today_which_rests_on_the_figure_of_today() {
    let range = plan::survey::Interval { low: Decimal::ONE, high: Decimal::TWO, weighted: false };
    let badge = Badge::of(Lang::Ja, &corrected());
    let badge = badge.doubted(Lang::Ja, Some(Certainty::WithinError(range)));
    assert_eq!((badge.doubt, badge.now.unwrap().badge.doubt), (None, Some(DOUBT.0)));
}

#[test]
fn a_grade_that_says_it_itself_stands_alone() {
    assert_eq!(graded(Outcome::Missed, "未達成", Tone::Missed, ShownKind::Rate).target, None);
    assert_eq!(graded(Outcome::Reached, "順調", Tone::Reached, ShownKind::Rate).target, None);
    let no_target = Outcome::Undecided(plan::rating::Undecided::NoTarget);
    assert_eq!(graded(no_target, "横ばい", Tone::Nearly, ShownKind::Difference).target, None);
    assert_eq!(Badge::of(Lang::Ja, &Judgement::of(Outcome::Missed)).target, None);
}

#[test]
fn a_person_who_judged_otherwise_does_not_hide_what_became_of_the_target() {
    let grade = Grade::new("A", "達成").toned(Tone::Reached);
    let by_person =
        Some(PersonGrade { grade, reason: "天候".to_owned(), computed: None, is_off_scale: false });
    let badge = Badge::of(Lang::Ja, &Judgement { by_person, ..Judgement::of(Outcome::Missed) });
    assert_eq!(badge.target, Some(("missed", "■", "未達成")));
}
