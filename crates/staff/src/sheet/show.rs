//! `GET /{code}/sheets/{stage}/{organisation}`: the sheet, to write in where one may.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::Actor;
use desk::growing;
use desk::policy::Deed;
use desk::sheet::{Opened, Share};
use plan::form::{About, Asks};
use plan::record::RecordId;
use plan::remark::Remark;
use plan::sheet::layout::{Layout, Subject, SubjectState};
use plan::sheet::life::Stand;
use web::Lang;

use super::Here;
use super::field::View;
use super::head::{Head, is_undone};
use super::proof::Proofs;
use super::requests::{self, Asked};
use super::way::Way;
use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "sheet/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    action: String,
    blocks: Vec<Block>,
    /// Whether anything may be written in.
    open: bool,
    /// Why nothing of it may be written in, as it stands on its way.
    shut: Option<String>,
    /// Whether the reader writes in a part of it only: who hands it in.
    part: Option<String>,
    /// Fields that wait to be merged.
    clashes: usize,
    /// Who writes here: a script goes on after a new sign-in only where it is the same person's.
    who: String,
    /// The newest decision that the page knows.
    decided: u64,
    way: Way,
    /// What waits for an answer, and what was asked and answered.
    requests: Vec<Asked>,
    may_answer: bool,
    /// What was typed into fields that the form asks for no more.
    outside: Vec<Outside>,
    /// Bytes of one field, for the script: it sends nothing that is not taken.
    longest: usize,
    /// When the session ends, in seconds of the epoch: the page warns before.
    ends: i64,
}

/// What stands in no field any more.
struct Outside {
    label: String,
    text: String,
    by: String,
    at: String,
}

/// The fields of one subject.
pub(crate) struct Block {
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) part: String,
    pub(crate) help: String,
    /// 意見 that waits for an answer: what it is about, and its words.
    pub(crate) said: Option<(String, String)>,
    /// Whether it stands below another subject.
    pub(crate) inner: bool,
    /// Whether it is what the reader's section writes on the sheet of an organisation above.
    pub(crate) yours: bool,
    pub(crate) mark: Option<&'static str>,
    /// Where it ends with the sheet: what was added below it on the sheet and never comes; or that it is itself such a thing.
    pub(crate) lost: Option<String>,
    /// 履歴 of the record, for those who may read it.
    pub(crate) past: Option<String>,
    /// What may be done with the subject: the button's value and words.
    pub(crate) grow: Vec<(String, String)>,
    pub(crate) fields: Vec<View>,
}

/// `GET /{code}/sheets/{stage}/{organisation}`.
pub(crate) async fn show(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let names = here.names(&office).await?;
    let (l, actor) = (here.clerk.lang, here.clerk.actor());
    let head = Head::of(&opened, actor.today, l);
    let frame = Frame::new(&office, &here.clerk, &office.town_name(&opened.edition), head.title.clone());
    let layout = opened.layout();
    let mut blocks = blocks(&opened, &layout, actor, &here.proofs(&office).await?, l);
    for (block, subject) in blocks.iter_mut().zip(&layout.subjects) {
        block.past = past(&opened, &here.clerk, &subject.id);
    }
    let open = blocks.iter().flat_map(|block| &block.fields).any(|field| field.shut.is_none());
    let ends = here.clerk.signed_in.session.ends().as_second();
    let page = Show {
        way: Way::of(&opened, actor, (&here.to(""), &here.roster(&office).await?), l),
        requests: requests::of(&opened, &names, &here, l),
        may_answer: actor.may(Deed::Ask, Some(&here.place.organisation), &opened.edition).is_ok(),
        action: here.to(""),
        shut: shut(&opened, open, l),
        part: blocks.iter().any(|it| it.yours).then(|| super::organisation(&opened)),
        outside: outside(&opened, &names, l),
        clashes: opened.clashes.len(),
        decided: opened.edition.number().0,
        frame,
        head,
        open,
        blocks,
        longest: desk::filling::LONGEST,
        who: actor.id.0.clone(),
        ends,
    };
    Ok(Html(page.render()?))
}

/// 「この票はいま「確認待ち」なので、書けません」: said once, and not at every field.
fn shut(opened: &Opened, open: bool, l: Lang) -> Option<String> {
    let stand = opened.sheet.stand();
    let handed_in = !matches!(stand, Stand::NotBegun | Stand::Writing);
    let (ja, en) = stand.name();
    let undone = is_undone(&opened.sheet, &opened.edition); // Then the head says what can be done.
    (handed_in && !open && !undone).then(|| {
        l.say(
            format!("この票はいま「{ja}」なので、書き直せません。内容は見られます。"),
            format!("This sheet is {en}: it can be read, and not be written in."),
        )
    })
}

fn outside(opened: &Opened, names: &desk::names::Names, l: Lang) -> Vec<Outside> {
    let one = |it: desk::sheet::Outside| Outside {
        label: l.of_pair(it.label),
        text: it.entry.text,
        by: names.of(&it.entry.by),
        at: moment(it.entry.at, l),
    };
    desk::sheet::outside(opened).into_iter().map(one).collect()
}

