//! `/{code}/comments/{id}/letters/{letter}`: 意見書を読む: what becomes of each opinion in it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Response};
use desk::consulting::{self, Marking, Named, Round};
use plan::consultation::{Because, By, Letter, Mark, Point, Sender, Summary};
use plan::record::RecordId;
use web::Lang;

use super::fields::by;
use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::post_form::needed_day;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "comment/letter.html")]
struct Show {
    frame: Frame,
    round: (String, String),
    to: String,
    facts: Vec<(&'static str, String)>,
    text: String,
    apart: String,
    points: Vec<PointForm>,
    seen: u64,
}

struct PointForm {
    text: String,
    choices: Vec<Choice>,
    note: String,
}

/// `GET /{code}/comments/{id}/letters/{letter}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id, letter)): Path<(String, String, String)>,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let (actor, id) = (clerk.actor().clone(), RecordId::new(id));
    let above = super::address(&clerk, &id);
    let found = office.deed(move |office| consulting::letter(office.desk(), &actor, (&id, &letter)));
    let (edition, round, letter) =
        found.await.map_err(|fault| super::gone(fault, &Typed::default(), clerk.lang, &above))?;
    let frame =
        Frame::new(&office, &clerk, &office.town_name(&edition), clerk.lang.say("意見書を読む", "A letter"));
    Ok(Html(view(frame, &clerk, &round, &letter).render()?))
}

fn view(frame: Frame, clerk: &Clerk, round: &Round, letter: &Named<Letter>) -> Show {
    let (l, it) = (clerk.lang, &letter.value);
    let to = super::address(clerk, &round.id);
    let point = |point: &Point| PointForm {
        text: point.text.clone(),
        choices: choices(l, round, &point.mark),
        note: match &point.mark {
            Mark::Withheld { note, .. } => note.clone(),
            _ => String::new(),
        },
    };
    let apart: Vec<&str> = it.points.iter().map(|it| it.text.as_str()).collect();
    Show {
        frame,
        to: format!("{to}/letters/{}", web::encode(&letter.id)),
        round: (round.consultation.title.clone(), to),
        facts: facts(l, letter),
        text: it.text.clone(),
        apart: apart.join("\n---\n"),
        points: it.points.iter().map(point).collect(),
        seen: letter.revision.0,
    }
}

