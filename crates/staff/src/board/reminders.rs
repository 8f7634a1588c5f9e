//! `/{code}/board/{year}/reminders`: 督促: a list to print, a letter for each organisation to open in a mail program, and, where the house has a
//! mail server, letters to send from here.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use desk::mailing::{self, Delivery};
use desk::names::Names;
use desk::reminding::{self, MOST_DAYS, Reminder, SUBJECT};
use desk::secret;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "board/reminders.html")]
struct Show {
    frame: Frame,
    board: String,
    subject: &'static str,
    letters: Vec<Letter>,
    /// Whether they can be sent from here.
    sends: bool,
    /// The form's own name: sent twice, it sends once.
    key: String,
    /// 発送の記録.
    log: Vec<Line>,
    /// 自動の督促: so many days before.
    days: Option<u8>,
    most_days: u8,
}

/// A letter to one organisation.
struct Letter {
    /// Its place on the page.
    anchor: String,
    organisation: String,
    /// Name, what the box says where there is an address.
    people: Vec<(String, Option<String>)>,
    without_mail: bool,
    late: bool,
    text: String,
    /// Opens it in a mail program; none where nobody has an address.
    mail: Option<String>,
}

/// What became of one letter.
struct Line {
    to: String,
    about: String,
    at: String,
    by: String,
    stand: &'static str,
    failed: bool,
    said: String,
}

/// Sheets that are due within so many days are reminded of.
const WITHIN: i32 = 7;

/// `GET /{code}/board/{year}/reminders`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let l = clerk.lang;
    let year = year_of(&year, &clerk)?;
    let actor = clerk.actor().clone();
    let found = office.deed(move |office| {
        let desk = office.desk();
        let names = desk::names::of(desk, &actor)?;
        let reminders = reminding::list(desk, &actor, year, WITHIN)?;
        let log = mailing::log(desk, &actor, year)?;
        Ok((desk.edition(&actor.town)?, reminders, names, log, reminding::automatic(desk, &actor)?))
    });
    let (edition, reminders, names, log, automatic) = found.await.map_err(|fault| fault.page(l))?;
    let address = office.desk_address(clerk.town());
    let letters = reminders.iter().zip(0_usize..);
    let page = Show {
        frame: Frame::new(&office, &clerk, &office.town_name(&edition), l.say("督促", "Reminders")),
        board: clerk.to(&format!("/board/{}", year.year())),
        subject: SUBJECT,
        letters: letters.map(|(it, at)| letter(it, at, &edition, &clerk, address.as_deref())).collect(),
        sends: office.sends_mail(),
        key: secret::id("r", office.chance()),
        log: log.iter().map(|(_, it)| line(it, &edition, &names, &clerk)).collect(),
        days: automatic.days,
        most_days: MOST_DAYS,
    };
    Ok(Html(page.render()?))
}

fn year_of(year: &str, clerk: &Clerk) -> Result<FiscalYear, Refused> {
    year.parse().map(FiscalYear::new).map_err(|_| Refused::not_found(clerk.lang))
}

fn letter(reminder: &Reminder, at: usize, edition: &Edition, clerk: &Clerk, address: Option<&str>) -> Letter {
    let today = clerk.actor().today;
    let text = reminding::text(reminder, edition, today, address);
    let mails: Vec<&str> = reminder.people.iter().filter_map(|it| it.mail.as_deref()).collect();
    let mail = (!mails.is_empty()).then(|| {
        let to: Vec<String> = mails.iter().map(|it| web::encode(it)).collect();
        let body = web::encode(&text.replace('\n', "\r\n"));
        format!("mailto:{}?subject={}&body={body}", to.join(","), web::encode(SUBJECT))
    });
    let value = |to: &StaffId| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("about", reminder.organisation.as_str()).append_pair("to", &to.0).finish()
    };
    let people = reminder.people.iter();
    Letter {
        anchor: format!("l{at}"),
        people: people.map(|it| (it.name.clone(), it.mail.as_ref().map(|_| value(&it.id)))).collect(),
        without_mail: reminder.people.iter().any(|it| it.mail.is_none()),
        late: reminder.owed.iter().any(|it| it.is_late(today)),
        organisation: edition.name_on(&reminder.organisation, clerk.actor().today),
        text,
        mail,
    }
}

fn line(letter: &mailing::Outgoing, edition: &Edition, names: &Names, clerk: &Clerk) -> Line {
    let l = clerk.lang;
    let said = match &letter.stand {
        Delivery::Waiting { said, .. } | Delivery::Sent { said, .. } | Delivery::Failed { said, .. } => said,
        Delivery::Claimed { .. } => "",
    };
    let at = match &letter.stand {
        Delivery::Sent { at, .. } | Delivery::Failed { at, .. } => *at,
        Delivery::Waiting { .. } | Delivery::Claimed { .. } => letter.at,
    };
    Line {
        to: names.of(&letter.to),
        about: edition.name_on(&letter.about, clerk.actor().today),
        at: moment(at, l),
        by: letter.by.as_ref().map_or_else(|| l.say("自動", "by itself").to_owned(), |by| names.of(by)),
        stand: l.of_pair(letter.stand.name()),
        failed: matches!(letter.stand, Delivery::Failed { .. }),
        said: said.to_owned(),
    }
}

/// `POST /{code}/board/{year}/reminders`: letters to those who were ticked go into the outbox.
pub(crate) async fn send(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (l, actor, at) = (clerk.lang, clerk.actor().clone(), office.now());
    let year = year_of(&year, &clerk)?;
    if !office.sends_mail() {
        return Err(Refused::not_found(l));
    }
    let chosen: Vec<reminding::Chosen> = typed.all("whom").filter_map(chosen).collect();
    let (key, address) = (typed.get("key").to_owned(), office.desk_address(clerk.town()));
    let sent = office.deed(move |office| {
        let name = (key.as_str(), address.as_deref());
        reminding::send(office.desk(), &actor, (year, WITHIN), &chosen, name, at)
    });
    let count = sent.await.map_err(|fault| fault.page(l))?;
    let word = if count == 0 { "mail-none" } else { "mail" };
    Ok(Redirect::to(&clerk.to(&format!("/board/{}/reminders?done={word}", year.year()))))
}

fn chosen(value: &str) -> Option<reminding::Chosen> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(value.as_bytes()).into_owned().collect();
    let get = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    Some((RecordId::new(get("about")?), StaffId(get("to")?)))
}

/// `POST /{code}/board/{year}/reminders/automatic`: what the clock is to do; blank: nothing.
pub(crate) async fn automatic(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let year = year_of(&year, &clerk)?;
    let plain = |c: char| {
        if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }
    };
    let days: String = typed.get("days").trim().chars().map(plain).collect();
    let days = if days.is_empty() { None } else { Some(days.parse().unwrap_or(u8::MAX)) };
    let set = office.deed(move |office| reminding::set_automatic(office.desk(), &actor, days));
    set.await.map_err(|fault| fault.page(l))?;
    Ok(Redirect::to(&clerk.to(&format!("/board/{}/reminders?done=automatic", year.year()))))
}
