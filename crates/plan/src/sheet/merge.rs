//! 統合: two people's texts of one field become one, sentence by sentence; where both changed the same, a person decides.

use std::ops::Range;

use imara_diff::Algorithm;

use super::hunk::{Hunk, hunks};

/// 統合案 of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a merged text, by who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it was.
    Kept(String),
    /// Mine alone; empty where I took something out.
    Mine(String),
    /// Theirs alone; empty where they took something out.
    Theirs(String),
    /// The same change by both.
    Both(String),
    /// 競合: both changed the same in different ways.
    Clash {
        /// As it was.
        base: String,
        /// My words.
        mine: String,
        /// Their words.
        theirs: String,
    },
}

impl Merged {
    /// The merged text. Where both changed the same, it has my words and then theirs: nothing is lost while nobody chose.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Kept(it) | Piece::Mine(it) | Piece::Theirs(it) | Piece::Both(it) => text.push_str(it),
                Piece::Clash { mine, theirs, .. } => {
                    text.push_str(mine);
                    let apart = mine.is_empty()
                        || mine.ends_with('\n')
                        || theirs.is_empty()
                        || theirs.starts_with('\n');
                    text.push_str(if apart { "" } else { "\n" });
                    text.push_str(theirs);
                }
            }
        }
        text
    }

    /// How many places a person has to look at.
    pub fn clashes(&self) -> usize {
        self.pieces.iter().filter(|it| matches!(it, Piece::Clash { .. })).count()
    }
}

/// Merges two texts that both began from `base`.
///
/// Changes of different sentences both stay, beside each other too. Two sentences put in at the same place, and two changes of
/// one sentence, are a clash.
/// ```
/// use plan::sheet::merge::merge;
/// let it = merge("歩く。休む。", "速く歩く。休む。", "歩く。よく休む。");
/// assert_eq!((it.text().as_str(), it.clashes()), ("速く歩く。よく休む。", 0));
/// ```
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let (base, mine, theirs) = (sentences(base), sentences(mine), sentences(theirs));
    let my_hunks = hunks(&base, &mine, Algorithm::Histogram);
    let their_hunks = hunks(&base, &theirs, Algorithm::Histogram);
    let mut pieces = vec![];
    let mut at = 0;
    for both in grouped(&my_hunks, &their_hunks) {
        push(&mut pieces, Piece::Kept(base[at..both.span.start].concat()));
        let [my_words, their_words] = [(both.mine, &mine), (both.theirs, &theirs)]
            .map(|(hunks, side)| words(&base, side, hunks, &both.span));
        push(&mut pieces, piece(&both, base[both.span.clone()].concat(), my_words, their_words));
        at = both.span.end;
    }
    push(&mut pieces, Piece::Kept(base[at..].concat()));
    Merged { pieces }
}

fn piece(both: &Both<'_>, base: String, mine: String, theirs: String) -> Piece {
    if both.theirs.is_empty() {
        Piece::Mine(mine)
    } else if both.mine.is_empty() {
        Piece::Theirs(theirs)
    } else if mine == theirs {
        Piece::Both(mine)
    } else {
        Piece::Clash { base, mine, theirs }
    }
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece != Piece::Kept(String::new()) {
        pieces.push(piece);
    }
}

/// Sentences and line ends, each by itself.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let end = at + c.len_utf8();
        if c == '\n' {
            found.extend([&text[start..at], &text[at..end]].into_iter().filter(|it| !it.is_empty()));
            start = end;
        } else if matches!(c, '。' | '！' | '？' | '．')
            && letters.peek().is_none_or(|(_, next)| !"」』）)！？。".contains(*next))
        {
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.extend([&text[start..]].into_iter().filter(|it| !it.is_empty()));
    found
}

/// Changes of both sides that touch the same part of the base.
struct Both<'a> {
    span: Range<usize>,
    mine: &'a [Hunk],
    theirs: &'a [Hunk],
}

/// Goes through the changes of both sides in order and puts together those that meet.
fn grouped<'a>(mine: &'a [Hunk], theirs: &'a [Hunk]) -> Vec<Both<'a>> {
    let mut groups = vec![];
    let (mut my_start, mut their_start) = (0, 0);
    loop {
        let (mut my_end, mut their_end) = (my_start, their_start);
        let mut span = match (mine.get(my_start), theirs.get(their_start)) {
            (None, None) => return groups,
            (Some(my), their) if their.is_none_or(|it| first(my, it)) => {
                my_end += 1;
                my.before.clone()
            }
            (_, Some(their)) => {
                their_end += 1;
                their.before.clone()
            }
            (Some(_), None) => return groups,
        };
        loop {
            let mine_meets =
                mine.get(my_end).filter(|it| meets(&span, &it.before) && their_end > their_start);
            let theirs_meets =
                theirs.get(their_end).filter(|it| meets(&span, &it.before) && my_end > my_start);
            match (mine_meets, theirs_meets) {
                (Some(it), _) => (my_end, span) = (my_end + 1, joined(&span, &it.before)),
                (None, Some(it)) => (their_end, span) = (their_end + 1, joined(&span, &it.before)),
                (None, None) => break,
            }
        }
        let (mine, theirs) = (&mine[my_start..my_end], &theirs[their_start..their_end]);
        groups.push(Both { span, mine, theirs });
        (my_start, their_start) = (my_end, their_end);
    }
}

fn first(mine: &Hunk, theirs: &Hunk) -> bool {
    (mine.before.start, mine.before.end) <= (theirs.before.start, theirs.before.end)
}

/// Whether two changes of the base meet: they share a sentence, one puts something into the midst of the other, or both put
/// something in at one place. Beside each other they do not.
fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    let overlap = a.start < b.end && b.start < a.end;
    overlap || a.is_empty() && b.is_empty() && a.start == b.start
}

fn joined(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

/// What one side has in the place of a part of the base.
fn words(base: &[&str], side: &[&str], hunks: &[Hunk], span: &Range<usize>) -> String {
    let (mut text, mut at) = (String::new(), span.start);
    for hunk in hunks {
        text.push_str(&base[at..hunk.before.start].concat());
        text.push_str(&side[hunk.after.clone()].concat());
        at = hunk.before.end;
    }
    text + &base[at..span.end].concat()
}
