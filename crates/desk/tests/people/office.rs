//! A town whose first account keeps the accounts, and ways to bring others in.

use std::sync::atomic::{AtomicU64, Ordering};

use desk::attempts::Attempts;
use desk::inviting::{self, Chosen};
use desk::posting::Asked;
use desk::session::SignedIn;
use desk::setting_up::{self, First};
use desk::signing_in::{self, Typed};
use desk::staffing::Names;
use desk::{Desk, Error};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Ledger, Place};
use plan::municipality::MunicipalityCode;
use plan::role::Role;

pub(crate) const PASSWORD: &str = "にわの木にすずめが三羽いた";

pub(crate) fn chance(bytes: &mut [u8]) {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    // Never twice the same: tests run side by side.
    let mut word = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in bytes.chunks_mut(8) {
        part.copy_from_slice(&word.to_be_bytes()[..part.len()]);
        word = word.rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    }
}

/// 2026-11-21 at noon in Japan, and minutes after it.
pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_795_230_000 + minute * 60).unwrap()
}

pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) admin: SignedIn,
    pub(crate) ledger: Ledger,
    _folder: tempfile::TempDir,
}

/// Who begins a municipality of a new ledger.
pub(crate) fn first() -> First {
    First {
        founding: Some("目安市".to_owned()),
        login: "admin1".to_owned(),
        name: "目安 管理".to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        ..First::default()
    }
}

pub(crate) fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
    let desk = Desk::new(ledger.clone());
    let admin = setting_up::begin(&desk, &town(), first(), chance, at(0)).unwrap();
    Office { desk, admin, ledger, _folder: folder }
}

pub(crate) fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").unwrap()
}

pub(crate) fn names(login: &str) -> Names {
    Names { login: login.to_owned(), name: "佐藤 花子".to_owned(), mail: String::new() }
}

pub(crate) fn post(role: Role, from: Date) -> Asked {
    Asked { role, organisation: None, from, until: None, stands_in_for: None }
}

pub(crate) fn chosen(password: &str) -> Chosen {
    Chosen { password: password.to_owned(), again: password.to_owned(), ..Chosen::default() }
}

pub(crate) fn typed(login: &str, password: &str) -> Typed {
    Typed { login: login.to_owned(), password: password.to_owned(), ..Typed::default() }
}

impl Office {
    pub(crate) fn sign_in(&self, login: &str, password: &str, minute: i64) -> Result<SignedIn, Error> {
        signing_in::sign_in(
            &self.desk,
            &town(),
            &typed(login, password),
            &Attempts::default(),
            chance,
            at(minute),
        )
    }

    /// Invites somebody and lets them in.
    pub(crate) fn member(&self, login: &str, role: Role) -> SignedIn {
        let posts = vec![post(role, date(2026, 4, 1))];
        let issued = inviting::invite(&self.desk, &self.admin, &names(login), posts, chance, at(0)).unwrap();
        self.accept(&issued.secret.text(), &chosen("沖のほうに鯨が三頭いた朝"), 1).unwrap()
    }

    /// Somebody comes in by a one-time address, for the first time or anew.
    pub(crate) fn accept(&self, secret: &str, chosen: &Chosen, minute: i64) -> Result<SignedIn, Error> {
        inviting::accept(&self.desk, &town(), secret, chosen, &Attempts::default(), chance, at(minute))
    }
}
