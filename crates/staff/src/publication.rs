//! `/{code}/publish`: 公表: what was decided and is not public yet, what should be solved first, and the deed itself, now or on a day.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use desk::publishing::{self, Announcement, Asked};
use desk::{checking, scheduling};
use jiff::Timestamp;
use plan::decision::DecisionNumber;
use plan::diff;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::findings::{self, Found};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;
use pages::Page;

mod pages;
pub(crate) mod preview;

#[derive(Template)]
#[template(path = "publication/show.html")]
struct Show {
    frame: Frame,
    action: String,
    /// Decisions that the public does not see yet, the newest first.
    waiting: Vec<Row>,
    /// The decision up to which the public sees; none: nothing yet.
    seen: Option<u64>,
    /// The publication by which it does.
    latest: u64,
    newest: u64,
    findings: Vec<Found>,
    labels: Vec<String>,
    /// The label that fits what waits.
    suggested: String,
    /// 正誤 that wait: offered as the sentence for the reader.
    note: String,
    scheduled: Vec<Planned>,
    /// What was published, the newest first.
    past: Vec<Past>,
    preview: String,
    /// 変わる画面.
    pages: Vec<Page>,
    /// Those that are not named.
    more: usize,
}

struct Row {
    number: u64,
    reason: String,
    by: String,
    at: String,
    counts: String,
    erratum: Option<String>,
}

/// One publication of the past.
struct Past {
    at: String,
    label: String,
    decision: u64,
    by: String,
    note: String,
    /// Whether one can go back to it: it is older than what the public sees.
    earlier: bool,
}

struct Planned {
    id: String,
    decision: u64,
    label: String,
    due: String,
    by: String,
    failed: Option<String>,
    /// Whether the public sees that decision, or a later one, already.
    public: bool,
}

/// 公表の区分 that are offered; any other may be typed.
const LABELS: [&str; 9] = ["素案", "案", "確定", "改定", "中間", "速報", "評価", "外部評価", "訂正"];

/// The labels to choose from, with that of a stage which the municipality named itself.
fn offered(suggested: &str) -> Vec<String> {
    let own = (!LABELS.contains(&suggested)).then_some(suggested);
    LABELS.into_iter().chain(own).map(str::to_owned).collect()
}

/// `GET /{code}/publish`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let (desk, town) = (office.desk(), &actor.town);
        let checked = checking::before_publication(desk, town, None, office.now())?;
        let publications = desk.publications(town)?;
        let label = publishing::label(desk, &actor, publications.last().map(|it| it.decision))?;
        Ok((checked, publications, label, scheduling::list(desk, &actor)?, desk::names::of(desk, &actor)?))
    });
    let (checked, publications, label, scheduled, names) = found.await.map_err(|fault| fault.page(l))?;
    let edition = &checked.edition;
    let seen = publications.last().map(|it| it.decision);
    let waiting = edition.decisions().iter().rev().filter(|it| Some(it.number) > seen);
    let row = |it: &std::sync::Arc<plan::decision::Decision>| Row {
        number: it.number.0,
        reason: it.reason.clone(),
        by: names.of(&it.by),
        at: moment(it.at, l),
        counts: counts(edition, it.number, l),
        erratum: it.erratum.clone(),
    };
    let planned = |(id, it): &(String, scheduling::Scheduled)| Planned {
        id: id.clone(),
        decision: it.decision.0,
        label: it.label.clone(),
        due: moment(it.due, l),
        by: names.of(&it.by),
        failed: it.failed.clone(),
        public: it.failed.is_none() && Some(it.decision) <= seen,
    };
    let waiting: Vec<Row> = waiting.map(row).collect();
    let errata: Vec<&str> = waiting.iter().rev().filter_map(|it| it.erratum.as_deref()).collect();
    let suggested =
        if errata.is_empty() { label.unwrap_or("確定".to_owned()) } else { "訂正".to_owned() };
    let mut pages = pages::changed(edition, seen, &clerk);
    let more = pages.len().saturating_sub(pages::NAMED);
    pages.truncate(pages::NAMED);
    let page = Show {
        pages,
        more,
        frame: Frame::new(&office, &clerk, &office.town_name(edition), l.say("公表", "Publish")),
        action: clerk.to("/publish"),
        labels: offered(&suggested),
        suggested,
        note: errata.join("\n"),
        waiting,
        seen: seen.map(|it| it.0),
        latest: publications.last().map_or(0, |it| it.number),
        newest: edition.number().0,
        findings: findings::told(edition, &checked.findings, true, l),
        scheduled: scheduled.iter().map(planned).collect(),
        past: publications.iter().rev().map(|it| past(it, seen, &names, l)).collect(),
        preview: clerk.to("/preview/"),
    };
    Ok(Html(page.render()?))
}

impl Show {
    /// Whether there is anything earlier to go back to.
    fn may_go_back(&self) -> bool {
        self.past.iter().any(|it| it.earlier)
    }
}

