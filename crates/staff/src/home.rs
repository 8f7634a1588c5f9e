//! `/{code}/`: 自分の仕事: what waits for the reader, the most urgent first.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::awaiting::roster;
use desk::policy::Deed;
use desk::sheet::{Owed, Task, own, tasks};
use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::role::Role;
use plan::sheet::life::Stand;
use plan::sheet::request::{Checklist, Request};
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{Next, anchor, begins, due, path, stand};

mod piles;

use piles::Piles;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    frame: Frame,
    /// What waits for the reader.
    mine: Vec<Row>,
    /// What they write on sheets that others hand in.
    tasks: Vec<Row>,
    /// What lies with others, and what is to come.
    others: Vec<Row>,
    /// What begins later still.
    later: Vec<Row>,
    /// What is decided.
    settled: Vec<Row>,
    /// 止まっている票: what lies with a role that nobody holds; those who run the year see to it.
    stranded: Vec<Row>,
    remedy: &'static str,
    /// はじめに行うこと, for whoever made the first account: words and address.
    first: Vec<(&'static str, String)>,
    /// Where several are approved together; none where fewer than two wait for it.
    approve: Option<String>,
}

/// A sheet, in words.
struct Row {
    title: String,
    address: String,
    due: String,
    late: bool,
    stand: String,
    /// 「3件中2件対応済み」.
    checklist: Option<String>,
    /// What its box says, where it can be approved among others.
    value: Option<String>,
    /// What is to be written, where it is a part of a sheet.
    todo: Option<String>,
    /// 開始, where the stage is yet to begin.
    begins: Option<String>,
    /// Whose turn it is where nobody is there to take it.
    nobody: Option<&'static str>,
}

/// `GET /{code}/`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let edition = desk.edition(&actor.town)?;
        // Who reminds others sees to what lies with nobody.
        let reminds = actor.may(Deed::Remind, None, &edition).is_ok();
        let roster = reminds.then(|| roster(desk, &actor)).transpose()?;
        Ok((edition, own(desk, &actor)?, tasks(desk, &actor)?, roster))
    });
    let (edition, owed, tasks, roster) = found.await.map_err(|fault| fault.page(l))?;
    let piles = Piles::sorted(owed, tasks, (clerk.actor(), &edition, roster.as_ref()));
    let rows = |list: Vec<Owed>| list.iter().map(|it| row(it, &edition, &clerk)).collect::<Vec<_>>();
    let (mine, approve) = mine(&piles.mine, &edition, &clerk);
    let nobody =
        |(it, role): &(Owed, Role)| Row { nobody: Some(l.of_pair(role.name())), ..row(it, &edition, &clerk) };
    let page = Show {
        frame: Frame::new(&office, &clerk, &office.town_name(&edition), l.say("自分の仕事", "Your work")),
        mine,
        tasks: piles.tasks.iter().map(|it| of_task(it, &edition, &clerk)).collect(),
        others: rows(piles.others),
        later: rows(piles.later),
        settled: rows(piles.settled),
        stranded: piles.stranded.iter().map(nobody).collect(),
        remedy: Next::remedy(l),
        first: first_steps(&clerk),
        approve,
    };
    Ok(Html(page.render()?))
}

/// The rows of what waits for the reader, and where several are approved together; no row has a box where there is but one for it.
fn mine(mine: &[(Owed, Vec<Task>)], edition: &Edition, clerk: &Clerk) -> (Vec<Row>, Option<String>) {
    let one = |(owed, tasks): &(Owed, Vec<Task>)| {
        let todo: Vec<String> = tasks.iter().map(|it| todo(it, clerk.lang)).collect();
        let todo = (!todo.is_empty()).then(|| todo.join(clerk.lang.say("、", ", ")));
        Row { todo, ..tickable(owed, row(owed, edition, clerk)) }
    };
    let mut rows: Vec<Row> = mine.iter().map(one).collect();
    let approve = (rows.iter().filter(|it| it.value.is_some()).count() > 1).then(|| clerk.to("/approve"));
    if approve.is_none() {
        rows.iter_mut().for_each(|it| it.value = None);
    }
    (rows, approve)
}

/// はじめに行うこと: where somebody goes on from who has just made the first account, as far as it is open to them.
fn first_steps(clerk: &Clerk) -> Vec<(&'static str, String)> {
    if clerk.done.as_deref() != Some("begun") {
        return vec![];
    }
    let l = clerk.lang;
    let steps = [
        (Deed::ManageAccounts, l.say("職員を招待する", "Invite the staff"), "/people/new"),
        (
            Deed::ManageAccounts,
            l.say("多くの職員をExcelでまとめて登録する", "Register many of them by one workbook"),
            "/people/transfer",
        ),
        (Deed::EditForms, l.say("様式を確かめる", "Look at the forms"), "/forms"),
        (Deed::OpenYear, l.say("次の年度を開く", "Open the next year"), "/open"),
        (Deed::ReadWork, l.say("手引きを読む", "Read the manual"), "/manual/"),
    ];
    let open = steps.into_iter().filter(|(deed, ..)| clerk.actor().might(*deed));
    open.map(|(_, words, path)| (words, clerk.to(path))).collect()
}

/// A sheet in which the reader writes and which others hand in: it opens where they begin.
fn of_task(task: &Task, edition: &Edition, clerk: &Clerk) -> Row {
    let begin = task.blank.first().unwrap_or(&task.first);
    let row = row(&task.owed, edition, clerk);
    Row { address: format!("{}#{}", row.address, anchor(begin)), todo: Some(todo(task, clerk.lang)), ..row }
}

/// What is to be written there.
fn todo(task: &Task, l: Lang) -> String {
    let (blank, all) = (task.blank.len(), task.fields);
    match (task.deed, blank) {
        (_, 0) => l.say(format!("担当の欄{all}件"), format!("fields that are yours: {all}")),
        (Deed::WriteMoney, _) => {
            l.say(format!("空いている金額の欄{blank}件"), format!("amounts still blank: {blank}"))
        }
        _ => l.say(
            format!("担当の欄{all}件のうち{blank}件が空欄"),
            format!("{blank} of your {all} fields are blank"),
        ),
    }
}

/// The same row with a box, where it was handed in: what is still being written is not approved.
fn tickable(owed: &Owed, row: Row) -> Row {
    let is_open = matches!(owed.sheet.stand(), Stand::NotBegun | Stand::Writing);
    Row { value: (!is_open).then(|| crate::approve::value(&owed.place, None)), ..row }
}

fn row(owed: &Owed, edition: &Edition, clerk: &Clerk) -> Row {
    let (l, today): (Lang, Date) = (clerk.lang, clerk.actor().today);
    let organisation = edition.find::<Organisation>(&owed.place.organisation);
    let name = organisation.map_or("", |it| it.name_on(owed.stage.to));
    let requests = owed.sheet.requests();
    Row {
        title: format!("{}　{name}", owed.stage.title),
        address: clerk.to(&path(&owed.place)),
        due: due(owed.due, today, l),
        late: owed.is_late(today),
        stand: stand(&owed.sheet, edition, l),
        checklist: requests.iter().any(Request::is_open).then(|| l.of_pair(Checklist::of(requests).words())),
        value: None,
        todo: None,
        begins: begins(&owed.stage, today, l),
        nobody: None,
    }
}
