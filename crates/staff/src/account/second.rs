//! `/{code}/account/second`: 二段階認証, set up with a picture or by typing, and taken off.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::second_factor::Second;
use desk::securing;
use qrcode::{Color, EcLevel, QrCode};
use web::Peer;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::prove::address;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "account/second.html")]
struct Show {
    frame: Frame,
    is_on: bool,
    picture: Option<Picture>,
    typed: String,
    problem: Option<Problem>,
}

/// A square of dark and light, with the margin that cameras need.
struct Picture {
    size: usize,
    path: String,
}

/// Light squares around a picture.
const MARGIN: usize = 4;

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let square = |(at, _)| format!("M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN);
    Some(Picture { size: width + 2 * MARGIN, path: dark.map(square).collect() })
}

/// `GET /{code}/account/second`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    page(&office, &clerk, None).await
}

/// `POST /{code}/account/second`: on, once the app has shown that it knows the secret.
pub(crate) async fn confirm(
    State(office): State<Office>,
    peer: Option<Extension<Peer>>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, address) = (clerk.signed_in.clone(), address(peer));
    let confirmed = office.slow_deed(move |office| {
        let shown = (typed.get("password"), address.as_str());
        let attempts = office.attempts();
        securing::confirm_second(office.desk(), &who, typed.get("digits"), shown, attempts, office.now())
    });
    settled(&office, &clerk, "second-on", confirmed.await).await
}

/// `POST /{code}/account/second/remove`.
pub(crate) async fn remove(
    State(office): State<Office>,
    peer: Option<Extension<Peer>>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, address) = (clerk.signed_in.clone(), address(peer));
    let removed = office.slow_deed(move |office| {
        let shown = (typed.get("password"), address.as_str());
        securing::remove_second(office.desk(), &who, shown, office.attempts(), office.now())
    });
    settled(&office, &clerk, "second-off", removed.await).await
}

async fn settled(
    office: &Office,
    clerk: &Clerk,
    word: &str,
    done: Result<(), Fault>,
) -> Result<Response, Refused> {
    match done {
        Ok(()) => Ok(Redirect::to(&clerk.to(&format!("/account?done={word}"))).into_response()),
        Err(fault) => page(office, clerk, Some(Problem::of(fault, clerk.lang)?)).await,
    }
}

async fn page(office: &Office, clerk: &Clerk, problem: Option<Problem>) -> Result<Response, Refused> {
    let (l, who) = (clerk.lang, clerk.signed_in.clone());
    let found = office.deed(move |office| {
        let is_on = securing::has_second(office.desk(), &who)?;
        let prepare = || securing::prepare_second(office.desk(), &who, office.chance(), office.now());
        let second: Option<Second> = if is_on { None } else { Some(prepare()?) };
        Ok((is_on, second))
    });
    let (is_on, second) = found.await.map_err(|fault| fault.page(l))?;
    let town = office.town_of(clerk).await?;
    let named = |it: &Second| picture(&it.address(&town, &clerk.actor().name)?);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let show = Show {
        frame: Frame::new(office, clerk, &town, l.say("二段階認証", "Second factor")),
        is_on,
        picture: second.as_ref().and_then(named),
        typed: second.map_or(String::new(), |it| it.typed()),
        problem,
    };
    Ok((status, Html(show.render()?)).into_response())
}