fn past(
    it: &plan::publication::Publication,
    seen: Option<DecisionNumber>,
    names: &desk::names::Names,
    l: web::Lang,
) -> Past {
    Past {
        at: moment(it.at, l),
        label: it.label.clone(),
        decision: it.decision.0,
        by: names.of(&it.by),
        note: it.told().unwrap_or_default(),
        earlier: Some(it.decision) < seen,
    }
}

/// `POST /{code}/publish/back`: the public sees an earlier decision again.
pub(crate) async fn take_back(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (who, sent) = (clerk.signed_in.clone(), typed.clone());
    let done = office.deed(move |office| {
        let to = asked(&sent).ok_or_else(nowhere_to_go_back)?;
        scheduling::take_back(office.desk(), &who, to, sent.get("reason"), office.now())
    });
    done.await.map_err(|fault| fault.page(clerk.lang).keeping(&typed))?;
    Ok(Redirect::to(&clerk.to("/publish?done=taken-back")))
}

fn counts(edition: &plan::edition::Edition, number: DecisionNumber, l: web::Lang) -> String {
    let counts = diff::counts(edition, number).into_iter().filter(|(_, count)| *count > 0);
    let words = counts.map(|(how, count)| format!("{} {count}", l.of_pair(how.name())));
    words.collect::<Vec<_>>().join(l.say("、", ", "))
}

/// `POST /{code}/publish`: now, or on the day that was typed.
pub(crate) async fn publish(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (l, who, sent) = (clerk.lang, clerk.signed_in.clone(), typed.clone());
    let done = office
        .deed(move |office| {
            let (asked, announcement, now) =
                (asked(&sent).ok_or_else(nothing_to_publish)?, announcement(&sent), office.now());
            match due(&sent)? {
                None => {
                    scheduling::publish(office.desk(), &who, asked, announcement, now).map(|_| "published")
                }
                Some(due) => {
                    let id = desk::secret::id("p", office.chance());
                    let times = (due, now);
                    scheduling::schedule(office.desk(), &who, &id, asked, announcement, times)
                        .map(|()| "scheduled")
                }
            }
        })
        .await
        .map_err(|fault| fault.page(l).keeping(&typed))?;
    Ok(Redirect::to(&clerk.to(&format!("/publish?done={done}"))))
}

/// What the page showed: which decision, after which publication. No number is none: the newest is not taken in its place.
fn asked(typed: &Typed) -> Option<Asked> {
    let number = |name| typed.get(name).parse().ok();
    Some(Asked { decision: DecisionNumber(number("decision")?), seen: number("seen")? })
}

fn nothing_to_publish() -> desk::Error {
    desk::Error::invalid(
        "decision",
        "どの決裁を公表するのか読み取れません。公表の画面を開き直してください",
        "it cannot be read what is to be published: open the page anew",
    )
}

fn nowhere_to_go_back() -> desk::Error {
    desk::Error::invalid(
        "decision",
        "どの決裁に戻すのか読み取れません。何も取り下げていません。公表の画面を開き直してください",
        "it cannot be read which decision to go back to, and nothing was taken back: open the page anew",
    )
}

fn announcement(typed: &Typed) -> Announcement {
    let some = |name: &str| Some(typed.get(name).trim().to_owned()).filter(|it| !it.is_empty());
    let label = some("other").or_else(|| some("label")).unwrap_or_else(|| "確定".to_owned());
    Announcement { label, note: some("note"), despite: some("despite") }
}

/// The day and hour on which it is due; none: at once.
fn due(typed: &Typed) -> Result<Option<Timestamp>, desk::Error> {
    let day = typed.get("day").trim();
    if day.is_empty() {
        return Ok(None);
    }
    let wrong = |ja: String, en: String| desk::Error::invalid("day", ja, en);
    let (day, _) = plan::sheet::understood::day(day).map_err(|why| wrong(why.ja, why.en))?;
    let hour = plan::key::squeeze(typed.get("hour"));
    let hour: i8 = if hour.is_empty() { Ok(9) } else { hour.trim_end_matches('時').parse() }
        .ok()
        .filter(|it| (0..24).contains(it))
        .ok_or_else(|| {
            wrong(
                "時刻は0から23の数字で書いてください".to_owned(),
                "the hour is a number from 0 to 23".to_owned(),
            )
        })?;
    let moment = day.at(hour, 0, 0, 0).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
    Ok(Some(moment.map_err(|_| desk::Error::NotFound)?.timestamp()))
}

/// `POST /{code}/publish/{id}/cancel`.
pub(crate) async fn cancel(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Redirect, Refused> {
    let actor = clerk.actor().clone();
    let done = office.deed(move |office| scheduling::cancel(office.desk(), &actor, &id)).await;
    done.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to("/publish?done=cancelled")))
}
