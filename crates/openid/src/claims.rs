//! What a provider says of a person.

use jiff::Timestamp;
use openidconnect::AdditionalClaims;
use serde::{Deserialize, Serialize};

/// Claims that the standard does not name: the provider's own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Own(serde_json::Map<String, serde_json::Value>);

impl AdditionalClaims for Own {}

/// Somebody whom the provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which provider does.
    pub issuer: String,
    /// The provider's own name for them: never given to anybody else.
    pub subject: String,
    /// What they type to sign in elsewhere (職員番号). It may be given to another person later.
    pub login: String,
    /// When they showed the provider who they are, where it says so and that was just now.
    pub shown: Option<Timestamp>,
}

/// The claim of a name, among those that a token or an answer holds. A mail address counts only where the provider has made sure of it.
pub(crate) fn named(claims: &impl Serialize, name: &str) -> Option<String> {
    let claims = serde_json::to_value(claims).ok()?;
    if name == "email" && claims.get("email_verified") != Some(&serde_json::Value::Bool(true)) {
        return None;
    }
    let found = match claims.get(name)? {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(found).filter(|it| !it.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_claim_is_a_text_or_a_number_that_says_something() {
        let claims = json!({ "preferred_username": "a012", "number": 340, "empty": " ", "list": ["a"] });
        assert_eq!(named(&claims, "preferred_username").as_deref(), Some("a012"));
        assert_eq!(named(&claims, "number").as_deref(), Some("340"));
        for name in ["empty", "list", "absent"] {
            assert_eq!(named(&claims, name), None, "{name}");
        }
    }

    #[test]
    fn a_mail_address_counts_only_where_the_provider_made_sure_of_it() {
        let mail =
            |sure: serde_json::Value| named(&json!({ "email": "a@b", "email_verified": sure }), "email");
        assert_eq!(mail(json!(true)).as_deref(), Some("a@b"));
        assert_eq!(mail(json!(false)), None);
        assert_eq!(mail(json!("true")), None);
        assert_eq!(named(&json!({ "email": "a@b" }), "email"), None);
    }
}
