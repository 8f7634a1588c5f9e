//! 記入の意味, with its echo and what is worth another look.

use plan::actual::{Figure, Status};
use plan::amount::AmountKind;
use plan::condition::Condition;
use plan::evaluation::EvaluationKind;
use plan::form::{Asks, Field};
use plan::sheet::entry::Entries;
use plan::sheet::notice::Notice;
use plan::sheet::understood::{Answer, Context, NotUnderstood, Understood, day, understood};
use proptest::prelude::*;

use crate::town::{field, form, id, promise, town, typed, with};

const OWN: EvaluationKind = EvaluationKind::OwnAssessment;
const ACTUAL: Asks = Asks::Actual { year: 0 };
const TARGET: Asks = Asks::Target { year: 0 };
const SAMPLE: Asks = Asks::Sample { year: 0 };
const MONEY: Asks = Asks::Money { kind: AmountKind::Initial, year: 0 };

fn read_in(field: &Field, subject: &str, text: &str) -> Result<Understood, NotUnderstood> {
    let (edition, form, subject) = (town(), form(), id(subject));
    understood(text, &Context::new(&edition, &form, field, &subject, &Entries::new()))
}

fn read(asks: Asks, text: &str) -> Result<Understood, NotUnderstood> {
    read_in(&Field::new(asks), "i-walk", text)
}

fn echo(asks: Asks, text: &str) -> String {
    read(asks, text).unwrap().echo.unwrap().0
}

fn refusal(asks: Asks, text: &str) -> String {
    read(asks, text).unwrap_err().ja
}

fn codes(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|it| it.code).collect()
}

#[test]
fn targets_are_understood_and_echoed() {
    assert_eq!(echo(TARGET, "４８％以上"), "「48%以上」と理解しました");
    let teams = read_in(&Field::new(TARGET), "i-team", "3団体以上").unwrap();
    assert_eq!(
        teams.answer,
        Answer::Target { condition: Condition::AtLeast(3.into()), words: "3団体以上".to_owned() }
    );
    assert_eq!(teams.echo.unwrap().1, "understood as “at least 3団体”");
    assert_eq!(
        echo(TARGET, "全校で実施"),
        "「全校で実施」は言葉の目標として記録します（数値では判定しません）"
    );
}

#[test]
fn figures_are_understood_as_documents_are() {
    let figure = |text: &str| match read(ACTUAL, text).unwrap().answer {
        Answer::Figure { figure, status } => (figure, status),
        other => panic!("{other:?}"),
    };
    let value = |text: &str| Figure::Value(text.parse().unwrap());
    assert_eq!(figure("５４．２％"), (value("54.2"), Status::Final));
    assert_eq!(figure("▲1.5"), (value("-1.5"), Status::Final));
    assert_eq!(figure("△１．５％"), (value("-1.5"), Status::Final));
    assert_eq!(figure("−3"), (value("-3"), Status::Final));
    assert_eq!(figure("54.2（速報値）"), (value("54.2"), Status::Provisional));
    assert_eq!(figure("集計中"), (Figure::NotYet, Status::Final));
    let because = |text: &str| Figure::NotMeasured { because: text.to_owned() };
    assert_eq!(
        figure("未測定（隔年の調査（次は令和8年度）のため）").0,
        because("隔年の調査（次は令和8年度）のため")
    );
    assert_eq!(figure("未測定：雨で中止した").0, because("雨で中止した"));
    assert_eq!(figure("―（集計中の課が対象外）").0, because("集計中の課が対象外"));
    assert_eq!(figure("隔年調査").0, because("隔年調査"));
}

#[test]
fn large_numbers_are_echoed_in_full() {
    let team = |text: &str| read_in(&Field::new(ACTUAL), "i-team", text).unwrap().echo.unwrap().0;
    assert_eq!(team("1万2千"), "「12,000団体」と理解しました");
    assert_eq!(team("３百万団体"), "「3,000,000団体」と理解しました");
}

#[test]
fn what_is_no_figure_is_refused_with_a_sentence() {
    assert_eq!(refusal(ACTUAL, "約50"), "「約50」はおよその数です。実績値は正確な数で書いてください");
    assert_eq!(refusal(ACTUAL, "54ポイント"), "「54ポイント」は指標の単位（%）と違う単位で書かれています");
    assert!(refusal(ACTUAL, "―").contains("理由がありません"));
    assert!(refusal(ACTUAL, "未測定").contains("理由がありません"));
    assert!(refusal(ACTUAL, "よく歩いた").contains("数値として読めません"));
}

