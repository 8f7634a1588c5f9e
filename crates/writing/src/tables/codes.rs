//! codes.csv: コード表: every word that the columns of the other files choose from. The same for all municipalities.

use crate::code::{Code, LISTS, List};
use crate::column::{Field, Kind, field};
use crate::table::Table;

pub(super) const TABLE: Table = Table {
    name: "codes",
    title: ("コード表", "Code table"),
    about: (
        "1行が一つのコードです。ほかの表で選択肢から選ぶ列の、すべてのコードと意味。どの団体でも同じです。",
        "One row a code: every word from which columns of the other files choose, and what it means. The same everywhere.",
    ),
    key: &["list", "code"],
    columns: || fields().into_iter().map(|it| it.column).collect(),
    rows: |_| {
        let all = LISTS.iter().flat_map(|list| list.codes().into_iter().map(move |code| (list, code)));
        let fields = fields();
        all.map(|row| fields.iter().map(|field| (field.cell)(&row)).collect()).collect()
    },
};

type Row = (&'static List, Code);

fn fields<'a>() -> Vec<Field<'a, Row>> {
    vec![
        field("list", "コード表", Kind::Id, ("どの列の選択肢か", "the list"), |it: &Row| {
            it.0.name.into()
        })
        .required(),
        field(
            "list_ja",
            "コード表の名",
            Kind::Text,
            ("選択肢の内容", "what the list is of, in Japanese"),
            |it: &Row| it.0.ja.into(),
        )
        .required(),
        field(
            "code",
            "コード",
            Kind::Id,
            ("プログラム向けのファイルにある値", "the value in files for programs"),
            |it: &Row| it.1.code.into(),
        )
        .required(),
        field(
            "name_ja",
            "日本語",
            Kind::Text,
            ("日本語の見出しのファイルにある値", "the value in files with Japanese heads"),
            |it: &Row| it.1.ja.into(),
        )
        .required(),
        field("name_en", "英語", Kind::Text, ("英語での言い方", "in English"), |it: &Row| {
            it.1.en.into()
        })
        .required(),
        field(
            "definition",
            "意味",
            Kind::Text,
            ("言葉だけではわからないときの説明", "what it means, where the word alone does not say it"),
            |it: &Row| match it.1.about {
                "" => crate::cell::Cell::Blank,
                about => about.into(),
            },
        ),
    ]
}
