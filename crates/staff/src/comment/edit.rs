//! `/{code}/comments/new`, `/{code}/comments/{id}/edit`: a round as a form; it becomes a draft that waits for its decision.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::consulting;
use desk::proposing::Version;
use plan::consultation::{By, Consultation, Material, Way, Wording};
use plan::edition::Edition;
use plan::opinion::Answer;
use plan::record::RecordId;
use web::Lang;

use super::fields::{decision, maybe};
use super::picker::{self, Picker, Piece};
use crate::choices::{self, Choice};
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::post_form::{day, needed_day};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "comment/edit.html")]
struct Edit {
    frame: Frame,
    action: String,
    back: String,
    typed: Typed,
    problem: Option<Problem>,
    /// What is said of a draft that waits.
    waits: Option<&'static str>,
    picker: Picker,
    organisations: Vec<Choice>,
    ways: Vec<(&'static str, &'static str, String)>,
    wordings: Vec<(&'static str, &'static str, String)>,
}

impl Edit {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// `GET /{code}/comments/new`: begun as the last round was.
pub(crate) async fn begin(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| consulting::rounds(office.desk(), &actor));
    let (edition, rounds) = found.await.map_err(|fault| fault.page(l))?;
    let last = rounds.first().map(|it| it.consultation.clone());
    let typed = Typed::of(last.map_or(vec![], |it| pairs_of_new(&it)));
    page(&office, &clerk, &edition, None, typed, None)
}

/// `GET /{code}/comments/{id}/edit`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Response, Refused> {
    let (actor, id) = (clerk.actor().clone(), RecordId::new(id));
    let round = id.clone();
    let found = office.deed(move |office| consulting::editable(office.desk(), &actor, &round));
    let (edition, it) = found.await.map_err(|fault| fault.page(clerk.lang))?;
    let mut pairs = pairs(&it.consultation);
    pairs.push(("based".to_owned(), it.version.to_string()));
    let waits = it.waiting.as_ref().map(|_| waits(it.waits, clerk.lang));
    page(&office, &clerk, &edition, Some((&id, waits)), Typed::of(pairs), None)
}

/// What is said of a draft that waits: it is what the form shows, or a later decision has overtaken it.
fn waits(is_shown: bool, l: Lang) -> &'static str {
    if is_shown {
        l.say(
            "決裁を待つ起案の内容です。起案し直すと、その起案に代わります。",
            "This is the draft that waits. What you propose takes its place.",
        )
    } else {
        l.say(
            "待っている起案は、あとから別の決裁があったため、もう決裁できません。下は決裁済みの内容です。起案すると、その起案に代わります。",
            "The draft that waits can no longer be decided, for another decision came first. Below stands what is decided; what you propose takes the draft's place.",
        )
    }
}

/// `POST /{code}/comments/new`.
pub(crate) async fn draft_new(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    kept(office, clerk, None, typed).await
}

/// `POST /{code}/comments/{id}/edit`.
pub(crate) async fn draft(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    kept(office, clerk, Some(RecordId::new(id)), typed).await
}

async fn kept(office: Office, clerk: Clerk, id: Option<RecordId>, typed: Typed) -> Result<Response, Refused> {
    if picker::looks(&typed) {
        return again(&office, &clerk, id, typed, None).await;
    }
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), id.clone());
    let done = office.deed(move |office| {
        let asked = consultation(&sent)?;
        let based = Version::named(sent.get("based"));
        let over = round.as_ref().map(|id| (id, &based));
        consulting::propose(office.desk(), &actor, over, &asked, office.now())
    });
    match done.await {
        Ok(_) => Ok(super::gone_to(&clerk.to("/comments"), "opened")),
        Err(fault) => {
            let problem = overtaken_or(fault, clerk.lang).map_err(|page| page.keeping(&typed))?;
            again(&office, &clerk, id, typed, Some(problem)).await
        }
    }
}

/// The form once more, with all that was typed.
async fn again(
    office: &Office,
    clerk: &Clerk,
    id: Option<RecordId>,
    typed: Typed,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let town = clerk.town().clone();
    let edition = office.deed(move |office| office.desk().edition(&town));
    let edition = edition.await.map_err(|fault| fault.page(clerk.lang))?;
    page(office, clerk, &edition, id.as_ref().map(|id| (id, None)), typed, problem)
}

/// What is wrong; also that somebody else was faster: the form stays with all that was typed.
fn overtaken_or(fault: Fault, l: Lang) -> Result<Problem, Refused> {
    let fault = match fault {
        Fault::Desk(error) if error.is_overtaken() => Fault::Desk(desk::Error::invalid(
            "",
            "表示してから、ほかの人がこの意見募集を起案したか、決裁しました。上書きはしていません。この画面を別に開き直して違いを確かめ、入力した内容を移してください",
            "somebody else proposed or decided this round after it was shown; nothing was written over: open this page anew beside it, compare, and carry over what you typed",
        )),
        fault => fault,
    };
    Problem::of(fault, l)
}

