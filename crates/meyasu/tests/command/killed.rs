//! 200 imports, each a process of its own, many of them killed at a random moment.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use super::office::{Done, Office, TOWN, finish, ids, reasons, say};

const IMPORTS: usize = 200;
const SEED: u64 = 20_240_401;

struct Run {
    done: Done,
    killed: bool,
}

fn import(office: &Office, number: usize, cut: Option<Duration>) -> Run {
    let (file, reason) = (format!("f{number}.csv"), format!("理由{number}"));
    office.file(&file, format!("組織ID,組織名\no{number},第{number}課\np{number},第{number}係\n"));
    let mut command = office.command();
    let mut child =
        command.args(["import", &file, "--municipality", TOWN, "--decide", &reason]).spawn().unwrap();
    if let Some(moment) = cut {
        thread::sleep(moment);
        child.kill().unwrap();
    }
    let done = finish(child);
    Run { killed: done.code == -9, done }
}

fn acknowledged(run: &Run) -> bool {
    run.done.code == 0 || run.done.said.contains("として記録しました")
}

#[test]
fn killed_imports_lose_nothing_that_was_acknowledged_and_leave_nothing_half_done() {
    let office = Office::new();
    let began = Instant::now();
    (0..3).for_each(|number| drop(import(&office, 1000 + number, None).done.succeeded()));
    let usual = began.elapsed() / 3;
    let mut state = SEED;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };

    let mut acknowledgements = BTreeSet::new();
    let mut killed = 0;
    for number in 0..IMPORTS {
        let cut = (random(10) < 4).then(|| usual.mul_f64(random(1000) as f64 / 1000.0 * 1.1));
        let run = import(&office, number, cut);
        assert!(run.killed || run.done.code == 0, "{:?}", run.done);
        killed += usize::from(run.killed);
        if acknowledged(&run) {
            acknowledgements.insert(number);
        }
    }

    let export = office.export();
    let (reasons, ids) = (reasons(&export), ids(&export));
    let found: BTreeSet<usize> = reasons
        .iter()
        .filter_map(|it| it.strip_prefix("理由")?.parse().ok())
        .filter(|it| *it < 1000)
        .collect();
    let lost = acknowledgements.difference(&found).count();
    say(&format!(
        "seed {SEED}: {IMPORTS} imports, {killed} killed, {} acknowledged, {} recorded, {lost} lost",
        acknowledgements.len(),
        found.len()
    ));
    assert_eq!(lost, 0);
    assert!(killed >= 20, "only {killed} were killed in time");
    for number in 0..IMPORTS {
        let (reason, records) = (format!("理由{number}"), [format!("o{number}"), format!("p{number}")]);
        let times = reasons.iter().filter(|it| **it == reason).count();
        assert_eq!(times, usize::from(found.contains(&number)), "{reason}");
        assert!(records.iter().all(|id| ids.contains(&id.as_str()) == found.contains(&number)), "{reason}");
    }
    let numbers: Vec<u64> =
        export["decisions"].as_array().unwrap().iter().map(|it| it["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    assert!(office.verified().contains(&format!("\t{}\t", numbers.len())));

    for number in (0..IMPORTS).filter(|it| !found.contains(it)) {
        import(&office, number, None).done.succeeded().says("として記録しました");
    }
    assert_eq!(office.export()["decisions"].as_array().unwrap().len(), 1 + 3 + IMPORTS);
}
