//! 計測: counts of answers and how long they took, in the text format that Prometheus reads.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// What is counted.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    answers: Family<Answer, Counter>,
    seconds: Histogram,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    status: u16,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("meyasu");
        let answers = Family::<Answer, Counter>::default();
        let buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0];
        let seconds = Histogram::new(buckets);
        registry.register("answers", "Answers by status", answers.clone());
        registry.register("answer_seconds", "Time to answer, in seconds", seconds.clone());
        Self { registry: Arc::new(registry), answers, seconds }
    }

    pub(crate) fn answered(&self, status: u16, took: Duration) {
        self.answers.get_or_create(&Answer { status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// The text that `/metrics` answers with.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        match prometheus_client::encoding::text::encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(), // Writing to a String cannot fail.
        }
    }
}
