//! Taking files in: whatever they hold, the desk goes on, and the ledger holds only what is whole.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use desk::importing::{self, File, Imported};
use desk::{Desk, Error, deciding, founding};
use jiff::Timestamp;
use ledger::{Ledger, Place};
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::RecordId;
use plan::refusal::Refusal;
use proptest::prelude::*;
use tempfile::TempDir;

struct Office {
    desk: Desk,
    ledger: Ledger,
    _folder: TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
        let desk = Desk::new(ledger.clone());
        let municipality = Municipality::new("霞町");
        founding::found(&desk, &town(), municipality, &staff(), noon()).unwrap();
        Self { desk, ledger, _folder: folder }
    }

    fn propose(&self, files: &[(&str, &[u8])]) -> Result<Imported, Error> {
        let file = |(name, bytes): &(&str, &[u8])| File { name: (*name).to_owned(), bytes: bytes.to_vec() };
        let files = files.iter().map(file).collect();
        importing::propose(&self.desk, &town(), files, "取込み", &staff(), noon())
    }

    fn approve(&self, imported: &Imported) -> Result<DecisionNumber, Error> {
        let draft = imported.draft.as_ref().unwrap();
        deciding::approve(&self.desk, &town(), draft, &staff(), "取込み", noon())
    }
}

fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990027").unwrap()
}

fn staff() -> StaffId {
    StaffId("企画課".to_owned())
}

/// One moment for everything, as where old documents are taken over.
fn noon() -> Timestamp {
    "2024-04-01T03:00:00Z".parse().unwrap()
}

const ORGANISATIONS: &[u8] = "組織ID,組織名\na,甲課\nb,乙課\n".as_bytes();

#[test]
fn files_lean_on_those_before_them() {
    let office = Office::new();
    let plans = "計画ID,計画種別,計画名,開始年度,階層\np,基本計画,甲,令和6年度,施策\n";
    let elements = "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,歩ける坂\n";

    let imported = office.propose(&[("p.csv", plans.as_bytes()), ("e.csv", elements.as_bytes())]).unwrap();

    assert_eq!((imported.changes, imported.findings.len()), (2, 0));
    let note = "覚え書きです。\n".as_bytes();
    let mixed = [("a.csv", elements.as_bytes()), ("note.txt", note), ("b.csv", plans.as_bytes())];
    let shuffled = office.propose(&mixed).unwrap();
    let read: Vec<(&str, usize, usize)> =
        shuffled.files.iter().map(|it| (it.name.as_str(), it.records, it.problems.len())).collect();
    assert_eq!(read[0], ("b.csv", 1, 0), "what others lean on is read first, whatever it is called");
    assert_eq!((read[1].0, read[2]), ("note.txt", ("a.csv", 1, 0)));
    assert_eq!(office.approve(&imported).unwrap(), DecisionNumber(2));
}

#[test]
fn the_last_word_on_a_record_counts() {
    let office = Office::new();
    let later = "組織ID,組織名\na,丙課\n".as_bytes();

    let imported = office.propose(&[("1.csv", ORGANISATIONS), ("2.csv", later)]).unwrap();
    office.approve(&imported).unwrap();

    assert_eq!(imported.changes, 2);
    let edition = office.desk.edition(&town()).unwrap();
    let organisation = edition.find::<plan::organisation::Organisation>(&RecordId::new("a")).unwrap();
    assert_eq!(organisation.names.last().unwrap().text, "丙課");
}

#[test]
fn what_is_in_force_already_is_no_draft() {
    let office = Office::new();
    let imported = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();
    office.approve(&imported).unwrap();

    let again = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();

    assert_eq!((again.draft, again.changes, again.unchanged), (None, 0, 2));
}

#[test]
fn drafts_of_one_moment_do_not_meet() {
    let office = Office::new();

    let first = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();
    let second = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();

    assert_ne!(first.draft, second.draft);
    assert_eq!(office.approve(&second).unwrap(), DecisionNumber(2));
}

#[test]
fn a_draft_whose_records_changed_meanwhile_is_refused() {
    let office = Office::new();
    let first = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();
    let second = office.propose(&[("a.csv", "組織ID,組織名\na,丁課\n".as_bytes())]).unwrap();
    office.approve(&first).unwrap();

    let refused = office.approve(&second);

    assert!(matches!(refused, Err(Error::Refused(Refusal::Stale { count: 1, .. }))), "{refused:?}");
}

#[test]
fn a_draft_is_decided_once() {
    let office = Office::new();
    let imported = office.propose(&[("a.csv", ORGANISATIONS)]).unwrap();
    office.approve(&imported).unwrap();

    assert!(matches!(office.approve(&imported), Err(Error::NotFound)));
}

#[test]
fn one_file_that_is_no_text_stops_them_all() {
    let office = Office::new();

    let refused = office.propose(&[("a.csv", ORGANISATIONS), ("b.png", b"\x89PNG\r\n")]);

    assert_eq!(refused.unwrap_err().ja(), "「b.png」：テキストの文書ではありません（PNG）");
}

