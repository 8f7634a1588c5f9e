//! ロジックモデルの図: columns of boxes from input to outcome, joined by one arrow each: which box leads to which was never recorded.

use super::TYPE;
use super::marks::text;
use crate::wrap;

/// A drawn chain: include `chart/chain.svg` with it as `it`. The list beside it says the same.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// `wide` or `narrow`: the style sheet shows the one that fits.
    pub(crate) class: &'static str,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Headings: place and words.
    pub(crate) heads: Vec<(String, String, String)>,
    /// From one column to the next.
    pub(crate) arrows: Vec<String>,
    pub(crate) boxes: Vec<Drawn>,
}

/// One box with its lines.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) class: &'static str,
    pub(crate) address: Option<String>,
    /// Place, class and words.
    pub(crate) lines: Vec<(String, String, &'static str, String)>,
}

/// A column: 投入, 活動, 産出, 成果.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block>,
}

/// What stands in a column, from the top.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    /// `sub` is a heading within the column, `missing` a gap, `plain` or a verdict's class a box.
    pub(crate) class: &'static str,
    pub(crate) text: String,
    /// The figure below the name, with its shape.
    pub(crate) note: String,
    pub(crate) address: Option<String>,
}

const LEADING: f64 = 18.0;
const PAD: f64 = 9.0;
const GAP: f64 = 10.0;
const HEAD: f64 = 30.0;
const ARROW: f64 = 28.0;
/// Lines of a box before it is cut.
const LINES: usize = 5;
/// Lines of its figure and verdict: enough for the longest, for a verdict is never cut before its doubt.
const NOTES: usize = 7;

/// Wide: columns beside each other. Narrow: below each other.
pub(crate) fn chains(columns: &[Column]) -> Vec<Chain> {
    vec![wide(columns), narrow(columns)]
}

fn wide(columns: &[Column]) -> Chain {
    const WIDTH: f64 = 1056.0;
    let count = columns.len().max(1) as f64;
    let each = (WIDTH - ARROW * (count - 1.0)) / count;
    let mut chain = Chain::new("wide", WIDTH);
    let mut lowest: f64 = 0.0;
    for (at, column) in columns.iter().enumerate() {
        let x = at as f64 * (each + ARROW);
        if at > 0 {
            let (from, y) = (x - ARROW + 4.0, 12.0);
            chain.arrows.push(format!("M{} {y}h12m-6 -6l6 6l-6 6", text(from + 4.0)));
        }
        lowest = lowest.max(chain.column(column, (x, 0.0), each));
    }
    chain.height = lowest.ceil() as usize;
    chain
}

fn narrow(columns: &[Column]) -> Chain {
    const WIDTH: f64 = 343.0;
    let mut chain = Chain::new("narrow", WIDTH);
    let mut y = 0.0;
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            chain.arrows.push(format!("M{} {}v14m-6 -6l6 6l6 -6", text(WIDTH / 2.0), text(y - 4.0)));
            y += 20.0;
        }
        y = chain.column(column, (0.0, y), WIDTH);
    }
    chain.height = y.ceil() as usize;
    chain
}

impl Chain {
    fn new(class: &'static str, width: f64) -> Self {
        Self { class, width: width as usize, height: 0, heads: vec![], arrows: vec![], boxes: vec![] }
    }

    /// Draws a column and tells where it ends.
    fn column(&mut self, column: &Column, (x, top): (f64, f64), width: f64) -> f64 {
        self.heads.push((text(x), text(top + 17.0), column.heading.clone()));
        let mut y = top + HEAD;
        for block in &column.blocks {
            if block.class == "sub" {
                self.heads.push((text(x), text(y + 16.0), block.text.clone()));
                y += 24.0;
                continue;
            }
            let drawn = drawn(block, (x, y), width);
            y += drawn.1 + GAP;
            self.boxes.push(drawn.0);
        }
        y
    }
}

/// A box as high as its lines, and its height.
fn drawn(block: &Block, (x, y): (f64, f64), width: f64) -> (Drawn, f64) {
    let room = (width - 2.0 * PAD) / TYPE;
    let name = wrap::lines(&block.text, room, LINES).into_iter().map(|it| ("name", it));
    let note = wrap::lines(&block.note, room, NOTES).into_iter().map(|it| ("note", it));
    let words: Vec<_> = name.chain(note).collect();
    let height = words.len() as f64 * LEADING + 2.0 * PAD - 3.0;
    let place = |(at, (class, line)): (usize, (&'static str, String))| {
        (text(x + PAD), text(y + PAD + TYPE - 1.0 + at as f64 * LEADING), class, line)
    };
    let lines = words.into_iter().enumerate().map(place).collect();
    let (x, y, wide, high) = (text(x + 0.5), text(y + 0.5), text(width - 1.0), text(height));
    let address = block.address.clone();
    (Drawn { x, y, width: wide, height: high, class: block.class, address, lines }, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let block = |text: &str| {
            Block {
            class: "plain",
            text: text.to_owned(),
            note: "52.6%（目標 57%以上）　■ 未達成（ただし誤差の範囲では達成とも未達とも言えない）　評語 ◆ 横ばい".to_owned(),
            address: None,
        }
        };
        let long = block("地域に気軽に声をかけ合える人がいると感じる市民意識調査回答者の割合");
        let blocks = vec![block("短い"), long.clone(), long];
        (0..4).map(|at| Column { heading: format!("欄{at}"), blocks: blocks.clone() }).collect()
    }

    fn number(text: &str) -> f64 {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_stays_in_its_box_and_no_box_covers_another() {
        for chain in chains(&columns()) {
            for it in &chain.boxes {
                let (top, bottom) = (number(&it.y), number(&it.y) + number(&it.height));
                for (x, y, _, words) in &it.lines {
                    assert!(number(y) - TYPE >= top - 2.0 && number(y) <= bottom, "{} {words}", chain.class);
                    let end = number(x) + wrap::width(words) * TYPE;
                    assert!(end <= number(&it.x) + number(&it.width) + TYPE, "{} {words}", chain.class);
                }
            }
            for (at, one) in chain.boxes.iter().enumerate() {
                for other in chain.boxes.iter().skip(at + 1).filter(|it| it.x == one.x) {
                    assert!(number(&one.y) + number(&one.height) <= number(&other.y), "{}", chain.class);
                }
            }
            let lowest = chain.boxes.iter().map(|it| number(&it.y) + number(&it.height)).fold(0.0, f64::max);
            assert!(lowest <= chain.height as f64);
        }
    }
}
