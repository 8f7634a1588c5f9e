//! 意見と対応 as rows: who said what when, what became of it, in which year and budget.

use plan::edition::Edition;
use plan::follow_up::{Answer, FollowUp};
use plan::record::{Body, RecordId};
use plan::remark::{Remark, Response, ResponseStatus};

use crate::here::Here;
use crate::lang::Lang;
use crate::words;

/// 意見 and its 対応.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) who: String,
    pub(crate) when: String,
    /// Its permanent address.
    pub(crate) address: String,
    /// What it is about: name and address.
    pub(crate) subject: (String, String),
    pub(crate) text: Vec<String>,
    /// 「対応済」; the sentence that there is no answer yet, where there is none.
    pub(crate) status: String,
    /// The shape beside the status: colour says nothing alone.
    pub(crate) shape: &'static str,
    pub(crate) class: &'static str,
    pub(crate) answered: bool,
    /// 「意見から112日」, as long as nobody has answered.
    pub(crate) waiting: Option<String>,
    pub(crate) answer: Vec<String>,
    /// 対応年度, 反映額, 回答日: name and value.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// 反映先: name and address.
    pub(crate) reflected: Vec<(String, String)>,
}

impl Said {
    pub(crate) fn of(here: &Here, edition: &Edition, it: &FollowUp<'_>) -> Self {
        let lang = here.lang;
        let (class, shape, status) = mark(lang, it.answer());
        let waiting = edition.date().and_then(|today| it.waiting(today));
        Self {
            who: who(lang, it.remark),
            when: when(lang, it.remark),
            address: here.record("remarks", it.id),
            subject: place(here, edition, &it.remark.subject),
            text: it.remark.text.clone(),
            status: status.to_owned(),
            shape,
            class,
            answered: it.response.is_some(),
            waiting: waiting.map(|days| lang.say(format!("意見から{days}日"), format!("{days} days since"))),
            answer: it.response.map_or(vec![], |it| it.text.clone()),
            facts: it.response.map_or(vec![], |it| facts(lang, it)),
            reflected: it
                .response
                .map_or(vec![], |it| it.reflected_in.iter().map(|id| place(here, edition, id)).collect()),
        }
    }
}

/// 意見と対応 about a record, the unanswered first.
pub(crate) fn about(here: &Here, edition: &Edition, subject: &RecordId) -> Vec<Said> {
    edition.follow_ups_of(subject).iter().map(|it| Said::of(here, edition, it)).collect()
}

/// Class, shape and words of an answer's state.
pub(crate) fn mark(lang: Lang, answer: Answer) -> (&'static str, &'static str, &'static str) {
    let (class, shape) = match answer {
        Answer::None => ("missed", "■"),
        Answer::Given(ResponseStatus::Considering) => ("open", "◇"),
        Answer::Given(ResponseStatus::Doing) => ("person", "◆"),
        Answer::Given(ResponseStatus::Done) => ("reached", "●"),
        Answer::Given(ResponseStatus::Declined) => ("open", "×"),
    };
    (class, shape, lang.of_pair(answer.name()))
}

fn who(lang: Lang, remark: &Remark) -> String {
    let role = lang.of_pair(remark.by.name());
    remark.by_name.as_ref().map_or(role.to_owned(), |name| format!("{name}（{role}）"))
}

/// The day on which it was said, else the year of whose evaluation it is a part.
fn when(lang: Lang, remark: &Remark) -> String {
    match remark.said_on {
        Some(day) => lang.say(day.japanese(), day.to_string()),
        None => lang.short_year(remark.fiscal_year),
    }
}

fn facts(lang: Lang, it: &Response) -> Vec<(&'static str, String)> {
    let facts = [
        (lang.say("対応年度", "Takes effect in"), it.fiscal_year.map(|year| lang.short_year(year))),
        (
            lang.say("予算への反映額", "Reflected in the budget"),
            it.reflected_yen.map(|yen| words::money(Some(yen))),
        ),
        (
            lang.say("回答日", "Answered on"),
            it.responded_on.map(|day| lang.say(day.japanese(), day.to_string())),
        ),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// A record's name and the page on which people find it.
pub(crate) fn place(here: &Here, edition: &Edition, id: &RecordId) -> (String, String) {
    let page = match edition.get(id).map(|it| &it.body) {
        Some(Body::Indicator(_)) => "indicators",
        Some(Body::Organisation(_)) => "departments",
        Some(Body::Plan(_) | Body::Element(_)) => "plan",
        _ => "records",
    };
    (crate::difference::title(edition, id), here.record(page, id))
}
