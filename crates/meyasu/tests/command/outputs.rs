//! Where results go: pipes that close, disks that are full, files that are there already.

use std::process::Command;

use super::office::{Office, TOWN, finish, is_root, skipped};

/// The program in a shell, its output sent somewhere.
fn shell(office: &Office, script: &str) -> super::office::Done {
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(format!("set -o pipefail; {script}")).arg(env!("CARGO_BIN_EXE_meyasu"));
    finish(office.settle(shell).spawn().unwrap())
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let office = Office::at_work();

    for words in [format!("export --json --municipality {TOWN}"), "verify".to_owned()] {
        shell(&office, &format!("\"$0\" {words} | true")).succeeded();
    }
    office.file("many", "{}\n".repeat(50_000));
    shell(&office, "\"$0\" read --line < many | head -1").succeeded();
}

#[test]
fn a_terminal_that_is_gone_does_not_stop_an_import() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");

    shell(&office, &format!("\"$0\" import a.csv --municipality {TOWN} --decide 取込み 2>&1 | true"))
        .succeeded();

    assert!(office.verified().contains("\t3\t"));
}

#[test]
fn an_output_that_is_full_is_said() {
    let office = Office::at_work();

    for words in
        [format!("export --json --municipality {TOWN}"), "verify".to_owned(), "read a.txt".to_owned()]
    {
        office.file("a.txt", "令和6年度 霞台区運営方針");
        shell(&office, &format!("\"$0\" {words} > /dev/full")).refused(74, "出力できません");
    }
}

#[test]
fn an_export_goes_into_a_file() {
    let office = Office::at_work();
    office.file("out.json", "old");

    let done = office.run(["export", "--json", "--municipality", TOWN, "--output", "out.json"]).succeeded();

    assert!(done.out.is_empty());
    let written: serde_json::Value =
        serde_json::from_slice(&std::fs::read(office.path("out.json")).unwrap()).unwrap();
    assert_eq!(written, office.export());
}

#[test]
fn an_export_into_a_folder_that_is_not_there_is_refused() {
    let office = Office::at_work();

    let done = office.run(["export", "--json", "--municipality", TOWN, "--output", "nowhere/out.json"]);

    done.refused(73, "「nowhere/out.json」に書き込めません");
}

#[test]
fn an_export_never_takes_the_place_of_the_ledger() {
    let office = Office::at_work();

    for name in ["data/meyasu.db", "data/../data/meyasu.db", "data/meyasu.db-wal"] {
        let export = ["export", "--json", "--municipality", TOWN, "--output", name];
        office.unchanged_by(|office| office.run(export)).refused(73, "台帳のファイルです");
    }
}

#[test]
fn a_backup_never_overwrites() {
    let office = Office::at_work();
    office.file("copy.db", "something else");

    office.unchanged_by(|office| office.run(["backup", "copy.db"])).refused(73, "すでにあります");

    assert_eq!(std::fs::read(office.path("copy.db")).unwrap(), b"something else");
}

#[test]
fn a_restore_never_overwrites() {
    let office = Office::at_work();
    office.run(["backup", "copy.db"]).succeeded();

    office.unchanged_by(|office| office.run(["restore", "copy.db"])).refused(73, "すでに台帳があります");
}

#[test]
fn a_restore_of_what_is_no_backup_is_refused_and_leaves_nothing() {
    let office = Office::empty();
    office.file("copy.db", "not a ledger, but long enough to be looked at. ".repeat(100));

    office.run(["restore", "copy.db"]).refused(65, "目安の台帳ではないか、壊れています");
    office.run(["restore", "nowhere.db"]).refused(66, "がありません");

    assert!(!office.ledger().exists());
}

#[test]
fn a_data_folder_that_is_a_file_is_refused() {
    let office = Office::empty();
    office.file("data", "a file where a folder should be");

    office.run(["init", TOWN, "--name", "霞町"]).refused(73, "書き込めません");
    office.run(["verify"]).refused(66, "がありません");

    assert_eq!(std::fs::read(office.path("data")).unwrap(), b"a file where a folder should be");
}

/// A small disk, gone when dropped.
struct Disk<'a>(&'a Office);

impl<'a> Disk<'a> {
    fn mount(office: &'a Office) -> Option<Self> {
        std::fs::create_dir(office.path("data")).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(office.path("data"));
        let mounted = is_root() && mount.output().is_ok_and(|it| it.status.success());
        mounted.then_some(Self(office))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0.path("data")).status();
        assert!(unmounted.is_ok_and(|it| it.success()));
    }
}

#[test]
fn a_full_disk_is_said_and_costs_nothing_that_was_recorded() {
    let office = Office::empty();
    let Some(_disk) = Disk::mount(&office) else { return skipped("no small disk can be mounted") };
    office.run(["init", TOWN, "--name", "霞町"]).succeeded();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");
    office.import("a.csv", "取込み").succeeded();
    let row = |number| format!("b{number},{}\n", "長い名前".repeat(100));
    office.file("b.csv", "組織ID,組織名\n".to_owned() + &(0..1000).map(row).collect::<String>());

    let done = office.import("b.csv", "多すぎる");

    assert!([74, 75].contains(&done.code), "{done:?}");
    let code = done.code;
    done.refused(code, "ディスクに空きがない");
    assert!(office.verified().contains("\t2\t"));
    std::fs::remove_file(office.path("b.csv")).unwrap();
    office.file("c.csv", "組織ID,組織名\nc,丙課\n");
    office.import("c.csv", "小さい").succeeded().says("決裁第3号");
}

#[test]
fn a_backup_onto_a_full_disk_leaves_no_half_file() {
    let office = Office::empty();
    let Some(_disk) = Disk::mount(&office) else { return skipped("no small disk can be mounted") };
    let elsewhere = Office::new();
    let row = |number| format!("b{number},{}\n", "長い名前".repeat(100));
    elsewhere.file("b.csv", "組織ID,組織名\n".to_owned() + &(0..1000).map(row).collect::<String>());
    elsewhere.import("b.csv", "多い").succeeded();
    let full = office.path("data/copy.db");

    let done = elsewhere.unchanged_by(|it| it.run(["backup".as_ref(), full.as_os_str()]));

    done.refused(74, "ディスクに空きがない");
    let left: Vec<_> =
        std::fs::read_dir(office.path("data")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left, [""; 0]);
}