fn facts(l: Lang, letter: &Named<Letter>) -> Vec<(&'static str, String)> {
    let it = &letter.value;
    let number = if it.by == By::Form { letter.id.clone() } else { String::new() };
    let all = [
        (l.say("提出方法", "By"), l.of_pair(it.by.name()).to_owned()),
        (l.say("受付番号", "Receipt"), number),
        (l.say("受付日", "Received"), l.date(it.received)),
        (l.say("箇所", "Place"), it.place.clone()),
        (l.say("氏名・団体名", "Name"), it.sender.name.clone()),
        (l.say("住所", "Address"), it.sender.address.clone()),
        (l.say("連絡先", "Contact"), it.sender.contact.clone()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// What may become of an opinion, as a form names it.
fn choices(l: Lang, round: &Round, mark: &Mark) -> Vec<Choice> {
    let chosen = match mark {
        Mark::Unread => "unread".to_owned(),
        Mark::Repeated => "repeated".to_owned(),
        Mark::Withheld { because, .. } => format!("withheld:{}", because.word()),
        Mark::Listed { summary } => format!("listed:{summary}"),
    };
    let fixed = [
        ("unread", l.say("未確認", "unread")),
        ("new", l.say("掲載：この意見から新しい概要を作る", "show: a new summary from this")),
    ];
    let listed = |(at, it): (usize, &Named<Summary>)| {
        let words = super::cut(&it.value.summary);
        let words = l.say(format!("掲載：概要{}　{words}", at + 1), format!("show: {} {words}", at + 1));
        Choice::new(format!("listed:{}", it.id), words, &chosen)
    };
    let withheld = |it: Because| {
        let name = l.of_pair(it.name());
        let words = l.say(format!("掲載しない：{name}"), format!("not shown: {name}"));
        Choice::new(format!("withheld:{}", it.word()), words, &chosen)
    };
    let repeated = l.say("重複（同じ人の同じ意見）", "repeated by the same person");
    let fixed = fixed.into_iter().map(|(value, words)| Choice::new(value, words, &chosen));
    let listed = round.summaries.iter().enumerate().map(listed);
    let rest = Because::ALL.into_iter().map(withheld).chain([Choice::new("repeated", repeated, &chosen)]);
    fixed.chain(listed).chain(rest).collect()
}

/// `POST /{code}/comments/{id}/letters`: one that came on paper.
pub(crate) async fn type_in(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(id));
    let to = super::address(&clerk, &round);
    let done = office.deed(move |office| {
        let field = |name: &str| sent.get(name).trim().to_owned();
        let sender =
            Sender { name: field("f:name"), address: field("f:address"), contact: field("f:contact") };
        let letter = Letter {
            by: by(&sent)?,
            received: needed_day(&sent, "received")?,
            at: office.now(),
            typed_by: Some(actor.id.clone()),
            sender,
            place: field("f:place"),
            text: sent.get("f:text").replace("\r\n", "\n"),
            points: vec![],
            marked_by: [].into(),
        };
        consulting::type_in(office.desk(), &actor, &round, sent.get("key"), &letter)
    });
    done.await.map_err(|fault| super::refused(fault, &typed, clerk.lang))?;
    Ok(super::gone_to(&to, "typed-in"))
}

/// `POST /{code}/comments/{id}/letters/{letter}/mark`.
pub(crate) async fn mark(
    State(office): State<Office>,
    Path((_, id, letter)): Path<(String, String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(id));
    let to = super::address(&clerk, &round);
    let done = office.deed(move |office| {
        let (_, _, found) = consulting::letter(office.desk(), &actor, (&round, &letter))?;
        let marking = |at: usize| {
            let (word, note) = (sent.get(&format!("mark-{at}")), sent.get(&format!("f:note-{at}")));
            if word == "new" { Ok(begin(office)) } else { marked(word, note).map(Marking::As) }
        };
        let markings = (0..found.value.points.len()).map(marking).collect::<Result<_, _>>()?;
        consulting::mark(office.desk(), &actor, (&round, &letter), markings, seen(&sent))?;
        consulting::next_unread(office.desk(), &actor, &round, &letter)
    });
    let next = done.await.map_err(|fault| super::gone(fault, &typed, clerk.lang, &to))?;
    let to = next.map_or(to.clone(), |next| format!("{to}/letters/{}", web::encode(&next)));
    Ok(super::gone_to(&to, "marked"))
}

fn seen(typed: &Typed) -> desk::consulting::Revision {
    desk::consulting::Revision(typed.get("seen").parse().unwrap_or_default())
}

/// A new summary, under a name that nobody has given.
fn begin(office: &Office) -> Marking {
    Marking::Begin(desk::secret::id("s", office.chance()))
}

fn marked(word: &str, note: &str) -> Result<Mark, desk::Error> {
    let found = match word.split_once(':') {
        None if word == "unread" => Some(Mark::Unread),
        None if word == "repeated" => Some(Mark::Repeated),
        Some(("listed", summary)) => Some(Mark::Listed { summary: summary.to_owned() }),
        Some(("withheld", word)) => {
            Because::parse(word).map(|because| Mark::Withheld { because, note: note.trim().to_owned() })
        }
        _ => None,
    };
    found.ok_or_else(|| desk::Error::invalid("mark", "扱いを選んでください", "choose what becomes of it"))
}

/// `POST /{code}/comments/{id}/letters/{letter}/split`.
pub(crate) async fn split(
    State(office): State<Office>,
    Path((_, id, letter)): Path<(String, String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(id));
    let above = super::address(&clerk, &round);
    let to = format!("{above}/letters/{}", web::encode(&letter));
    let done = office.deed(move |office| {
        let text = sent.get("f:points").replace("\r\n", "\n");
        consulting::split(office.desk(), &actor, (&round, &letter), &text, seen(&sent))
    });
    done.await.map_err(|fault| super::gone(fault, &typed, clerk.lang, &above))?;
    Ok(super::gone_to(&to, "split"))
}

/// `POST /{code}/comments/{id}/letters/{letter}/remove`.
pub(crate) async fn remove(
    State(office): State<Office>,
    Path((_, id, letter)): Path<(String, String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, round, seen) = (clerk.actor().clone(), RecordId::new(id), seen(&typed));
    let to = super::address(&clerk, &round);
    let done =
        office.deed(move |office| consulting::remove_letter(office.desk(), &actor, (&round, &letter), seen));
    done.await.map_err(|fault| super::gone(fault, &typed, clerk.lang, &to))?;
    Ok(super::gone_to(&to, "letter-removed"))
}
