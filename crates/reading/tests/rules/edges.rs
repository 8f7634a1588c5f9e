//! Every edge of every computed vocabulary: the figure that stands on it, and the one just below.

use std::collections::BTreeSet;

use plan::fiscal_year::FiscalYear;
use plan::rating::RatingRule;
use plan::record::RecordId;

use crate::town::{Story, rules, town};

/// A rule, the story of its figures, and what the result of the year that is judged gives.
struct Case {
    rules: &'static str,
    rule: &'static str,
    direction: &'static str,
    baseline: &'static str,
    /// Year, target, result, beside the one that is judged.
    others: &'static [(i16, &'static str, &'static str)],
    /// Year and target of the one that is judged.
    year: (i16, &'static str),
    results: &'static [(&'static str, &'static str)],
}

const PLAIN: Case = Case {
    rules: "rates",
    rule: "abcd",
    direction: "上向き",
    baseline: "",
    others: &[],
    year: (2024, "200"),
    results: &[],
};
const PACE: Case =
    Case { rules: "pace", rule: "pace", baseline: "40", others: &[(2025, "60以上", "")], ..PLAIN };

const CASES: [Case; 20] = [
    Case {
        rules: "plain",
        rule: "ab",
        year: (2024, "48以上"),
        results: &[("48", "A"), ("47.9", "B")],
        ..PLAIN
    },
    Case {
        rules: "plain",
        rule: "late-but-on-the-way",
        baseline: "40",
        year: (2024, "50以上"),
        results: &[("50", "①"), ("49.99", "②(i)"), ("40.01", "②(i)"), ("40", "③"), ("39", "③")],
        ..PLAIN
    },
    Case {
        rules: "plain",
        rule: "as-planned",
        results: &[("200.01", "A"), ("200", "B"), ("199.99", "C")],
        ..PLAIN
    },
    // 100%, 80%, 50%.
    Case {
        results: &[
            ("200", "A"),
            ("199.99", "B"),
            ("160", "B"),
            ("159.99", "C"),
            ("100", "C"),
            ("99.99", "D"),
            ("0", "D"),
        ],
        ..PLAIN
    },
    Case {
        direction: "下向き",
        year: (2024, "80以下"),
        results: &[("80", "A"), ("80.01", "B"), ("100", "B"), ("100.01", "C"), ("160", "C"), ("160.01", "D")],
        ..PLAIN
    },
    Case { results: &[("―", "－")], ..PLAIN },
    Case { year: (2024, "全校で実施"), results: &[("12", "＊")], ..PLAIN },
    // 80%, 50%, 20% of the way from the baseline.
    Case {
        rule: "bands",
        baseline: "40",
        year: (2024, "50以上"),
        results: &[
            ("48", "a"),
            ("47.99", "b"),
            ("45", "b"),
            ("44.99", "c"),
            ("42", "c"),
            ("41.99", "d"),
            ("39", "d"),
        ],
        ..PLAIN
    },
    Case {
        rule: "five",
        results: &[
            ("240", "5"),
            ("239.99", "4"),
            ("200", "4"),
            ("199.99", "3"),
            ("160", "3"),
            ("159.99", "2"),
            ("120", "2"),
            ("119.99", "1"),
        ],
        ..PLAIN
    },
    Case {
        rule: "effective",
        results: &[
            ("200", "非常に効果的であった"),
            ("199.99", "相当程度効果があった"),
            ("140", "相当程度効果があった"),
            ("139.99", "効果があった"),
            ("0.01", "効果があった"),
            ("0", "効果がなかった"),
        ],
        ..PLAIN
    },
    Case {
        rule: "course",
        baseline: "40",
        year: (2024, "60以上"),
        results: &[
            ("59", "順調"),
            ("58.99", "概ね順調"),
            ("56", "概ね順調"),
            ("55.99", "やや遅れ"),
            ("50", "やや遅れ"),
            ("49.99", "遅れ"),
        ],
        ..PLAIN
    },
    Case {
        rule: "sum-of-years",
        others: &[(2021, "", "3,200"), (2022, "", "3,488")],
        year: (2023, "10,000"),
        results: &[("3,312", "○"), ("3,311", "×")],
        ..PLAIN
    },
    // Three points either way.
    Case {
        rules: "change",
        rule: "feeling",
        others: &[(2023, "", "50.0")],
        year: (2024, ""),
        results: &[("53.1", "向上"), ("53.0", "現状維持"), ("47.0", "現状維持"), ("46.9", "低下")],
        ..PLAIN
    },
    // Ten percent either way.
    Case {
        rules: "change",
        rule: "baseline-abc",
        baseline: "200",
        year: (2024, ""),
        results: &[("220.1", "A"), ("220", "B"), ("180", "B"), ("179.9", "C")],
        ..PLAIN
    },
    Case {
        rules: "change",
        rule: "baseline-sabc",
        baseline: "200",
        year: (2024, ""),
        results: &[
            ("260.1", "S"),
            ("260", "A"),
            ("220.1", "A"),
            ("220", "B"),
            ("180", "B"),
            ("179.9", "C"),
            ("－", "－"),
        ],
        ..PLAIN
    },
    // 20%, 40%, 60%, 80%, 100% of the way, and half of each.
    Case {
        year: (2021, ""), results: &[("44", "①"), ("43.99", "②"), ("42", "②"), ("41.99", "③")], ..PACE
    },
    Case {
        year: (2022, ""), results: &[("48", "①"), ("47.99", "②"), ("44", "②"), ("43.99", "③")], ..PACE
    },
    Case {
        year: (2023, ""), results: &[("52", "①"), ("51.99", "②"), ("46", "②"), ("45.99", "③")], ..PACE
    },
    Case {
        year: (2024, ""), results: &[("56", "①"), ("55.99", "②"), ("48", "②"), ("47.99", "③")], ..PACE
    },
    Case {
        others: &[],
        year: (2025, "60以上"),
        results: &[("60", "①"), ("59.99", "②"), ("50", "②"), ("49.99", "③")],
        ..PACE
    },
];

impl Case {
    fn mark(&self, result: &str) -> Option<String> {
        let Self { rules, rule, direction, baseline, .. } = *self;
        let story = Story { rules, rule, unit: "人", direction, baseline };
        let (year, target) = self.year;
        let years: Vec<_> = self.others.iter().copied().chain([(year, target, result)]).collect();
        let (edition, id) = (story.told(&years), RecordId::new("i"));
        edition.judge(&id, edition.find(&id).unwrap(), FiscalYear::new(year)).grade.map(|it| it.mark)
    }
}

#[test]
fn each_step_begins_at_its_edge_and_not_a_hair_below() {
    for case in &CASES {
        for (result, mark) in case.results {
            assert_eq!(case.mark(result).as_deref(), Some(*mark), "{} {result}", case.rule);
        }
    }
}

/// Grades that only people give, and rules for the elements above the indicators, have tests of their own.
#[test]
fn every_grade_of_every_computed_rule_is_given_by_one_of_these_figures() {
    let given: BTreeSet<(&str, &str)> =
        CASES.iter().flat_map(|case| case.results.iter().map(|(_, mark)| (case.rule, *mark))).collect();
    for file in ["plain", "rates", "change", "pace"] {
        for (id, rule) in town(&rules(file), &[]).all::<RatingRule>() {
            let missing: Vec<_> = rule
                .grades()
                .into_iter()
                .filter(|it| !given.contains(&(id.as_str(), it.mark.as_str())))
                .map(|it| it.mark)
                .collect();
            assert!(missing.is_empty() || id.as_str() == "reform", "{id}: {missing:?}");
        }
    }
}
