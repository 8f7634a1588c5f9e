//! What staff keep for their work: no page, no file and no answer of the API tells of it, whoever forgot to mark it internal.

use std::collections::{BTreeSet, VecDeque};

use desk::{Desk, deciding};
use jiff::civil::date;
use ledger::{Ledger, Place};
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::municipality::MunicipalityCode;
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff_note::StaffNote;
use web::Site;

use crate::answer::{ask_of, get};
use crate::office::{by, csv, decide, found, noon, publish};

/// Stands in everything that the public must not see, and nowhere else.
const SECRET: &str = "秘匿語";
const YEAR: FiscalYear = FiscalYear::new(2024);
const TABLES: [&str; 4] = [
    "組織ID,組織名\no,川端区役所\n",
    "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\np,運営方針,令和6年度 川端区運営方針,o,2024,2024,経営課題\n",
    "要素ID,計画ID,階層,番号,名称,担当組織ID\ne,p,経営課題,1,備えのあるまち,o\n",
    "指標ID,要素ID,指標名,指標種別,単位\ni,e,備えをした人の割合,成果,%\n",
];

fn form() -> Record {
    let part = Part {
        about: About::Element,
        title: SECRET.to_owned(),
        help: SECRET.to_owned(),
        fields: vec![Field { label: SECRET.to_owned(), ..Field::new(Asks::Title) }],
        grows: false,
    };
    let scope = Scope::Statement { year: 0 };
    let form = Form { fiscal_year: YEAR, name: SECRET.to_owned(), scope, parts: vec![part] };
    Record::new(RecordId::new(format!("form-{SECRET}")), form)
}

fn note(text: &str) -> Record {
    let note = StaffNote { subject: RecordId::new("e"), fiscal_year: YEAR, text: vec![text.to_owned()] };
    Record { internal: false, ..note.into_record() }
}

fn entry(label: &str) -> Record {
    let form = RecordId::new(format!("form-{SECRET}"));
    let entry = CalendarEntry {
        fiscal_year: YEAR,
        phase: Phase::Check,
        title: "区政会議".to_owned(),
        from: date(2024, 7, 1),
        to: date(2024, 7, 2),
        organisations: vec![],
        work: Some(Work { label: label.to_owned(), form, route: vec![Role::SectionChief] }),
    };
    Record::new(RecordId::new("c"), entry)
}

struct Town {
    code: MunicipalityCode,
    site: Site,
}

/// A town whose staff wrote secrets in two decisions, the second of nothing else.
fn town(folder: &std::path::Path) -> Town {
    let ledger = Ledger::open(&Place::File(folder.join("meyasu.db"))).unwrap();
    let (desk, code) = (Desk::new(ledger.clone()), MunicipalityCode::parse("99002").unwrap());
    found(&desk, &code, "若葉市", "2024-04-01");
    decide(&desk, &code, csv(&TABLES), "運営方針の確定", "2024-04-01");
    let put = |records: Vec<Record>, reason: &str| {
        let edits = draft::edits(
            records.into_iter().map(|it| Proposal::put(it).from_words(SECRET, SECRET)).collect(),
            &desk.edition(&code).unwrap(),
        );
        let (id, begun, title) = (DraftId("d".to_owned()), noon("2024-04-02"), SECRET.to_owned());
        let draft =
            Draft { id: id.clone(), title, by: by(), begun, sources: vec![], authors: [].into(), edits };
        let town = code.clone();
        ledger.write(move |tx| ledger::draft::save(tx, &town, &draft, None)).unwrap();
        deciding::approve(&desk, &code, &id, &by(), reason, noon("2024-04-02")).unwrap();
    };
    put(vec![form(), note(SECRET), entry(SECRET)], "年間予定の公表");
    put(vec![note("秘匿語の二"), entry("秘匿語の二")], SECRET);
    publish(&desk, &code, "確定", "2024-04-03");
    let site = Site::new(desk);
    site.refresh(&code);
    Town { code, site }
}

/// Everything that the page leads to below the town or the API.
fn addresses(text: &str, code: &MunicipalityCode) -> Vec<String> {
    let links = text.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    let links = links.map(|it| it.replace("&amp;", "&").split('#').next().unwrap_or_default().to_owned());
    links.filter(|it| it.starts_with(&format!("/{code}/")) || it.starts_with("/api/")).collect()
}

/// The addresses of the API that need no more than the town and one of its records.
async fn of_the_api(town: &Town) -> Vec<String> {
    let described = ask_of(&town.site, get("/api/v1/openapi.json")).await;
    let described: serde_json::Value = serde_json::from_slice(&described.body).unwrap();
    let paths = described["paths"].as_object().unwrap().keys();
    let filled = paths.map(|it| it.replace("{code}", town.code.as_str()).replace("{number}", "3"));
    let filled = filled.flat_map(|path| {
        ["c", "e", "e/note/2024", "form-秘匿語"].map(|id| path.replace("{id}", &web_escaped(id)))
    });
    filled.map(|path| if path.starts_with("/api") { path } else { format!("/api/v1{path}") }).collect()
}

fn web_escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-/".contains(&byte);
    text.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[tokio::test]
async fn no_address_of_the_site_tells_what_staff_keep_for_their_work() {
    let folder = tempfile::tempdir().unwrap();
    let town = town(folder.path());
    let code = &town.code;
    let mut open: VecDeque<String> = of_the_api(&town).await.into();
    let records =
        ["c", "e/note/2024", "form-秘匿語"].map(|id| format!("/{code}/records/{}", web_escaped(id)));
    open.extend(records);
    open.extend([
        format!("/{code}/"),
        format!("/{code}/search?q=%E7%A7%98"),
        format!("/{code}/calendar/2024"),
    ]);
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    let (mut pages, mut names) = (0, 0);
    while let Some(address) = open.pop_front() {
        let answer = ask_of(&town.site, get(&address)).await;
        let text = answer.text();
        pages += usize::from(answer.status == 200);
        names += usize::from(text.contains("区政会議"));
        // A page may repeat what was asked for in its own address.
        let told = text.replace(&format!("form-{SECRET}"), "");
        assert!(!told.contains(SECRET), "{address} tells it: {told}");
        assert!(!told.contains("section_chief") && !told.contains("\"work\""), "{address}");
        open.extend(addresses(&text, code).into_iter().filter(|it| pages < 400 && seen.insert(it.clone())));
    }
    assert!(pages > 60 && names > 3, "{pages} pages were seen, {names} of which name the date itself");
}
