//! 入口: before every door. Who comes, whether the request was made on our own page, and whether the deed can be theirs at all.
//!
//! What exactly they may do, and on which organisation, the desk asks again when it does it.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use desk::policy::Deed;
use desk::session::{Pass, SignedIn};
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use tokio::sync::OwnedSemaphorePermit;
use web::Lang;

use crate::clerk::{Clerk, token};
use crate::door::Door;
use crate::office::Office;
use crate::refused::Refused;
use crate::tongue::{self, cookie};
use crate::typed::{GIVEN_BACK, LARGEST, Typed};
use crate::{prove, sign_in, sign_out};

/// The header in which a script carries the token of a form.
pub(crate) const TOKEN: &str = "x-meyasu-token";

/// Middleware: lets a request through to its door, or turns it away.
pub(crate) async fn guard(
    State((office, door)): State<(Office, Door)>,
    request: Request,
    next: Next,
) -> Response {
    match admit(&office, &door, request).await {
        // The place is free again when the request is answered.
        Ok((request, _place)) => {
            let typed = request.extensions().get::<Typed>().filter(|it| !it.pairs().is_empty()).cloned();
            with_typed(next.run(request).await, typed)
        }
        Err(turned_away) => turned_away,
    }
}

/// A refusal with what was typed: it leads back to where that stands.
fn with_typed(mut response: Response, typed: Option<Typed>) -> Response {
    if let Some(typed) = typed.filter(|_| response.extensions().get::<Refused>().is_some()) {
        response.extensions_mut().insert(typed);
    }
    response
}

/// The request as its handler gets it, and its place among those who send files.
async fn admit(
    office: &Office,
    door: &Door,
    request: Request,
) -> Result<(Request, Option<OwnedSemaphorePermit>), Response> {
    let lang = tongue::of(request.headers());
    let (mut parts, body) = request.into_parts();
    let changes = parts.method != Method::GET && parts.method != Method::HEAD;
    if changes && !web::is_our_own(&parts.headers) {
        return Err(Refused::foreign(lang).into_response());
    }
    let deed = door.access.deeds().first().copied();
    let come = if deed.is_some() { come(office, door, &parts, lang).await? } else { None };
    let with_files = door.files && come.is_some() && Typed::has_file(&parts.headers);
    if let (true, Some(deed), Some((_, Open::No | Open::NoPost))) = (with_files, deed, &come) {
        return Err(Refused::of(lang, &desk::Error::Forbidden(deed)).into_response()); // Before anything is read.
    }
    let place = if with_files { office.place_for_files().await } else { None };
    let room = if with_files { door.room } else { LARGEST };
    let typed = if changes {
        sent(&parts.headers, body, (come.is_some(), with_files, room), lang).await?
    } else {
        Typed::default()
    };
    if let Some(deed) = deed {
        let clerk = let_in(office, door, &parts, (deed, come, &typed), lang).map_err(|it| *it)?;
        parts.extensions.insert(clerk);
    }
    parts.extensions.insert(typed);
    Ok((Request::from_parts(parts, Body::empty()), place))
}

/// Whoever came, where the door is theirs: with the token of their own pages, and proven anew where the deed asks for it.
fn let_in(
    office: &Office,
    door: &Door,
    parts: &Parts,
    (deed, come, typed): (Deed, Option<(SignedIn, Open)>, &Typed),
    lang: Lang,
) -> Result<Clerk, Box<Response>> {
    let Some((who, is_open)) = come else {
        let asked = sign_in::asked(office, &parts.method, &parts.uri, lang, typed, &parts.headers);
        return Err(Box::new(asked));
    };
    let sent = parts.headers.get(TOKEN).and_then(|it| it.to_str().ok());
    let sent = sent.unwrap_or_else(|| typed.get("token"));
    if parts.method == Method::POST && !desk::secret::same(sent, &token(&who)) {
        return Err(Box::new(sign_in::again(&parts.uri, lang, typed, &who, &parts.headers)));
    }
    let refused = match is_open {
        Open::Yes => None,
        Open::NoPost => Some(Refused::without_post(lang).leaving(sign_out::of(&who), token(&who))),
        Open::No => Some(Refused::of(lang, &desk::Error::Forbidden(deed))),
    };
    if let Some(refused) = refused {
        return Err(Box::new(with_typed(refused.into_response(), Some(typed.clone()))));
    }
    if door.proof && !who.session.is_proven(office.now()) {
        return Err(Box::new(prove::asked(office, &parts.uri, lang, typed, &who)));
    }
    Ok(clerk(who, lang, &parts.uri, door))
}

