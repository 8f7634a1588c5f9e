//! element_judgements.csv: one row an element and year: the grade that its rule gives, what that rests on, and what a person says.

use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::rating::{ElementJudgement, Judgement};
use plan::record::RecordId;

use super::dated::{japanese, year};
use super::graded::{Judged, graded, published_on, today_grade};
use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "element_judgements",
    title: ("要素の判定", "Judgements of elements"),
    about: (
        "1行が、計画の要素（施策など）の1年度の判定です。要素の判定基準がある団体だけにあります。下にある指標や要素の内訳を示します。",
        "One row an element of a plan and year, where the municipality has a rule for elements, with what stands below it.",
    ),
    key: &["element_id", "fiscal_year"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

struct Row<'a> {
    edition: &'a Edition,
    id: &'a RecordId,
    year: FiscalYear,
    judged: ElementJudgement<'a>,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let row = |(id, year, judged)| Row { edition, id, year, judged };
    edition.element_judgements(edition.all::<Element>().map(|(id, _)| id)).into_iter().map(row).collect()
}

impl<'a> Judged<'a> for Row<'a> {
    fn today(&self) -> &Judgement {
        &self.judged.judgement
    }

    fn rule(&self) -> Option<&'a RecordId> {
        Some(self.judged.rule.0)
    }
}

/// How many of something there are.
fn count<'a>(number: usize) -> Cell<'a> {
    u32::try_from(number).ok().into()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| format!("{}/judgement/{}", it.id, it.year.year()).into()),
        field("element_id", "要素ID", Kind::Id, ("要素", "the element"), |it: &Row<'a>| it.id.into())
            .required(),
        field("title", "名称", Kind::Text, ("要素の名称", "its title"), |it: &Row<'a>| {
            it.edition.find::<Element>(it.id).map(|it| &it.title).into()
        }),
    ];
    fields.extend(year(|it: &Row<'a>| it.year.into(), |it| japanese(it.year)));
    fields.extend(graded());
    fields.extend(below());
    fields.extend([tone(), published_on(), today_grade(), today_tone()]);
    fields
}

/// How good the grade is. An element has no target of its own, which it could have reached or missed.
fn tone<'a>() -> Field<'a, Row<'a>> {
    field(
        "tone",
        "評語の良さ",
        Kind::Code(code::TONE),
        ("人による評語、なければ基準による評語の良さ", "how good the grade in force is"),
        |it: &Row<'a>| it.standing().final_grade().map(|it| code::tone(it.tone())).into(),
    )
}

/// How good the grade of today's figures would be.
fn today_tone<'a>() -> Field<'a, Row<'a>> {
    field(
        "today_tone",
        "いまの評語の良さ",
        Kind::Code(code::TONE),
        ("いまの評語の良さ", "how good the grade of today would be"),
        |it: &Row<'a>| it.since().and_then(Judgement::final_grade).map(|it| code::tone(it.tone())).into(),
    )
}

/// 内訳: a grade never stands alone.
fn below<'a>() -> Vec<Field<'a, Row<'a>>> {
    let items = Unit::Is("件", "items");
    let counted = |name, ja, about, cell: fn(&Row<'a>) -> Cell<'a>| {
        field(name, ja, Kind::Whole, about, cell).required().in_unit(items)
    };
    vec![
        counted(
            "reached",
            "達成",
            ("下にあるもののうち達成", "reached, of what stands below"),
            |it| count(it.judged.standing_below().reached),
        ),
        counted(
            "missed",
            "未達成",
            ("下にあるもののうち未達成", "missed, of what stands below"),
            |it| count(it.judged.standing_below().missed),
        ),
        counted(
            "open",
            "判定できない",
            ("まだ、またはどちらとも言えない", "awaited, or not to be judged"),
            |it| count(it.judged.standing_below().open),
        ),
        counted("ungraded", "評語なし", ("評語のないもの", "those without a grade"), |it| {
            count(it.judged.standing_below().ungraded)
        }),
    ]
}
