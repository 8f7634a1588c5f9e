//! Where two lists of words differ.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// A place where the words before became the words after; either may be none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The places where two lists differ, in order. Between them both are the same.
pub(super) fn hunks(before: &[&str], after: &[&str], algorithm: Algorithm) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(algorithm, &input);
    diff.postprocess_no_heuristic(&input);
    let place = |it: Range<u32>| it.start as usize..it.end as usize;
    diff.hunks().map(|it| Hunk { before: place(it.before), after: place(it.after) }).collect()
}
