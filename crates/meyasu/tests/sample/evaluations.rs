//! 評価: every kind, every direction, nothing copied from last year.

use std::collections::{HashMap, HashSet};

use plan::evaluation::{Evaluation, EvaluationKind, Verdict};
use plan::record::RecordId;

use super::town::town;

fn all() -> impl Iterator<Item = &'static Evaluation> {
    town().all::<Evaluation>().map(|(_, it)| it)
}

#[test]
fn every_kind_is_there_over_the_years() {
    for (kind, years) in [
        (EvaluationKind::OwnAssessment, 5),
        (EvaluationKind::External, 4),
        (EvaluationKind::Internal, 2),
        (EvaluationKind::Midterm, 2),
    ] {
        let found: HashSet<_> = all().filter(|it| it.kind == kind).map(|it| it.fiscal_year).collect();
        assert!(found.len() >= years, "{kind:?}: {found:?}");
    }
}

#[test]
fn directions_of_every_sort_were_chosen() {
    let words: HashSet<&str> = all().filter_map(|it| it.direction.as_deref()).collect();
    for word in ["拡充", "継続", "改善", "縮小", "統合", "完了"] {
        assert!(words.contains(word), "{word}");
    }
}

#[test]
fn a_grade_that_a_person_changed_says_why_up_or_down_of_an_indicator_or_a_programme() {
    let overruled = |it: &'static Evaluation| match it.verdict() {
        Verdict::Overruled { computed, grade, reason, .. } if reason.chars().count() > 20 => {
            Some((computed.as_str(), grade.as_str()))
        }
        _ => None,
    };
    let mut found: Vec<_> = all().filter_map(overruled).collect();
    found.sort_unstable();
    assert_eq!(found, [("A", "B"), ("B", "A"), ("概ね順調", "やや遅れ")]);
}

#[test]
fn nobody_copied_a_text() {
    let mut seen: HashMap<&str, &RecordId> = HashMap::new();
    for it in all() {
        for text in it.text.iter().chain(&it.future) {
            let before = seen.insert(text, &it.subject);
            assert_eq!(before, None, "{} {:?}: {text}", it.subject, it.fiscal_year);
        }
    }
    assert!(seen.len() > 200, "{}", seen.len());
}
