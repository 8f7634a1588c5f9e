//! 訂正・改定: verdicts of a year that were published and rest on something else today, and evaluations that were written anew.

use plan::edition::Edition;
use plan::element::Element;
use plan::evaluation::Evaluation;
use plan::fiscal_year::FiscalYear;

use crate::badge::Badge;
use crate::correction;
use crate::here::Here;

/// Something that was published and changed afterwards.
pub(super) struct Corrected {
    pub(super) name: String,
    pub(super) address: String,
    /// What changed, and since when.
    pub(super) words: String,
    /// The verdict, where it is one.
    pub(super) badge: Option<Badge>,
}

/// Corrected and revised verdicts of indicators first, then those of elements, and evaluations of several versions.
pub(super) fn of(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<Corrected> {
    let mut found = verdicts(here, edition, year);
    found.extend(works(here, edition, year));
    found.extend(versions(here, edition, year));
    found
}

fn verdicts(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<Corrected> {
    let lang = here.lang;
    let judged = edition.judged(year).into_iter();
    let corrected = judged.filter_map(|it| {
        let then = it.judgement.published.as_deref()?;
        Some(Corrected {
            name: it.indicator.name.clone(),
            address: here.record("indicators", it.id),
            words: correction::said(lang, then),
            badge: Some(Badge::of(lang, &it.judgement).without_why()),
        })
    });
    corrected.collect()
}

/// 要素の判定 of which something was corrected or revised.
fn works(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<Corrected> {
    let lang = here.lang;
    let corrected = edition.all::<Element>().filter_map(|(id, element)| {
        let judged = edition.judge_element(id, year)?;
        let then = judged.judgement.published.as_deref()?;
        Some(Corrected {
            name: element.title.clone(),
            address: here.record("plan", id),
            words: correction::said(lang, then),
            badge: Some(Badge::of_element(lang, &judged.judgement).without_why()),
        })
    });
    corrected.collect()
}

fn versions(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<Corrected> {
    let lang = here.lang;
    let of_year = edition.all::<Evaluation>().filter(|(_, it)| it.fiscal_year == year);
    let rewritten = of_year.filter(|(id, _)| edition.history(id).len() > 1);
    rewritten
        .map(|(id, it)| {
            let count = edition.history(id).len();
            let kind = lang.of_pair(it.kind.name());
            Corrected {
                name: crate::difference::title(edition, &it.subject),
                address: here.record("records", id),
                words: lang.say(format!("{kind}：第{count}版"), format!("{kind}: version {count}")),
                badge: None,
            }
        })
        .collect()
}
