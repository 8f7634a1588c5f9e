//! 表書き: `decision.toml`, which says of a folder of files what they are to become.

use plan::date::PartialDate;
use serde::Deserialize;
use toml::de::DeTable;

use crate::near::nearest;

/// 表書き of one decision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cover {
    /// 理由: why; it stays in the revision history.
    pub reason: String,
    /// 決裁日, for the taking over of old documents; none: now.
    #[serde(default)]
    pub decided_on: Option<PartialDate>,
    /// 決裁者.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// 公表の区分 (確定, 速報 …); none: decided, not published.
    #[serde(default)]
    pub publish: Option<String>,
    /// 指摘を残して公表する理由, where the checks find what should be solved before publishing.
    #[serde(default)]
    pub despite: Option<String>,
    /// The files, in the order in which they are read.
    pub files: Vec<String>,
}

/// A cover sheet that cannot be used, with the place that the TOML reader names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCover {
    /// Not TOML, or not the fields of a cover sheet.
    #[error("decision.toml cannot be read, line {line}: {why}")]
    Toml {
        /// Where reading stopped, from 1.
        line: usize,
        /// What the TOML reader says, in English.
        why: String,
    },
    /// A key that no cover sheet has, and the one that was probably meant.
    #[error("decision.toml, line {line}: there is no key “{key}”{}", meant(.near, " (is it “", "”?)", "; known are: "))]
    UnknownKey {
        /// Where it stands, from 1.
        line: usize,
        /// As written.
        key: String,
        /// The nearest of those that are known.
        near: Option<&'static str>,
    },
    /// A key without which there is no cover sheet.
    #[error("decision.toml has no key “{0}”")]
    NoKey(&'static str),
    /// A key whose value is of another kind.
    #[error("decision.toml, line {line}: “{key}” must be {}", kind(.key).1)]
    WrongValue {
        /// Where it stands, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A file name that leads out of the folder.
    #[error("decision.toml names “{0}”, which is not a file of this folder")]
    Outside(String),
}

impl BadCover {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::Toml { line, .. } => format!(
                "decision.toml を読めません（{line}行のTOMLの書き方に誤りがあります。値は \"…\" で囲みます）"
            ),
            Self::UnknownKey { line, key, near } => format!(
                "decision.toml の{line}行：「{key}」という項目はありません{}",
                meant(near, "（「", "」ではありませんか）", "。使える項目：")
            ),
            Self::NoKey(key) => {
                format!("decision.toml に「{key}」がありません（{}を書いてください）", kind(key).0)
            }
            Self::WrongValue { line, key } => {
                format!("decision.toml の{line}行：「{key}」には{}を書いてください", kind(key).0)
            }
            Self::Outside(name) => {
                format!("decision.toml にある「{name}」は、このフォルダーのファイルではありません")
            }
        }
    }
}

impl Cover {
    /// Reads a cover sheet.
    pub fn parse(text: &str) -> Result<Self, BadCover> {
        let table = DeTable::parse(text).map_err(|error| broken(text, &error))?;
        keys(text, table.get_ref())?;
        let cover: Self = toml::from_str(text).map_err(|error| wrong(text, &error))?;
        match cover.files.iter().find(|name| name.contains(['/', '\\']) || *name == "..") {
            Some(name) => Err(BadCover::Outside(name.clone())),
            None => Ok(cover),
        }
    }
}

/// The keys of a cover sheet, and what is written behind each.
const KEYS: [(&str, (&str, &str)); 6] = [
    ("reason", ("理由（\"…\"）", "a text (\"…\")")),
    ("decided_on", ("決裁日（\"2021-09-15\" のような日付）", "a day (\"2021-09-15\")")),
    ("decided_by", ("決裁者（\"企画課\" など）", "a text (\"…\")")),
    ("publish", ("公表の区分（\"確定\" など）", "a text (\"確定\" …)")),
    ("despite", ("指摘を残して公表する理由（\"…\"）", "a text (\"…\")")),
    ("files", ("ファイル名の一覧（[\"plans.csv\"]）", "a list of file names ([\"plans.csv\"])")),
];

