//! つらら図: a plan at a glance. Levels stand below each other, every element as wide as what hangs below it; never a wheel,
//! for turned Japanese cannot be read. The tree beside it says the same in words and holds every link.

use plan::fiscal_year::FiscalYear;

use super::TYPE;
use super::marks::text;
use crate::lang::Lang;
use crate::tally;
use crate::works::Work;
use crate::wrap;

/// A drawn icicle: include `chart/icicle.svg` with it as `it`.
#[derive(Clone, Debug)]
pub(crate) struct Icicle {
    /// `wide` or `narrow`: the style sheet shows the one that fits.
    pub(crate) class: &'static str,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) cells: Vec<Cell>,
}

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    /// The class of its standing.
    pub(crate) class: &'static str,
    /// Where there is room to click.
    pub(crate) address: Option<String>,
    /// The whole of what is known, shown when a mouse rests on it.
    pub(crate) title: String,
    /// Lines with their places; the first is the number with the shape.
    pub(crate) lines: Vec<(String, String, String)>,
}

/// More cells than these on one level say nothing.
const MOST: usize = 120;
/// The smallest side of what can be clicked.
const TARGET: f64 = 24.0;
const LEADING: f64 = 17.0;
const GAP: f64 = 2.0;

/// The levels of a tree below each other, wide and narrow; none where there is no tree to see.
pub(crate) fn icicles(nodes: &[Work]) -> Vec<Icicle> {
    let counts = counts(nodes);
    let deep = counts.iter().take_while(|count| **count <= MOST).count();
    if counts.len() < 2 || deep < 1 || nodes.len() < 2 {
        return vec![];
    }
    vec![
        wide(nodes, deep.min(3)),
        narrow(nodes, if counts.get(1).is_some_and(|it| *it <= 40) { 2 } else { 1 }),
    ]
}

/// 「令和7年度は、政策10件では一部達成9件、達成なし1件、施策30件では…でした。」: the two upper levels of what is drawn, in words.
pub(crate) fn icicle_said(lang: Lang, year: FiscalYear, nodes: &[Work]) -> String {
    let below: Vec<&Work> = nodes.iter().flat_map(|it| &it.below).collect();
    let levels = [nodes.iter().collect(), below];
    let part = |level: &Vec<&Work>| {
        let counts = tally::by_standing(lang, level.iter().map(|it| it.mark.standing));
        let (all, listed) = (level.len(), tally::listed(lang, &counts));
        let name = level.first().map_or("", |it| it.level.as_str());
        lang.say(format!("{name}{all}件では{listed}"), format!("{all} {name}: {listed}"))
    };
    let parts: Vec<String> = levels.iter().filter(|it| !it.is_empty()).map(part).collect();
    let (name, parts) = (lang.short_year(year), parts.join(lang.say("、", "; ")));
    lang.say(format!("{name}は、{parts}でした。"), format!("In {name}, {parts}."))
}

/// Elements on each level.
fn counts(nodes: &[Work]) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut level: Vec<&Work> = nodes.iter().collect();
    while !level.is_empty() {
        counts.push(level.len());
        level = level.into_iter().flat_map(|it| &it.below).collect();
    }
    counts
}

/// How many ends of the drawn tree hang below: what a width is measured by.
fn ends(node: &Work, deep: usize) -> usize {
    if deep <= 1 || node.below.is_empty() { 1 } else { node.below.iter().map(|it| ends(it, deep - 1)).sum() }
}

/// Levels as rows: for a screen that is wider than high.
fn wide(nodes: &[Work], deep: usize) -> Icicle {
    const WIDTH: f64 = 1056.0;
    const ROWS: [f64; 3] = [92.0, 46.0, 26.0];
    let unit = WIDTH / nodes.iter().map(|it| ends(it, deep)).sum::<usize>().max(1) as f64;
    let mut cells = Vec::new();
    let mut stack: Vec<(&Work, usize, f64)> = Vec::new();
    let mut x = 0.0;
    for node in nodes {
        stack.push((node, 0, x));
        x += ends(node, deep) as f64 * unit;
    }
    while let Some((node, level, x)) = stack.pop() {
        let size = (ends(node, deep - level) as f64 * unit, ROWS[level]);
        cells.push(cell(node, (x, ROWS[..level].iter().sum()), size, level == 0));
        if level + 1 < deep {
            let mut at = x;
            for below in &node.below {
                stack.push((below, level + 1, at));
                at += ends(below, deep - level - 1) as f64 * unit;
            }
        }
    }
    Icicle { class: "wide", width: WIDTH as usize, height: ROWS[..deep].iter().sum::<f64>() as usize, cells }
}

