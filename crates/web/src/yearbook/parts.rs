//! Rows of the page of a year: counts that lead to what they count, moved targets, remarks, and the year's other pages.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::Answer;
use plan::indicator::Indicator;
use plan::moves::TargetMove;
use plan::record::RecordId;
use plan::tally::Tally;
use plan::yearbook::Yearbook;

use crate::here::Here;
use crate::lang::Lang;
use crate::said;
use crate::tally::{self, Stretch};

/// Counts in a row: 達成, 未達成, 判定なし, all. Each leads to the list of what it counts, where there is one.
#[derive(Clone, Debug)]
pub(crate) struct TallyRow {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) bar: Vec<Stretch>,
    /// Count and address of the list; no address where nothing is counted.
    pub(crate) cells: Vec<(usize, String)>,
}

impl TallyRow {
    /// A row whose counts lead to the list of indicators, narrowed by `asked`; without questions they lead nowhere.
    pub(crate) fn of(
        here: &Here,
        name: String,
        address: String,
        tally: &Tally,
        asked: &[(&str, &str)],
    ) -> Self {
        let cell = |(count, status): (usize, &str)| {
            let of_all = (status != "all").then_some(("status", status));
            let query: Vec<(&str, &str)> = asked.iter().copied().chain(of_all).collect();
            let leads = count > 0 && !asked.is_empty();
            (count, if leads { here.to_with("/indicators/", &query) } else { String::new() })
        };
        let mut row = Self { name, address, ..Self::plain("", tally) };
        row.cells = counts(tally).map(cell).into();
        if let Some(all) = row.cells.last_mut() {
            all.1.clear(); // The list has indicators without a target too: its length would be another number.
        }
        row
    }

    /// A row whose counts lead nowhere.
    pub(crate) fn plain(name: &str, tally: &Tally) -> Self {
        let cells = counts(tally).map(|(count, _)| (count, String::new())).into();
        Self { name: name.to_owned(), address: String::new(), bar: tally::bar(tally), cells }
    }
}

fn counts(tally: &Tally) -> [(usize, &'static str); 4] {
    [(tally.reached, "reached"), (tally.missed, "missed"), (tally.open(), "open"), (tally.all(), "all")]
}

/// A target that moved.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) before: String,
    pub(super) after: Option<String>,
    pub(super) reason: String,
    pub(super) on: String,
    pub(super) decision: String,
    pub(super) late: bool,
}

impl Moved {
    pub(super) fn of(
        here: &Here,
        edition: &Edition,
        (id, it, moved): &(&RecordId, &Indicator, TargetMove<'_>),
    ) -> Self {
        let unsaid = || here.lang.say("理由の記載なし", "no reason stated").to_owned();
        let on = edition.decision(moved.decision).map(|it| here.lang.date(it.date()));
        Self {
            name: it.name.clone(),
            address: here.record("indicators", id),
            before: moved.before.said(),
            after: moved.after.map(plan::target::Target::said),
            reason: moved.after.and_then(|it| it.revision_reason.clone()).unwrap_or_else(unsaid),
            on: on.unwrap_or_default(),
            decision: here.to(&format!("/decisions/{}", moved.decision)),
            late: moved.result_known,
        }
    }
}

/// 意見 about the year: a sentence and the counts.
pub(super) struct AnswerCounts {
    pub(super) sentence: String,
    /// Class, shape, words, count, and where they are listed.
    pub(super) counts: Vec<(&'static str, &'static str, &'static str, usize, String)>,
}

impl AnswerCounts {
    pub(super) fn of(here: &Here, book: &Yearbook<'_>) -> Option<Self> {
        let digits = book.year.year().to_string();
        let count = |answer: Answer| {
            let (class, shape, words) = said::mark(here.lang, answer);
            let asked = [("year", digits.as_str()), ("answer", answer.word())];
            (class, shape, words, book.answers.count(answer), here.to_with("/remarks/", &asked))
        };
        let counts: Vec<_> = Answer::ALL.into_iter().map(count).filter(|it| it.3 > 0).collect();
        (book.answers.all() > 0)
            .then(|| Self { sentence: crate::remark::sentence(here.lang, &book.answers), counts })
    }
}

/// The other pages of a year, each with what it tells.
pub(super) fn pages(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(&'static str, String, String)> {
    let (lang, digits) = (here.lang, year.year());
    let tells = |ja: &str, en: &str| lang.say(ja, en).to_owned();
    let mut pages = vec![
        (
            lang.say("報告状況", "Reporting status"),
            here.to(&format!("/status/{digits}")),
            tells("何が報告され、何がまだか", "what is reported and what is not"),
        ),
        (
            lang.say("評価", "Evaluations"),
            crate::evaluation::address(here, year),
            tells("自己評価・内部評価・外部評価と判定の分布", "self, internal, external, and grades"),
        ),
    ];
    let rounds = edition.years_of_rounds();
    for (round, ja, en) in [
        (year, "この年度に何が変わったか", "what changed in this year"),
        (
            year.next(),
            "この年度の評価と意見のあと、何が変わったか",
            "what changed after this year was evaluated",
        ),
    ] {
        if rounds.contains(&round) {
            let name = lang.say("どう変わったか", "What changed");
            pages.push((name, crate::pdca::address(here, round), tells(ja, en)));
        }
    }
    if let Some(address) = crate::calendar::of_year(here, edition, year) {
        let name = lang.say("年間予定", "Calendar");
        pages.push((name, address, tells("いつ何を決め、評価するか", "what is decided and evaluated when")));
    }
    if edition.years_of_money().contains(&year) {
        let address = here.to(&format!("/budget/{digits}"));
        pages.push((
            lang.say("予算と決算", "Budget"),
            address,
            tells("目標ごと・部ごとの金額", "by goal and department"),
        ));
    }
    pages
}

/// 年度ごとの表を一文で: the newest judged year beside the one before, and how far back figures go.
pub(super) fn over_years(lang: Lang, edition: &Edition, years: &[(FiscalYear, Tally)]) -> Vec<String> {
    let mut judged = years.iter().filter(|(_, it)| it.judged() > 0);
    let mut said = vec![];
    if let Some((year, tally)) = judged.next() {
        let before = judged.next().map_or(String::new(), |(year, it)| {
            let (name, reached, all) = (lang.short_year(*year), it.reached, it.all());
            lang.say(
                format!("その前に判定した{name}は{all}件中{reached}件の達成でした。"),
                format!(" In {name}, the year judged before, {reached} of {all} did."),
            )
        });
        said.push(super::summary(lang, &lang.short_year(*year), tally) + &before);
    }
    let first = edition.years_begun().first().copied();
    if let Some((first, (oldest, _))) = first.zip(years.last()).filter(|(first, (oldest, _))| first < oldest)
    {
        let (first, oldest) = (lang.short_year(first), lang.short_year(*oldest));
        said.push(lang.say(
            format!("目標を置いた{oldest}からの年度を示します。実績は{first}までさかのぼり、指標ごとのページで見られます。"),
            format!("The table begins with {oldest}, the first year with targets. Figures go back to {first}: see the page of each indicator."),
        ));
    }
    said
}
