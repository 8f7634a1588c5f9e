//! `/{code}/sign-in`: who comes. What somebody had typed when their session ended is kept and sent after it.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::session::{Pass, SignedIn};
use plan::municipality::MunicipalityCode;
use web::{Lang, Peer};

use crate::clerk;
use crate::entrance::{TOKEN, own_path};
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;
use crate::{sign_out, tongue, vouched};

/// The page on which one signs in.
#[derive(Template)]
#[template(path = "sign_in/show.html")]
struct Show {
    l: Lang,
    code: String,
    town: String,
    login: String,
    next: String,
    /// What was to be sent when the session had ended: where to, and which fields.
    kept: Option<Kept>,
    /// What the accounts of the municipality's identity provider are called, where it has one.
    provider: Option<String>,
    problem: Option<String>,
}

impl Show {
    fn next_encoded(&self) -> String {
        form_urlencoded::byte_serialize(self.next.as_bytes()).collect()
    }
}

struct Kept {
    action: String,
    fields: String,
}

/// The page from which what was kept is sent again.
#[derive(Template)]
#[template(path = "sign_in/resend.html")]
struct Resend {
    l: Lang,
    action: String,
    token: String,
    fields: Vec<(String, String)>,
    /// Whether the page was out of date, and nobody had to sign in.
    stale: bool,
}

/// The page on which one chooses a municipality, where the ledger holds several.
#[derive(Template)]
#[template(path = "sign_in/towns.html")]
struct Towns {
    l: Lang,
    towns: Vec<(String, String)>,
}

/// Fields that are never shown again.
const UNTOLD: [&str; 4] = ["password", "again", "digits", "token"];

/// `GET /`: to the only municipality, or to a choice of them.
pub(crate) async fn towns(State(office): State<Office>, headers: HeaderMap) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    let towns = office.deed(Office::named_towns).await.map_err(|fault| fault.page(l))?;
    if let [(code, _)] = &towns[..] {
        return Ok(Redirect::to(&format!("/{code}/")).into_response());
    }
    Ok(Html(Towns { l, towns }.render()?).into_response())
}

/// `GET /{code}/sign-in`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    // Only where to go, and who: a form that is sent after signing in is never one that a link brought.
    let asked = ["next", "login"].map(|name| (name.to_owned(), query.get(name).to_owned()));
    page(&office, tongue::of(&headers), &code, &Typed::of(asked.into()), None, StatusCode::OK).await
}

/// `POST /{code}/sign-in`.
pub(crate) async fn sign_in(
    State(office): State<Office>,
    Path(code): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    let town = town(&code, l)?;
    if typed.has("already") {
        return already(&office, l, &town, &typed, &headers).await;
    }
    let asked = asked_by(&typed, &headers, peer.map(|it| it.0));
    let signed_in = office
        .slow_deed(move |office| {
            desk::signing_in::sign_in(
                office.desk(),
                &town,
                &asked,
                office.attempts(),
                office.chance(),
                office.now(),
            )
        })
        .await;
    match signed_in {
        Ok(who) => Ok(inside(&office, l, &code, &typed, &who)?),
        Err(Fault::Desk(
            error @ (desk::Error::NotSignedIn
            | desk::Error::SecondFactor
            | desk::Error::WrongDigits
            | desk::Error::TooMany(_)),
        )) => {
            let refused = Refused::of(l, &error);
            let said = Some(l.say(error.ja(), error.to_string()));
            let page = page(&office, l, &code, &typed, said, refused.status()).await?;
            Ok((refused.again(), page).into_response())
        }
        Err(fault) => Err(fault.page(l)),
    }
}

pub(crate) fn town(code: &str, l: Lang) -> Result<MunicipalityCode, Refused> {
    MunicipalityCode::parse(code).ok().filter(|it| it.as_str() == code).ok_or_else(|| Refused::not_found(l))
}

/// For whoever has signed in meanwhile, in another tab: what was kept goes on.
async fn already(
    office: &Office,
    l: Lang,
    town: &MunicipalityCode,
    typed: &Typed,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let pass = tongue::cookie(headers, sign_out::name(office)).and_then(Pass::parse);
    let of = town.clone();
    let resume = move |office: &Office| match pass {
        Some(pass) => desk::session::resume(office.desk(), &of, &pass, office.now()),
        None => Ok(None),
    };
    if let Some(who) = office.deed(resume).await.map_err(|fault| fault.page(l))? {
        return inside(office, l, town.as_str(), typed, &who);
    }
    let problem = l.say(
        "まだサインインしていません。別のタブでサインインしてから、もう一度押してください。",
        "You have not signed in yet. Sign in in the other tab, then press it again.",
    );
    page(office, l, town.as_str(), typed, Some(problem.to_owned()), StatusCode::UNAUTHORIZED).await
}

fn asked_by(typed: &Typed, headers: &HeaderMap, peer: Option<Peer>) -> desk::signing_in::Typed {
    desk::signing_in::Typed {
        login: typed.get("login").to_owned(),
        password: typed.get("password").to_owned(),
        digits: typed.get("digits").to_owned(),
        address: peer.map_or(String::new(), Peer::source),
        browser: browser(headers),
    }
}

