//! 仕事の分け方: in which part of the page a sheet stands.

use desk::Actor;
use desk::awaiting::Roster;
use desk::policy::Deed;
use desk::reviewing::is_turn_of;
use desk::sheet::{Owed, Task};
use jiff::civil::Date;
use plan::edition::Edition;
use plan::role::Role;
use plan::sheet::life::Stand;

/// So many days before a stage begins, it is shown among what is to come.
const AHEAD: i32 = 60;

/// The sheets that somebody has to do with, sorted by whom they wait for.
pub(super) struct Piles {
    /// What waits for the reader, with what they write in it as one who writes on all sheets.
    pub(super) mine: Vec<(Owed, Vec<Task>)>,
    /// What they write on sheets that others hand in.
    pub(super) tasks: Vec<Task>,
    /// What lies with a role that nobody holds.
    pub(super) stranded: Vec<(Owed, Role)>,
    /// What lies with others, and what is to come.
    pub(super) others: Vec<Owed>,
    /// What begins later still.
    pub(super) later: Vec<Owed>,
    /// What is decided.
    pub(super) settled: Vec<Owed>,
}

impl Piles {
    /// 兼務: by one post a sheet may wait for somebody who by another only writes in it: it waits for them. Nothing of it is said twice,
    /// and a task hides a sheet only among those that wait for others.
    pub(super) fn sorted(
        mut owed: Vec<Owed>,
        mut tasks: Vec<Task>,
        (actor, edition, roster): (&Actor, &Edition, Option<&Roster>),
    ) -> Self {
        owed.retain(|it| !is_long_settled(it, actor.today));
        owed.sort_by_key(|it| it.due);
        tasks.retain(is_open);
        tasks.sort_by_key(|it| it.owed.due);
        let stranded = |it: &Owed| roster?.is_stranded(&it.sheet, &it.place.organisation, edition);
        let mut piles = Self {
            mine: vec![],
            tasks: vec![],
            stranded: vec![],
            others: vec![],
            later: vec![],
            settled: vec![],
        };
        for it in owed {
            let is_of = |task: &Task| task.owed.place == it.place;
            match stranded(&it) {
                _ if matches!(it.sheet.stand(), Stand::Decided { .. }) => piles.settled.push(it),
                _ if is_far(&it, actor.today) => piles.later.push(it),
                _ if waits_for(&it, actor, edition) => {
                    let (of_it, left) = tasks.into_iter().partition(is_of);
                    tasks = left;
                    piles.mine.push((it, of_it));
                }
                Some(role) => piles.stranded.push((it, role)),
                None if tasks.iter().any(is_of) => {}
                None => piles.others.push(it),
            }
        }
        Self { tasks, ..piles }
    }
}

/// Whether something is still to be written, or it is a part of a sheet that is found nowhere else.
fn is_open(task: &Task) -> bool {
    task.deed == Deed::WriteText || !task.blank.is_empty()
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
