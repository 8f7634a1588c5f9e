//! remarks.csv: one row a remark and what was done about it.

use plan::remark::{Remark, Response};

use super::dated::{Kept, decided, japanese, year};
use super::named::subject;
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "remarks",
    title: ("意見と対応", "Remarks and responses"),
    about: (
        "1行が一つの意見と、それへの対応です。外部評価委員、議会、監査、住民などの意見。",
        "One row a remark of evaluators, council, auditors or residents, and what was done about it.",
    ),
    key: &["remark_id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Remark>;

fn response<'a>(it: &Row<'a>) -> Option<&'a Response> {
    it.edition.naming::<Response>(it.id).next().map(|(_, it)| it)
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        field("remark_id", "意見ID", Kind::Id, ("意見", "the remark"), |it: &Row<'a>| it.id.into())
            .required(),
    ];
    let about = ("意見が向けられた記録", "the record of which it speaks");
    let kind = |it: &Row<'a>| code::kind_of(it.edition, &it.it.subject).into();
    fields.extend(subject(about, |it: &Row<'a>| (&it.it.subject).into(), kind));
    fields.extend(year(|it: &Row<'a>| it.it.fiscal_year.into(), |it| japanese(it.it.fiscal_year)));
    fields.extend(said());
    fields.extend(answered());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn said<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "speaker",
            "意見者種別",
            Kind::Code(code::SPEAKER),
            ("誰の意見か", "who said it, by role"),
            |it: &Row<'a>| code::speaker(it.it.by).into(),
        )
        .required(),
        field(
            "speaker_name",
            "意見者",
            Kind::Text,
            ("会議などの名称。個人の名ではない", "the body's name; never a private person's"),
            |it: &Row<'a>| it.it.by_name.as_ref().into(),
        ),
        field("remark", "意見", Kind::Text, ("意見の文", "what was said"), |it: &Row<'a>| {
            (&it.it.text).into()
        }),
        field(
            "said_on",
            "意見日",
            Kind::Date,
            ("わかる精度の日付", "as precise as known"),
            |it: &Row<'a>| it.it.said_on.into(),
        ),
    ]
}

fn answered<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "response_status",
            "対応状況",
            Kind::Code(code::RESPONSE_STATUS),
            ("対応がどこまで進んだか", "how far the response has come"),
            |it: &Row<'a>| {
                response(it).map_or(code::UNANSWERED, |it| code::response_status(it.status)).into()
            },
        )
        .required(),
        field(
            "response",
            "対応",
            Kind::Text,
            ("何をしたか、しない理由", "what was done, or why not"),
            |it: &Row<'a>| response(it).map(|it| &it.text).into(),
        ),
        field(
            "response_year",
            "対応年度（西暦）",
            Kind::Year,
            ("対応が効く年度", "the year in which it takes effect"),
            |it: &Row<'a>| response(it).and_then(|it| it.fiscal_year).into(),
        ),
        field(
            "response_year_ja",
            "対応年度（和暦）",
            Kind::Text,
            ("同じ年度の和暦", "the same year in the Japanese calendar"),
            |it: &Row<'a>| response(it).and_then(|it| it.fiscal_year).map(japanese).into(),
        ),
        field(
            "reflected_yen",
            "反映額（円）",
            Kind::Whole,
            ("予算の増減額。減額は負の数", "what the budget changed by, negative for a cut"),
            |it: &Row<'a>| response(it).and_then(|it| it.reflected_yen).into(),
        )
        .in_unit(Unit::Is("円", "yen")),
        field(
            "responded_on",
            "回答日",
            Kind::Date,
            ("わかる精度の日付", "as precise as known"),
            |it: &Row<'a>| response(it).and_then(|it| it.responded_on).into(),
        ),
    ]
}
