//! 絞り込みの欄: the questions above the list of indicators, with the number that each answer would leave.

use std::collections::BTreeMap;

use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::selection::{Candidate, Filter, Order, Selection, Unknown};

use crate::error::PageError;
use crate::here::Here;

/// A question of the form.
pub(crate) struct Question {
    pub(crate) word: &'static str,
    pub(crate) name: &'static str,
    /// What stands for no answer; none where there is always one.
    pub(crate) any: Option<&'static str>,
    /// Answers without a heading, then those below one.
    pub(crate) groups: Vec<(String, Vec<Choice>)>,
}

/// One answer.
pub(crate) struct Choice {
    pub(crate) value: String,
    /// 「こども部（12）」.
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// 判定 as a link with its count.
pub(crate) struct Quick {
    pub(crate) class: &'static str,
    pub(crate) shape: &'static str,
    pub(crate) words: String,
    pub(crate) count: usize,
    pub(crate) address: String,
    pub(crate) chosen: bool,
}

/// What the visitor chose, and the list without it.
pub(crate) struct Chip {
    pub(crate) name: &'static str,
    pub(crate) answer: String,
    pub(crate) without: String,
}

/// Every word that the list understands in its address.
pub(crate) fn words() -> Vec<&'static str> {
    Filter::ALL.into_iter().map(Filter::word).chain(["sort", "year"]).collect()
}

/// The year asked for, else the reported one; before the first result the year that has begun.
pub(crate) fn year(here: &Here, edition: &Edition) -> Result<Option<FiscalYear>, PageError> {
    let Some(asked) = here.one("year") else {
        return Ok(edition.reported_year().or_else(|| edition.date().map(FiscalYear::containing)));
    };
    let known = edition.years_begun();
    let found = asked.parse().ok().map(FiscalYear::new).filter(|it| known.contains(it));
    let years: Vec<String> = known.iter().map(|it| it.year().to_string()).collect();
    found
        .map(Some)
        .ok_or_else(|| PageError::bad_answer(here, ("year", here.lang.say("年度", "Year")), asked, &years))
}

/// 400: an answer that this edition does not know, with those that it knows.
pub(crate) fn refused(here: &Here, edition: &Edition, it: &Unknown) -> PageError {
    let (word, name, known) = match it.filter {
        None => ("sort", here.lang.say("並び順", "Order"), Order::ALL.map(Order::word).to_vec()),
        Some(filter) => (filter.word(), here.lang.of_pair(filter.name()), filter.fixed_answers()),
    };
    let known: Vec<String> = match it.filter {
        Some(Filter::Topic) => edition.topics().into_iter().map(|it| it.name.to_owned()).collect(),
        _ => known.into_iter().map(str::to_owned).collect(),
    };
    PageError::bad_answer(here, (word, name), &it.value, &known)
}

/// What is chosen, as it can be taken away again.
pub(crate) fn chips(here: &Here, edition: &Edition, selection: &Selection) -> Vec<Chip> {
    let lang = here.lang;
    let chip = |filter: Filter| {
        let value = selection.answer(filter)?;
        let answer = lang.of_pair(filter.answer(edition, value)?);
        Some(Chip { name: lang.of_pair(filter.name()), answer, without: here.with(filter.word(), None) })
    };
    let words = here.words.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(|words| Chip {
        name: lang.say("言葉", "Words"),
        answer: format!("「{words}」"),
        without: Here { words: None, ..here.clone() }.part(1),
    });
    Filter::ALL.into_iter().filter_map(chip).chain(words).collect()
}

