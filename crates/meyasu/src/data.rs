//! Where the data is: the folder of the user, or the one that was named.

use std::path::PathBuf;

use desk::Desk;
use ledger::{Ledger, Place};

use crate::cli::Where;
use crate::failure::{CANNOT_CREATE, Failure, NO_INPUT, USAGE};

/// Opens the ledger, and makes an empty one where there is none.
pub(crate) fn open(place: &Where) -> Result<Ledger, Failure> {
    Ok(Ledger::open(&self::place(place)?)?)
}

/// Opens a ledger that must be there: a mistyped folder is said, not filled.
pub(crate) fn existing(place: &Where) -> Result<Ledger, Failure> {
    let place = self::place(place)?;
    if let Place::File(path) = &place
        && !path.exists()
    {
        let name = path.display();
        return Err(Failure::new(
            NO_INPUT,
            format!(
                "台帳「{name}」がありません。`meyasu init` で始めるか、--data でフォルダーを指定してください"
            ),
            format!(
                "there is no ledger “{name}”: begin one with `meyasu init`, or name its folder with --data"
            ),
        ));
    }
    Ok(Ledger::open(&place)?)
}

/// A desk over a ledger that must be there.
pub(crate) fn desk(place: &Where) -> Result<Desk, Failure> {
    Ok(Desk::new(existing(place)?))
}

/// The place of the ledger: a database, or `meyasu.db` in the folder.
pub(crate) fn place(place: &Where) -> Result<Place, Failure> {
    match place.database.as_ref().filter(|url| !url.is_empty()) {
        Some(url) => match Place::parse(url) {
            Place::File(_) => Err(Failure::new(
                USAGE,
                "データベースの接続先は postgres:// で始めてください（ファイルなら --data でフォルダーを）",
                "the address of the database begins with postgres:// (for a file, name its folder with --data)",
            )),
            server => Ok(server),
        },
        None => Ok(Place::File(folder(place)?.join("meyasu.db"))),
    }
}

fn folder(place: &Where) -> Result<PathBuf, Failure> {
    let own = || {
        let from = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
        let home = || Some(from("HOME")?.join(".local").join("share"));
        Some(from("XDG_DATA_HOME").or_else(|| from("LOCALAPPDATA")).or_else(home)?.join("meyasu"))
    };
    place.data.clone().or_else(own).ok_or_else(|| {
        Failure::new(
            CANNOT_CREATE,
            "データを置くフォルダーがわかりません。--data で指定してください",
            "where should the data be? Name a folder with --data",
        )
    })
}
