//! Feeds over a town of one indicator and a few publications.

use std::sync::Arc;

use jiff::civil::date;
use plan::actual::{Actual, Figure, Status};
use plan::consultation::{Consultation, Results};
use plan::decision::{Change, Decision, DecisionNumber, Edit, StaffId};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::publication::Publication;
use plan::record::{Body, Record, RecordId};
use plan::unit::Unit;

use super::*;

fn decision(number: u64, records: Vec<(String, Body)>) -> Arc<Decision> {
    let put = |(id, body): (String, Body)| Change::Put(Arc::new(Record::new(RecordId::new(id), body)));
    Arc::new(Decision {
        municipality: MunicipalityCode::parse("99002").unwrap(),
        number: DecisionNumber(number),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("企画課".to_owned()),
        reason: "実績の確定".to_owned(),
        sources: vec![],
        edits: records
            .into_iter()
            .map(put)
            .map(|change| Edit { change, seen: None, written: None })
            .collect(),
    })
}

fn actual(year: i16, value: i64, status: Status) -> (String, Body) {
    let actual = Actual {
        indicator: RecordId::new("i/<1>"),
        fiscal_year: FiscalYear::new(year),
        figure: Figure::Value(value.into()),
        status,
        sample: None,
        explanation: None,
    };
    (actual.id().to_string(), actual.into())
}

fn publication(number: u64, decision: u64, label: &str) -> Publication {
    Publication {
        number,
        decision: DecisionNumber(decision),
        at: Timestamp::from_second(1_700_000_000 + number as i64 * 86_400).unwrap(),
        recorded_at: None,
        by: StaffId("広報課".to_owned()),
        label: label.to_owned(),
        note: Some("A & Bの<集計>".to_owned()),
        despite: None,
        unsolved: vec![],
    }
}

/// Founded with an indicator, a provisional result, then its final figure, then a correction of it.
fn edition() -> Edition {
    let indicator = Indicator::new("公園 & 緑地の面積", IndicatorKind::Outcome, Unit::new("ha"));
    let decisions = [
        decision(
            1,
            vec![
                ("municipality".to_owned(), Municipality::new("若葉市").into()),
                ("i/<1>".to_owned(), indicator.into()),
            ],
        ),
        decision(2, vec![actual(2023, 10, Status::Provisional), actual(2022, 8, Status::Final)]),
        decision(3, vec![actual(2023, 12, Status::Final)]),
        decision(4, vec![actual(2022, 9, Status::Corrected), actual(2023, 12, Status::Final)]),
    ];
    let publications = [
        publication(1, 1, "確定"),
        publication(2, 2, "速報"),
        publication(3, 3, "確定"),
        publication(4, 4, "訂正"),
    ];
    Edition::fold(MunicipalityCode::parse("99002").unwrap(), decisions).with_publications(&publications)
}

fn place() -> Place {
    Place { site: "https://meyasu.example.jp".to_owned(), path: "/990027/feed.xml".to_owned() }
}

#[test]
fn each_publication_tells_what_came_with_it() {
    let titles: Vec<String> = entries(&edition()).iter().map(Entry::title).collect();
    assert_eq!(
        titles,
        [
            "訂正あり：公表（訂正）",
            "公表（確定）　新しい実績1件",
            "公表（速報）　新しい実績2件",
            "公表（確定）"
        ]
    );
    let entries = entries(&edition());
    assert_eq!(entries[0].corrected[0].words(), "公園 & 緑地の面積　令和4年度 8ha → 9ha（訂正）");
    assert_eq!(entries[0].terms(), [("publication", "公表"), ("correction", "訂正")]);
    assert_eq!(
        entries[1].new[0].words(),
        "公園 & 緑地の面積　令和5年度 12ha",
        "a provisional figure is no error"
    );
}

