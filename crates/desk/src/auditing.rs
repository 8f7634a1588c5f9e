//! 監査用に書き出す: what was decided, published, reviewed and extended, by whom, and who held which post when.
//!
//! Only what is named here is read: passwords, second factors, sessions and one-time addresses are papers of other kinds.

use std::sync::Arc;

pub use ledger::decision::Hashed;
use ledger::paper;
pub use ledger::paper::Kept;
use plan::consultation::{Handled, Letter};
use plan::draft::Draft;
use plan::edition::Edition;
use plan::publication::Publication;
use plan::sheet::life::Sheet;
use plan::staff::Account;

use crate::policy::Deed;
use crate::scheduling::Scheduled;
use crate::sheet::Extension;
use crate::{Actor, Desk, Error};

/// 監査資料.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The newest edition.
    pub edition: Arc<Edition>,
    /// Every decision as it was hashed, with its leaf and the root after it.
    pub decisions: Vec<Hashed>,
    /// 公表の一覧.
    pub publications: Vec<Publication>,
    /// 公表の予約 that wait, and those that could not be done or were given up: each says so itself.
    pub scheduled: Vec<Kept<Scheduled>>,
    /// 決裁を待つ起案.
    pub drafts: Vec<Draft>,
    /// 票, with the reasons of every step. The folder is the stage, the id the organisation.
    pub sheets: Vec<Kept<Sheet>>,
    /// 期限の延長, earlier ones too, the oldest of each sheet first.
    pub extensions: Vec<Kept<Extension>>,
    /// 意見の取扱い, as long as letters are kept: whoever may export this need not be one who may read them.
    pub opinions: Vec<Handled>,
    /// Who held which post when.
    pub accounts: Vec<Account>,
}

/// Collects it, all of one moment.
pub fn collect(desk: &Desk, actor: &Actor) -> Result<Audit, Error> {
    let town = &actor.town;
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, town)?;
        actor.may(Deed::ExportAudit, None, &edition)?;
        let mut extensions = Vec::new();
        for it in paper::all::<Extension>(tx, town)? {
            extensions.extend(paper::past::<Extension>(tx, town, &it.folder, &it.id)?);
            extensions.push(it);
        }
        let letters = paper::all::<Letter>(tx, town)?;
        Ok(Audit {
            edition,
            decisions: ledger::decision::hashed(tx, town)?,
            publications: ledger::publication::list(tx, town)?,
            scheduled: paper::all(tx, town)?,
            drafts: ledger::draft::list(tx, town)?.into_iter().map(|it| it.draft).collect(),
            sheets: paper::all(tx, town)?,
            extensions,
            opinions: letters.iter().flat_map(|it| it.value.handled(&it.folder, &it.id)).collect(),
            accounts: paper::all::<Account>(tx, town)?.into_iter().map(|it| it.value).collect(),
        })
    })
}