#[test]
fn money_is_read_in_the_unit_that_the_text_or_the_field_names() {
    let in_millions = Field { label: "令和7年度 予算（百万円）".to_owned(), ..Field::new(MONEY) };
    let echo = |field: &Field, text: &str| read_in(field, "e-1", text).unwrap().echo.unwrap().0;
    assert_eq!(echo(&in_millions, "73"), "「73,000,000円（7,300万円）」と理解しました");
    assert_eq!(echo(&in_millions, "1,200千円"), "「1,200,000円（120万円）」と理解しました");
    assert_eq!(echo(&Field::new(MONEY), "12,345円"), "「12,345円（1万2,345円）」と理解しました");
    assert_eq!(echo(&Field::new(MONEY), "▲１百万円"), "「-1,000,000円（−100万円）」と理解しました");
    assert!(refusal(MONEY, "約1億円").contains("およその額"));
    assert!(refusal(MONEY, "50人").contains("金額として読めません"));
}

#[test]
fn samples_are_read_in_every_usual_writing() {
    for text in
        ["1,200人中580人", "580/1,200", "１２００人中５８０人", "発送1,200人中回答580人", "580人／1200人"]
    {
        assert!(echo(SAMPLE, text).contains("1,200人に尋ね、580人が回答（回収率48.3%）"), "{text}");
    }
    assert_eq!(echo(SAMPLE, "n=580"), "「580人が回答」と理解しました");
    assert!(echo(SAMPLE, "1,200人中580人（該当300人）").contains("うち該当300人"));
    assert!(refusal(SAMPLE, "580人中1,200人").contains("多くなります"));
    assert!(refusal(SAMPLE, "半分くらい").contains("回収状況として読めません"));
}

#[test]
fn a_word_is_one_of_those_there_are_or_is_refused_naming_them() {
    let direction = Asks::Direction { kind: OWN, year: 0 };
    let grade = Asks::Grade { kind: OWN, year: 0 };
    assert_eq!(read(direction, " 拡充 ").unwrap().answer, Answer::Direction("拡充".to_owned()));
    assert!(refusal(direction, "がんばる").contains("拡充、継続、縮小のいずれか"));
    assert_eq!(echo(grade, "Ａ"), "「A（達成）」と理解しました");
    assert!(refusal(grade, "S").contains("A、Bのいずれか"));
    assert_eq!(echo(Asks::ResponseStatus, "対応済み"), "「対応済」と理解しました");
    assert!(refusal(Asks::ResponseStatus, "そのうち").contains("検討中"));
}

#[test]
fn days_are_read_in_either_calendar() {
    for text in ["令和6年4月1日", "R6.4.1", "2024-04-01", "20240401", "令和６年４月１日"] {
        let (day, echo) = day(text).unwrap();
        assert_eq!(
            (day.to_string().as_str(), echo.0.as_str()),
            ("2024-04-01", "「令和6年4月1日」と理解しました"),
            "{text}"
        );
    }
    assert_eq!(day("令和元年5月1日").unwrap().0.to_string(), "2019-05-01");
    assert!(day("令和6年4月").unwrap_err().ja.contains("日まで") && day("来週").is_err());
}

#[test]
fn what_is_longer_than_asked_is_told_by_characters_as_people_count_them() {
    let field = Field { limit: Some(3), ..Field::new(Asks::StaffNote) };
    let notices = |text: &str| read_in(&field, "e-1", text).unwrap().notices;
    assert!(!codes(&notices("葛\u{E0100}城\r\n")).contains(&"over-limit"));
    assert_eq!(notices("一二三四")[0].ja, "4字です（目安の3字より1字多い）");
}

#[test]
fn odd_writing_is_told_and_the_right_one_offered() {
    let note = |text: &str| read_in(&Field::new(Asks::StaffNote), "e-1", text).unwrap().notices;
    let kana = note("ﾊﾞｽとﾃｽﾄを①回");
    assert_eq!(codes(&kana), ["platform-dependent", "half-width-kana"]);
    assert_eq!(kana[1].instead.as_deref(), Some("バスとテストを①回"));
    assert_eq!(kana[0].instead.as_deref(), Some("ﾊﾞｽとﾃｽﾄを(1)回"));
    let points = note("93.6％から88.6％へ5％低下した。");
    assert_eq!(codes(&points), ["percent-for-points"]);
    assert_eq!(points[0].instead.as_deref(), Some("93.6％から88.6％へ5ポイント低下した。"));
}

