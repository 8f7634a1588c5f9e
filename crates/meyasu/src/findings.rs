//! Findings in words for a terminal: by gravity, each with its place and, where it is plain, how to mend it.

use plan::check::{Finding, Severity, place};
use plan::edition::Edition;
use plan::record::RecordId;

use crate::say::{self, say};

/// The gravities, the gravest first.
const WEIGHTS: [Severity; 4] = [Severity::Error, Severity::Stop, Severity::Warning, Severity::Hint];

/// A list of findings for people, with how many there are at its end.
pub(crate) fn list(edition: &Edition, findings: &[Finding]) -> String {
    let mut out = String::new();
    for severity in WEIGHTS {
        let own: Vec<&Finding> = findings.iter().filter(|it| it.severity() == severity).collect();
        if !own.is_empty() {
            out.push_str(&format!("■ {}\n", number(severity, own.len())));
            out.extend(own.into_iter().map(|finding| entry(edition, finding)));
            out.push('\n');
        }
    }
    out + &counts(findings) + "\n"
}

fn entry(edition: &Edition, finding: &Finding) -> String {
    let (ja, en) = place(edition, finding);
    let (code, record) = (finding.check.code, &finding.record);
    let mut out = format!("  {}\n    {}\n", say(&ja, &en), say(&finding.ja, &finding.en));
    if let Some(fix) = &finding.fix {
        let (from, to) = (&fix.from, &fix.to);
        let fix = say(format!("直し方：「{from}」→「{to}」"), format!("to mend it: “{from}” → “{to}”"));
        out.push_str(&format!("    {fix}\n"));
    }
    out + &format!("    {code}  {record}\n")
}

fn number(severity: Severity, count: usize) -> String {
    let (ja, en) = severity.name();
    say(format!("{ja} {count}件"), format!("{en}: {count}"))
}

/// 「公表前に解決 2件、要確認 14件」; a sentence where there is nothing.
fn counts(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|it| it.severity() == severity).count();
    let counted = WEIGHTS.into_iter().map(|it| (it, count(it))).filter(|(_, count)| *count > 0);
    let words: Vec<String> = counted.map(|(severity, count)| number(severity, count)).collect();
    match words.is_empty() {
        true => say("指摘はありません", "there is nothing to look at").to_owned(),
        false => words.join(say("、", ", ")),
    }
}

/// What a draft brings, or what the public would see, a line each; of mere hints only how many.
pub(crate) fn tell(edition: &Edition, findings: &[Finding]) {
    let (hints, grave): (Vec<_>, Vec<_>) =
        findings.iter().partition(|it: &&Finding| it.severity() == Severity::Hint);
    for finding in grave {
        let (weight, (ja, en)) = (finding.severity().name(), place(edition, finding));
        let id = match finding.record == RecordId::municipality() {
            true => say("団体の設定", "the municipality’s own record"),
            false => finding.record.as_str(),
        };
        say::tell(
            format!("  {} {id}（{ja}）：{}", weight.0, finding.ja),
            format!("  {} {id} ({en}): {}", weight.1, finding.en),
        );
    }
    if !hints.is_empty() {
        let count = hints.len();
        say::tell(
            format!("  参考 {count}件（meyasu check で見られます）"),
            format!("  {count} hints (meyasu check shows them)"),
        );
    }
}
