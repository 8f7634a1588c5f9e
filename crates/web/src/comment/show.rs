//! `/{code}/comments/{id}`: one round: while it is open how to send an opinion, afterwards what came of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use desk::hearing::{LONGEST, Said};
use plan::consultation::{By, Consultation, MOST_LETTERS, Stage};
use plan::edition::Edition;
use plan::record::RecordId;

use super::form::Form;
use super::results::{self, View};
use crate::address::Unkept;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::site::Site;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "comment/show.html")]
pub(super) struct Show {
    pub(super) frame: Frame,
    pub(super) badge: (&'static str, &'static str, &'static str),
    pub(super) sentence: String,
    pub(super) purpose: Vec<String>,
    pub(super) about: Vec<(String, String)>,
    pub(super) draft: Option<(String, String)>,
    pub(super) materials: Vec<(String, Option<String>)>,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) owner: Option<(String, String)>,
    /// How to send, while somebody may.
    pub(super) ways: Vec<(&'static str, String)>,
    pub(super) paper: Option<String>,
    pub(super) form: Option<Form>,
    /// 受付の上限: the form has taken in as many as it may.
    pub(super) full: bool,
    /// What could not be taken in, where there is no form to hold it any more.
    pub(super) lost: Option<(String, Said)>,
    pub(super) awaits: bool,
    pub(super) results: Option<View>,
    pub(super) record: String,
}

/// `GET /{code}/comments/{id}?answer=…&element=…`.
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let visit = Visit { here: visit.here.keeping(known::COMMENT), ..visit };
    let id = RecordId::new(id);
    let asked = visit.find::<Consultation>(&id)?;
    let form = site.hearing().map_or(String::new(), desk::hearing::Hearing::form);
    let full = is_full(&site, &visit, (&id, asked)).await;
    let page = view(&site, &visit, (&id, asked, full), (Said::default(), form), None)?;
    let mut response = Html(page.render()?).into_response();
    if page.form.is_some() || page.full {
        // Each form is one person's: nobody else is given it, and whoever goes back finds what they wrote.
        response.extensions_mut().insert(Unkept);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    Ok(response)
}

/// The page; after something was sent and not taken, with what was said and what is wrong. `full`: the form takes no more.
pub(super) fn view(
    site: &Site,
    Visit { edition, here }: &Visit,
    (id, asked, full): (&RecordId, &Consultation, bool),
    (said, number): (Said, String),
    wrong: Option<(&'static str, String)>,
) -> Result<Show, PageError> {
    let lang = here.lang;
    let stage = super::stage(site, here, edition, asked);
    let is_open = stage == Stage::Open;
    let has_form = has_form(site, here, asked, stage) && !full;
    let lost = wrong.clone().filter(|_| !has_form).map(|(_, why)| (why, said.clone()));
    let ways = asked.ways.iter().filter(|it| it.by != By::Form || !it.to.trim().is_empty());
    let ways = ways.map(|it| (lang.of_pair(it.by.name()), it.to.clone()));
    let results = asked.results.as_ref();
    Ok(Show {
        frame: Frame::new(here, edition, asked.title.clone(), Part::Comments)
            .via(lang.say("意見募集", "Public comments"), here.to("/comments/")),
        badge: super::badge(lang, stage),
        sentence: super::said(site, here, edition, asked),
        purpose: asked.purpose.clone(),
        about: asked.about.iter().map(|id| results::link(here, edition, id)).collect(),
        draft: draft(here, edition, asked),
        materials: asked.materials.iter().map(|it| (it.title.clone(), safe(it.address.as_deref()))).collect(),
        facts: facts(here, asked),
        owner: crate::plan::owners(here, edition, asked.organisation.as_slice()).pop(),
        ways: if is_open || stage == Stage::Coming { ways.collect() } else { vec![] },
        paper: (is_open || stage == Stage::Coming).then(|| format!("{}/paper", action(here, id))),
        full,
        form: has_form.then(|| form(here, (id, asked), (said, number), wrong)),
        lost,
        awaits: stage == Stage::Closed,
        results: results.map(|it| results::view(here, edition, (id, asked), it)).transpose()?,
        record: here.record("records", id),
    })
}

/// Whether a form belongs on the page, if it is not full.
fn has_form(site: &Site, here: &Here, asked: &Consultation, stage: Stage) -> bool {
    let by_form = asked.ways.iter().any(|it| it.by == By::Form);
    stage == Stage::Open && by_form && site.hearing().is_some() && here.asof.is_none()
}

/// 受付の上限: whether there would be a form and it takes no more. Where that cannot be counted, it is found out by who sends.
pub(super) async fn is_full(
    site: &Site,
    Visit { edition, here }: &Visit,
    (id, asked): (&RecordId, &Consultation),
) -> bool {
    if !has_form(site, here, asked, super::stage(site, here, edition, asked)) {
        return false;
    }
    let (site, town, id) = (site.clone(), here.code.clone(), id.clone());
    let counted = tokio::task::spawn_blocking(move || {
        let (hearing, at) = site.hearing().zip(site.now())?;
        hearing.is_full(site.desk(), (&town, &id), at).ok()
    });
    counted.await.ok().flatten().unwrap_or(false)
}

fn form(
    here: &Here,
    (id, asked): (&RecordId, &Consultation),
    (said, number): (Said, String),
    wrong: Option<(&'static str, String)>,
) -> Form {
    let lang = here.lang;
    let language = lang.say("", "?lang=en");
    Form {
        action: format!("/{}/comments/{}/send{language}", here.code, crate::here::encode(id.as_str())),
        said,
        number,
        wrong,
        promise: promise(here, asked),
        longest: plan::number::print(LONGEST.into()),
        most: plan::number::print(MOST_LETTERS.into()),
    }
}

/// 意見書の取扱い: what becomes of names, and of what was written.
pub(super) fn promise(here: &Here, asked: &Consultation) -> String {
    let lang = here.lang;
    let names = lang.say(
        "お名前・ご住所・ご連絡先は公表しません。意見は、個人がわからないように要約して公表します。",
        "Names and addresses are never published. Opinions are published in summary, so that nobody can be known by them.",
    );
    let kept = asked.kept_until.map_or(String::new(), |day| {
        let day = lang.date(day);
        lang.say(
            format!("いただいた意見書は{day}まで保管し、その後に廃棄します。"),
            format!(" What you send is kept until {day} and then removed."),
        )
    });
    format!("{names}{kept}")
}

fn action(here: &Here, id: &RecordId) -> String {
    format!("/{}/comments/{}", here.code, crate::here::encode(id.as_str()))
}

/// The draft as it stood: the plan asked about, as of the decision of the draft.
fn draft(here: &Here, edition: &Edition, asked: &Consultation) -> Option<(String, String)> {
    let number = asked.draft.filter(|it| edition.decision(*it).is_some())?;
    let words = here.lang.say(
        format!("この案の内容（決裁第{number}号）"),
        format!("The draft as it was decided (decision {number})"),
    );
    Some((words, here.to(&format!("/decisions/{number}"))))
}

fn facts(here: &Here, asked: &Consultation) -> Vec<(&'static str, String)> {
    let lang = here.lang;
    let end = lang.date(asked.to);
    let all = [
        (lang.say("募集の開始", "From"), lang.date(asked.from)),
        (
            lang.say("締切", "Until"),
            lang.say(format!("{end}（この日の終わりまで）"), format!("{end}, to the end of that day")),
        ),
        (
            lang.say("期間が30日より短い理由", "Why fewer than 30 days"),
            asked.short_because.clone().unwrap_or_default(),
        ),
        (lang.say("提出できる方", "Who may write"), asked.who.clone().unwrap_or_default()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// An address that may be followed: of the web, or of this site; anything else is told as words.
fn safe(address: Option<&str>) -> Option<String> {
    let it = address?.trim();
    let is_web = it.starts_with("https://") || it.starts_with("http://");
    (is_web || it.starts_with('/') && !it.starts_with("//")).then(|| it.to_owned())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_material_leads_to_the_web_or_nowhere() {
        for good in ["https://example.jp/a.pdf", "http://example.jp/", "/990019/plan/"] {
            assert_eq!(safe(Some(good)).as_deref(), Some(good));
        }
        for bad in ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "市役所3階", ""] {
            assert_eq!(safe(Some(bad)), None, "{bad}");
        }
    }
}
