//! 統合 and 見え消し.

use plan::sheet::changes::{Mark, changes, copied};
use plan::sheet::merge::{Piece, merge};
use proptest::prelude::*;

/// What is in `b` of one text: its stretches but those with a mark.
fn without(before: &str, after: &str, mark: Mark) -> String {
    changes(before, after).iter().filter(|it| it.mark != mark).map(|it| it.text.as_str()).collect()
}

#[test]
fn changes_of_different_sentences_both_stay() {
    let base = "人手が足りない。\n募集を続ける。冬に休む。";
    let it =
        merge(base, "人手がまだ足りない。\n募集を続ける。冬に休む。", "人手が足りない。\n募集を続ける。");
    assert_eq!((it.text().as_str(), it.clashes()), ("人手がまだ足りない。\n募集を続ける。", 0));
}

#[test]
fn two_changes_of_one_sentence_are_both_shown_in_order() {
    let it = merge("前文。募集する。", "前文。春に募集する。", "前文。秋に募集する。");
    let clash = Piece::Clash {
        base: "募集する。".to_owned(),
        mine: "春に募集する。".to_owned(),
        theirs: "秋に募集する。".to_owned(),
    };
    assert_eq!(it.pieces, [Piece::Kept("前文。".to_owned()), clash]);
    assert_eq!(it.text(), "前文。春に募集する。\n秋に募集する。");
}

#[test]
fn two_lines_added_at_one_place_need_a_person_and_the_same_line_does_not() {
    assert_eq!(merge("一", "一\n二", "一\n三").clashes(), 1);
    assert_eq!(merge("一", "一\n二", "一\n三").text(), "一\n二\n三");
    assert_eq!(merge("一", "一\n二", "一\n二").text(), "一\n二");
}

#[test]
fn who_takes_out_what_another_one_mends_does_not_win_in_silence() {
    let it = merge("甲。乙。", "甲。", "甲。乙は丙。");
    assert_eq!((it.clashes(), it.text().as_str()), (1, "甲。乙は丙。"));
}

#[test]
fn numbers_and_words_in_katakana_change_as_a_whole() {
    let marks = changes("バスは１２５人が利用", "バスは１３５人が利用");
    let told: Vec<_> = marks.iter().map(|it| (it.mark, it.text.as_str())).collect();
    let expected = [
        (Mark::Kept, "バスは"),
        (Mark::TakenOut, "１２５"),
        (Mark::Added, "１３５"),
        (Mark::Kept, "人が利用"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_character_is_never_torn_from_its_variation() {
    let (before, after) = ("葛\u{E0100}城市", "葛\u{E0101}城市");
    assert_eq!(without(before, after, Mark::Kept), "葛\u{E0100}葛\u{E0101}");
}

#[test]
fn nearly_the_same_text_as_last_year_is_told() {
    let last = "防災訓練を小学校で続け、参加者の声を聞いて次の年の内容を改めました。町会とも話しました。";
    assert_eq!(copied(last, last), Some(100));
    assert_eq!(
        copied(
            "今年は中学校で新しい訓練を始め、見守りの仕組みを地域の人と作り直しました。とても良い。",
            last
        ),
        None
    );
    assert_eq!(copied("同じ。", "同じ。"), None, "short texts are alike by chance");
}

/// Texts of a few sentences that are easily alike.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["甲。", "乙。", "丙", "\n", "丁。", "戊！", "12", "カナ"]),
        0..8,
    )
    .prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn who_alone_changed_a_text_gets_it_as_it_is(base in text(), other in text(), wild in ".{0,30}") {
        for side in [other, wild] {
            let (mine, theirs) = (merge(&base, &side, &base), merge(&base, &base, &side));
            prop_assert_eq!((mine.text(), mine.clashes()), (side.clone(), 0));
            prop_assert_eq!((theirs.text(), theirs.clashes()), (side.clone(), 0));
            let both = merge(&base, &side, &side);
            prop_assert_eq!((both.text(), both.clashes()), (side, 0));
        }
    }

    #[test]
    fn changes_of_sentences_that_are_not_the_same_both_stay(mut mine in 0usize..6, theirs in 0usize..6) {
        mine = if mine == theirs { (mine + 1) % 6 } else { mine };
        let base: Vec<String> = (0..6).map(|at| format!("文{at}。")).collect();
        let changed = |place: usize, word: &str| {
            let mut text = base.clone();
            text[place] = word.to_owned();
            text
        };
        let merged = merge(&base.concat(), &changed(mine, "私の文。").concat(), &changed(theirs, "相手の文。").concat());
        let mut expected = changed(mine, "私の文。");
        expected[theirs] = "相手の文。".to_owned();
        prop_assert_eq!((merged.text(), merged.clashes()), (expected.concat(), 0));
    }

    #[test]
    fn no_sentence_that_somebody_wrote_is_lost(base in text(), mine in text(), theirs in text()) {
        let merged = merge(&base, &format!("{mine}私の文。"), &format!("{theirs}相手の文。")).text();
        prop_assert!(merged.contains("私の文。") && merged.contains("相手の文。"), "{}", merged);
    }

    #[test]
    fn whoever_changes_whatever_every_new_sentence_of_both_stands_in_the_result(
        base in prop::collection::vec(prop::sample::select(vec!["甲。", "乙。", "丙。", "\n"]), 0..8),
        mine in prop::collection::vec((0usize..9, any::<bool>()), 0..4),
        theirs in prop::collection::vec((0usize..9, any::<bool>()), 0..4),
    ) {
        let edited = |edits: &[(usize, bool)], name: &str| {
            let mut text: Vec<String> = base.iter().map(|it| (*it).to_owned()).collect();
            let mut new = vec![];
            for (at, (place, instead)) in edits.iter().enumerate() {
                let (place, word) = ((*place).min(text.len()), format!("{name}{at}。"));
                if *instead && place < text.len() && !new.contains(&text[place]) {
                    text[place] = word.clone();
                } else {
                    text.insert(place, word.clone());
                }
                new.push(word);
            }
            (text.concat(), new)
        };
        let ((my_text, my_new), (their_text, their_new)) = (edited(&mine, "私"), edited(&theirs, "相手"));
        let merged = merge(&base.concat(), &my_text, &their_text).text();
        for word in my_new.iter().chain(&their_new) {
            prop_assert!(merged.contains(word.as_str()), "{word} is not in {merged}");
        }
    }

    #[test]
    fn both_texts_can_be_read_from_the_changes(before in text(), after in text(), a in ".{0,30}", b in ".{0,30}") {
        for (before, after) in [(before, after), (a, b)] {
            prop_assert_eq!(without(&before, &after, Mark::Added), before.clone());
            prop_assert_eq!(without(&before, &after, Mark::TakenOut), after.clone());
        }
    }

    #[test]
    fn a_text_that_did_not_change_has_no_changes(text in ".{1,30}") {
        let all = changes(&text, &text);
        prop_assert!(all.iter().all(|it| it.mark == Mark::Kept) && all.len() == 1);
    }
}
