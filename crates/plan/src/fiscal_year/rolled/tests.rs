use proptest::prelude::*;

use super::*;

fn next(text: &str) -> String {
    rolled(text, FiscalYear::new(2026), FiscalYear::new(2027))
}

#[test]
fn a_year_is_moved_in_its_own_spelling() {
    for (before, after) in [
        ("令和8年度 川端区運営方針", "令和9年度 川端区運営方針"),
        ("令和８年度運営方針", "令和９年度運営方針"),
        ("令和 8 年度", "令和 9 年度"),
        ("令和八年度", "令和九年度"),
        ("R8目標", "R9目標"),
        ("Ｒ８年度の目標", "Ｒ９年度の目標"),
        ("R08", "R09"),
        ("R08年度", "R09年度"),
        ("2026年度", "2027年度"),
        ("２０２６年度", "２０２７年度"),
        ("令和8(2026)年度", "令和9(2027)年度"),
        ("2026（R8）年度予算", "2027（R9）年度予算"),
        ("6決算・7予算・8予算", "7決算・8予算・9予算"),
        ("令和7年度の実績と令和9年度予算の要求", "令和8年度の実績と令和10年度予算の要求"),
        ("提出期限 R8.6.30", "提出期限 R9.6.30"),
        ("令和8年6月30日まで", "令和9年6月30日まで"),
        ("令和7・8年度", "令和8・9年度"),
    ] {
        assert_eq!(next(before), after);
    }
}

#[test]
fn what_is_no_year_of_the_round_stays() {
    for text in [
        "基本計画（令和3～7年度）",
        "R8～R12の計画",
        "令和8年度から令和12年度まで",
        "3～8年度",
        "平成27年国勢調査",
        "8事業の5年間",
        "8計画の統合",
        "第8次総合計画",
        "前年度の実績",
        "区民2026人",
        "",
    ] {
        assert_eq!(next(text), text);
    }
}

#[test]
fn an_era_ends_where_it_ended() {
    let roll = |text, from| rolled(text, FiscalYear::new(from), FiscalYear::new(from + 1));
    assert_eq!(roll("平成30年度", 2018), "令和元年度");
    assert_eq!(roll("H30", 2018), "R1");
    assert_eq!(roll("令和元年度", 2019), "令和2年度");
    assert_eq!(roll("昭和63年度", 1988), "平成元年度");
}

proptest! {
    #[test]
    fn the_moved_text_names_the_moved_year(year in 2020i16..2090, by in -1i16..3, style in 0usize..6) {
        let from = FiscalYear::new(year);
        let number = year - 2018;
        let text = [
            from.japanese(),
            format!("Ｒ{number}年度"),
            format!("{year}年度"),
            format!("{year}(R{number})年度"),
            format!("令和{}年度", kanji(number)),
            number.to_string().chars().map(wide).collect::<String>() + "年度",
        ][style].clone();
        let to = FiscalYear::new(year + by);
        let moved = rolled(&text, from, to);
        prop_assert_eq!(FiscalYear::parse(&moved, Some(to)), Some(to), "{} became {}", text, moved);
        if to.year() > 2019 {
            prop_assert_eq!(rolled(&moved, to, from), text);
        }
    }

    #[test]
    fn no_text_is_lost_or_breaks_it(text in "[RHSＲ令和平成元0-9０-９年度間月日.()（）～→のから 八予算-]{0,24}", from in 1900i16..2100) {
        let from = FiscalYear::new(from);
        prop_assert_eq!(rolled(&text, from, from).chars().filter(|c| "のから→".contains(*c)).count(),
            text.chars().filter(|c| "のから→".contains(*c)).count());
    }

    #[test]
    fn a_text_without_numbers_stays(text in "[^0-9０-９元一二三四五六七八九十]{0,40}", from in 1900i16..2100) {
        let (from, to) = (FiscalYear::new(from), FiscalYear::new(from + 1));
        if !text.chars().any(char::is_numeric) {
            prop_assert_eq!(rolled(&text, from, to), text);
        }
    }
}
