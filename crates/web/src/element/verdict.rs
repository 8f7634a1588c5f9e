//! 要素の判定, where the municipality has a rule for elements: the badge, what it rests on, and by which rule.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::rating::{Below, ElementJudgement, Frozen, Judgement, RestedOn};
use plan::record::RecordId;

use crate::badge::Badge;
use crate::correction::Decided;
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
    /// Where what a published verdict rests on was corrected.
    pub(super) corrected: Option<Corrected>,
}

/// 訂正: what was published, what would be said today, and the decisions between.
pub(super) struct Corrected {
    /// 「令和7年9月5日公表（評価）」.
    pub(super) published: String,
    /// The verdict of today.
    pub(super) today: Badge,
    /// 内訳 of today.
    pub(super) below: String,
    pub(super) differs: bool,
    pub(super) decisions: Vec<Decided>,
}

/// None where no rule for elements applies, or where nothing stands below that could be judged.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<Verdict> {
    let judged = edition.judge_element(id, year).filter(ElementJudgement::is_said)?;
    let published = judged.judgement.published.clone();
    let (lang, rule) = (here.lang, judged.rule.1.name.clone());
    let today = Judgement { published: None, ..judged.judgement.clone() };
    // The one that was published stands first, with what stood below it then.
    let (shown, stood) = match published.as_deref() {
        None => (&today, &judged.below),
        Some(Frozen { judgement, rested_on: RestedOn::Below(then), .. }) => (judgement, then),
        Some(Frozen { judgement, .. }) => (judgement, &judged.below),
    };
    Some(Verdict {
        heading: lang.say(format!("{}の判定", year.japanese()), format!("Verdict for FY{}", year.year())),
        below: below(lang, stood),
        badge: Badge::of(lang, shown, None),
        rule,
        address: here.to("/about/"),
        corrected: published.map(|then| corrected(here, edition, &then, &today, &judged.below)),
    })
}

fn corrected(here: &Here, edition: &Edition, then: &Frozen, today: &Judgement, stands: &Below) -> Corrected {
    let (lang, day, label) = (here.lang, here.lang.date(then.on), &then.label);
    Corrected {
        published: lang.say(format!("{day}公表（{label}）"), format!("published on {day} ({label})")),
        today: Badge::of(lang, today, None),
        below: below(lang, stands),
        differs: then.differs(today),
        decisions: Decided::list(here, edition, then),
    }
}

/// The distribution that the grade rests on: never a number alone.
fn below(lang: Lang, below: &Below) -> String {
    let graded = below.grades.iter().map(|(grade, count)| {
        let words = if grade.mark == grade.words { String::new() } else { format!(" {}", grade.words) };
        lang.say(format!("{}{words} {count}件", grade.mark), format!("{count} × {}{words}", grade.mark))
    });
    let ungraded = Some(below.ungraded).filter(|it| *it > 0);
    let ungraded = ungraded.map(|it| lang.say(format!("評語なし {it}件"), format!("{it} without a grade")));
    graded.chain(ungraded).collect::<Vec<_>>().join(lang.say("、", ", "))
}
