//! 改ざんの検出: the tree of RFC 6962 over the decisions of one municipality. Pure.
//!
//! Whoever keeps a size and a root, on paper even, can later be shown that a decision was among the first `size`
//! ([`inclusion`]) and that nothing before it was changed or taken away ([`consistency`]).
//!
//! Leaf 0 is decision 1.

use std::fmt;

use sha2::{Digest, Sha256};

/// SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// A hash from its 32 bytes; none for any other number of them.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// A hash from 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
        let bytes: Vec<u8> =
            digits.chunks(2).map(|pair| pair.iter().fold(0, |a, d| a * 16 + *d as u8)).collect();
        Self::from_bytes(&bytes).filter(|_| digits.len() == 64)
    }
}

/// Lower-case hexadecimal.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// SHA-256 of some bytes: the name of a source file.
pub fn sha256(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

/// The hash of one decision, as its bytes are stored.
pub fn leaf(bytes: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(bytes).finalize().into())
}

fn node(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// A tree that grows, by the roots of its full subtrees from the largest to the smallest.
///
/// All that the next root needs, however many decisions came before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    size: u64,
    roots: Vec<Hash>,
}

impl Peaks {
    /// The peaks of a tree of `size` leaves from their bytes; none where these cannot be of that size.
    pub(crate) fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let roots: Vec<Hash> = bytes.chunks(32).map(Hash::from_bytes).collect::<Option<_>>()?;
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }

    /// One hash after another.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.roots.iter().flat_map(|hash| hash.0).collect()
    }

    /// How many leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let full = self.size.trailing_ones() as usize; // Subtrees that the new leaf completes.
        let rest = self.roots.len() - full;
        let merged = self.roots.drain(rest..).rev().fold(leaf, |right, left| node(left, right));
        self.roots.push(merged);
        self.size += 1;
    }

    /// The root of the whole tree.
    pub fn root(&self) -> Hash {
        let mut smallest_first = self.roots.iter().rev().copied();
        let last = smallest_first.next().unwrap_or_else(|| sha256(b""));
        smallest_first.fold(last, |right, left| node(left, right))
    }
}

/// The root over these leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut peaks = Peaks::default();
    leaves.iter().for_each(|leaf| peaks.push(*leaf));
    peaks.root()
}

/// How many leaves go to the left: the largest power of two below `size`, which is at least 2.
fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// Proof that the leaf at `index` is in the tree; none where there is no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    (index < leaves.len()).then(|| path(leaves, index))
}

fn path(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() < 2 {
        return vec![];
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut proof, sibling) = match index.checked_sub(left.len()) {
        None => (path(left, index), root(right)),
        Some(index) => (path(right, index), root(left)),
    };
    proof.push(sibling);
    proof
}

/// Proof that the tree of the first `old` leaves is the beginning of this one; none where it is longer.
pub fn consistency(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    match old {
        0 => Some(vec![]), // Nothing is the beginning of everything.
        _ => (old <= leaves.len()).then(|| subproof(leaves, old, true)),
    }
}

fn subproof(leaves: &[Hash], old: usize, whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { vec![] } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut proof, sibling) = match old.checked_sub(left.len()) {
        None | Some(0) => (subproof(left, old, whole), root(right)),
        Some(old) => (subproof(right, old, false), root(left)),
    };
    proof.push(sibling);
    proof
}

/// Whether the proof shows that `leaf` stands at `index` of the tree of this size and root.
pub fn includes(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        let on_the_left;
        (on_the_left, at, last) = climb(at, last);
        hash = if on_the_left { node(*sibling, hash) } else { node(hash, *sibling) };
    }
    last == 0 && hash == root
}

/// Whether the proof shows that the tree of `old` size and root is the beginning of the tree of `new` size and root.
pub fn extends(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> bool {
    if old.0 == new.0 {
        return proof.is_empty() && old.1 == new.1;
    }
    if old.0 == 0 || old.0 > new.0 {
        return old == (0, sha256(b"")) && proof.is_empty();
    }
    let seed = old.0.is_power_of_two().then_some(old.1); // A full tree is a node of the larger one.
    let mut steps = seed.iter().chain(proof);
    let Some(first) = steps.next() else { return false };
    let full = (old.0 - 1).trailing_ones();
    let (mut at, mut last) = ((old.0 - 1) >> full, (new.0 - 1) >> full);
    let (mut before, mut after) = (*first, *first);
    for sibling in steps {
        if last == 0 {
            return false;
        }
        let on_the_left;
        (on_the_left, at, last) = climb(at, last);
        if on_the_left {
            (before, after) = (node(*sibling, before), node(*sibling, after));
        } else {
            after = node(after, *sibling);
        }
    }
    last == 0 && before == old.1 && after == new.1
}

/// One step of a proof, from node `at` of a level that ends with node `last`, which is not 0:
/// whether the sibling stands on the left, and the place of the parent. A node without a sibling moves up as it is.
fn climb(at: u64, last: u64) -> (bool, u64, u64) {
    let on_the_left = at % 2 == 1 || at == last;
    let alone = if on_the_left { at.trailing_zeros() } else { 0 };
    (on_the_left, at >> alone >> 1, last >> alone >> 1)
}

#[cfg(test)]
mod tests;
