//! Speed and size of the house, measured in one run: `cargo xtask bench`; and how well its outlooks foresaw what came.
//!
//! Figures are medians. Requests are compared with a bare axum route that answers the same bytes to the same client,
//! round by round in turn, so that a noisy machine disturbs both alike. Work is told in CPU time, not in wall time.

mod backtest;
mod client;
mod cpu;
mod keeping;
mod program;
mod serving;
mod table;
mod town;

/// `bench [PROGRAM [backtest]]`: everything, or the backtest alone.
fn main() {
    let mut table = table::Table::default();
    let (program, only) = (std::env::args().nth(1), std::env::args().nth(2));
    backtest::measure(program.as_deref(), &mut table);
    if only.as_deref() != Some("backtest") {
        keeping::measure(&mut table);
        serving::measure(&mut table);
        match program {
            Some(program) => program::measure(&program, &mut table),
            None => println!("no program was named: its memory and its start are not measured"),
        }
    }
    table.print();
}
