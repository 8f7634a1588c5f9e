//! `/{code}/decisions/`: 改訂履歴, decision by decision, field by field.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::decision::{Decision, DecisionNumber};
use plan::diff::{self, How};
use plan::edition::Edition;

use crate::difference::Changed;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "decision/index.html")]
struct Index {
    frame: Frame,
    rows: Vec<Row>,
    withdrawals: Vec<crate::erratum::Withdrawal>,
    pager: Pager,
}

struct Row {
    number: DecisionNumber,
    address: String,
    reason: String,
    date: String,
    by: String,
    counts: String,
    /// Whether it put something right that had been published.
    corrects: bool,
}

#[derive(Template)]
#[template(path = "decision/show.html")]
struct Show {
    frame: Frame,
    number: DecisionNumber,
    date: String,
    recorded: Option<String>,
    by: String,
    counts: String,
    /// What it puts right, in the words of whoever decided it.
    erratum: Option<String>,
    /// The decision by which all of it was undone, and its address.
    undone: Option<(String, String)>,
    sources: Vec<(String, String)>,
    /// When and as what the public first saw it.
    published: Option<String>,
    /// 指摘を残して公表する理由.
    despite: Option<String>,
    left_open: Vec<crate::left_open::LeftOpen>,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
    as_of: String,
    changes: Vec<Changed>,
    pager: Pager,
    before: Option<String>,
    after: Option<String>,
}

/// Changes of one part of a long decision.
const LISTED: usize = 40;
/// Decisions of one part of the list.
const DECISIONS: usize = 100;

/// `GET /{code}/decisions/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("改訂履歴", "Revisions"), Part::Decisions);
    let row = |it: &std::sync::Arc<Decision>| Row {
        number: it.number,
        address: address(&here, it.number),
        reason: reason(here.lang, it),
        date: here.lang.date(it.date()),
        by: it.signed().to_owned(),
        counts: counts(here.lang, &edition, it.number),
        corrects: it.erratum.is_some(),
    };
    let (pager, part) = Pager::of(&here, edition.decisions().len(), DECISIONS)?;
    let rows = edition.decisions().iter().rev().skip(part.start).take(part.len()).map(row).collect();
    let withdrawals = crate::erratum::withdrawals(&here, &edition);
    Ok(Html(Index { frame, rows, withdrawals, pager }.render()?))
}

/// `GET /{code}/decisions/{number}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let Visit { edition, here } = &visit;
    let number = number.parse().map(DecisionNumber).map_err(|_| PageError::not_found(here.lang).on(here))?;
    let decision = edition.decision(number).ok_or_else(|| PageError::not_found(here.lang).on(here))?;
    Ok(Html(view(here, edition, decision)?.render()?))
}

fn view(here: &Here, edition: &Edition, decision: &Decision) -> Result<Show, PageError> {
    let lang = here.lang;
    let (pager, part) = Pager::of(here, decision.edits.len(), LISTED)?;
    let differences = diff::of_decision(edition, decision.number, part);
    let neighbour = |number: Option<u64>| {
        let number = DecisionNumber(number?);
        edition.decision(number).map(|_| address(here, number))
    };
    let publication = edition.public_since(decision.number);
    let mut at = here.clone();
    (at.path, at.page) = ("/".to_owned(), None);
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&reason(lang, decision)), Part::Decisions)
            .via(lang.say("改訂履歴", "Revisions"), here.to("/decisions/")),
        number: decision.number,
        date: lang.date(decision.date()),
        recorded: decision.recorded_at.map(|at| lang.date(plan::decision::date_in_japan(at))),
        by: decision.signed().to_owned(),
        counts: counts(lang, edition, decision.number),
        erratum: decision.erratum.clone(),
        sources: decision.sources.iter().map(|it| (it.name.clone(), it.sha256.clone())).collect(),
        undone: plan::draft::undone_by(edition, decision.number)
            .map(|it| (it.to_string(), address(here, it))),
        published: publication.map(|it| crate::left_open::said(here, it)),
        despite: publication.and_then(|it| it.despite.clone()),
        errata: crate::erratum::by(here, edition, decision.number),
        left_open: publication.map_or(vec![], |it| crate::left_open::with(here, edition, it)),
        as_of: at.as_of(decision.number),
        pager,
        changes: differences.iter().map(|it| Changed::of(here, edition, it)).collect(),
        before: neighbour(decision.number.0.checked_sub(1)),
        after: neighbour(decision.number.0.checked_add(1)),
    })
}

/// Why it was decided; of a decision of which nothing is public, only that.
fn reason(lang: Lang, decision: &Decision) -> String {
    if decision.reason.is_empty() {
        return lang.say("公開していない記録の決裁", "A decision on records that are not public").to_owned();
    }
    decision.reason.clone()
}

fn address(here: &Here, number: DecisionNumber) -> String {
    here.to(&format!("/decisions/{number}"))
}

/// 「追加 3件・変更 1件」.
fn counts(lang: Lang, edition: &Edition, number: DecisionNumber) -> String {
    let count = |(how, count): (How, usize)| {
        (count > 0).then(|| format!("{} {count}{}", lang.of_pair(how.name()), lang.say("件", "")))
    };
    let parts: Vec<_> = diff::counts(edition, number).into_iter().filter_map(count).collect();
    parts.join(lang.say("・", ", "))
}

/// The newest decisions for the home page: reason, address, date.
pub(crate) fn latest(here: &Here, edition: &Edition, count: usize) -> Vec<(String, String, String)> {
    let newest = edition.decisions().iter().rev().take(count);
    newest.map(|it| (reason(here.lang, it), address(here, it.number), here.lang.date(it.date()))).collect()
}
