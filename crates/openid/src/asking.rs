//! 一回の照会: what one try goes out with, and what comes back of it through the browser.

/// One try to find out who somebody is: what only the browser that began it can know again.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the token.
    pub nonce: String,
    /// Opens the code, at the provider.
    pub verifier: String,
    /// Whether they show anew who they are, even where the provider still knows them.
    pub anew: bool,
}

/// What came back in the address.
#[derive(Clone, Debug, Default)]
pub struct Back {
    /// What it was asked with.
    pub state: String,
    /// What opens the tokens, once.
    pub code: String,
    /// The provider's word where it refused.
    pub error: String,
    /// Who the provider says it is (RFC 9207); empty where it does not say.
    pub issuer: String,
}
