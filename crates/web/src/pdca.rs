//! `/{code}/pdca/{year}`: どう変わったか: last year's evaluations and remarks beside this year's changes, work by work.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::{Answers, Wanted};
use plan::record::RecordId;
use plan::round::{Alteration, Thread, Weight};

use crate::choice::{self, Choice};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::visit::Visit;

mod block;

pub(crate) use block::Block;

#[derive(Template)]
#[template(path = "pdca/index.html")]
struct Index {
    frame: Frame,
    /// Year, address, and what is told of it.
    years: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "pdca/show.html")]
struct Show {
    frame: Frame,
    sentences: Vec<String>,
    neighbours: Vec<(String, String)>,
    /// Unanswered remarks: how many, and where they are listed.
    open: Option<(String, String)>,
    rule: String,
    choices: Vec<Choice>,
    /// Works under the heading that says what they have in common.
    groups: Vec<(&'static str, Vec<Block>)>,
    pager: Pager,
}

/// Works of one part of the page.
const LISTED: usize = 15;

/// `GET /{code}/pdca/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let frame = Frame::new(&here, &edition, lang.say("どう変わったか", "What changed"), Part::Changes);
    let year = |year: FiscalYear| {
        let told =
            counts(lang, &edition.altered(year).iter().collect::<Vec<_>>()).unwrap_or_else(|| nothing(lang));
        (lang.short_year(year), address(&here, year), told)
    };
    let years = edition.years_of_rounds().into_iter().map(year).collect();
    Ok(Html(Index { frame, years }.render()?))
}

/// `GET /{code}/pdca/{year}?department=…&what=…`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::CHANGES);
    let year = choice::year_in_path(&here, &year)?;
    if !edition.years_of_rounds().contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    Ok(Html(view(&here, &edition, year)?.render()?))
}

/// The page of a year.
pub(crate) fn address(here: &Here, year: FiscalYear) -> String {
    here.to(&format!("/pdca/{}", year.year()))
}

fn view(here: &Here, edition: &Edition, year: FiscalYear) -> Result<Show, PageError> {
    let lang = here.lang;
    let all = edition.round(year);
    let department = |id: &str| edition.get(&RecordId::new(id)).map(|it| it.id.clone());
    let department = choice::asked(here, "department", department)?;
    let what = choice::asked(here, "what", What::of)?;
    let is_asked = |it: &&Thread<'_>| {
        department.as_ref().is_none_or(|id| department_of(edition, it) == Some(id))
            && what.is_none_or(|what| what.takes(it))
    };
    let mut taken: Vec<&Thread<'_>> = all.iter().filter(is_asked).collect();
    taken.sort_by_key(|it| it.weight());
    let (pager, part) = Pager::of(here, taken.len(), LISTED)?;
    let title = lang.say(
        format!("{}にどう変わったか", lang.short_year(year)),
        format!("What changed in {}", lang.short_year(year)),
    );
    let choices = choices(here, edition, &all);
    let title = choice::titled(lang, title, &choices);
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&title), Part::Changes)
            .via(lang.say("どう変わったか", "What changed"), here.to("/pdca/")),
        sentences: sentences(lang, year, &taken),
        neighbours: neighbours(here, edition, year),
        open: open(here, edition, year),
        rule: rule(lang, year),
        choices,
        groups: groups(here, edition, &taken[part], year),
        pager,
    })
}

