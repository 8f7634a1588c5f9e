use proptest::prelude::*;

use super::*;
use crate::amount::AmountKind;
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;

const YEAR: FiscalYear = FiscalYear::new(2026);

fn field(key: &str) -> Field {
    Field::new(Asks::parse(key).unwrap())
}

fn part(about: About, title: &str, keys: &[&str]) -> Part {
    let fields = keys.iter().map(|key| field(key)).collect();
    Part { about, title: title.to_owned(), help: String::new(), fields, grows: false }
}

fn form() -> Form {
    Form {
        fiscal_year: YEAR,
        name: "様式1 令和8年度運営方針".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, "全体", &["section:vision", "section:mission", "section:policy"]),
            part(About::Element, "経営課題", &["number", "title", "section:problem", "amount:initial:0"]),
            part(About::Indicator, "指標", &["target:0", "revision_reason:0"]),
        ],
    }
}

fn told(now: &Form, last: &Form) -> Vec<String> {
    now.difference(last).into_iter().map(|it| it.ja).collect()
}

fn altered(alteration: Alteration) -> Form {
    form().altered(alteration).unwrap()
}

#[test]
fn a_form_that_only_rolled_is_not_another() {
    let next = form().rolled(FiscalYear::new(2027));
    assert_eq!(next.name, "様式1 令和9年度運営方針");
    assert_eq!(next.fields().nth(6).unwrap().1.name(next.fiscal_year).0, "令和9年度当初予算");
    assert_eq!(told(&next, &form()), Vec::<String>::new());
    assert_eq!(next.rolled(YEAR), form());
}

#[test]
fn labels_that_name_a_year_roll_with_the_form() {
    let label = "７決算・８予算".to_owned();
    let money = Field { label, help: "令和8年度の当初予算".to_owned(), ..field("amount:initial:0") };
    let next = altered(Alteration::PutField(1, 3, money)).rolled(FiscalYear::new(2027));
    let field = &next.parts[1].fields[3];
    assert_eq!((field.label.as_str(), field.help.as_str()), ("８決算・９予算", "令和9年度の当初予算"));
    assert_eq!(
        field.asks,
        Asks::Money { kind: AmountKind::Initial, year: 0 },
        "counted from the form's year"
    );
}

#[test]
fn what_changed_since_last_year_is_told_in_sentences() {
    let check = |alteration, sentences: &[&str]| assert_eq!(told(&altered(alteration), &form()), sentences);
    check(Alteration::AddPart(part(About::Remark, "対応", &["response"])), &["部「対応」（1欄）を追加"]);
    check(Alteration::RemovePart(2), &["部「指標」（2欄）を廃止。この対象には、もう何も尋ねません"]);
    check(Alteration::MovePart(0, Way::Down), &["部「全体」を2番目に移動"]);
    check(Alteration::AddField(2, field("target:1")), &["「指標」に欄「令和9年度目標値」を追加"]);
    check(Alteration::RemoveField(0, 1), &["「全体」の欄「使命」を廃止"]);
    let stricter =
        Field { limit: Some(200), required: true, label: "ねらい".to_owned(), ..field("section:mission") };
    check(
        Alteration::PutField(0, 1, stricter),
        &[
            "「全体」の欄「ねらい」：名前を「使命」から変更",
            "「全体」の欄「ねらい」：字数の目安をなしから200字に変更",
            "「全体」の欄「ねらい」：必須に変更",
        ],
    );
    let title = "重点課題".to_owned();
    let renamed =
        Alteration::PutPart { part: 1, about: About::Element, title, help: String::new(), grows: true };
    check(
        renamed,
        &["部「経営課題」の見出しを「重点課題」に変更", "部「重点課題」の対象を追加・廃止できるように変更"],
    );
}

#[test]
fn what_went_from_the_last_place_to_the_first_moved_alone() {
    let up = |form: Form, at| form.altered(Alteration::MoveField(1, at, Way::Up)).unwrap();
    let now = [3, 2, 1].into_iter().fold(form(), up);
    assert_eq!(told(&now, &form()), ["「経営課題」の欄「令和8年度当初予算」を1番目に移動"]);
}

#[test]
fn a_field_that_went_to_another_part_moved() {
    let last = Form {
        parts: vec![
            part(About::Element, "甲", &["title", "section:aim"]),
            part(About::Element, "乙", &["number"]),
        ],
        ..form()
    };
    let now = Form {
        parts: vec![
            part(About::Element, "甲", &["title"]),
            part(About::Element, "乙", &["number", "section:aim"]),
        ],
        ..form()
    };
    assert_eq!(told(&now, &last), ["欄「めざす姿」を「甲」から「乙」に移動"]);
}

#[test]
fn a_place_that_is_not_there_is_refused() {
    for alteration in [
        Alteration::RemovePart(3),
        Alteration::MovePart(9, Way::Up),
        Alteration::AddField(3, field("title")),
        Alteration::PutField(0, 3, field("title")),
        Alteration::RemoveField(0, 3),
        Alteration::MoveField(0, 3, Way::Down),
    ] {
        assert_eq!(form().altered(alteration), Err(Slip::NoSuchPlace));
    }
    assert_eq!(altered(Alteration::MovePart(0, Way::Up)), form(), "the first goes no further up");
    assert_eq!(altered(Alteration::MoveField(2, 1, Way::Down)), form());
}

