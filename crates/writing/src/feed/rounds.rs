//! 意見募集の知らせ: that a round begins, that it is over, and that its results are there, each on its day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use plan::consultation::{Consultation, Stage};
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
    let reached = it.reached(today).into_iter();
    let told = reached.filter_map(|(stage, on)| {
        let (what, title, sentence) = said(it, stage)?;
        let title = format!("{title}：{}", it.title);
        Some(Notice { round: id.clone(), what, title, sentence, at: midnight(on)? })
    });
    told.collect()
}

/// What is told of a stage: its name for ever, a title and a sentence.
fn said(it: &Consultation, stage: Stage) -> Option<(&'static str, &'static str, String)> {
    let (from, to) = (day_name(it.from), day_name(it.to));
    Some(match stage {
        Stage::Coming => return None,
        Stage::Open => {
            let sentence = format!("{from}から{to}まで（{}日間）、意見を募集します。", it.days());
            ("opened", "意見募集を始めました", sentence)
        }
        Stage::Closed => {
            let sentence = "募集は終わりました。いただいた意見と考え方をまとめ、公表します。";
            ("closed", "意見募集が終わりました", sentence.to_owned())
        }
        Stage::Answered => {
            let (persons, opinions) = it.results.as_ref().map(|it| (it.persons, it.opinions))?;
            let sentence = format!(
                "{persons}人（団体を含む）から{opinions}件の意見がありました。意見の概要と考え方を公表しました。"
            );
            ("answered", "意見募集の結果を公表しました", sentence)
        }
    })
}

/// The first moment of a day in Japan, which knows no summer time.
fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::fixed(tz::offset(9))).ok()?.timestamp())
}
