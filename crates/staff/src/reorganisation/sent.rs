//! 送られた一件: what was typed for one step.

use std::collections::BTreeMap;

use desk::reorganising::{Adding, Target};
use plan::record::RecordId;

use crate::typed::Typed;

/// The step that was typed; an error names what is missing.
pub(super) fn adding(typed: &Typed) -> Result<Adding, desk::Error> {
    let organisation = || needed(typed.get("organisation"), "organisation");
    let name = || typed.get("name").to_owned();
    match typed.get("kind") {
        "establish" => Ok(Adding::Establish(Target::New(name(), under(typed)))),
        "rename" => Ok(Adding::Rename(organisation()?, name())),
        "move" => Ok(Adding::Move(organisation()?, under(typed))),
        "merge" => {
            let from = typed.all("from").map(RecordId::new).collect();
            let mut into = targets(typed);
            match (into.pop(), into.is_empty()) {
                (Some(into), true) => Ok(Adding::Merge(from, into)),
                (None, _) => Err(choose("into", "統合先を選ぶか、新しい名称を入力してください")),
                (Some(_), false) => Err(choose("into", "統合先は1つにしてください")),
            }
        }
        "split" => {
            let (own, mut into) = (organisation()?, targets(typed));
            if typed.has("stays") {
                into.insert(0, Target::Known(own.clone()));
            }
            Ok(Adding::Split(own, into))
        }
        "abolish" => Ok(Adding::Abolish(organisation()?)),
        _ => Err(choose("kind", "何をするかを選んでください")),
    }
}

fn choose(field: &'static str, ja: &str) -> desk::Error {
    desk::Error::invalid(field, ja, "choose what happens, and to which organisation")
}

fn needed(id: &str, field: &'static str) -> Result<RecordId, desk::Error> {
    if id.is_empty() { Err(choose(field, "組織を選んでください")) } else { Ok(RecordId::new(id)) }
}

fn under(typed: &Typed) -> Option<RecordId> {
    Some(typed.get("under")).filter(|id| !id.is_empty()).map(RecordId::new)
}

/// Those that were ticked or chosen, then those that are new: one a line.
fn targets(typed: &Typed) -> Vec<Target> {
    let known = typed.all("into").filter(|id| !id.is_empty()).map(|id| Target::Known(RecordId::new(id)));
    let names = typed.get("new").lines().map(str::trim).filter(|name| !name.is_empty());
    known.chain(names.map(|name| Target::New(name.to_owned(), under(typed)))).collect()
}

/// Everything that was typed, to be shown again: several values of one name a line each.
pub(super) fn kept(typed: &Typed) -> BTreeMap<String, String> {
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let own = typed.pairs().iter().filter(|(name, _)| !matches!(name.as_str(), "token" | "revision"));
    for (name, text) in own {
        let line = kept.entry(name.clone()).or_default();
        if !line.is_empty() {
            line.push('\n');
        }
        line.push_str(text);
    }
    kept
}

/// What somebody typed with their own hands, of everything that was sent.
pub(super) fn words(kept: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    let own = ["title", "effective", "note", "name", "new"];
    own.into_iter().filter_map(|name| kept.get(name)).map(String::as_str).filter(|it| !it.trim().is_empty())
}
