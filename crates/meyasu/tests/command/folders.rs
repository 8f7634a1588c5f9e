//! Folders with a cover sheet.

use super::office::{Office, TOWN, ids, reasons};

const COVER: &str = "reason = \"組織の追加\"\nfiles = [\"a.csv\"]\n";
const TABLE: &str = "組織ID,組織名\na,甲課\n";

fn folder(cover: &str) -> Office {
    let office = Office::at_work();
    office.file("d/decision.toml", cover);
    office.file("d/a.csv", TABLE);
    office
}

fn import(office: &Office) -> super::office::Done {
    office.run(["import", "d", "--municipality", TOWN])
}

#[test]
fn a_folder_becomes_one_decision_for_the_reason_on_its_cover() {
    let office = folder(COVER);

    import(&office).succeeded().says("決裁第3号として記録しました");

    assert_eq!(reasons(&office.export())[2], "組織の追加");
}

#[test]
fn a_folder_whose_cover_says_so_is_published() {
    let office = folder(&format!("{COVER}publish = \"速報\"\n"));

    import(&office).succeeded();

    let public = office.run(["export", "--json", "--public", "--municipality", TOWN]).succeeded().json();
    assert!(ids(&public).contains(&"a"));
}

#[test]
fn a_folder_that_was_decided_but_not_published_is_published_by_the_next_run() {
    let office = folder(COVER);
    import(&office).succeeded();
    office.file("d/decision.toml", format!("{COVER}publish = \"確定\"\n"));

    import(&office).succeeded();

    let public = office.run(["export", "--json", "--public", "--municipality", TOWN]).succeeded().json();
    assert_eq!(public["decision"], 3);
}

#[test]
fn what_was_taken_back_is_not_published_again_by_a_second_run() {
    let office = folder(&format!("{COVER}publish = \"速報\"\n"));
    import(&office).succeeded();
    office.run(["publish", "--municipality", TOWN, "--decision", "2", "--label", "取下げ"]).succeeded();

    import(&office).succeeded();

    let public = office.run(["export", "--json", "--public", "--municipality", TOWN]).succeeded().json();
    assert!(!ids(&public).contains(&"a"));
}

#[test]
fn a_folder_that_was_refused_can_be_mended_and_imported() {
    let dated = format!("{COVER}decided_on = \"2024-04-01\"\n");
    let office = folder(&dated);
    office.file("d/a.csv", "組織ID,組織名,上位組織ID\na,甲課,nowhere\n");
    office.unchanged_by(import).refused(1, "つじつまが合いません");
    office.file("d/a.csv", TABLE);

    import(&office).succeeded().says("決裁第3号として記録しました");
}

#[test]
fn a_folder_without_a_cover_is_refused() {
    let office = Office::at_work();
    office.file("d/a.csv", TABLE);

    office.unchanged_by(import).refused(66, "フォルダー「d」に decision.toml がありません");
}

#[test]
fn a_cover_that_is_no_toml_is_refused() {
    folder("reason = 組織の追加\n").unchanged_by(import).refused(65, "decision.toml を読めません");
}

#[test]
fn a_cover_with_an_unknown_field_is_refused() {
    folder(&format!("{COVER}reasn = \"x\"\n")).unchanged_by(import).refused(65, "reasn");
}

#[test]
fn a_cover_that_is_no_utf_8_is_refused() {
    let office = folder(COVER);
    office.file("d/decision.toml", b"reason = \"\xff\xfe\"");

    office.unchanged_by(import).refused(65, "UTF-8 ではありません");
}

#[test]
fn a_cover_without_a_reason_is_refused() {
    folder("reason = \" \"\nfiles = [\"a.csv\"]\n").unchanged_by(import).refused(1, "理由を書いてください");
}

#[test]
fn a_cover_that_names_a_file_outside_is_refused() {
    let office = folder("reason = \"x\"\nfiles = [\"../secret.txt\"]\n");
    office.file("secret.txt", "秘密");

    office.unchanged_by(import).refused(65, "「../secret.txt」は、このフォルダーのファイルではありません");
}

#[test]
fn a_link_that_leads_outside_is_refused() {
    let office = folder(COVER);
    let secret = office.file("secret.csv", TABLE);
    std::fs::remove_file(office.path("d/a.csv")).unwrap();
    std::os::unix::fs::symlink(secret, office.path("d/a.csv")).unwrap();

    office.unchanged_by(import).refused(65, "「a.csv」は、このフォルダーのファイルではありません");
}

#[test]
fn a_cover_that_names_a_missing_file_is_refused() {
    let office = folder("reason = \"x\"\nfiles = [\"a.csv\", \"b.csv\"]\n");

    office.unchanged_by(import).refused(66, "b.csv」がありません");
}

#[test]
fn one_bad_folder_among_others_stops_them_all() {
    let office = folder(COVER);
    let both = |office: &Office| office.run(["import", "d", "elsewhere", "--municipality", TOWN]);
    std::fs::create_dir(office.path("elsewhere")).unwrap();

    office.unchanged_by(both).refused(66, "フォルダー「elsewhere」に decision.toml がありません");
}
