//! consultations.csv: one row a round of public comments.

use plan::consultation::{By, Consultation, Results};

use super::dated::{Kept, decided};
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "consultations",
    title: ("意見募集", "Public comments"),
    about: (
        "1行が一回の意見募集（パブリックコメント）です。期間、対象、提出者数と意見の件数。提出者の氏名などは含みません。",
        "One row a round of public comments: period, subject, how many wrote. Nothing of those who wrote.",
    ),
    key: &["id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Consultation>;

fn results<'a>(it: &Row<'a>) -> Option<&'a Results> {
    it.it.results.as_ref()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        field(
            "title",
            "件名",
            Kind::Text,
            ("何についての募集か", "what it is about"),
            |it: &Row<'a>| (&it.it.title).into(),
        )
        .required(),
        field("from", "開始日", Kind::Day, ("募集の初日", "the first day"), |it: &Row<'a>| {
            it.it.from.into()
        })
        .required(),
        field(
            "to",
            "終了日",
            Kind::Day,
            ("募集の最終日。この日の終わりまで", "the last day, to its end"),
            |it: &Row<'a>| it.it.to.into(),
        )
        .required(),
        field(
            "purpose",
            "趣旨",
            Kind::Text,
            ("なぜ意見を聴くか", "why it is asked"),
            |it: &Row<'a>| (&it.it.purpose).into(),
        ),
        field(
            "subject_ids",
            "対象ID",
            Kind::Text,
            (
                "対象の計画・要素・指標。間は「;」",
                "plans, elements and indicators asked about, with ; between",
            ),
            |it: &Row<'a>| super::opinions::joined(&it.it.about).into(),
        ),
        field(
            "ways",
            "提出方法",
            Kind::Text,
            ("意見の送り方。間は「;」", "how to send an opinion, with ; between"),
            |it: &Row<'a>| it.it.ways.iter().map(|it| By::name(it.by).0).collect::<Vec<_>>().join(";").into(),
        ),
    ];
    fields.extend(outcome());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn outcome<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "results_on",
            "結果公示日",
            Kind::Day,
            ("結果を公表した日。空欄はまだ", "the day of the results; blank: not yet"),
            |it: &Row<'a>| results(it).map(|it| it.on).into(),
        ),
        field(
            "persons",
            "提出者数",
            Kind::Whole,
            ("意見を出した人と団体の数", "persons and bodies who wrote"),
            |it: &Row<'a>| results(it).map(|it| it.persons).into(),
        )
        .in_unit(Unit::Is("人", "persons")),
        field(
            "opinions",
            "意見件数",
            Kind::Whole,
            ("意見の件数。掲載しないものを含み、重複は含まない", "opinions, those not shown among them"),
            |it: &Row<'a>| results(it).map(|it| it.opinions).into(),
        )
        .in_unit(Unit::Is("件", "opinions")),
        field(
            "withheld",
            "掲載しない件数",
            Kind::Whole,
            ("意見のうち、理由があって掲載しないもの", "opinions that are not shown, for a reason"),
            |it: &Row<'a>| results(it).map(|it| it.withheld.iter().map(|it| it.opinions).sum::<u32>()).into(),
        )
        .in_unit(Unit::Is("件", "opinions")),
    ]
}
