//! 資料を調べる: what a file is, before anybody waits for the writer.

use ledger::source;
use plan::evidence::{NotKept, Room, admit, ending};
use reading::package::{self, Effort, Odd};

use super::Offered;

/// A file that was looked at before anybody waits for the writer: hashed once, and looked into.
pub(super) struct Weighed {
    pub(super) offered: Offered,
    pub(super) sha256: String,
    /// What is packed in it is not what its name says.
    pub(super) odd: Option<NotKept>,
}

impl Weighed {
    pub(super) fn of(offered: Offered, effort: &mut Effort) -> Self {
        let ending = ending(&offered.name);
        // What is not taken anyway need not be looked into.
        let is_taken = admit(&offered.name, &offered.bytes, Room::default()).is_ok();
        let looked = if is_taken { package::inspect(&ending, &offered.bytes, effort) } else { Ok(()) };
        let odd = looked.err().map(|odd| match odd {
            Odd::Other => NotKept::Disguised(ending),
            Odd::Macros => NotKept::Macros(ending),
            Odd::Swollen => NotKept::Swollen(ending),
            Odd::TooMuch => NotKept::TooMuchAtOnce,
        });
        Self { sha256: source::name(&offered.bytes), offered, odd }
    }
}
