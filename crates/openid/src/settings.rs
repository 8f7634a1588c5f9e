//! 庁内アカウントの設定: a TOML file with one `[[provider]]` for each municipality that has one. `docs/formats/openid.md` describes it.

use std::path::{Path, PathBuf};

use configuration::Unusable;
use plan::municipality::MunicipalityCode;
use serde::Deserialize;

/// How to ask one municipality's identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProviderSettings {
    /// 団体コード of the municipality whose staff it knows.
    pub municipality: MunicipalityCode,
    /// What its accounts are called on the sign-in page, e.g. 「庁内アカウント」.
    #[serde(default = "usual_label")]
    pub label: String,
    /// The provider's address, exactly as it calls itself.
    pub issuer: String,
    /// Under which name it knows us.
    pub client: String,
    /// The file with the word by which it knows that we are we; none for a public client.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// The claim that holds what people type to sign in (職員番号): `preferred_username`, `email`, `sub`, or one of the provider's own.
    #[serde(default = "usual_claim")]
    pub claim: String,
    /// What else is asked for beside `openid`.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// A file (PEM) with the authority that vouches for the provider's certificate; those that the machine trusts where none.
    #[serde(default)]
    pub authority: Option<PathBuf>,
    /// How browsers reach the staff's side: there the provider sends people back.
    pub address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<ProviderSettings>,
}

fn usual_label() -> String {
    "庁内アカウント".to_owned()
}

fn usual_claim() -> String {
    "preferred_username".to_owned()
}

fn usual_scopes() -> Vec<String> {
    vec!["profile".to_owned()]
}

/// Reads a file of settings. Files that it names are looked for beside it.
pub fn read(file: &Path) -> Result<Vec<ProviderSettings>, Unusable> {
    let mut read = configuration::read(file, parse)?;
    for it in &mut read {
        configuration::beside(file, [&mut it.secret_file, &mut it.authority]);
    }
    Ok(read)
}

fn parse(text: &str) -> Result<Vec<ProviderSettings>, Unusable> {
    let file: File = configuration::parse(text)?;
    for (at, it) in file.provider.iter().enumerate() {
        it.check()?;
        if file.provider[..at].iter().any(|other| other.municipality == it.municipality) {
            let town = &it.municipality;
            return Err(Unusable::new(
                format!("団体{town}の認証サーバーが2つあります"),
                format!("two providers for {town}"),
            ));
        }
    }
    if file.provider.is_empty() {
        return Err(Unusable::new("[[provider]] がありません", "no [[provider]] in it"));
    }
    Ok(file.provider)
}

impl ProviderSettings {
    fn check(&self) -> Result<(), Unusable> {
        for (name, address) in [("issuer", &self.issuer), ("address", &self.address)] {
            if !is_guarded(address) {
                return Err(Unusable::new(
                    format!(
                        "{name} の「{address}」は https:// で始まるアドレスではありません（http はこの機械の中だけ）"
                    ),
                    format!("{name} = “{address}” is no https:// address (http only within this machine)"),
                ));
            }
        }
        let named = [("client", &self.client), ("claim", &self.claim), ("label", &self.label)];
        match named.into_iter().find(|(_, text)| text.trim().is_empty()) {
            Some((name, _)) => Err(Unusable::new(format!("{name} が空です"), format!("{name} is empty"))),
            None => Ok(()),
        }
    }

    /// Where the provider sends people back to.
    pub fn back(&self) -> String {
        format!("{}/{}/sign-in/openid/back", self.address.trim_end_matches('/'), self.municipality)
    }

    /// Whether everything is said within this machine.
    pub(crate) fn is_within(&self) -> bool {
        !self.issuer.starts_with("https://")
    }
}

/// Whether nobody on the way can read or change what is said: encrypted, or within this machine.
fn is_guarded(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':']).next().unwrap_or_default().to_owned();
    if address.contains(['?', '#', '@']) || address.chars().any(char::is_whitespace) {
        return false;
    }
    match address.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty(),
        Some(("http", rest)) => ["localhost", "127.0.0.1"].contains(&host(rest).as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEWEST: &str = "[[provider]]\nmunicipality = '990019'\nissuer = 'https://id.example/staff'\nclient = 'meyasu'\naddress = 'https://desk.example/'\n";

    #[test]
    fn little_has_to_be_said() {
        let settings = parse(FEWEST).unwrap();
        assert_eq!(settings[0].claim, "preferred_username");
        assert_eq!(settings[0].label, "庁内アカウント");
        assert_eq!(settings[0].back(), "https://desk.example/990019/sign-in/openid/back");
        assert!(!settings[0].is_within());
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        let with = |from: &str, to: &str| parse(&FEWEST.replace(from, to)).unwrap_err().en;
        assert!(with("https://id", "http://id").contains("issuer"));
        assert!(with("https://desk.example/", "desk.example").contains("address"));
        assert!(with("https://id.example/staff", "https://me@id.example/").contains("issuer"));
        assert!(with("https://id.example/staff", "http://localhost.evil/").contains("issuer"));
        assert!(with("'meyasu'", "' '").contains("client is empty"));
        assert!(with("client =", "clinet =").contains("clinet"));
        assert!(with("990019", "99001x").contains("municipality"));
        assert!(parse(&format!("{FEWEST}{FEWEST}")).unwrap_err().en.contains("two providers for 990019"));
        assert!(parse("").unwrap_err().en.contains("no [[provider]]"));
        assert!(parse(&FEWEST.replace("https://id.example", "http://127.0.0.1:8/")).is_ok());
    }

    #[test]
    fn every_fault_is_told_in_japanese_too_with_its_line_and_name() {
        let with = |from: &str, to: &str| parse(&FEWEST.replace(from, to)).unwrap_err().ja;
        assert_eq!(with("client =", "clinet ="), "4行目：「clinet」という項目はありません");
        assert_eq!(with("'meyasu'", "' '"), "client が空です");
        assert!(with("https://id", "http://id").starts_with("issuer の「http://id.example/staff」は"));
        assert_eq!(
            parse(&format!("{FEWEST}{FEWEST}")).unwrap_err().ja,
            "団体990019の認証サーバーが2つあります"
        );
    }
}
