//! 意見の概要と考え方: the results of a round as a table, and how many said what.

use plan::consultation::{Consultation, Results};
use plan::edition::Edition;
use plan::opinion::{Answer, Opinion};
use plan::record::RecordId;

use crate::choice::{self, Choice};
use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;

/// The results as the page shows them.
pub(super) struct View {
    pub(super) sentence: String,
    pub(super) text: Vec<String>,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) decision: Option<(String, String)>,
    /// Class, shape, words, count and address of the list of those alone.
    pub(super) counts: Vec<(&'static str, &'static str, String, u32, String)>,
    pub(super) choices: Vec<Choice>,
    pub(super) rows: Vec<Row>,
    pub(super) all: usize,
}

/// One summary.
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) place: Option<String>,
    pub(super) summary: Vec<String>,
    pub(super) counted: String,
    pub(super) badge: (&'static str, &'static str, String),
    pub(super) thinking: Vec<String>,
    pub(super) changed: Vec<(String, String)>,
    pub(super) decision: Option<(String, String)>,
}

/// 「提出者3人から5件の意見がありました。うち1件は…」
pub(super) fn counted(lang: Lang, it: &Results) -> String {
    let (persons, opinions) = (it.persons, it.opinions);
    let withheld: u32 = it.withheld.iter().map(|it| it.opinions).sum();
    if opinions == 0 {
        return lang.say("。意見の提出はありませんでした。", ". No opinion was sent.").to_owned();
    }
    let hidden = match withheld {
        0 => String::new(),
        _ => lang.say(
            format!("うち{withheld}件は掲載していません。"),
            format!(" {withheld} of them {} not shown.", if withheld == 1 { "is" } else { "are" }),
        ),
    };
    let who =
        if persons == 1 { "1 person or body".to_owned() } else { format!("{persons} persons and bodies") };
    let all = lang.say(
        format!("。{persons}人（団体を含む）から{opinions}件の意見がありました。"),
        format!(". {who} sent {}.", many(opinions, "opinion")),
    );
    all + &hidden
}

/// 「1 opinion」, 「2 opinions」.
fn many(count: u32, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn view(
    here: &Here,
    edition: &Edition,
    (id, asked): (&RecordId, &Consultation),
    results: &Results,
) -> Result<View, PageError> {
    let lang = here.lang;
    let mut all: Vec<&Opinion> = edition.naming::<Opinion>(id).map(|(_, it)| it).collect();
    all.sort_by_key(|it| it.number);
    let answer = choice::asked(here, "answer", Answer::parse)?;
    let element = here.one("element").map(RecordId::new);
    let is_wanted = |it: &&&Opinion| {
        answer.is_none_or(|wanted| it.answer == wanted)
            && element.as_ref().is_none_or(|wanted| it.changed.contains(wanted))
    };
    let on = lang.date(results.on);
    Ok(View {
        sentence: lang.say(format!("{on}に結果を公表しました。"), format!("Results of {on}.")),
        text: results.text.clone(),
        facts: facts(lang, results),
        decision: results.decision.and_then(|it| decision(here, edition, it)),
        counts: counts(here, asked, &all),
        choices: choices(here, edition, asked, &all),
        rows: all.iter().filter(is_wanted).map(|it| row(here, edition, asked, it)).collect(),
        all: all.len(),
    })
}

fn facts(lang: Lang, results: &Results) -> Vec<(&'static str, String)> {
    let way = |(name, count): (&str, u32)| lang.say(format!("{name} {count}人"), format!("{name} {count}"));
    let ways = results.by_way.iter().map(|it| way((lang.of_pair(it.by.name()), it.persons)));
    let ways = ways.collect::<Vec<_>>().join(lang.say("、", ", "));
    let held = |(name, count): (&str, u32)| lang.say(format!("{name} {count}件"), format!("{name}: {count}"));
    let held = results.withheld.iter().map(|it| held((lang.of_pair(it.because.name()), it.opinions)));
    let held = held.collect::<Vec<_>>().join(lang.say("、", ", "));
    let all = [
        (lang.say("提出方法ごとの人数", "Persons by way"), ways),
        (lang.say("掲載しない意見とその理由", "Not shown, and why"), held),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn decision(
    here: &Here,
    edition: &Edition,
    number: plan::decision::DecisionNumber,
) -> Option<(String, String)> {
    edition.decision(number)?;
    let words = here.lang.say(format!("決裁第{number}号"), format!("decision {number}"));
    Some((words, here.to(&format!("/decisions/{number}"))))
}

fn badge(lang: Lang, asked: &Consultation, answer: Answer) -> (&'static str, &'static str, String) {
    let (class, shape) = match answer {
        Answer::Reflected => ("reached", "●"),
        Answer::Included => ("partly", "◆"),
        Answer::Future => ("person", "▲"),
        Answer::NotReflected => ("missed", "×"),
        Answer::Other => ("without", "―"),
    };
    (class, shape, lang.of_pair(asked.wording(answer)).to_owned())
}

fn counts(
    here: &Here,
    asked: &Consultation,
    all: &[&Opinion],
) -> Vec<(&'static str, &'static str, String, u32, String)> {
    let count = |answer: Answer| {
        let count = all.iter().filter(|it| it.answer == answer).map(|it| it.opinions).sum();
        let (class, shape, words) = badge(here.lang, asked, answer);
        (class, shape, words, count, here.with("answer", Some(answer.word())))
    };
    Answer::ALL.into_iter().map(count).filter(|it| it.3 > 0).collect()
}

fn choices(here: &Here, edition: &Edition, asked: &Consultation, all: &[&Opinion]) -> Vec<Choice> {
    let lang = here.lang;
    let answers = Answer::ALL.into_iter().filter(|answer| all.iter().any(|it| it.answer == *answer));
    let answers = answers.map(|it| (it.word().to_owned(), lang.of_pair(asked.wording(it)).to_owned()));
    let mut changed: Vec<&RecordId> = all.iter().flat_map(|it| &it.changed).collect();
    changed.sort_unstable();
    changed.dedup();
    let changed = changed.into_iter().map(|id| (id.to_string(), crate::difference::title(edition, id)));
    vec![
        Choice::of(here, "answer", lang.say("考え方の区分", "Answer"), answers),
        Choice::of(here, "element", lang.say("計画の部分", "Part of the plan"), changed),
    ]
}

fn row(here: &Here, edition: &Edition, asked: &Consultation, it: &Opinion) -> Row {
    let (opinions, persons) = (it.opinions, it.persons);
    Row {
        number: it.number,
        place: it.place.clone(),
        summary: it.summary.clone(),
        counted: here.lang.say(
            format!("{opinions}件・{persons}人"),
            format!("{} of {}", many(opinions, "opinion"), many(persons, "person")),
        ),
        badge: badge(here.lang, asked, it.answer),
        thinking: it.thinking.clone(),
        changed: it.changed.iter().map(|id| link(here, edition, id)).collect(),
        decision: it.decision.and_then(|it| decision(here, edition, it)),
    }
}

/// A plan, an element or an indicator: its name and its page.
pub(super) fn link(here: &Here, edition: &Edition, id: &RecordId) -> (String, String) {
    let is_indicator = edition.find::<plan::indicator::Indicator>(id).is_some();
    let place = if is_indicator { "indicators" } else { "plan" };
    (crate::difference::title(edition, id), here.record(place, id))
}
