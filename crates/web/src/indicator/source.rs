//! 引用とデータ: how to name the figure in a paper, and where programs read it.

use plan::browse::Point;
use plan::record::RecordId;

use crate::frame::Frame;
use crate::here::{Here, encode};
use crate::lang::Lang;

/// The section of an indicator's page.
pub(super) struct Source {
    /// 引用の例.
    pub(super) citation: String,
    /// The indicator and its years as JSON: words and address.
    pub(super) api: Vec<(&'static str, String)>,
    /// How the API is used.
    pub(super) help: String,
}

/// Of one indicator, as the page shows it.
pub(super) fn of(here: &Here, frame: &Frame, id: &RecordId, series: &[Point<'_>]) -> Source {
    let lang = here.lang;
    let file = Here { lang: Lang::Ja, ..here.clone() };
    let api = |path: &str| file.to(&format!("/api/v1/indicators/{}{path}", encode(id.as_str())));
    Source {
        citation: citation(lang, frame, series),
        api: vec![
            (lang.say("この指標（JSON）", "this indicator (JSON)"), api("")),
            (lang.say("年度ごとの値（JSON）", "its years (JSON)"), api("/series")),
        ],
        help: here.to("/data/api"),
    }
}

/// Whose, what, of which year, by which decision of which day, and at which address it stays as it is.
fn citation(lang: Lang, frame: &Frame, series: &[Point<'_>]) -> String {
    let (town, name, number, day) = (&frame.town, &frame.title, frame.number, &frame.date);
    let newest = series.iter().rev().find(|it| it.actual.and_then(plan::actual::Actual::value).is_some());
    let year = newest.map(|it| lang.short_year(it.year));
    let year = year.map_or(String::new(), |it| lang.say(format!("{it}、"), format!("{it}, ")));
    let address = frame.permanent();
    lang.say(
        format!("{town}「{name}」{year}決裁第{number}号（{day}）の版、{address}"),
        format!("{town}: “{name}”, {year}edition of decision {number} ({day}), {address}"),
    )
}
