//! What one cell says: a day, a role, an organisation, a person.

use jiff::civil::{Date, date};

use crate::date::PartialDate;
use crate::decision::StaffId;
use crate::key::squeeze;
use crate::organisation::Organisation;
use crate::record::RecordId;
use crate::role::Role;
use crate::staff::Account;

use super::Known;

/// What is wrong with a cell, in Japanese and English.
pub(super) type Wrong = (String, String);

/// 日付 of a cell: 令和8年4月1日, R8.4.1, 2026/4/1, or the number under which Excel keeps a day.
/// ```
/// use plan::transfer::day;
/// assert_eq!(day("Ｒ８．４．１"), day("46113"));
/// assert_eq!(day("2026/4/1"), day("令和8年4月1日"));
/// assert_eq!(day("来春"), None);
/// ```
pub fn day(text: &str) -> Option<Date> {
    let folded = squeeze(text);
    let number = folded.split_once('.').filter(|(_, rest)| rest.bytes().all(|c| c == b'0'));
    let whole = number.map_or(folded.as_str(), |(whole, _)| whole);
    if let Ok(serial) = whole
        .parse::<i64>()
        .map_err(drop)
        .and_then(|it| if (20_000..80_000).contains(&it) { Ok(it) } else { Err(()) })
    {
        return date(1899, 12, 30).checked_add(jiff::Span::new().days(serial)).ok();
    }
    match PartialDate::parse(&folded) {
        Some(PartialDate::Day(day)) => Some(day),
        _ => None,
    }
}

pub(super) fn role(text: &str) -> Result<Role, Wrong> {
    let names = || Role::ALL.map(|it| it.name().0).join("、");
    Role::parse(text).ok_or_else(|| {
        (format!("役割「{text}」はありません（{}のどれか）", names()), format!("there is no role “{text}”"))
    })
}

pub(super) fn needed_day(text: &str) -> Result<Date, Wrong> {
    day(text).ok_or_else(|| {
        (
            format!("「{text}」は日付ではありません（例：令和8年4月1日、2026/4/1）"),
            format!("“{text}” is no day"),
        )
    })
}

/// 「環境課（o-12）」, 「o-12」, or a name that only one organisation has on the day.
pub(super) fn organisation(known: &Known<'_>, text: &str, day: Date) -> Result<Option<RecordId>, Wrong> {
    let text = text.trim();
    if text.is_empty() || text == "全庁" {
        return Ok(None);
    }
    let inside = text.rsplit_once(['（', '(']).map(|(_, rest)| rest.trim_end_matches(['）', ')']));
    let is_there = |id: &RecordId| known.edition.find::<Organisation>(id).is_some_and(|it| it.is_active(day));
    for id in [Some(text), inside].into_iter().flatten().map(RecordId::new) {
        if is_there(&id) {
            return Ok(Some(id));
        }
    }
    let folded = squeeze(text);
    let named = known.edition.all::<Organisation>();
    let mut named = named.filter(|(_, it)| it.is_active(day) && squeeze(it.name_on(day)) == folded);
    match (named.next(), named.next()) {
        (Some((id, _)), None) => Ok(Some(id.clone())),
        (Some(_), Some(_)) => Err((
            format!("「{text}」という組織がいくつかあります。一覧から選んでください"),
            format!("several organisations are called “{text}”"),
        )),
        _ => Err((
            format!("{}に「{text}」という組織はありません", crate::era::day_name(day)),
            format!("there is no organisation “{text}” on {day}"),
        )),
    }
}

pub(super) fn person(known: &Known<'_>, text: &str) -> Result<Option<StaffId>, Wrong> {
    let login = Account::login_key(text);
    if login.is_empty() {
        return Ok(None);
    }
    let found = known.accounts.iter().find(|it| it.login == login);
    found.map(|it| Some(it.id.clone())).ok_or_else(|| {
        (format!("職員番号「{text}」の職員はいません"), format!("there is nobody with the number “{text}”"))
    })
}
