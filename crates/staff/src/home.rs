//! `/{code}/`: 自分の仕事: what waits for the reader, the most urgent first.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::Actor;
use desk::policy::Deed;
use desk::reviewing::is_turn_of;
use desk::sheet::{Owed, own};
use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::sheet::life::Stand;
use plan::sheet::request::{Checklist, Request};
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{due, path};

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    frame: Frame,
    /// What waits for the reader.
    mine: Vec<Row>,
    /// What lies with others, and what is to come.
    others: Vec<Row>,
    /// What begins later still.
    later: Vec<Row>,
    /// What is decided.
    settled: Vec<Row>,
    /// 職, where somebody has none yet.
    without_post: bool,
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
}

/// So many days before a stage begins, it is shown among what is to come.
const AHEAD: i32 = 60;

/// `GET /{code}/`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found =
        office.deed(move |office| Ok((office.desk().edition(&actor.town)?, own(office.desk(), &actor)?)));
    let (edition, owed) = found.await.map_err(|fault| fault.page(l))?;
    let actor = clerk.actor();
    let mut owed: Vec<Owed> = owed.into_iter().filter(|it| !is_long_settled(it, actor.today)).collect();
    owed.sort_by_key(|it| it.due);
    let (settled, open): (Vec<_>, Vec<_>) =
        owed.into_iter().partition(|it| matches!(it.sheet.stand(), Stand::Decided { .. }));
    let (later, open): (Vec<_>, Vec<_>) = open.into_iter().partition(|it| is_far(it, actor.today));
    let (mine, others): (Vec<_>, Vec<_>) = open.into_iter().partition(|it| waits_for(it, actor, &edition));
    let rows = |list: Vec<Owed>| list.iter().map(|it| row(it, &edition, &clerk)).collect::<Vec<_>>();
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("自分の仕事", "Your work"));
    let without_post = actor.roles().next().is_none();
    let mut mine: Vec<Row> = mine.iter().map(|it| tickable(it, row(it, &edition, &clerk))).collect();
    let approve = (mine.iter().filter(|it| it.value.is_some()).count() > 1).then(|| clerk.to("/approve"));
    if approve.is_none() {
        mine.iter_mut().for_each(|it| it.value = None);
    }
    let (others, later, settled) = (rows(others), rows(later), rows(settled));
    let page = Show { frame, mine, others, later, settled, without_post, approve };
    Ok(Html(page.render()?))
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
    }
}
