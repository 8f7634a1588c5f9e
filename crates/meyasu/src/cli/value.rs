//! Values of arguments: what may stand there, and what is said where it may not.

use plan::licence::Licence;
use plan::municipality::MunicipalityCode;

/// Words that must not be blank: who decided and why is kept for ever.
pub(super) fn words(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("空です / is blank".to_owned()),
        words => Ok(words.to_owned()),
    }
}

/// An address of a site: scheme and host.
pub(super) fn address(text: &str) -> Result<String, String> {
    web::parse_address(text)
        .ok_or_else(|| "https://ホスト名 の形で指定してください / is no https://host".to_owned())
}

/// A proxy: an address, or a network of them.
pub(super) fn network(text: &str) -> Result<web::Network, String> {
    web::Network::parse(text).ok_or_else(|| {
        "127.0.0.1 や 10.0.0.0/8 の形で指定してください / is neither an address nor a network like 10.0.0.0/8".to_owned()
    })
}

/// 利用条件 by its short name.
pub(super) fn licence(text: &str) -> Result<Licence, String> {
    let names = || Licence::ALL.map(Licence::as_str).join(", ");
    Licence::parse(text).ok_or_else(|| format!("知らない利用条件です / is none of: {}", names()))
}

/// The code of a check.
pub(super) fn check_code(code: &str) -> Result<String, String> {
    match plan::check::all().any(|it| it.code == code) {
        true => Ok(code.to_owned()),
        false => Err("知らない点検項目です（一覧は meyasu check --list） / is no known check".to_owned()),
    }
}

/// The name of an encoding that can be read.
pub(super) fn encoding(name: &str) -> Result<String, String> {
    match reading::decode::is_known(name) {
        true => Ok(name.to_owned()),
        false => Err("知らない文字コードです / is no known encoding".to_owned()),
    }
}

/// A municipality code on the command line, its check digit verified.
#[derive(Clone, Debug)]
pub(crate) struct Code(pub(crate) MunicipalityCode);

impl std::str::FromStr for Code {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        MunicipalityCode::parse(text).map(Self).map_err(|refusal| format!("{} / {refusal}", refusal.ja()))
    }
}
