//! The table at the end: what was measured, what is wanted, whether it is so.

/// Rows of the result.
#[derive(Default)]
pub(crate) struct Table(Vec<(String, String, String, bool)>);

impl Table {
    /// A figure that should not be larger than the goal.
    pub(crate) fn at_most(&mut self, what: &str, figure: f64, goal: f64, unit: &str) {
        self.row(what, figure, &format!("≤ {goal}"), unit, figure <= goal);
    }

    /// A figure that should not be smaller than the goal.
    pub(crate) fn at_least(&mut self, what: &str, figure: f64, goal: f64, unit: &str) {
        self.row(what, figure, &format!("≥ {goal}"), unit, figure >= goal);
    }

    fn row(&mut self, what: &str, figure: f64, goal: &str, unit: &str, met: bool) {
        let digits = if figure.abs() < 10.0 { 3 } else { 1 };
        println!("  {what}: {figure:.digits$} {unit}");
        self.0.push((what.to_owned(), format!("{figure:.digits$} {unit}"), format!("{goal} {unit}"), met));
    }

    /// Prints the rows, those that miss their goal marked.
    pub(crate) fn print(&self) {
        println!("\n| what | measured | goal | |\n|---|---|---|---|");
        for (what, figure, goal, met) in &self.0 {
            println!("| {what} | {figure} | {goal} | {} |", if *met { "met" } else { "MISSED" });
        }
    }
}

/// The middle of several measurements.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