/// The blocks of a layout, as somebody sees them.
pub(crate) fn blocks(
    opened: &Opened,
    layout: &Layout,
    actor: &Actor,
    proofs: &Proofs,
    l: Lang,
) -> Vec<Block> {
    let entries = opened.entries();
    let share = Share::of(actor, opened, layout);
    let may = share.may_write(actor, opened, (None, Asks::Title)).is_ok();
    let (offered, dropped) = (growing::offered(opened), opened.compiled().dropped);
    let block = |(place, subject): (usize, &plan::sheet::layout::Subject)| {
        let part = opened.form.parts.get(subject.part);
        let fields = subject.fields.iter();
        Block {
            anchor: format!("s-{place}"),
            title: named(&subject.title, part.map_or("", |it| &it.title), l),
            part: part.map_or(String::new(), |it| it.title.clone()),
            help: part.map_or(String::new(), |it| it.help.clone()),
            said: said(opened, actor, &subject.id),
            inner: matches!(subject.about, About::Indicator | About::Remark),
            yours: share.is_part() && share.has(&subject.id),
            mark: mark(&subject.standing, l),
            lost: lost(layout, subject, &dropped, l),
            past: None,
            grow: if may { buttons(opened, subject, &offered, l) } else { vec![] },
            fields: fields
                .map(|asked| View::of(opened, (actor, &share), (&entries, proofs), (subject, asked), l))
                .collect(),
        }
    };
    layout.subjects.iter().enumerate().map(block).collect()
}

/// What a block is called: what was just added has no name yet, and is called by what it is.
fn named(title: &str, part: &str, l: Lang) -> String {
    if title.trim().is_empty() {
        l.say(format!("{part}（名称なし）"), format!("{part} (no name yet)"))
    } else {
        title.to_owned()
    }
}

/// What somebody is to answer, where the subject is a remark: nobody answers what they cannot read.
fn said(opened: &Opened, actor: &Actor, id: &RecordId) -> Option<(String, String)> {
    let remark = opened.edition.find::<Remark>(id)?;
    Some((web::title_on(&opened.edition, &remark.subject, actor.today), remark.text.join("\n")))
}

/// What was decided of the record so far; none of one that is new.
fn past(opened: &Opened, clerk: &Clerk, id: &RecordId) -> Option<String> {
    opened.edition.since(id)?;
    crate::history::of_record(clerk, &opened.edition, Some(&opened.place.organisation), id)
}

/// 「経営課題を加える」, 「取りやめる」.
fn buttons(
    opened: &Opened,
    subject: &Subject,
    offered: &[(About, RecordId)],
    l: Lang,
) -> Vec<(String, String)> {
    let under = offered.iter().filter(|(_, under)| *under == subject.id);
    let mut buttons: Vec<(String, String)> = under
        .map(|(about, under)| {
            let word = if *about == About::Element { "add-element" } else { "add-indicator" };
            let part =
                opened.form.parts.iter().find(|part| part.about == *about).map_or("", |part| &part.title);
            let words = l.say(format!("「{part}」を加える"), format!("Add: {part}"));
            (format!("{word} {under}"), words)
        })
        .collect();
    if growing::grows(opened, subject) && subject.about != About::Plan {
        let (word, words) = match subject.standing {
            SubjectState::Ended { .. } => ("stay", l.say("取りやめをやめる（残す）", "Keep it after all")),
            SubjectState::Added { .. } => ("end", l.say("追加をやめる", "Do not add it")),
            SubjectState::Decided => ("end", l.say("取りやめる", "End it with this sheet")),
        };
        buttons.push((format!("{word} {}", subject.id), words.to_owned()));
    }
    buttons
}

fn mark(standing: &SubjectState, l: Lang) -> Option<&'static str> {
    match standing {
        SubjectState::Decided => None,
        SubjectState::Added { .. } => Some(l.say("この票で追加", "added on this sheet")),
        SubjectState::Ended { .. } => Some(l.say("この票で取りやめ", "ends with this sheet")),
    }
}

/// 「この下に加えた2件も取りやめになります」: what ends with a subject that nobody ended by itself.
fn lost(layout: &Layout, subject: &Subject, dropped: &[RecordId], l: Lang) -> Option<String> {
    if dropped.contains(&subject.id) {
        return Some(
            l.say(
                "上の対象が取りやめになるため、この追加と記入は反映されません。",
                "What it stands under ends: neither it nor what is typed in it is taken.",
            )
            .to_owned(),
        );
    }
    let below = layout.below(&subject.id);
    let count = dropped.iter().filter(|it| below.contains(it)).count();
    (matches!(subject.standing, SubjectState::Ended { .. }) && count > 0).then(|| {
        l.say(
            format!("この下に加えた{count}件も取りやめになります。"),
            format!("{count} that were added under it go with it."),
        )
    })
}
