//! 庁内アカウントのサーバー (the identity provider) of one municipality.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use configuration::Unusable;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessToken, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenClaims, IdTokenFields, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    StandardErrorResponse, StandardTokenResponse, TokenResponse, UserInfoClaims,
};

use crate::asking::{Asking, Back};
use crate::claims::{Own, Person, named};
use crate::fetch::Fetch;
use crate::{Fault, ProviderSettings};

type Fields = IdTokenFields<
    Own,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Claims = IdTokenClaims<Own, CoreGenderClaim>;
type Known = Client<
    Own,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// How a token may be signed: what needs the provider's own key. Never with a word that we know too, never not at all.
const SIGNED: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What was learned of the provider is asked for anew after so many seconds, …
const KEPT: i64 = 3600;
/// … and where a signature is unknown, after so many: keys change.
const DOUBTED: i64 = 30;
/// One that did not answer is asked again after so many seconds.
const SPARED: i64 = 15;
/// Clocks may differ by so many seconds.
const APART: i64 = 120;
/// Whoever was asked to show who they are anew did so at most so many seconds ago.
const ANEW: i64 = 300;

/// One municipality's identity provider.
pub struct Provider {
    settings: ProviderSettings,
    secret: Option<ClientSecret>,
    fetch: Fetch,
    known: Mutex<Option<(Timestamp, Arc<Known>)>>,
    /// When it last did not answer, and why.
    down: Mutex<Option<(Timestamp, String)>>,
}

impl Provider {
    /// By its settings. It is asked nothing yet: it may start later than we do.
    pub fn new(settings: ProviderSettings) -> Result<Self, Unusable> {
        let word = |text: &str| Ok(ClientSecret::new(text.trim().to_owned()));
        let secret = settings.secret_file.as_ref().map(|file| configuration::read(file, word)).transpose()?;
        let fetch = Fetch::new(&settings)?;
        Ok(Self { settings, secret, fetch, known: Mutex::new(None), down: Mutex::new(None) })
    }

    /// Its settings.
    pub fn settings(&self) -> &ProviderSettings {
        &self.settings
    }

    /// Where a browser is sent, to show there who sits before it.
    pub fn address(&self, asking: &Asking, now: Timestamp) -> Result<String, Fault> {
        let known = self.known(KEPT, now)?;
        let (state, nonce) = (asking.state.clone(), asking.nonce.clone());
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let verifier = PkceCodeVerifier::new(asking.verifier.clone());
        let mut question = known
            .authorize_url(flow, || CsrfToken::new(state), || Nonce::new(nonce))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for scope in &self.settings.scopes {
            question = question.add_scope(Scope::new(scope.clone()));
        }
        if asking.anew {
            question = question.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        Ok(question.url().0.to_string())
    }

    /// Who came back.
    pub fn person(&self, asking: &Asking, back: &Back, now: Timestamp) -> Result<Person, Fault> {
        if back.state != asking.state {
            return Err(Fault::Untrusted("another try, or another browser".to_owned()));
        }
        if !back.issuer.is_empty() && back.issuer != self.settings.issuer {
            return Err(Fault::Untrusted("another provider".to_owned()));
        }
        if !back.error.is_empty() {
            return Err(Fault::Refused(said(&back.error)));
        }
        if back.code.is_empty() {
            return Err(Fault::Untrusted("no code".to_owned()));
        }
        let known = self.known(KEPT, now)?;
        let tokens = self.tokens(&known, asking, back)?;
        let claims = match claims(&known, &tokens, asking, now) {
            Err(Fault::Untrusted(why)) => {
                let anew = self.known(DOUBTED, now)?;
                if Arc::ptr_eq(&anew, &known) {
                    return Err(Fault::Untrusted(why));
                }
                claims(&anew, &tokens, asking, now)?
            }
            found => found?,
        };
        self.named(&known, &claims, tokens.access_token(), now)
    }

    /// Opens the code.
    fn tokens(&self, known: &Known, asking: &Asking, back: &Back) -> Result<Tokens, Fault> {
        let code = AuthorizationCode::new(back.code.clone());
        let request = known.exchange_code(code).map_err(|error| Fault::Unreachable(error.to_string()))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(asking.verifier.clone()));
        request.request(&|request| self.fetch.ask(request)).map_err(|error| match error {
            RequestTokenError::ServerResponse(answer) => Fault::Refused(said(answer.error().as_ref())),
            other => Fault::Unreachable(chain(&other)),
        })
    }

    /// The person of a token, with their login: from the token, or else from what the provider tells with it.
    fn named(
        &self,
        known: &Known,
        claims: &Claims,
        access: &AccessToken,
        now: Timestamp,
    ) -> Result<Person, Fault> {
        let wanted = &self.settings.claim;
        let login = match named(claims, wanted) {
            Some(login) => Some(login),
            None => self.told(known, claims, access)?,
        };
        let shown = claims.auth_time().map(|at| at.timestamp());
        Ok(Person {
            shown: shown.filter(|at| is_anew(*at, now)).and_then(|at| Timestamp::from_second(at).ok()),
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            login: login.ok_or_else(|| Fault::Nameless(wanted.clone()))?,
        })
    }

