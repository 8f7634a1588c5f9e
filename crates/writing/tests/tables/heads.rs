//! Programs of others read these heads: what was published once is never renamed, moved or dropped.

use std::collections::HashSet;

use writing::code::LISTS;
use writing::column::Kind;
use writing::table::Table;
use writing::tables::TABLES;

/// The heads as they were published, oldest version first. A new column is added at the end of its line, with a line in the
/// change log of docs/formats/open-data.md; nothing else may change here.
const PUBLISHED: &str = include_str!("heads.txt");

fn heads(table: &Table, name: impl Fn(&writing::column::Column) -> &'static str) -> String {
    table.columns().iter().map(name).collect::<Vec<_>>().join(",")
}

#[test]
fn no_published_head_is_renamed_moved_or_dropped() {
    let now: Vec<String> = TABLES
        .iter()
        .flat_map(|it| {
            [
                format!("{}: {}", it.name, heads(it, |it| it.name)),
                format!("{}: {}", it.name, heads(it, |it| it.ja)),
            ]
        })
        .collect();
    let published: Vec<&str> = PUBLISHED.lines().filter(|it| !it.is_empty()).collect();

    assert_eq!(now.join("\n"), published.join("\n"), "a published head changed");
}

#[test]
fn figures_begin_as_they_were_proposed() {
    let proposed = "municipality_code,id,municipality_name,plan_id,element_id,element_number,organisation_id,\
        organisation_name,indicator_id,indicator_name,indicator_kind,fiscal_year,fiscal_year_ja,figure_kind,comparator,\
        value,unit,status,reason,as_written,sample_size,probability_sample,source,decision,decided_on";

    let figures = writing::tables::find("figures").unwrap();

    assert!(heads(figures, |it| it.name).starts_with(proposed));
    assert!(
        heads(figures, |it| it.ja)
            .starts_with("全国地方公共団体コード,ID,地方公共団体名,計画ID,要素ID,番号,")
    );
}

#[test]
fn heads_are_unique_and_keys_are_columns_that_are_never_blank() {
    for table in TABLES {
        let columns = table.columns();
        assert_eq!(
            columns.iter().map(|it| it.name).collect::<HashSet<_>>().len(),
            columns.len(),
            "{}",
            table.name
        );
        assert_eq!(
            columns.iter().map(|it| it.ja).collect::<HashSet<_>>().len(),
            columns.len(),
            "{}",
            table.name
        );
        for key in table.key {
            let column = columns.iter().find(|it| it.name == *key);
            assert!(column.is_some_and(|it| it.is_required), "{}: {key}", table.name);
        }
        for column in columns {
            assert!(column.name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", column.name);
            assert!(!column.about.0.is_empty() && !column.about.1.is_empty(), "{}", column.name);
        }
    }
}

#[test]
fn lists_have_unique_codes_and_columns_choose_from_published_lists() {
    for list in LISTS {
        let codes = list.codes();
        assert!(!codes.is_empty(), "{}", list.name);
        assert_eq!(
            codes.iter().map(|it| it.code).collect::<HashSet<_>>().len(),
            codes.len(),
            "{}",
            list.name
        );
        assert_eq!(codes.iter().map(|it| it.ja).collect::<HashSet<_>>().len(), codes.len(), "{}", list.name);
    }
    for column in TABLES.iter().flat_map(Table::columns) {
        if let Kind::Code(list) = column.kind {
            assert!(LISTS.iter().any(|it| it.name == list.name), "{} is in no code table", list.name);
        }
    }
}
