//! 職の引継ぎ: posts in organisations that end, and where their holders would go on.

use std::fmt;

use jiff::civil::Date;

use crate::decision::StaffId;
use crate::edition::Edition;
use crate::organisation::Organisation;
use crate::record::RecordId;
use crate::staff::{Account, Post};

/// 引き継ぐ職: it would go on in an organisation that is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostMove {
    /// Whose.
    pub staff: StaffId,
    /// The post as it is.
    pub post: Post,
    /// The first day on which its organisation is no more.
    pub on: Date,
    /// Where it could go on; none: it only ends.
    pub heirs: Vec<RecordId>,
}

impl PostMove {
    /// Which post of the town hall it is.
    pub fn name(&self) -> PostName {
        PostName::of(&self.staff, &self.post)
    }

    /// The last day of the old post, and the post that goes on at an heir.
    pub fn carried_to(&self, heir: Option<&RecordId>, by: &StaffId) -> (Date, Option<Post>) {
        let last = self.on.yesterday().unwrap_or(self.on);
        let new = heir.map(|heir| Post {
            organisation: Some(heir.clone()),
            from: self.post.from.max(self.on),
            given_by: by.clone(),
            ..self.post.clone()
        });
        // What was to begin later never begins.
        let until = if self.post.from > last { self.post.from.yesterday().unwrap_or(last) } else { last };
        (until, new)
    }
}

/// 職の名: which post of the town hall something speaks of, whatever else was written into the account meanwhile. Of one person no two
/// posts of one role, place and first day are held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PostName(String);

impl PostName {
    /// The name of somebody's post.
    pub fn of(staff: &StaffId, post: &Post) -> Self {
        let organisation = post.organisation.as_ref().map_or("", RecordId::as_str);
        let whose = post.stands_in_for.as_ref().map_or("", |it| it.0.as_str());
        Self([&staff.0, post.role.word(), organisation, &post.from.to_string(), whose].join(":"))
    }

    /// As a form sends it back.
    pub fn sent(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl fmt::Display for PostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every post that goes beyond the end of its organisation, by person.
pub fn posts<'a>(edition: &Edition, accounts: impl IntoIterator<Item = &'a Account>) -> Vec<PostMove> {
    let of = |account: &'a Account| {
        account.posts.iter().filter_map(|post| {
            let organisation = edition.find::<Organisation>(post.organisation.as_ref()?)?;
            let end = organisation.ended.as_ref()?;
            let goes_on = post.until.is_none_or(|until| end.on <= until && post.from <= until);
            let leaves = account.left_on.is_some_and(|left| left <= end.on);
            (goes_on && !leaves).then(|| PostMove {
                staff: account.id.clone(),
                post: post.clone(),
                on: end.on,
                heirs: end.into.clone(),
            })
        })
    };
    accounts.into_iter().flat_map(of).collect()
}