    /// The login as the provider tells it beside the token, of the same subject only.
    fn told(&self, known: &Known, claims: &Claims, access: &AccessToken) -> Result<Option<String>, Fault> {
        let Ok(request) = known.user_info(access.clone(), Some(claims.subject().clone())) else {
            return Ok(None); // It offers no such address.
        };
        let told: UserInfoClaims<Own, CoreGenderClaim> = request
            .request(&|request| self.fetch.ask(request))
            .map_err(|error| Fault::Unreachable(chain(&error)))?;
        Ok(named(&told, &self.settings.claim))
    }

    /// What is known of the provider, no older than so many seconds.
    fn known(&self, oldest: i64, now: Timestamp) -> Result<Arc<Known>, Fault> {
        let kept = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let fresh = |since: &Timestamp| now.as_second() - since.as_second() < oldest;
        if let Some((_, known)) = kept.filter(|(since, _)| fresh(since)) {
            return Ok(known);
        }
        let known = Arc::new(self.asked_anew(now)?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&known)));
        Ok(known)
    }

    /// Asks it who it is. One that did not answer is left alone for a while: nobody has to wait for it again and again.
    fn asked_anew(&self, now: Timestamp) -> Result<Known, Fault> {
        let down = self.down.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, why)) = down.filter(|(since, _)| now.as_second() - since.as_second() < SPARED) {
            return Err(Fault::Unreachable(why));
        }
        let asked = self.discovered();
        let why = match &asked {
            Err(Fault::Unreachable(why)) => Some((now, why.clone())),
            _ => None,
        };
        *self.down.lock().unwrap_or_else(PoisonError::into_inner) = why;
        asked
    }

    fn discovered(&self) -> Result<Known, Fault> {
        let wrong =
            |why: String| Fault::from(Unusable::new(format!("アドレスが正しくありません（{why}）"), why));
        let issuer =
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| wrong(error.to_string()))?;
        let back = RedirectUrl::new(self.settings.back()).map_err(|error| wrong(error.to_string()))?;
        let metadata = CoreProviderMetadata::discover(&issuer, &|request| self.fetch.ask(request))
            .map_err(|error| Fault::Unreachable(chain(&error)))?;
        let client = ClientId::new(self.settings.client.clone());
        Ok(Client::from_provider_metadata(metadata, client, self.secret.clone()).set_redirect_uri(back))
    }
}

/// Whether somebody who showed at a second who they are did so just now, as far as clocks agree.
fn is_anew(second: i64, now: Timestamp) -> bool {
    (-APART..=ANEW).contains(&(now.as_second() - second))
}

/// What the token says, if it was made by this provider, for us, for this try, and is good now.
fn claims(known: &Known, tokens: &Tokens, asking: &Asking, now: Timestamp) -> Result<Claims, Fault> {
    let distrust = |why: &dyn std::fmt::Display| Fault::Untrusted(why.to_string());
    let token = tokens.id_token().ok_or_else(|| distrust(&"it sent no token"))?;
    let clock = move |seconds: i64| {
        chrono::DateTime::from_timestamp(seconds, 0).unwrap_or(chrono::DateTime::<chrono::Utc>::MAX_UTC)
    };
    let seconds = now.as_second();
    let issued = move |at: chrono::DateTime<chrono::Utc>| {
        if at.timestamp() - seconds > APART { Err("it was made in the future".to_owned()) } else { Ok(()) }
    };
    let shown = move |at: Option<chrono::DateTime<chrono::Utc>>| match at {
        Some(at) if is_anew(at.timestamp(), now) => Ok(()),
        _ => Err("they did not show anew who they are".to_owned()),
    };
    let mut verifier = known
        .id_token_verifier()
        .set_allowed_algs(SIGNED)
        .set_time_fn(move || clock(seconds - APART))
        .set_issue_time_verifier_fn(issued);
    if asking.anew {
        verifier = verifier.set_auth_time_verifier_fn(shown);
    }
    let nonce = Nonce::new(asking.nonce.clone());
    token.claims(&verifier, &nonce).cloned().map_err(|error| Fault::Untrusted(chain(&error)))
}

/// A provider's own word, as far as a log should repeat it.
fn said(word: &str) -> String {
    word.chars().filter(char::is_ascii_graphic).take(60).collect()
}

/// An error with what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        told = format!("{told}: {cause}");
        source = cause.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_was_asked_within_five_minutes_has_shown_it_anew() {
        let now = Timestamp::from_second(1_795_230_000).unwrap();
        let shown = |ago: i64| is_anew(1_795_230_000 - ago, now);
        assert!(shown(0) && shown(ANEW) && shown(-APART), "clocks may differ");
        assert!(!shown(ANEW + 1) && !shown(8 * 3600) && !shown(-APART - 1));
    }
}
