//! Sums and shares: the figures of published sheets, those that are right and those that are not.

use plan::amount::{Amount, AmountKind};
use plan::record::Record;

use crate::town::{figure, fixes, id, indicator, ja, measured, of_edition, saying, told, year};

/// How many times the check speaks of a text.
fn count(code: &str, text: &str) -> usize {
    of_edition(code, saying(text)).len()
}

#[test]
fn a_share_is_recomputed_from_the_numbers_beside_it() {
    for right in [
        "31,862/32,000（99.6％）",
        "519,109／600,000で86.5％となった。",
        "195人中158人（81.03％）",
        "回答率は81.0％（195人中158人）だった。",
        "17園中12園で、70.5％",
        "10/1現在、54.2％",
    ] {
        assert_eq!(count("ratio", right), 0, "{right}");
    }
    for (wrong, fix) in [
        ("16,987/30,000（56.70％）", ("56.70％", "56.62％")),
        ("81人中44人（54.4％）が達成した。", ("54.4％", "54.3％")),
        ("達成割合は54.4％（81のうち44）", ("54.4％", "54.3％")),
    ] {
        assert_eq!(fixes(&of_edition("ratio", saying(wrong))), [fix], "{wrong}");
    }
}

#[test]
fn a_rate_is_that_of_the_people_its_explanation_counts() {
    let rate = |value: &str, words: &str| {
        let records =
            measured(indicator("継続就労の割合", "%")).into_iter().chain([told(2023, value, words)]);
        of_edition("ratio", records)
    };
    assert!(rate("77.9", "68人中53人。あと1人で届いた。").is_empty());
    assert_eq!(fixes(&rate("78.9", "68人中53人。")), [("78.9", "77.9")]);
    assert!(rate("54.2", "10地区中5地区で説明会を開いた。").is_empty(), "that tells of something else");
}

#[test]
fn calculations_in_a_sentence_are_done_again() {
    for right in [
        "10,836＋4,118＋51,400＋117＝66,471",
        "66,471－（452＋12,500＋7,503）＝46,016",
        "5.15÷5.5＝93.6％",
        "158÷195＝0.81",
        "男5,000人＋女5,836人＝10,836人",
        "73百万円＋21百万円＋11百万円＋194百万円＝299百万円",
        "12,345千円＋6,789千円＝19,135千円（端数処理による）",
        "単価1,200円×350人＝420,000円",
        "R5－R3＝2年",
    ] {
        assert_eq!(count("sum", right), 0, "{right}");
    }
    for (wrong, right) in [
        ("10,836＋4,118＋51,400＋117＝66,741", "66,471"),
        ("合計は、10,836人＝5,000人＋5,863人である。", "10,863"),
        ("単価1,200円×350人＝402,000円", "420,000"),
        ("44÷81＝54.4％", "54.3"),
    ] {
        let findings = of_edition("sum", saying(wrong));
        assert_eq!(findings.len(), 1, "{wrong}");
        assert!(findings[0].ja.contains(right), "{}", findings[0].ja);
    }
}

#[test]
fn a_breakdown_adds_up_to_its_total() {
    assert_eq!(count("sum", "参加者は1,250人（内訳：大人800人、こども450人）"), 0);
    assert_eq!(count("sum", "参加者は1,250人（うち大人800人、こども400人）"), 0, "a part is no breakdown");
    let findings = of_edition("sum", saying("参加者は1,250人（内訳：大人800人、こども400人）"));
    assert_eq!(ja(&findings), ["内訳を足すと1,200ですが、合計は1,250と書かれています"]);
}

#[test]
fn a_total_cost_is_the_cost_and_the_staff() {
    assert_eq!(count("total-cost", "総事業費1,100千円（事業費900千円、人件費200千円）"), 0);
    assert_eq!(count("total-cost", "総事業費は1,101千円（事業費は900千円、人件費は200千円）"), 0, "rounding");
    assert_eq!(count("total-cost", "総事業費1,200千円（事業費900千円、人件費200千円）"), 1);
    let amount = |explanation: &str| {
        let amount = Amount {
            staff_cost: Some(200_000),
            explanation: Some(explanation.to_owned()),
            ..Amount::new(id("e"), year(2023), AmountKind::Settled, 900_000)
        };
        let records = saying("").into_iter().chain([Record::new(amount.id(), amount)]);
        of_edition("total-cost", records).len()
    };
    assert_eq!((amount("総事業費1,100千円"), amount("総事業費は1百万円の見込み")), (0, 0));
    assert_eq!(amount("総事業費は1,500千円となった。"), 1);
}

#[test]
fn the_figure_itself_is_no_sum() {
    let records = measured(indicator("件数", "件")).into_iter().chain([figure(2023, "100")]);
    assert!(of_edition("sum", records).is_empty());
}
