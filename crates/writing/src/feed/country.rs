//! 全国の更新情報: the newest publication of every municipality of a site, the latest first.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use plan::digest::Digest;
use plan::municipality::MunicipalityCode;

use super::xml::escape;
use super::{Author, Item, Json, id, of_nobody};

/// Publications that the feed of all municipalities tells of: of each the newest.
pub const NEWEST: usize = 50;

/// 公表 of a municipality, as far as all of them are kept in memory.
struct News<'a> {
    digest: &'a Digest,
    /// Midnight in Japan: only the day is kept.
    at: Timestamp,
}

impl News<'_> {
    fn title(&self) -> String {
        format!("{}：公表（{}）", self.digest.name, self.digest.label)
    }

    fn sentence(&self) -> String {
        format!("{}が、決裁第{}号までを公表しました。", self.digest.name, self.digest.decision)
    }

    fn address(&self, site: &str) -> String {
        format!("{site}/{}/decisions/{}", self.code(), self.digest.decision)
    }

    fn code(&self) -> &MunicipalityCode {
        &self.digest.municipality
    }
}

/// The latest, by day, and by code within a day.
fn news<'a>(all: impl Iterator<Item = &'a Digest>) -> Vec<News<'a>> {
    let mut all: Vec<&Digest> = all.collect();
    all.sort_by(|a, b| (b.published_on, &a.municipality).cmp(&(a.published_on, &b.municipality)));
    all.into_iter().take(NEWEST).map(|digest| News { digest, at: midnight(digest.published_on) }).collect()
}

fn midnight(day: Date) -> Timestamp {
    let japan = TimeZone::fixed(Offset::constant(9));
    day.to_zoned(japan).map_or(Timestamp::UNIX_EPOCH, |it| it.timestamp())
}

const TITLE: &str = "自治体の目標と成果の公表";
const NAME: &str = "目安";

/// The feed of all municipalities as Atom. `site` is the site's address without a slash at its end.
pub fn atom<'a>(all: impl Iterator<Item = &'a Digest>, site: &str) -> String {
    let news = news(all);
    let updated = news.first().map_or(Timestamp::UNIX_EPOCH, |it| it.at);
    let (own, plain) = (escape(site), site);
    let mut feed = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
<id>{}</id>
<title>{TITLE}</title>
<updated>{updated}</updated>
<author><name>{NAME}</name></author>
<link rel="self" type="application/atom+xml" href="{own}/feed.xml"/>
<link rel="alternate" type="text/html" href="{own}/"/>
"#,
        of_nobody()
    );
    for it in &news {
        feed.push_str(&format!(
            r#"<entry>
<id>{}</id>
<title>{}</title>
<updated>{at}</updated>
<published>{at}</published>
<author><name>{}</name></author>
<link rel="alternate" type="text/html" href="{}"/>
<content type="text">{}</content>
</entry>
"#,
            id(it.code(), it.digest.publication),
            escape(&it.title()),
            escape(&it.digest.name),
            escape(&it.address(plain)),
            escape(&it.sentence()),
            at = it.at,
        ));
    }
    feed.push_str("</feed>\n");
    feed
}

/// The same as JSON Feed 1.1.
pub fn json<'a>(all: impl Iterator<Item = &'a Digest>, site: &str) -> serde_json::Result<Vec<u8>> {
    let news = news(all);
    let item = |it: &News<'_>| Item {
        id: id(it.code(), it.digest.publication),
        url: it.address(site),
        title: it.title(),
        content_html: format!("<p>{}</p>", escape(&it.sentence())),
        date_published: it.at,
        tags: vec!["公表"],
    };
    let feed = Json {
        version: "https://jsonfeed.org/version/1.1",
        title: TITLE.to_owned(),
        home_page_url: format!("{site}/"),
        feed_url: format!("{site}/feed.json"),
        language: "ja",
        authors: [Author { name: NAME }],
        items: news.iter().map(item).collect(),
    };
    serde_json::to_vec_pretty(&feed)
}