/// What was sent: a form, and from somebody signed in at a door for files one of those.
async fn sent(
    headers: &HeaderMap,
    body: Body,
    (signed_in, with_files, room): (bool, bool, usize),
    lang: Lang,
) -> Result<Typed, Response> {
    let gives_back = signed_in && !with_files;
    let bytes = axum::body::to_bytes(body, if gives_back { GIVEN_BACK } else { room }).await;
    let bytes = bytes.map_err(|_| Refused::too_large(lang, room).into_response())?;
    if bytes.len() > room {
        return Err(with_typed(Refused::too_large(lang, room).into_response(), Some(Typed::decode(&bytes))));
    }
    if !with_files {
        return Ok(Typed::decode(&bytes));
    }
    let typed = Typed::decode_with_files(headers, bytes).await;
    typed.ok_or_else(|| Refused::broken(lang).into_response())
}

fn clerk(who: SignedIn, lang: Lang, uri: &Uri, door: &Door) -> Clerk {
    let query = uri.query().unwrap_or_default().as_bytes();
    let done =
        form_urlencoded::parse(query).find(|(key, _)| key == "done").map(|(_, value)| value.into_owned());
    Clerk { signed_in: who, lang, path: uri.path().to_owned(), door: door.path, done }
}

/// Whether a door opens to somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Yes,
    No,
    /// They hold no post whose organisation is there: no door does.
    NoPost,
}

/// Whoever the cookie names, if they belong to the municipality of the address; and whether the deed can be theirs.
async fn come(
    office: &Office,
    door: &Door,
    parts: &Parts,
    lang: Lang,
) -> Result<Option<(SignedIn, Open)>, Response> {
    let code = parts.uri.path().split('/').nth(1).unwrap_or_default();
    let town = MunicipalityCode::parse(code).ok().filter(|it| it.as_str() == code);
    let Some(town) = town else { return Err(Refused::not_found(lang).into_response()) };
    let Some(pass) = cookie(&parts.headers, sign_out::name(office)).and_then(Pass::parse) else {
        return Ok(None);
    };
    let (door, about) = (door.clone(), about(door.path, parts.uri.path()));
    let found = office.deed(move |office| {
        let resumed = desk::session::resume(office.desk(), &town, &pass, office.now())?;
        let Some(who) = resumed else { return Ok(None) };
        let edition = office.desk().edition(&town)?;
        let is_open = |deed: &Deed| match &about {
            Some(it) => [Some(it), None].iter().any(|it| who.actor.may(*deed, *it, &edition).is_ok()),
            None => who.actor.may_somewhere(*deed, &edition),
        };
        let is_open = match door.access.deeds().iter().any(is_open) || door.path == sign_out::PATH {
            true => Open::Yes,
            false if who.actor.has_a_post(&edition) => Open::No,
            false => Open::NoPost,
        };
        Ok(Some((who, is_open)))
    });
    found.await.map_err(|fault| fault.page(lang).into_response())
}

/// The organisation that an address names, where its door says that one stands there.
fn about(door: &str, path: &str) -> Option<RecordId> {
    let (_, text) = door.split('/').zip(path.split('/')).find(|(part, _)| *part == "{organisation}")?;
    let pair = format!("id={}", text.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, id)| RecordId::new(id))
}

/// An address of this site to go back to, and none of any other: a path that begins with one slash.
pub(crate) fn own_path(text: &str) -> Option<String> {
    let is_path = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    (is_path && text.len() <= 2000 && text.bytes().all(|c| c.is_ascii_graphic())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_to_our_own_pages_only() {
        for good in ["/", "/990019/sheets/a/b?x=%E3%81%82"] {
            assert_eq!(own_path(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "//evil.example/",
            "https://evil.example/",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "javascript:1",
            "/あ",
        ] {
            assert_eq!(own_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_tells_what_organisation_it_is_about() {
        let door = "/{code}/sheets/{stage}/{organisation}/field";
        let id = |path: &str| about(door, path).map(|id| id.to_string());
        assert_eq!(id("/990019/sheets/goals/o-1/field").as_deref(), Some("o-1"));
        assert_eq!(id("/990019/sheets/goals/%E7%92%B0+a%2F%26b/field").as_deref(), Some("環+a/&b"));
        assert_eq!(about("/{code}/people/{id}", "/990019/people/o-1"), None);
    }
}
