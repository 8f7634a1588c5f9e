//! Texts: carried over, misspelt for a machine, or telling of people.

use plan::element::{Element, Meaning, Section};
use plan::link::{Link, LinkKind};
use plan::municipality::Municipality;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record};

use crate::town::{
    element, evaluation, figure, fixes, id, indicator, ja, measured, of_edition, plan, saying, told, year,
};

const REVIEW: &str = "縁側会議は五つの小学校区に広がり、参加者の三割が初めての人だった。事務の負担が重いとの声があり、書類を減らした。";

#[test]
fn last_years_text_is_found_though_a_word_was_changed() {
    let of = |now: &str| {
        let records = [plan(), element("e", 0, None), evaluation(2022, REVIEW), evaluation(2023, now)];
        of_edition("copied-text", records)
    };
    assert!(ja(&of(REVIEW))[0].contains("100％"));
    assert_eq!(of(&REVIEW.replace("三割", "四割")).len(), 1);
    assert_eq!(
        of("参加者は前年度の1.3倍となったが、新しい顔ぶれは4人に1人にとどまり、知る人の広がりは小さい。"),
        []
    );
}

#[test]
fn short_explanations_may_be_alike() {
    let of = |words: &str| {
        let records = measured(indicator("数", "件")).into_iter();
        of_edition("copied-text", records.chain([told(2022, "3", words), told(2023, "4", words)])).len()
    };
    assert_eq!(of("前年度と同じ。"), 0);
    assert_eq!(
        of("国の統計の公表が遅れているため、今年度も前年度までの傾向をもとにした推計値を示している。"),
        1
    );
}

fn statement(name: &str, fiscal_year: i16, heading: &str) -> Record {
    let sections =
        vec![Section { meaning: Meaning::Policy, heading: heading.to_owned(), paragraphs: vec![] }];
    let Body::Plan(it) = plan().body else { unreachable!() };
    let (first_year, last_year) = (year(fiscal_year), Some(year(fiscal_year)));
    let it = Plan { kind: PlanKind::Statement, name: name.to_owned(), first_year, last_year, sections, ..it };
    Record::new(id(&format!("s{fiscal_year}")), it)
}

#[test]
fn an_issue_that_goes_on_says_something_new() {
    let issue = |name: &str, of: &str, meaning| {
        let section = Section { meaning, heading: String::new(), paragraphs: vec![REVIEW.to_owned()] };
        Record::new(id(name), Element { sections: vec![section], ..Element::new(id(of), 0, "1", name) })
    };
    let told = |meaning| {
        let link = Link { from: id("b"), to: id("a"), kind: LinkKind::Continues, note: None };
        let plans = [statement("方針", 2022, ""), statement("方針", 2023, "")];
        let issues = [issue("a", "s2022", meaning), issue("b", "s2023", meaning)];
        let records = plans.into_iter().chain(issues).chain([Record::new(link.id(), link)]);
        of_edition("copied-text", records).len()
    };
    assert_eq!(told(Meaning::Strategy), 1);
    assert_eq!(told(Meaning::Vision), 0, "a vision holds for years");
}

#[test]
fn a_heading_names_the_year_of_its_plan() {
    let of = |name: &str, heading: &str| of_edition("old-year-heading", [statement(name, 2024, heading)]);
    let found = of("令和6年度 霞区運営方針", "令和5年度所属運営の基本的な考え方");
    assert_eq!(fixes(&found), [("令和5年度", "令和6年度")]);
    assert_eq!(of("令和6年度 霞区運営方針", "令和6年度所属運営の基本的な考え方"), []);
    assert_eq!(of("霞区運営方針", "令和5年度の成果と令和6年度の方針"), [], "two years are told on purpose");
    assert_eq!(of("R5年度 運営方針", "基本的な考え方").len(), 1);
    assert_eq!(of_edition("old-year-heading", [plan()]), [], "a plan of years may tell of any of them");
}

/// How many times a check speaks of a text.
fn count(code: &str, text: &str) -> usize {
    of_edition(code, saying(text)).len()
}

#[test]
fn marks_that_a_workbook_left_are_found() {
    for mark in ["実績は######人", "#DIV/0!", "＃＃＃＃＃", "達成率 #N/A"] {
        assert_eq!(count("overflow-mark", mark), 1, "{mark}");
    }
    assert_eq!(count("overflow-mark", "ハッシュタグ #まちの縁側 で広がった。"), 0);
}

