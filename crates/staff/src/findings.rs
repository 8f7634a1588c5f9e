//! 指摘 as staff see them: the gravest first, each with its place and how it could be mended.

use plan::check::{Finding, Severity, place};
use plan::edition::Edition;
use web::Lang;

/// One of them.
pub(crate) struct Found {
    pub(crate) severity: &'static str,
    pub(crate) grave: bool,
    pub(crate) place: String,
    pub(crate) said: String,
    pub(crate) fix: Option<(String, String)>,
}

/// In words; hints are left out where `hints` is not asked for.
pub(crate) fn told(edition: &Edition, findings: &[Finding], hints: bool, l: Lang) -> Vec<Found> {
    let wanted = findings.iter().filter(|it| hints || it.severity() != Severity::Hint);
    let one = |it: &Finding| Found {
        severity: l.of_pair(it.severity().name()),
        grave: matches!(it.severity(), Severity::Error | Severity::Stop),
        place: l.of_pair(place(edition, it)),
        said: l.say(&it.ja, &it.en).clone(),
        fix: it.fix.as_ref().map(|fix| (fix.from.clone(), fix.to.clone())),
    };
    wanted.map(one).collect()
}
