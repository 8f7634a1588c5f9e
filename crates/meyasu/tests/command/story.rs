//! One municipality from its first day to its second ledger.

use super::office::{Office, TOWN, ids, reasons};

const STATEMENT: &str = include_str!("statement.txt");

const PLANS: &str =
    "計画ID,計画種別,計画名,開始年度,終了年度,階層\nslopes,基本計画,坂のまち計画,令和6年度,令和9年度,施策\n";
const ELEMENTS: &str = "要素ID,計画ID,階層,番号,名称,担当組織ID\nwalk,slopes,施策,1,歩ける坂,bosai\n";
const INDICATORS: &str =
    "指標ID,要素ID,指標名,指標種別,単位,方向\nrails,walk,手すりのある坂の数,活動,か所,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\nrails,令和6年度,12か所以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\nrails,令和6年度,14か所,確定\n";

/// Tables, decided in one go.
fn planned() -> Office {
    let office = Office::at_work();
    for (name, table) in [
        ("plans", PLANS),
        ("elements", ELEMENTS),
        ("indicators", INDICATORS),
        ("targets", TARGETS),
        ("actuals", ACTUALS),
    ] {
        office.file(&format!("{name}.csv"), table);
    }
    let files = ["plans.csv", "elements.csv", "indicators.csv", "targets.csv", "actuals.csv"];
    let words = ["--municipality", TOWN, "--decide", "計画の策定"];
    office.run(["import"].into_iter().chain(files).chain(words)).succeeded();
    office
}

#[test]
fn tables_that_were_imported_are_in_the_export_as_they_were_written() {
    let export = planned().export();

    let found = ids(&export);
    for id in ["rails", "rails/actual/2024", "rails/target/2024", "slopes", "walk"] {
        assert!(found.contains(&id), "{id}: {found:?}");
    }
    let rows = export["records"].as_array().unwrap();
    let target = rows.iter().find(|row| row["record"]["body"]["target"].is_object()).unwrap();
    assert_eq!(target["record"]["body"]["target"]["words"], "12か所以上");
    assert_eq!(target["written"]["place"], "targets.csv 2行");
}

#[test]
fn a_statement_that_was_imported_is_in_the_export() {
    let office = Office::at_work();
    office.file("霞台区.txt", STATEMENT);

    office.import("霞台区.txt", "運営方針の取込み").says("決裁第3号として記録しました");

    let export = office.export();
    let named = |kind: &str, name: &str| {
        let rows = export["records"].as_array().unwrap().iter();
        rows.filter_map(|row| row["record"]["body"].get(kind)).any(|it| it.to_string().contains(name))
    };
    assert!(named("plan", "霞台区運営方針"));
    assert!(named("element", "坂道の足の確保"));
    assert!(named("indicator", "逃げる先を決めている崖下の世帯の割合"));
    assert!(named("target", "70%以上"));
    assert!(named("amount", "52000000"));
}

#[test]
fn without_decide_an_import_is_a_draft_and_no_decision() {
    let office = Office::at_work();
    office.file("plans.csv", PLANS);

    let import = |office: &Office| office.run(["import", "plans.csv", "--municipality", TOWN]);
    let done = office.unchanged_by(import).succeeded();

    done.says("起案「import-").says("まだ決裁していません");
}

#[test]
fn a_draft_is_listed_until_it_is_decided_or_given_up() {
    let office = Office::at_work();
    office.file("plans.csv", PLANS);
    let drafts = |words: &[&str]| {
        office.run(["drafts", "--municipality", TOWN].into_iter().chain(words.iter().copied()))
    };
    let listed = || drafts(&[]).succeeded().text();
    let begun = || {
        office.run(["import", "plans.csv", "--municipality", TOWN]).succeeded();
        listed().split('\t').next().unwrap().to_owned()
    };

    let first = begun();
    drafts(&[&first, "--withdraw"]).succeeded().says("取り下げました");
    assert_eq!(listed(), "");

    let second = begun();
    assert!(listed().contains("plans.csv"));
    drafts(&[&second, "--decide", "計画の策定"]).succeeded().says("号として記録しました");
    assert_eq!(listed(), "");
    assert!(super::office::reasons(&office.export()).contains(&"計画の策定"));
    drafts(&[&second, "--decide", "もう一度"]).refused(1, "その起案はありません");
    drafts(&[&second]).refused(1, "その起案はありません");
}

#[test]
fn a_draft_shows_what_it_would_change_and_whether_it_was_overtaken() {
    let office = Office::at_work();
    let drafts = |words: &[&str]| {
        office.run(["drafts", "--municipality", TOWN].into_iter().chain(words.iter().copied()))
    };
    office.file("o.csv", "組織ID,組織名\nbosai,危機管理課\nnew,新設課\n");
    office.run(["import", "o.csv", "--municipality", TOWN]).succeeded();
    let id = drafts(&[]).succeeded().text().split('\t').next().unwrap().to_owned();

    let shown = office.unchanged_by(|_| drafts(&[&id])).succeeded();
    assert!(shown.text().contains("追加1件、変更1件、廃止0件"), "{}", shown.text());
    assert!(shown.text().contains("防災課 → 危機管理課"), "{}", shown.text());
    shown.says(&format!("決裁するには：meyasu drafts --municipality {TOWN} {id} --decide 理由"));
    assert!(!drafts(&[]).text().contains("追い越された"));

    office.file("later.csv", "組織ID,組織名\nbosai,防災部\n");
    office.import("later.csv", "改組").succeeded();
    assert!(drafts(&[]).text().contains("\t追い越された起案"), "{}", drafts(&[]).text());
    let shown = drafts(&[&id]).succeeded().text();
    assert!(shown.contains("起案のあとに1件が決裁された") && shown.contains("bosai（決裁第3号）"), "{shown}");
    drafts(&["nobody"]).refused(1, "その起案はありません");
}