#[test]
fn answers_and_evaluations_are_news_with_the_reason_for_which_they_were_decided() {
    use plan::evaluation::{Evaluation, EvaluationKind};
    use plan::remark::{Remark, Response, ResponseStatus, Speaker};
    let year = FiscalYear::new(2023);
    let remark = Remark {
        subject: RecordId::new("i/<1>"),
        fiscal_year: year,
        by: Speaker::Council,
        by_name: None,
        text: vec!["木を増やしてほしい。".to_owned()],
        said_on: None,
    };
    let response = |id: &str| Response {
        remark: RecordId::new(id),
        status: ResponseStatus::Done,
        text: vec!["増やした。".to_owned()],
        fiscal_year: None,
        reflected_yen: None,
        reflected_in: vec![],
        responded_on: None,
    };
    let midterm = Evaluation::new(RecordId::new("i/<1>"), year, EvaluationKind::Midterm);
    let base = edition();
    let all = base.decisions().to_vec().into_iter().chain([
        decision(5, vec![("r1".to_owned(), remark.clone().into()), ("r2".to_owned(), remark.into())]),
        decision(
            6,
            vec![
                ("a1".to_owned(), response("r1").into()),
                ("a2".to_owned(), response("r2").into()),
                (midterm.id().to_string(), midterm.into()),
            ],
        ),
    ]);
    let publications = [publication(1, 5, "確定"), publication(2, 6, "中間")];
    let edition =
        Edition::fold(MunicipalityCode::parse("99002").unwrap(), all).with_publications(&publications);
    let newest = &entries(&edition)[0];
    assert_eq!(newest.title(), "公表（中間）　中間評価1件、意見への対応2件");
    let text = html(newest, "https://x");
    assert!(
        text.contains("<p>決裁の理由：実績の確定</p><p>変わったもの：中間評価1件、意見への対応2件</p>"),
        "{text}"
    );
    assert_eq!(entries(&edition)[1].title(), "訂正あり：公表（確定）　新しい実績1件、意見2件");
}

#[test]
fn a_record_that_was_retired_is_told_as_that() {
    let base = edition();
    let retired = Arc::new(Decision {
        edits: vec![Edit { change: Change::Retire(RecordId::new("i/<1>")), seen: None, written: None }],
        reason: "統合による廃止".to_owned(),
        ..base.decisions()[3].as_ref().clone()
    });
    let retired = Arc::new(Decision { number: DecisionNumber(5), ..retired.as_ref().clone() });
    let all = base.decisions().to_vec().into_iter().chain([retired]);
    let publications = [publication(1, 4, "確定"), publication(2, 5, "確定")];
    let edition =
        Edition::fold(MunicipalityCode::parse("99002").unwrap(), all).with_publications(&publications);
    let newest = &entries(&edition)[0];
    assert_eq!(newest.brought.iter().map(Brought::words).collect::<Vec<_>>(), ["指標の廃止1件"]);
    assert_eq!(newest.reasons, ["統合による廃止"]);
}

#[test]
fn what_was_taken_back_is_not_told() {
    let publications = [publication(1, 1, "確定"), publication(2, 2, "速報"), publication(3, 1, "取下げ")];
    let shown = edition().shown(&publications);
    let entries = entries(&shown);
    assert_eq!(entries.iter().map(|it| it.number).collect::<Vec<_>>(), [3, 1]);
    assert!(entries.iter().all(|it| it.new.is_empty()));
}

#[test]
fn markup_in_names_is_escaped_and_addresses_are_whole() {
    let atom = atom(&edition(), &place(), date(2026, 11, 21));
    assert!(atom.contains("<link rel=\"self\" type=\"application/atom+xml\" href=\"https://meyasu.example.jp/990027/feed.xml\"/>"));
    assert!(atom.contains("https://meyasu.example.jp/990027/indicators/i%2F%3C1%3E"), "{atom}");
    assert!(atom.contains("公園 &amp;amp; 緑地"), "HTML within XML is escaped twice");
    assert!(!atom.contains("<集計>") && atom.matches("<entry>").count() == 4);
    assert!(atom.contains("<updated>2023-11-18T22:13:20Z</updated>"), "{atom}");
}

