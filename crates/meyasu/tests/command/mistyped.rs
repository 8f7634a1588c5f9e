//! Wrong words on the command line, and deeds that are not possible now.

use super::office::{Office, TOWN};

#[test]
fn a_code_with_a_wrong_check_digit_is_wrong_usage() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");

    let done = office
        .unchanged_by(|office| office.run(["import", "a.csv", "--municipality", "990028", "--decide", "x"]));

    done.misused("「990028」は全国地方公共団体コードではありません");
}

#[test]
fn a_municipality_that_is_not_in_the_ledger_is_refused() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");
    let words = "団体コード990035は、この台帳にありません";

    let import = ["import", "a.csv", "--municipality", "990035", "--decide", "x"];
    office.unchanged_by(|office| office.run(import)).refused(1, words);
    office.unchanged_by(|office| office.run(["publish", "--municipality", "990035"])).refused(1, words);
    office.run(["export", "--json", "--municipality", "990035"]).refused(1, words);
}

#[test]
fn a_municipality_begins_once() {
    let office = Office::at_work();

    office.unchanged_by(|office| office.run(["init", TOWN, "--name", "別名"])).refused(1, "もうあります");
}

#[test]
fn blank_words_are_wrong_usage() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");

    office.unchanged_by(|office| office.import("a.csv", " ")).misused("空です");
    let nobody = ["import", "a.csv", "--municipality", TOWN, "--decide", "x", "--by", ""];
    office.unchanged_by(|office| office.run(nobody)).misused("空です");
    office.run(["init", "990035", "--name", "\u{3000}"]).misused("空です");
}

#[test]
fn an_unknown_word_is_wrong_usage() {
    Office::empty().run(["improt", "a.csv"]).misused("import");
}

#[test]
fn a_decision_that_does_not_exist_is_not_published() {
    let office = Office::at_work();

    for number in ["0", "3", "18446744073709551615"] {
        let publish = |office: &Office| office.run(["publish", "--municipality", TOWN, "--decision", number]);
        office.unchanged_by(publish).refused(1, &format!("決裁第{number}号はありません"));
    }
}

#[test]
fn a_decision_that_does_not_exist_is_not_exported() {
    let office = Office::at_work();

    for number in ["0", "3", "18446744073709551615"] {
        let done = office.run(["export", "--json", "--municipality", TOWN, "--decision", number]);
        done.refused(1, &format!("決裁第{number}号はありません"));
    }
}

#[test]
fn what_is_published_is_not_published_again() {
    let office = Office::at_work();
    office.run(["publish", "--municipality", TOWN]).succeeded();

    let again = |office: &Office| office.run(["publish", "--municipality", TOWN]);

    office.unchanged_by(again).refused(1, "決裁第2号は、もう公表されています");
}

#[test]
fn a_folder_without_a_ledger_is_said_and_not_filled() {
    let office = Office::empty();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");

    for words in [
        vec!["verify"],
        vec!["import", "a.csv", "--municipality", TOWN],
        vec!["publish", "--municipality", TOWN],
        vec!["export", "--json", "--municipality", TOWN],
        vec!["backup", "copy.db"],
    ] {
        office.run(words).refused(66, "がありません。`meyasu init` で始めるか");
    }
    assert!(!office.path("data").exists());
}

#[test]
fn a_database_that_does_not_answer_is_said_without_its_password() {
    let office = Office::empty();
    let url = "postgres://town:s3cret@127.0.0.1:1/ledger";

    for words in
        [vec!["verify"], vec!["init", TOWN, "--name", "霞町"], vec!["serve", "--listen", "127.0.0.1:0"]]
    {
        let done = office.run(words.iter().chain(["--database", url].iter()));
        assert!(!done.said.contains("s3cret"), "{}", done.said);
        done.refused(69, "データベースに接続できません");
    }
}

#[test]
fn an_address_that_is_none_is_wrong_usage() {
    let office = Office::empty();

    office.run(["verify", "--database", "ledger"]).refused(2, "postgres:// で始めてください");
    office.run(["verify", "--database", "postgres://host:port/x"]).refused(2, "接続先が正しくありません");
}
