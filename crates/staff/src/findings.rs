//! 指摘 as staff see them: the gravest first, each with its place and how it could be mended.

use desk::checking::Noted;
use plan::check::{Finding, Severity, place};
use plan::edition::Edition;
use web::Lang;

/// One of them.
pub(crate) struct Found {
    pub(crate) severity: &'static str,
    pub(crate) grave: bool,
    pub(crate) place: String,
    /// Where it can be mended; none where that is no page of ours.
    pub(crate) address: Option<String>,
    /// Whether it was not so before.
    pub(crate) new: bool,
    pub(crate) said: String,
    pub(crate) fix: Option<(String, String)>,
}

/// In words; hints are left out where `hints` is not asked for.
pub(crate) fn told(edition: &Edition, findings: &[Finding], hints: bool, l: Lang) -> Vec<Found> {
    let wanted = findings.iter().filter(|it| hints || it.severity() != Severity::Hint);
    wanted.map(|it| Found::of(it, place(edition, it), l)).collect()
}

impl Found {
    pub(crate) fn of(finding: &Finding, place: (String, String), l: Lang) -> Self {
        Self {
            severity: l.of_pair(finding.severity().name()),
            grave: matches!(finding.severity(), Severity::Error | Severity::Stop),
            place: l.of_pair(place),
            address: None,
            new: false,
            said: l.say(&finding.ja, &finding.en).clone(),
            fix: finding.fix.as_ref().map(|fix| (fix.from.clone(), fix.to.clone())),
        }
    }

    /// Of a sheet at an address: each with a link to the field in which it can be mended.
    pub(crate) fn of_sheet(noted: &Noted, sheet: &str, l: Lang) -> Self {
        let place = |field| format!("{sheet}#{}", crate::sheet::anchor(field));
        Self {
            address: noted.field.as_ref().map(place),
            new: noted.is_new,
            ..Self::of(&noted.finding, noted.place.clone(), l)
        }
    }
}
