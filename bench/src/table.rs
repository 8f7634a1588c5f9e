//! The table at the end: what was measured, what is wanted, whether it is so.

/// Rows of the result.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<(String, String, String, bool)>,
    peers: Vec<String>,
}

impl Table {
    /// A figure that should not be larger than the goal.
    pub(crate) fn at_most(&mut self, what: &str, figure: f64, goal: f64, unit: &str) {
        self.row(what, figure, &format!("≤ {goal}"), unit, figure <= goal);
    }

    /// A figure that should not be smaller than the goal.
    pub(crate) fn at_least(&mut self, what: &str, figure: f64, goal: f64, unit: &str) {
        self.row(what, figure, &format!("≥ {goal}"), unit, figure >= goal);
    }

    /// A figure that should not be larger than the goal, beside that of a peer for the same work.
    pub(crate) fn beside(&mut self, what: &str, theirs: f64, figure: f64, goal: f64, unit: &str) {
        self.at_most(what, figure, goal, unit);
        let times = theirs / figure;
        self.peers.push(format!("| {what} | {theirs} {unit} | {} {unit} | {times:.0} × |", digits(figure)));
    }

    fn row(&mut self, what: &str, figure: f64, goal: &str, unit: &str, met: bool) {
        let figure = digits(figure);
        println!("  {what}: {figure} {unit}");
        self.rows.push((what.to_owned(), format!("{figure} {unit}"), format!("{goal} {unit}"), met));
    }

    /// Prints the rows, those that miss their goal marked; then those that a peer has a figure for.
    pub(crate) fn print(&self) {
        println!("\n| what | measured | goal | |\n|---|---|---|---|");
        for (what, figure, goal, met) in &self.rows {
            println!("| {what} | {figure} | {goal} | {} |", if *met { "met" } else { "MISSED" });
        }
        if !self.peers.is_empty() {
            println!("\n| the same work | Kausal Watch | Meyasu | |\n|---|---|---|---|");
            self.peers.iter().for_each(|row| println!("{row}"));
        }
    }
}

fn digits(figure: f64) -> String {
    let digits = if figure.abs() < 10.0 { 3 } else { 1 };
    format!("{figure:.digits$}")
}

/// The middle of several measurements.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
