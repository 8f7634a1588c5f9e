//! Speed and size of the house, measured in one run: `cargo xtask bench`; and how well its outlooks foresaw what came.
//!
//! Figures are medians. Requests are compared with a bare axum route that answers the same bytes to the same client,
//! round by round in turn, so that a noisy machine disturbs both alike. Work is told in CPU time, not in wall time.

mod backtest;
mod client;
mod country;
mod cpu;
mod crawl;
mod editors;
mod keeping;
mod nation;
mod pages;
mod program;
mod serving;
mod table;
mod town;
mod visitor;

/// `bench [PROGRAM [backtest | nation | editors [MINUTES]]]`: everything, or one part alone; `bench fill FOLDER COUNT`: a ledger of so many
/// municipalities, to look at.
fn main() {
    let mut table = table::Table::default();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["fill", folder, count] => nation::fill(folder, count),
        [program, "backtest"] => backtest::measure(Some(program), &mut table),
        [program, "pages"] => {
            serving::measure(&mut table);
            program::measure(program, &mut table);
        }
        [program, "editors"] => editors::measure(program, 10, &mut table),
        [program, "editors", minutes] => editors::measure(program, minutes.parse().unwrap_or(1), &mut table),
        [program, "nation"] => nation::measure(Some(program), &mut table),
        programs => everything(programs.first().copied(), &mut table),
    }
    table.print();
}

fn everything(program: Option<&str>, table: &mut table::Table) {
    backtest::measure(program, table);
    keeping::measure(table);
    serving::measure(table);
    nation::measure(program, table);
    match program {
        Some(program) => {
            program::measure(program, table);
            editors::measure(program, 1, table);
        }
        None => println!("no program was named: its memory and its start are not measured"),
    }
}
