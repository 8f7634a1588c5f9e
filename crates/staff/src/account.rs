//! `/{code}/account`: one's own account: posts, and the browsers in which one is signed in.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use desk::{Actor, session};
use jiff::Timestamp;
use plan::edition::Edition;
use plan::organisation::Organisation;
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

pub(crate) mod calendar;
pub(crate) mod password;
pub(crate) mod second;

#[derive(Template)]
#[template(path = "account/show.html")]
struct Show {
    frame: Frame,
    posts: Vec<(String, String, String)>,
    sessions: Vec<Row>,
    has_second: bool,
    is_bound: bool,
}

struct Row {
    browser: String,
    began: String,
    seen: String,
    is_this: bool,
    end: String,
}

/// 職 of somebody today: role, organisation, period.
pub(crate) fn posts(edition: &Edition, actor: &Actor, l: Lang) -> Vec<(String, String, String)> {
    let held = actor.posts.iter().filter(|post| post.is_held(actor.today));
    held.map(|post| {
        let organisation = post.organisation.as_ref().map_or_else(
            || l.say("全庁", "whole municipality").to_owned(),
            |id| {
                let found = edition.find::<Organisation>(id);
                found.map_or_else(|| id.to_string(), |it| it.name_on(actor.today).to_owned())
            },
        );
        let until = post.until.map_or(String::new(), |day| l.date(day));
        let stands_in = if post.stands_in_for.is_some() { l.say("（代理）", " (stand-in)") } else { "" };
        let role = format!("{}{stands_in}", l.of_pair(post.role.name()));
        (role, organisation, format!("{}～{until}", l.date(post.from)))
    })
    .collect()
}

/// `GET /{code}/account`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, who) = (clerk.lang, clerk.signed_in.clone());
    let found = office.deed(move |office| {
        let sessions = session::list(office.desk(), &who, office.now())?;
        let has_second = desk::securing::has_second(office.desk(), &who)?;
        let is_bound = desk::vouching::is_bound(office.desk(), &who)?;
        Ok((office.desk().edition(&who.actor.town)?, sessions, (has_second, is_bound)))
    });
    let (edition, sessions, (has_second, is_bound)) = found.await.map_err(|fault| fault.page(l))?;
    let own = clerk.signed_in.pass.secret.hash();
    let row = |(hash, it): (String, session::Session)| Row {
        browser: if it.browser.is_empty() { l.say("不明", "unknown").to_owned() } else { it.browser },
        began: moment(it.began, l),
        seen: moment(it.seen, l),
        is_this: hash == own,
        end: clerk.to(&format!("/account/sessions/{hash}/end")),
    };
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("アカウント", "Account"));
    let posts = posts(&edition, clerk.actor(), l);
    let sessions = sessions.into_iter().map(row).collect();
    Ok(Html(Show { frame, posts, sessions, has_second, is_bound }.render()?))
}

/// `POST /{code}/account/sessions/{hash}/end`.
pub(crate) async fn end_session(
    State(office): State<Office>,
    Path((_, hash)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Redirect, Refused> {
    let who = clerk.signed_in.clone();
    let ended = office.deed(move |office| session::end(office.desk(), &who, &hash)).await;
    ended.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to("/account?done=session-ended")))
}

/// 「14:03」, by the clock of Japan.
pub(crate) fn clock(at: Timestamp) -> String {
    let there = jiff::tz::offset(9).to_datetime(at);
    format!("{:02}:{:02}", there.hour(), there.minute())
}

/// 「令和8年11月21日 14:03」, by the clock of Japan.
pub(crate) fn moment(at: Timestamp, l: Lang) -> String {
    let there = jiff::tz::offset(9).to_datetime(at);
    format!("{} {:02}:{:02}", l.date(there.date()), there.hour(), there.minute())
}
