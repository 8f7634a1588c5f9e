//! 職務の分離: who may decide instead, told to whoever wrote something alone.

use std::collections::BTreeSet;

use desk::Actor;
use desk::awaiting::Roster;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::sheet::life::may_be_decided_by;
use web::Lang;

/// Why the reader may not decide what these people wrote, and who may; none where the reader may.
pub(crate) fn who_else(
    writers: &BTreeSet<StaffId>,
    actor: &Actor,
    (roster, edition): (&Roster, &Edition),
    l: Lang,
) -> Option<String> {
    let alone = edition.profile().is_some_and(|it| it.one_person_decides);
    if may_be_decided_by(writers, &actor.id, alone) {
        return None;
    }
    let names: Vec<&str> = roster.other_deciders(&actor.id, edition).map(|it| it.name.as_str()).collect();
    let names = names.join(l.say("、", ", "));
    Some(if names.is_empty() {
        l.say(
            "あなた一人で書いたものなので、あなたは決裁できません（職務の分離）。ほかに決裁できる職員が登録されていません。システム管理者に、企画課の職を登録してもらってください。",
            "You alone wrote this, so somebody else decides it. Nobody else may: ask the system administrator to register somebody of the planning section.",
        )
        .to_owned()
    } else {
        l.say(
            format!(
                "あなた一人で書いたものなので、ほかの人が決裁します（職務の分離）。決裁できる人：{names}"
            ),
            format!("You alone wrote this, so somebody else decides it. Those who may: {names}"),
        )
    })
}
