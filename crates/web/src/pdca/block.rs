//! One work on the page of changes: what was said on the left, what changed on the right, its budget below.

use plan::amount::Amount;
use plan::edition::Edition;
use plan::element::Section;
use plan::evaluation::Evaluation;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::FollowUp;
use plan::indicator::Indicator;
use plan::moves::TargetMove;
use plan::plan::Plan;
use plan::record::{Body, RecordId};
use plan::round::{Alteration, Dated, Thread};
use plan::target::Target;

use crate::here::Here;
use crate::lang::Lang;
use crate::said::Said;
use crate::words;

/// One work.
pub(crate) struct Block {
    pub(crate) title: String,
    pub(crate) address: String,
    /// 「施策　目安市基本計画」.
    pub(crate) kind: String,
    pub(crate) owners: Vec<(String, String)>,
    pub(crate) evaluations: Vec<Assessed>,
    pub(crate) changes: Vec<Changed>,
    /// Remarks, each with its answer.
    pub(crate) remarks: Vec<Said>,
    /// 増減の説明 of this year's budgets: whose, and the words.
    pub(crate) explained: Vec<(String, String)>,
    /// Remarks on other works that show here: about what, and where they stand.
    pub(crate) reflected: Vec<(String, String)>,
    /// Last year's budget, this year's, the change; none where neither is known.
    pub(crate) budget: Option<[(String, String); 3]>,
}

/// An evaluation in short: what it promised next; the rest on demand.
pub(crate) struct Assessed {
    pub(crate) heading: String,
    pub(crate) on: String,
    pub(crate) direction: Option<String>,
    pub(crate) future: Vec<String>,
    pub(crate) text: Vec<String>,
}

/// One change, with its day.
pub(crate) struct Changed {
    pub(crate) on: String,
    pub(crate) decision: Option<String>,
    pub(crate) words: String,
    pub(crate) link: Option<(String, String)>,
    /// Before and after, where two wordings stand side by side.
    pub(crate) texts: Option<(Vec<String>, Vec<String>)>,
    /// Why, and whether the result was known.
    pub(crate) why: Option<String>,
    pub(crate) late: bool,
}

impl Block {
    pub(crate) fn of(here: &Here, edition: &Edition, it: &Thread<'_>, year: FiscalYear) -> Self {
        let work = it.work();
        let id = work.map(|it| it.id);
        let charged = it.ids().into_iter().find_map(|id| edition.in_charge(id));
        Self {
            title: id.map_or(String::new(), |id| crate::difference::title(edition, id)),
            address: id.map_or(String::new(), |id| here.record("plan", id)),
            kind: work.map_or(String::new(), |it| kind(edition, it.body)),
            owners: charged.map_or(vec![], |id| crate::plan::owners(here, edition, std::slice::from_ref(id))),
            evaluations: it.evaluations.iter().map(|it| Assessed::of(here.lang, it)).collect(),
            changes: it.alterations.iter().map(|it| changed(here, edition, it)).collect(),
            remarks: it.remarks.iter().map(|it| Said::of(here, edition, it)).collect(),
            explained: it.explained.iter().map(|it| explained(here.lang, edition, it)).collect(),
            reflected: it.reflected.iter().map(|it| reflected(here, edition, it)).collect(),
            budget: budget(here.lang, it, year),
        }
    }
}

fn explained(lang: Lang, edition: &Edition, it: &Amount) -> (String, String) {
    let whose =
        format!("{} {}", crate::difference::title(edition, &it.element), lang.of_pair(it.kind.name()));
    (whose, it.explanation.clone().unwrap_or_default())
}

fn reflected(here: &Here, edition: &Edition, it: &FollowUp<'_>) -> (String, String) {
    let about = crate::difference::title(edition, &it.remark.subject);
    let words = here.lang.say(format!("「{about}」への意見を反映"), format!("after a remark on “{about}”"));
    (words, here.record("remarks", it.id))
}

/// The level and the plan of an element; of a plan its kind.
fn kind(edition: &Edition, body: &Body) -> String {
    match body {
        Body::Element(it) => edition
            .find::<Plan>(&it.plan)
            .map_or(String::new(), |plan| format!("{}　{}", plan.level(it.level), plan.name)),
        Body::Plan(it) => it.kind.name().0.to_owned(),
        _ => String::new(),
    }
}

fn budget(lang: Lang, it: &Thread<'_>, year: FiscalYear) -> Option<[(String, String); 3]> {
    let (before, after) = it.budget;
    before.or(after)?;
    let label = |year| {
        lang.say(format!("{}当初予算", lang.short_year(year)), format!("{} budget", lang.short_year(year)))
    };
    Some([
        (label(year.previous()), words::money(before)),
        (label(year), words::money(after)),
        (lang.say("増減", "Change").to_owned(), words::change(it.budget_change())),
    ])
}

