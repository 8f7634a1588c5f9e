//! Files of rules: read with the place of every mistake, and refused where a rule contradicts itself.

use super::office::{Office, TOWN, ids};

const SOUND: &str = r#"
[[rule]]
id = "rate"
name = "達成率"
measure = "achievement"
formula = "way_from_baseline"
grades = [
  { mark = "A", words = "達成", at_least = "100%" },
  { mark = "B", words = "未達成" },
]

[municipality]
rule = "rate"
directions = ["拡充", "維持", "縮小"]
"#;

#[test]
fn a_file_of_rules_is_decided_like_any_other_file() {
    let office = Office::at_work();
    office.file("rules.toml", SOUND);

    office.import("rules.toml", "判定基準を定める").ended(0).says("rules.toml（判定基準）：2件の記録");

    let export = office.export();
    assert!(ids(&export).contains(&"rate"));
    assert!(export.to_string().contains(r#""directions":["拡充","維持","縮小"]"#), "{export}");
}

#[test]
fn a_rule_that_contradicts_itself_is_refused_with_the_reason() {
    let office = Office::at_work();
    office.file("rules.toml", SOUND.replace("words = \"未達成\"", "words = \"未達成\", at_least = \"100%\""));

    let done = office.unchanged_by(|office| office.import("rules.toml", "判定基準を定める"));

    done.refused(1, "つじつまが合いません")
        .says("判定基準「達成率」：「B」の下限が「A」の下限より低くないため、どちらかは決して付きません")
        .says("「B」の下限に届かないときの評語がありません（最後の評語には下限を付けません）")
        .says("矛盾のある判定基準（rate）は受け付けません。何も決裁しておらず、台帳の内容は元のままです")
        .says("は残しました");
    let id = String::from_utf8(office.run(["drafts", "--municipality", TOWN]).succeeded().out).unwrap();
    let id = id.split('\t').next().unwrap();
    office
        .unchanged_by(|office| office.run(["drafts", "--municipality", TOWN, id, "--decide", "それでも"]))
        .refused(1, "矛盾のある判定基準（rate）は受け付けません");
}

#[test]
fn a_rule_that_is_named_and_not_there_is_told_in_words_that_a_clerk_knows() {
    let office = Office::at_work();
    office.file("rules.toml", SOUND.replace("rule = \"rate\"", "rule = \"rat\""));

    let done = office.unchanged_by(|office| office.import("rules.toml", "判定基準を定める"));

    done.refused(1, "団体の設定が指す「rat」がありません").says("誤り 団体の設定（団体「霞町」）");
    assert!(!done_words(&office).contains("municipality"), "{}", done_words(&office));
}

/// What the program says of the same file again, without deciding it, less the commands that it names.
fn done_words(office: &Office) -> String {
    let file = office.path("rules.toml");
    let done = office.run(["import".as_ref(), file.as_os_str(), "--municipality".as_ref(), TOWN.as_ref()]);
    done.says("このままでは決裁できません").said.replace("--municipality", "")
}

#[test]
fn a_mistake_is_told_with_its_line_and_costs_its_rule() {
    let office = Office::at_work();
    let (rule, _) = SOUND.split_once("[municipality]").unwrap();
    let bad = rule.replace("at_least", "at_lest");
    office.file("rules.toml", format!("{bad}{}", SOUND.replace("rate", "good")));

    let done = office.import("rules.toml", "判定基準を定める");

    done.ended(1)
        .says("8行：「at_lest」は、ここでは使えない項目です")
        .says("判定基準「達成率」（rate）は読みませんでした")
        .says("決裁第3号");
    let export = office.export();
    assert!(ids(&export).contains(&"good") && !ids(&export).contains(&"rate"));
}

#[test]
fn what_is_no_toml_changes_nothing() {
    let office = Office::at_work();
    office.file("rules.toml", "[[rule]]\nid = ");

    let done = office.unchanged_by(|office| office.import("rules.toml", "判定基準を定める"));

    done.ended(3).says("2行：TOMLの書き方に誤りがあるため、ファイル全体を読みませんでした");
}
