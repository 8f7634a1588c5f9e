//! `/{code}/remarks/`: what was said from outside, and what became of it; the unanswered first. Each has its address.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::{Answer, Answers, FollowUp, Wanted};
use plan::record::RecordId;
use plan::remark::{Remark, Speaker};

use crate::choice::{self, Choice};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::said::{self, Said};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "remark/index.html")]
struct Index {
    frame: Frame,
    sentence: String,
    /// Class, shape, words, count and address of the list of those alone.
    counts: Vec<(&'static str, &'static str, &'static str, usize, String)>,
    choices: Vec<Choice>,
    shown: String,
    remarks: Vec<Said>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "remark/show.html")]
struct Show {
    frame: Frame,
    remark: Said,
    others: Vec<Said>,
    /// 正誤 of the remark and of its response.
    errata: Vec<crate::erratum::Erratum>,
    record: String,
    response: Option<String>,
}

/// Remarks of one part of the list.
const LISTED: usize = 30;

/// `GET /{code}/remarks/?year=…&by=…&answer=…`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::REMARKS);
    let all = edition.follow_ups();
    let wanted = wanted(&here)?;
    let taken: Vec<&FollowUp<'_>> = all.iter().filter(|it| wanted.takes(it)).collect();
    let (pager, part) = Pager::of(&here, taken.len(), LISTED)?;
    let lang = here.lang;
    let choices = choices(&here, &all);
    let title = lang.say("意見と対応", "Remarks and responses").to_owned();
    let title = pager.titled(&choice::titled(lang, title, &choices));
    let page = Index {
        frame: Frame::new(&here, &edition, title, Part::Remarks),
        sentence: sentence(lang, &Answers::of(&all)),
        counts: counts(&here, &all, wanted),
        choices,
        shown: lang.say(format!("{}件", taken.len()), format!("{} remarks", taken.len())),
        remarks: taken[part].iter().map(|it| Said::of(&here, &edition, it)).collect(),
        pager,
    };
    Ok(Html(page.render()?))
}

/// `GET /{code}/remarks/{id}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let remark = visit.find::<Remark>(&id)?;
    Ok(Html(view(&visit, &id, remark).render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, remark: &Remark) -> Show {
    let lang = here.lang;
    let it = edition.follow_up(id, remark);
    let said = Said::of(here, edition, &it);
    let others = edition.follow_ups_of(&remark.subject);
    let both: Vec<RecordId> =
        std::iter::once(id.clone()).chain(it.response.map(plan::remark::Response::id)).collect();
    let title = lang.say(
        format!("{}：{}への意見（{id}）", said.when, said.subject.0),
        format!("{}: a remark on {} ({id})", said.when, said.subject.0),
    );
    Show {
        frame: Frame::new(here, edition, title, Part::Remarks)
            .via(lang.say("意見と対応", "Remarks and responses"), here.to("/remarks/")),
        others: others.iter().filter(|it| it.id != id).map(|it| Said::of(here, edition, it)).collect(),
        record: here.record("records", id),
        errata: crate::erratum::of_all(here, edition, &both),
        response: it.response.map(|it| here.record("records", &it.id())),
        remark: said,
    }
}

/// What the visitor asks for; a word that is none is said to be none.
fn wanted(here: &Here) -> Result<Wanted, PageError> {
    let by = |word: &str| SPEAKERS.iter().copied().find(|it| speaker(*it) == word);
    let answer = |word: &str| Answer::ALL.into_iter().find(|it| it.word() == word);
    Ok(Wanted {
        year: choice::asked(here, "year", choice::year)?,
        by: choice::asked(here, "by", by)?,
        answer: choice::asked(here, "answer", answer)?,
    })
}

const SPEAKERS: [Speaker; 5] = [
    Speaker::ExternalEvaluator,
    Speaker::Council,
    Speaker::Auditor,
    Speaker::ResidentsMeeting,
    Speaker::Residents,
];

/// As it stands in an address.
fn speaker(by: Speaker) -> &'static str {
    match by {
        Speaker::ExternalEvaluator => "evaluator",
        Speaker::Council => "council",
        Speaker::Auditor => "auditor",
        Speaker::Residents => "residents",
        Speaker::ResidentsMeeting => "meeting",
    }
}

/// 「意見28件のうち24件に対応が示され、4件にはまだ示されていません。」
pub(crate) fn sentence(lang: Lang, answers: &Answers) -> String {
    let (all, open) = (answers.all(), answers.unanswered());
    match (all, open) {
        (0, _) => lang.say("意見はまだ公表されていません。", "No remark is published yet.").to_owned(),
        (_, 0) => lang.say(
            format!("意見{all}件のすべてに対応が示されています。"),
            format!("All {all} remarks have a response."),
        ),
        _ => lang.say(
            format!("意見{all}件のうち{open}件には、まだ対応が示されていません。"),
            format!("{open} of {all} remarks have no response yet."),
        ),
    }
}

/// How many were answered how, of those of the year and speaker asked for; each count leads to its list.
fn counts(
    here: &Here,
    all: &[FollowUp<'_>],
    wanted: Wanted,
) -> Vec<(&'static str, &'static str, &'static str, usize, String)> {
    let any = Wanted { answer: None, ..wanted };
    let answers = Answers::of(all.iter().filter(|it| any.takes(it)));
    let count = |answer: Answer| {
        let (class, shape, words) = said::mark(here.lang, answer);
        (class, shape, words, answers.count(answer), here.with("answer", Some(answer.word())))
    };
    Answer::ALL.into_iter().map(count).filter(|it| it.3 > 0).collect()
}

/// The fields of the form: only years and speakers that occur.
fn choices(here: &Here, all: &[FollowUp<'_>]) -> Vec<Choice> {
    let lang = here.lang;
    let mut years: Vec<FiscalYear> = all.iter().map(|it| it.remark.fiscal_year).collect();
    years.sort_unstable();
    years.dedup();
    let years = years.into_iter().rev().map(|it| (it.year().to_string(), lang.short_year(it)));
    let by = SPEAKERS.iter().filter(|by| all.iter().any(|it| it.remark.by == **by));
    let by = by.map(|it| (speaker(*it).to_owned(), lang.of_pair(it.name()).to_owned()));
    let answers = Answer::ALL.map(|it| (it.word().to_owned(), lang.of_pair(it.name()).to_owned()));
    vec![
        Choice::of(here, "year", lang.say("評価の年度", "Year evaluated"), years),
        Choice::of(here, "by", lang.say("意見者", "Said by"), by),
        Choice::of(here, "answer", lang.say("対応", "Response"), answers),
    ]
}
