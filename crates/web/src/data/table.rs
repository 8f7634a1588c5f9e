//! The page of one file: what a row is, and what each column holds.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use plan::edition::Edition;
use plan::publication::Publication;
use writing::bundle::Inventory;
use writing::catalogue::{self, Shelf};
use writing::code::List;
use writing::column::{Column, Kind, Unit};
use writing::table::Table;

use super::links::data;
use super::{file, index, unwritten};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;

#[derive(Template)]
#[template(path = "data/table.html")]
struct Page {
    frame: Frame,
    about: &'static str,
    rows: String,
    key: String,
    /// Words, address, size or what it is.
    files: Vec<(&'static str, String, String)>,
    columns: Vec<Row>,
    lists: Vec<(&'static str, Vec<Word>)>,
    json_ld: String,
}

/// One column.
struct Row {
    ja: &'static str,
    name: &'static str,
    kind: String,
    about: &'static str,
}

/// One word of a list: in files for people, in files for programs, what it means.
struct Word {
    ja: &'static str,
    code: &'static str,
    meaning: &'static str,
}

/// Makes the page.
pub(super) fn page(
    edition: &Edition,
    here: &Here,
    (table, inventory): (&'static Table, &Inventory),
    published: Option<&Publication>,
) -> Result<Response, PageError> {
    let lang = here.lang;
    let entry = inventory.entry(table).ok_or_else(|| PageError::internal(lang))?;
    let (base, asked) = file::shelf(here);
    let shelf = Shelf { base: &base, asked: &asked, published: published.map(Publication::date) };
    let columns = table.columns();
    let title = lang.of_pair(table.title);
    let title = lang.say(format!("データ：{title}"), format!("Data: {title}"));
    let page = Page {
        frame: Frame::new(here, edition, title, Part::Data)
            .via(lang.say("オープンデータ", "Open data"), here.to("/data/")),
        about: lang.of_pair(table.about),
        rows: plan::number::print(entry.rows.into()),
        key: key(lang, table, &columns),
        files: files(here, table, entry.people, entry.programs),
        lists: lists(lang, &columns),
        columns: columns.iter().map(|it| row(lang, it)).collect(),
        json_ld: catalogue::one(edition, entry, shelf).map(|it| index::embedded(&it)).map_err(unwritten)?,
    };
    Ok(Html(page.render()?).into_response())
}

fn files(here: &Here, table: &Table, people: usize, programs: usize) -> Vec<(&'static str, String, String)> {
    let (lang, name) = (here.lang, table.name);
    let csvw = || "CSV on the Web".to_owned();
    vec![
        (
            lang.say("CSV（日本語の見出し）", "CSV with Japanese heads"),
            data(here, &format!("{name}.csv")),
            index::size(people),
        ),
        (
            lang.say("CSV（ASCIIの見出し）", "CSV with ASCII heads"),
            data(here, &format!("ascii/{name}.csv")),
            index::size(programs),
        ),
        (
            lang.say("列の記述（日本語の見出し）", "Description of the file with Japanese heads"),
            data(here, &format!("{name}.csv-metadata.json")),
            csvw(),
        ),
        (
            lang.say("列の記述（ASCIIの見出し）", "Description of the file with ASCII heads"),
            data(here, &format!("ascii/{name}.csv-metadata.json")),
            csvw(),
        ),
    ]
}

/// The columns that name a row.
fn key(lang: Lang, table: &Table, columns: &[Column]) -> String {
    let word = |it: &Column| lang.say(it.ja, it.name);
    let names = columns.iter().filter(|it| table.key.contains(&it.name)).map(word);
    names.collect::<Vec<_>>().join(lang.say("、", ", "))
}

fn row(lang: Lang, it: &Column) -> Row {
    let kind = lang.of_pair(match it.kind {
        Kind::Text => ("文字", "text"),
        Kind::Id => ("ID（文字）", "id (text)"),
        Kind::Code(_) => ("選択肢", "one of a list"),
        Kind::Decimal => ("数値", "decimal number"),
        Kind::Whole => ("整数", "whole number"),
        Kind::Place => ("番号", "ordinal number"),
        Kind::Year => ("西暦年", "year"),
        Kind::Flag => ("true / false", "true or false"),
        Kind::Day => ("日（年-月-日）", "day (ISO 8601)"),
        Kind::Date => ("日、月または年", "day, month or year (ISO 8601)"),
    });
    let unit = match it.unit {
        Some(Unit::Is(ja, en)) => lang.say(format!("、{ja}"), format!(", {en}")),
        Some(Unit::In(_)) => lang.say("、単位は「単位」列", ", unit in column “unit”").to_owned(),
        None => String::new(),
    };
    let blank = if it.is_required { lang.say("、必ずある", ", never blank") } else { "" };
    Row { ja: it.ja, name: it.name, kind: format!("{kind}{unit}{blank}"), about: lang.of_pair(it.about) }
}

/// The words of every list from which a column chooses.
fn lists(lang: Lang, columns: &[Column]) -> Vec<(&'static str, Vec<Word>)> {
    let of = |column: &Column| match column.kind {
        Kind::Code(list) => Some((lang.say(column.ja, column.name), words(lang, list))),
        _ => None,
    };
    columns.iter().filter_map(of).collect()
}

fn words(lang: Lang, list: List) -> Vec<Word> {
    let word =
        |it: writing::code::Code| Word { ja: it.ja, code: it.code, meaning: lang.say(it.about, it.en) };
    list.codes().into_iter().map(word).collect()
}
