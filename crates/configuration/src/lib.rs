//! 設定ファイル: a TOML file of whoever keeps the machine, read once at the start. What is wrong with it is told by its line, in both
//! languages. It knows none of the settings themselves.
#![warn(missing_docs)]

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// Settings that cannot be used, in one sentence for whoever keeps them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{en}")]
pub struct Unusable {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Unusable {
    /// One sentence.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// The same about a file.
    #[must_use]
    pub fn of(self, file: &Path) -> Self {
        let name = file.display();
        Self::new(format!("「{name}」：{}", self.ja), format!("{name}: {}", self.en))
    }
}

/// Reads a file of settings, or one that settings name (a password, a certificate), as `parse` understands it.
pub fn read<T>(file: &Path, parse: impl FnOnce(&str) -> Result<T, Unusable>) -> Result<T, Unusable> {
    let unread = |error: std::io::Error| Unusable::new(format!("読めません（{error}）"), error.to_string());
    let text = std::fs::read_to_string(file).map_err(unread);
    text.and_then(|text| parse(&text)).map_err(|why| why.of(file))
}

/// Settings as they are written.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Unusable> {
    toml::from_str(text).map_err(|error| Unusable::new(in_japanese(text, &error), error.to_string()))
}

/// Files that settings name are looked for beside them.
pub fn beside<'a>(settings: &Path, named: impl IntoIterator<Item = &'a mut Option<PathBuf>>) {
    let folder = settings.parent().unwrap_or(Path::new(""));
    for named in named.into_iter().flatten() {
        *named = folder.join(&named);
    }
}

/// What is wrong with a line; the English is the reader's own words.
fn in_japanese(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let (line, said) = (before.matches('\n').count() + 1, error.message());
    match said.split('`').nth(1) {
        Some(name) if said.starts_with("missing field") => format!("「{name}」がありません"),
        Some(name) if said.starts_with("unknown field") => {
            format!("{line}行目：「{name}」という項目はありません")
        }
        Some(word) if said.starts_with("unknown variant") => format!("{line}行目：「{word}」は使えません"),
        _ => format!("{line}行目：書き方か値が正しくありません"),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "what is read is not looked at here")]
    struct Lamp {
        colour: Colour,
        watts: u8,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        White,
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_name() {
        let ja = |text: &str| parse::<Lamp>(text).unwrap_err().ja;
        assert!(parse::<Lamp>("colour = 'white'\nwatts = 9").is_ok());
        assert_eq!(ja("colour = 'white'\nwats = 9"), "2行目：「wats」という項目はありません");
        assert_eq!(ja("colour = 'white'"), "「watts」がありません");
        assert_eq!(ja("colour = 'blue'\nwatts = 9"), "1行目：「blue」は使えません");
        assert_eq!(ja("colour = 'white'\nwatts = 900"), "2行目：書き方か値が正しくありません");
        assert_eq!(ja("colour = white"), "1行目：書き方か値が正しくありません");
        assert!(parse::<Lamp>("wats = 9").unwrap_err().to_string().contains("wats"));
    }

    #[test]
    fn a_fault_names_the_file_and_what_it_names_lies_beside_it() {
        let missing = read(Path::new("/no/such.toml"), parse::<Lamp>).unwrap_err();
        assert!(missing.ja.starts_with("「/no/such.toml」：読めません"), "{}", missing.ja);
        assert!(missing.en.starts_with("/no/such.toml: "), "{}", missing.en);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lamp.toml");
        std::fs::write(&file, "watts = 9").unwrap();
        assert!(read(&file, parse::<Lamp>).unwrap_err().ja.ends_with("lamp.toml」：「colour」がありません"));
        let (mut near, mut far, mut none) =
            (Some(PathBuf::from("key")), Some(PathBuf::from("/etc/key")), None);
        beside(&file, [&mut near, &mut far, &mut none]);
        assert_eq!(
            (near, far, none),
            (Some(folder.path().join("key")), Some(PathBuf::from("/etc/key")), None)
        );
    }
}
