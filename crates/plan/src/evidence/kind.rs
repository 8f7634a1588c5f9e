//! 資料の種類: which files are taken, by their name and by how they begin.

use super::NotKept;

/// What is taken, in words.
pub(super) const OFFERED: (&str, &str) = (
    "PDF、Word、Excel、PowerPoint、OpenDocument、一太郎、DocuWorks、文字（txt・csv）、画像（jpg・png・gif・webp・heic・tif）、メール（eml・msg）",
    "PDF, Word, Excel, PowerPoint, OpenDocument, Ichitaro, DocuWorks, text (txt, csv), pictures (jpg, png, gif, webp, heic, tif), mail (eml, msg)",
);

/// How files of a kind begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// One of these.
    One(&'static [&'static [u8]]),
    /// These, after so many bytes.
    After(usize, &'static [u8]),
    /// Text: nothing that only programs and pictures have.
    Text,
    /// Its makers do not say; a program it is not.
    Unknown,
}

const ZIP: &[u8] = b"PK\x03\x04";
/// Old Office, and any Office document under a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const KINDS: &[(&[&str], Head)] = &[
    (&["pdf"], Head::One(&[b"%PDF-"])),
    (&["docx", "xlsx", "pptx"], Head::One(&[ZIP, COMPOUND])),
    (&["doc", "xls", "ppt", "msg"], Head::One(&[COMPOUND])),
    (&["odt", "ods", "odp"], Head::One(&[ZIP])),
    (&["jtd", "jtdc", "xdw", "xbd"], Head::Unknown),
    (&["txt", "csv", "tsv", "md", "eml"], Head::Text),
    (&["jpg", "jpeg"], Head::One(&[b"\xFF\xD8\xFF"])),
    (&["png"], Head::One(&[b"\x89PNG\r\n\x1A\n"])),
    (&["gif"], Head::One(&[b"GIF87a", b"GIF89a"])),
    (&["webp"], Head::After(8, b"WEBP")),
    (&["heic", "heif"], Head::After(4, b"ftyp")),
    (&["tif", "tiff"], Head::One(&[b"II*\0", b"MM\0*"])),
];

/// How programs begin, whatever they are called.
const PROGRAMS: &[&[u8]] =
    &[b"MZ", b"\x7FELF", b"#!", b"\xCA\xFE\xBA\xBE", b"\xCF\xFA\xED\xFE", b"\xFE\xED\xFA\xCF"];

/// How a name ends, in small letters and without the dot.
pub fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase()
}

/// Whether a file is of a kind that is taken, and is what it is called.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<(), NotKept> {
    let ending = ending(name);
    let known = KINDS.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
    let Some((_, head)) = known else {
        return Err(NotKept::Kind(if ending.is_empty() { name.to_owned() } else { format!(".{ending}") }));
    };
    if begins(*head, bytes) { Ok(()) } else { Err(NotKept::Disguised(ending)) }
}

fn begins(head: Head, bytes: &[u8]) -> bool {
    let is_program = PROGRAMS.iter().any(|it| bytes.starts_with(it));
    match head {
        Head::One(heads) => heads.iter().any(|it| bytes.starts_with(it)),
        Head::After(at, mark) => bytes.get(at..).is_some_and(|rest| rest.starts_with(mark)),
        Head::Text => is_wide(bytes) || !is_program && !bytes.contains(&0),
        Head::Unknown => !is_program,
    }
}

/// UTF-16, in which every second byte of Latin text is zero.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}
