//! Long lists in parts: a page stays a page, and every part has its own address.

use std::ops::Range;

use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;

/// Which part of a list is shown, and where the neighbouring parts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pager {
    /// 「101～200件（全500件）」; empty where one part is all.
    pub(crate) said: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// 「（2/4）」 behind a title; empty where one part is all.
    pub(crate) part: String,
}

impl Pager {
    /// The part that the visitor asked for with `?page=`, from 1; any other number is no page.
    pub(crate) fn of(here: &Here, all: usize, size: usize) -> Result<(Self, Range<usize>), PageError> {
        let found = Self::over(here.page.as_deref(), all, size, here.lang, |part| here.part(part));
        found.ok_or_else(|| PageError::not_found(here.lang).on(here))
    }

    /// The same for any list whose parts have addresses; none where there is no such part.
    pub(crate) fn over(
        asked: Option<&str>,
        all: usize,
        size: usize,
        lang: Lang,
        address: impl Fn(usize) -> String,
    ) -> Option<(Self, Range<usize>)> {
        let parts = all.div_ceil(size).max(1);
        let part = asked.map_or(Some(1), |page| page.parse().ok()).filter(|it| (1..=parts).contains(it))?;
        let range = (part - 1) * size..(part * size).min(all);
        let (from, to) = (range.start + 1, range.end);
        let said = lang.say(format!("{from}～{to}件（全{all}件）"), format!("{from} to {to} of {all}"));
        let pager = Self {
            said: if parts == 1 { String::new() } else { said },
            before: (part > 1).then(|| address(part - 1)),
            after: (part < parts).then(|| address(part + 1)),
            part: match parts {
                1 => String::new(),
                _ => lang.say(format!("（{part}/{parts}）"), format!(" ({part}/{parts})")),
            },
        };
        Some((pager, range))
    }
}

impl Pager {
    /// A title with the number of the part, so that no two pages have the same.
    pub(crate) fn titled(&self, title: &str) -> String {
        format!("{title}{}", self.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(page: Option<&str>) -> Here {
        let code = plan::municipality::MunicipalityCode::parse("990019").unwrap();
        Here { path: "/indicators/".to_owned(), page: page.map(str::to_owned), ..Here::at(code, Lang::Ja) }
    }

    #[test]
    fn parts_cover_the_list_once_and_know_their_neighbours() {
        let (pager, range) = Pager::of(&here(Some("2")), 250, 100).unwrap();
        assert_eq!((range, pager.said.as_str()), (100..200, "101～200件（全250件）"));
        assert_eq!(pager.before.as_deref(), Some("/990019/indicators/"));
        assert_eq!(pager.after.as_deref(), Some("/990019/indicators/?page=3"));
        assert_eq!(Pager::of(&here(Some("3")), 250, 100).unwrap().1, 200..250);
        let (alone, range) = Pager::of(&here(None), 0, 100).unwrap();
        assert_eq!((range, alone.said.as_str(), alone.before, alone.after), (0..0, "", None, None));
    }

    #[test]
    fn a_page_that_is_none_is_not_found() {
        for page in ["0", "4", "-1", "x", "", "99999999999999999999999"] {
            assert!(Pager::of(&here(Some(page)), 250, 100).is_err(), "{page}");
        }
    }
}
