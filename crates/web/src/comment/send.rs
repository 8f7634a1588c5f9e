//! `POST /{code}/comments/{id}/send`: the one address of the public site that takes something in, where it is switched on.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::hearing::{Said, Sending};
use plan::consultation::{Consultation, Sender};
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::server::Peer;
use crate::site::Site;
use crate::visit::Visit;

/// Bytes of one form: far more than its fields may hold, so that what is too long can be shown again.
const LARGEST: usize = 256 * 1024;

#[derive(Template)]
#[template(path = "comment/received.html")]
struct Received {
    frame: Frame,
    receipt: String,
    round: String,
    promise: String,
    text: String,
}

/// `GET /{code}/comments/{id}/send`: whoever comes back to the address by hand is led to the round.
pub(crate) async fn lead(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Redirect, PageError> {
    let id = RecordId::new(id);
    visit.find::<Consultation>(&id)?;
    Ok(Redirect::to(&visit.here.record("comments", &id)))
}

/// `POST /{code}/comments/{id}/send`.
pub(crate) async fn send(
    State(site): State<Site>,
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, PageError> {
    let id = RecordId::new(id);
    // A page of the past takes nothing in: what stood open then may be closed now.
    if site.hearing().is_none() || visit.here.asof.is_some() {
        let mut refused = PageError::not_allowed(visit.here.lang).into_response();
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Ok(refused);
    }
    let asked = visit.find::<Consultation>(&id)?.clone();
    let Sent { said, form, trap, source } = sent(&visit, request).await?;
    let wrong = match trap {
        true => Err(left_empty(&visit)),
        false => heard(&site, &visit, &id, said.clone(), (form.clone(), source)).await?,
    };
    let mut response = match wrong {
        Ok(receipt) => received(&visit, (&id, &asked), receipt, said)?,
        Err((status, field, why)) => {
            // The page is shown again, with everything that was written.
            // It is the same form still: sent again although the first was kept, it is one letter.
            let full = super::show::is_full(&site, &visit, (&id, &asked)).await;
            let page =
                super::show::view(&site, &visit, (&id, &asked, full), (said, form), Some((field, why)))?;
            (status, Html(page.render()?)).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

type Wrong = (StatusCode, &'static str, String);

fn left_empty(visit: &Visit) -> Wrong {
    let why = visit.here.lang.say(
        "「ここには何も書かないでください」の欄が埋まっています。空にして、もう一度送ってください",
        "the field that must be left empty is not: empty it and send again",
    );
    (StatusCode::UNPROCESSABLE_ENTITY, "homepage", why.to_owned())
}

struct Sent {
    said: Said,
    /// 用紙の番号.
    form: String,
    /// Whether the trap was touched.
    trap: bool,
    /// 送信元; blank where nothing is known of it.
    source: String,
}

async fn sent(visit: &Visit, request: Request) -> Result<Sent, PageError> {
    let lang = visit.here.lang;
    let (parts, body) = request.into_parts();
    if !crate::origin::is_our_own(&parts.headers) {
        return Err(PageError::foreign(lang).on(&visit.here));
    }
    let source = parts.extensions.get::<Peer>().map_or(String::new(), |it| it.source());
    let bytes = axum::body::to_bytes(body, LARGEST).await.map_err(|_| PageError::too_much(lang))?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    let field = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, it)| it).to_owned();
    let sender = Sender { name: field("name"), address: field("address"), contact: field("contact") };
    let said = Said { text: field("text"), place: field("place"), sender };
    Ok(Sent { said, form: field("form"), trap: !field("homepage").is_empty(), source })
}

async fn heard(
    site: &Site,
    visit: &Visit,
    id: &RecordId,
    said: Said,
    (form, source): (String, String),
) -> Result<Result<String, Wrong>, PageError> {
    let lang = visit.here.lang;
    let (site, edition, id) = (site.clone(), visit.edition.clone(), id.clone());
    let heard = tokio::task::spawn_blocking(move || {
        let at = site.now()?;
        let sending = Sending { form: &form, source: &source };
        Some(site.hearing()?.hear(site.desk(), (&edition, &id), &said, sending, at))
    });
    let heard = heard.await.map_err(|_| PageError::internal(lang))?;
    let why = match heard.ok_or_else(|| PageError::internal(lang))? {
        Ok(receipt) => return Ok(Ok(receipt)),
        Err(why) => why,
    };
    let said = lang.say(why.ja(), why.to_string());
    Ok(Err(match &why {
        desk::Error::Invalid(it) if it.field == "round" => {
            (StatusCode::CONFLICT, "round", lang.say(it.ja.clone(), it.en.clone()))
        }
        desk::Error::Invalid(it) => {
            (StatusCode::UNPROCESSABLE_ENTITY, it.field, lang.say(it.ja.clone(), it.en.clone()))
        }
        desk::Error::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "round", said),
        _ => {
            tracing::error!(error = %why, "an opinion could not be kept");
            let why = lang
                .say("保存できませんでした。もう一度送ってください", "It was not kept: please send it again");
            (StatusCode::SERVICE_UNAVAILABLE, "round", why.to_owned())
        }
    }))
}

fn received(
    Visit { edition, here }: &Visit,
    (id, asked): (&RecordId, &Consultation),
    receipt: String,
    said: Said,
) -> Result<Response, PageError> {
    let lang = here.lang;
    let page = Received {
        frame: Frame::new(
            here,
            edition,
            lang.say("意見を受け付けました", "Your opinion was received"),
            Part::Comments,
        )
        .via(lang.say("意見募集", "Public comments"), here.to("/comments/"))
        .via(asked.title.clone(), here.record("comments", id)),
        receipt,
        round: here.record("comments", id),
        promise: super::show::promise(here, asked),
        text: said.text,
    };
    Ok(Html(page.render()?).into_response())
}
