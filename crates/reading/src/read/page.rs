//! ページ情報: title, number, dates and the section in charge.

use super::{Reader, place::Class};
use crate::{
    dictionary::Meaning,
    furniture::Furniture,
    organisation::headed,
    outline::{Entry, Kind},
    text::Hint,
    words::{key, trim},
    year::without_year,
};

impl Reader<'_> {
    /// Finds the title; returns the index of the first entry behind it.
    pub(super) fn title(&mut self, hint: &Hint) -> usize {
        let entries = self.entries;
        let mut start = 0;
        for (index, entry) in entries.iter().enumerate().take(30) {
            match &entry.kind {
                Kind::Furniture(found) => self.furniture(entry, found),
                Kind::Rule => self.place(entry, Class::Markup),
                _ if self.is_site_name(entry) => {}
                Kind::Heading(heading) if heading.named.meanings.first() == Some(&Meaning::Sheet) => {
                    self.place(entry, Class::Markup);
                }
                _ if is_title(entry) => {
                    self.take_title(entry, hint);
                    start = index + 1;
                    break;
                }
                _ => {
                    start = index;
                    break;
                }
            }
            start = index + 1;
        }
        self.furniture = None;
        self.fuller_title(start);
        self.document_year(entries.get(start..).unwrap_or_default());
        self.titled_statement(hint);
        start
    }

    /// 「〇〇市」, 「〇〇市公式ホームページ」 above the title.
    fn is_site_name(&mut self, entry: &Entry) -> bool {
        let text = trim(&entry.text);
        let bare = ["公式ホームページ", "公式ウェブサイト", "公式サイト", "ホームページ", "公式"]
            .iter()
            .find_map(|end| text.strip_suffix(end))
            .unwrap_or(text);
        let bare = trim(bare);
        let short = (2..=7).contains(&bare.chars().count())
            && bare.ends_with(['市', '町', '村', '区', '県', '都', '府']);
        if !short
            || !entry
                .text
                .chars()
                .all(|c| crate::words::is_han(c) || crate::words::is_kana(c) || c.is_whitespace())
            || (bare.len() == text.len() && text.ends_with('区') && !entry.blank_after)
        {
            return false;
        }
        self.place(entry, Class::Value);
        self.document.municipality = Some(bare.to_owned());
        true
    }

    fn take_title(&mut self, entry: &Entry, _hint: &Hint) {
        self.place(entry, Class::Value);
        let text = crate::mark::leading(&entry.text)
            .filter(|marked| matches!(marked.style, crate::mark::Style::Hash(_)))
            .map_or(entry.text.as_str(), |marked| marked.text);
        let (title, site) = ["｜", " | ", "|", " - ", " ‐ ", "／"]
            .iter()
            .find_map(|mark| text.rsplit_once(mark))
            .filter(|(_, site)| is_site(site))
            .unwrap_or((text, ""));
        if is_site(site) {
            self.document.municipality = site_municipality(site);
        }
        self.document.page.title = Some(trim(title).to_owned());
        self.year = without_year(title).0.or(self.year);
    }

    /// 「組織目標」 above and 「組織目標（令和5年度）」 below: the heading of the page says more than the name of the window.
    fn fuller_title(&mut self, start: usize) {
        let Some(title) = self.document.page.title.clone().filter(|_| self.year.is_none()) else { return };
        let fuller = self.entries.iter().skip(start).take(12).find(|entry| {
            let fits = matches!(entry.kind, Kind::Heading(_) | Kind::Text(None)) && is_title(entry);
            let (year, rest) = without_year(&entry.text);
            fits && year.is_some() && key(&rest).trim_end_matches("()") == key(&title)
        });
        if let Some(entry) = fuller {
            self.place(entry, Class::Value);
            self.document.page.title = Some(trim(&entry.text).to_owned());
            self.year = without_year(&entry.text).0;
        }
    }

    /// The year of a document whose title names none: the first 令和N年度 on a heading or short line.
    fn document_year(&mut self, entries: &[Entry]) {
        if self.year.is_some() {
            return;
        }
        let short = entries.iter().filter(|entry| entry.text.chars().count() <= 45).take(12);
        let named = short
            .filter(|entry| entry.text.contains("年度") && !entry.text.contains(['%', '％', '円', '値']));
        self.year = named.filter_map(|entry| crate::year::without_year(&entry.text).0).next();
    }

    /// 「令和5年度 〇〇区運営方針」 is the statement of 〇〇区.
    fn titled_statement(&mut self, hint: &Hint) {
        let title = self.document.page.title.clone().unwrap_or_default();
        let named = headed(&title).or_else(|| word_of(&title)).or_else(|| {
            hint.organisation.clone().map(|name| crate::organisation::Headed { name, ..Default::default() })
        });
        let line = self
            .entries
            .iter()
            .find(|entry| entry.text.contains(&title) && !title.is_empty())
            .map_or(1, Entry::line);
        if let Some(year) = evaluated_year(&title) {
            self.year = Some(year);
        }
        if let (Some(found), Some(entry)) = (named, self.entries.iter().find(|entry| entry.line() == line)) {
            self.organisation(entry, crate::mark::Style::Hash(0), &found);
        }
    }

    pub(super) fn furniture(&mut self, entry: &Entry, found: &Furniture) {
        self.place(entry, Class::Markup);
        let page = &mut self.document.page;
        match found {
            Furniture::Plain => {}
            Furniture::Id(id) => {
                page.id.get_or_insert_with(|| id.clone());
                self.place(entry, Class::Value);
            }
            Furniture::Dates { updated, published, id } => {
                page.id = page.id.take().or_else(|| id.clone());
                page.updated_on = page.updated_on.take().or_else(|| updated.clone());
                self.published = self.published.take().or_else(|| published.clone());
                self.place(entry, Class::Value);
            }
            Furniture::Contact(name) => {
                if page.contact.is_none() && !name.is_empty() {
                    page.contact = Some(name.clone());
                }
                self.place(entry, Class::Value);
            }
            Furniture::Section { contact } => self.furniture = Some(*contact || self.furniture == Some(true)),
        }
    }
}

