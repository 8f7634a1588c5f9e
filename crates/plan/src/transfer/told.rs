//! What is said of a row: the post that it gives, and why it cannot stand beside the rows before it.

use crate::era::day_name;
use crate::key::squeeze;
use crate::organisation::Organisation;
use crate::staff::Post;

use super::cell::Wrong;
use super::row::{Bad, bad};
use super::{Column, Known, Named, Wanted};

/// 職の登録: as what, where, from when, until when, and in whose place.
pub(super) fn given(known: &Known<'_>, wanted: &Wanted) -> Wrong {
    let ((ja, en), from) = (wanted.role.name(), wanted.from);
    let organisation = wanted.organisation.as_ref().and_then(|id| known.edition.find::<Organisation>(id));
    let place = organisation.map_or("", |it| it.name_on(from));
    let until = wanted.until.map(|day| (format!("～{}", day_name(day)), format!("until {day}")));
    let person = wanted.stands_in_for.as_ref();
    let person = person.and_then(|id| known.accounts.iter().find(|it| it.id == *id));
    let instead = person.map(|it| (format!("{}さんの代理", it.name), format!("in place of {}", it.name)));
    let (more_ja, more_en): (Vec<String>, Vec<String>) = until.into_iter().chain(instead).unzip();
    let more_ja = if more_ja.is_empty() { String::new() } else { format!("（{}）", more_ja.join("、")) };
    let more_en = if more_en.is_empty() { String::new() } else { format!(" ({})", more_en.join(", ")) };
    (
        format!("{}から {place} {ja}の職を登録{more_ja}", day_name(from)),
        format!("{en} {place} from {from}{more_en}"),
    )
}

/// Why a post is not given: it is held in that time already.
pub(super) fn held_already(held: &Post) -> Bad {
    let until = held.until.map(day_name).unwrap_or_default();
    bad(
        Column::From,
        &format!("同じ職がその期間にもう登録されています（{}～{until}）", day_name(held.from)),
        &format!("the same post is held in that time already (from {})", held.from),
    )
}

/// Refuses another person, or another address, under a number that an earlier row gives to somebody new. A blank address says nothing.
pub(super) fn same_person(first: u32, invited: &Named, named: &Named) -> Result<(), Bad> {
    if squeeze(&invited.name) != squeeze(&named.name) {
        return Err(bad(
            Column::Name,
            &format!(
                "同じ番号に別の氏名があります（{first}行目では{}）。番号か氏名を直してください",
                invited.name
            ),
            &format!(
                "row {first} names {} under the same number: correct the number or the name",
                invited.name
            ),
        ));
    }
    if !named.mail.is_empty() && named.mail != invited.mail {
        return Err(bad(
            Column::Mail,
            &format!("同じ番号に別のメールがあります（{first}行目と違います）。どちらかに揃えてください"),
            &format!("another address than that of row {first} for the same number: make them one"),
        ));
    }
    Ok(())
}