/// The works of one part of the list, the unanswered first, each group under its heading.
fn groups(
    here: &Here,
    edition: &Edition,
    threads: &[&Thread<'_>],
    year: FiscalYear,
) -> Vec<(&'static str, Vec<Block>)> {
    let lang = here.lang;
    let heading = |weight| match weight {
        Weight::Unanswered => {
            lang.say("まだ対応が示されていない意見のある取組", "With remarks that nobody has answered")
        }
        Weight::Remarked => lang.say("意見に対応が示された取組", "With remarks and their responses"),
        Weight::Altered => lang.say("意見はなく、変わったことのある取組", "Changed without a remark"),
        Weight::Evaluated => {
            lang.say("評価され、記録の上では変わっていない取組", "Evaluated, and nothing changed on record")
        }
    };
    let together = threads.chunk_by(|a, b| a.weight() == b.weight());
    let blocks = |chunk: &[&Thread<'_>]| chunk.iter().map(|it| Block::of(here, edition, it, year)).collect();
    together.map(|chunk| (chunk.first().map_or("", |it| heading(it.weight())), blocks(chunk))).collect()
}

/// What the visitor wants to see alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Remarks,
    Changes,
    Evaluations,
}

impl What {
    const ALL: [(Self, &'static str, &'static str, &'static str); 3] = [
        (Self::Remarks, "remarks", "意見のあったもの", "with remarks"),
        (Self::Changes, "changes", "変わったことのあるもの", "with changes"),
        (Self::Evaluations, "evaluations", "評価のあるもの", "with evaluations"),
    ];

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.1 == word).map(|it| it.0)
    }

    fn takes(self, it: &Thread<'_>) -> bool {
        match self {
            Self::Remarks => !it.remarks.is_empty() || !it.reflected.is_empty(),
            Self::Changes => !it.alterations.is_empty(),
            Self::Evaluations => !it.evaluations.is_empty(),
        }
    }
}

fn department_of<'a>(edition: &'a Edition, it: &Thread<'a>) -> Option<&'a RecordId> {
    let charged = it.ids().into_iter().find_map(|id| edition.in_charge(id));
    charged.and_then(|id| edition.department(id)).map(|(id, _)| id)
}