/// 「環境部 重点施策のKPI一覧」: one word of the title is an organisation.
fn word_of(title: &str) -> Option<crate::organisation::Headed> {
    let (year, rest) = without_year(title);
    let mut words = rest.split([
        ' ', '\u{3000}', '（', '）', '(', ')', '【', '】', '「', '」', '：', ':', '－', '-', '｜', '|', '～',
    ]);
    words
        .find_map(|word| headed(word).filter(|found| found.name == trim(word)))
        .map(|found| crate::organisation::Headed { year: found.year.or(year), ..found })
}

/// A title has no sentence end and no label.
fn is_title(entry: &Entry) -> bool {
    let text = trim(&entry.text);
    let label = crate::label::named(text)
        .is_some_and(|found| !found.value.is_empty() && text.contains(['：', ':']) || found.number.is_some());
    let long = text.chars().count() > 80 || crate::words::is_sentence(text) || text.contains('。');
    !long && !label && !matches!(&entry.kind, Kind::Text(Some(style)) if style.is_bullet())
}

fn is_site(text: &str) -> bool {
    site_municipality(text).is_some()
}

fn site_municipality(text: &str) -> Option<String> {
    let folded = trim(text);
    let bare = [
        "公式ホームページ",
        "公式ウェブサイト",
        "公式サイト",
        "ホームページ",
        "公式",
        "役所",
        "Webサイト",
        "公式WEBサイト",
        "公式Webサイト",
    ]
    .iter()
    .find_map(|end| folded.strip_suffix(end))
    .unwrap_or(folded);
    let bare = trim(bare);
    let fits =
        (2..=7).contains(&bare.chars().count()) && bare.ends_with(['市', '区', '町', '村', '県', '府', '都']);
    fits.then(|| bare.to_owned())
}

/// 「令和6年度 事務事業評価シート（令和5年度実績）」 evaluates 令和5年度.
fn evaluated_year(title: &str) -> Option<plan::fiscal_year::FiscalYear> {
    let folded = key(title);
    ["実績", "実施", "事業", "対象", "分", "決算"].iter().find_map(|word| {
        let inside = folded.rsplit_once('(')?.1;
        inside.contains(word).then(|| without_year(inside).0).flatten()
    })
}
