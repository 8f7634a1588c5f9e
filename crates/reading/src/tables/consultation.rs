//! 意見募集 and 意見の概要: rounds of public comments that are over or were kept elsewhere.

use plan::consultation::{Because, By, ByWay, Consultation, Material, Results, Way, WithheldCount};
use plan::decision::DecisionNumber;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::opinion::{Answer, Opinion};
use plan::record::Record;

use super::row::{Row, Words};
use crate::problem::Problem;

const ANSWERS: &Words<Answer> = &[
    ("案に反映した", Answer::Reflected),
    ("反映した", Answer::Reflected),
    ("既に案に含まれている", Answer::Included),
    ("既に含む", Answer::Included),
    ("今後の参考とする", Answer::Future),
    ("今後の参考", Answer::Future),
    ("反映しなかった", Answer::NotReflected),
    ("その他", Answer::Other),
];

/// 意見募集.
pub(super) fn consultation(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("consultation_id")?;
    let known = edition.find::<Consultation>(&id);
    let day = |column: &str| -> Result<_, Problem> { row.date(column)?.ok_or_else(|| row.blank(column)) };
    let results = results(row, known.and_then(|it| it.results.as_ref()))?;
    let consultation = Consultation {
        title: row.need("consultation_title")?.to_owned(),
        purpose: row.or_known("purpose", row.paragraphs("purpose"), known.map(|it| it.purpose.clone())),
        about: row.or_known("subject_ids", row.ids("subject_ids"), known.map(|it| it.about.clone())),
        draft: row.or_known("draft_decision", decision(row, "draft_decision")?, known.map(|it| it.draft)),
        from: day("opens_on")?,
        to: day("closes_on")?,
        short_because: row.or_known(
            "short_reason",
            row.owned("short_reason"),
            known.map(|it| it.short_because.clone()),
        ),
        who: row.or_known("who", row.owned("who"), known.map(|it| it.who.clone())),
        ways: row.or_known("ways", ways(row)?, known.map(|it| it.ways.clone())),
        materials: row.or_known("materials", materials(row), known.map(|it| it.materials.clone())),
        organisation: row.or_known(
            "organisation_id",
            row.maybe_id("organisation_id"),
            known.map(|it| it.organisation.clone()),
        ),
        kept_until: row.or_known("kept_until", row.date("kept_until")?, known.map(|it| it.kept_until)),
        wordings: known.map(|it| it.wordings.clone()).unwrap_or_default(),
        results: row.or_known("results_on", results, known.map(|it| it.results.clone())),
    };
    Ok(Proposal::put(Record::new(id, consultation)))
}

fn decision(row: &Row<'_>, column: &str) -> Result<Option<DecisionNumber>, Problem> {
    Ok(row.count(column)?.map(|number| DecisionNumber(number.into())))
}

/// 「郵送：目安市中央1-1;ファクス：00-0000-0000」.
fn ways(row: &Row<'_>) -> Result<Vec<Way>, Problem> {
    let way = |text: String| {
        let (by, to) = text.split_once(['：', ':']).unwrap_or((&text, ""));
        let by = By::parse(by).ok_or_else(|| unknown(row, "ways", &text))?;
        Ok(Way { by, to: to.trim().to_owned() })
    };
    row.list("ways").into_iter().map(way).collect()
}

/// 「素案 https://…;概要版」.
fn materials(row: &Row<'_>) -> Vec<Material> {
    let material = |text: String| match text.rsplit_once(' ') {
        Some((title, address)) if address.contains('/') => {
            Material { title: title.trim().to_owned(), address: Some(address.to_owned()) }
        }
        _ => Material { title: text, address: None },
    };
    row.list("materials").into_iter().map(material).collect()
}

/// The results, where a day is given.
fn results(row: &Row<'_>, known: Option<&Results>) -> Result<Option<Results>, Problem> {
    let Some(on) = row.date("results_on")? else { return Ok(None) };
    let by_way = |text: String| {
        let (by, persons) = counted(row, "persons_by_way", &text)?;
        let by = By::parse(by).ok_or_else(|| unknown(row, "persons_by_way", &text))?;
        Ok(ByWay { by, persons })
    };
    let withheld = |text: String| {
        let (word, opinions) = counted(row, "withheld", &text)?;
        let because = Because::ALL.into_iter().find(|it| it.name().0 == word || it.word() == word);
        Ok(WithheldCount { because: because.ok_or_else(|| unknown(row, "withheld", &text))?, opinions })
    };
    let by_way = row.list("persons_by_way").into_iter().map(by_way).collect::<Result<_, Problem>>()?;
    let withheld = row.list("withheld").into_iter().map(withheld).collect::<Result<_, Problem>>()?;
    let (persons, opinions) = (row.count("persons")?, row.count("opinions")?);
    Ok(Some(Results {
        on,
        persons: row.or_known("persons", persons.unwrap_or_default(), known.map(|it| it.persons)),
        opinions: row.or_known("opinions", opinions.unwrap_or_default(), known.map(|it| it.opinions)),
        by_way: row.or_known("persons_by_way", by_way, known.map(|it| it.by_way.clone())),
        withheld: row.or_known("withheld", withheld, known.map(|it| it.withheld.clone())),
        decision: row.or_known(
            "change_decision",
            decision(row, "change_decision")?,
            known.map(|it| it.decision),
        ),
        text: row.or_known("results", row.paragraphs("results"), known.map(|it| it.text.clone())),
    }))
}

/// 「郵送 3」: a word and how many.
fn counted<'a>(row: &Row<'_>, column: &str, text: &'a str) -> Result<(&'a str, u32), Problem> {
    let (word, count) = text.rsplit_once(' ').ok_or_else(|| unknown(row, column, text))?;
    let count = count.trim().parse().map_err(|_| unknown(row, column, text))?;
    Ok((word.trim(), count))
}

fn unknown(row: &Row<'_>, column: &str, text: &str) -> Problem {
    row.problem(column, &format!("「{text}」を読み取れません"), &format!("“{text}” cannot be read"))
}

/// Words that must be there.
fn paragraphs(row: &Row<'_>, column: &str) -> Result<Vec<String>, Problem> {
    row.need(column).map(|_| row.paragraphs(column))
}

/// 意見の概要と考え方.
pub(super) fn opinion(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let number = row.count("opinion_number")?.ok_or_else(|| row.blank("opinion_number"))?;
    let consultation = row.id("consultation_id")?;
    let known = edition.find::<Opinion>(&consultation.opinion(number));
    let opinion = Opinion {
        consultation,
        number,
        place: row.or_known("place", row.owned("place"), known.map(|it| it.place.clone())),
        summary: paragraphs(row, "opinion")?,
        opinions: row.count("opinions")?.ok_or_else(|| row.blank("opinions"))?,
        persons: row.count("persons")?.ok_or_else(|| row.blank("persons"))?,
        answer: row.need_word("answer", ANSWERS)?,
        thinking: paragraphs(row, "thinking")?,
        changed: row.or_known("reflected_in", row.ids("reflected_in"), known.map(|it| it.changed.clone())),
        decision: row.or_known(
            "change_decision",
            decision(row, "change_decision")?,
            known.map(|it| it.decision),
        ),
    };
    Ok(Proposal::put(Record::new(opinion.id(), opinion)))
}
