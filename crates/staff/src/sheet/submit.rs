//! `…/submit`: before a sheet is handed in: what is missing, what was asked and not answered, what happens next.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::filling::deed;
use desk::policy::Deed;
use desk::reviewing;
use desk::sheet::{Opened, Seen, blank_amounts};
use plan::form::FieldId;
use plan::role::Role;
use plan::sheet::layout::Layout;
use plan::sheet::life::Stand;
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::next::Next;
use super::requests::{self, Asked};
use crate::findings::Found;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "sheet/submit.html")]
struct Show {
    frame: Frame,
    head: Head,
    action: String,
    sheet: String,
    /// Fields that keep it: words and address.
    missing: Vec<(String, String)>,
    /// Fields that cannot be decided as they are: words, address, and why.
    unread: Vec<(String, String, String)>,
    /// Amounts that nobody has filled in yet.
    amounts: Vec<(String, String)>,
    /// How many things that were added on the sheet go again, for what they stand under ends.
    dropped: usize,
    /// What waits for an answer.
    open: Vec<Asked>,
    /// 指摘 that those who review it will see: those that the sheet brings, and those that were there before.
    fresh: Vec<Found>,
    old: Vec<Found>,
    /// Who gets it, and what it means that the stage is yet to begin.
    next: String,
    early: Option<String>,
    /// What to do where nobody is there to get it.
    nobody: Option<&'static str>,
    ready: bool,
}

/// `GET …/submit`.
pub(crate) async fn confirm(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let (l, lacks) = (here.clerk.lang, reviewing::lacks(&opened));
    let fields = Fields { layout: opened.layout(), here: &here, l };
    let mut open = requests::of(&opened, &here.names(&office).await?, &here, l);
    open.retain(|it| it.open);
    let (fresh, old) = here.findings(&office, &opened).await?;
    let title = l.say("提出の確認", "Before it is submitted");
    let head = Head::of(&opened, here.clerk.actor().today, l);
    let role = opened.work.route.first().copied().unwrap_or(Role::Planning);
    let next = Next::of(&here.roster(&office).await?, role, &opened, l);
    let amounts = blank_amounts(&opened);
    let page = Show {
        frame: Frame::new(&office, &here.clerk, &office.town_name(&opened.edition), title),
        action: here.to("/submit"),
        sheet: here.to(""),
        early: early(&head, l),
        nobody: next.nobody.then(|| Next::remedy(l)),
        next: goes_to(role, &next.words, l),
        ready: lacks.is_empty() && matches!(opened.sheet.stand(), Stand::NotBegun | Stand::Writing),
        dropped: opened.compiled().dropped.len(),
        missing: fields.missing(&lacks.missing),
        amounts: fields.told(amounts.iter().filter(|it| !lacks.missing.contains(it))),
        unread: fields.unread(&opened),
        head,
        open,
        fresh,
        old,
    };
    Ok(Html(page.render()?))
}

/// Fields of the sheet, in words, each with its place on the page where it is written.
struct Fields<'a> {
    layout: Layout,
    here: &'a Here,
    l: Lang,
}

impl Fields<'_> {
    fn one(&self, id: &FieldId) -> Option<(String, String)> {
        let (subject, asked) = self.layout.field(id)?;
        let words = format!("{}　{}", subject.title, self.l.of_pair(asked.label.clone()));
        Some((words, format!("{}#{}", self.here.to(""), anchor(id))))
    }

    fn told<'f>(&self, fields: impl Iterator<Item = &'f FieldId>) -> Vec<(String, String)> {
        fields.filter_map(|id| self.one(id)).collect()
    }

    /// What is blank and must not be; of an amount also who writes it.
    fn missing(&self, fields: &[FieldId]) -> Vec<(String, String)> {
        let by = |id: &FieldId| {
            let asked = self.layout.field(id).map(|(_, asked)| asked.asks);
            let is_money = asked.is_some_and(|asks| deed(asks) == Deed::WriteMoney);
            if is_money {
                self.l.say("（財政課が記入します）", " (the finance section fills it in)")
            } else {
                ""
            }
        };
        let named = |id| self.one(id).map(|(words, address)| (format!("{words}{}", by(id)), address));
        fields.iter().filter_map(named).collect()
    }

    fn unread(&self, opened: &Opened) -> Vec<(String, String, String)> {
        let told = opened.compiled().problems.into_iter().map(|it| {
            let named = self.one(&it.field).unwrap_or_else(|| (it.field.to_string(), self.here.to("")));
            (named.0, named.1, self.l.of_pair((it.ja, it.en)))
        });
        told.collect()
    }
}

/// Who gets it next.
fn goes_to(role: Role, whom: &str, l: Lang) -> String {
    let deed = if role == Role::Planning { "審査" } else { "確認" };
    l.say(format!("提出すると、{whom}の{deed}に進みます。"), format!("It goes to the {whom} next."))
}

/// 開始前の提出: it is taken, and lies at once with whoever acts next: nobody is made to wait for a day.
fn early(head: &Head, l: Lang) -> Option<String> {
    let begins = head.begins.as_ref()?;
    Some(l.say(
        format!(
            "この段階は{begins}に始まります。その前でも提出できます。提出すると、始まる日を待たずに、すぐ次の人の「自分の仕事」に出ます。"
        ),
        format!(
            "This stage begins on {begins}. It can be submitted before: the next person finds it among their work at once."
        ),
    ))
}

/// `POST …/submit`.
pub(crate) async fn submit(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "submitted", |office, actor, place, seen: Seen, _| {
        reviewing::submit(office.desk(), actor, place, seen)
    })
    .await
}

/// `POST …/pull-back`.
pub(crate) async fn pull_back(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "pulled-back", |office, actor, place, seen: Seen, _| {
        reviewing::pull_back(office.desk(), actor, place, seen)
    })
    .await
}
