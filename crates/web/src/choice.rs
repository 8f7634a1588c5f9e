//! 絞り込み: a field of a filter, its values, and what stands in the address.

use plan::fiscal_year::FiscalYear;

use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;

/// One `<select>` of a filter form.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The parameter's name.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// Value, words, whether it is chosen.
    pub(crate) options: Vec<(String, String, bool)>,
}

impl Choice {
    /// The values with the one that the visitor chose.
    pub(crate) fn of(
        here: &Here,
        name: &'static str,
        label: &'static str,
        values: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let chosen = here.one(name);
        let option = |(value, words): (String, String)| {
            let is_chosen = chosen == Some(value.as_str());
            (value, words, is_chosen)
        };
        Self { name, label, options: values.into_iter().map(option).collect() }
    }
}

/// 「令和7年度の報告状況：集計中、総務部」: what is left out belongs to the title, so that no two pages have the same.
pub(crate) fn titled(lang: Lang, title: String, choices: &[Choice]) -> String {
    let chosen = choices.iter().flat_map(|it| it.options.iter().filter(|it| it.2));
    let words: Vec<&str> = chosen.map(|it| it.1.as_str()).collect();
    if words.is_empty() {
        return title;
    }
    format!("{title}{}{}", lang.say("：", ": "), words.join(lang.say("、", ", ")))
}

/// What the visitor chose, if anything; a value that cannot be is 400, with the way back to the whole list.
pub(crate) fn asked<T>(
    here: &Here,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, PageError> {
    let Some(value) = here.one(name) else { return Ok(None) };
    read(value).map(Some).ok_or_else(|| PageError::no_choice(here, name, value))
}

/// A fiscal year by its four digits, as addresses have it.
pub(crate) fn year(digits: &str) -> Option<FiscalYear> {
    let is_year = digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_digit());
    is_year.then(|| digits.parse().ok().map(FiscalYear::new))?
}

/// A fiscal year in the path of a page: anything else is no page.
pub(crate) fn year_in_path(here: &Here, digits: &str) -> Result<FiscalYear, PageError> {
    year(digits).ok_or_else(|| PageError::not_found(here.lang).on(here))
}
