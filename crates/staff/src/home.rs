//! `/{code}/`: 自分の仕事.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    frame: Frame,
    posts: Vec<(String, String, String)>,
}

/// `GET /{code}/`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, town) = (clerk.lang, clerk.town().clone());
    let edition =
        office.deed(move |office| office.desk().edition(&town)).await.map_err(|fault| fault.page(l))?;
    let posts = crate::account::posts(&edition, clerk.actor(), l);
    let name = office.town_name(&edition);
    Ok(Html(
        Show { frame: Frame::new(&office, &clerk, &name, l.say("自分の仕事", "Your work")), posts }
            .render()?,
    ))
}
