//! 最初の設定: the first account of a municipality. There is no default password: whoever starts the program gets an address that is
//! good once, and chooses.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::{Tx, paper};
use plan::decision::{Decision, StaffId};
use plan::edition::Edition;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::RecordId;
use plan::refusal::Refusal;
use plan::role::Role;
use plan::staff::{Account, Post};

use crate::password::{self, Hashed};
use crate::secret::{self, Chance};
use crate::session::{self, SignedIn};
use crate::signing_in::{Credential, Login};
use crate::{Actor, Desk, Error, founding, settings};

/// What the first person types.
#[derive(Clone, Debug, Default)]
pub struct First {
    /// 団体名, where the municipality is begun with it; none where it is in the ledger.
    pub founding: Option<String>,
    /// 職員番号 or mail address.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// The password, twice.
    pub password: String,
    /// The same again.
    pub again: String,
    /// Whether the person also acts for the planning section.
    pub plans: bool,
    /// 一人での決裁: whether one person may decide what they wrote alone, as where nobody else is there to do it.
    pub alone: bool,
    /// Where they work, if that is known.
    pub organisation: Option<RecordId>,
    /// What the browser calls itself.
    pub browser: String,
}

/// Whether nobody has an account yet, in any municipality of the ledger.
pub fn is_needed(desk: &Desk) -> Result<bool, Error> {
    let towns = desk.municipalities()?;
    desk.ledger.read(|tx| {
        for town in &towns {
            if !paper::all::<Account>(tx, town)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

/// Makes the first account, in one step with the municipality where that is new, and signs it in.
pub fn begin(
    desk: &Desk,
    town: &MunicipalityCode,
    first: First,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let hashed = chosen(&first.password, &first.again, &[&first.login, &first.name], chance)?;
    let id = StaffId(secret::id("s", chance));
    let account = account(&id, &first, now)?;
    let named = |name: &String| founding::first(town, Municipality::new(name.trim()), &id, now);
    let founding = first.founding.as_ref().map(named).transpose()?;
    let (here, town) = (desk.clone(), town.clone());
    desk.ledger.write(move |tx| {
        let edition = begun(tx, &here, &town, founding)?;
        if !paper::all::<Account>(tx, &town)?.is_empty() {
            return Err(Error::Spent);
        }
        if first.alone {
            let decision = settings::alone(&edition, true, &id, now)?;
            ledger::decision::append(tx, &decision)?;
        }
        register(tx, &town, &account, &Credential { password: Some(hashed), ..Credential::default() })?;
        let (session, pass) = session::open(tx, &town, &id, &first.browser, chance, now)?;
        let actor = Actor::of(&town, account, plan::decision::date_in_japan(now));
        Ok(SignedIn { actor, session, pass })
    })
}

/// The edition to go on from: that of the municipality which is founded here and now, or of one that was.
fn begun(
    tx: &mut Tx<'_>,
    desk: &Desk,
    town: &MunicipalityCode,
    founding: Option<Decision>,
) -> Result<Arc<Edition>, Error> {
    let Some(first) = founding else {
        return desk.reserved(tx, town).map_err(|error| match error {
            Error::Refused(Refusal::NotFounded(code)) => nameless(&code),
            other => other,
        });
    };
    founding::begin(tx, &first)?;
    // Not by the desk, which would remember it even if nothing came of the rest.
    Ok(Arc::new(Edition::fold(town.clone(), [Arc::new(first)])))
}

/// Whoever names a new municipality by its code alone is on the page on which its name can be typed.
fn nameless(code: &str) -> Error {
    Error::invalid(
        "town",
        format!("団体コード{code}は、この台帳にまだありません。新しく始めるときは、団体名も入力してください"),
        format!("municipality {code} is not in this ledger yet: to begin it, type its name too"),
    )
}

fn account(id: &StaffId, first: &First, now: Timestamp) -> Result<Account, Error> {
    let login = Account::login_key(&first.login);
    if login.is_empty() {
        return Err(Error::invalid(
            "login",
            "職員番号（またはメールアドレス）を入力してください",
            "type a staff number or a mail address",
        ));
    }
    if first.name.trim().is_empty() {
        return Err(Error::invalid("name", "氏名を入力してください", "type a name"));
    }
    let from = plan::decision::date_in_japan(now);
    let post = |role, organisation| Post {
        role,
        organisation,
        from,
        until: None,
        stands_in_for: None,
        given_by: id.clone(),
    };
    let mut posts = vec![post(Role::Administrator, None)];
    if first.plans {
        posts.push(post(Role::Planning, first.organisation.clone()));
    }
    Ok(Account {
        id: id.clone(),
        login,
        name: first.name.trim().to_owned(),
        mail: None,
        outside: None,
        posts,
        left_on: None,
        made: now,
        changed_by: None,
        changed_at: None,
    })
}

/// A password that two fields agree on and that can be taken.
pub(crate) fn chosen(password: &str, again: &str, about: &[&str], chance: Chance) -> Result<Hashed, Error> {
    password::check(password, about).map_err(Error::WeakPassword)?;
    if password != again {
        return Err(Error::invalid("again", "2回のパスワードが違います", "the two passwords differ"));
    }
    let mut salt = [0; 16];
    chance(&mut salt);
    Hashed::new(password, &salt).ok_or_else(|| {
        Error::invalid("password", "このパスワードは使えません", "this password cannot be used")
    })
}

/// Keeps a new account; its login must be nobody's.
pub(crate) fn register(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    account: &Account,
    credential: &Credential,
) -> Result<(), Error> {
    claim(tx, town, account)?;
    paper::save(tx, town, "", &account.id.0, account, None)?;
    paper::save(tx, town, "", &account.id.0, credential, None)?;
    Ok(())
}

/// Takes the login of an account, which must be nobody's.
pub(crate) fn claim(tx: &mut Tx<'_>, town: &MunicipalityCode, account: &Account) -> Result<(), Error> {
    let login = Login(account.id.clone());
    match paper::save(tx, town, "", &account.login, &login, None) {
        Ok(_) => Ok(()),
        Err(ledger::LedgerError::StalePaper) => Err(Error::invalid(
            "login",
            format!("「{}」はほかの人が使っています", account.login),
            format!("“{}” is taken", account.login),
        )),
        Err(other) => Err(other.into()),
    }
}
