//! indicators.csv: one row an indicator: what is measured, how, and which way is better.

use plan::indicator::Indicator;
use plan::survey::SurveyDesign;

use super::dated::{Kept, decided};
use super::named::{indicator, indicator_kind, unit};
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "indicators",
    title: ("指標", "Indicators"),
    about: (
        "1行が一つの指標です。何を、どのように測り、どちらが良いか。アンケートの指標は調査の方法も示します。",
        "One row an indicator: what is measured, how, which way is better, and how people were asked.",
    ),
    key: &["indicator_id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Indicator>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| it.id.into())];
    fields.extend(meaning());
    fields.extend(survey());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields.push(field(
        "cost_unit",
        "単位費用の根拠",
        Kind::Text,
        (
            "1年の決算をその年の値で割ってよい理由。空欄なら割らない",
            "why a year's settlement may be divided by the year's figure; blank: it is not",
        ),
        |it: &Row<'a>| it.it.cost_unit.as_ref().into(),
    ));
    fields
}

fn meaning<'a>() -> Vec<Field<'a, Row<'a>>> {
    let [own, name] = indicator(|it: &Row<'a>| it.id.into(), |it| (&it.it.name).into());
    vec![
        own,
        name,
        indicator_kind(|it| code::indicator_kind(it.it.kind).into()),
        unit(|it| it.it.unit.as_str().into()),
        field(
            "direction",
            "望ましい方向",
            Kind::Code(code::DIRECTION),
            ("どちらが良いか。空欄は定めがない", "which way is better; blank where nobody said so"),
            |it: &Row<'a>| it.it.direction.map(code::direction).into(),
        ),
        field(
            "definition",
            "定義",
            Kind::Text,
            ("定義と算出方法", "definition and method"),
            |it: &Row<'a>| it.it.definition.as_ref().into(),
        ),
        field(
            "source",
            "出典",
            Kind::Text,
            ("数値の出所", "where its figures come from"),
            |it: &Row<'a>| it.it.source.as_ref().into(),
        ),
        field(
            "window",
            "集計",
            Kind::Code(code::WINDOW),
            ("1年度の値が何年分か", "what a year's figure counts"),
            |it: &Row<'a>| code::window(it.it.window).into(),
        )
        .required(),
        field(
            "term",
            "発現時期",
            Kind::Code(code::TERM),
            ("成果がいつ表れるか", "how soon an outcome is expected"),
            |it: &Row<'a>| it.it.term.map(code::term).into(),
        ),
        field(
            "next_due",
            "次回更新",
            Kind::Text,
            ("次に数値が出る時期", "when the next figure is due, as written"),
            |it: &Row<'a>| it.it.next_due.as_ref().into(),
        ),
        field(
            "rule_id",
            "判定基準ID",
            Kind::Id,
            ("判定に使う基準", "the rule by which it is judged"),
            |it: &Row<'a>| it.edition.rule(it.it).map(|(id, _)| id).into(),
        ),
    ]
}

fn design<'a>(it: &Row<'a>) -> Option<&'a SurveyDesign> {
    it.it.survey.as_ref()
}

fn survey<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "sampling",
            "抽出方法",
            Kind::Code(code::SAMPLING),
            (
                "回答者の選び方。空欄はアンケートではない指標",
                "how people were chosen; blank where nobody was asked",
            ),
            |it: &Row<'a>| design(it).map(|it| code::sampling(it.sampling)).into(),
        ),
        field(
            "population",
            "母集団",
            Kind::Text,
            ("誰について知るための調査か", "about whom the survey speaks"),
            |it: &Row<'a>| design(it).and_then(|it| it.population.as_ref()).into(),
        ),
        field(
            "population_size",
            "母集団の人数",
            Kind::Whole,
            ("母集団の大きさ", "how many they are"),
            |it: &Row<'a>| design(it).and_then(|it| it.population_size).into(),
        )
        .in_unit(Unit::Is("人", "people")),
        field(
            "frame",
            "抽出枠",
            Kind::Text,
            ("回答者を選んだ名簿", "the list from which they were drawn"),
            |it: &Row<'a>| design(it).and_then(|it| it.frame.as_ref()).into(),
        ),
        field(
            "mode",
            "調査方法",
            Kind::Text,
            ("郵送、インターネットなど", "by post, online …"),
            |it: &Row<'a>| design(it).and_then(|it| it.mode.as_ref()).into(),
        ),
        field("question", "設問", Kind::Text, ("尋ねた文", "what was asked"), |it: &Row<'a>| {
            design(it).and_then(|it| it.question.as_ref()).into()
        }),
        field(
            "choices",
            "回答の選択肢",
            Kind::Text,
            ("選択肢と、数えた答え", "the choices, and which of them are counted"),
            |it: &Row<'a>| design(it).and_then(|it| it.choices.as_ref()).into(),
        ),
        field(
            "weighting",
            "重み付け",
            Kind::Text,
            ("集計の補正", "how the answers were weighted"),
            |it: &Row<'a>| design(it).and_then(|it| it.weighting.as_ref()).into(),
        ),
    ]
}