/// Levels as columns: for a telephone, where a row of thirty cannot be read.
fn narrow(nodes: &[Work], deep: usize) -> Icicle {
    const WIDTH: f64 = 343.0;
    const ROW: f64 = 30.0;
    let split = if deep > 1 { 190.0 } else { WIDTH };
    let (mut cells, mut y) = (Vec::new(), 0.0);
    for node in nodes {
        let height = (ends(node, deep) as f64 * ROW).max(46.0);
        cells.push(cell(node, (0.0, y), (split, height), true));
        if deep > 1 {
            let each = height / node.below.len().max(1) as f64;
            for (at, below) in node.below.iter().enumerate() {
                cells.push(cell(below, (split, y + at as f64 * each), (WIDTH - split, each), false));
            }
        }
        y += height;
    }
    Icicle { class: "narrow", width: WIDTH as usize, height: y as usize, cells }
}

/// One element in its place; `named`: with its title, else with its number only.
fn cell(work: &Work, (x, y): (f64, f64), (width, height): (f64, f64), named: bool) -> Cell {
    let (mark, title) = (&work.mark, format!("{} {}", work.number, work.title));
    let (words, left) = words(work, (width - GAP, height - GAP), named);
    let top = y + match words.len() {
        1 => (height - GAP) / 2.0 + TYPE * 0.36,
        _ => TYPE + 5.0,
    };
    let place = |(at, line): (usize, String)| (text(x + left), text(top + at as f64 * LEADING), line);
    Cell {
        x: text(x),
        y: text(y),
        width: text((width - GAP).max(1.0)),
        height: text(height - GAP),
        class: mark.class,
        address: (width >= TARGET + GAP && height >= TARGET + GAP).then(|| work.address.clone()),
        title: format!("{}：{} {}", title.trim(), mark.words, mark.share).trim_end().to_owned(),
        lines: words.into_iter().enumerate().map(place).collect(),
    }
}

/// As much as there is room for, and where it begins: shape, number, title; shape above number; the shape alone; nothing.
fn words(work: &Work, (width, height): (f64, f64), named: bool) -> (Vec<String>, f64) {
    let shape = work.mark.shape;
    let head = format!("{shape} {}", work.number);
    let room = (width - 10.0) / TYPE;
    let most = ((height - 6.0) / LEADING) as usize;
    let middle = |wide: f64| (width - wide * TYPE) / 2.0;
    let number = wrap::width(&work.number);
    if wrap::width(head.trim()) <= room {
        let with_title = named || room > 12.0;
        let title = if with_title { wrap::lines(&work.title, room, most.saturating_sub(1)) } else { vec![] };
        (std::iter::once(head.trim().to_owned()).chain(title).collect(), 6.0)
    } else if most > 1 && number > 0.0 && middle(number) > 1.0 {
        (vec![shape.to_owned(), work.number.clone()], middle(number))
    } else if middle(1.0) > 0.0 {
        (vec![shape.to_owned()], middle(1.0))
    } else {
        (vec![], 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::tally::StandingMark;

    fn work(number: &str) -> Work {
        Work {
            level: String::new(),
            number: number.to_owned(),
            title: "妊娠期から途切れなく寄り添う".to_owned(),
            address: format!("/{number}"),
            mark: StandingMark::of(Lang::Ja, plan::tally::Tally::default()),
            owner: String::new(),
            more: String::new(),
            below: vec![],
        }
    }

    fn tree(work: &Work, tops: usize, each: usize) -> Vec<Work> {
        (0..tops).map(|_| Work { below: vec![work.clone(); each], ..work.clone() }).collect()
    }

    #[test]
    fn cells_fill_the_width_and_never_overlap() {
        let work = work("1");
        let icicle = wide(&tree(&work, 3, 4), 2);
        let number = |it: &String| it.parse::<f64>().unwrap();
        for y in ["0", "92"] {
            let mut row: Vec<_> = icicle.cells.iter().filter(|it| it.y == y).collect();
            row.sort_by(|a, b| number(&a.x).total_cmp(&number(&b.x)));
            for pair in row.windows(2) {
                assert!(number(&pair[0].x) + number(&pair[0].width) < number(&pair[1].x), "{pair:?}");
            }
            let last = row.last().unwrap();
            assert!(number(&last.x) + number(&last.width) > 1050.0);
        }
    }

    #[test]
    fn what_is_too_small_to_click_is_no_link() {
        let work = work("1");
        let icicle = wide(&tree(&work, 10, 12), 2);
        let links = |y: &str| -> Vec<bool> {
            icicle.cells.iter().filter(|it| it.y == y).map(|it| it.address.is_some()).collect()
        };
        assert_eq!(links("92"), [false; 120]);
        assert_eq!(links("0"), [true; 10]);
    }

    #[test]
    fn a_list_without_levels_is_no_icicle_and_too_many_cells_are_not_drawn() {
        let work = work("1");
        assert!(icicles(&tree(&work, 5, 0)).is_empty());
        let large = icicles(&tree(&work, 10, 30));
        assert_eq!(large[0].cells.len(), 10);
    }
}
