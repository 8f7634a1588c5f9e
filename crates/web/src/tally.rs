//! 達成の集計 as it is shown: one stacked bar, and the counts in words. No share, no score.

use plan::fiscal_year::FiscalYear;
use plan::rating::Undecided;
use plan::tally::{Standing, Tally};

use crate::lang::Lang;

/// One part of the bar: where it stands among 1,000 units, and its class.
pub(crate) type Stretch = (usize, usize, &'static str);

/// One count: class, shape, words, how many.
pub(crate) type Count = (&'static str, &'static str, &'static str, usize);

/// The stacked bar: parts are parted by a gap, so that colour does not stand alone. A count above zero is always seen.
pub(crate) fn bar(tally: &Tally) -> Vec<Stretch> {
    stretches(&[(tally.reached, "reached"), (tally.missed, "missed"), (tally.open(), "open")])
}

/// The same of elements by their standing.
pub(crate) fn bar_of(counts: &[Count]) -> Vec<Stretch> {
    stretches(&counts.iter().map(|(class, _, _, count)| (*count, *class)).collect::<Vec<_>>())
}

fn stretches(counts: &[(usize, &'static str)]) -> Vec<Stretch> {
    const GAP: usize = 4;
    let all: usize = counts.iter().map(|it| it.0).sum::<usize>().max(1);
    let (mut before, mut parts) = (0, Vec::new());
    for (count, class) in counts.iter().filter(|it| it.0 > 0) {
        let (from, to) = (before * 1000 / all, (before + count) * 1000 / all);
        parts.push((from, (to - from).saturating_sub(GAP).max(2), *class));
        before += count;
    }
    parts
}

/// The counts of a tally that are not zero.
pub(crate) fn legend(lang: Lang, tally: &Tally) -> Vec<Count> {
    let open = |why: Undecided| lang.of_pair(why.name());
    let counts = [
        ("reached", "●", lang.say("達成", "reached"), tally.reached),
        ("missed", "■", lang.say("未達成", "missed"), tally.missed),
        ("open", "―", open(Undecided::NotMeasured), tally.not_measured),
        ("open", "―", open(Undecided::NotYet), tally.not_yet),
        ("open", "―", open(Undecided::CannotTell), tally.cannot_tell),
        ("open", "―", open(Undecided::SetAside), tally.set_aside),
    ];
    counts.into_iter().filter(|(.., count)| *count > 0).collect()
}

/// How many elements stand how: those of which nothing is known are counted too.
pub(crate) fn by_standing(lang: Lang, all: impl IntoIterator<Item = Standing>) -> Vec<Count> {
    let all: Vec<Standing> = all.into_iter().collect();
    let count = |standing: Standing| {
        let (class, shape) = mark(standing);
        (class, shape, lang.of_pair(standing.name()), all.iter().filter(|it| **it == standing).count())
    };
    Standing::ALL.into_iter().map(count).filter(|(.., count)| *count > 0).collect()
}

/// 「すべて達成5件、一部達成8件」: counts by standing in words.
pub(crate) fn listed(lang: Lang, counts: &[Count]) -> String {
    let part =
        |(_, _, words, count): &Count| lang.say(format!("{words}{count}件"), format!("{words}: {count}"));
    counts.iter().map(part).collect::<Vec<_>>().join(lang.say("、", ", "))
}

/// Class and shape of a standing: the shape tells as much as the colour.
pub(crate) fn mark(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Reached => ("reached", "●"),
        Standing::Partly => ("partly", "▲"),
        Standing::Missed => ("missed", "■"),
        Standing::Open => ("open", "―"),
        Standing::Without => ("without", "・"),
    }
}

/// An element's standing, as a badge with its counts: 「▲ 一部達成 2/3」.
#[derive(Clone, Debug)]
pub(crate) struct StandingMark {
    pub(crate) class: &'static str,
    pub(crate) shape: &'static str,
    pub(crate) words: &'static str,
    pub(crate) standing: Standing,
    /// How many of the judged were reached, e.g. 「2/3」; empty where none was judged.
    pub(crate) share: String,
}

impl StandingMark {
    pub(crate) fn of(lang: Lang, tally: Tally) -> Self {
        let (class, shape) = mark(tally.standing());
        let share = match tally.judged() {
            0 => String::new(),
            judged => format!("{}/{judged}", tally.reached),
        };
        Self { class, shape, words: lang.of_pair(tally.standing().name()), standing: tally.standing(), share }
    }
}

/// 「令和7年度に目標を置いた指標は10件で、3件が達成、6件が未達成でした。1件は判定していません。」: how a year went. `what`: whose indicators.
pub(crate) fn fared(lang: Lang, year: FiscalYear, what: (&str, &str), tally: &Tally) -> String {
    let (all, reached, missed, open) = (tally.all(), tally.reached, tally.missed, tally.open());
    let ((ja, en), (year_ja, year_en)) = (what, (year.japanese(), year.year()));
    if tally.judged() == 0 {
        return lang.say(
            format!("{year_ja}に目標を置いた{ja}は{all}件で、まだ1件も判定していません。"),
            format!("For FY{year_en}, {all} {en} have a target; none is judged yet."),
        );
    }
    let rest = match open {
        0 => String::new(),
        _ => lang.say(format!("{open}件は判定していません。"), format!(" Not judged: {open}.")),
    };
    lang.say(
        format!(
            "{year_ja}に目標を置いた{ja}は{all}件で、{reached}件が達成、{missed}件が未達成でした。{rest}"
        ),
        format!(
            "In FY{year_en}, {all} {en} had a target: {reached} reached it and {missed} missed it.{rest}"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_long_as_its_counts_and_shows_the_smallest() {
        let tally = Tally { reached: 998, missed: 1, not_yet: 1, ..Tally::default() };
        let parts = bar(&tally);
        assert_eq!(parts.iter().map(|it| it.2).collect::<Vec<_>>(), ["reached", "missed", "open"]);
        assert!(parts.iter().all(|(from, width, _)| *width >= 1 && from + width <= 1002), "{parts:?}");
        assert_eq!(bar(&Tally::default()), []);
    }

    #[test]
    fn how_a_year_went_is_told_in_whole_sentences_and_never_as_none_of_two() {
        let year = FiscalYear::new(2025);
        let of = |reached, missed, open| {
            let tally = Tally { reached, missed, not_yet: open, ..Tally::default() };
            [Lang::Ja, Lang::En].map(|it| fared(it, year, ("指標", "indicators"), &tally))
        };
        let [ja, en] = of(0, 0, 2);
        assert_eq!(ja, "令和7年度に目標を置いた指標は2件で、まだ1件も判定していません。");
        assert_eq!(en, "For FY2025, 2 indicators have a target; none is judged yet.");
        let [ja, en] = of(3, 6, 1);
        assert_eq!(
            ja,
            "令和7年度に目標を置いた指標は10件で、3件が達成、6件が未達成でした。1件は判定していません。"
        );
        assert_eq!(en, "In FY2025, 10 indicators had a target: 3 reached it and 6 missed it. Not judged: 1.");
        assert!(of(1, 0, 0)[0].ends_with("1件が達成、0件が未達成でした。"));
    }
}
