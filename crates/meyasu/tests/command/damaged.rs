//! Ledgers that are not what they were: every deed says so, none panics, none takes them for sound.

use super::office::{Office, TOWN};

/// Numbers that look random and are the same every time.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn deeds(office: &Office) -> Vec<super::office::Done> {
    office.file("new.csv", "組織ID,組織名\nnew,新課\n");
    vec![
        office.run(["verify"]),
        office.run(["export", "--json", "--municipality", TOWN]),
        office.import("new.csv", "取込み"),
        office.run(["backup", "copy.db"]),
    ]
}

#[test]
fn random_bytes_are_no_ledger() {
    let office = Office::empty();
    let mut state = 1;
    let bytes: Vec<u8> = (0..40_000).map(|_| random(&mut state).to_be_bytes()[2]).collect();
    office.file("data/meyasu.db", &bytes);

    for done in deeds(&office) {
        done.refused(65, "目安の台帳ではないか、壊れています");
    }

    assert_eq!(std::fs::read(office.ledger()).unwrap(), bytes);
}

#[test]
fn a_stump_of_a_ledger_is_no_ledger() {
    let office = Office::at_work();
    let whole = std::fs::read(office.ledger()).unwrap();

    // The last page may be an empty one, of which SQLite misses nothing; the length of the file still tells.
    for length in
        [1, 99, 511, 512, 4096, whole.len() / 2, whole.len() - 5000, whole.len() - 1000, whole.len() - 1]
    {
        std::fs::write(office.ledger(), &whole[..length]).unwrap();
        office.run(["verify"]).ended(65);
        let export = office.run(["export", "--json", "--municipality", TOWN]);
        assert!(export.code == 65 || export.code == 0, "{length}: {export:?}");
    }
}

#[test]
fn an_empty_file_is_not_taken_for_a_ledger_that_was() {
    let office = Office::at_work();
    std::fs::write(office.ledger(), b"").unwrap();

    let done = office.run(["export", "--json", "--municipality", TOWN]);

    assert!([1, 65].contains(&done.code), "{done:?}");
}

#[test]
fn a_flipped_bit_is_found_or_changes_nothing() {
    let office = Office::at_work();
    office.file("霞台区.txt", include_str!("statement.txt"));
    office.import("霞台区.txt", "運営方針の取込み").says("決裁第3号");
    let (root, export) = (office.verified(), office.export());
    let whole = std::fs::read(office.ledger()).unwrap();
    let mut state = 20_260_401;
    let mut found = 0;

    for _ in 0..120 {
        let (at, bit) = (random(&mut state) as usize % whole.len(), random(&mut state) % 8);
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        std::fs::write(office.ledger(), &flipped).unwrap();

        let done = office.run(["verify"]);
        found += usize::from(done.code != 0);

        match done.code {
            0 => assert_eq!((done.text(), office.export()), (root.clone(), export.clone()), "byte {at}"),
            _ => drop(done.ended(65)),
        }
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(office.path(&format!("data/meyasu.db{end}")));
        }
    }

    super::office::say(&format!("120 flipped bits: {found} found, the others in unused places"));
    assert!(found > 10);
}

#[test]
fn a_decision_that_was_rewritten_is_found() {
    let office = Office::at_work();
    let ledger = rusqlite::Connection::open(office.ledger()).unwrap();
    let sql = "UPDATE decision SET body = replace(body, '防災課', '観光課') WHERE number = 2";
    assert_eq!(ledger.execute(sql, []).unwrap(), 1);
    drop(ledger);

    office.run(["verify"]).refused(65, "異常があります");
    office.run(["backup", "copy.db"]).refused(65, "写しが正しくない");
    assert!(!office.path("copy.db").exists());
}

#[test]
fn a_ledger_of_a_newer_program_is_left_alone() {
    let office = Office::at_work();
    let ledger = rusqlite::Connection::open(office.ledger()).unwrap();
    ledger.execute("INSERT INTO schema_step (number) VALUES (999)", []).unwrap();
    drop(ledger);
    let before = std::fs::read(office.ledger()).unwrap();

    for done in deeds(&office) {
        done.refused(65, "プログラムを更新してください");
    }

    assert_eq!(std::fs::read(office.ledger()).unwrap(), before);
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let office = Office::empty();
    std::fs::create_dir(office.path("data")).unwrap();
    rusqlite::Connection::open(office.ledger())
        .unwrap()
        .execute_batch("CREATE TABLE addresses (name TEXT)")
        .unwrap();
    let before = std::fs::read(office.ledger()).unwrap();

    office.run(["init", TOWN, "--name", "霞町"]).refused(65, "目安の台帳ではない");

    assert_eq!(std::fs::read(office.ledger()).unwrap(), before);
}
