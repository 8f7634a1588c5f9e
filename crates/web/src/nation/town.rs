//! One municipality in the search over all: its digest, and its names folded for scanning.

use std::ops::Range;

use plan::digest::{Digest, Name, Named};
use plan::municipality::MunicipalityCode;
use plan::prefecture::Prefecture;

use crate::search::{Question, Word, fold};

/// What is kept in memory of a municipality that nobody visits.
pub(crate) struct Town {
    pub(crate) digest: Digest,
    /// Prefecture, name and former names, folded.
    heading: Box<str>,
    /// All names, folded, a line each.
    folded: Box<str>,
    /// Where each line ends.
    ends: Box<[u32]>,
    signature: Signature,
}

/// What was found in one municipality.
pub(crate) struct TownHits<'a> {
    pub(crate) town: &'a Town,
    /// Whether the municipality itself is what was looked for.
    pub(crate) whole: bool,
    /// Which of its names.
    pub(crate) names: Vec<u32>,
}

impl Town {
    pub(crate) fn new(digest: Digest) -> Self {
        let (mut folded, mut ends) = (String::new(), Vec::with_capacity(digest.names.len()));
        for name in &digest.names {
            folded.push_str(&fold(&name.text));
            ends.push(u32::try_from(folded.len()).unwrap_or(u32::MAX));
            folded.push('\n');
        }
        let prefecture = Prefecture::of(&digest.municipality).name().0;
        let former: String = digest.former.iter().map(|it| format!("\n{}", it.name)).collect();
        let heading: Vec<String> =
            format!("{prefecture}{}{former}", digest.name).split('\n').map(fold).collect();
        Self {
            signature: Signature::of(&folded),
            folded: folded.into(),
            ends: ends.into(),
            heading: heading.join("\n").into(),
            digest,
        }
    }

    pub(crate) fn code(&self) -> &MunicipalityCode {
        &self.digest.municipality
    }

    pub(crate) fn prefecture(&self) -> Prefecture {
        Prefecture::of(self.code())
    }

    pub(crate) fn name(&self, index: u32) -> Option<&Name> {
        self.digest.names.get(index as usize)
    }

    /// The folded name, for comparing with another.
    pub(crate) fn folded(&self, index: u32) -> &str {
        &self.folded[self.line(index as usize)]
    }

    fn line(&self, index: usize) -> Range<usize> {
        let from = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        from..self.ends[index] as usize
    }

    /// What of it answers a question: itself, or those of its names in which all words stand that do not name it.
    pub(crate) fn find(&self, question: &Question, of: Option<Named>) -> Option<TownHits<'_>> {
        let open: Vec<&Word> = question.words().iter().filter(|it| !self.is_called(it)).collect();
        let Some(longest) = open.iter().max_by_key(|it| it.text.len()) else {
            return of.is_none().then_some(TownHits { town: self, whole: true, names: vec![] });
        };
        let names = if open.iter().all(|it| self.signature.may_hold(&it.text)) {
            self.scan(longest, &open, of)
        } else {
            vec![]
        };
        (!names.is_empty()).then_some(TownHits { town: self, whole: false, names })
    }

    fn scan(&self, longest: &Word, all: &[&Word], of: Option<Named>) -> Vec<u32> {
        let (mut names, mut next) = (Vec::new(), 0);
        for place in longest.places_in(&self.folded) {
            if next > 0 && place < self.ends[next - 1] as usize {
                continue; // The name of this place is found already.
            }
            let index = next + self.ends[next..].partition_point(|end| *end as usize <= place);
            next = index + 1;
            let text = &self.folded[self.line(index)];
            let is_wanted = of.is_none_or(|of| self.digest.names[index].of == of);
            if is_wanted && all.iter().all(|it| it.first_in(text).is_some()) {
                names.push(index as u32);
            }
        }
        names
    }

    /// Whether a word names the municipality: a part of its name or its prefecture's, the prefecture in Latin letters, or its
    /// code, with or without check digit, now or before.
    fn is_called(&self, word: &Word) -> bool {
        let digits = &word.text;
        if digits.bytes().all(|it| it.is_ascii_digit()) {
            let codes = self.digest.former.iter().map(|it| &it.code).chain([self.code()]);
            return (5..=6).contains(&digits.len())
                && codes.into_iter().any(|it| it.as_str().starts_with(digits));
        }
        if word.text.is_ascii() {
            return word.text.eq_ignore_ascii_case(self.prefecture().name().1);
        }
        word.first_in(&self.heading).is_some()
    }
}

/// Which pairs of neighbouring characters stand anywhere in a town's names: most towns need not be scanned for a word.
///
/// A bit may be set by another pair, so a town may be scanned in vain; one that holds the word is never left out.
struct Signature(Box<[u64; Signature::WORDS]>);

impl Signature {
    const WORDS: usize = 256;

    fn of(text: &str) -> Self {
        let mut bits = Box::new([0; Self::WORDS]);
        for bit in pairs(text) {
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self(bits)
    }

    fn may_hold(&self, word: &str) -> bool {
        pairs(word).all(|bit| self.0[bit / 64] & (1 << (bit % 64)) != 0)
    }
}

/// The bit of each pair of neighbouring characters.
fn pairs(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.chars().zip(text.chars().skip(1)).map(|(a, b)| {
        let mixed = (u64::from(a) << 21 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 50) as usize // 14 bits: 16,384 of them.
    })
}
