//! 庁内アカウント: asks a municipality's own identity provider who somebody is, by OpenID Connect (authorization code flow with PKCE).
//!
//! This crate speaks with the provider and nothing else. It knows no accounts: whether a person who was vouched for may come in, and as
//! whom, is the desk's to say.

mod asking;
mod claims;
mod fault;
mod fetch;
mod provider;
mod settings;

pub use asking::{Asking, Back};
pub use claims::Person;
pub use fault::Fault;
pub use provider::Provider;
pub use settings::{ProviderSettings, read};
