//! 起案の内容: what a draft would change, what is odd about it, and whether later decisions have overtaken it.

use desk::{Desk, checking};
use jiff::Timestamp;
use plan::decision::date_in_japan;
use plan::diff::{Difference, FieldChange, How, difference};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::facet::{Piece, Value};
use plan::municipality::MunicipalityCode;

use crate::failure::Failure;
use crate::findings;
use crate::say::{plain, say, tell};

/// So many records are shown one by one.
const SHOWN: usize = 100;

pub(super) fn show(desk: &Desk, town: &MunicipalityCode, id: &DraftId) -> Result<(), Failure> {
    let (draft, before) = (desk.draft(town, id)?, desk.edition(town)?);
    let checked = checking::draft(desk, town, id, Timestamp::now())?;
    let shown = head(&draft) + &changes(&draft, &before, &checked.edition) + "\n";
    let shown = shown + &findings::list(&checked.edition, &checked.findings) + &overtaken(&draft, &before);
    crate::output::print(plain(&shown).as_bytes())?;
    if draft.overtaken(&before).is_empty() {
        let command = format!("meyasu drafts --municipality {town} {}", id.0);
        tell(
            format!("決裁するには：{command} --decide 理由　取り下げるには：{command} --withdraw"),
            format!("to decide it: {command} --decide REASON; to give it up: {command} --withdraw"),
        );
    }
    Ok(())
}

fn head(draft: &Draft) -> String {
    let (id, title, by, day) = (&draft.id.0, &draft.title, &draft.by.0, date_in_japan(draft.begun));
    let files: Vec<&str> = draft.sources.iter().map(|it| it.name.as_str()).collect();
    say(
        format!("起案「{id}」　{title}\n{day}　{by}　もとの文書：{}\n\n", files.join("、")),
        format!("draft “{id}”: {title}\n{day}, {by}, from: {}\n\n", files.join(", ")),
    )
}

/// Record by record; of those that are changed the fields, before and after.
fn changes(draft: &Draft, before: &Edition, after: &Edition) -> String {
    let ids = draft.edits.iter().map(|edit| edit.change.id());
    let all: Vec<Difference> = ids.filter_map(|id| difference(id, before.get(id), after.get(id))).collect();
    let count = |how| all.iter().filter(|it| it.how == how).count();
    let counts = [How::Added, How::Changed, How::Retired].map(|how| {
        let ((ja, en), count) = (how.name(), count(how));
        say(format!("{ja}{count}件"), format!("{count} {en}"))
    });
    let mut out = format!("{}\n", counts.join(say("、", ", ")));
    all.iter().take(SHOWN).for_each(|it| out.push_str(&record(it)));
    if all.len() > SHOWN {
        let rest = all.len() - SHOWN;
        out.push_str(&say(format!("  ほか{rest}件\n"), format!("  and {rest} more\n")));
    }
    out
}

fn record(it: &Difference) -> String {
    let ((how_ja, how_en), (ja, en), id) = (it.how.name(), it.kind.name(), &it.id);
    let mut out = say(format!("  {how_ja} {ja} {id}\n"), format!("  {how_en}: {en} {id}\n"));
    if it.how != How::Retired {
        it.fields.iter().for_each(|field| out.push_str(&changed(field)));
    }
    out
}

fn changed(field: &FieldChange) -> String {
    let none = || say("（なし）", "(none)").to_owned();
    let name = say(format!("{}：", field.ja), format!("{}: ", field.en));
    let after = field.after.as_ref().map_or_else(none, told);
    match &field.before {
        Some(before) => format!("    {name}{} → {after}\n", told(before)),
        None => format!("    {name}{after}\n"),
    }
}

/// What stands in a field, with ids and days as files have them.
fn told(value: &Value) -> String {
    let piece = |it: &Piece| match it {
        Piece::Word(ja, en) => say(ja.to_string(), en.to_string()),
        other => other.to_string(),
    };
    value.pieces().iter().map(piece).collect()
}

/// Which records were decided on meanwhile, and by which decisions; nothing where none was.
fn overtaken(draft: &Draft, edition: &Edition) -> String {
    let stale = draft.overtaken(edition);
    if stale.is_empty() {
        return String::new();
    }
    let mut out = say(
        format!(
            "\n追い越された起案です：起案のあとに{}件が決裁されたため、このままでは決裁できません（もとの文書をもう一度取り込んでください）\n",
            stale.len()
        ),
        format!(
            "\novertaken: {} of its records were decided on meanwhile, so it cannot be decided (take its files in again)\n",
            stale.len()
        ),
    );
    for edit in stale.iter().take(SHOWN) {
        let id = edit.change.id();
        let by = edition.since(id).map_or_else(String::new, |it| it.to_string());
        out.push_str(&say(format!("  {id}（決裁第{by}号）\n"), format!("  {id} (decision {by})\n")));
    }
    out
}
