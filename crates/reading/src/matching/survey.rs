//! Whether a figure rests on what people answered. Its design is not in such a document: a person must add it.

/// Words that only a question to people can have measured.
const ASKED: &[&str] = &[
    "アンケート",
    "感じ",
    "実感",
    "思う",
    "思って",
    "思った",
    "満足",
    "回答",
    "知っている",
    "認知",
    "意識",
    "関心",
    "理解している",
];

/// People of whom a share is said to do something: nobody counts that but by asking.
const PEOPLE: &[&str] =
    &["区民の割合", "市民の割合", "町民の割合", "村民の割合", "住民の割合", "委員の割合", "保護者の割合"];

/// Whether an indicator of this name and unit is a share of answers.
pub(super) fn is_survey(name: &str, unit: &plan::unit::Unit) -> bool {
    let key = plan::key::squeeze(name);
    unit.is_percent() && ASKED.iter().chain(PEOPLE).any(|words| key.contains(words))
}
