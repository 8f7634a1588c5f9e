//! 三つの入口: where those begin who live here, who decide, and who check.

use crate::here::Here;

/// One way in: for whom, what they find, and the pages.
pub(crate) struct Way {
    pub(crate) title: &'static str,
    pub(crate) text: String,
    pub(crate) links: Vec<(&'static str, String)>,
}

/// A page that a way leads to: words in both languages, address.
type Page = ((&'static str, &'static str), &'static str);

const RESIDENTS: &[Page] = &[
    (("くらしの分野から探す", "By field of life"), "/topics/"),
    (("部署ごとの目標", "Goals of each department"), "/departments/"),
    (("目標に届かなかった指標と理由", "Missed targets, and why"), "/indicators/?status=missed"),
    (("数値と判定の見方", "How to read the figures"), "/about/"),
];

const COUNCIL: &[Page] = &[
    (("昨年度から何が変わったか", "What changed since last year"), "/pdca/"),
    (("計画の体系", "The plans as trees"), "/plan/"),
    (("施策と年度の一覧表", "Programs by year"), "/matrix/"),
    (("目的ごとの予算と決算", "Money by purpose"), "/budget/"),
];

const AUDITORS: &[Page] = &[
    (("改訂履歴（いつ、誰が、なぜ）", "Revisions: when, who, why"), "/decisions/"),
    (("目標値が改定された指標", "Indicators whose target was revised"), "/indicators/?moved=yes"),
    (("報告の状況（未報告・未測定の数）", "What was reported, what was not"), "/status/"),
    (("データのダウンロード", "Data to download"), "/data/"),
];

/// The three ways in. `noun`: 市, 区, 町 or 村.
pub(crate) fn ways(here: &Here, noun: &str) -> Vec<Way> {
    let lang = here.lang;
    let links =
        |pages: &[Page]| pages.iter().map(|(words, path)| (lang.of_pair(*words), link(here, path))).collect();
    vec![
        Way {
            title: lang.say("くらしから知る", "For residents"),
            text: lang.say(
                format!("身近な分野や担当の組織から、{noun}が何を約束し、どうなったかを見られます。"),
                "What was promised in your field or by your office, and what came of it.".to_owned(),
            ),
            links: links(RESIDENTS),
        },
        Way {
            title: lang.say("計画と結果を確かめる", "For council members"),
            text: lang
                .say(
                    "計画の全体像と、年度を追った達成の状況を見られます。",
                    "The plans as a whole, and how they fared year by year.",
                )
                .to_owned(),
            links: links(COUNCIL),
        },
        Way {
            title: lang.say("記録を調べる", "For auditors"),
            text: lang
                .say(
                    "数値がいつ、なぜ決まり、変わったかを、もとの記録までたどれます。",
                    "When and why each figure was set or changed, down to the record.",
                )
                .to_owned(),
            links: links(AUDITORS),
        },
    ]
}

/// An address that may carry one answer of a list.
fn link(here: &Here, path: &str) -> String {
    match path.split_once('?').and_then(|(path, answer)| Some((path, answer.split_once('=')?))) {
        Some((path, answer)) => here.to_with(path, &[answer]),
        None => here.to(path),
    }
}