fn page(
    office: &Office,
    clerk: &Clerk,
    edition: &Edition,
    round: Option<(&RecordId, Option<&'static str>)>,
    typed: Typed,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let (l, id) = (clerk.lang, round.map(|(id, _)| id));
    let title = l.say("意見募集の起案", "Draft a round of public comments");
    let back = id.map_or(clerk.to("/comments"), |id| super::address(clerk, id));
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let none = l.say("選んでください", "choose");
    let page = Edit {
        frame: Frame::new(office, clerk, &office.town_name(edition), title),
        action: if id.is_some() { format!("{back}/edit") } else { format!("{back}/new") },
        back,
        waits: round.and_then(|(_, waits)| waits),
        picker: Picker::of(edition, None, "about", &typed),
        organisations: choices::organisations(edition, clerk.actor().today, none, typed.get("organisation")),
        ways: ways(l, &typed),
        wordings: wordings(l, &typed),
        problem,
        typed,
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn ways(l: Lang, typed: &Typed) -> Vec<(&'static str, &'static str, String)> {
    let way = |it: By| (it.word(), l.of_pair(it.name()), typed.get(&format!("way-{}", it.word())).to_owned());
    By::ALL.into_iter().filter(|it| *it != By::Form).map(way).collect()
}

fn wordings(l: Lang, typed: &Typed) -> Vec<(&'static str, &'static str, String)> {
    let wording = |it: Answer| {
        (it.word(), l.of_pair(it.name()), typed.get(&format!("wording-{}", it.word())).to_owned())
    };
    Answer::ALL.into_iter().map(wording).collect()
}

/// What was typed, as a round.
fn consultation(typed: &Typed) -> Result<Consultation, desk::Error> {
    let lines = |name: &str| typed.get(name).lines().filter_map(maybe).collect::<Vec<String>>();
    let form = typed.has("form").then(|| Way { by: By::Form, to: String::new() });
    let way = |by: By| Some(Way { by, to: maybe(typed.get(&format!("way-{}", by.word())))? });
    let wording = |answer: Answer| {
        Some(Wording { answer, words: maybe(typed.get(&format!("wording-{}", answer.word())))? })
    };
    Ok(Consultation {
        title: typed.get("title").trim().to_owned(),
        purpose: lines("purpose"),
        about: typed.all("about").map(RecordId::new).collect(),
        draft: decision(typed, "draft")?,
        from: needed_day(typed, "from")?,
        to: needed_day(typed, "to")?,
        short_because: maybe(typed.get("short")),
        who: maybe(typed.get("who")),
        ways: form.into_iter().chain(By::ALL.into_iter().filter_map(way)).collect(),
        materials: lines("materials").iter().map(|line| material(line)).collect(),
        organisation: maybe(typed.get("organisation")).map(RecordId::new),
        kept_until: day(typed, "kept")?,
        wordings: Answer::ALL.into_iter().filter_map(wording).collect(),
        results: None,
    })
}

/// 「素案 https://…」: the last word where it is an address, and the title before it.
fn material(line: &str) -> Material {
    let (title, address) = line.rsplit_once([' ', '　', '\t']).unwrap_or((line, ""));
    let is_address =
        address.starts_with("http://") || address.starts_with("https://") || address.starts_with('/');
    match is_address {
        true => Material { title: title.trim().to_owned(), address: Some(address.to_owned()) },
        false => Material { title: line.to_owned(), address: None },
    }
}

/// A round as its form would say it.
fn pairs(it: &Consultation) -> Vec<(String, String)> {
    let mut pairs = pairs_of_new(it);
    let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
    add("title", it.title.clone());
    add("purpose", it.purpose.join("\n"));
    it.about.iter().for_each(|id| add("about", id.to_string()));
    add("draft", it.draft.map_or(String::new(), |it| it.to_string()));
    add("from", plan::era::day_name(it.from));
    add("to", plan::era::day_name(it.to));
    add("short", it.short_because.clone().unwrap_or_default());
    let line = |it: &Material| [it.title.as_str(), it.address.as_deref().unwrap_or_default()].join(" ");
    add("materials", it.materials.iter().map(|it| line(it).trim().to_owned()).collect::<Vec<_>>().join("\n"));
    add("kept", it.kept_until.map_or(String::new(), plan::era::day_name));
    pairs
}

/// What the next round has of the last one: who may write, how, to whom, and how answers are worded.
fn pairs_of_new(it: &Consultation) -> Vec<(String, String)> {
    let mut pairs = vec![];
    let mut add = |name: String, value: String| pairs.push((name, value));
    add("who".to_owned(), it.who.clone().unwrap_or_default());
    add("organisation".to_owned(), it.organisation.as_ref().map_or(String::new(), ToString::to_string));
    for way in &it.ways {
        match way.by {
            By::Form => add("form".to_owned(), "on".to_owned()),
            by => add(format!("way-{}", by.word()), way.to.clone()),
        }
    }
    it.wordings.iter().for_each(|it| add(format!("wording-{}", it.answer.word()), it.words.clone()));
    pairs
}
