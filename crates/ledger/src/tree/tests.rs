//! The vectors that every implementation of RFC 6962 shares, and laws for trees nobody thought of.

use proptest::prelude::*;

use super::*;

const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(pair).collect()
}

fn leaves() -> Vec<Hash> {
    LEAVES.iter().map(|hex| leaf(&bytes(hex))).collect()
}

fn check(proof: Option<Vec<Hash>>, expected: &[&str]) {
    let proof: Vec<String> = proof.unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(proof.len(), expected.len());
    assert!(proof.iter().zip(expected).all(|(hash, start)| hash.starts_with(start)), "{proof:?}");
}

#[test]
fn roots_are_those_of_the_reference() {
    assert_eq!(root(&[]).to_string(), EMPTY);
    for (size, expected) in (1..).zip(ROOTS) {
        assert_eq!(root(&leaves()[..size]).to_string(), expected, "{size}");
    }
}

#[test]
fn inclusion_proofs_are_those_of_the_reference() {
    let leaves = leaves();
    check(inclusion(&leaves[..1], 0), &[]);
    check(inclusion(&leaves, 0), &["96a296d224f285c6", "5f083f0a1a33ca07", "6b47aaf29ee3c2af"]);
    check(inclusion(&leaves, 5), &["bc1a0643b12e4d2d", "ca854ea128ed050b", "d37ee418976dd957"]);
    check(inclusion(&leaves[..3], 2), &["fac54203e7cc696c"]);
    check(inclusion(&leaves[..5], 1), &["6e340b9cffb37a98", "5f083f0a1a33ca07", "bc1a0643b12e4d2d"]);
    assert_eq!(inclusion(&leaves, 8), None);
}

#[test]
fn consistency_proofs_are_those_of_the_reference() {
    let leaves = leaves();
    check(consistency(&leaves[..1], 1), &[]);
    check(consistency(&leaves, 1), &["96a296d224f285c6", "5f083f0a1a33ca07", "6b47aaf29ee3c2af"]);
    check(consistency(&leaves, 6), &["0ebc5d3437fbe2db", "ca854ea128ed050b", "d37ee418976dd957"]);
    check(consistency(&leaves[..5], 2), &["5f083f0a1a33ca07", "bc1a0643b12e4d2d"]);
    assert_eq!(consistency(&leaves, 9), None);
}

#[test]
fn every_proof_of_every_small_tree_verifies_and_no_other_size_does() {
    let leaves: Vec<Hash> = (0..40u8).map(|number| leaf(&[number])).collect();
    for new in 1..=40 {
        let tree = &leaves[..new];
        for (at, leaf) in tree.iter().enumerate() {
            let proof = inclusion(tree, at).unwrap();
            assert!(includes(*leaf, at as u64, new as u64, &proof, root(tree)));
        }
        for old in 0..=new {
            let proof = consistency(tree, old).unwrap();
            let (before, after) = ((old as u64, root(&leaves[..old])), (new as u64, root(tree)));
            assert!(extends(before, after, &proof), "{old} {new}");
            let wrong = (before.0, leaf(b"another"));
            assert!(!extends(wrong, after, &proof), "{old} {new}");
        }
    }
}

#[test]
fn sizes_that_no_tree_has_are_refused_without_overflow() {
    let some = leaf(b"");
    for (at, size) in [(u64::MAX, u64::MAX), (u64::MAX - 1, u64::MAX), (1 << 63, (1 << 63) + 1), (0, 0)] {
        assert!(!includes(some, at, size, &[some, some], some));
        assert!(!extends((at, some), (size, leaf(b"b")), &[some, some]));
    }
}

#[test]
fn hexadecimal_and_bytes_are_read_only_when_they_are_a_hash() {
    let hash = leaf(b"");
    assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
    for text in ["", "6e", &EMPTY[1..], &format!("{EMPTY}00"), &EMPTY.replace('e', "x")] {
        assert_eq!(Hash::from_hex(text), None, "{text}");
    }
    assert_eq!(Hash::from_bytes(&[0; 31]), None);
    assert_eq!(Peaks::from_bytes(3, &[0; 32]), None);
}

fn any_leaves() -> impl Strategy<Value = Vec<Hash>> {
    prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 1..200)
}

proptest! {
    #[test]
    fn an_altered_inclusion_proof_does_not_verify(
        leaves in any_leaves(),
        at in any::<prop::sample::Index>(),
        what in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let (at, size) = (at.index(leaves.len()), leaves.len() as u64);
        let proof = inclusion(&leaves, at).unwrap();
        let mut hashes = [vec![leaves[at], root(&leaves)], proof].concat();
        prop_assert!(includes(hashes[0], at as u64, size, &hashes[2..], hashes[1]));

        let what = what.index(hashes.len());
        hashes[what].0[bit / 8] ^= 1 << (bit % 8);

        prop_assert!(!includes(hashes[0], at as u64, size, &hashes[2..], hashes[1]));
    }

    #[test]
    fn an_altered_consistency_proof_does_not_verify(
        leaves in any_leaves(),
        old in any::<prop::sample::Index>(),
        what in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let old = old.index(leaves.len()) + 1;
        let (small, large) = (old as u64, leaves.len() as u64);
        let proof = consistency(&leaves, old).unwrap();
        let mut hashes = [vec![root(&leaves[..old]), root(&leaves)], proof].concat();
        prop_assert!(extends((small, hashes[0]), (large, hashes[1]), &hashes[2..]));

        let what = what.index(hashes.len());
        hashes[what].0[bit / 8] ^= 1 << (bit % 8);

        prop_assert!(!extends((small, hashes[0]), (large, hashes[1]), &hashes[2..]));
    }

    #[test]
    fn a_proof_cut_or_lengthened_does_not_verify(leaves in any_leaves(), at in any::<prop::sample::Index>()) {
        let (at, size) = (at.index(leaves.len()), leaves.len() as u64);
        let proof = inclusion(&leaves, at).unwrap();
        let longer = [proof.clone(), vec![leaves[0]]].concat();
        prop_assert!(!includes(leaves[at], at as u64, size, &longer, root(&leaves)));
        if let [_, shorter @ ..] = &proof[..] {
            prop_assert!(!includes(leaves[at], at as u64, size, shorter, root(&leaves)));
        }
    }

    #[test]
    fn peaks_that_grow_give_the_root_of_the_definition(leaves in any_leaves()) {
        fn defined(leaves: &[Hash]) -> Hash {
            match leaves {
                [only] => *only,
                _ => {
                    let (left, right) = leaves.split_at(split(leaves.len()));
                    node(defined(left), defined(right))
                }
            }
        }
        let mut peaks = Peaks::default();
        for leaf in &leaves {
            peaks = Peaks::from_bytes(peaks.size(), &peaks.to_bytes()).unwrap();
            peaks.push(*leaf);
        }
        prop_assert_eq!(peaks.root(), defined(&leaves));
    }
}