/// 未達成, 達成, 判定なし: one step away, whatever else is chosen.
pub(crate) fn quick(here: &Here, selection: &Selection, candidates: &[Candidate<'_>]) -> Vec<Quick> {
    let lang = here.lang;
    let counts = selection.counts(candidates, Filter::Status);
    let marks = [
        ("missed", "■", lang.say("未達成", "missed")),
        ("reached", "●", lang.say("達成", "reached")),
        ("open", "―", lang.say("判定なし", "not judged")),
    ];
    let link = |(word, shape, words): (&'static str, &'static str, &'static str)| Quick {
        class: word,
        shape,
        words: words.to_owned(),
        count: counts.get(word).copied().unwrap_or_default(),
        address: here.with("status", Some(word)),
        chosen: selection.answer(Filter::Status) == Some(word),
    };
    marks.into_iter().map(link).filter(|it| it.count > 0 || it.chosen).collect()
}

/// All questions, each with the answers that leave something.
pub(crate) fn questions(
    here: &Here,
    edition: &Edition,
    selection: &Selection,
    candidates: &[Candidate<'_>],
    year: Option<FiscalYear>,
) -> Vec<Question> {
    let lang = here.lang;
    let of = |filter: Filter| {
        let counts = selection.counts(candidates, filter);
        let groups = answers(here, edition, selection, filter, &counts);
        let any = Some(lang.say("すべて", "all"));
        Question { word: filter.word(), name: lang.of_pair(filter.name()), any, groups }
    };
    let is_a_question = |it: &Question| it.groups.iter().map(|(_, choices)| choices.len()).sum::<usize>() > 0;
    let filters = Filter::ALL.into_iter().map(of).filter(is_a_question);
    filters.chain([years(here, edition, year), orders(here, selection)]).collect()
}

/// The answers to one question under their headings.
fn answers(
    here: &Here,
    edition: &Edition,
    selection: &Selection,
    filter: Filter,
    counts: &BTreeMap<&str, usize>,
) -> Vec<(String, Vec<Choice>)> {
    let chosen = selection.answer(filter);
    let choice = |value: &str| {
        let count = counts.get(value).copied().unwrap_or_default();
        let words = here.lang.of_pair(filter.answer(edition, value)?);
        let chosen = chosen == Some(value);
        (count > 0 || chosen).then(|| Choice {
            value: value.to_owned(),
            label: format!("{words}（{count}）"),
            chosen,
        })
    };
    let one = |values: Vec<&str>| vec![(String::new(), values.into_iter().filter_map(choice).collect())];
    let mut groups = match filter {
        Filter::Department => one(departments(edition)),
        Filter::Topic => one(edition.topics().iter().map(|it| it.name).collect()),
        Filter::Plan => plans(edition)
            .into_iter()
            .map(|(name, ids)| (name, ids.into_iter().filter_map(|it| choice(it.as_str())).collect()))
            .collect(),
        _ => one(filter.fixed_answers()),
    };
    let offered = |value: &str| {
        groups.iter().any(|(_, choices): &(_, Vec<Choice>)| choices.iter().any(|it| it.value == value))
    };
    // What was chosen on another page, e.g. a section or a project, stays chosen here.
    if let Some(own) = chosen.filter(|it| !offered(it)).and_then(choice) {
        groups.insert(0, (String::new(), vec![own]));
    }
    groups.retain(|(_, choices)| !choices.is_empty());
    groups
}

fn departments(edition: &Edition) -> Vec<&str> {
    let top = edition.all::<Organisation>().filter(|(_, it)| edition.parent_of(it).is_none());
    top.map(|(id, _)| id.as_str()).collect()
}

/// Every plan in force with the top of its tree.
fn plans(edition: &Edition) -> Vec<(String, Vec<&RecordId>)> {
    let below = |id| edition.top(id).map(|(id, _): (&RecordId, &Element)| id);
    let group = |(id, it): (_, &Plan)| (it.name.clone(), std::iter::once(id).chain(below(id)).collect());
    edition.plans_in_force().into_iter().map(group).collect()
}

fn years(here: &Here, edition: &Edition, year: Option<FiscalYear>) -> Question {
    let lang = here.lang;
    let choice = |it: FiscalYear| Choice {
        value: if Some(it) == edition.reported_year() { String::new() } else { it.year().to_string() },
        label: lang.year(it),
        chosen: Some(it) == year,
    };
    let years = edition.years_begun().iter().copied().rev().map(choice).collect();
    Question {
        word: "year", name: lang.say("年度", "Year"), any: None, groups: vec![(String::new(), years)]
    }
}

fn orders(here: &Here, selection: &Selection) -> Question {
    let lang = here.lang;
    let choice = |it: Order| Choice {
        value: if it == Order::default() { String::new() } else { it.word().to_owned() },
        label: lang.of_pair(it.name()).to_owned(),
        chosen: it == selection.order,
    };
    let orders = Order::ALL.into_iter().map(choice).collect();
    Question {
        word: "sort",
        name: lang.say("並び順", "Order"),
        any: None,
        groups: vec![(String::new(), orders)],
    }
}
