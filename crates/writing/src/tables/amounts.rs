//! amounts.csv: one row an amount of money: budget or settlement of one element for one year.

use plan::amount::Amount;

use super::dated::{Kept, belonging, decided, japanese, year};
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "amounts",
    title: ("予算と決算", "Budgets and settlements"),
    about: (
        "1行が一つの金額です。当初予算、補正予算、決算見込、決算を、要素と年度ごとに縦に並べています。",
        "One row an amount: initial, supplementary, expected or settled, of one element and year.",
    ),
    key: &["element_id", "fiscal_year", "amount_kind"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Amount>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        belonging(
            ("金額を使う要素または計画", "the element or plan that it pays for"),
            |it: &Row<'a>| (&it.it.element).into(),
        ),
    ];
    fields.extend(year(|it: &Row<'a>| it.it.fiscal_year.into(), |it| japanese(it.it.fiscal_year)));
    fields.extend(money());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn money<'a>() -> Vec<Field<'a, Row<'a>>> {
    let yen = Unit::Is("円", "yen");
    vec![
        field(
            "amount_kind",
            "金額区分",
            Kind::Code(code::AMOUNT_KIND),
            ("予算か決算か", "budget or settlement"),
            |it: &Row<'a>| code::amount_kind(it.it.kind).into(),
        )
        .required(),
        field(
            "yen",
            "金額（円）",
            Kind::Whole,
            (
                "補正予算では増減額で、減額は負の数",
                "of a supplementary budget the change, negative for a cut",
            ),
            |it: &Row<'a>| it.it.yen.into(),
        )
        .required()
        .in_unit(yen),
        field(
            "staff_cost_yen",
            "人件費（円）",
            Kind::Whole,
            ("空欄は示していない。0ではない", "blank where it is not known, which is not zero"),
            |it: &Row<'a>| it.it.staff_cost.into(),
        )
        .in_unit(yen),
        field(
            "staff",
            "職員数（人）",
            Kind::Decimal,
            ("常勤に換算した人数", "full-time staff"),
            |it: &Row<'a>| it.it.staff.into(),
        )
        .in_unit(Unit::Is("人", "people")),
        field(
            "account",
            "予算科目",
            Kind::Text,
            ("会計、款、項、目、事業", "the budget's heading, as written"),
            |it: &Row<'a>| it.it.account.as_ref().into(),
        ),
        field(
            "share_method",
            "按分の方法",
            Kind::Text,
            (
                "複数の要素に分けた方法。割合は links.csv にある",
                "how it was shared among elements; the shares are in links.csv",
            ),
            |it: &Row<'a>| it.it.share_method.as_ref().into(),
        ),
        field(
            "explanation",
            "増減の説明",
            Kind::Text,
            ("金額が増減したわけ", "why it rose or fell"),
            |it: &Row<'a>| it.it.explanation.as_ref().into(),
        ),
    ]
}
