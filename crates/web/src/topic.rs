//! `/{code}/topics/`: くらしの分野, the way in for those who know their question and not the plan.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use plan::tally::Tally;
use plan::topic::Topic;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;
use crate::works::{Work, Works};

#[derive(Template)]
#[template(path = "topic/index.html")]
struct Index {
    frame: Frame,
    lead: String,
    cards: Vec<Card>,
}

/// One field of life, or one pillar of the plan, at a glance.
pub(crate) struct Card {
    pub(crate) name: String,
    pub(crate) address: String,
    /// 「施策・事業 18件」.
    pub(crate) size: String,
    pub(crate) bar: Vec<Stretch>,
    /// The same as the bar, in words.
    pub(crate) said: String,
}

#[derive(Template)]
#[template(path = "topic/show.html")]
struct Show {
    frame: Frame,
    lead: String,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    indicators: String,
    plans: Vec<PlanPart>,
    others: Vec<(String, String)>,
}

struct PlanPart {
    name: String,
    address: String,
    works: Vec<Work>,
}

/// `GET /{code}/topics/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let frame = Frame::new(&here, &edition, lang.say("くらしの分野", "Fields of life"), Part::Topics);
    let cards = cards(&here, &edition);
    let lead = if cards.is_empty() {
        lang.say("計画の内容はまだ公表されていません。", "No plan is published yet.").to_owned()
    } else if edition.topics().is_empty() {
        let plan = edition.main_plan().map_or("", |(_, it)| &it.name);
        lang.say(
            format!("くらしの分野は登録されていません。「{plan}」の柱ごとに示します。"),
            format!("No fields of life are recorded; these are the pillars of “{plan}”."),
        )
    } else {
        let noun = frame.noun;
        lang.say(
            format!("知りたい分野から、{noun}の取組と成果をたどれます。"),
            "Start from what you care about.".to_owned(),
        )
    };
    Ok(Html(Index { frame, lead, cards }.render()?))
}

/// `GET /{code}/topics/{topic}`: the name of a field is its address.
pub(crate) async fn show(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let topic = visit.edition.topic(&name);
    let topic = topic.ok_or_else(|| PageError::not_found(visit.here.lang).on(&visit.here))?;
    Ok(Html(view(&visit, &topic).render()?))
}

/// くらしの分野 as cards; the pillars of the main plan where a city names none.
pub(crate) fn cards(here: &Here, edition: &Edition) -> Vec<Card> {
    let year = edition.reported_year();
    let topics = edition.topics();
    if !topics.is_empty() {
        return topics.iter().map(|it| card(here, edition, it, year)).collect();
    }
    let Some((id, plan)) = edition.main_plan() else { return vec![] };
    let year = edition.year_shown(Some(plan));
    let works = Works::of(here, edition, year);
    let pillar = |(id, it): (&RecordId, &plan::element::Element)| {
        let tally = works.tally(id);
        Card {
            name: format!("{} {}", it.number, it.title).trim().to_owned(),
            address: here.record("plan", id),
            size: String::new(),
            bar: tally::bar(&tally),
            said: said(here.lang, &tally, year),
        }
    };
    edition.top(id).map(pillar).collect()
}

/// The address of a field's page.
pub(crate) fn address(here: &Here, name: &str) -> String {
    here.to(&format!("/topics/{}", crate::here::encode(name)))
}

fn card(here: &Here, edition: &Edition, topic: &Topic<'_>, year: Option<FiscalYear>) -> Card {
    let tally = tally(edition, topic, year);
    let size = topic.elements().count();
    Card {
        name: topic.name.to_owned(),
        address: address(here, topic.name),
        size: here.lang.say(format!("施策・事業など {size}件"), format!("{size} programs and projects")),
        bar: tally::bar(&tally),
        said: said(here.lang, &tally, year),
    }
}

fn tally(edition: &Edition, topic: &Topic<'_>, year: Option<FiscalYear>) -> Tally {
    year.map_or_else(Tally::default, |year| edition.tally_of(topic.indicators(edition), year))
}

/// 「令和7年度に目標のある指標12件中 7件達成」.
fn said(lang: Lang, tally: &Tally, year: Option<FiscalYear>) -> String {
    let year = year.map_or(String::new(), |it| lang.short_year(it));
    match (tally.all(), tally.reached) {
        (0, _) => lang.say("目標のある指標はありません", "no indicator with a target").to_owned(),
        (all, reached) => lang.say(
            format!("{year}に目標のある指標{all}件中 {reached}件達成"),
            format!("{year}: {reached} of {all} indicators reached their target"),
        ),
    }
}

fn view(Visit { edition, here }: &Visit, topic: &Topic<'_>) -> Show {
    let lang = here.lang;
    let year = edition.reported_year();
    let tally = tally(edition, topic, year);
    let works = Works::of(here, edition, year);
    let plans = topic.plans.iter().map(|it| PlanPart {
        name: it.plan.name.clone(),
        address: here.record("plan", it.id),
        works: nested(&works, topic, &it.elements),
    });
    let frame = Frame::new(here, edition, topic.name, Part::Topics);
    let others = edition.topics().into_iter().filter(|it| it.name != topic.name);
    Show {
        frame: frame.via(lang.say("くらしの分野", "Fields of life"), here.to("/topics/")),
        lead: lead(lang, topic, year, &tally),
        bar: tally::bar(&tally),
        legend: tally::legend(lang, &tally),
        indicators: here.to_with("/indicators/", &[("topic", topic.name)]),
        plans: plans.collect(),
        others: others.map(|it| (it.name.to_owned(), address(here, it.name))).collect(),
    }
}

fn lead(lang: Lang, topic: &Topic<'_>, year: Option<FiscalYear>, tally: &Tally) -> String {
    let (name, size) = (topic.name, topic.elements().count());
    let Some(year) = year.filter(|_| tally.all() > 0) else {
        return lang.say(
            format!("「{name}」に関わる施策・事業などは{size}件です。目標のある指標はまだありません。"),
            format!(
                "{size} programs and projects belong to “{name}”. None has an indicator with a target yet."
            ),
        );
    };
    let (all, reached, missed) = (tally.all(), tally.reached, tally.missed);
    lang.say(
        format!(
            "「{name}」に関わる施策・事業などは{size}件です。{}に目標を置いた指標は{all}件で、{reached}件が達成、{missed}件が未達成でした。",
            year.japanese()
        ),
        format!(
            "{size} programs and projects belong to “{name}”. In FY{}, {reached} of {all} indicators reached their target and {missed} missed it.",
            year.year()
        ),
    )
}

/// Elements whose parent is in the field too stand below the topmost one; deeper ones beside each other.
fn nested(
    works: &Works<'_>,
    topic: &Topic<'_>,
    elements: &[(&RecordId, &plan::element::Element)],
) -> Vec<Work> {
    let mut rows: Vec<Work> = Vec::new();
    for (id, it) in elements {
        let row = works.row(id, it);
        match rows.last_mut().filter(|_| topic.is_below_another(it)) {
            Some(above) => above.below.push(row),
            None => rows.push(row),
        }
    }
    rows
}
