//! 判定基準のファイル: rules as TOML, with the place of every mistake. The format is `docs/formats/rules.md`.

use plan::draft::Proposal;
use plan::edition::Edition;
use plan::municipality::Municipality;
use plan::record::{Record, RecordId};
use toml::Spanned;
use toml::de::DeTable;

use crate::problem::Problem;

mod entry;
mod grades;
mod measure;
mod rule;
mod words;

use entry::Entry;

/// What a file of rules says.
#[derive(Debug, Default)]
pub struct RuleFile {
    /// One proposal a rule, and one for the municipality where the file speaks of it.
    pub proposals: Vec<Proposal>,
    /// What could not be read, with its line. A bad entry costs its rule: a rule that is half understood judges wrongly.
    pub problems: Vec<Problem>,
}

/// Reads a file of rules; none where the text is none: it is one by its name, or by the head of a rule in it.
pub fn read(text: &str, name: Option<&str>, edition: &Edition) -> Option<RuleFile> {
    let is_named = name.is_some_and(|it| it.to_lowercase().ends_with(".toml"));
    let has_head = text.lines().any(|line| line.trim_end() == "[[rule]]");
    if !is_named && !has_head {
        return None;
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Some(match DeTable::parse(text) {
        Ok(table) => of_table(text, &table, edition),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let said = error.message();
            let problem = Problem::new(
                place(text, at),
                format!("TOMLの書き方に誤りがあるため、ファイル全体を読みませんでした（{said}）"),
                format!("this is not valid TOML, so nothing of the file was read: {said}"),
            );
            RuleFile { proposals: vec![], problems: vec![problem] }
        }
    })
}

fn of_table(text: &str, table: &Spanned<DeTable<'_>>, edition: &Edition) -> RuleFile {
    let mut file = RuleFile::default();
    let top = Entry::new(text, table.get_ref(), table.span().start);
    match top.entries("rule") {
        Ok(rules) => rules.into_iter().for_each(|entry| file.take(rule::read(&entry), &entry)),
        Err(problem) => file.problems.push(problem),
    }
    match top.entry("municipality") {
        Ok(Some(entry)) => file.take(municipality(&entry, edition), &entry),
        Ok(None) => {}
        Err(problem) => file.problems.push(problem),
    }
    file.problems.extend(top.unknown().err());
    if file.proposals.is_empty() && file.problems.is_empty() {
        let ja = "判定基準（[[rule]]）が一つもありません";
        file.problems.push(Problem::new("1行", ja, "there is no rule ([[rule]]) in this file"));
    }
    file
}

impl RuleFile {
    fn take(&mut self, read: Result<Record, Problem>, entry: &Entry<'_>) {
        match read {
            Ok(record) if self.proposals.iter().any(|it| *it.change.id() == record.id) => {
                let id = &record.id;
                let ja = format!("「{id}」が二つあります（前のほうを使いました）");
                self.problems.push(Problem::new(
                    entry.place(),
                    ja,
                    format!("“{id}” stands here twice; the first was taken"),
                ));
            }
            Ok(record) => {
                self.proposals.push(Proposal::put(record).from_words(entry.text(), entry.place()));
            }
            Err(problem) => self.problems.push(entry.refused(problem)),
        }
    }
}

/// 団体の既定: which rule judges indicators and elements that name none, and the words for directions.
fn municipality(entry: &Entry<'_>, edition: &Edition) -> Result<Record, Problem> {
    let known = edition.profile().ok_or_else(|| {
        entry.problem("団体がまだ台帳にありません", "the municipality is not in the ledger yet")
    })?;
    let rule = |key: &str, known: &Option<RecordId>| {
        Ok::<_, Problem>(entry.string(key)?.map(RecordId::new).or_else(|| known.clone()))
    };
    let directions = entry.strings("directions")?;
    let changed = Municipality {
        rule: rule("rule", &known.rule)?,
        element_rule: rule("element_rule", &known.element_rule)?,
        directions: if directions.is_empty() { known.directions.clone() } else { directions },
        ..known.clone()
    };
    entry.unknown()?;
    Ok(Record::new(RecordId::municipality(), changed))
}

/// 「12行」: the line in which a byte of the text stands.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    format!("{}行", before.matches('\n').count() + 1)
}
