//! `/{code}/people/transfer`: 一括異動. A workbook is taken out, changed, sent back, looked at, and done.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use desk::transferring::{self, Carried, Chosen, Outlook, Receipt, Shown, Wanting};
use plan::transfer::{ForeseenRow, Outcome, organisation_words};
use web::Lang;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::issued::own_site;
use crate::office::{Fault, Office};
use crate::person::words;
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "transfer/show.html")]
struct Show {
    frame: Frame,
    to: String,
    problem: Option<Problem>,
}

/// Rows that come to the same.
struct Group {
    outcome: Outcome,
    name: &'static str,
    rows: Vec<ForeseenRow>,
}

#[derive(Template)]
#[template(path = "transfer/foreseen.html")]
struct Seen {
    frame: Frame,
    to: String,
    outlook: Outlook,
    groups: Vec<Group>,
    last: String,
    can_go: bool,
    /// Whether that day is over.
    past: bool,
    /// What was chosen before, and why it was not done.
    again: Option<Again>,
}

/// What was chosen on the page before.
struct Again {
    rows: HashSet<u32>,
    ends_missing: bool,
    ends_past: bool,
    why: Why,
}

/// なぜ行わなかったか.
enum Why {
    /// Somebody has to look at something first.
    Asked(Wanting),
    /// It cannot be done so.
    Refused(Problem),
}

impl Seen {
    fn is_chosen(&self, row: &ForeseenRow) -> bool {
        self.again.as_ref().is_none_or(|it| it.rows.contains(&row.row))
    }

    /// なぜ行わなかったか.
    fn why(&self) -> Option<&str> {
        let l = self.frame.l;
        let wanting = match &self.again.as_ref()?.why {
            Why::Asked(wanting) => wanting,
            Why::Refused(problem) => return Some(problem.said()),
        };
        Some(match wanting {
            Wanting::Overtaken => l.say("この画面を開いてから、職員の登録が変わりました。まだ何も行っていません。いま行うと、次のとおりです。選んだ行は残っています。", "Accounts were changed since you looked at this table. Nothing was done. This is what it would do now; the rows that you chose are kept."),
            Wanting::OtherDay => l.say("選んだ行に合わせて、ファイルにない職員の職の最後の日が変わりました。まだ何も行っていません。日を確かめて、もう一度チェックを付けてください。", "By the rows that you chose, posts of people whom the file does not name would end on another day. Nothing was done. Look at the day and tick the box again."),
            Wanting::Past => l.say("ファイルにない職員の職の最後の日は、もう過ぎています。まだ何も行っていません。さかのぼって終えてよければ、その欄にもチェックを付けてください。", "The day on which posts of people whom the file does not name would end is over. Nothing was done. If they should end all the same, tick that box too."),
        })
    }

    /// Whether the box stays ticked: unless another day or other people stand beside it now.
    fn ends(&self) -> bool {
        let stays = |it: &&Again| !matches!(it.why, Why::Asked(Wanting::Overtaken | Wanting::OtherDay));
        self.again.as_ref().filter(stays).is_some_and(|it| it.ends_missing)
    }

    /// The same of a day that is over.
    fn ends_past(&self) -> bool {
        self.ends() && self.again.as_ref().is_some_and(|it| it.ends_past)
    }
}

#[derive(Template)]
#[template(path = "transfer/done.html")]
struct DonePage {
    frame: Frame,
    to: String,
    at: String,
    receipt: Receipt,
    site: String,
}

/// `GET /{code}/people/transfer`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    page(&office, &clerk, None).await
}

async fn page(office: &Office, clerk: &Clerk, problem: Option<Problem>) -> Result<Response, Refused> {
    let town = office.town_of(clerk).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = Frame::new(office, clerk, &town, title(clerk.lang));
    Ok((status, Html(Show { frame, to: clerk.to("/people"), problem }.render()?)).into_response())
}

fn title(l: Lang) -> &'static str {
    l.say("Excelで一括異動", "Transfer many by Excel")
}

/// `GET /{code}/people/transfer/workbook`.
pub(crate) async fn workbook(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    let (l, who, today) = (clerk.lang, clerk.signed_in.clone(), clerk.actor().today);
    let found = office.deed(move |office| {
        let edition = office.desk().edition(&who.actor.town)?;
        let organisations = edition.organisations_on(today).into_iter();
        let names: Vec<String> = organisations.map(|id| organisation_words(&edition, id, today)).collect();
        Ok((transferring::rows(office.desk(), &who, office.now())?, names))
    });
    let (rows, organisations) = found.await.map_err(|fault| fault.page(l))?;
    let made = writing::staff_book::book(&rows, &organisations).map_err(|error| {
        tracing::error!(%error, "the workbook could not be made");
        Refused::internal(l)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"staff-{}-{today}.xlsx\"", clerk.town());
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name.as_str())], made).into_response())
}

