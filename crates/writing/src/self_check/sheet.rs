//! A published file taken apart by its bytes, with what its description says of each column.

use serde_json::Value;

use super::{Place, Published};

/// A file as a program meets it.
pub(super) struct Sheet<'a> {
    pub(super) name: &'a str,
    /// Its text; none where the bytes are no UTF-8.
    pub(super) text: Option<&'a str>,
    /// The cells, the head first; empty where it is no CSV.
    pub(super) lines: Vec<Vec<String>>,
    pub(super) description: Value,
    pub(super) columns: Vec<Described>,
}

/// What the description says of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Described {
    pub(super) name: String,
    pub(super) titles: Vec<String>,
    /// The name of its type.
    pub(super) kind: String,
    /// The words that it may hold, where they are a closed list.
    pub(super) words: Vec<String>,
    pub(super) is_required: bool,
    pub(super) has_definition: bool,
    pub(super) unit: Option<String>,
}

impl Described {
    /// Whether its values count or measure something.
    pub(super) fn is_quantity(&self) -> bool {
        self.kind == "decimal" || self.kind == "integer"
    }

    /// Whether its values are numbers of any kind.
    pub(super) fn is_number(&self) -> bool {
        self.is_quantity() || self.kind == "positiveInteger" || self.kind == "year"
    }
}

/// A cell under the head, and where it stands.
pub(super) struct At<'s> {
    pub(super) sheet: &'s Sheet<'s>,
    /// From 1; the head is 1.
    pub(super) line: usize,
    pub(super) column: &'s Described,
    /// What stands above it.
    pub(super) head: &'s str,
    pub(super) cell: &'s str,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(file: &Published<'a>) -> Self {
        let text = std::str::from_utf8(file.bytes).ok();
        let description: Value = serde_json::from_slice(file.description).unwrap_or_default();
        let columns = description["tableSchema"]["columns"].as_array().into_iter().flatten().map(described);
        let columns = columns.collect();
        Self { name: file.name, text, lines: text.map_or(vec![], lines), description, columns }
    }

    pub(super) fn head(&self) -> &[String] {
        self.lines.first().map_or(&[], Vec::as_slice)
    }

    /// Lines below the head, with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Vec<String>)> {
        (1..).zip(&self.lines).skip(1)
    }

    /// Cells below the head whose columns are described.
    pub(super) fn cells<'s>(&'s self) -> impl Iterator<Item = At<'s>> {
        self.rows().flat_map(move |(line, row)| {
            let columns = self.columns.iter().zip(self.head());
            columns.zip(row).map(move |((column, head), cell)| At { sheet: self, line, column, head, cell })
        })
    }

    /// The cell of a column by its name in the description.
    pub(super) fn cell<'s>(&'s self, row: &'s [String], name: &str) -> Option<&'s str> {
        let at = self.columns.iter().position(|it| it.name == name)?;
        row.get(at).map(String::as_str)
    }

    /// Whether the name says that it is a CSV file.
    pub(super) fn is_csv(&self) -> bool {
        self.name.ends_with(".csv")
    }

    /// The file as a whole, as a place.
    pub(super) fn place(&self, found: impl Into<String>) -> Place {
        Place { file: self.name.to_owned(), line: None, column: None, found: found.into() }
    }

    /// A line of it.
    pub(super) fn line(&self, line: usize, found: impl Into<String>) -> Place {
        Place { line: Some(line), ..self.place(found) }
    }

    /// The head of a column.
    pub(super) fn column(&self, head: &str) -> Place {
        Place { line: Some(1), column: Some(head.to_owned()), ..self.place(head) }
    }
}

impl At<'_> {
    pub(super) fn place(&self) -> Place {
        Place { column: Some(self.head.to_owned()), ..self.sheet.line(self.line, self.cell) }
    }
}

/// The cells of every line; none where the text is no CSV. Rows may be uneven: that is for the rules to find.
fn lines(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let lines: Result<Vec<Vec<String>>, csv::Error> =
        reader.records().map(|it| Ok(it?.iter().map(str::to_owned).collect())).collect();
    lines.unwrap_or_default()
}

fn described(column: &Value) -> Described {
    let datatype = &column["datatype"];
    let base = datatype.as_str().or(datatype["base"].as_str()).unwrap_or_default();
    let is_year = base == "integer" && datatype["minimum"].is_number();
    let listed = datatype["format"].as_str().filter(|it| base == "string" && !it.contains('['));
    let titles = match &column["titles"] {
        Value::String(title) => vec![title.clone()],
        Value::Object(all) => all.values().filter_map(|it| Some(it.as_str()?.to_owned())).collect(),
        _ => vec![],
    };
    Described {
        name: column["name"].as_str().unwrap_or_default().to_owned(),
        titles,
        kind: if is_year { "year".to_owned() } else { base.to_owned() },
        words: listed.map_or(vec![], |it| it.split('|').map(str::to_owned).collect()),
        is_required: column["required"].as_bool().unwrap_or_default(),
        has_definition: column["dc:description"].as_array().is_some_and(|it| !it.is_empty()),
        unit: match &column["schema:unitText"] {
            Value::String(column) => Some(column.clone()),
            Value::Array(words) => words.first().and_then(|it| Some(it["@value"].as_str()?.to_owned())),
            _ => None,
        },
    }
}
