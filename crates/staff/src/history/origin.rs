//! 元になった票: whose hands a decision went through, with reasons, before it was one.

use desk::looking_back::{History, Origin};
use plan::calendar::CalendarEntry;
use plan::decision::DecisionNumber;
use web::Lang;

use super::Reader;
use crate::account::moment;

/// A sheet that became a decision.
pub(super) struct Behind {
    /// 「案　福祉部」.
    pub(super) name: String,
    pub(super) address: String,
    pub(super) form: Option<String>,
    pub(super) steps: Vec<Step>,
    pub(super) requests: usize,
}

/// One step on its way.
pub(super) struct Step {
    pub(super) at: String,
    pub(super) act: &'static str,
    pub(super) by: String,
    pub(super) reason: String,
}

/// The sheet behind a decision.
pub(super) fn of(reader: &Reader, history: &History, number: DecisionNumber) -> Option<Behind> {
    let (l, edition) = (reader.clerk.lang, &history.edition);
    let origin = history.origin(number)?;
    let place = origin.place;
    let stage = edition.find::<CalendarEntry>(&place.stage);
    let work = stage.and_then(|it| it.work.as_ref());
    let organisation = reader.title(history, &place.organisation);
    Some(Behind {
        name: format!("{}　{organisation}", reader.title(history, &place.stage)),
        address: reader.clerk.to(&format!("{}/history", crate::sheet::path(place))),
        form: work.map(|it| reader.title(history, &it.form)),
        steps: steps(&origin, history, l),
        requests: origin.sheet.requests().len(),
    })
}

fn steps(origin: &Origin<'_>, history: &History, l: Lang) -> Vec<Step> {
    let step = |it: &plan::sheet::life::Event| Step {
        at: moment(it.at, l),
        act: l.of_pair(it.act.name()),
        by: format!("{}（{}）", history.names.of(&it.by), l.of_pair(it.role.name())),
        reason: it.reason.clone(),
    };
    origin.events.iter().map(step).collect()
}
