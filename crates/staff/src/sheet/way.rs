//! 次にすること: what the reader may do with a sheet as it stands.

use desk::Actor;
use desk::awaiting::Roster;
use desk::policy::Deed;
use desk::reviewing::{is_turn_of, whose};
use desk::sheet::Opened;
use plan::role::Role;
use plan::sheet::life::{Act, Stand};
use web::Lang;

use super::next::Next;

/// The ways on from a sheet: words and address, the first one the usual one.
pub(crate) struct Way {
    /// A page to go to next.
    pub(crate) next: Option<(String, String)>,
    /// Where it can be pulled back.
    pub(crate) pull_back: Option<String>,
    /// Where it can be opened again for a correction.
    pub(crate) reopen: Option<String>,
    /// Where its deadline can be extended.
    pub(crate) extend: Option<String>,
    /// 経過.
    pub(crate) history: String,
    /// 「課長（課長 薫）の番です」, where it lies with others.
    pub(crate) waits: Option<String>,
    /// What to do where nobody is there.
    pub(crate) nobody: Option<&'static str>,
}

impl Way {
    pub(crate) fn of(opened: &Opened, actor: &Actor, (address, roster): (&str, &Roster), l: Lang) -> Self {
        let may = |deed| actor.may(deed, Some(&opened.place.organisation), &opened.edition).is_ok();
        let stand = opened.sheet.stand();
        let is_open = matches!(stand, Stand::NotBegun | Stand::Writing);
        let submitted = opened.sheet.events().last().is_some_and(|it| it.act == Act::Submitted);
        let decided = matches!(stand, Stand::Decided { .. });
        let own = opened.sheet.authors().contains(&actor.id)
            || opened.sheet.events().last().is_some_and(|it| it.by == actor.id);
        let next = if is_open && may(Deed::Submit) {
            Some((l.say("提出の確認へ進む", "Go on to submit").to_owned(), format!("{address}/submit")))
        } else {
            turn(opened, actor).map(|words| (l.of_pair(words).to_owned(), format!("{address}/review")))
        };
        let whose = whose(&opened.sheet).map(|role| Next::of(roster, role, opened, l));
        Self {
            nobody: whose.as_ref().filter(|it| it.nobody).map(|_| Next::remedy(l)),
            waits: whose.map(|it| {
                l.say(format!("いまは{}の番です。", it.words), format!("It is now with: {}.", it.words))
            }),
            next,
            pull_back: (submitted && own && may(Deed::Submit)).then(|| format!("{address}/pull-back")),
            reopen: (decided && may(Deed::Decide)).then(|| format!("{address}/reopen")),
            extend: (!decided && may(Deed::Extend)).then(|| format!("{address}/extend")),
            history: format!("{address}/history"),
        }
    }
}

/// What the reader is to do where it is their turn.
pub(crate) fn turn(opened: &Opened, actor: &Actor) -> Option<(&'static str, &'static str)> {
    let role = whose(&opened.sheet)?;
    is_turn_of(actor, &opened.sheet, &opened.place.organisation, &opened.edition).then_some(match role {
        Role::SectionChief => ("内容を確認する", "Look through and confirm"),
        Role::DepartmentHead => ("内容を承認する", "Look through and approve"),
        Role::Planning => ("審査して決裁する", "Review and decide"),
        _ => ("内容を見る", "Look through"),
    })
}
