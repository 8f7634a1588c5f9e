//! 要素の判定, where the municipality has a rule for elements: the badge, what it rests on, and by which rule.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::rating::{Below, ElementJudgement, Frozen, Judgement};
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
    /// 「達成 3件、未達成 2件。評語では、A 達成 3件、B 未達成 2件」.
    pub(super) below: String,
    pub(super) rule: String,
    pub(super) address: String,
    /// Where it was published otherwise, or on other grounds.
    pub(super) now: Option<Now>,
    /// The years of which what a published verdict rests on was corrected or revised, newest first.
    pub(super) corrected: Vec<Corrected>,
    /// 「公表したあとの訂正」.
    pub(super) corrected_heading: String,
}

/// What would be said today, beside what was published.
pub(super) struct Now {
    /// 「令和7年9月5日公表（評価）」.
    pub(super) published: String,
    pub(super) badge: Badge,
    /// 内訳 of today.
    pub(super) below: String,
    pub(super) differs: bool,
}

/// 訂正, 改定 … of one year: what was published, what would be said today, and the decisions between.
pub(super) struct Corrected {
    pub(super) year: String,
    /// 公表時の判定.
    pub(super) then: Badge,
    /// 内訳 then.
    pub(super) below: String,
    pub(super) now: Now,
    pub(super) decisions: Vec<Decided>,
}

/// None where no rule for elements applies, or where nothing stands below that could be judged.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<Verdict> {
    let judged = edition.judge_element(id, year).filter(ElementJudgement::is_said)?;
    let (lang, then) = (here.lang, judged.judgement.published.as_deref());
    // The one that was published stands first, with what stood below it then.
    let (shown, stood) = (judged.judgement.standing(), judged.standing_below());
    let years = edition.element_judgements([id]);
    let corrected = years.iter().rev().filter_map(|(_, year, it)| corrected(here, edition, *year, it));
    Some(Verdict {
        heading: lang.say(format!("{}の判定", year.japanese()), format!("Verdict for FY{}", year.year())),
        below: below(lang, stood),
        badge: Badge::of(lang, &alone(shown)),
        rule: judged.rule.1.name.clone(),
        address: here.to("/about/"),
        now: then.map(|it| now(lang, it, &judged)),
        corrected: corrected.collect(),
        corrected_heading: crate::correction::heading(
            lang,
            years.iter().filter_map(|(_, _, it)| it.judgement.published.as_deref()),
        ),
    })
}

/// The judgement of today without the one that was published, which is shown in a place of its own.
fn alone(judgement: &Judgement) -> Judgement {
    Judgement { published: None, ..judgement.clone() }
}

fn now(lang: Lang, then: &Frozen, judged: &ElementJudgement<'_>) -> Now {
    Now {
        published: lang.published(then.on, &then.label),
        badge: Badge::of(lang, &alone(&judged.judgement)),
        below: below(lang, &judged.below),
        differs: then.differs(&judged.judgement),
    }
}

fn corrected(
    here: &Here,
    edition: &Edition,
    year: FiscalYear,
    judged: &ElementJudgement<'_>,
) -> Option<Corrected> {
    let (lang, then) = (here.lang, judged.judgement.published.as_deref()?);
    Some(Corrected {
        year: lang.short_year(year),
        then: Badge::of(lang, &then.judgement),
        below: below(lang, judged.standing_below()),
        now: now(lang, then, judged),
        decisions: Decided::list(here, edition, then),
    })
}

/// The distribution that the grade rests on: never a number alone. First by target, as the share is counted; then by grade, which
/// may say something else, such as 「横ばい」.
fn below(lang: Lang, below: &Below) -> String {
    let targets = [
        (below.reached, lang.say("達成", "reached")),
        (below.missed, lang.say("未達成", "missed")),
        (below.open, lang.say("判定なし", "not judged")),
    ];
    let targets = targets.into_iter().filter(|(count, _)| *count > 0);
    let targets =
        targets.map(|(count, words)| lang.say(format!("{words} {count}件"), format!("{count} {words}")));
    let parts = [joined(lang, targets), joined(lang, grades(lang, below))];
    let [targets, grades] = parts.each_ref().map(String::as_str);
    match (targets, grades) {
        ("", grades) => grades.to_owned(),
        (targets, "") => targets.to_owned(),
        (targets, grades) => {
            lang.say(format!("{targets}。評語では、{grades}"), format!("{targets}; by grade: {grades}"))
        }
    }
}

/// How many have which grade, and how many have none.
fn grades(lang: Lang, below: &Below) -> impl Iterator<Item = String> {
    let graded = below.grades.iter().map(move |(grade, count)| {
        let words = if grade.mark == grade.words { String::new() } else { format!(" {}", grade.words) };
        lang.say(format!("{}{words} {count}件", grade.mark), format!("{count} × {}{words}", grade.mark))
    });
    let ungraded = Some(below.ungraded).filter(|it| *it > 0);
    let ungraded =
        ungraded.map(move |it| lang.say(format!("評語なし {it}件"), format!("{it} without a grade")));
    graded.chain(ungraded)
}

fn joined(lang: Lang, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(lang.say("、", ", "))
}
