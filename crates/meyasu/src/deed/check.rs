//! `meyasu check`: what is odd in what was decided, or in a waiting draft.

use std::process::ExitCode;

use desk::Desk;
use desk::checking::{self, Checked};
use jiff::Timestamp;
use plan::check::{self, Finding, Severity};
use plan::decision::DecisionNumber;
use plan::draft::DraftId;
use plan::municipality::MunicipalityCode;
use serde_json::{Value, json};

use crate::cli::{Check, Weight};
use crate::failure::{Failure, REFUSED};
use crate::findings;
use crate::say::{plain, say};

pub(crate) fn run(asked: &Check) -> Result<ExitCode, Failure> {
    if asked.list {
        crate::output::print(catalogue().as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let desk = crate::data::desk(&asked.place)?;
    let towns = match &asked.code {
        Some(code) => vec![code.0.clone()],
        None => desk.municipalities()?,
    };
    let checked = towns.iter().map(|town| look(&desk, town, asked)).collect::<Result<Vec<_>, _>>()?;
    let shown = match asked.json {
        true => format!("{:#}\n", Value::from(checked.iter().map(data).collect::<Vec<_>>())),
        false => plain(&checked.iter().map(words).collect::<String>()),
    };
    crate::output::print(shown.as_bytes())?;
    let grave = checked.iter().flat_map(|it| &it.findings).any(|it| it.severity() > Severity::Hint);
    Ok(if grave { ExitCode::from(REFUSED) } else { ExitCode::SUCCESS })
}

/// Checks one municipality, and leaves what was asked for.
fn look(desk: &Desk, town: &MunicipalityCode, asked: &Check) -> Result<Checked, Failure> {
    let now = Timestamp::now();
    let mut checked = match &asked.draft {
        Some(draft) => checking::draft(desk, town, &DraftId(draft.clone()), now)?,
        None => checking::edition(desk, town, asked.decision.map(DecisionNumber), now)?,
    };
    let least = severity(asked.severity);
    let wanted = |it: &Finding| asked.only.is_empty() || asked.only.iter().any(|code| code == it.check.code);
    checked.findings.retain(|it| it.severity() >= least && wanted(it));
    Ok(checked)
}

fn severity(weight: Weight) -> Severity {
    match weight {
        Weight::Hint => Severity::Hint,
        Weight::Warning => Severity::Warning,
        Weight::Stop => Severity::Stop,
        Weight::Error => Severity::Error,
    }
}

fn words(it: &Checked) -> String {
    let (code, number) = (it.edition.municipality(), it.edition.number());
    let name = it.edition.profile().map_or(String::new(), |it| it.name.clone());
    let records = it.edition.records().count();
    let head = say(
        format!("{name}（{code}）　決裁第{number}号まで　記録{records}件を点検しました\n\n"),
        format!("{name} ({code}), up to decision {number}: {records} records checked\n\n"),
    );
    head + &findings::list(&it.edition, &it.findings)
}

fn data(it: &Checked) -> Value {
    let finding = |finding: &Finding| {
        let (ja, en) = check::place(&it.edition, finding);
        let mut value = json!(finding);
        value["place"] = json!({ "ja": ja, "en": en });
        value
    };
    json!({
        "municipality": it.edition.municipality(),
        "decision": it.edition.number(),
        "records": it.edition.records().count(),
        "findings": it.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// One check a line: code, gravity, what it looks for.
fn catalogue() -> String {
    let line = |it: &check::Check| {
        let (ja, en) = it.severity.name();
        format!("{}\t{}\t{}\n", it.code, say(ja, en), say(it.ja, it.en))
    };
    check::all().map(line).collect()
}
