//! `/{code}/`: 自分の仕事: what waits for the reader, the most urgent first.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::Actor;
use desk::awaiting::{Roster, roster};
use desk::policy::Deed;
use desk::reviewing::is_turn_of;
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
use crate::sheet::{Next, anchor, begins, due, path};

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

/// So many days before a stage begins, it is shown among what is to come.
const AHEAD: i32 = 60;

/// `GET /{code}/`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let runs_the_year = actor.roles().any(|role| role == Role::Planning);
        let roster = runs_the_year.then(|| roster(desk, &actor.town, actor.today)).transpose()?;
        Ok((desk.edition(&actor.town)?, own(desk, &actor)?, tasks(desk, &actor)?, roster))
    });
    let (edition, owed, mut tasks, roster) = found.await.map_err(|fault| fault.page(l))?;
    tasks.sort_by_key(|it| it.owed.due);
    let actor = clerk.actor();
    let is_task = |it: &Owed| tasks.iter().any(|task| is_open_task(task) && task.owed.place == it.place);
    let shown = |it: &Owed| !is_long_settled(it, actor.today) && !is_task(it);
    let mut owed: Vec<Owed> = owed.into_iter().filter(shown).collect();
    owed.sort_by_key(|it| it.due);
    let (settled, open): (Vec<_>, Vec<_>) =
        owed.into_iter().partition(|it| matches!(it.sheet.stand(), Stand::Decided { .. }));
    let (later, open): (Vec<_>, Vec<_>) = open.into_iter().partition(|it| is_far(it, actor.today));
    let (mine, others): (Vec<_>, Vec<_>) = open.into_iter().partition(|it| waits_for(it, actor, &edition));
    let rows = |list: Vec<Owed>| list.iter().map(|it| row(it, &edition, &clerk)).collect::<Vec<_>>();
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("自分の仕事", "Your work"));
    let first = first_steps(&clerk);
    let mut mine: Vec<Row> = mine.iter().map(|it| tickable(it, row(it, &edition, &clerk))).collect();
    let approve = (mine.iter().filter(|it| it.value.is_some()).count() > 1).then(|| clerk.to("/approve"));
    if approve.is_none() {
        mine.iter_mut().for_each(|it| it.value = None);
    }
    let (stranded, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|it| lies_with_nobody(it, roster.as_ref(), &edition).is_some());
    let told = |it: &Owed| Row {
        nobody: lies_with_nobody(it, roster.as_ref(), &edition).map(|role| l.of_pair(role.name())),
        ..row(it, &edition, &clerk)
    };
    let stranded = stranded.iter().map(told).collect();
    let (others, later, settled) = (rows(others), rows(later), rows(settled));
    let tasks = tasks.iter().filter(|it| is_open_task(it)).map(|it| of_task(it, &edition, &clerk)).collect();
    let remedy = Next::remedy(l);
    let page = Show { frame, mine, tasks, others, later, settled, stranded, remedy, first, approve };
    Ok(Html(page.render()?))
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

/// Whether something is still to be written, or it is a part of a sheet that is found nowhere else.
fn is_open_task(task: &Task) -> bool {
    task.deed == Deed::WriteText || !task.blank.is_empty()
}

/// A sheet in which the reader writes and which others hand in: it opens where they begin.
fn of_task(task: &Task, edition: &Edition, clerk: &Clerk) -> Row {
    let l = clerk.lang;
    let (blank, all) = (task.blank.len(), task.fields);
    let begin = task.blank.first().unwrap_or(&task.first);
    let words = match (task.deed, blank) {
        (_, 0) => l.say(format!("担当の欄{all}件"), format!("fields that are yours: {all}")),
        (Deed::WriteMoney, _) => {
            l.say(format!("空いている金額の欄{blank}件"), format!("amounts still blank: {blank}"))
        }
        _ => l.say(
            format!("担当の欄{all}件のうち{blank}件が空欄"),
            format!("{blank} of your {all} fields are blank"),
        ),
    };
    let row = row(&task.owed, edition, clerk);
    Row { address: format!("{}#{}", row.address, anchor(begin)), todo: Some(words), ..row }
}

/// As whom nobody is there to take the next step.
fn lies_with_nobody(owed: &Owed, roster: Option<&Roster>, edition: &Edition) -> Option<Role> {
    roster?.is_stranded(&owed.sheet, &owed.place.organisation, edition)
}

/// Whether a stage begins only later, and nobody has begun it before its time.
fn is_far(owed: &Owed, today: Date) -> bool {
    let to_begin = today.until(owed.stage.from).map_or(0, |span| span.get_days());
    to_begin > AHEAD && matches!(owed.sheet.stand(), Stand::NotBegun)
}

/// What was decided long ago is found on the board.
fn is_long_settled(owed: &Owed, today: Date) -> bool {
    let since_due = owed.due.until(today).map_or(0, |span| span.get_days());
    matches!(owed.sheet.stand(), Stand::Decided { .. }) && since_due > AHEAD
}

/// Whether the next step is the reader's.
fn waits_for(owed: &Owed, actor: &Actor, edition: &Edition) -> bool {
    let organisation = Some(&owed.place.organisation);
    match owed.sheet.stand() {
        Stand::NotBegun | Stand::Writing => actor
            .roles()
            .any(|role| role.is_local() && actor.may_as(Deed::Submit, role, organisation, edition)),
        _ => is_turn_of(actor, &owed.sheet, &owed.place.organisation, edition),
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
        stand: l.of_pair(owed.sheet.stand().name()),
        checklist: requests.iter().any(Request::is_open).then(|| l.of_pair(Checklist::of(requests).words())),
        value: None,
        todo: None,
        begins: begins(&owed.stage, today, l),
        nobody: None,
    }
}
