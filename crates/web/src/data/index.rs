//! The catalogue for people: which files there are, on which terms, how they change, and what the self-check found.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use plan::edition::Edition;
use plan::licence::Licence;
use plan::publication::Publication;
use writing::bundle::{Entry, Inventory};
use writing::catalogue::{self, Shelf};
use writing::self_check::{Answer, Place, Verdict};
use writing::table::CHANGES;

use super::links::data;
use super::{file, unwritten};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;

#[derive(Template)]
#[template(path = "data/index.html")]
struct Index {
    frame: Frame,
    licence: (&'static str, &'static str),
    citation: String,
    files: Vec<Row>,
    checks: Vec<Check>,
    checked: String,
    changes: Vec<(&'static str, &'static str, &'static str)>,
    catalogue: String,
    /// A list of chosen indicators as a file, and what describes its columns.
    chosen: String,
    chosen_columns: String,
    api: String,
    json_ld: String,
}

/// One file in the list.
struct Row {
    title: &'static str,
    about: &'static str,
    page: String,
    rows: String,
    /// Address and size, with Japanese and with ASCII heads.
    people: (String, String),
    programs: (String, String),
}

/// One of the thirty rules.
struct Check {
    rule: &'static str,
    asks: &'static str,
    class: &'static str,
    shape: &'static str,
    words: String,
    places: Vec<String>,
}

/// Makes the page.
pub(super) fn page(
    edition: &Edition,
    here: &Here,
    inventory: &Inventory,
    published: Option<&Publication>,
) -> Result<Response, PageError> {
    let lang = here.lang;
    let Inventory { entries, answers } = inventory;
    let licence = edition.profile().map_or(Licence::default(), |it| it.licence);
    let frame = Frame::new(here, edition, lang.say("オープンデータ", "Open data"), Part::Data);
    let page = Index {
        licence: (lang.of_pair(licence.name()), licence.address()),
        citation: citation(&frame, lang, licence, published),
        files: entries.iter().map(|it| row(here, it)).collect(),
        checked: counted(lang, answers),
        checks: answers.iter().map(|it| check(lang, it)).collect(),
        changes: CHANGES.iter().rev().map(|it| (it.version, it.since, lang.of_pair(it.about))).collect(),
        catalogue: data(here, "catalog.jsonld"),
        chosen: file::list(here, "/indicators.csv", &[("status", "missed")]),
        chosen_columns: file::list(here, "/indicators.csv-metadata.json", &[]),
        api: here.to("/data/api"),
        json_ld: json_ld(edition, here, entries, published)?,
        frame,
    };
    Ok(Html(page.render()?).into_response())
}

fn row(here: &Here, it: &Entry) -> Row {
    let (lang, name) = (here.lang, it.table.name);
    let csv = |folder: &str, bytes: usize| (data(here, &format!("{folder}{name}.csv")), size(bytes));
    Row {
        title: lang.of_pair(it.table.title),
        about: lang.of_pair(it.table.about),
        page: here.to(&format!("/data/{name}")),
        rows: plan::number::print(it.rows.into()),
        people: csv("", it.people),
        programs: csv("ascii/", it.programs),
    }
}

/// 「12 KB」: what a visitor on a phone wants to know before asking for a file.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// How to name the data in a paper: whose, which edition, when published, on which terms, where.
fn citation(frame: &Frame, lang: Lang, licence: Licence, published: Option<&Publication>) -> String {
    let (town, number, short) = (&frame.town, frame.number, licence.as_str());
    let day = published.map_or_else(|| frame.date.clone(), |it| lang.date(it.date()));
    let address = frame.permanent();
    lang.say(
        format!("{town}「目標と成果のオープンデータ」決裁第{number}号の版（{day}）、{short}、{address}"),
        format!(
            "{town}: Open data of goals and results, edition of decision {number} ({day}), {short}, {address}"
        ),
    )
}

/// 「30の規則のうち26を満たし、4は対象がありません。」
fn counted(lang: Lang, answers: &[Answer]) -> String {
    let count = |is: fn(&Verdict) -> bool| answers.iter().filter(|it| is(&it.verdict)).count();
    let all = answers.len();
    let kept = count(|it| matches!(it, Verdict::Kept(_)));
    let none = count(|it| matches!(it, Verdict::DoesNotApply));
    let broken = count(|it| matches!(it, Verdict::Broken(_)));
    lang.say(
        format!("{all}の規則のうち、{kept}を満たし、{none}は対象がなく、{broken}は満たしていません。"),
        format!("Of {all} rules {kept} are kept, {none} do not apply, {broken} are not kept."),
    )
}

/// Places that one rule shows; the rest is counted.
const SHOWN: usize = 5;

fn check(lang: Lang, it: &Answer) -> Check {
    let (class, shape, words, places) = match &it.verdict {
        Verdict::Kept(looked) => {
            let count = plan::number::print((*looked).into());
            let words = lang.say(format!("満たす（{count}か所を確認）"), format!("kept ({count} looked at)"));
            ("reached", "●", words, vec![])
        }
        Verdict::DoesNotApply => ("open", "―", lang.say("対象なし", "does not apply").to_owned(), vec![]),
        Verdict::Broken(places) => {
            let count = plan::number::print(places.len().into());
            let words = lang.say(format!("満たさない（{count}か所）"), format!("not kept ({count} places)"));
            ("missed", "▲", words, places.iter().take(SHOWN).map(|it| place(lang, it)).collect())
        }
    };
    Check { rule: it.rule, asks: lang.of_pair(it.asks), class, shape, words, places }
}

/// 「figures.csv 12行 原文：…」
fn place(lang: Lang, it: &Place) -> String {
    let line =
        it.line.map(|line| lang.say(format!(" {line}行"), format!(" line {line}"))).unwrap_or_default();
    let column = it.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
    let found: String = it.found.chars().take(40).collect();
    format!("{}{line}{column}{}{found}", it.file, lang.say("：", ": "))
}

/// The catalogue as data in the page itself, for those who gather data sets.
fn json_ld(
    edition: &Edition,
    here: &Here,
    files: &[Entry],
    published: Option<&Publication>,
) -> Result<String, PageError> {
    let (base, asked) = file::shelf(here);
    let shelf = Shelf { base: &base, asked: &asked, published: published.map(Publication::date) };
    catalogue::head(edition, files, shelf).map(|it| embedded(&it)).map_err(unwritten)
}

/// JSON that can stand in a page: no tag can end in it.
pub(super) fn embedded(json: &[u8]) -> String {
    String::from_utf8_lossy(json).replace('<', "\\u003c")
}