/// Cells that tables are made of, and cells that break readers.
const CELLS: &[&str] = &[
    "",
    "a",
    "b",
    "p",
    "e",
    "i",
    "組織ID",
    "組織名",
    "計画ID",
    "計画種別",
    "基本計画",
    "運営方針",
    "計画名",
    "開始年度",
    "終了年度",
    "階層",
    "施策",
    "施策;事業",
    "要素ID",
    "上位要素ID",
    "上位組織ID",
    "番号",
    "名称",
    "指標ID",
    "指標名",
    "指標種別",
    "成果",
    "単位",
    "%",
    "年度",
    "令和6年度",
    "令和99年度",
    "0",
    "-1",
    "目標値",
    "48%以上",
    "実績値",
    "54.2",
    "集計中",
    "―",
    "理由",
    "金額",
    "金額区分",
    "当初予算",
    "1,200千円",
    "▲3百万円",
    "99999999999999999999999999999999",
    "1e999",
    "0.0000000000000000000000000001",
    "評価種別",
    "内部評価",
    "対象ID",
    "評価",
    "判定",
    "判定の理由",
    "意見ID",
    "意見",
    "意見者種別",
    "議会",
    "対応",
    "対応状況",
    "廃止する記録ID",
    "廃止の理由",
    "起点ID",
    "終点ID",
    "つながりの種別",
    "重点",
    "予定ID",
    "段階",
    "開始日",
    "2024-02-30",
    "9999-12-31",
    "-9999-01-01",
    "municipality",
    "a/b",
    "../..",
    "\"",
    "'",
    "=1+1",
    "\u{0}",
    "\u{FEFF}",
    "\u{202E}",
    "𠮷",
    "統合先ID",
    "設置日",
    "廃止日",
    "名称開始日",
    "順序",
    "発送数",
    "回答数",
    "基準年度",
    "基準値",
    "抽出方法",
    "無作為抽出",
    "断絶年度",
    "判定基準ID",
    "形",
    "目標達成",
    "達成の評語",
    "未達成の評語",
];

/// Heads that are recognised, so that rows come to be read.
const HEADS: &[&str] = &[
    "組織ID,組織名,上位組織ID,設置日,廃止日,統合先ID,名称開始日,順序",
    "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層,策定日",
    "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,順序",
    "起点ID,終点ID,つながりの種別,説明",
    "指標ID,要素ID,指標名,指標種別,単位,方向,基準年度,基準値,抽出方法,断絶年度,判定基準ID",
    "指標ID,年度,目標値,改定理由",
    "指標ID,年度,実績値,状態,理由,発送数,回答数",
    "要素ID,年度,金額区分,金額,人件費,職員数",
    "対象ID,年度,評価種別,評価,判定,判定の理由",
    "意見ID,対象ID,年度,意見者種別,意見,意見日",
    "意見ID,対応状況,対応,対応年度,反映額",
    "年度,予定ID,段階,予定,開始日,終了日",
    "判定基準ID,判定基準名,形,達成の評語,達成の言葉,未達成の評語,未達成の言葉",
    "廃止する記録ID,廃止の理由",
];

fn table() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(CELLS);
    let row = prop::collection::vec(cell, 0..12).prop_map(|cells| cells.join(","));
    let rows = prop::collection::vec(row, 0..6).prop_map(|rows| rows.join("\n"));
    (prop::sample::select(HEADS), rows).prop_map(|(head, rows)| format!("{head}\n{rows}\n"))
}

/// Proposes files one after another and decides what the rules allow; then reads all of the ledger again.
fn goes_on(files: &[Vec<u8>]) -> Result<(), TestCaseError> {
    let office = Office::new();
    let mut expected = 1;
    for bytes in files {
        let Ok(imported) = office.propose(&[("file", bytes)]) else { continue };
        if imported.draft.is_some() && office.approve(&imported).is_ok() {
            expected += 1;
        }
    }
    prop_assert!(ledger::verify(&office.ledger, |_| ()).unwrap().is_sound());
    let edition = Desk::new(office.ledger.clone()).edition(&town()).unwrap();
    prop_assert_eq!(edition.number(), DecisionNumber(expected));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_tables_are_taken_or_refused(tables in prop::collection::vec(table(), 1..5)) {
        goes_on(&tables.into_iter().map(String::into_bytes).collect::<Vec<_>>())?;
    }

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        goes_on(&[bytes])?;
    }

    #[test]
    fn any_text_is_taken_or_refused(text in "(令和6年度 霞台区運営方針\n)?\\PC{0,80}(\n\\PC{0,40}){0,6}") {
        goes_on(&[text.into_bytes()])?;
    }

    #[test]
    fn any_damage_to_a_table_is_survived(
        table in table(),
        cuts in prop::collection::vec((any::<u32>(), 0..9_usize, prop::sample::select(CELLS)), 1..8),
    ) {
        let mut text: Vec<char> = table.chars().collect();
        for (place, length, piece) in cuts {
            let at = place as usize % (text.len() + 1);
            let end = (at + length).min(text.len());
            text.splice(at..end, piece.chars());
        }
        goes_on(&[text.into_iter().collect::<String>().into_bytes()])?;
    }
}
