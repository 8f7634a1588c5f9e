//! `/{code}/comments/`: 意見募集: what the municipality asks its people about, until when and how, and what it answered.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use plan::consultation::{Consultation, Stage};
use plan::edition::Edition;
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::site::Site;
use crate::visit::Visit;

mod changed;
mod form;
mod paper;
mod results;
mod send;
mod show;

pub(crate) use changed::{Changed, changed_by};
pub(crate) use paper::show as paper;
pub(crate) use send::{lead, send};
pub(crate) use show::show;

#[derive(Template)]
#[template(path = "comment/index.html")]
struct Index {
    frame: Frame,
    sentence: String,
    groups: Vec<(&'static str, Vec<Row>)>,
    data: String,
}

/// A round in a list.
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) said: String,
    pub(crate) badge: (&'static str, &'static str, &'static str),
}

/// `GET /{code}/comments/`.
pub(crate) async fn index(
    State(site): State<Site>,
    Visit { edition, here }: Visit,
) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let all = rounds(&site, &here, &edition);
    let open = all.iter().filter(|it| it.0 == Stage::Open).count();
    let of = |stage: Stage| all.iter().filter(move |it| it.0 == stage);
    let rows = |stage| of(stage).map(|(stage, id, it)| row(&site, &here, &edition, (*stage, id, it)));
    let groups = [Stage::Open, Stage::Coming, Stage::Closed, Stage::Answered];
    let groups = groups.map(|stage| (lang.of_pair(stage.name()), rows(stage).collect::<Vec<_>>()));
    let page = Index {
        frame: Frame::new(
            &here,
            &edition,
            lang.say("意見募集（パブリックコメント）", "Public comments"),
            Part::Comments,
        ),
        sentence: sentence(lang, open),
        groups: groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect(),
        data: here.to("/data/"),
    };
    Ok(Html(page.render()?))
}

fn sentence(lang: Lang, open: usize) -> String {
    match open {
        0 => lang.say("いま募集している意見はありません。", "No round is open now.").to_owned(),
        _ => lang.say(
            format!("いま{open}件の意見を募集しています。"),
            if open == 1 {
                "One round is open now.".to_owned()
            } else {
                format!("{open} rounds are open now.")
            },
        ),
    }
}

/// Every round with its stage, those that end last first.
fn rounds<'a>(
    site: &Site,
    here: &Here,
    edition: &'a Edition,
) -> Vec<(Stage, &'a RecordId, &'a Consultation)> {
    let all = edition.all::<Consultation>();
    let mut all: Vec<_> = all.map(|(id, it)| (stage(site, here, edition, it), id, it)).collect();
    all.sort_by(|a, b| (b.2.to, b.1).cmp(&(a.2.to, a.1)));
    all
}

/// 募集中のもの, for the home page.
pub(crate) fn open(site: &Site, here: &Here, edition: &Edition) -> Vec<Row> {
    let all = rounds(site, here, edition);
    let open = all.into_iter().filter(|(stage, _, _)| *stage == Stage::Open);
    open.map(|it| row(site, here, edition, it)).collect()
}

fn row(
    site: &Site,
    here: &Here,
    edition: &Edition,
    (stage, id, it): (Stage, &RecordId, &Consultation),
) -> Row {
    Row {
        title: it.title.clone(),
        address: here.record("comments", id),
        said: said(site, here, edition, it),
        badge: badge(here.lang, stage),
    }
}

/// The day of the page: of the past its own, else today; where no clock is, the day of the edition.
pub(crate) fn day(site: &Site, here: &Here, edition: &Edition) -> Option<jiff::civil::Date> {
    site.today().filter(|_| here.asof.is_none()).or(edition.date())
}

fn stage(site: &Site, here: &Here, edition: &Edition, it: &Consultation) -> Stage {
    it.stage(day(site, here, edition).unwrap_or(it.from))
}

fn badge(lang: Lang, stage: Stage) -> (&'static str, &'static str, &'static str) {
    let (class, shape) = match stage {
        Stage::Open => ("reached", "●"),
        Stage::Coming => ("without", "○"),
        Stage::Closed => ("open", "◐"),
        Stage::Answered => ("person", "■"),
    };
    (class, shape, lang.of_pair(stage.name()))
}

/// 「令和8年10月1日から11月2日まで（33日間）。あと5日です。」
fn said(site: &Site, here: &Here, edition: &Edition, it: &Consultation) -> String {
    let lang = here.lang;
    let (from, to, days) = (lang.date(it.from), lang.date(it.to), it.days());
    let period =
        lang.say(format!("{from}から{to}まで（{days}日間）"), format!("{from} to {to} ({days} days)"));
    let left = day(site, here, edition).and_then(|today| it.days_left(today));
    match (left, &it.results) {
        (Some(0), _) => period + lang.say("。きょうが最終日です。", ". Today is the last day."),
        (Some(1), _) => period + lang.say("。あと1日です。", ". One day is left."),
        (Some(left), _) => {
            period + &lang.say(format!("。あと{left}日です。"), format!(". {left} days are left."))
        }
        (None, Some(results)) => period + &results::counted(lang, results),
        (None, None) => period + lang.say("。", "."),
    }
}
