//! 職を与える・終える: several at once are usual (兼務); one may be held in somebody's place (代理). Posts end; they are never removed.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::paper;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::staff::{Account, Post};

use crate::policy::Deed;
use crate::proving::permit;
use crate::session::SignedIn;
use crate::staffing::Change;
use crate::{Desk, Error};

/// 職 as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As what.
    pub role: Role,
    /// Where; none for the whole municipality.
    pub organisation: Option<RecordId>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// 代理: whose place it takes.
    pub stands_in_for: Option<StaffId>,
}

impl Asked {
    /// The post, if it can be: local roles have an organisation that is there, a stand-in has a period.
    pub(crate) fn post(self, edition: &Edition, given_by: &StaffId) -> Result<Post, Error> {
        if self.role.is_local() && self.organisation.is_none() {
            return Err(Error::invalid(
                "organisation",
                "この役割には組織を選んでください",
                "this role needs an organisation",
            ));
        }
        if let Some(id) = &self.organisation {
            let found = edition.find::<Organisation>(id);
            if found.is_none_or(|it| !it.is_active(self.from)) {
                return Err(Error::invalid(
                    "organisation",
                    "その日にある組織を選んでください",
                    "choose an organisation that is there on that day",
                ));
            }
        }
        if self.until.is_some_and(|until| until < self.from) {
            return Err(Error::invalid(
                "until",
                "終了日は開始日より後にしてください",
                "the last day must not be before the first",
            ));
        }
        if self.stands_in_for.is_some() && self.until.is_none() {
            return Err(Error::invalid(
                "until",
                "代理には終了日を入れてください",
                "a stand-in needs a last day",
            ));
        }
        let Self { role, organisation, from, until, stands_in_for } = self;
        Ok(Post { role, organisation, from, until, stands_in_for, given_by: given_by.clone() })
    }
}

/// 職を与える: several at once are usual (兼務). A stand-in names whose place it takes.
pub fn give_post(
    desk: &Desk,
    who: &SignedIn,
    staff: &StaffId,
    asked: Asked,
    now: Timestamp,
) -> Result<Account, Error> {
    let edition = desk.edition(&who.actor.town)?;
    permit(who, Deed::ManageAccounts, &edition, now)?;
    let post = asked.post(&edition, &who.actor.id)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        if let Some(other) = &post.stands_in_for
            && (*other == staff || paper::find::<Account>(tx, &change.town, "", &other.0)?.is_none())
        {
            return Err(Error::invalid(
                "for",
                "代理される職員を選んでください",
                "choose whose place it takes",
            ));
        }
        change.make(tx, &staff, |account| {
            refuse_twice(account, &post)?;
            account.posts.push(post);
            Ok(())
        })
    })
}

/// The same role at the same place at the same time is one post.
pub(crate) fn refuse_twice(account: &Account, post: &Post) -> Result<(), Error> {
    if account.posts.iter().any(|it| it.is_held_with(post)) {
        let name = &account.name;
        return Err(Error::invalid(
            "role",
            format!("{name}さんには、同じ職がその期間にもう登録されています"),
            format!("{name} holds the same post in that time already"),
        ));
    }
    Ok(())
}

/// 職を終える: on its last day. A post is never removed; one that never began ends the day before its first.
pub fn end_post(
    desk: &Desk,
    who: &SignedIn,
    staff: &StaffId,
    (at, until): (usize, Date),
    now: Timestamp,
) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        change.make(tx, &staff, |account| {
            let post = account.posts.get_mut(at).ok_or(Error::NotFound)?;
            let earliest = post.from.yesterday().unwrap_or(post.from);
            if until < earliest {
                return Err(Error::invalid(
                    "until",
                    "終了日は開始日より後にしてください",
                    "the last day must not be before the first",
                ));
            }
            post.until = Some(until);
            Ok(())
        })
    })
}