#[test]
fn characters_of_one_machine_are_told_from_those_of_all() {
    let plain = "区民の暮らしを守る。〜、―、−、—、…、％、①でないもの";
    assert_eq!(count("platform-dependent", "東京都渋谷区、高崎市、髙い塔"), 1);
    assert_eq!(count("platform-dependent", &plain.replace('①', "1")), 0);
    assert_eq!(fixes(&of_edition("platform-dependent", saying("㈱目安"))), [("㈱", "(株)")]);
    assert_eq!(fixes(&of_edition("platform-dependent", saying("①窓口 ㍻の")))[0], ("①㍻", "(1)平成"));
    assert_eq!(count("outside-encoding", "𠮷野家 ❶"), 1);
    assert_eq!(fixes(&of_edition("outside-encoding", saying("⽅針"))), [("⽅", "方")]);
    let ivs = of_edition("outside-encoding", saying("葛\u{E0100}飾区の葛\u{E0100}"));
    assert_eq!(
        ja(&ivs),
        ["様式の文字コードにない文字「葛\u{E0100}」があります"],
        "as people see it, and once"
    );
    assert_eq!(fixes(&ivs), [], "a name is spelt as its owner spells it");
    let town = |name: &str| {
        let profile = Record::new(plan::record::RecordId::municipality(), Municipality::new(name));
        let records = saying("葛\u{E0100}城駅前の辻\u{E0101}").into_iter().chain([profile]);
        ja(&of_edition("outside-encoding", records)).join("")
    };
    assert!(town("目安市").contains("「葛\u{E0100}辻\u{E0101}」"));
    assert!(
        town("葛\u{E0100}城市").contains("「辻\u{E0101}」"),
        "a letter of the town's own name is no slip"
    );
    assert_eq!(count("outside-encoding", "㈱目安、半角ｶﾅ、〜—−"), 0);
    assert_eq!(fixes(&of_edition("half-width-kana", saying("ﾊﾞｽの本数"))), [("ﾊﾞｽ", "バス")]);
    assert_eq!(count("half-width-kana", "バスの本数"), 0);
    assert_eq!(count("broken-character", "担当は\u{FFFD}橋"), 1);
    assert_eq!(count("broken-character", "外字の\u{E000}"), 1);
    assert_eq!(count("broken-character", plain), 0);
}

#[test]
fn words_are_not_pulled_apart() {
    assert_eq!(fixes(&of_edition("spaced-word", saying("日　付：4月1日"))), [("日　付", "日付")]);
    assert_eq!(fixes(&of_edition("spaced-word", saying("概 　要"))), [("概 　要", "概要")]);
    for right in ["日付：4月1日", "東　西", "二年度　算定", "毎月　日を改めて"] {
        assert_eq!(count("spaced-word", right), 0, "{right}");
    }
}

#[test]
fn names_numbers_and_addresses_of_people_are_asked_about() {
    for name in
        ["担当：山田 太郎", "（氏名：鈴木花子）", "福祉課長　佐藤　一郎が説明した。", "文責：中村 みどり"]
    {
        assert_eq!(count("personal-name", name), 1, "{name}");
    }
    for office in [
        "担当：企画課",
        "担当：企画部 企画課",
        "課長会議で検討した。",
        "連絡先：各区役所",
        "担当：未定",
        "部長 係長 主任の順に説明した。",
        "委員 会議",
        "会長 不在のため延期した。",
    ] {
        assert_eq!(count("personal-name", office), 0, "{office}");
    }
    for phone in ["電話03-1234-5678まで", "０９０（１２３４）５６７８", "(0120)123-456", "TEL 06 6532 9683"]
    {
        assert_eq!(count("phone-number", phone), 1, "{phone}");
    }
    for number in ["0.123-456", "令和06-01-02", "2024-04-01", "施策03-1-2", "100-0000-0000円"] {
        assert_eq!(count("phone-number", number), 0, "{number}");
    }
    assert_eq!(count("mail-address", "kikaku@city.example.jp へ"), 1);
    assert_eq!(count("mail-address", "ｋｉｋａｋｕ＠ｃｉｔｙ．ｅｘａｍｐｌｅ．ｊｐ"), 1);
    assert_eq!(count("mail-address", "@まちづくり、3@500円"), 0);
}

#[test]
fn a_finding_about_a_person_does_not_repeat_the_person() {
    for text in ["担当：山田 太郎", "電話03-1234-5678まで", "kikaku@city.example.jp へ"] {
        let findings =
            plan::check::edition(&crate::town::with(&crate::town::empty(), saying(text)), year(2024));
        let said: String = findings.iter().map(|it| format!("{}{}", it.ja, it.en)).collect();
        assert!(!findings.is_empty() && !said.contains("太郎") && !said.contains("5678"), "{said}");
        assert!(!said.contains("example.jp"), "{said}");
    }
}

#[test]
fn the_head_of_a_statement_is_named_on_purpose() {
    let Body::Plan(it) = plan().body else { unreachable!() };
    let named = Plan { head: Some("所属長：目安 はなこ".to_owned()), ..it };
    assert_eq!(of_edition("personal-name", [Record::new(id("plan"), named)]), []);
}

#[test]
fn a_figure_alone_is_no_text() {
    let records = measured(indicator("数", "件")).into_iter().chain([figure(2023, "312345678")]);
    assert_eq!(of_edition("phone-number", records), []);
}