#[test]
fn nothing_but_the_founding_is_not_published_and_the_draft_that_waits_is_named() {
    let office = Office::new();
    let publish = |office: &Office| office.run(["publish", "--municipality", TOWN]);
    office.unchanged_by(publish).refused(1, "公表する内容がありません").says("meyasu import");
    office.file("o.csv", "組織ID,組織名\na,甲課\n");
    office.run(["import", "o.csv", "--municipality", TOWN]).succeeded();
    let drafts = office.run(["drafts", "--municipality", TOWN]).succeeded().text();
    let id = drafts.split('\t').next().unwrap();

    let command = format!("meyasu drafts --municipality {TOWN} {id} --decide 理由");
    office.unchanged_by(publish).refused(1, &format!("起案「{id}」が決裁を待っています")).says(&command);

    office.run(["drafts", "--municipality", TOWN, id, "--decide", "登録"]).succeeded();
    publish(&office).succeeded().says("決裁第2号を公表しました");
}

#[test]
fn the_same_files_a_second_time_change_nothing() {
    let office = planned();
    office.file("霞台区.txt", STATEMENT);
    office.import("霞台区.txt", "一度目");

    let words = ["霞台区.txt", "actuals.csv", "--municipality", TOWN, "--decide", "二度目"];
    let again = |office: &Office| office.run(["import"].into_iter().chain(words));
    let done = office.unchanged_by(again);

    done.says("変更0件、変更なし").says("変更がないため、決裁していません");
}

#[test]
fn an_export_as_of_a_decision_holds_what_was_in_force_then() {
    let office = Office::at_work();
    office.file("later.csv", "組織ID,組織名\nbosai,危機管理課\n");
    office.import("later.csv", "改称").succeeded();

    let as_of = |number| {
        office.run(["export", "--json", "--municipality", TOWN, "--decision", number]).succeeded().text()
    };

    assert!(as_of("2").contains("防災課") && !as_of("2").contains("危機管理課"));
    assert!(as_of("3").contains("危機管理課"));
}

#[test]
fn a_public_export_holds_what_was_published_and_no_more() {
    let office = Office::at_work();
    office.run(["publish", "--municipality", TOWN]).succeeded().says("決裁第2号を公表しました（確定）");
    office.file("later.csv", "組織ID,組織名\nnew,新設課\n");
    office.import("later.csv", "新設").succeeded();

    let public = office.run(["export", "--json", "--public", "--municipality", TOWN]).succeeded().json();

    assert_eq!(public["decision"], 2);
    assert!(!ids(&public).contains(&"new"));
    assert!(ids(&office.export()).contains(&"new"));
}

#[test]
fn what_was_never_published_is_in_no_public_export() {
    let office = Office::at_work();

    let done = office.run(["export", "--json", "--public", "--municipality", TOWN]);

    assert!(done.out.is_empty());
    done.refused(1, "まだ何も公表されていません");
}

#[test]
fn a_public_export_of_a_later_decision_is_refused() {
    let office = Office::at_work();
    office.run(["publish", "--municipality", TOWN, "--decision", "1"]).succeeded();

    let done = office.run(["export", "--json", "--public", "--municipality", TOWN, "--decision", "2"]);

    assert!(done.out.is_empty());
    done.refused(1, "決裁第2号は、まだ公表されていません");
}

#[test]
fn verify_prints_a_root_and_says_that_all_is_well() {
    let done = Office::at_work().run(["verify"]).succeeded().says("すべて記録されたときのままです");

    let line = done.text();
    let cells: Vec<_> = line.trim_end().split('\t').collect();
    assert_eq!(cells[..2], [TOWN, "2"]);
    assert!(cells[2].len() == 64 && cells[2].bytes().all(|it| it.is_ascii_hexdigit()), "{line}");
}

#[test]
fn a_restored_backup_is_the_same_ledger_with_the_same_root() {
    let office = planned();
    office.run(["publish", "--municipality", TOWN]).succeeded();
    office.run(["backup", "copy.db"]).succeeded().says("控え「copy.db」を作り、確かめました（決裁3件）");

    let elsewhere = Office::empty();
    elsewhere.run(["restore".as_ref(), office.path("copy.db").as_os_str()]).succeeded().says("決裁3件");

    assert_eq!(elsewhere.export(), office.export());
    assert_eq!(elsewhere.verified(), office.verified());
    assert_eq!(reasons(&elsewhere.export()), ["団体の登録", "組織の登録", "計画の策定"]);
}

#[test]
fn an_english_user_is_answered_in_english() {
    let office = Office::at_work();
    let english = |words: &[&str]| {
        let mut command = office.command();
        command.env("LC_ALL", "en_GB.UTF-8").args(words);
        super::office::finish(command.spawn().unwrap())
    };

    english(&["verify"]).succeeded().says("every decision and source file is as it was recorded");
    english(&["read", "nowhere.txt"]).ended(66).says("error: there is no file “nowhere.txt”");
    office
        .run(["--lang", "en", "verify"])
        .succeeded()
        .says("every decision and source file is as it was recorded");
    english(&["--lang", "ja", "verify"]).succeeded().says("すべて記録されたときのままです");
}
