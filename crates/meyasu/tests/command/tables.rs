//! CSV tables that are not as they should be: what is good is taken, what is not is told, nothing is guessed.

use super::office::{Done, Office, TOWN, ids};

fn imported(table: &str) -> (Office, Done) {
    let office = Office::at_work();
    office.file("a.csv", table);
    let done = office.import("a.csv", "取込み");
    (office, done)
}

#[test]
fn an_unknown_column_is_told_and_the_others_are_read() {
    let (office, done) = imported("組織ID,組織名,好きな色\na,甲課,青\n");

    done.ended(1).says("列「好きな色」は知らない名前なので読みません").says("決裁第3号");
    assert!(ids(&office.export()).contains(&"a"));
}

#[test]
fn a_bad_cell_costs_its_row() {
    let (office, done) = imported(
        "計画ID,計画種別,計画名,開始年度,階層\np,基本計画,甲,いつか,施策\nq,基本計画,乙,令和6年度,施策\n",
    );

    done.ended(1).says("2行 開始年度：「いつか」は年度として読めません").says("決裁第3号");
    let export = office.export();
    assert!(ids(&export).contains(&"q") && !ids(&export).contains(&"p"));
}

#[test]
fn rows_of_uneven_length_are_read_or_told() {
    let (office, done) = imported("組織ID,組織名\na,甲課,余り,さらに\nb\nc,丙課\n");

    done.ended(1).says("3行 組織名：「組織名」が空欄です");
    let export = office.export();
    assert!(["a", "c"].iter().all(|id| ids(&export).contains(id)) && !ids(&export).contains(&"b"));
}

#[test]
fn a_quote_that_never_closes_loses_no_word_in_silence() {
    let (office, done) = imported("組織ID,組織名\na,甲課\nb,\"乙課\nc,丙課\n");

    done.says("a.csv（組織の表）");
    let export = office.export().to_string();
    assert!(["甲課", "乙課", "丙課"].iter().all(|word| export.contains(word)), "{export}");
}

#[test]
fn a_table_that_names_what_is_not_there_is_refused_and_its_draft_kept() {
    let office = Office::at_work();
    office.file("a.csv", "指標ID,年度,目標値\nnobody,令和6年度,3件以上\n");

    let done = office.unchanged_by(|office| office.import("a.csv", "取込み"));

    done.refused(1, "つじつまが合いません（1件）")
        .says("「nobody/target/2024」が指す「nobody」がありません")
        .says("は残しました");
}

#[test]
fn a_record_that_others_need_cannot_be_retired() {
    let office = Office::at_work();
    office.file("child.csv", "組織ID,組織名,上位組織ID\nsub,防災係,bosai\n");
    office.import("child.csv", "係の設置").succeeded();
    office.file("retired.csv", "廃止する記録ID,廃止の理由\nbosai,終了\n");

    let done = office.unchanged_by(|office| office.import("retired.csv", "廃止"));

    done.refused(1, "つじつまが合いません");
}

#[test]
fn elements_that_are_each_others_parents_are_refused() {
    let office = Office::at_work();
    let head = "要素ID,計画ID,上位要素ID,階層,番号,名称\n";
    office.file("p.csv", "計画ID,計画種別,計画名,開始年度,階層\np,基本計画,甲,令和6年度,施策\n");
    office.import("p.csv", "計画").succeeded();
    office.file("circle.csv", format!("{head}a,p,b,施策,1,甲\nb,p,a,施策,2,乙\n"));
    let row = |number: usize| format!("e{number},p,e{},施策,{number},名\n", number.saturating_sub(1));
    let rows: String = (1..2000).map(row).collect();
    office.file("tower.csv", format!("{head}e0,p,,施策,0,名\n{rows}"));

    for file in ["circle.csv", "tower.csv"] {
        office.unchanged_by(|office| office.import(file, "要素")).refused(1, "自分に戻るか");
    }
}

#[test]
fn a_blank_cell_stays_blank() {
    let office = Office::at_work();
    let table = "計画ID,計画種別,計画名,開始年度,終了年度,階層\np,基本計画,甲,令和6年度,,施策\n";
    office.file("a.csv", table);
    office.import("a.csv", "取込み").succeeded();

    let export = office.export();

    let plan = export["records"].as_array().unwrap().iter().find(|row| row["record"]["id"] == "p").unwrap();
    assert!(plan["record"]["body"]["plan"]["last_year"].is_null());
}

#[test]
fn a_head_alone_changes_nothing() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\n");

    office.unchanged_by(|office| office.import("a.csv", "取込み")).succeeded().says("変更0件");
}

#[test]
fn ids_that_look_like_ways_out_are_only_ids() {
    let (office, done) =
        imported("組織ID,組織名\n../../etc/passwd,甲課\n\"'; DROP TABLE decision; --\",乙課\n");

    assert!(done.code == 0 || done.code == 1, "{done:?}");
    assert!(office.verified().starts_with(TOWN));
}

#[test]
fn cells_that_are_left_out_are_counted_and_the_first_are_named() {
    let office = Office::at_work();
    office.file("i.csv", "指標ID,指標名,指標種別,単位\ni,参加者,活動,人\n");
    office.import("i.csv", "指標");
    let blank: String = (10..18).map(|year| format!("i,20{year}年度,\n")).collect();
    office.file("a.csv", format!("指標ID,年度,実績値\ni,R1,50件\ni,R2,集計中\n{blank}i,R7,50人\n"));

    let done = office.import("a.csv", "実績");

    done.ended(1)
        .says("2行 実績値：「50件」は指標の単位（人）と違う単位")
        .says("4行 実績値")
        .says("6行 実績値")
        .says("取り込まなかった欄は9件です（空欄 8件、指標と違う単位 1件）")
        .says("数値のない欄（集計中・未定など）1件：3行 実績値")
        .says("変更2件");
}

#[test]
fn every_error_that_stops_a_decision_is_told_and_of_very_many_how_many_are_not() {
    let office = Office::at_work();
    let rows =
        |count: usize| (0..count).map(|at| format!("nobody{at},令和6年度,3件以上\n")).collect::<String>();
    office.file("two.csv", format!("指標ID,年度,目標値\n{}", rows(2)));
    office.file("many.csv", format!("指標ID,年度,目標値\n{}", rows(25)));

    let two = office.unchanged_by(|office| office.import("two.csv", "取込み"));
    let many = office.unchanged_by(|office| office.import("many.csv", "取込み"));

    let refusal = |done: &Done| done.said.lines().last().unwrap().to_owned();
    assert!(
        ["（2件）", "「nobody0」がありません", "「nobody1」がありません"]
            .iter()
            .all(|it| refusal(&two).contains(it))
    );
    assert!(refusal(&many).contains("（25件）") && refusal(&many).contains("ほか15件"), "{}", refusal(&many));
}
