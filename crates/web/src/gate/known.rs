//! 引数の名: what each address understands behind its question mark. Handlers take their names from here, so that what is refused
//! and what is understood cannot differ.

use plan::municipality::MunicipalityCode;

/// 施策の一覧 of a plan.
pub(crate) const PLAN: &[&str] = &["priority", "page"];
/// 進み具合の表.
pub(crate) const MATRIX: &[&str] = &["level", "page"];
/// 評価.
pub(crate) const EVALUATIONS: &[&str] = &["department", "page"];
/// どう変わったか.
pub(crate) const CHANGES: &[&str] = &["department", "what", "page"];
/// 予算.
pub(crate) const BUDGET: &[&str] = &["plan", "page"];
/// 報告状況.
pub(crate) const STATUS: &[&str] = &["report", "department", "page"];
/// 意見と対応.
pub(crate) const REMARKS: &[&str] = &["year", "by", "answer", "page"];
/// 意見募集の結果.
pub(crate) const COMMENT: &[&str] = &["answer", "element"];
/// 指標の比較.
pub(crate) const COMPARE: &[&str] = &["i", "q"];
/// 検索.
pub(crate) const SEARCH: &[&str] = &["q", "kind", "page"];
/// 全国の検索.
pub(crate) const NATIONAL_SEARCH: &[&str] = &["q", "pref", "kind", "page"];
/// 自治体どうしの比較.
pub(crate) const NATIONAL_COMPARE: &[&str] = &["q", "name", "like", "year", "pref", "page"];
const PARTS: &[&str] = &["page"];
const NONE: &[&str] = &[];

/// The only parameter that may have several values: indicators to compare.
const SEVERAL: &str = "i";

/// What an address understands.
pub(crate) struct Known {
    pub(crate) names: Vec<&'static str>,
    /// Files are asked for by programs and by hand: nobody else adds to their addresses, so that an unknown name is a mistake.
    pub(crate) is_file: bool,
}

/// What the address of a page or a file understands. Those of the API stand in its own table.
pub(crate) fn of(path: &str) -> Known {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let is_town = parts.first().is_some_and(|it| MunicipalityCode::parse(it).is_ok());
    let (own, is_file) = if is_town { of_town(&parts[1..]) } else { of_country(&parts) };
    let all = if is_town { &["lang", "asof"][..] } else { &["lang"] };
    Known { names: [&own, all].concat(), is_file }
}

fn of_country(parts: &[&str]) -> (Vec<&'static str>, bool) {
    match parts {
        ["search"] => (NATIONAL_SEARCH.to_vec(), false),
        ["compare"] => (NATIONAL_COMPARE.to_vec(), false),
        ["feed.xml" | "feed.json"] => (vec![], true),
        _ => (vec![], false),
    }
}

fn of_town(parts: &[&str]) -> (Vec<&'static str>, bool) {
    let names = match parts {
        ["indicators", ""] => return (list(PARTS), false),
        ["indicators.csv"] => return (list(NONE), true),
        ["sitemap.xml"] => return (PARTS.to_vec(), true),
        ["plan", id] if !id.is_empty() => PLAN,
        ["matrix", id] if !id.is_empty() => MATRIX,
        ["evaluations", year, ""] if !year.is_empty() => EVALUATIONS,
        ["pdca", _] => CHANGES,
        ["budget", _] => BUDGET,
        ["status", _] => STATUS,
        ["remarks", ""] => REMARKS,
        ["comments", id] if !id.is_empty() => COMMENT,
        ["decisions", _] => PARTS,
        ["compare"] => COMPARE,
        ["search"] => SEARCH,
        ["feed.xml" | "feed.json" | "indicators.csv-metadata.json"] => return (vec![], true),
        ["data", "ascii" | "indicators", _] => return (vec![], true),
        ["data", name] if name.contains('.') => return (vec![], true),
        _ => NONE,
    };
    (names.to_vec(), false)
}

/// 指標の一覧 asks what its form asks.
fn list(parts: &[&'static str]) -> Vec<&'static str> {
    [&crate::indicator::words(), &["q"][..], parts].concat()
}

impl Known {
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// Whether two values would be two questions.
    pub(crate) fn is_single(&self, name: &str) -> bool {
        name != SEVERAL && self.holds(name)
    }

    /// The name that was meant by one that is written almost like it.
    ///
    /// One slip makes another name of four or five letters, two of longer ones. Shorter names have no near ones, and in four letters two
    /// slips are as many as they share: `?ref=`, `?src=` and `?tag=` are added by others, and refused by nobody.
    pub(crate) fn meant(&self, written: &str) -> Option<&'static str> {
        let written = written.to_lowercase();
        let length = written.chars().count();
        let alike = self.names.iter().filter(|name| name.len().abs_diff(length) <= 2);
        let near = alike.filter_map(|name| {
            let slips = strsim::osa_distance(name, &written);
            let most = match name.len() {
                0..4 => 0,
                4 | 5 => 1,
                _ => 2,
            };
            (slips <= most && !OF_OTHERS.contains(&written.as_str())).then_some((slips, *name))
        });
        near.min().map(|(_, name)| name)
    }
}

/// Names that newsletters, networks and search engines add to the addresses of others, and that lie near to ours.
const OF_OTHERS: [&str; 1] = ["ref"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_known_and_a_word_that_is_far_is_not() {
        let list = of("/990019/indicators/");
        for (written, meant) in [
            ("statsu", Some("status")),
            ("stats", Some("status")),
            ("sttaus", Some("status")),
            ("stauss", Some("status")),
            ("STATUZ", Some("status")),
            ("stuass!", None),
            ("yeer", Some("year")),
            ("yaer", Some("year")),
            ("yeah!", None),
            ("", None),
            (&"status".repeat(2_000), None),
        ] {
            assert_eq!(list.meant(written), meant, "{written}");
        }
    }

    #[test]
    fn what_others_add_is_never_taken_for_a_slip() {
        let added = "utm_source utm_medium utm_campaign utm_term utm_content fbclid gclid dclid gbraid wbraid msclkid yclid twclid \
            igshid igsh li_fat_id mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok ref ref_src ref_url referrer src source s t v si usp cid tag \
            from via trk pk_campaign pk_kwd matomo_source fresh hl amp ved sa ei sxsrf cd rnd ts nocache cb";
        for path in [
            "/search",
            "/compare",
            "/",
            "/990019/",
            "/990019/indicators/",
            "/990019/pdca/2024",
            "/990019/remarks/",
        ] {
            for name in added.split_whitespace() {
                assert_eq!(of(path).meant(name), None, "{path}?{name}=");
            }
        }
    }
}
