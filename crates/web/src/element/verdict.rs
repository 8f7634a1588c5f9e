//! 要素の判定, where the municipality has a rule for elements: the badge, what it rests on, and by which rule.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::rating::{Below, ElementJudgement};
use plan::record::RecordId;

use crate::badge::Badge;
use crate::here::Here;
use crate::lang::Lang;

/// The verdict of an element for a year.
pub(super) struct Verdict {
    /// 「令和7年度の判定」.
    pub(super) heading: String,
    pub(super) badge: Badge,
    /// 「内訳：A 達成 3件、B 未達成 2件」.
    pub(super) below: String,
    pub(super) rule: String,
    pub(super) address: String,
}

/// None where no rule for elements applies, or where nothing stands below that could be judged.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<Verdict> {
    let judged = edition.judge_element(id, year)?;
    if judged.final_grade().is_none() && judged.below == Below::default() {
        return None;
    }
    let (lang, rule) = (here.lang, judged.rule.1.name.clone());
    Some(Verdict {
        heading: lang.say(format!("{}の判定", year.japanese()), format!("Verdict for FY{}", year.year())),
        below: below(lang, &judged),
        badge: Badge::of(lang, &judged.into_judgement(), None),
        rule,
        address: here.to("/about/"),
    })
}

/// The distribution that the grade rests on: never a number alone.
fn below(lang: Lang, judged: &ElementJudgement<'_>) -> String {
    let graded = judged.below.grades.iter().map(|(grade, count)| {
        let words = if grade.mark == grade.words { String::new() } else { format!(" {}", grade.words) };
        lang.say(format!("{}{words} {count}件", grade.mark), format!("{count} × {}{words}", grade.mark))
    });
    let ungraded = Some(judged.below.ungraded).filter(|it| *it > 0);
    let ungraded = ungraded.map(|it| lang.say(format!("評語なし {it}件"), format!("{it} without a grade")));
    graded.chain(ungraded).collect::<Vec<_>>().join(lang.say("、", ", "))
}
