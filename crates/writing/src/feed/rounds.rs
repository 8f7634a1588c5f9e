//! 意見募集の知らせ: that a round begins, that it is over, and that its results are there, each on its day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use plan::consultation::Consultation;
use plan::edition::Edition;
use plan::era::day_name;
use plan::record::RecordId;

use super::MOST;

/// 知らせ about one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The round.
    pub round: RecordId,
    /// What it tells, as its name for ever has it.
    pub what: &'static str,
    /// Its title.
    pub title: String,
    /// In a sentence or two.
    pub sentence: String,
    /// The midnight in Japan from which it holds.
    pub at: Timestamp,
}

/// 意見募集, as feeds name the category.
pub const CATEGORY: (&str, &str) = ("consultation", "意見募集");

/// What is known of rounds on a day, the newest first. What is yet to come is told by nobody.
pub fn notices(edition: &Edition, today: Date) -> Vec<Notice> {
    let all = edition.all::<Consultation>().flat_map(|(id, it)| of(id, it, today));
    let mut all: Vec<Notice> = all.collect();
    all.sort_by(|a, b| (b.at, &b.round, b.what).cmp(&(a.at, &a.round, a.what)));
    all.truncate(MOST);
    all
}

fn of(id: &RecordId, it: &Consultation, today: Date) -> Vec<Notice> {
    let notice = |what: &'static str, on: Date, title: String, sentence: String| {
        let at = midnight(on).filter(|_| on <= today)?;
        Some(Notice { round: id.clone(), what, title, sentence, at })
    };
    let title = &it.title;
    let opened =
        format!("{}から{}まで（{}日間）、意見を募集します。", day_name(it.from), day_name(it.to), it.days());
    // Results end a round, whatever its last day was to be.
    let ended = it.to.tomorrow().ok().filter(|day| it.results.as_ref().is_none_or(|found| *day <= found.on));
    let closed = "募集は終わりました。いただいた意見と考え方をまとめ、公表します。".to_owned();
    let results = it.results.as_ref().map(|found| {
        let said = format!(
            "{}人（団体を含む）から{}件の意見がありました。意見の概要と考え方を公表しました。",
            found.persons, found.opinions
        );
        (found.on, said)
    });
    let all = [
        notice("opened", it.from, format!("意見募集を始めました：{title}"), opened),
        ended.and_then(|day| notice("closed", day, format!("意見募集が終わりました：{title}"), closed)),
        results.and_then(|(on, said)| {
            notice("answered", on, format!("意見募集の結果を公表しました：{title}"), said)
        }),
    ];
    all.into_iter().flatten().collect()
}

/// The first moment of a day in Japan, which knows no summer time.
fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::fixed(tz::offset(9))).ok()?.timestamp())
}
