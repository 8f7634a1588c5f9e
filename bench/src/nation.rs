//! Many municipalities on one machine: the search over all of them and over one, their start, their memory.

use std::path::Path;
use std::time::Instant;

use desk::Desk;
use ledger::Ledger;

use crate::table::{Table, median};
use crate::visitor::Visitor;
use crate::{country, cpu, keeping, program};

/// What visitors look for: words that stand nowhere, in a few names, in most of them; a name, a code, two words at once.
const QUESTIONS: [&str; 24] = [
    "待機児童",
    "防災",
    "公園",
    "の割合",
    "市民",
    "の",
    "率",
    "満足",
    "がん検診",
    "再生可能エネルギー",
    "第17地区",
    "ごみ 参加者",
    "満足している市民の割合",
    "計測市第1500",
    "大阪府",
    "大阪 公園",
    "27205",
    "ｽﾎﾟｰﾂ",
    "どこにもない言葉",
    "宇宙",
    "まちづくり課",
    "「介護予防教室の」",
    "苦情 件数 橋",
    "東京都 待機児童 の",
];

/// Makes a ledger of so many municipalities in a folder.
pub(crate) fn fill(folder: &str, count: &str) {
    let count = count.parse().unwrap_or_else(|error| panic!("{count}: {error}"));
    std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let began = Instant::now();
    let versions = country::fill(&keeping::ledger(Path::new(folder)), count);
    println!("{count} municipalities, {versions} records, {:.1} s", began.elapsed().as_secs_f64());
}

pub(crate) fn measure(program: Option<&str>, table: &mut Table) {
    of_one(table);
    println!("{} municipalities", country::ALL);
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    fill(&folder.path().display().to_string(), &country::ALL.to_string());
    let ledger = keeping::ledger(folder.path());
    digests(&ledger);
    let site = web::Site::new(Desk::new(ledger));
    let visitor = Visitor::new(site);
    let began = Instant::now();
    visitor.ask("/");
    table.at_most("all municipalities known after a start", began.elapsed().as_secs_f64(), 2.0, "s");
    search(&visitor, table);
    drop(visitor);
    if let Some(program) = program {
        program::of_many(program, folder.path(), table);
    }
}

/// What it costs to make a digest anew, where none is kept.
fn digests(ledger: &Ledger) {
    let desk = Desk::new(ledger.clone());
    let made: Vec<f64> = (0..60)
        .map(|index| {
            let town = country::code(index * 29);
            cpu::each(1, || {
                let edition = desk.edition(&town).unwrap_or_else(|error| panic!("{error}"));
                let publications = desk.publications(&town).unwrap_or_else(|error| panic!("{error}"));
                let newest = publications.last().unwrap_or_else(|| panic!("nothing published"));
                let digest = plan::digest::Digest::of(&edition.shown(&publications), newest);
                assert!(!digest.names.is_empty());
            })
        })
        .collect();
    let mean = made.iter().sum::<f64>() / made.len() as f64;
    println!("  a digest made anew: {mean:.1} ms CPU, for all {:.1} s", mean * country::ALL as f64 / 1e3);
}

/// The search of one municipality with 20,000 texts.
fn of_one(table: &mut Table) {
    println!("searching one municipality");
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let ledger = keeping::ledger(folder.path());
    let texts = country::publish(&ledger, &Desk::new(ledger.clone()), 0, 1_430);
    let visitor = Visitor::new(web::Site::new(Desk::new(ledger)));
    let path = |words: &str| format!("/{}/search?q={}", country::code(0), encode(words));
    visitor.ask(&format!("/{}/", country::code(0)));
    let began = Instant::now();
    visitor.ask(&path("最初"));
    println!(
        "  {texts} texts; the first search after a start, which folds them: {:.0} ms",
        began.elapsed().as_secs_f64() * 1e3
    );
    let figures: Vec<f64> = QUESTIONS.iter().map(|words| visitor.worst_of(3, &path(words))).collect();
    let slowest = figures.iter().copied().fold(0.0, f64::max);
    let what = format!("search over {texts} texts, with its page, CPU: median");
    table.at_most(&what, median(figures), 10.0, "ms");
    table.at_most("search over 20,000 texts: the slowest of 24 questions", slowest, 10.0, "ms");
}

fn search(visitor: &Visitor, table: &mut Table) {
    let mut figures = Vec::new();
    for words in QUESTIONS {
        let worst = visitor.worst_of(5, &format!("/search?q={}", encode(words)));
        println!("    {worst:6.2} ms  {words}");
        figures.push(worst);
    }
    // Each question was asked five times and its slowest answer taken: the largest is beyond the 99th percentile.
    let slowest = figures.iter().copied().fold(0.0, f64::max);
    table.at_most("search over 1,788 municipalities, with its page, CPU: p99", slowest, 50.0, "ms");
    let names = visitor.worst_of(5, &format!("/compare?q={}", encode("公園")));
    table.at_most("names of indicators in 1,788 municipalities, CPU", names, 50.0, "ms");
    let compared = visitor.worst_of(5, &format!("/compare?name={}", encode("公園に満足している市民の割合")));
    table.at_most("one indicator side by side in all of them, CPU", compared, 50.0, "ms");
    for path in ["/", "/prefectures/13/", "/sitemap.xml"] {
        let figure = visitor.worst_of(5, path);
        table.at_most(&format!("{path} of 1,788 municipalities, uncached, CPU"), figure, 5.0, "ms");
    }
}

/// Percent-encodes the words of a question.
fn encode(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
