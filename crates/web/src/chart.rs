//! 図: our own SVG, attributes only, so that it passes a strict content policy, prints, and needs no script.
//!
//! Nothing is said by a picture alone: beside each stand a sentence and an equal table, or the cells of its row.

use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::outlook::Outlook;

mod bullet;
mod chain;
mod drawing;
mod icicle;
mod labels;
mod marks;
mod multiples;
mod plane;
mod scale;
mod spark;
mod strip;
#[cfg(test)]
mod tests;

pub(crate) use bullet::Bullet;
pub(crate) use chain::{Block, Chain, Column, chains};
pub(crate) use drawing::Chart;
pub(crate) use icicle::{Icicle, icicle_said, icicles};
pub(crate) use multiples::{Multiple, multiples, multiples_said, side_by_side};
pub(crate) use spark::Spark;
pub(crate) use strip::{Figure, Strip, Strips};

use crate::lang::Lang;

/// Size of the words in boxes, as the style sheet sets it for `.icicle text` and `.flow text`.
const TYPE: f64 = 13.0;

/// Draws a series wide and narrow; none where there are not two figures to draw. An outlook that was refused is not drawn.
pub(crate) fn both(
    lang: Lang,
    indicator: &Indicator,
    series: &[Point<'_>],
    outlook: Option<&Outlook>,
) -> Vec<Chart> {
    let Some(content) = drawing::Content::of(lang, indicator, series, outlook) else { return vec![] };
    let sizes = [("wide", 640, 300), ("narrow", 340, 260)];
    sizes.into_iter().filter_map(|(class, width, height)| content.draw(class, width, height)).collect()
}

/// R6: the year as narrow as it can be said; before 平成, and in English, by the calendar.
fn short(lang: Lang, year: FiscalYear) -> String {
    match year.year() {
        other if lang == Lang::En => other.to_string(),
        2019.. => format!("R{}", year.year() - 2018),
        1989.. => format!("H{}", year.year() - 1988),
        other => other.to_string(),
    }
}
