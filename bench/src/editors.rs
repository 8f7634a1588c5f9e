//! 締切の一時間: six hundred people who type into their sheets at once, saved every five seconds, and who ask twice as often who else is there.
//!
//! Bounded (so many minutes), over the loopback only, against the real program. Each save is remembered when it was answered; in the end the
//! ledger is read, and every one of them must be there.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::table::Table;

mod client;
mod findings;
mod office;
mod pages;
mod sheet;

use client::Editor;
use office::Office;

/// People at work.
const EDITORS: usize = 600;
/// A save every so often.
const SAVES: Duration = Duration::from_secs(5);
/// A look at who else is there, every so often.
const LOOKS: Duration = Duration::from_secs(2);

/// What one editor saw.
#[derive(Default)]
pub(crate) struct Seen {
    saves: Vec<Duration>,
    looks: Vec<Duration>,
    /// The last text that was acknowledged, by field.
    acknowledged: Vec<(usize, String)>,
    failures: Vec<String>,
}

/// A large sheet, then the hour of so many minutes.
pub(crate) fn measure(program: &str, minutes: u64, table: &mut Table) {
    sheet::measure(table);
    findings::measure(EDITORS, table);
    println!("{EDITORS} editors for {minutes} minutes");
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let office = Arc::new(Office::fill(folder.path(), EDITORS));
    let (child, address) = serve(program, folder.path());
    let until = Instant::now() + Duration::from_secs(minutes * 60);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let seen = runtime.block_on(all(&office, address, until));
    let cpu = cpu_seconds(&child);
    stop(child);
    tell(&office, folder.path(), &seen, cpu, minutes, table);
}

async fn all(office: &Arc<Office>, address: SocketAddr, until: Instant) -> Vec<Seen> {
    let tasks = (0..EDITORS).map(|number| {
        let office = office.clone();
        // Spread over the interval, as people are.
        let wait = SAVES * u32::try_from(number).unwrap_or(0) / u32::try_from(EDITORS).unwrap_or(1);
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            work(&office, number, address, until).await
        })
    });
    let mut seen = vec![];
    for task in tasks.collect::<Vec<_>>() {
        seen.push(task.await.unwrap_or_default());
    }
    seen
}

/// One editor at work.
async fn work(office: &Office, number: usize, address: SocketAddr, until: Instant) -> Seen {
    let mut seen = Seen::default();
    let mut editor = Editor::new(office, number, address);
    let (mut next_save, mut next_look) = (Instant::now(), Instant::now() + LOOKS / 2);
    let mut round = 0;
    while Instant::now() < until {
        let next = next_save.min(next_look);
        tokio::time::sleep_until(next.into()).await;
        let began = Instant::now();
        if next_save <= next_look {
            next_save += SAVES;
            match editor.save(round).await {
                Ok((field, text)) => {
                    seen.saves.push(began.elapsed());
                    seen.acknowledged.retain(|(known, _)| *known != field);
                    seen.acknowledged.push((field, text));
                }
                Err(why) => seen.failures.push(why),
            }
            round += 1;
        } else {
            next_look += LOOKS;
            match editor.look().await {
                Ok(()) => seen.looks.push(began.elapsed()),
                Err(why) => seen.failures.push(why),
            }
        }
    }
    seen
}

fn tell(office: &Office, folder: &std::path::Path, seen: &[Seen], cpu: f64, minutes: u64, table: &mut Table) {
    let of = |pick: fn(&Seen) -> &Vec<Duration>| {
        let mut all: Vec<Duration> = seen.iter().flat_map(|it| pick(it).iter().copied()).collect();
        all.sort_unstable();
        all
    };
    let (saves, looks) = (of(|it| &it.saves), of(|it| &it.looks));
    let seconds = (minutes * 60) as f64;
    println!(
        "    {} saves ({:.0} a second), {} looks ({:.0} a second); the program used {:.0} % of one core",
        saves.len(),
        saves.len() as f64 / seconds,
        looks.len(),
        looks.len() as f64 / seconds,
        cpu / seconds * 100.0
    );
    println!("    saves: {}", spread(&saves));
    println!("    looks: {}", spread(&looks));
    table.at_most("a save of one field, 600 editors, 95 of 100", share(&saves, 0.95), 200.0, "ms");
    table.at_most("a look at who else is there, 95 of 100", share(&looks, 0.95), 200.0, "ms");
    let failures: Vec<&String> = seen.iter().flat_map(|it| &it.failures).collect();
    failures.iter().take(5).for_each(|why| println!("    failed: {why}"));
    table.at_most("saves and looks that failed", failures.len() as f64, 0.0, "");
    let lost = office.lost(folder, seen.iter().map(|it| &it.acknowledged));
    table.at_most("saves that were acknowledged and are not in the ledger", lost as f64, 0.0, "");
}

fn share(sorted: &[Duration], part: f64) -> f64 {
    let at = ((sorted.len() as f64 * part) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(f64::NAN, |it| it.as_secs_f64() * 1e3)
}

fn spread(sorted: &[Duration]) -> String {
    let at = |part| share(sorted, part);
    format!(
        "median {:.1} ms, 95 % {:.1} ms, 99 % {:.1} ms, worst {:.0} ms",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    )
}

/// The program over a ledger that is there.
fn serve(program: &str, data: &std::path::Path) -> (Child, SocketAddr) {
    let free = || {
        let found = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
        found.unwrap_or_else(|error| panic!("{error}"))
    };
    let (public, staff) = (free(), free());
    let mut command = Command::new(program);
    command
        .args(["serve", "--listen", &public.to_string(), "--staff", &staff.to_string(), "--data"])
        .arg(data);
    command.env("MEYASU_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let began = Instant::now();
    while crate::client::get(public, "/healthz").is_err() {
        assert!(began.elapsed() < Duration::from_secs(60), "the program does not answer");
        std::thread::sleep(Duration::from_millis(5));
    }
    (child, staff)
}

fn stop(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// CPU time of a process so far, user and system, in seconds.
fn cpu_seconds(child: &Child) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    // After the name and the state: user and system time are the 12th and 13th, in hundredths of a second.
    fields.get(10).zip(fields.get(11)).map_or(f64::NAN, |(user, system)| (user + system) / 100.0)
}
