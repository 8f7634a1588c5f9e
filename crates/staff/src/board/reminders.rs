//! `/{code}/board/{year}/reminders`: 督促: a list to print, and a letter for each organisation to copy or to open in a mail program.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use desk::reminding::{self, Reminder};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::due;

#[derive(Template)]
#[template(path = "board/reminders.html")]
struct Show {
    frame: Frame,
    board: String,
    letters: Vec<Letter>,
}

/// A letter to one organisation.
struct Letter {
    organisation: String,
    people: Vec<String>,
    without_mail: bool,
    late: bool,
    text: String,
    /// Opens it in a mail program; none where nobody has an address.
    mail: Option<String>,
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
    let year: FiscalYear = year.parse().map(FiscalYear::new).map_err(|_| Refused::not_found(l))?;
    let actor = clerk.actor().clone();
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((desk.edition(&actor.town)?, reminding::list(desk, &actor, year, WITHIN)?))
    });
    let (edition, reminders) = found.await.map_err(|fault| fault.page(l))?;
    let letters = reminders.iter().map(|it| letter(it, &edition, &clerk)).collect();
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("督促", "Reminders"));
    Ok(Html(Show { frame, board: clerk.to(&format!("/board/{}", year.year())), letters }.render()?))
}

fn letter(reminder: &Reminder, edition: &Edition, clerk: &Clerk) -> Letter {
    let today = clerk.actor().today;
    let known = edition.find::<Organisation>(&reminder.organisation);
    let organisation = known.map_or_else(|| reminder.organisation.to_string(), |it| it.name().to_owned());
    let text = text(reminder, &organisation, today);
    let mails: Vec<&str> = reminder.people.iter().filter_map(|(_, mail)| mail.as_deref()).collect();
    let mail = (!mails.is_empty()).then(|| {
        let to: Vec<String> = mails.iter().map(|it| web::encode(it)).collect();
        format!(
            "mailto:{}?subject={}&body={}",
            to.join(","),
            web::encode("提出のお願い"),
            web::encode(&text.replace('\n', "\r\n"))
        )
    });
    Letter {
        people: reminder.people.iter().map(|(name, _)| name.clone()).collect(),
        without_mail: reminder.people.iter().any(|(_, mail)| mail.is_none()),
        late: reminder.owed.iter().any(|it| it.is_late(today)),
        organisation,
        text,
        mail,
    }
}

/// The letter is in Japanese, whoever reads the page: it goes to a section of a Japanese municipality.
fn text(reminder: &Reminder, organisation: &str, today: jiff::civil::Date) -> String {
    let lines: Vec<String> = reminder
        .owed
        .iter()
        .map(|it| {
            let stand = it.sheet.stand().name().0;
            format!("・{}　期限 {}　いまの状態：{stand}", it.stage.title, due(it.due, today, web::Lang::Ja))
        })
        .collect();
    format!(
        "{organisation}　ご担当者様\n\n次の票の提出をお願いします。\n\n{}\n\n期限に間に合わないときは、理由を添えて企画課へご連絡ください。",
        lines.join("\n")
    )
}
