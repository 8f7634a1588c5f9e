//! 更新情報: what was published and which results came with it, for programs that watch: Atom (RFC 4287) and JSON Feed 1.1.

use jiff::Timestamp;
use jiff::civil::Date;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use serde::Serialize;
use sha2::{Digest, Sha256};

mod brought;
pub mod country;
mod entry;
mod revised;
mod rounds;
mod xml;

pub use brought::Brought;
pub use entry::{Entry, Result, entries};
pub use revised::Revised;
pub use rounds::{CATEGORY, Notice, notices};

use xml::escape;

/// Publications that a feed tells of; older ones stand in the revision history.
pub const MOST: usize = 30;

/// Where a feed and its pages are.
#[derive(Clone, Debug)]
pub struct Place {
    /// The site's address without a slash at its end, e.g. `https://meyasu.example.jp`.
    pub site: String,
    /// The feed's own address below it.
    pub path: String,
}

/// 更新情報 as Atom, as of a day. `updated` is the time of the newest publication or notice.
pub fn atom(edition: &Edition, place: &Place, today: Date) -> String {
    let (entries, notices) = (entries(edition), notices(edition, today));
    let (code, name) = (edition.municipality(), escape(&name(edition)));
    let (site, path) = (escape(&place.site), escape(&place.path));
    let newest = entries.first().map(|it| it.at).max(notices.first().map(|it| it.at));
    let updated = newest.unwrap_or(Timestamp::UNIX_EPOCH);
    let mut feed = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
<id>{}</id>
<title>{name}　目標と成果の公表</title>
<updated>{updated}</updated>
<author><name>{name}</name></author>
<link rel="self" type="application/atom+xml" href="{site}{path}"/>
<link rel="alternate" type="text/html" href="{site}/{code}/"/>
"#,
        id(code, 0)
    );
    let of_entries = entries.iter().map(|it| (it.at, atom_entry(code, &site, it)));
    let of_notices = notices.iter().map(|it| (it.at, atom_notice(code, &site, it)));
    newest_first(of_entries.chain(of_notices)).for_each(|it| feed.push_str(&it));
    feed.push_str("</feed>\n");
    feed
}

fn atom_entry(code: &MunicipalityCode, site: &str, entry: &Entry) -> String {
    let categories: String = entry
        .terms()
        .iter()
        .map(|(term, label)| format!(r#"<category term="{term}" label="{label}"/>"#))
        .collect();
    format!(
        r#"<entry>
<id>{}</id>
<title>{}</title>
<updated>{}</updated>
<published>{}</published>
<link rel="alternate" type="text/html" href="{site}/{code}/decisions/{}"/>
{categories}
<content type="html">{}</content>
</entry>
"#,
        id(code, entry.number),
        escape(&entry.title()),
        entry.at,
        entry.at,
        entry.decision,
        escape(&html(entry, &format!("{site}/{code}"))),
    )
}

/// Publications and notices in one list.
fn newest_first<T>(all: impl Iterator<Item = (Timestamp, T)>) -> impl Iterator<Item = T> {
    let mut all: Vec<(Timestamp, T)> = all.collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, it)| it)
}

fn atom_notice(code: &MunicipalityCode, site: &str, it: &Notice) -> String {
    let (term, label) = CATEGORY;
    let (id, title, at) = (id_of(code, it), escape(&it.title), it.at);
    let address = percent(it.round.as_str());
    let content = escape(&format!("<p>{}</p>", escape(&it.sentence)));
    format!(
        r#"<entry>
<id>{id}</id>
<title>{title}</title>
<updated>{at}</updated>
<published>{at}</published>
<link rel="alternate" type="text/html" href="{site}/{code}/comments/{address}"/>
<category term="{term}" label="{label}"/>
<content type="html">{content}</content>
</entry>
"#
    )
}

