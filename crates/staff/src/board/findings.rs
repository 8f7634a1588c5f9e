//! `/{code}/board/{year}/findings`: 点検の一覧: what the checks say of what is decided and of the sheets under way.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Html;
use desk::anomalies::{self, Anomaly};
use jiff::civil::Date;
use plan::check::Severity;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::record::RecordId;
use web::Lang;

use crate::clerk::Clerk;
use crate::findings::Found;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{anchor, path};
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "board/findings.html")]
struct Show {
    frame: Frame,
    board: String,
    /// What can be chosen: words, value, whether it is chosen.
    departments: Vec<Choice>,
    kinds: Vec<Choice>,
    weights: Vec<Choice>,
    only_new: bool,
    /// How many there are, and how many of them are shown.
    count: usize,
    of: usize,
    rows: Vec<Row>,
    /// The next part of a long list.
    next: Option<String>,
    before: Option<String>,
}

type Choice = (String, String, bool);

/// One finding.
struct Row {
    organisation: String,
    stage: Option<String>,
    found: Found,
}

/// So many on a page.
const PART: usize = 100;

/// What the reader wants to see.
struct Wanted {
    department: String,
    kind: String,
    weight: Severity,
    only_new: bool,
    from: usize,
}

impl Wanted {
    fn read(query: Option<String>) -> Self {
        let typed = Typed::decode(query.unwrap_or_default().as_bytes());
        let weight = match typed.get("weight") {
            "hint" => Severity::Hint,
            "stop" => Severity::Stop,
            _ => Severity::Warning,
        };
        Self {
            department: typed.get("department").to_owned(),
            kind: typed.get("kind").to_owned(),
            weight,
            only_new: typed.has("new"),
            from: typed.get("from").parse().unwrap_or(0),
        }
    }

    /// The same question from another place in the list.
    fn at(&self, from: usize) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("department", &self.department).append_pair("kind", &self.kind);
        form.append_pair("weight", self.weight.word());
        if self.only_new {
            form.append_pair("new", "1");
        }
        form.append_pair("from", &from.to_string()).finish()
    }

    fn is_met_by(&self, it: &Anomaly, department: Option<&RecordId>) -> bool {
        it.finding.severity() >= self.weight
            && (self.kind.is_empty() || it.finding.check.code == self.kind)
            && (!self.only_new || it.is_new)
            && (self.department.is_empty() || department.is_some_and(|it| it.as_str() == self.department))
    }
}

/// `GET /{code}/board/{year}/findings`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, year)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let l = clerk.lang;
    let year: FiscalYear = year.parse().map(FiscalYear::new).map_err(|_| Refused::not_found(l))?;
    let (actor, at, wanted) = (clerk.actor().clone(), office.now(), Wanted::read(query));
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((desk.edition(&actor.town)?, anomalies::list(desk, &actor, year, at)?))
    });
    let (edition, list) = found.await.map_err(|fault| fault.page(l))?;
    let title = l.say("点検の一覧", "Findings of the checks");
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), title);
    let department = |it: &Anomaly| it.organisation.as_ref().map(|id| above(&edition, id).clone());
    let met: Vec<&Anomaly> = list.iter().filter(|it| wanted.is_met_by(it, department(it).as_ref())).collect();
    let (count, from) = (met.len(), wanted.from.min(met.len()));
    let page = Show {
        board: clerk.to(&format!("/board/{}", year.year())),
        departments: departments(&list, &edition, &wanted, clerk.actor().today),
        kinds: kinds(&list, &wanted, l),
        weights: weights(&wanted, l),
        only_new: wanted.only_new,
        of: list.len(),
        rows: met.iter().skip(from).take(PART).map(|it| row(it, &edition, &clerk)).collect(),
        next: (from + PART < count).then(|| format!("{}?{}", clerk.path, wanted.at(from + PART))),
        before: (from > 0).then(|| format!("{}?{}", clerk.path, wanted.at(from.saturating_sub(PART)))),
        count,
        frame,
    };
    Ok(Html(page.render()?))
}

/// 部: the department of an organisation; itself where there is none above it.
fn above<'a>(edition: &'a Edition, id: &'a RecordId) -> &'a RecordId {
    edition.department(id).map_or(id, |(id, _)| id)
}

fn departments(list: &[Anomaly], edition: &Edition, wanted: &Wanted, today: Date) -> Vec<Choice> {
    let mut counts: BTreeMap<&RecordId, usize> = BTreeMap::new();
    for id in list.iter().filter_map(|it| it.organisation.as_ref()) {
        *counts.entry(above(edition, id)).or_default() += 1;
    }
    let mut choices: Vec<(u32, Choice)> = vec![];
    for (id, count) in counts {
        let known = edition.find::<Organisation>(id);
        let name = edition.name_on(id, today);
        let order = known.map_or(u32::MAX, |it| it.order);
        choices
            .push((order, (format!("{name}（{count}）"), id.to_string(), id.as_str() == wanted.department)));
    }
    choices.sort();
    choices.into_iter().map(|(_, choice)| choice).collect()
}

/// The checks that say anything, those that say most first.
fn kinds(list: &[Anomaly], wanted: &Wanted, l: Lang) -> Vec<Choice> {
    let mut counts: BTreeMap<&str, (usize, &'static plan::check::Check)> = BTreeMap::new();
    for it in list {
        counts.entry(it.finding.check.code).or_insert((0, it.finding.check)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(count, check)| (std::cmp::Reverse(*count), check.code));
    let choice = |(count, check): (usize, &'static plan::check::Check)| {
        let words = format!("{}（{count}）", l.say(check.ja, check.en));
        (words, check.code.to_owned(), check.code == wanted.kind)
    };
    counts.into_iter().map(choice).collect()
}

fn weights(wanted: &Wanted, l: Lang) -> Vec<Choice> {
    let all = [
        (l.say("すべて（参考も）", "All, hints too"), Severity::Hint),
        (l.say("要確認から", "Those to look at"), Severity::Warning),
        (l.say("公表前に解決するものだけ", "Those that stop a publication"), Severity::Stop),
    ];
    all.map(|(words, it)| (words.to_owned(), it.word().to_owned(), it == wanted.weight)).into()
}

fn row(it: &Anomaly, edition: &Edition, clerk: &Clerk) -> Row {
    let l = clerk.lang;
    let named = it.organisation.as_ref().and_then(|id| edition.find::<Organisation>(id));
    let stage = it.sheet.as_ref().and_then(|(place, _)| edition.find(&place.stage));
    let address = it.sheet.as_ref().map(|(place, field)| {
        let mark = field.as_ref().map_or(String::new(), |id| format!("#{}", anchor(id)));
        format!("{}{mark}", clerk.to(&path(place)))
    });
    Row {
        organisation: named.map_or_else(
            || l.say("全庁", "whole municipality").to_owned(),
            |it: &Organisation| it.name_on(clerk.actor().today).to_owned(),
        ),
        stage: stage.map(|it: &plan::calendar::CalendarEntry| it.title.clone()),
        found: Found { address, new: it.is_new, ..Found::of(&it.finding, it.place.clone(), l) },
    }
}
