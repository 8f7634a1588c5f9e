//! Direct labels: at the newest figure, the last target and the outlook, so that no legend must be hunted for.
//!
//! What belongs to the last year stands right of it, one below the other; what belongs to an earlier year stands above its mark.

use plan::fiscal_year::FiscalYear;

use super::drawing::Content;
use super::marks::text;
use super::plane::Plane;

/// Words beside a mark.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) words: String,
    pub(crate) class: &'static str,
    pub(crate) anchor: &'static str,
}

/// What is to be said of a mark, before it has a place.
pub(super) struct Said {
    year: FiscalYear,
    /// The figure that it names.
    value: f64,
    /// The highest figure drawn at that mark: its whisker's end.
    top: f64,
    words: String,
    class: &'static str,
}

/// Height of a line of words.
const LINE: f64 = 19.0;
/// From the middle of the last mark to its words.
const GAP: f64 = 12.0;

/// What is to be said in a chart whose last year is `last`.
pub(super) fn said(content: &Content<'_>, width: u32) -> Vec<Said> {
    [newest(content), aim(content, width), outlook(content)].into_iter().flatten().collect()
}

/// How much room right of the last year its words need.
pub(super) fn room(said: &[Said], last: FiscalYear) -> f64 {
    let widths = said.iter().filter(|it| it.year == last).map(|it| width_of(&it.words) + GAP);
    widths.fold(24.0, f64::max)
}

/// Each at its place.
pub(super) fn placed(said: Vec<Said>, plane: &Plane) -> Vec<Label> {
    let (mut right, other): (Vec<Said>, Vec<Said>) = said.into_iter().partition(|it| it.year == plane.last);
    right.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut labels: Vec<Label> = other.into_iter().map(|it| above(plane, it)).collect();
    let heights = spread(right.iter().map(|it| plane.y(it.value) + 5.0).collect(), plane.ends().1);
    for (it, y) in right.into_iter().zip(heights) {
        let x = text(plane.x(it.year) + GAP + plane.half_mark());
        labels.push(Label { x, y: text(y), words: it.words, class: it.class, anchor: "start" });
    }
    labels
}

/// Above its mark and its whisker, and inside the plot.
fn above(plane: &Plane, it: Said) -> Label {
    let x = plane.x(it.year);
    let anchor = if x < plane.left + 40.0 { "start" } else { "middle" };
    let y = text((plane.y(it.top) - 11.0).max(12.0));
    Label { x: text(x), y, words: it.words, class: it.class, anchor }
}

/// Heights from top to bottom, none nearer to the next than a line, none below the floor.
fn spread(mut heights: Vec<f64>, floor: f64) -> Vec<f64> {
    for at in 1..heights.len() {
        heights[at] = heights[at].max(heights[at - 1] + LINE);
    }
    let mut lowest = floor + 4.0;
    for height in heights.iter_mut().rev() {
        *height = height.min(lowest);
        lowest = *height - LINE;
    }
    heights
}

fn newest(content: &Content<'_>) -> Option<Said> {
    let mark = content.marks.last()?;
    let actual = content.series.iter().find(|it| it.year == mark.year)?.actual?.value()?;
    let words = crate::words::figure(actual, &content.indicator.unit);
    let top = mark.whisker.map_or(mark.value, |it| it.1);
    Some(Said { year: mark.year, value: mark.value, top, words, class: "value" })
}

/// The last target: in the document's words where there is room, else its figure.
fn aim(content: &Content<'_>, width: u32) -> Option<Said> {
    let (year, value) = content.aims.last().copied().or(content.ranges.last().map(|it| (it.0, it.2)))?;
    let target = content.series.iter().find(|it| it.year == year)?.target?;
    let unit = &content.indicator.unit;
    let level = target.level(content.indicator.baseline.map(|it| it.value));
    let short = level.map(|it| crate::words::figure(it, unit)).unwrap_or_default();
    let titled = content.lang.say(format!("目標 {}", target.said()), format!("target {}", target.said()));
    let fits = |words: &String| width_of(words) + GAP <= f64::from(width) * 0.27;
    let words = [titled, target.said()].into_iter().find(fits).unwrap_or(short);
    let mark = content.marks.iter().find(|it| it.year == year);
    let top = mark.map_or(value, |it| it.whisker.map_or(it.value, |it| it.1).max(value));
    (!words.is_empty()).then_some(Said { year, value, top, words, class: "aim" })
}

fn outlook(content: &Content<'_>) -> Option<Said> {
    let band = content.forecast?;
    let words = content.lang.say("見通し", "outlook").to_owned();
    Some(Said { year: band.year, value: band.value, top: band.value, words, class: "outlook" })
}

/// About how wide words are at 14 units: a full-width character takes them all, a half-width one a little over half.
fn width_of(words: &str) -> f64 {
    words.chars().map(|c| if c.is_ascii() { 8.6 } else { full_or_half(c) }).sum()
}

fn full_or_half(c: char) -> f64 {
    if matches!(c, '\u{FF61}'..='\u{FF9F}') { 8.6 } else { 14.4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_a_line_apart_and_above_the_floor() {
        assert_eq!(spread(vec![100.0, 104.0, 200.0], 260.0), [100.0, 119.0, 200.0]);
        assert_eq!(spread(vec![255.0, 258.0], 260.0), [245.0, 264.0]);
        assert_eq!(spread(vec![], 260.0), [0.0; 0]);
        assert!(width_of("目標 63%以上") > width_of("63%以上"));
    }
}
