//! A form in words: what it is about, when it is used, how far its editing is.

use desk::names::Names;
use desk::shaping::Opened;
use plan::calendar::CalendarEntry;
use plan::edition::Edition;
use plan::form::Scope;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;
use web::Lang;

use crate::account::moment;
use crate::choices::Choice;

/// 票の対象.
pub(super) fn scope(edition: &Edition, scope: &Scope, l: Lang) -> String {
    match scope {
        Scope::Statement { year } => statement(*year, l),
        Scope::InCharge { plan, level } => {
            let found = edition.find::<Plan>(plan);
            let name = found.map_or_else(|| plan.to_string(), |it| it.name.clone());
            let level = found.and_then(|it| it.levels.get(usize::from(*level)).cloned());
            l.say(
                format!("「{name}」の担当{}", level.clone().unwrap_or_default()),
                format!("{} in charge of “{name}”", level.unwrap_or_default()),
            )
        }
    }
}

fn statement(year: i8, l: Lang) -> String {
    match year {
        0 => l.say("その年度の運営方針", "the year’s statement").to_owned(),
        -1 => l.say("前の年度の運営方針", "the statement of the year before").to_owned(),
        1 => l.say("次の年度の運営方針", "the statement of the year after").to_owned(),
        _ => l.say(format!("{year}年の運営方針"), format!("the statement of {year} years from it")),
    }
}

/// The word of a scope, for a page.
pub(super) fn scope_word(scope: &Scope) -> String {
    match scope {
        Scope::Statement { year } => format!("statement:{year}"),
        Scope::InCharge { plan, level } => format!("plan:{level}:{plan}"),
    }
}

/// What a word of a page means.
pub(super) fn scope_of(word: &str) -> Option<Scope> {
    if let Some(year) = word.strip_prefix("statement:") {
        return Some(Scope::Statement { year: year.parse().ok()? });
    }
    let (level, plan) = word.strip_prefix("plan:")?.split_once(':')?;
    Some(Scope::InCharge { plan: RecordId::new(plan), level: level.parse().ok()? })
}

/// What a form may be about: statements of three years, every level of every other plan.
pub(super) fn scopes(edition: &Edition, chosen: &Scope, l: Lang) -> Vec<Choice> {
    let word = scope_word(chosen);
    let statements = [0, -1, 1].map(|year| Scope::Statement { year });
    let plans = edition.all::<Plan>().filter(|(_, it)| it.kind != PlanKind::Statement);
    let levels = plans.flat_map(|(id, plan)| {
        let levels = (0..plan.levels.len()).filter_map(|level| u8::try_from(level).ok());
        levels.map(|level| Scope::InCharge { plan: id.clone(), level })
    });
    let mut all: Vec<Scope> = statements.into_iter().chain(levels).collect();
    if !all.contains(chosen) {
        all.push(chosen.clone());
    }
    all.iter().map(|it| Choice::new(scope_word(it), scope(edition, it, l), &word)).collect()
}

/// 使う予定: the stages of the year whose sheets are laid out by it.
pub(super) fn uses(edition: &Edition, form: &RecordId, l: Lang) -> Vec<String> {
    let stages = edition.all::<CalendarEntry>();
    let mut stages: Vec<_> =
        stages.filter(|(_, it)| it.work.as_ref().is_some_and(|work| work.form == *form)).collect();
    stages.sort_by_key(|(id, it)| (it.to, (*id).clone()));
    let words = |it: &CalendarEntry| {
        let (from, to) = (l.date(it.from), l.date(it.to));
        format!("{}（{from}～{to}）", it.title)
    };
    stages.into_iter().map(|(_, it)| words(it)).collect()
}

/// 「決裁済み」, 「直し中（佐藤、11月21日）」, 「決裁を待っています」.
pub(super) fn state(opened: &Opened, names: &Names, l: Lang) -> String {
    let mut words = vec![];
    if let Some(draft) = opened.waiting.as_ref().map(|it| &it.draft) {
        let (by, at) = (names.of(&draft.by), moment(draft.begun, l));
        words.push(l.say(
            format!("起案済み・決裁待ち（{by}、{at}）"),
            format!("waits for its decision ({by}, {at})"),
        ));
    }
    if let Some(shape) = opened.shape.as_ref().filter(|_| opened.waiting.is_none() || opened.has_moved_on()) {
        let (by, at) = (names.of(&shape.value.by), moment(shape.value.at, l));
        words.push(l.say(format!("下書きあり（{by}、{at}）"), format!("is being edited ({by}, {at})")));
    }
    words.push(match opened.decided() {
        Some(_) => l.say("決裁済み", "decided").to_owned(),
        None => l.say("まだ決裁していません", "never decided").to_owned(),
    });
    words.join(l.say("、", ", "))
}
