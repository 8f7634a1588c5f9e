//! 公開データ: our own files of open data are no tables to be imported, and nothing of them is taken for one.

use reading::file;
use reading::text::Hint;
use writing::csv::{self, Reader};
use writing::tables::TABLES;

use super::town::town;

#[test]
fn a_file_of_open_data_that_comes_back_changes_nothing_and_says_what_to_do() {
    for table in TABLES {
        for reader in [Reader::Person, Reader::Program] {
            let bytes = csv::write(&table.columns(), &table.rows(town()), reader);
            let hint = Hint { name: Some(format!("{}.csv", table.name)), ..Hint::default() };
            let reading = file::read(&bytes, &hint, town()).unwrap();
            assert_eq!(reading.proposals, vec![], "{} {reader:?}", table.name);
            // The code table speaks of no municipality: it is a text like any other, and says nothing.
            if table.name != "codes" {
                assert_eq!(reading.kind, "公開データの表", "{} {reader:?}", table.name);
                assert!(reading.problems[0].ja.contains("取り込む表の見出し"), "{:?}", reading.problems);
            }
        }
    }
}