/// What a browser calls itself.
pub(crate) fn browser(headers: &HeaderMap) -> String {
    headers.get(USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned()
}

/// Goes on to where one wanted to be, with a new cookie.
fn inside(office: &Office, l: Lang, code: &str, typed: &Typed, who: &SignedIn) -> Result<Response, Refused> {
    let mut response = match (own_path(typed.get("action")), typed.get("kept")) {
        (Some(action), kept) if !kept.is_empty() => {
            let fields = Typed::decode(kept.as_bytes());
            resend(l, action, &fields, who, false)?.into_response()
        }
        _ => {
            let next = own_path(typed.get("next")).unwrap_or_else(|| format!("/{code}/"));
            Redirect::to(&next).into_response()
        }
    };
    response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(office, who));
    Ok(response)
}

pub(crate) fn resend(
    l: Lang,
    action: String,
    typed: &Typed,
    who: &SignedIn,
    stale: bool,
) -> Result<Html<String>, Refused> {
    Ok(Html(Resend { l, action, token: clerk::token(who), fields: told(typed), stale }.render()?))
}

pub(crate) fn told(typed: &Typed) -> Vec<(String, String)> {
    typed.pairs().iter().filter(|(name, _)| !UNTOLD.contains(&name.as_str())).cloned().collect()
}

pub(crate) async fn page(
    office: &Office,
    l: Lang,
    code: &str,
    typed: &Typed,
    problem: Option<String>,
    status: StatusCode,
) -> Result<Response, Refused> {
    let known = town(code, l)?;
    // Only this municipality is looked at: anybody may come here, and a ledger may hold the whole country.
    let named = office.deed(move |office| Ok(office.town_name(&*office.desk().edition(&known)?))).await;
    let town = named.map_err(|_| Refused::not_found(l))?;
    let action = own_path(typed.get("action")).filter(|_| !typed.get("kept").is_empty());
    let page = Show {
        l,
        code: code.to_owned(),
        town,
        login: typed.get("login").to_owned(),
        next: own_path(typed.get("next")).unwrap_or_default(),
        provider: vouched::label(office, code),
        kept: action.map(|action| Kept { action, fields: typed.get("kept").to_owned() }),
        problem,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// For whoever came without a session: a page to sign in on. A form that was sent is kept in it.
pub(crate) fn asked(
    office: &Office,
    method: &Method,
    uri: &Uri,
    lang: Lang,
    typed: &Typed,
    headers: &HeaderMap,
) -> Response {
    let code = uri.path().split('/').nth(1).unwrap_or_default();
    if headers.contains_key(TOKEN) {
        let said = lang.say("サインインし直してください", "please sign in again");
        let body = serde_json::json!({ "signed_out": true, "problem": said });
        return (StatusCode::UNAUTHORIZED, [(CONTENT_TYPE, "application/json")], body.to_string())
            .into_response();
    }
    if *method != Method::POST {
        let next: String = form_urlencoded::byte_serialize(uri.to_string().as_bytes()).collect();
        return Redirect::to(&format!("/{code}/sign-in?next={next}")).into_response();
    }
    let fields = form_urlencoded::Serializer::new(String::new()).extend_pairs(told(typed)).finish();
    let kept = Some(Kept { action: uri.path().to_owned(), fields });
    let problem = lang.say(
        "サインインしていないため、まだ保存していません。サインアウトしたか、しばらく操作がありませんでした。",
        "Nothing was saved yet, for you are not signed in: you signed out, or were away for a while.",
    );
    let (code, town, problem) = (code.to_owned(), String::new(), Some(problem.to_owned()));
    let provider = vouched::label(office, &code);
    let page =
        Show { l: lang, code, town, login: String::new(), next: String::new(), kept, provider, problem };
    match page.render() {
        Ok(body) => (StatusCode::UNAUTHORIZED, Html(body)).into_response(),
        Err(error) => Refused::from(error).into_response(),
    }
}

/// For a form whose page is of an earlier session: nothing is done yet, and nothing of it is lost.
///
/// A script gets the token of the new session, and whose that is: no other site can read it, or send the head that asks for it.
pub(crate) fn again(uri: &Uri, lang: Lang, typed: &Typed, who: &SignedIn, headers: &HeaderMap) -> Response {
    if headers.contains_key(TOKEN) {
        let body = serde_json::json!({ "token": clerk::token(who), "who": who.actor.id });
        return (StatusCode::FORBIDDEN, [(CONTENT_TYPE, "application/json")], body.to_string())
            .into_response();
    }
    // Whoever has shown in another tab who they are comes from a page of the session's earlier secret: what it keeps goes on at once.
    let kept =
        own_path(typed.get("action")).filter(|_| uri.path().ends_with("/prove") && typed.has("already"));
    let page = match kept {
        Some(action) => resend(lang, action, &Typed::decode(typed.get("kept").as_bytes()), who, false),
        None => resend(lang, uri.path().to_owned(), typed, who, true),
    };
    match page {
        Ok(page) => (StatusCode::FORBIDDEN, page).into_response(),
        Err(refused) => refused.into_response(),
    }
}

/// A header value that browsers keep.
pub(crate) fn header(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}
