//! 年度を開く at the desk: foreseen without a trace, kept as a draft, decided, and open to the planning section only.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use desk::importing::{self, File};
use desk::policy::Deed;
use desk::{Actor, Desk, Error, deciding, founding, opening};
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, Place};
use plan::calendar::CalendarEntry;
use plan::decision::StaffId;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::form::Form;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::opening::{Choices, Weight};
use plan::plan::Plan;
use plan::record::RecordId;
use plan::refusal::Refusal;
use plan::role::Role;
use plan::staff::Post;
use tempfile::TempDir;

const NEXT: FiscalYear = FiscalYear::new(2027);
const TABLES: [(&str, &str); 5] = [
    ("組織.csv", "組織ID,組織名\no,川端区役所\nkikaku,企画課\n"),
    (
        "計画.csv",
        "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\nward-2026,運営方針,令和8年度 川端区運営方針,o,令和8年度,令和8年度,経営課題\n",
    ),
    ("要素.csv", "要素ID,計画ID,階層,番号,名称,担当組織ID\nkw26-1,ward-2026,経営課題,1,備えのあるまち,o\n"),
    ("指標.csv", "指標ID,要素ID,指標名,指標種別,単位\ni,kw26-1,備えをした人の割合,成果,%\n"),
    (
        "予定.csv",
        "年度,予定ID,段階,予定,開始日,終了日\n2026,cal26-talk,CHECK,区政会議,2026-07-02,2026-07-02\n",
    ),
];

struct Office {
    desk: Desk,
    _folder: TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
        founding::found(&desk, &town(), Municipality::new("霞町"), &staff(), noon()).unwrap();
        let files =
            TABLES.map(|(name, text)| File { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
        let imported =
            importing::propose(&desk, &town(), files.to_vec(), "取込み", &staff(), noon()).unwrap();
        assert!(imported.files.iter().all(|it| it.problems.is_empty()), "{:?}", imported.files);
        let office = Self { desk, _folder: folder };
        office.approve(&imported.draft.unwrap());
        office
    }

    fn approve(&self, draft: &plan::draft::DraftId) {
        deciding::approve(&self.desk, &town(), draft, &staff(), "決裁する", noon()).unwrap();
    }

    fn open(&self, role: Role, choices: &Choices) -> Result<opening::ForeseenYear, Error> {
        let seen = opening::foresee(&self.desk, &actor(role), NEXT, choices, noon())?;
        let over = seen.waiting.map(|it| it.version);
        opening::open(&self.desk, &actor(role), NEXT, (choices, over.as_ref()), noon())
    }

    fn drafts(&self) -> Vec<plan::draft::Draft> {
        self.desk.drafts(&town()).unwrap()
    }
}

fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990027").unwrap()
}

fn staff() -> StaffId {
    StaffId("企画課".to_owned())
}

/// Noon of 20 November 2026 in Japan.
fn noon() -> Timestamp {
    "2026-11-20T03:00:00Z".parse().unwrap()
}

fn actor(role: Role) -> Actor {
    let organisation = role.is_local().then(|| RecordId::new("o"));
    let from = date(2026, 4, 1);
    let post = Post { role, organisation, from, until: None, stands_in_for: None, given_by: staff() };
    let today = date(2026, 11, 20);
    Actor { town: town(), id: StaffId("s1".to_owned()), name: String::new(), posts: vec![post], today }
}

#[test]
fn what_is_foreseen_leaves_no_trace() {
    let office = Office::new();
    let before = office.desk.edition(&town()).unwrap().number();
    let foreseen =
        opening::foresee(&office.desk, &actor(Role::Planning), NEXT, &Choices::default(), noon()).unwrap();
    assert_eq!(foreseen.opening.statements.len(), 1);
    assert!(foreseen.opening.told(Weight::Done).next().unwrap().ja.contains("運営方針1件"));
    assert!(foreseen.after.find::<Plan>(&RecordId::new("ward-2027")).is_some());
    assert!(office.drafts().is_empty());
    assert_eq!(office.desk.edition(&town()).unwrap().number(), before);
}

#[test]
fn an_opened_year_waits_as_a_draft_and_is_decided_as_any_other() {
    let office = Office::new();
    let opened = office.open(Role::Planning, &Choices::default()).unwrap();
    assert_eq!(
        (opened.draft.id.0.as_str(), opened.draft.title.as_str()),
        ("opening-2027", "令和9年度を開く")
    );
    assert!(office.desk.edition(&town()).unwrap().find::<Plan>(&RecordId::new("ward-2027")).is_none());
    office.approve(&opened.draft.id);
    let edition = office.desk.edition(&town()).unwrap();
    assert_eq!(edition.find::<Element>(&RecordId::new("kw27-1")).unwrap().title, "備えのあるまち");
    assert_eq!(edition.all::<Form>().count(), 5);
    let again = office.open(Role::Planning, &Choices::default());
    assert!(matches!(again, Err(Error::Refused(Refusal::NothingToDecide))), "opening twice changes nothing");
}

#[test]
fn other_choices_take_the_place_of_the_draft_that_waits() {
    let office = Office::new();
    office.open(Role::Planning, &Choices::default()).unwrap();
    let entry = RecordId::new("cal-2027-results");
    let deadlines = [(entry.clone(), date(2027, 5, 14))].into();
    let opened = office.open(Role::Planning, &Choices { deadlines, ..Choices::default() }).unwrap();
    assert_eq!(office.drafts().len(), 1);
    office.approve(&opened.draft.id);
    let edition = office.desk.edition(&town()).unwrap();
    assert_eq!(edition.find::<CalendarEntry>(&entry).unwrap().to, date(2027, 5, 14));
}

#[test]
fn only_the_planning_section_opens_a_year() {
    let office = Office::new();
    for role in Role::ALL.into_iter().filter(|it| *it != Role::Planning) {
        let seen = opening::foresee(&office.desk, &actor(role), NEXT, &Choices::default(), noon());
        assert!(matches!(seen, Err(Error::Forbidden(Deed::OpenYear))), "{role:?}");
        assert!(
            matches!(office.open(role, &Choices::default()), Err(Error::Forbidden(Deed::OpenYear))),
            "{role:?}"
        );
    }
    assert!(office.drafts().is_empty());
}

#[test]
fn a_year_far_from_today_is_refused_with_the_years_that_can_be_opened() {
    let office = Office::new();
    for year in [1999, 2024, 2029, i16::MIN, i16::MAX] {
        let year = FiscalYear::new(year);
        let refused =
            opening::foresee(&office.desk, &actor(Role::Planning), year, &Choices::default(), noon())
                .unwrap_err();
        assert!(refused.ja().ends_with("開けるのは令和7年度から令和10年度までです"), "{}", refused.ja());
    }
}
