//! `/{code}/compare?i=…&i=…`: up to six indicators side by side: the same years, one table, and first of all what forbids
//! comparing them.

use askama::Template;
use axum::response::Html;
use plan::comparison::{Aspect, Comparison};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;

use crate::chart::{Multiple, side_by_side};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::visit::Visit;

mod pick;
mod table;

use pick::Pick;
use table::YearRow;

#[derive(Template)]
#[template(path = "compare/show.html")]
struct Show {
    frame: Frame,
    count: usize,
    /// Name, address, and this page without it.
    chosen: Vec<(String, String, String)>,
    verdict: Vec<String>,
    is_allowed: bool,
    multiples: Vec<Multiple>,
    caption: String,
    heads: Vec<String>,
    years: Vec<YearRow>,
    /// An aspect, what each says of it, whether all say the same, and whether it is decisive.
    aspects: Vec<(&'static str, Vec<String>, bool, bool)>,
    sentences: Vec<(String, String)>,
    pick: Pick,
}

/// More cannot be compared at a glance.
pub(super) const MOST: usize = 6;

/// `GET /{code}/compare?i=…&i=…&q=…`.
pub(crate) async fn show(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::COMPARE);
    let chosen = chosen(&here, &edition)?;
    Ok(Html(view(&here, &edition, &chosen).render()?))
}

/// The indicators asked for, each once. One that does not exist, and one too many, are said.
fn chosen<'a>(here: &Here, edition: &'a Edition) -> Result<Vec<(&'a RecordId, &'a Indicator)>, PageError> {
    let mut chosen: Vec<(&RecordId, &Indicator)> = Vec::new();
    for asked in here.all("i") {
        let found = edition.all::<Indicator>().find(|(id, _)| id.as_str() == asked);
        let found = found.ok_or_else(|| {
            PageError::bad_answer(here, ("i", here.lang.say("指標", "Indicator")), asked, &[])
        })?;
        if !chosen.iter().any(|it| it.0 == found.0) {
            chosen.push(found);
        }
    }
    if chosen.len() > MOST {
        return Err(PageError::too_many(here, chosen.len(), MOST));
    }
    Ok(chosen)
}

fn view(here: &Here, edition: &Edition, chosen: &[(&RecordId, &Indicator)]) -> Show {
    let lang = here.lang;
    let comparison = Comparison::of(&chosen.iter().map(|it| it.1).collect::<Vec<_>>());
    let is_allowed = chosen.len() > 1 && comparison.forbids().is_empty();
    let year = edition.reported_year().or_else(|| edition.date().map(FiscalYear::containing));
    let multiples = year.map(|year| side_by_side(here, edition, chosen, year, is_allowed));
    Show {
        frame: frame(here, edition, chosen),
        count: chosen.len(),
        chosen: chosen
            .iter()
            .map(|it| (it.1.name.clone(), here.record("indicators", it.0), without(here, it.0)))
            .collect(),
        verdict: if chosen.len() > 1 { verdict(lang, &comparison) } else { vec![] },
        is_allowed,
        multiples: multiples.unwrap_or_default(),
        caption: lang.say("年度ごとの実績と目標", "Results and targets by year").to_owned(),
        heads: chosen.iter().map(|it| it.1.name.clone()).collect(),
        years: table::of(here, edition, chosen),
        aspects: aspects(lang, &comparison),
        sentences: chosen.iter().map(|it| (it.1.name.clone(), table::sentence(here, edition, *it))).collect(),
        pick: Pick::of(here, edition, chosen),
    }
}

fn frame(here: &Here, edition: &Edition, chosen: &[(&RecordId, &Indicator)]) -> Frame {
    let lang = here.lang;
    let names: Vec<&str> = chosen.iter().map(|it| it.1.name.as_str()).collect();
    let title = match names.is_empty() {
        true => lang.say("指標を比べる", "Compare indicators").to_owned(),
        false => format!("{}{}", lang.say("比較：", "Compare: "), names.join(lang.say("、", ", "))),
    };
    Frame::new(here, edition, title, Part::Indicators)
        .via(lang.say("指標の一覧", "Indicators"), here.to("/indicators/"))
}

/// This page without one indicator.
fn without(here: &Here, id: &RecordId) -> String {
    let rest: Vec<(&str, &str)> = here.all("i").filter(|it| *it != id.as_str()).map(|it| ("i", it)).collect();
    here.to_with("/compare", &rest)
}

/// What may be said of them together, before anything is shown.
fn verdict(lang: Lang, comparison: &Comparison) -> Vec<String> {
    let names = |aspects: Vec<Aspect>| {
        aspects.into_iter().map(|it| lang.of_pair(it.name())).collect::<Vec<_>>().join(lang.say("、", ", "))
    };
    let (forbids, differs) = (names(comparison.forbids()), names(comparison.differs()));
    let mut said = vec![if forbids.is_empty() {
        lang.say(
            "同じことを同じ方法で測っているので、値の大小を比べられます。",
            "They measure the same in the same way: their figures may be compared.",
        )
        .to_owned()
    } else {
        lang.say(
            format!("{forbids}が違うため、値の大小は比べられません。それぞれがどう動いたかを見てください。"),
            format!("They differ in {forbids}: their figures must not be compared by size. See how each has moved."),
        )
    }];
    if !differs.is_empty() {
        said.push(lang.say(format!("{differs}も違います。"), format!("They also differ in {differs}.")));
    }
    said
}

fn aspects(lang: Lang, comparison: &Comparison) -> Vec<(&'static str, Vec<String>, bool, bool)> {
    let said = |it: &Option<(String, String)>| it.clone().map_or("―".to_owned(), |it| lang.of_pair(it));
    let row = |it: &plan::comparison::Row| {
        let said = it.said.iter().map(said).collect();
        (lang.of_pair(it.aspect.name()), said, it.is_same, it.aspect.is_decisive())
    };
    comparison.rows.iter().map(row).collect()
}
