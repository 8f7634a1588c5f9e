//! rules.csv: one row a grade of a rule: the mark, what it means, and when the rule gives it.

use plan::edition::Edition;
use plan::rating::{Edge, Grade, Of, RatingRule, RuleShape, When};
use plan::record::RecordId;

use crate::cell::Cell;
use crate::code::{self, Code};
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "rules",
    title: ("判定基準", "Rating rules"),
    about: (
        "1行が、一つの判定基準の一つの評語です。",
        "One row a grade of a rating rule: its mark, what it means, and when it is given.",
    ),
    key: &["rule_id", "position"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

struct Row<'a> {
    id: &'a RecordId,
    rule: &'a RatingRule,
    /// Its place among the grades, from 1.
    position: u32,
    grade: Grade,
    is_on_scale: bool,
    when: Option<When>,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    edition.all::<RatingRule>().flat_map(|(id, rule)| grades(id, rule)).collect()
}

impl<'a> Row<'a> {
    /// Where the grade begins, and whether that is a part of the way that should be covered by then.
    fn edge(&self) -> Option<(Edge, Of)> {
        let RuleShape::Scale(scale) = &self.rule.shape else { return None };
        let at = usize::try_from(self.position).ok()?.checked_sub(1)?;
        let step = scale.steps.get(at).filter(|_| self.is_on_scale)?;
        Some((step.from?, step.of))
    }

    fn comparator(&self) -> Option<Code> {
        let comparator = match self.edge()?.0 {
            Edge::AtLeast(_) => "at_least",
            Edge::MoreThan(_) => "more_than",
        };
        code::COMPARATOR.find(comparator)
    }
}

/// The grades of the scale, then those off it.
fn grades<'a>(id: &'a RecordId, rule: &'a RatingRule) -> Vec<Row<'a>> {
    let on = rule.grades().into_iter().map(|grade| (grade, true, None));
    let off = rule.off_scale.iter().map(|it| (it.grade.clone(), false, it.when));
    let row = |(position, (grade, is_on_scale, when))| Row { id, rule, position, grade, is_on_scale, when };
    (1..).zip(on.chain(off)).map(row).collect()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = named();
    fields.extend(decided());
    fields
}

fn named<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("{}/grade/{}", it.id, it.position).into()),
        field("rule_id", "判定基準ID", Kind::Id, ("判定基準", "the rule"), |it: &Row<'a>| {
            it.id.into()
        })
        .required(),
        field(
            "rule_name",
            "判定基準名",
            Kind::Text,
            ("判定基準の名称", "its name"),
            |it: &Row<'a>| (&it.rule.name).into(),
        )
        .required(),
        field(
            "position",
            "順",
            Kind::Place,
            (
                "団体が並べた順。段階の評語の後に、段階外の評語",
                "its place as the municipality lists them; grades off the scale come last",
            ),
            |it: &Row<'a>| it.position.into(),
        )
        .required(),
        field("grade", "評語", Kind::Text, ("A、◎など", "the mark"), |it: &Row<'a>| {
            it.grade.mark.clone().into()
        })
        .required(),
        field(
            "grade_words",
            "評語の意味",
            Kind::Text,
            ("評語を言葉で言うと", "the mark in words"),
            |it: &Row<'a>| it.grade.words.clone().into(),
        )
        .required(),
    ]
}

fn decided<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "tone",
            "評語の良さ",
            Kind::Code(code::TONE),
            ("評語が違っても同じ5段階", "how good the grade is, in five steps whatever its mark"),
            |it: &Row<'a>| code::tone(it.grade.tone()).into(),
        )
        .required(),
        field(
            "is_on_scale",
            "段階の評語",
            Kind::Flag,
            ("falseは中止、未測定などの段階外の評語", "false for grades such as cancelled or not measured"),
            |it: &Row<'a>| it.is_on_scale.into(),
        )
        .required(),
        field(
            "when",
            "段階外の評語を付けるとき",
            Kind::Code(code::WHEN),
            ("空欄は人が選ぶ評語", "blank where a person chooses it"),
            |it: &Row<'a>| it.when.map(code::when).into(),
        ),
        field(
            "comparator",
            "比較",
            Kind::Code(code::COMPARATOR),
            ("下限を含むか", "whether the edge belongs to the grade"),
            |it: &Row<'a>| it.comparator().into(),
        ),
        field(
            "from",
            "下限",
            Kind::Decimal,
            (
                "この値から付く。率は1を100%とする。空欄は上の評語に当たらないすべて",
                "where the grade begins; rates are parts of one; blank: whatever no grade above took",
            ),
            |it: &Row<'a>| it.edge().map(|(edge, _)| edge.number()).into(),
        )
        .in_unit(Unit::Is("判定基準による", "as the rule says")),
        field(
            "is_of_expected",
            "期待される進みに対する下限",
            Kind::Flag,
            (
                "trueのとき、下限はその年度までに進むべき割合に対する比",
                "whether the edge is a part of what should be covered by that year",
            ),
            |it: &Row<'a>| it.edge().map_or(Cell::Blank, |(_, of)| (of == Of::Expected).into()),
        ),
        field(
            "description",
            "説明",
            Kind::Text,
            ("判定基準の説明", "what the rule says in words"),
            |it: &Row<'a>| it.rule.description.as_ref().into(),
        ),
    ]
}
