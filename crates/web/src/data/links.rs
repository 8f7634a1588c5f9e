//! Addresses of files: they stay in the visitor's time, but not in a language, for a file has none.

use plan::record::RecordId;
use writing::csv::Reader;

use crate::here::{Here, encode};
use crate::lang::Lang;

/// The address of a file below `/data/`, as of the visitor's time.
pub(crate) fn data(here: &Here, path: &str) -> String {
    Here { lang: Lang::Ja, ..here.clone() }.to(&format!("/data/{path}"))
}

/// The figures of one indicator. Ids stand behind a word of their own, so none can be taken for the name of a table.
pub(crate) fn of_indicator(here: &Here, id: &RecordId) -> String {
    data(here, &format!("indicators/{}.csv", encode(id.as_str())))
}

/// In which folder the files for a reader are.
pub(super) fn folder(reader: Reader) -> &'static str {
    match reader {
        Reader::Person => "",
        Reader::Program => "ascii/",
    }
}
