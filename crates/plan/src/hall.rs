//! 庁内の順: organisations in the order of the town hall, each after the one that it belongs to.

use jiff::civil::Date;

use crate::edition::Edition;
use crate::organisation::Organisation;
use crate::record::RecordId;

/// So far up organisations are followed: a circle in them must not hang the house.
const STEPS: usize = 8;

impl Edition {
    /// From the top down to an organisation on a day: 順序 and name of each. What is sorted by it stands in the order of the town hall.
    pub fn way_to<'a>(&'a self, id: &'a RecordId, day: Date) -> Vec<(u32, &'a str)> {
        let mut way = Vec::new();
        let mut next = Some(id);
        while let Some(found) =
            next.filter(|_| way.len() < STEPS).and_then(|id| self.find::<Organisation>(id))
        {
            way.push((found.order, found.name_on(day)));
            next = found.parent_on(day);
        }
        way.reverse();
        way
    }

    /// 組織の一覧 of a day, in the order of the town hall.
    pub fn organisations_on(&self, day: Date) -> Vec<&RecordId> {
        self.in_order(day, |it| it.is_active(day))
    }

    /// The same with those that are decided to begin later.
    pub fn organisations_from(&self, day: Date) -> Vec<&RecordId> {
        self.in_order(day, |it| it.is_active(day) || it.founded.is_some_and(|from| from > day))
    }

    fn in_order(&self, day: Date, is_listed: impl Fn(&Organisation) -> bool) -> Vec<&RecordId> {
        let listed = self.all::<Organisation>().filter(|(_, it)| is_listed(it));
        let mut list: Vec<&RecordId> = listed.map(|(id, _)| id).collect();
        list.sort_by_cached_key(|id| (self.way_to(id, day), *id));
        list
    }
}