fn choices(here: &Here, edition: &Edition, all: &[Thread<'_>]) -> Vec<Choice> {
    let lang = here.lang;
    let mut departments: Vec<&RecordId> = all.iter().filter_map(|it| department_of(edition, it)).collect();
    let order = |id: &&RecordId| edition.find::<plan::organisation::Organisation>(id).map(|it| it.order);
    departments.sort_by_key(|id| (order(id), *id));
    departments.dedup();
    let departments =
        departments.into_iter().map(|id| (id.to_string(), crate::difference::title(edition, id)));
    let what = What::ALL.map(|(_, word, ja, en)| (word.to_owned(), lang.say(ja, en).to_owned()));
    vec![
        Choice::of(here, "department", lang.say("担当の部", "Department"), departments),
        Choice::of(here, "what", lang.say("内容", "What"), what),
    ]
}

fn neighbours(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String)> {
    let others = edition.years_of_rounds().into_iter().filter(|it| *it != year);
    others.map(|it| (here.lang.short_year(it), address(here, it))).collect()
}

/// What the page takes for a change, in one sentence: the rule is no secret.
fn rule(lang: Lang, year: FiscalYear) -> String {
    let (last, this, calendar) = (lang.short_year(year.previous()), lang.short_year(year), year.year());
    lang.say(
        format!(
            "左は{last}までについての評価と意見、右は{calendar}年の1月から12月までに決めたことです。年度ではなく暦の年で区切るのは、1月から3月までの決裁が、4月に始まる{this}のことを決めるからです。日付の順に読むと、何が先だったかがわかります。評価より前に決まった予算や目標は、その評価を受けたものではありません。"
        ),
        format!(
            "On the left what was said about {last} and before, on the right what was decided from January to December {calendar}: by calendar year, for decisions of January to March are about {this}, which begins in April. The days tell what came first: a budget or a target decided before an evaluation does not answer it."
        ),
    )
}

/// What is listed, counted: what was said about last year and before it, and what changed.
fn sentences(lang: Lang, year: FiscalYear, listed: &[&Thread<'_>]) -> Vec<String> {
    let last = year.previous();
    let evaluations = listed.iter().flat_map(|it| &it.evaluations).map(|it| it.what.fiscal_year);
    let remarks = listed.iter().flat_map(|it| &it.remarks).map(|it| it.remark.fiscal_year);
    let (of_last, older): (Vec<_>, Vec<_>) = evaluations.partition(|it| *it == last);
    let (on_last, earlier): (Vec<_>, Vec<_>) = remarks.partition(|it| *it == last);
    let name = lang.short_year(last);
    let mut said = lang.say(
        format!("{name}については、評価{}件と意見{}件があります。", of_last.len(), on_last.len()),
        format!("There are {} evaluations of {name} and {} remarks on it.", of_last.len(), on_last.len()),
    );
    if !(older.is_empty() && earlier.is_empty()) {
        let (older, earlier) = (older.len(), earlier.len());
        said += &lang.say(
            format!("それより前の年度についての評価{older}件と意見{earlier}件も、あわせて示します。"),
            format!(" Also shown: {older} evaluations of the years before and {earlier} remarks on them."),
        );
    }
    let altered: Vec<_> = listed.iter().flat_map(|it| &it.alterations).map(|it| &it.what).collect();
    let changed = counts(lang, &altered).unwrap_or_else(|| nothing(lang));
    let calendar = year.year();
    let changed = lang.say(
        format!("{calendar}年1月から12月までの決裁では、{changed}。"),
        format!("Decided from January to December {calendar}: {changed}."),
    );
    vec![said, changed]
}

fn nothing(lang: Lang) -> String {
    lang.say("記録の上で変わったことはありません", "nothing changed on record").to_owned()
}

/// 「新しい取組3件、目標の改定6件、本文の変更2件がありました」; none where nothing changed.
fn counts(lang: Lang, altered: &[&Alteration<'_>]) -> Option<String> {
    let count = |is: fn(&Alteration<'_>) -> bool| altered.iter().filter(|it| is(it)).count();
    let counts = [
        (lang.say("新しい取組", "new works"), count(|it| matches!(it, Alteration::New))),
        (lang.say("終わった取組", "works ended"), count(|it| matches!(it, Alteration::Ended))),
        (lang.say("目標の改定", "targets revised"), count(|it| matches!(it, Alteration::Moved(..)))),
        (
            lang.say("新しい年度の目標", "targets of a new year"),
            count(|it| matches!(it, Alteration::Promised { .. })),
        ),
        (
            lang.say("指標の追加・取りやめ", "indicators added or dropped"),
            count(|it| matches!(it, Alteration::Added(..) | Alteration::Dropped(..))),
        ),
        (
            lang.say("本文・名称の変更", "texts changed"),
            count(|it| matches!(it, Alteration::Text { .. } | Alteration::Renamed { .. })),
        ),
        (lang.say("担当の変更", "works handed over"), count(|it| matches!(it, Alteration::Handed { .. }))),
    ];
    let said = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<_> = said
        .map(|(words, count)| lang.say(format!("{words}{count}件"), format!("{count} {words}")))
        .collect();
    let joined = said.join(lang.say("、", ", "));
    (!said.is_empty()).then(|| lang.say(format!("{joined}がありました"), joined.clone()))
}

/// 未回答 of last year and before: a sentence and where they are listed; none where all are answered.
fn open(here: &Here, edition: &Edition, year: FiscalYear) -> Option<(String, String)> {
    let all = edition.follow_ups();
    let upto = all.iter().filter(|it| it.remark.fiscal_year < year);
    let answers = Answers::of(upto);
    let last = Wanted { year: Some(year.previous()), ..Wanted::default() };
    let of_last = Answers::of(all.iter().filter(|it| last.takes(it))).unanswered();
    let (open, lang) = (answers.unanswered(), here.lang);
    let sentence = lang.say(
        format!(
            "まだ対応が示されていない意見が{open}件あります（うち{}について{of_last}件）。",
            lang.short_year(year.previous())
        ),
        format!(
            "{open} remarks have no response yet ({of_last} of them on {}).",
            lang.short_year(year.previous())
        ),
    );
    (open > 0).then(|| (sentence, here.to_with("/remarks/", &[("answer", "none")])))
}
