//! 質問・修正依頼 as pages show them, and the doors by which they are written and answered.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use desk::names::Names;
use desk::reviewing::{self, Asking};
use desk::secret;
use desk::sheet::{Opened, Seen};
use plan::form::FieldId;
use plan::sheet::request::{RequestId, RequestKind};
use web::Lang;

use super::Here;
use super::field::anchor;
use crate::account::moment;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// One request, in words.
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) field: Option<FieldId>,
    pub(crate) kind: &'static str,
    /// What it is about: the field.
    pub(crate) about: String,
    /// The field on the sheet.
    pub(crate) address: String,
    pub(crate) quote: String,
    /// Whether the quoted words stand there no more.
    pub(crate) quote_gone: bool,
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) open: bool,
    /// 対応: what was answered, by whom.
    pub(crate) answer: Option<(String, String)>,
}

impl Asked {
    /// Whether it is about a field.
    pub(crate) fn is_of(&self, field: &str) -> bool {
        self.field.as_ref().is_some_and(|it| it.as_str() == field)
    }
}

/// 書きかけの依頼: what somebody is writing, where a usual sentence was put in without a script.
#[derive(Default)]
pub(crate) struct Begun(Option<Typed>);

impl Begun {
    /// Whether it is about a field; about the sheet where that is blank.
    pub(crate) fn is_of(&self, field: &str) -> bool {
        self.0.as_ref().is_some_and(|it| it.get("field") == field)
    }

    /// Whether a kind is the chosen one: a request for a change where nothing was chosen yet.
    pub(crate) fn is_kind(&self, field: &str, word: &str) -> bool {
        let chosen = self.0.as_ref().filter(|_| self.is_of(field)).map(|it| it.get("kind"));
        chosen.filter(|it| RequestKind::parse(it).is_some()).unwrap_or("demand") == word
    }

    pub(crate) fn quote_of(&self, field: &str) -> &str {
        self.0.as_ref().filter(|_| self.is_of(field)).map_or("", |it| it.get("quote"))
    }

    /// What was written so far, and then the sentence that was chosen.
    pub(crate) fn text_of(&self, field: &str) -> String {
        let Some(typed) = self.0.as_ref().filter(|_| self.is_of(field)) else { return String::new() };
        let (text, phrase) = (typed.get("text"), typed.get("phrase"));
        let between = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{between}{phrase}")
    }
}

/// Every request of a sheet, oldest first.
pub(crate) fn of(opened: &Opened, names: &Names, here: &Here, l: Lang) -> Vec<Asked> {
    let (layout, entries) = (opened.layout(), opened.entries());
    let asked = |it: &plan::sheet::request::Request| {
        let found = it.field.as_ref().and_then(|id| layout.field(id));
        let about = found.map_or_else(
            || l.say("票の全体", "the whole sheet").to_owned(),
            |(subject, asked)| format!("{}　{}", subject.title, l.of_pair(asked.label.clone())),
        );
        let place = it.field.as_ref().map_or(String::new(), |id| format!("#{}", anchor(id)));
        Asked {
            id: it.id.0.clone(),
            field: it.field.clone(),
            kind: l.of_pair(it.kind.name()),
            about,
            address: format!("{}{place}", here.to("")),
            quote_gone: !it.quote.is_empty()
                && found.is_some_and(|(_, asked)| !it.quote_stands(asked.text(&entries))),
            quote: it.quote.clone(),
            text: it.text.clone(),
            by: names.of(&it.by),
            at: moment(it.at, l),
            open: it.is_open(),
            answer: it.answer.as_ref().map(|reply| (reply.text.clone(), names.of(&reply.by))),
        }
    };
    opened.sheet.requests().iter().map(asked).collect()
}

/// `POST …/ask`: written down; or only a usual sentence put into what is being written.
pub(crate) async fn ask(State(office): State<Office>, here: Here, typed: Typed) -> Result<Response, Refused> {
    if typed.has("insert") {
        return Ok(super::review::page(&office, &here, Begun(Some(typed))).await?.into_response());
    }
    let id = RequestId(secret::id("q", office.chance()));
    let done = here.step(&office, &typed, "asked", move |office, actor, place, seen: Seen, typed| {
        let asking = Asking {
            id: id.clone(),
            field: FieldId::parse(typed.get("field")),
            quote: typed.get("quote").trim().to_owned(),
            kind: RequestKind::parse(typed.get("kind")).unwrap_or(RequestKind::Question),
            text: typed.get("text").to_owned(),
        };
        reviewing::ask(office.desk(), actor, place, asking, seen.at)
    });
    Ok(done.await?.into_response())
}

/// `POST …/answer`.
pub(crate) async fn answer(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "answered", |office, actor, place, seen: Seen, typed| {
        let id = RequestId(typed.get("request").to_owned());
        reviewing::answer(office.desk(), actor, place, &id, typed.get("text"), seen.at)
    })
    .await
}
