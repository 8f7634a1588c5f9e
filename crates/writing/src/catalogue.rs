//! 目録: the files of an edition as DCAT and as schema.org have it, in one JSON-LD document.

use jiff::civil::Date;
use plan::actual::Actual;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::licence::Licence;
use plan::target::Target;
use serde_json::{Value, json};

use crate::bundle::File;
use crate::csvw::both;
use crate::table::version;

/// What an edition does not know of itself: where its files are, and since when the public sees them.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// The address below which the files are, with a slash at its end.
    pub base: &'a str,
    /// What stands behind every address, e.g. `?asof=12`; empty for the newest edition.
    pub asked: &'a str,
    /// 公表日.
    pub published: Option<Date>,
}

/// Describes the files of an edition.
///
/// # Errors
/// None that an edition can cause: every key is text.
pub fn write(edition: &Edition, files: &[File], shelf: Shelf<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let profile = edition.profile();
    let town = profile.map_or(edition.municipality().as_str(), |it| it.name.as_str());
    let licence = profile.map_or(Licence::default(), |it| it.licence).address();
    let publisher = json!({
        "@id": format!("{}#publisher", shelf.base), "@type": ["foaf:Agent", "schema:GovernmentOrganization"],
        "foaf:name": town, "schema:name": town, "dct:identifier": edition.municipality().as_str(),
    });
    let mut graph = vec![whole(edition, files, shelf, town, licence), publisher];
    graph.push(series(shelf, town));
    graph.extend(files.iter().map(|it| dataset(edition, it, shelf, town, licence)));
    serde_json::to_vec_pretty(&json!({ "@context": context(), "@graph": graph }))
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "spdx": "http://spdx.org/rdf/terms#",
    })
}

fn whole(edition: &Edition, files: &[File], shelf: Shelf<'_>, town: &str, licence: &str) -> Value {
    let title =
        (format!("{town}の目標と成果のオープンデータ"), format!("Open data of {town}: goals and results"));
    let names: Vec<Value> = files.iter().map(|it| reference(shelf, it)).collect();
    json!({
        "@id": format!("{}catalog.jsonld{}", shelf.base, shelf.asked),
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dct:title": both((&title.0, &title.1)),
        "schema:name": title.0,
        "dct:description": both((
            "計画、指標、目標値、実績値、予算と決算、評価、意見と対応を、決裁した記録から作ったCSVです。",
            "Plans, indicators, targets, results, money, evaluations and remarks as CSV, made from decided records.",
        )),
        "dct:language": ["ja", "en"],
        "dct:publisher": { "@id": format!("{}#publisher", shelf.base) },
        "dct:license": { "@id": licence },
        "schema:license": licence,
        "dct:issued": shelf.published.map(typed),
        "dct:modified": edition.date().map(typed),
        "schema:version": version(),
        "dcat:dataset": names,
        "schema:dataset": names,
    })
}

/// The files of one municipality and time belong together.
fn series(shelf: Shelf<'_>, town: &str) -> Value {
    json!({
        "@id": format!("{}#series", shelf.base), "@type": "dcat:DatasetSeries",
        "dct:title": both((&format!("{town}の目標と成果"), &format!("Goals and results of {town}"))),
    })
}

fn reference(shelf: Shelf<'_>, file: &File) -> Value {
    json!({ "@id": format!("{}{}{}", shelf.base, file.table.name, shelf.asked) })
}

fn dataset(edition: &Edition, file: &File, shelf: Shelf<'_>, town: &str, licence: &str) -> Value {
    let table = file.table;
    let (ja, en) = (format!("{}（{town}）", table.title.0), format!("{} ({town})", table.title.1));
    json!({
        "@id": format!("{}{}{}", shelf.base, table.name, shelf.asked),
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:identifier": format!("{}/{}", edition.municipality(), table.name),
        "dct:title": both((&ja, &en)),
        "schema:name": ja,
        "dct:description": both(table.about),
        "schema:description": format!("{}（{town}）", table.about.0),
        "dct:publisher": { "@id": format!("{}#publisher", shelf.base) },
        "schema:publisher": { "@id": format!("{}#publisher", shelf.base) },
        "dct:license": { "@id": licence },
        "schema:license": licence,
        "schema:isAccessibleForFree": true,
        "dct:issued": shelf.published.map(typed),
        "dct:modified": edition.date().map(typed),
        "schema:dateModified": edition.date().map(|it| it.to_string()),
        "schema:version": version(),
        "dct:temporal": temporal(edition),
        "dct:spatial": { "@type": "dct:Location", "dct:identifier": edition.municipality().as_str(), "schema:name": town },
        "schema:spatialCoverage": town,
        "dcat:keyword": [town, "行政評価", "総合計画", "運営方針", "指標"],
        "dcat:inSeries": { "@id": format!("{}#series", shelf.base) },
        "dcat:distribution": distributions(file, shelf),
        "schema:distribution": distributions(file, shelf),
    })
}

/// The first and the last day of the years in which anything was promised or reported.
fn temporal(edition: &Edition) -> Option<Value> {
    let targets = edition.all::<Target>().map(|(_, it)| it.fiscal_year);
    let years: Vec<FiscalYear> =
        targets.chain(edition.all::<Actual>().map(|(_, it)| it.fiscal_year)).collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    Some(json!({
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": typed(first.starts()),
        "dcat:endDate": typed(last.ends()),
    }))
}

fn distributions(file: &File, shelf: Shelf<'_>) -> Value {
    let one = |folder: &str, bytes: &[u8], ja: &str, en: &str| {
        let address = format!("{}{folder}{}.csv", shelf.base, file.table.name);
        json!({
            "@type": ["dcat:Distribution", "schema:DataDownload"],
            "dct:title": both((ja, en)),
            "dcat:accessURL": { "@id": format!("{address}{}", shelf.asked) },
            "dcat:downloadURL": { "@id": format!("{address}{}", shelf.asked) },
            "schema:contentUrl": format!("{address}{}", shelf.asked),
            "dcat:mediaType": { "@id": "https://www.iana.org/assignments/media-types/text/csv" },
            "schema:encodingFormat": "text/csv",
            "dcat:byteSize": { "@value": bytes.len().to_string(), "@type": "xsd:nonNegativeInteger" },
            "dct:conformsTo": { "@id": format!("{address}-metadata.json{}", shelf.asked) },
        })
    };
    json!([
        one("", &file.for_people.csv, "日本語の見出し（BOM付き）", "Japanese heads, with a byte order mark"),
        one(
            "ascii/",
            &file.for_programs.csv,
            "ASCIIの見出し（BOMなし）",
            "ASCII heads, without a byte order mark"
        ),
    ])
}

fn typed(date: Date) -> Value {
    json!({ "@value": date.to_string(), "@type": "xsd:date" })
}