/// JSON Feed 1.1.
#[derive(Serialize)]
struct Json<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    authors: [Author<'a>; 1],
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item {
    id: String,
    url: String,
    title: String,
    content_html: String,
    date_published: Timestamp,
    tags: Vec<&'static str>,
}

/// 更新情報 as JSON Feed 1.1.
pub fn json(edition: &Edition, place: &Place, today: Date) -> serde_json::Result<Vec<u8>> {
    let (code, name) = (edition.municipality(), name(edition));
    let town = format!("{}/{code}", place.site);
    let item = |it: &Entry| Item {
        id: id(code, it.number),
        url: format!("{town}/decisions/{}", it.decision),
        title: it.title(),
        content_html: html(it, &escape(&town)),
        date_published: it.at,
        tags: it.terms().into_iter().map(|(_, label)| label).collect(),
    };
    let notice = |it: &Notice| Item {
        id: id_of(code, it),
        url: format!("{town}/comments/{}", percent(it.round.as_str())),
        title: it.title.clone(),
        content_html: format!("<p>{}</p>", escape(&it.sentence)),
        date_published: it.at,
        tags: vec![CATEGORY.1],
    };
    let (entries, notices) = (entries(edition), notices(edition, today));
    let of_entries = entries.iter().map(|it| (it.at, item(it)));
    let of_notices = notices.iter().map(|it| (it.at, notice(it)));
    let feed = Json {
        version: "https://jsonfeed.org/version/1.1",
        title: format!("{name}　目標と成果の公表"),
        home_page_url: format!("{town}/"),
        feed_url: format!("{}{}", place.site, place.path),
        language: "ja",
        authors: [Author { name: &name }],
        items: newest_first(of_entries.chain(of_notices)).collect(),
    };
    serde_json::to_vec_pretty(&feed)
}

/// An entry's text. `town` is the address of its pages, escaped.
fn html(entry: &Entry, town: &str) -> String {
    let mut html = format!("<p>{}</p>", escape(&entry.sentence()));
    let paragraph = |words: String| format!("<p>{}</p>", escape(&words));
    if !entry.reasons.is_empty() {
        html.push_str(&paragraph(format!("決裁の理由：{}", few(&entry.reasons, "／"))));
    }
    if !entry.brought.is_empty() {
        let all: Vec<String> = entry.brought.iter().map(Brought::words).collect();
        html.push_str(&paragraph(format!("変わったもの：{}", all.join("、"))));
    }
    if let Some(note) = &entry.note {
        html.push_str(&format!("<p>{}</p>", escape(note)));
    }
    entry.errata.iter().for_each(|it| html.push_str(&paragraph(format!("正誤：{it}"))));
    let results =
        |list: &[Result]| list.iter().map(|it| (it.indicator.clone(), it.words())).collect::<Vec<_>>();
    let revised: Vec<_> = entry.revised.iter().map(|it| (it.indicator.clone(), it.words())).collect();
    html.push_str(&list("訂正された実績", town, &results(&entry.corrected)));
    html.push_str(&list("改定された目標", town, &revised));
    html.push_str(&list("新しい実績", town, &results(&entry.new)));
    html
}

/// Reasons that one entry tells.
const REASONS: usize = 5;

fn few(all: &[String], between: &str) -> String {
    let told = all[..all.len().min(REASONS)].join(between);
    if all.len() > REASONS { format!("{told}　ほか{}件", all.len() - REASONS) } else { told }
}

/// Indicators below a heading, each with what is told of it; nothing where there are none.
fn list(heading: &str, town: &str, lines: &[(RecordId, String)]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut html = format!("<h2>{heading}（{}件）</h2><ul>", lines.len());
    for (indicator, words) in lines.iter().take(MOST) {
        let (address, words) = (percent(indicator.as_str()), escape(words));
        html.push_str(&format!(r#"<li><a href="{town}/indicators/{address}">{words}</a></li>"#));
    }
    html.push_str("</ul>");
    if lines.len() > MOST {
        html.push_str(&format!("<p>ほか{}件</p>", lines.len() - MOST));
    }
    html
}

fn name(edition: &Edition) -> String {
    edition.profile().map_or_else(|| edition.municipality().to_string(), |it| it.name.clone())
}

/// A name for ever, whatever address the site has: a UUID of our own making (version 8, RFC 9562) from code and number.
/// Number 0 is the feed itself.
fn id(code: &MunicipalityCode, publication: u64) -> String {
    uuid(&format!("meyasu:publication:{code}:{publication}"))
}

/// The name of a notice for ever.
fn id_of(code: &MunicipalityCode, it: &Notice) -> String {
    uuid(&format!("meyasu:consultation:{code}:{}:{}", it.round, it.what))
}

/// The name of the feed that is no municipality's own.
fn of_nobody() -> String {
    uuid("meyasu:publications")
}

fn uuid(of: &str) -> String {
    let hash = Sha256::digest(of);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Percent-encodes what may not stand in one part of an address.
fn percent(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests;