#[test]
fn what_was_typed_wrong_is_said_with_what_was_typed() {
    let typed = |asks: &str, limit: &str| {
        let typed = Typed { asks: asks.to_owned(), limit: limit.to_owned(), ..Typed::default() };
        Field::parse(&typed).map(|it| it.limit).map_err(|it| it.ja())
    };
    assert_eq!(typed("title", "1,200字以内"), Ok(Some(1_200)));
    assert_eq!(typed(" title ", " "), Ok(None));
    assert_eq!(typed("title", "0"), Err("字数「0」は1以上の整数ではありません".to_owned()));
    assert_eq!(typed("title", "二百"), Err("字数「二百」は1以上の整数ではありません".to_owned()));
    assert_eq!(typed("titel", ""), Err("「titel」という欄はありません".to_owned()));
}

#[test]
fn every_field_has_a_word_of_its_own_and_a_name_in_both_languages() {
    let mut words = std::collections::BTreeSet::new();
    for about in About::ALL {
        for asks in Asks::offered(about, -2..=1) {
            assert!(asks.suits(about));
            words.insert(asks.key());
            let (ja, en) = asks.name(YEAR);
            assert!(!ja.is_empty() && en.is_ascii(), "{en}");
        }
    }
    // 6 without a year and 8 texts; of each of four years: 4 sums, 5 of figures, 4 × 5 of evaluations, 1 opinion.
    assert_eq!(words.len(), 6 + Meaning::ALL.len() + 4 * (4 + 5 + 4 * 5 + 1));
    for text in [
        "",
        "target",
        "target:",
        "target:+1",
        "target:00",
        "target:200",
        "section:x",
        "amount:self:0",
        "a:b:c:d",
    ] {
        assert_eq!(Asks::parse(text), None, "{text}");
    }
}

fn any_asks() -> impl Strategy<Value = Asks> {
    let year = any::<i8>();
    let kind = prop::sample::select(EvaluationKind::ALL.to_vec());
    prop_oneof![
        prop::sample::select(Asks::offered(About::Element, 0..=0)),
        prop::sample::select(Asks::offered(About::Remark, 0..=0)),
        year.prop_flat_map(|year| prop::sample::select(Asks::offered(About::Indicator, year..=year))),
        year.prop_flat_map(|year| prop::sample::select(Asks::offered(About::Plan, year..=year))),
        (kind, year).prop_map(|(kind, year)| Asks::GradeReason { kind, year }),
    ]
}

fn any_field() -> impl Strategy<Value = Field> {
    let texts = ("[ぁ-んa-z令和8年度]{0,8}", "[ぁ-んa-z 、。]{0,12}");
    let rest = (prop::option::of(1u32..5_000), any::<bool>(), any::<bool>());
    (any_asks(), texts, rest).prop_map(|(asks, (label, help), (limit, required, internal))| {
        let help = help.trim().to_owned();
        Field { asks, label, help, limit, required, internal }
    })
}

fn any_form() -> impl Strategy<Value = Form> {
    let part =
        (prop::sample::select(About::ALL.to_vec()), "[甲乙丙]", prop::collection::vec(any_field(), 0..5));
    let part = part.prop_map(|(about, title, fields)| {
        let mut taken = std::collections::HashSet::new();
        let fields = fields.into_iter().filter(|it| it.asks.suits(about) && taken.insert(it.asks)).collect();
        Part { about, title, help: String::new(), fields, grows: false }
    });
    prop::collection::vec(part, 0..4).prop_map(|parts| Form { parts, ..form() })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(asks in any_asks()) {
        prop_assert_eq!(Asks::parse(&asks.key()), Some(asks));
    }

    #[test]
    fn a_field_shown_and_sent_back_is_the_same(field in any_field()) {
        prop_assert_eq!(Field::parse(&field.typed()), Ok(field));
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".{0,20}") {
        prop_assert!(Asks::parse(&text).is_none_or(|it| it.key() == text));
        let _ = Field::parse(&Typed { asks: "title".to_owned(), limit: text, ..Typed::default() });
    }

    #[test]
    fn a_form_differs_from_itself_in_nothing_and_from_another_in_something(a in any_form(), b in any_form()) {
        prop_assert!(a.difference(&a).is_empty());
        let mixed = a.fields().count() != b.fields().count() || a.parts.len() != b.parts.len();
        prop_assert!(!mixed || !a.difference(&b).is_empty());
    }

    #[test]
    fn an_alteration_is_told(form in any_form(), field in any_field()) {
        let has = form.fields().any(|(part, it)| part.about == About::Plan && it.asks == field.asks);
        let added = Part { fields: vec![field.clone()], ..part(About::Plan, "新", &[]) };
        let now = form.clone().altered(Alteration::AddPart(added)).unwrap();
        if !has {
            prop_assert_eq!(now.difference(&form).len(), 1);
            prop_assert_eq!(form.difference(&now).len(), 1);
        }
    }
}

#[test]
fn no_two_fields_that_may_be_added_are_called_alike() {
    for about in About::ALL {
        let offered = Asks::offered(about, -2..=1);
        for name in [|it: &Asks| it.name(YEAR).0, |it: &Asks| it.name(YEAR).1] {
            let names: std::collections::BTreeSet<String> = offered.iter().map(name).collect();
            assert_eq!(names.len(), offered.len(), "{about:?}: {names:?}");
        }
    }
}
