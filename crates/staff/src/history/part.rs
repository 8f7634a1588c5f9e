//! 一覧の一部: long lists come in parts.

use crate::typed::Typed;

/// One part of a list, and the addresses of those beside it.
pub(super) struct Part {
    pub(super) first: usize,
    pub(super) size: usize,
    pub(super) all: usize,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Part {
    /// The part that is asked for, of a list at `path` that was narrowed by the same words.
    pub(super) fn of(path: &str, asked: &Typed, all: usize, size: usize) -> Self {
        let first = asked.get("from").parse::<usize>().unwrap_or(0).min(all) / size * size;
        let to = |from: usize| {
            let kept = asked.pairs().iter().filter(|(name, value)| name != "from" && !value.is_empty());
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(kept).append_pair("from", &from.to_string());
            format!("{path}?{}", query.finish())
        };
        let before = (first > 0).then(|| to(first - size));
        let after = (first + size < all).then(|| to(first + size));
        Self { first, size, all, before, after }
    }

    /// The rows of the part.
    pub(super) fn take<T>(&self, rows: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        rows.into_iter().skip(self.first).take(self.size)
    }

    /// The number of its last row.
    pub(super) fn last(&self) -> usize {
        (self.first + self.size).min(self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_begins_where_a_page_begins_and_keeps_what_was_asked() {
        let asked = |text: &str| Typed::decode(text.as_bytes());
        let part = Part::of("/h/", &asked("q=a&kind=&from=57"), 120, 50);
        assert_eq!((part.first, part.last()), (50, 100));
        assert_eq!(part.before.as_deref(), Some("/h/?q=a&from=0"));
        assert_eq!(part.after.as_deref(), Some("/h/?q=a&from=100"));
        let last = Part::of("/h/", &asked("from=99999999999999999999"), 50, 50);
        assert_eq!((last.first, last.before, last.after), (0, None, None));
    }
}