impl Assessed {
    fn of(lang: Lang, it: &Dated<&Evaluation>) -> Self {
        let evaluation = it.what;
        let (year, kind) = (lang.short_year(evaluation.fiscal_year), lang.of_pair(evaluation.kind.name()));
        Self {
            heading: lang.say(format!("{year}の{kind}"), format!("{year} {kind}")),
            on: it.on.map_or(String::new(), |day| lang.date(day)),
            direction: evaluation.direction.clone(),
            future: evaluation.future.clone(),
            text: evaluation.text.clone(),
        }
    }
}

fn changed(here: &Here, edition: &Edition, it: &Dated<Alteration<'_>>) -> Changed {
    let lang = here.lang;
    let plain = |words: String| Changed {
        on: it.on.map_or(String::new(), |day| lang.date(day)),
        decision: it.decision.map(|number| here.to(&format!("/decisions/{number}"))),
        words,
        link: None,
        texts: None,
        why: None,
        late: false,
    };
    let link = |(id, it): (&RecordId, &Indicator)| Some((it.name.clone(), here.record("indicators", id)));
    match &it.what {
        Alteration::New => plain(lang.say("新しく始めました", "New this year").to_owned()),
        Alteration::Ended => plain(lang.say("終わりました", "Ended").to_owned()),
        Alteration::Renamed { before, after } => plain(lang.say(
            format!("名称を「{before}」から「{after}」に改めました"),
            format!("Renamed from “{before}” to “{after}”"),
        )),
        Alteration::Handed { before, after } => plain(handed(here, edition, before, after)),
        Alteration::Text { before, after } => {
            let (words, texts) = text(lang, *before, *after);
            Changed { texts: Some(texts), ..plain(words) }
        }
        Alteration::Added(id, it) => Changed {
            link: link((id, it)),
            ..plain(lang.say("指標を加えました", "Indicator added").to_owned())
        },
        Alteration::Dropped(id, it) => Changed {
            link: link((id, it)),
            ..plain(lang.say("指標を使わなくなりました", "Indicator no longer used").to_owned())
        },
        Alteration::Moved(id, it, moved) => {
            Changed { link: link((id, it)), ..moved_target(lang, moved, plain) }
        }
        Alteration::Promised { indicator, before, after } => {
            Changed { link: link(*indicator), ..plain(promised(lang, before, after)) }
        }
    }
}

fn handed(here: &Here, edition: &Edition, before: &[RecordId], after: &[RecordId]) -> String {
    let names = |ids: &[RecordId]| {
        ids.iter().map(|id| crate::difference::title(edition, id)).collect::<Vec<_>>().join("、")
    };
    let (before, after) = (names(before), names(after));
    here.lang.say(
        format!("担当を「{before}」から「{after}」に改めました"),
        format!("Handed from “{before}” to “{after}”"),
    )
}

fn text(
    lang: Lang,
    before: Option<&Section>,
    after: Option<&Section>,
) -> (String, (Vec<String>, Vec<String>)) {
    let paragraphs = |it: Option<&Section>| it.map_or(vec![], |it| it.paragraphs.clone());
    let heading = after.or(before).map_or(String::new(), |it| {
        let usual = lang.of_pair(it.meaning.name());
        if it.heading.is_empty() { usual.to_owned() } else { it.heading.clone() }
    });
    let words = match (before, after) {
        (None, _) => lang.say(format!("「{heading}」を加えました"), format!("“{heading}” added")),
        (_, None) => lang.say(format!("「{heading}」がなくなりました"), format!("“{heading}” taken out")),
        _ => lang.say(format!("「{heading}」の文を改めました"), format!("“{heading}” rewritten")),
    };
    (words, (paragraphs(before), paragraphs(after)))
}

fn moved_target(lang: Lang, moved: &TargetMove<'_>, plain: impl Fn(String) -> Changed) -> Changed {
    let (year, before) = (lang.short_year(moved.fiscal_year()), &moved.before.said());
    let words = match moved.after {
        Some(after) => lang.say(
            format!("{year}の目標を「{before}」から「{}」に改めました", after.said()),
            format!("Target of {year} moved from “{before}” to “{}”", after.said()),
        ),
        None => lang.say(
            format!("{year}の目標「{before}」を取りやめました"),
            format!("Target “{before}” of {year} taken back"),
        ),
    };
    let why = moved.after.and_then(|it| it.revision_reason.clone());
    Changed { why, late: moved.result_known, ..plain(words) }
}

fn promised(lang: Lang, before: &Target, after: &Target) -> String {
    let (last, year) = (lang.short_year(before.fiscal_year), lang.short_year(after.fiscal_year));
    lang.say(
        format!("目標：{last}「{}」→ {year}「{}」", before.said(), after.said()),
        format!("Target: {last} “{}” → {year} “{}”", before.said(), after.said()),
    )
}