#[test]
fn what_nobody_sees_is_left_out_and_told() {
    let it = read_in(&Field::new(Asks::StaffNote), "e-1", "一\u{0}行目\u{B}二行目\u{7}").unwrap();
    assert_eq!(it.answer, Answer::Paragraphs(vec!["一行目".to_owned(), "二行目".to_owned()]));
    assert_eq!(it.notices[0].ja, "見えない制御文字が2個あります（除いて記録します）");
    let kept = "葛\u{E0100}城の𠮷田\u{FE00}";
    let it = read_in(&Field::new(Asks::Title), "e-1", kept).unwrap();
    assert_eq!(it.answer, Answer::Words(kept.to_owned()), "to the code point");
}

#[test]
fn a_target_below_last_years_and_one_in_another_unit_are_told() {
    let notices = |text: &str| read(TARGET, text).unwrap().notices;
    assert_eq!(codes(&notices("45％以上")), ["eased-target"]);
    assert!(notices("46％以上").is_empty());
    assert_eq!(codes(&notices("50人以上")), ["target-unit"]);
    assert!(codes(&notices("5ポイント増")).is_empty(), "a percentage changes by points");
    assert!(codes(&notices("100%（令和20年度）")).contains(&"target-year"), "the target of another year");
    assert_eq!(codes(&notices("約50％以上")), ["approximate-target"]);
    let falling = with(&town(), vec![promise("i-walk", 2024, "46%以下")], &[]);
    let (form, subject, field) = (form(), id("i-walk"), Field::new(TARGET));
    let context = Context::new(&falling, &form, &field, &subject, &Entries::new());
    assert!(understood("47％以上", &context).unwrap().notices.is_empty());
}

#[test]
fn a_text_that_is_nearly_last_years_is_told() {
    let last = "雨の日が多く歩く人が減ったが、秋には健康教室を開いて歩く機会を増やすことができた。";
    let mut record = crate::town::figure("i-walk", 2024, "47.1");
    if let plan::record::Body::Actual(it) = &mut record.body {
        it.explanation = Some(last.to_owned());
    }
    let (edition, form, subject) = (with(&town(), vec![record], &[]), form(), id("i-walk"));
    let field = Field::new(Asks::Explanation { year: 0 });
    let context = Context::new(&edition, &form, &field, &subject, &Entries::new());
    assert_eq!(codes(&understood(last, &context).unwrap().notices), ["copied-text"]);
    let new = "夏の暑さで外に出る人が減った一方、屋内の歩行会を新しく始めたため、冬の回数は伸びている。";
    assert!(understood(new, &context).unwrap().notices.is_empty());
}

#[test]
fn a_jump_of_more_than_thirty_percent_is_told() {
    assert_eq!(codes(&read(ACTUAL, "61.3").unwrap().notices), ["leap"]);
    assert!(read(ACTUAL, "61.2").unwrap().notices.is_empty(), "29.9% more than 47.1");
}

#[test]
fn the_unit_typed_on_the_sheet_is_the_unit_of_its_figures() {
    let (edition, form, subject, entries) = (town(), form(), id("i-new"), typed(&[("i-new#unit", "千人")]));
    let asked = Field::new(ACTUAL);
    let context = Context::new(&edition, &form, &asked, &subject, &entries);
    let echo = |text| understood(text, &context).unwrap().echo.unwrap().0;
    assert_eq!(echo("12.50"), "「12.50千人」と理解しました");
    assert_eq!(
        echo("12,500人"),
        "「12.5千人」と理解しました",
        "however it is typed, it is told in its own unit"
    );
    let asked = Field::new(TARGET);
    let context = Context::new(&edition, &form, &asked, &subject, &entries);
    assert_eq!(
        understood("1.25万人以上", &context).unwrap().echo.unwrap().0,
        "「12.5千人以上」と理解しました"
    );
    assert_eq!(field("i-new#unit").part(), "unit");
}

fn asks() -> impl Strategy<Value = Asks> {
    let year = 0;
    prop::sample::select(vec![
        ACTUAL,
        TARGET,
        SAMPLE,
        MONEY,
        Asks::Title,
        Asks::Unit,
        Asks::StaffNote,
        Asks::ResponseStatus,
        Asks::Explanation { year },
        Asks::Direction { kind: OWN, year },
        Asks::Grade { kind: OWN, year },
    ])
}

proptest! {
    #[test]
    fn any_text_is_understood_or_refused_with_a_sentence(
        asks in asks(),
        text in "[0-9０-９,.％%（）()未測定約以上中/n=人円千百万億▲△－〜 \n]{0,12}",
        wild in ".{0,30}",
    ) {
        for text in [text, wild] {
            match read(asks, &text) {
                Ok(it) => prop_assert!(it.echo.is_none_or(|(ja, en)| !ja.is_empty() && !en.is_empty())),
                Err(it) => prop_assert!(!it.ja.is_empty() && !it.en.is_empty()),
            }
        }
    }
}
