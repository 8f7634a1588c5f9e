//! Files of rules that cannot be used, or not as they stand: each mistake has its line and a sentence.

use plan::decision::Change;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::rating::RatingRule;
use plan::record::Recorded;
use reading::file::{Reading, read};
use reading::text::Hint;

fn reading(text: &str, name: Option<&str>) -> Reading {
    let town = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    read(text.as_bytes(), &Hint { name: name.map(str::to_owned), ..Hint::default() }, &town).unwrap()
}

fn told(text: &str) -> Vec<String> {
    reading(text, None).problems.iter().map(|it| format!("{}：{}", it.place, it.ja)).collect()
}

fn rules(reading: &Reading) -> Vec<RatingRule> {
    let rule = |it: &Proposal| match &it.change {
        Change::Put(record) => RatingRule::of(&record.body).cloned(),
        Change::Retire(_) => None,
    };
    reading.proposals.iter().filter_map(rule).collect()
}

const GRADES: &str =
    "grades = [{ mark = \"A\", words = \"達成\", at_least = 1 }, { mark = \"B\", words = \"未達成\" }]\n";

/// A rule with a line of its own among the right ones.
fn with(line: &str) -> String {
    format!(
        "[[rule]]\nid = \"r\"\nname = \"判定\"\nmeasure = \"achievement\"\nformula = \"met\"\n{GRADES}{line}\n"
    )
}

#[test]
fn what_is_no_toml_is_told_with_its_line_and_nothing_is_read() {
    let told = told(&with("order = "));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("7行：TOMLの書き方に誤りがあるため、ファイル全体を読みませんでした（"),
        "{told:?}"
    );
}

#[test]
fn a_bad_value_costs_its_rule_and_names_its_line() {
    let text = format!("{}\n{}", with("").replace("\"r\"", "\"good\""), with("expected = [\"半分\"]"));
    let reading = reading(&text, None);
    assert_eq!((rules(&reading).len(), reading.kind.as_str()), (1, "判定基準"));
    assert_eq!(reading.problems[0].place, "15行 expected");
    assert_eq!(reading.problems[0].ja, "「expected」は数（0.8 や \"80%\"）として読めません");
    assert_eq!(reading.problems[0].en, "“expected” is no number (0.8, \"80%\")");
}

#[test]
fn unknown_names_and_words_are_never_passed_over() {
    for (line, expected) in [
        ("oder = \"first_is_best\"", "7行：「oder」は、ここでは使えない項目です（つづりを確かめてください）"),
        ("tolerance = 3", "7行：「tolerance」は、ここでは使えない項目です（つづりを確かめてください）"),
        (
            "order = \"best\"",
            "7行 order：「order」の「best」は知らない言葉です（first_is_best（先頭が最もよい）、last_is_best（末尾が最もよい）のいずれか）",
        ),
        ("order = 1", "7行 order：「order」は文字列（\"…\"）で書いてください"),
        ("description = \" \"", "7行 description：「description」が空です"),
        (
            "since = \"いつか\"",
            "7行 since：「since」は年度（\"令和3年度\"）か \"plan_start\" で書いてください",
        ),
        ("off_scale = [\"中止\"]", "7行 off_scale：「off_scale」は表の一覧で書いてください"),
        ("formulas = \"met\"", "7行 formulas：「formulas」は表（{ … }）で書いてください"),
        (
            "off_scale = [{ mark = \"X\", words = \"中止\", when = \"中止\" }]",
            "7行 when：「when」の「中止」は知らない言葉です（no_target（目標値がない）、not_yet（実績未報告）、not_measured（未測定）、cannot_judge（計算できない）のいずれか）",
        ),
    ] {
        assert_eq!(told(&with(line)), [expected], "{line}");
    }
}

#[test]
fn what_a_rule_must_say_is_asked_for() {
    let without = |line: &str| told(&with("").replace(line, ""));
    assert_eq!(without("id = \"r\"\n"), ["1行 id：「id」がありません"]);
    assert_eq!(without("name = \"判定\"\n"), ["1行 name：「name」がありません"]);
    assert!(
        without("measure = \"achievement\"\n")[0]
            .starts_with("1行 measure：「measure」がありません（meets_target（目標達成）、")
    );
    let both = with("").replace("at_least = 1", "at_least = 1, more_than = 1");
    assert_eq!(told(&both), ["6行 more_than：「more_than」と「at_least」は、どちらか一つだけ書けます"]);
    assert_eq!(
        told(&format!("{}{}", with(""), with(""))),
        ["8行：「r」が二つあります（前のほうを使いました）"]
    );
}

#[test]
fn points_are_not_averaged() {
    let text = with("total = \"average\"\npoints = { A = 20 }")
        .replace("achievement", "points")
        .replace("formula = \"met\"\n", "");
    let told = told(&text);
    assert!(told[0].starts_with("6行 total：「total」に平均は使えません"), "{told:?}");
}

#[test]
fn a_toml_file_without_rules_says_so_and_other_files_are_left_to_others() {
    let named = |text| reading(text, Some("rules.TOML"));
    assert_eq!(named("# なし\n").problems[0].ja, "判定基準（[[rule]]）が一つもありません");
    assert_eq!(
        named("reason = \"理由\"\nfiles = []\n").problems[0].ja,
        "「files」は、ここでは使えない項目です（つづりを確かめてください）"
    );
    assert_eq!(named("[municipality]\nrule = \"r\"\n").problems[0].ja, "団体がまだ台帳にありません");
    assert_eq!(reading("令和5年度 若芽区運営方針\n", Some("方針.txt")).kind, "文書");
}

#[test]
fn numbers_are_exact_in_every_way_of_writing() {
    for written in ["0.334", "\"33.4%\"", "\"３３．４％\"", "0.3340"] {
        let reading = reading(&with("").replace("at_least = 1", &format!("at_least = {written}")), None);
        let plan::rating::RuleShape::Scale(scale) = &rules(&reading)[0].shape else { panic!("{written}") };
        assert_eq!(scale.steps[0].from.unwrap().number().to_string().trim_end_matches('0'), "0.334");
    }
    for no_number in ["inf", "nan", "0x10", "1e400", "true", "\"33人\"", "1979-05-27"] {
        assert_eq!(
            told(&with("").replace("at_least = 1", &format!("at_least = {no_number}"))).len(),
            1,
            "{no_number}"
        );
    }
}
