//! 標準の段階: the stages of a year as cities keep them, one row each.

use super::{Phase, Role, Usual};

/// One stage. Years are counted from the year that is opened.
pub(super) struct Stage {
    /// The last part of its id.
    pub(super) word: &'static str,
    pub(super) phase: Phase,
    /// What is done, behind the year of which it speaks.
    pub(super) title: &'static str,
    /// Of which year it speaks.
    pub(super) of: i8,
    /// Year, month, day.
    pub(super) from: (i16, i8, i8),
    pub(super) to: (i16, i8, i8),
    /// 公表の区分, 様式, 回付; none for a mere date.
    pub(super) work: Option<(&'static str, Usual, &'static [Role])>,
}

const BOTH: &[Role] = &[Role::SectionChief, Role::DepartmentHead];
const HEAD: &[Role] = &[Role::DepartmentHead];

/// A mere date.
const fn day(
    word: &'static str,
    phase: Phase,
    title: &'static str,
    of: i8,
    from: (i16, i8, i8),
    to: (i16, i8, i8),
) -> Stage {
    Stage { word, phase, title, of, from, to, work: None }
}

impl Stage {
    const fn with(self, label: &'static str, form: Usual, route: &'static [Role]) -> Self {
        Self { work: Some((label, form, route)), ..self }
    }
}

/// 標準の段階, in the order of their days.
pub(super) fn stages() -> Vec<Stage> {
    use Phase::{Action, Check, Do, Plan};
    vec![
        day("outline", Plan, "市政運営の基本的な考え方", 0, (-1, 9, 1), (-1, 9, 30)),
        day("draft", Plan, "運営方針の作成（素案）", 0, (-1, 10, 1), (-1, 11, 20)).with(
            "素案",
            Usual::Goals,
            BOTH,
        ),
        day("proposal", Plan, "運営方針（案）", 0, (0, 1, 12), (0, 2, 10)).with("案", Usual::Goals, BOTH),
        day("settled", Plan, "運営方針の確定", 0, (0, 3, 1), (0, 3, 25)).with("確定", Usual::Goals, BOTH),
        day("work", Do, "の事業の実施", 0, (0, 4, 1), (1, 3, 31)),
        day("results", Check, "の実績と自己評価", -1, (0, 4, 10), (0, 5, 20)).with(
            "速報",
            Usual::Results,
            BOTH,
        ),
        day("published", Check, "の実績（速報）の公表", -1, (0, 6, 10), (0, 6, 10)),
        day("external", Check, "の外部評価", -1, (0, 7, 1), (0, 8, 20)).with(
            "外部評価",
            Usual::External,
            &[],
        ),
        day("response", Action, "の評価への意見と対応", -1, (0, 9, 1), (0, 9, 24)).with(
            "対応",
            Usual::Response,
            BOTH,
        ),
        day("midterm", Check, "運営方針の中間振り返り", 0, (0, 9, 25), (0, 10, 9)).with(
            "中間",
            Usual::Midterm,
            HEAD,
        ),
        day("budget", Action, "の評価を次の予算に反映する期間", -1, (0, 10, 15), (1, 1, 22)),
    ]
}
