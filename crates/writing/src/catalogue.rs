//! 目録: the files of an edition as DCAT and as schema.org have it, in one JSON-LD document.

use jiff::civil::Date;
use plan::actual::Actual;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::licence::Licence;
use plan::target::Target;
use serde_json::{Value, json};

use crate::bundle::Entry;
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

/// The catalogue of an edition's files with all that is in it.
///
/// # Errors
/// None that an edition can cause: every key is text.
pub fn write(edition: &Edition, files: &[Entry], shelf: Shelf<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let about = About::of(edition, shelf);
    let mut graph = vec![about.whole(files), about.publisher(), about.series()];
    graph.extend(files.iter().map(|it| about.dataset(it)));
    serde_json::to_vec_pretty(&json!({ "@context": context(), "@graph": graph }))
}

/// The catalogue by itself, for the page that lists the files.
///
/// # Errors
/// As [`write()`].
pub fn head(edition: &Edition, files: &[Entry], shelf: Shelf<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let about = About::of(edition, shelf);
    serde_json::to_vec(&json!({ "@context": context(), "@graph": [about.whole(files), about.publisher()] }))
}

/// One file by itself, for the page that describes it.
///
/// # Errors
/// As [`write()`].
pub fn one(edition: &Edition, file: &Entry, shelf: Shelf<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let about = About::of(edition, shelf);
    serde_json::to_vec(&json!({ "@context": context(), "@graph": [about.dataset(file), about.publisher()] }))
}

/// Whose data, and on which terms.
struct About<'a> {
    edition: &'a Edition,
    shelf: Shelf<'a>,
    town: &'a str,
    licence: &'static str,
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

impl<'a> About<'a> {
    fn of(edition: &'a Edition, shelf: Shelf<'a>) -> Self {
        let profile = edition.profile();
        let town = profile.map_or(edition.municipality().as_str(), |it| it.name.as_str());
        let licence = profile.map_or(Licence::default(), |it| it.licence).address();
        Self { edition, shelf, town, licence }
    }

    fn publisher(&self) -> Value {
        json!({
            "@id": self.id("#publisher"), "@type": ["foaf:Agent", "schema:GovernmentOrganization"],
            "foaf:name": self.town, "schema:name": self.town,
            "dct:identifier": self.edition.municipality().as_str(),
        })
    }

    /// A name below the address of the files, which has no time of its own.
    fn id(&self, name: &str) -> String {
        format!("{}{name}", self.shelf.base)
    }

    /// The address of a file as the edition has it.
    fn address(&self, name: &str) -> String {
        format!("{}{name}{}", self.shelf.base, self.shelf.asked)
    }

    fn whole(&self, files: &[Entry]) -> Value {
        let town = self.town;
        let (ja, en) = (
            format!("{town}の目標と成果のオープンデータ"),
            format!("Open data of {town}: goals and results"),
        );
        let about = (
            "計画、指標、目標値、実績値、予算と決算、評価、意見と対応を、決裁した記録から作ったCSVです。",
            "Plans, indicators, targets, results, money, evaluations and remarks as CSV, made from decided records.",
        );
        let names: Vec<Value> =
            files.iter().map(|it| json!({ "@id": self.address(it.table.name) })).collect();
        json!({
            "@id": self.address("catalog.jsonld"),
            "@type": ["dcat:Catalog", "schema:DataCatalog"],
            "dct:title": both((&ja, &en)), "schema:name": ja,
            "dct:description": both(about), "schema:description": about.0,
            "dct:language": ["ja", "en"],
            "dct:publisher": { "@id": self.id("#publisher") },
            "dct:license": { "@id": self.licence }, "schema:license": self.licence,
            "dct:issued": self.shelf.published.map(typed),
            "dct:modified": self.edition.date().map(typed),
            "schema:version": version(),
            "dcat:dataset": names, "schema:dataset": names,
        })
    }

    /// The files of one municipality belong together.
    fn series(&self) -> Value {
        let (ja, en) = (format!("{}の目標と成果", self.town), format!("Goals and results of {}", self.town));
        json!({ "@id": self.id("#series"), "@type": "dcat:DatasetSeries", "dct:title": both((&ja, &en)) })
    }

    fn dataset(&self, file: &Entry) -> Value {
        let (table, town) = (file.table, self.town);
        let (ja, en) = (format!("{}（{town}）", table.title.0), format!("{} ({town})", table.title.1));
        let code = self.edition.municipality().as_str();
        json!({
            "@id": self.address(table.name),
            "@type": ["dcat:Dataset", "schema:Dataset"],
            "dct:identifier": format!("{code}/{}", table.name),
            "dct:title": both((&ja, &en)), "schema:name": ja,
            "dct:description": both(table.about), "schema:description": format!("{}（{town}）", table.about.0),
            "dct:publisher": { "@id": self.id("#publisher") }, "schema:publisher": { "@id": self.id("#publisher") },
            "dct:license": { "@id": self.licence }, "schema:license": self.licence,
            "schema:isAccessibleForFree": true,
            "dct:issued": self.shelf.published.map(typed),
            "dct:modified": self.edition.date().map(typed),
            "schema:dateModified": self.edition.date().map(|it| it.to_string()),
            "schema:version": version(),
            "dct:temporal": temporal(self.edition),
            "dct:spatial": { "@type": "dct:Location", "dct:identifier": code, "schema:name": town },
            "schema:spatialCoverage": town,
            "dcat:keyword": [town, "行政評価", "総合計画", "運営方針", "指標"],
            "dcat:inSeries": { "@id": self.id("#series") },
            "schema:includedInDataCatalog": { "@id": self.address("catalog.jsonld") },
            "dcat:distribution": self.distributions(file),
            "schema:distribution": self.distributions(file),
        })
    }

    fn distributions(&self, file: &Entry) -> Value {
        let name = file.table.name;
        let one = |folder: &str, bytes: usize, title: (&str, &str)| {
            let address = self.address(&format!("{folder}{name}.csv"));
            json!({
                "@type": ["dcat:Distribution", "schema:DataDownload"],
                "dct:title": both(title),
                "dcat:accessURL": { "@id": address }, "dcat:downloadURL": { "@id": address }, "schema:contentUrl": address,
                "dcat:mediaType": { "@id": "https://www.iana.org/assignments/media-types/text/csv" },
                "schema:encodingFormat": "text/csv",
                "dcat:byteSize": { "@value": bytes.to_string(), "@type": "xsd:nonNegativeInteger" },
                "dct:license": { "@id": self.licence },
                "dct:conformsTo": { "@id": self.address(&format!("{folder}{name}.csv-metadata.json")) },
            })
        };
        let people = ("日本語の見出し（BOM付き）", "Japanese heads, with a byte order mark");
        let programs = ("ASCIIの見出し（BOMなし）", "ASCII heads, without a byte order mark");
        json!([one("", file.people, people), one("ascii/", file.programs, programs)])
    }
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

fn typed(date: Date) -> Value {
    json!({ "@value": date.to_string(), "@type": "xsd:date" })
}
