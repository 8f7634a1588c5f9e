//! Published documents with exact answers, where the shared folder is at hand; without it, this says so and passes.

use std::{fs, path::PathBuf};

use reading::text::{Hint, read};
use serde_json::Value;

fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("MEYASU_SHARED").map_or_else(beside, PathBuf::from)
}

#[test]
fn published_documents_read_to_their_exact_answers() {
    let expected = shared().join("contract/expected");
    let Ok(files) = fs::read_dir(&expected) else {
        println!("skipped: shared/corpus not found");
        return;
    };
    for path in files.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        let Some(name) =
            path.file_stem().map(|stem| shared().join("corpus").join(stem).with_extension("txt"))
        else {
            continue;
        };
        let Ok(bytes) = fs::read(&name) else {
            println!("skipped: shared/corpus not found");
            continue;
        };
        let answer: Value = serde_json::from_slice(&fs::read(&path).expect("an answer")).expect("JSON");
        let document = read(&bytes, &Hint::default()).expect("a text");
        let got = serde_json::to_value(&document).expect("JSON");
        contains(&format!("{}", name.display()), &answer, &got);
    }
}

/// Everything that the answer says is there; further keys are welcome. Widths of letters and spaces do not matter.
fn contains(path: &str, expected: &Value, got: &Value) {
    match (expected, got) {
        (Value::Object(expected), Value::Object(_)) => {
            for (key, value) in expected.iter().filter(|(key, _)| *key != "text") {
                contains(&format!("{path}.{key}"), value, &got[key]);
            }
        }
        (Value::Array(expected), Value::Array(got)) => {
            assert_eq!(expected.len(), got.len(), "{path}");
            for (at, (expected, got)) in expected.iter().zip(got).enumerate() {
                contains(&format!("{path}[{at}]"), expected, got);
            }
        }
        (Value::String(expected), Value::String(got)) => {
            assert_eq!(reading::words::key(expected), reading::words::key(got), "{path}");
        }
        _ => assert_eq!(expected, got, "{path}"),
    }
}