/// `POST /{code}/people/transfer`: what the file would change. Nothing is done.
pub(crate) async fn foresee(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let who = clerk.signed_in.clone();
    let found = office.deed(move |office| {
        let file = typed
            .file()
            .ok_or_else(|| desk::Error::invalid("file", "ファイルを選んでください", "choose a file"))?;
        let grid = office.read_file(file)?;
        transferring::propose(office.desk(), &who, &grid, office.now())
    });
    match found.await {
        Ok(outlook) => seen(&office, &clerk, outlook, None).await,
        Err(fault) => page(&office, &clerk, Some(Problem::of(fault, clerk.lang)?)).await,
    }
}

async fn seen(
    office: &Office,
    clerk: &Clerk,
    outlook: Outlook,
    again: Option<Again>,
) -> Result<Response, Refused> {
    let (l, town) = (clerk.lang, office.town_of(clerk).await?);
    let group = |outcome: Outcome| {
        let rows = outlook.rows.iter().filter(|it| it.outcome == outcome).cloned().collect();
        Group { outcome, name: l.of_pair(outcome.name()), rows }
    };
    let groups = [Outcome::Problem, Outcome::Changed, Outcome::Added, Outcome::Same].map(group);
    let seen = Seen {
        frame: Frame::new(office, clerk, &town, l.say("一括異動の確認", "What the file would change")),
        to: clerk.to("/people"),
        last: l.date(outlook.last),
        can_go: groups[1..3].iter().any(|it| !it.rows.is_empty()) || !outlook.missing.is_empty(),
        groups: groups.into_iter().filter(|it| !it.rows.is_empty()).collect(),
        past: outlook.last < clerk.actor().today,
        outlook,
        again,
    };
    let status = match seen.again.as_ref().map(|it| &it.why) {
        Some(Why::Asked(Wanting::Past) | Why::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Why::Asked(_)) => StatusCode::CONFLICT,
        None => StatusCode::OK,
    };
    Ok((status, Html(seen.render()?)).into_response())
}

/// `POST /{code}/people/transfer/done`.
pub(crate) async fn carry_out(
    State(office): State<Office>,
    clerk: Clerk,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, id, wanted) = (clerk.signed_in.clone(), typed.get("table").to_owned(), chosen(&typed));
    let done = office.deed(move |office| {
        transferring::carry_out(office.desk(), &who, &id, &wanted, office.chance(), office.now())
    });
    match done.await {
        Ok(Carried::Done(receipt)) => told(&office, &clerk, &headers, *receipt).await,
        Ok(Carried::Asked(outlook, why)) => {
            seen(&office, &clerk, *outlook, Some(again(&typed, Why::Asked(why)))).await
        }
        Err(fault @ Fault::Desk(desk::Error::Invalid(_) | desk::Error::LastAdministrator)) => {
            refused(&office, &clerk, &typed, Problem::of(fault, clerk.lang)?).await
        }
        Err(fault) => Err(fault.page(clerk.lang)),
    }
}

/// What the form asks for.
fn chosen(typed: &Typed) -> Chosen {
    Chosen {
        shown: Shown::sent(typed.get("seen")),
        rows: typed.all("row").filter_map(|it| it.parse().ok()).collect(),
        ends_missing: typed.has("missing"),
        ends_past: typed.has("past"),
    }
}

fn again(typed: &Typed, why: Why) -> Again {
    let Chosen { rows, ends_missing, ends_past, .. } = chosen(typed);
    Again { rows, ends_missing, ends_past, why }
}

/// The same page with its ticks, where the table is still there; else that on which one is sent.
async fn refused(
    office: &Office,
    clerk: &Clerk,
    typed: &Typed,
    problem: Problem,
) -> Result<Response, Refused> {
    let (who, id, rows) = (clerk.signed_in.clone(), typed.get("table").to_owned(), chosen(typed).rows);
    let found =
        office.deed(move |office| transferring::look_again(office.desk(), &who, &id, &rows, office.now()));
    match found.await {
        Ok(outlook) => seen(office, clerk, outlook, Some(again(typed, Why::Refused(problem)))).await,
        Err(_) => page(office, clerk, Some(problem)).await,
    }
}

async fn told(
    office: &Office,
    clerk: &Clerk,
    headers: &HeaderMap,
    receipt: Receipt,
) -> Result<Response, Refused> {
    let (l, town) = (clerk.lang, office.town_of(clerk).await?);
    let page = DonePage {
        frame: Frame::new(office, clerk, &town, l.say("一括異動の控え", "Receipt of the transfers")),
        to: clerk.to("/people"),
        at: moment(receipt.done.at, l),
        site: format!("{}{}", own_site(office, headers), clerk.to("/invitation/")),
        receipt,
    };
    Ok(Html(page.render()?).into_response())
}
