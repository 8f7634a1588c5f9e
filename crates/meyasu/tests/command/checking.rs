//! `meyasu check` as people and scripts meet it.

use serde_json::Value;

use super::office::{Office, TOWN};

const ELEMENTS: &str = "要素ID,計画ID,階層,番号,名称\ne,plan,施策,1,備え\n";
const PLANS: &str =
    "計画ID,計画種別,計画名,開始年度,終了年度,階層\nplan,基本計画,霞町基本計画,令和3年度,令和7年度,施策\n";
const INDICATORS: &str =
    "指標ID,要素ID,指標名,指標種別,単位,方向,抽出方法\ni,e,備えをしている町民の割合,成果,%,上向き,モニター\n";
const TARGETS: &str = "指標ID,年度,目標値\ni,令和5年度,56%以上\n";
const ACTUALS: &str =
    "指標ID,年度,実績値,説明\ni,令和4年度,55.1%,\ni,令和5年度,54.2%,前年度より0.9％低下した。㈱霞\n";

/// A town with three things to find: a stop, a warning and a hint.
fn town() -> Office {
    let office = Office::new();
    for (name, table) in
        [("p.csv", PLANS), ("e.csv", ELEMENTS), ("i.csv", INDICATORS), ("t.csv", TARGETS), ("a.csv", ACTUALS)]
    {
        office.file(name, table);
    }
    let words =
        ["import", "p.csv", "e.csv", "i.csv", "t.csv", "a.csv", "--municipality", TOWN, "--decide", "登録"];
    office.run(words).succeeded().says("公表前に解決 i").says("参考 1件");
    office
}

fn codes(data: &Value) -> Vec<&str> {
    data[0]["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect()
}

#[test]
fn what_is_odd_is_listed_the_gravest_first_with_place_and_remedy() {
    let office = town();
    let done = office.run(["check", TOWN]).ended(1);
    let text = done.text();
    let places: Vec<usize> =
        ["■ 公表前に解決 1件", "■ 要確認 1件", "■ 参考 1件", "公表前に解決 1件、要確認 1件、参考 1件"]
            .iter()
            .map(|words| text.find(words).unwrap_or_else(|| panic!("no 「{words}」 in: {text}")))
            .collect();
    assert!(places.is_sorted(), "{text}");
    for words in [
        "指標「備えをしている町民の割合」 ［指標名］",
        "「0.9％」→「0.9ポイント」",
        "percent-for-points  i/actual/2023",
    ] {
        assert!(text.contains(words), "no 「{words}」 in: {text}");
    }
    let english = office.run(["--lang", "en", "check"]).ended(1).text();
    assert!(english.contains("to mend it: “0.9％” → “0.9ポイント”"), "{english}");
}

#[test]
fn scripts_get_the_same_as_data_and_may_ask_for_less() {
    let office = town();
    let data = office.run(["check", "--json"]).ended(1).json();
    assert_eq!(codes(&data), ["respondents-called-residents", "percent-for-points", "platform-dependent"]);
    let first = &data[0]["findings"][0];
    assert_eq!(first["record"], "i");
    assert_eq!(first["field"], "indicator_name");
    assert_eq!(first["severity"], "stop");
    assert_eq!(first["fix"]["to"], "モニターアンケート回答者の割合");
    let grave = office.run(["check", TOWN, "--json", "--severity", "stop"]).ended(1).json();
    assert_eq!(codes(&grave), ["respondents-called-residents"]);
    let hint = office.run(["check", TOWN, "--json", "--only", "platform-dependent,sum"]).ended(0).json();
    assert_eq!(codes(&hint), ["platform-dependent"], "a hint alone is no failure");
    let before = office.run(["check", TOWN, "--decision", "1"]).ended(0).text();
    assert!(before.ends_with("指摘はありません\n"), "{before}");
}

#[test]
fn a_draft_is_checked_while_it_waits() {
    let office = town();
    office.file("t2.csv", "指標ID,年度,目標値\ni,令和5年度,50%以上\n");
    office.run(["import", "t2.csv", "--municipality", TOWN]).succeeded().says("緩められています");
    let drafts = office.run(["drafts", "--municipality", TOWN]).succeeded().text();
    let draft = drafts.split('\t').next().unwrap();
    let data = office.run(["check", TOWN, "--draft", draft, "--json"]).ended(1).json();
    assert_eq!(codes(&data), ["lowered-after-result", "revision-without-reason"], "not what was odd before");
    office.run(["check", TOWN, "--draft", "nobody"]).refused(1, "その起案はありません");
}

#[test]
fn what_is_wrong_in_public_is_mended_first_or_published_with_a_reason() {
    let office = town();
    let publish = ["publish", "--municipality", TOWN];
    let with_reason = |reason| publish.into_iter().chain(["--despite", reason]);
    office.run(publish).refused(1, "公表前に解決すべき指摘が1件");
    office.run(with_reason(" ")).misused("--despite");
    office.run(with_reason("割合はモニター回答者のものです。")).succeeded().says("公表前に解決 i");

    // What the public saw with its reason is not asked again; what is new is.
    office.file("a2.csv", "指標ID,年度,実績値\ni,令和6年度,54.0%\n");
    office.run(["import", "a2.csv", "--municipality", TOWN, "--decide", "登録"]).succeeded();
    office.run(publish).succeeded().says("公表しました");
    office.file("i2.csv", INDICATORS.replace("\ni,", "\nj,").replace("備え", "訓練"));
    office.run(["import", "i2.csv", "--municipality", TOWN, "--decide", "登録"]).succeeded();
    office.run(publish).refused(1, "公表前に解決すべき指摘が1件");
}

#[test]
fn what_is_mended_is_published_without_a_word() {
    let office = town();
    office.file("i.csv", INDICATORS.replace("町民の割合", "モニターアンケート回答者の割合"));
    office.run(["import", "i.csv", "--municipality", TOWN, "--decide", "名称の訂正"]).succeeded();
    office.run(["publish", "--municipality", TOWN]).succeeded().says("公表しました");
}

#[test]
fn the_checks_are_listed_and_a_mistyped_one_is_said() {
    let office = Office::empty();
    let list = office.run(["check", "--list"]).succeeded().text();
    assert!(list.lines().count() > 50 && list.contains("percent-for-points\t要確認\t"), "{list}");
    office.run(["check", "--only", "percent"]).misused("知らない点検項目です");
    office.run(["check", "--severity", "grave"]).misused("grave");
    Office::new().run(["check"]).succeeded();
}