/// What stands behind a key, in Japanese and in English.
fn kind(key: &str) -> (&'static str, &'static str) {
    KEYS.iter().find(|(it, _)| *it == key).map_or(("値", "another value"), |(_, kind)| *kind)
}

/// The key that was meant, else all that there are.
fn meant(near: &Option<&str>, open: &str, close: &str, all: &str) -> String {
    match near {
        Some(near) => format!("{open}{near}{close}"),
        None => format!("{all}{}", KEYS.map(|(key, _)| key).join(", ")),
    }
}

/// That every key is known, and the needed ones are there.
fn keys(text: &str, table: &DeTable<'_>) -> Result<(), BadCover> {
    if let Some((key, _)) = table.iter().find(|(key, _)| KEYS.iter().all(|(known, _)| known != key.get_ref()))
    {
        let near = nearest(key.get_ref(), KEYS.iter().map(|(key, _)| *key));
        let (line, key) = (line(text, key.span().start), key.get_ref().to_string());
        return Err(BadCover::UnknownKey { line, key, near });
    }
    let lacking = ["reason", "files"].into_iter().find(|key| !table.contains_key(*key));
    lacking.map_or(Ok(()), |key| Err(BadCover::NoKey(key)))
}

fn broken(text: &str, error: &toml::de::Error) -> BadCover {
    let at = error.span().map_or(0, |span| span.start);
    BadCover::Toml { line: line(text, at), why: error.message().to_owned() }
}

/// The key that stands where a value could not be used.
fn wrong(text: &str, error: &toml::de::Error) -> BadCover {
    let at = error.span().map_or(0, |span| span.start);
    let written = text.get(..at).unwrap_or_default();
    let key = written.lines().rev().find_map(|line| Some(line.split_once('=')?.0.trim())).unwrap_or_default();
    match KEYS.iter().any(|(known, _)| *known == key) {
        true => BadCover::WrongValue { line: line(text, at), key: key.to_owned() },
        false => broken(text, error),
    }
}

fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_sheet_says_why_when_and_what() {
        let text = "reason = \"基本計画の策定\"\ndecided_on = \"2021-09-15\"\npublish = \"確定\"\nfiles = [\"plans.csv\"]";
        let cover = Cover::parse(text).unwrap();
        assert_eq!(cover.decided_on, PartialDate::parse("令和3年9月15日"));
        assert_eq!((cover.publish.as_deref(), cover.decided_by), (Some("確定"), None));
    }

    #[test]
    fn a_file_outside_the_folder_and_an_unknown_field_are_refused() {
        assert_eq!(
            Cover::parse("reason = \"x\"\nfiles = [\"../secret\"]"),
            Err(BadCover::Outside("../secret".to_owned()))
        );
        let unknown = Cover::parse("reason = \"x\"\nfiles = []\npublsh = 1").unwrap_err();
        assert_eq!(
            unknown.ja(),
            "decision.toml の3行：「publsh」という項目はありません（「publish」ではありませんか）"
        );
        assert_eq!(unknown.to_string(), "decision.toml, line 3: there is no key “publsh” (is it “publish”?)");
        let strange = Cover::parse("reason = \"x\"\nfiles = []\n\"色\" = 1").unwrap_err();
        let all = "reason, decided_on, decided_by, publish, despite, files";
        assert_eq!(
            strange.ja(),
            format!("decision.toml の3行：「色」という項目はありません。使える項目：{all}")
        );
    }

    #[test]
    fn what_is_missing_or_of_another_kind_is_told_in_one_language_at_a_time() {
        let said = |text: &str| Cover::parse(text).unwrap_err();
        assert_eq!(
            said("files = []").ja(),
            "decision.toml に「reason」がありません（理由（\"…\"）を書いてください）"
        );
        assert_eq!(said("reason = \"x\"").to_string(), "decision.toml has no key “files”");
        let (number, day) =
            (said("reason = 1\nfiles = []"), said("reason = \"x\"\nfiles = []\ndecided_on = \"いつか\""));
        assert_eq!(number.ja(), "decision.toml の1行：「reason」には理由（\"…\"）を書いてください");
        assert_eq!(day.to_string(), "decision.toml, line 3: “decided_on” must be a day (\"2021-09-15\")");
    }
}
