//! What the program says on the terminal: one language at a time, Japanese unless the user's system or `--lang` says English.

use std::io::Write as _;
use std::sync::OnceLock;

use clap::ValueEnum;

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// 日本語
    Ja,
    /// English
    En,
}

static CHOSEN: OnceLock<Lang> = OnceLock::new();

/// Chooses once, at the start: `--lang`, else the locale of the system; C and POSIX name no language, so Japanese stays.
pub(crate) fn choose(asked: Option<Lang>) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    let english = locale.is_some_and(|it| it.starts_with("en"));
    let _ = CHOSEN.set(asked.unwrap_or(if english { Lang::En } else { Lang::Ja }));
}

/// The wording in the chosen language.
pub(crate) fn say<T>(ja: T, en: T) -> T {
    match CHOSEN.get() {
        Some(Lang::En) => en,
        _ => ja,
    }
}

/// A line on standard error: results go to standard output, so that they can be piped.
///
/// A terminal that is gone stops no deed that was begun.
pub(crate) fn tell(ja: impl AsRef<str>, en: impl AsRef<str>) {
    let line = plain(say(ja.as_ref(), en.as_ref())) + "\n";
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

/// An error on standard error.
pub(crate) fn error(ja: &str, en: &str) {
    tell(format!("エラー：{ja}"), format!("error: {en}"));
}

/// Words of a file as a terminal may show them: without the signs that steer it or turn the order of what is read.
pub(crate) fn plain(words: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    words.replace(steers, "\u{FFFD}")
}
