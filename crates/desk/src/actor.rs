//! 操作者: who acts, and by which of their posts they may.

use jiff::Timestamp;
use jiff::civil::Date;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::Hand;
use plan::staff::{Account, Post};

use crate::Error;
use crate::policy::{self, Deed, Relation};

/// Somebody who signed in, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whose desk it is.
    pub town: MunicipalityCode,
    /// Under which name decisions know them.
    pub id: StaffId,
    /// 氏名.
    pub name: String,
    /// All posts, past ones too.
    pub posts: Vec<Post>,
    /// The day, by the calendar of Japan.
    pub today: Date,
}

/// So far up and along the organisations is looked: a circle in them must not hang the house.
const STEPS: usize = 16;

/// What somebody does to a sheet, as against reading it.
const STEPS_ON_A_SHEET: [Deed; 8] = [
    Deed::WriteText,
    Deed::WriteMoney,
    Deed::WriteOpinion,
    Deed::Submit,
    Deed::Pass,
    Deed::Return,
    Deed::Ask,
    Deed::Decide,
];

impl Actor {
    /// The person of an account, on a day.
    pub fn of(town: &MunicipalityCode, account: Account, today: Date) -> Self {
        Self { town: town.clone(), id: account.id, name: account.name, posts: account.posts, today }
    }

    /// The roles by which they act today.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.posts.iter().filter(|post| post.is_held(self.today)).map(|post| post.role)
    }

    /// Whether a deed is open to them, about an organisation or about the whole municipality; and as which role.
    pub fn may(&self, deed: Deed, organisation: Option<&RecordId>, edition: &Edition) -> Result<Role, Error> {
        self.stands(deed, organisation, edition).map(|(role, _)| role)
    }

    /// The same with how the post stands to the organisation: the nearest of those by which it is open.
    pub(crate) fn stands(
        &self,
        deed: Deed,
        organisation: Option<&RecordId>,
        edition: &Edition,
    ) -> Result<(Role, Relation), Error> {
        let open = self.open_by(deed, organisation, edition);
        open.min_by_key(|(role, it)| is_by_share(*role, *it)).ok_or(Error::Forbidden(deed))
    }

    /// 兼務: every post by which a deed is open to them, as its role and how it stands to the organisation.
    pub(crate) fn open_by(
        &self,
        deed: Deed,
        organisation: Option<&RecordId>,
        edition: &Edition,
    ) -> impl Iterator<Item = (Role, Relation)> {
        let relation = move |post: &Post| (post.role, relation(post, organisation, edition, self.today));
        self.posts.iter().map(relation).filter(move |(role, it)| policy::allows(*role, deed, *it))
    }

    /// Whether a deed is open to them as one role, about an organisation or about the whole municipality.
    pub fn may_as(&self, deed: Deed, role: Role, organisation: Option<&RecordId>, edition: &Edition) -> bool {
        let mut posts = self.posts.iter().filter(|post| post.role == role);
        posts.any(|post| policy::allows(role, deed, relation(post, organisation, edition, self.today)))
    }

    /// The hand with which they act on a sheet of an organisation, as one role: by a post of their own, where one opens any step on it, before
    /// one that they hold in somebody's place; of those by the nearest.
    pub(crate) fn hand(
        &self,
        role: Role,
        (organisation, edition): (&RecordId, &Edition),
        at: Timestamp,
    ) -> Hand {
        let near = |post: &Post| relation(post, Some(organisation), edition, self.today);
        let opens = |post: &Post| STEPS_ON_A_SHEET.iter().any(|it| policy::allows(role, *it, near(post)));
        let posts = self.posts.iter().filter(|post| post.role == role && opens(post));
        let taken = posts.min_by_key(|post| (post.stands_in_for.is_some(), near(post)));
        Hand { by: self.id.clone(), role, stands_in_for: taken.and_then(|it| it.stands_in_for.clone()), at }
    }

    /// Whether they hold any post today whose organisation is there: without one nothing is open to them, whatever it is.
    pub fn has_a_post(&self, edition: &Edition) -> bool {
        self.posts.iter().any(|post| relation(post, None, edition, self.today) != Relation::Former)
    }

    /// Whether a deed may be open to them at all, by a post that is held and whose organisation is there: what is asked at the door.
    pub fn may_somewhere(&self, deed: Deed, edition: &Edition) -> bool {
        let counts = |post: &&Post| relation(post, None, edition, self.today) != Relation::Former;
        let opens = |post: &Post| Relation::ALL.iter().any(|it| policy::allows(post.role, deed, *it));
        self.posts.iter().filter(counts).any(opens)
    }

    /// The same without a look at the organisations: for a menu.
    pub fn might(&self, deed: Deed) -> bool {
        let held = self.posts.iter().filter(|post| post.is_held(self.today));
        held.into_iter().any(|post| Relation::ALL.iter().any(|it| policy::allows(post.role, deed, *it)))
    }
}

/// 担当分に限る: whether something is open only so far as it lies in the charge of the post's own organisation.
pub(crate) fn is_by_share(role: Role, relation: Relation) -> bool {
    relation == Relation::Above && role.is_local()
}

/// How a post stands to an organisation, or to the whole municipality, on a day.
fn relation(post: &Post, organisation: Option<&RecordId>, edition: &Edition, day: Date) -> Relation {
    let own = post.organisation.as_ref();
    let is_gone = |id: &RecordId| edition.find::<Organisation>(id).is_none_or(|it| !it.is_active(day));
    if !post.is_held(day) || own.is_some_and(is_gone) {
        return Relation::Former;
    }
    match (organisation, own) {
        (None, _) => Relation::Town,
        (Some(asked), Some(own)) if belongs(asked, own, edition, day) => Relation::Own,
        (Some(asked), Some(own)) if belongs(own, asked, edition, day) => Relation::Above,
        (Some(_), _) => Relation::Other,
    }
}

/// Whether on a day `asked` is the organisation `own`, is below it, or has ended and its work came there: nobody reads before the day
/// what they take over. What is yet to begin is got ready by those whose work it takes over: its first sheets are due before its day.
pub(crate) fn belongs(asked: &RecordId, own: &RecordId, edition: &Edition, day: Date) -> bool {
    let mut known = vec![asked];
    let mut at = 0;
    while let Some(id) = known.get(at).copied().filter(|_| at < STEPS) {
        if id == own {
            return true;
        }
        at += 1;
        let Some(organisation) = edition.find::<Organisation>(id) else { continue };
        let ended = organisation.ended.iter().filter(|end| end.on <= day);
        let heirs = ended.flat_map(|end| &end.into);
        let next = organisation.parent_on(day).into_iter().chain(heirs).chain(forerunners(id, edition, day));
        for next in next {
            if !known.contains(&next) {
                known.push(next);
            }
        }
    }
    false
}

/// 前身: whose work an organisation takes over that is yet to begin.
fn forerunners<'a>(
    id: &'a RecordId,
    edition: &'a Edition,
    day: Date,
) -> impl Iterator<Item = &'a RecordId> + use<'a> {
    let founded = edition.find::<Organisation>(id).and_then(|it| it.founded).filter(|it| *it > day);
    let gives = move |it: &Organisation| {
        it.ended.as_ref().is_some_and(|end| Some(end.on) == founded && end.into.contains(id))
    };
    let all = founded.map(|_| edition.naming::<Organisation>(id));
    all.into_iter().flatten().filter(move |(_, it)| gives(it)).map(|(id, _)| id)
}

#[cfg(test)]
mod tests;
