//! `/{code}/comments/{id}/list`: 一覧表を取り込む: pasted, or a file that is read in a process of its own.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Response};
use desk::consulting::{self, Taken};
use plan::consultation::grid;
use plan::record::RecordId;
use plan::transfer::Grid;
use web::Lang;

use super::fields::by;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::post_form::needed_day;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "comment/taken.html")]
struct Show {
    frame: Frame,
    to: String,
    taken: Taken,
    /// 取り込まなかった行, and why.
    faults: Vec<(String, String)>,
}

/// `POST /{code}/comments/{id}/list`.
pub(crate) async fn take(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Html<String>, Refused> {
    let (actor, sent, round) = (clerk.actor().clone(), typed.clone(), RecordId::new(id));
    let to = super::address(&clerk, &round);
    let done = office.deed(move |office| {
        let unlisted = actor.unlisted(by(&sent)?, needed_day(&sent, "received")?, office.now());
        consulting::take_list(office.desk(), &actor, &round, &table(office, &sent)?, &unlisted)
    });
    let taken = done.await.map_err(|fault| super::refused(fault, &typed, clerk.lang))?;
    let town = office.town_of(&clerk).await?;
    let title = clerk.lang.say("一覧表の取り込み", "The table");
    let faults = faults(&taken, clerk.lang);
    Ok(Html(Show { frame: Frame::new(&office, &clerk, &town, title), to, taken, faults }.render()?))
}

fn faults(taken: &Taken, l: Lang) -> Vec<(String, String)> {
    let rows = |first: u32, last: u32| match first == last {
        true => l.say(format!("{first}行目"), format!("row {first}")),
        false => l.say(format!("{first}～{last}行目"), format!("rows {first} to {last}")),
    };
    let all = plan::consultation::faults(&taken.problems).into_iter();
    all.map(|(first, last, ja, en)| (rows(first, last), l.say(ja, en).to_owned())).collect()
}

/// The file where one came, else what was pasted.
fn table(office: &Office, typed: &Typed) -> Result<Grid, desk::Error> {
    let unreadable = |_| desk::Error::invalid("file", "表を読み取れません", "the table cannot be read");
    match typed.file() {
        Some(file) => serde_json::from_str(&office.read_file(file)?).map_err(unreadable),
        None if typed.get("f:pasted").trim().is_empty() => Err(desk::Error::invalid(
            "file",
            "表を貼り付けるか、ファイルを選んでください",
            "paste a table or choose a file",
        )),
        None => Ok(grid(typed.get("f:pasted"))),
    }
}

/// `POST /{code}/comments/{id}/list/{table}/back`.
pub(crate) async fn back(
    State(office): State<Office>,
    Path((_, id, table)): Path<(String, String, String)>,
    clerk: Clerk,
) -> Result<Response, Refused> {
    let (actor, round) = (clerk.actor().clone(), RecordId::new(id));
    let to = super::address(&clerk, &round);
    let done = office.deed(move |office| consulting::take_back(office.desk(), &actor, &round, &table));
    done.await.map_err(|fault| fault.page(clerk.lang))?;
    Ok(super::gone_to(&to, "letter-removed"))
}