#[test]
fn ids_last_and_differ() {
    let code = MunicipalityCode::parse("99002").unwrap();
    assert_eq!(id(&code, 0), "urn:uuid:9a4e6551-f64a-8326-95b7-00072e00d5f3", "for ever");
    let ids: std::collections::HashSet<String> = (0..100).map(|it| id(&code, it)).collect();
    assert_eq!(ids.len(), 100);
    assert!(ids.iter().all(|it| it.len() == 45 && it.as_bytes()[23] == b'8'), "{ids:?}");
}

#[test]
fn a_json_feed_says_the_same() {
    let feed: serde_json::Value =
        serde_json::from_slice(&json(&edition(), &place(), date(2026, 11, 21)).unwrap()).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"].as_array().unwrap().len(), 4);
    assert_eq!(feed["items"][0]["title"], "訂正あり：公表（訂正）");
    assert_eq!(feed["items"][0]["url"], "https://meyasu.example.jp/990027/decisions/4");
    assert_eq!(feed["items"][0]["tags"], serde_json::json!(["公表", "訂正"]));
    assert_eq!(feed["items"][0]["date_published"], "2023-11-18T22:13:20Z");
}

fn asked(results: Option<Results>) -> Edition {
    let asked = Consultation {
        title: "次の計画 <案>".to_owned(),
        purpose: vec![],
        about: vec![],
        draft: None,
        from: date(2026, 11, 16),
        to: date(2026, 12, 18),
        short_because: None,
        who: None,
        ways: vec![],
        materials: vec![],
        organisation: None,
        kept_until: None,
        wordings: vec![],
        results,
    };
    let edit = Edit {
        change: Change::Put(Arc::new(Record::new(RecordId::new("c-1"), asked))),
        seen: None,
        written: None,
    };
    let decision = Decision { edits: vec![edit], ..Decision::clone(&edition().decisions()[0]) };
    Edition::fold(decision.municipality.clone(), vec![Arc::new(decision)])
}

#[test]
fn a_round_is_told_on_the_days_on_which_it_begins_ends_and_is_answered() {
    let results = Results {
        on: date(2027, 2, 1),
        persons: 9,
        opinions: 14,
        by_way: vec![],
        withheld: vec![],
        decision: None,
        text: vec![],
    };
    let told = |edition: &Edition, on| notices(edition, on).iter().map(|it| it.what).collect::<Vec<_>>();
    let open = asked(None);
    assert_eq!(told(&open, date(2026, 11, 15)), Vec::<&str>::new(), "nobody is told before");
    assert_eq!(told(&open, date(2026, 11, 16)), ["opened"]);
    assert_eq!(told(&open, date(2026, 12, 18)), ["opened"], "to the end of its last day");
    assert_eq!(told(&open, date(2026, 12, 19)), ["closed", "opened"]);
    let answered = asked(Some(results.clone()));
    assert_eq!(told(&answered, date(2027, 2, 1)), ["answered", "closed", "opened"]);
    assert_eq!(
        told(&answered, date(2027, 1, 20)),
        ["answered", "closed", "opened"],
        "they are there to be read"
    );
    let early = asked(Some(Results { on: date(2026, 12, 1), ..results }));
    assert_eq!(told(&early, date(2027, 2, 1)), ["answered", "opened"], "answered before its last day");

    let atom = atom(&open, &place(), date(2026, 12, 19));
    assert!(
        atom.contains("意見募集を始めました：次の計画 &lt;案&gt;") && atom.contains("/990027/comments/c-1\""),
        "{atom}"
    );
    assert!(atom.contains("<updated>2026-12-18T15:00:00Z</updated>"), "midnight in Japan: {atom}");
    let feed: serde_json::Value =
        serde_json::from_slice(&json(&open, &place(), date(2026, 12, 19)).unwrap()).unwrap();
    assert_eq!(feed["items"][0]["tags"], serde_json::json!(["意見募集"]));
    assert_eq!(feed["items"][0]["url"], "https://meyasu.example.jp/990027/comments/c-1");
    let ids: std::collections::HashSet<_> =
        notices(&answered, date(2027, 2, 1)).iter().map(|it| id_of(open.municipality(), it)).collect();
    assert_eq!(ids.len(), 3);
}
