//! 次の担当, by name: to whom a sheet goes, or that nobody is there to take it.

use desk::awaiting::Roster;
use desk::sheet::Opened;
use plan::role::Role;
use web::Lang;

use super::Here;
use crate::office::Office;
use crate::refused::Refused;

/// So many names are told; of more it is said how many there are.
const NAMED: usize = 3;

/// Whoever takes the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    /// 「課長（課長 薫）」, or the role alone where nobody holds it.
    pub(crate) words: String,
    /// Whether nobody is there.
    pub(crate) nobody: bool,
}

impl Next {
    pub(crate) fn of(roster: &Roster, role: Role, opened: &Opened, l: Lang) -> Self {
        let found = roster.as_role(role, &opened.place.organisation, &opened.edition);
        let names: Vec<&str> = found.map(|it| it.name.as_str()).collect();
        let name = l.of_pair(role.name());
        let shown = names[..names.len().min(NAMED)].join(l.say("、", ", "));
        let more = names.len().saturating_sub(NAMED);
        let words = match (names.len(), more) {
            (0, _) => name.to_owned(),
            (_, 0) => l.say(format!("{name}（{shown}）"), format!("{name} ({shown})")),
            _ => l.say(format!("{name}（{shown}ほか{more}人）"), format!("{name} ({shown} and {more} more)")),
        };
        Self { words, nobody: names.is_empty() }
    }

    /// What to do where nobody is there.
    pub(crate) fn remedy(l: Lang) -> &'static str {
        l.say(
            "この番にあたる職を持つ職員が登録されていません。システム管理者に、職（代理でもかまいません）を登録してもらってください。",
            "Nobody holds the post whose turn this is. Ask the system administrator to register one, or a stand-in.",
        )
    }
}

impl Here {
    /// Who works here today.
    pub(super) async fn roster(&self, office: &Office) -> Result<Roster, Refused> {
        let actor = self.clerk.actor().clone();
        let found = office.deed(move |office| desk::awaiting::roster(office.desk(), &actor)).await;
        found.map_err(|fault| fault.page(self.clerk.lang))
    }
}
