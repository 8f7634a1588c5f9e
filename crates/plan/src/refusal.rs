//! Every 「no」 of the rules on one page, in both languages.

use crate::check::Finding;
use crate::record::RecordId;

/// Why a change is refused. `Display` is English, [`Refusal::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text is not a 全国地方公共団体コード.
    #[error("“{0}” is not a municipality code: six digits, the last of them a check digit")]
    NoSuchMunicipality(String),
    /// A deed that must say why does not.
    #[error("a reason is needed")]
    NoReason,
    /// There is no verdict to put another beside.
    #[error("nothing was judged yet, so there is nothing to overrule")]
    NothingToOverrule,
    /// The draft holds no change.
    #[error("the draft changes nothing")]
    NothingToDecide,
    /// Others decided on the same records meanwhile.
    #[error("{count} records changed after this draft was begun, “{first}” among them")]
    Stale {
        /// How many.
        count: usize,
        /// One of them.
        first: RecordId,
    },
    /// One draft changes one record twice.
    #[error("the draft changes “{0}” twice")]
    Twice(RecordId),
    /// The plan would not hold together after the decision.
    #[error("the plan would not hold together ({} errors): {}{}", .0.len(), broken_en(.0), refused_rules(.0).1)]
    Broken(Vec<Finding>),
    /// The municipality is in the ledger already.
    #[error("municipality {0} is in this ledger already")]
    FoundedAlready(String),
    /// The municipality is not in the ledger.
    #[error("municipality {0} is not in this ledger: begin it with `meyasu init`")]
    NotFounded(String),
    /// The public sees this decision already.
    #[error("decision {0} is what the public sees already")]
    PublishedAlready(u64),
    /// The public sees a later decision already; to go back is a deed of its own (取下げ).
    #[error(
        "the public sees decision {seen} already: publishing {decision} would take back what came after it; to do that, withdraw"
    )]
    WouldTakeBack {
        /// What was to be published.
        decision: u64,
        /// What the public sees.
        seen: u64,
    },
    /// Something else was published or withdrawn since somebody looked; what the public sees now.
    #[error(
        "something was published or withdrawn after you looked: the public sees decision {0} now; look again first"
    )]
    PublishedMeanwhile(u64),
    /// Something should be solved before the public sees the decision, and nobody said why it may see it all the same.
    #[error(
        "{} things are to be solved before publishing: mend them, or say why it is published all the same (--despite); the reason is published",
        .0.len()
    )]
    Unsolved(Vec<Finding>),
    /// Nothing but the founding was decided, so there is nothing to publish.
    #[error("nothing but the founding of the municipality was decided, so there is nothing to publish: {}", waiting(.draft).1)]
    OnlyFounded {
        /// The newest draft that waits, with the municipality's code as the command names it.
        draft: Option<(String, String)>,
    },
    /// There is no such decision.
    #[error("there is no decision {0}")]
    NoSuchDecision(u64),
    /// Everything the decision changed has been changed again.
    #[error("decision {0} has nothing left to undo: its records were changed again")]
    NothingToUndo(u64),
    /// There was no such record then.
    #[error("there was no record “{record}” as of decision {number}")]
    NoSuchVersion {
        /// Which record.
        record: RecordId,
        /// As of which decision.
        number: u64,
    },
    /// The record stands as it stood then.
    #[error("“{record}” stands as it did after decision {number}: there is nothing to bring back")]
    NothingToRestore {
        /// Which record.
        record: RecordId,
        /// As of which decision.
        number: u64,
    },
}

impl Refusal {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::NoSuchMunicipality(text) => {
                format!(
                    "「{text}」は全国地方公共団体コードではありません（6桁の数字で、最後の1桁は検査数字です）"
                )
            }
            Self::NoReason => "理由を書いてください".to_owned(),
            Self::NothingToOverrule => "まだ判定がないため、変えるものがありません".to_owned(),
            Self::NothingToDecide => "起案に変更がありません".to_owned(),
            Self::Stale { count, first } => {
                format!("起案のあとに{count}件が変わりました（{first}など）。違いを確かめてください")
            }
            Self::Twice(id) => format!("一つの起案が「{id}」を2回変えています"),
            Self::Broken(findings) => format!(
                "このまま決裁すると計画のつじつまが合いません（{}件）：{}{}",
                findings.len(),
                broken_ja(findings),
                refused_rules(findings).0
            ),
            Self::FoundedAlready(code) => format!("団体コード{code}は、この台帳にもうあります"),
            Self::NotFounded(code) => {
                format!("団体コード{code}は、この台帳にありません（`meyasu init` で始めてください）")
            }
            Self::PublishedAlready(number) => format!("決裁第{number}号は、もう公表されています"),
            Self::WouldTakeBack { decision, seen } => format!(
                "いまは決裁第{seen}号までを公表しています。第{decision}号までに戻すことになるため、公表しませんでした。画面を開き直してください（戻すときは「取り下げる」から）"
            ),
            Self::PublishedMeanwhile(now) => format!(
                "この画面を開いたあとに、ほかの公表か取下げがありました。いまは決裁第{now}号までを公表しています。確かめてから、もう一度操作してください"
            ),
            Self::Unsolved(findings) => format!(
                "公表前に解決すべき指摘が{}件あります。直してから公表するか、それでも公表する理由を --despite に書いてください（理由は公表されます）",
                findings.len()
            ),
            Self::OnlyFounded { draft } => format!(
                "団体を始めたほかはまだ何も決裁していないため、公表する内容がありません。{}",
                waiting(draft).0
            ),
            Self::NoSuchDecision(number) => format!("決裁第{number}号はありません"),
            Self::NothingToUndo(number) => {
                format!("決裁第{number}号の記録はすべてその後に変わったため、取り消すものがありません")
            }
            Self::NoSuchVersion { record, number } => {
                format!("決裁第{number}号の時点に、記録「{record}」はありません")
            }
            Self::NothingToRestore { record, number } => {
                format!("記録「{record}」は決裁第{number}号の時点と同じ内容のため、戻すものがありません")
            }
        }
    }
}

/// So many errors are told one by one.
const TOLD: usize = 10;

/// Every error; of very many the first, and how many are not told.
fn broken_ja(findings: &[Finding]) -> String {
    let told: Vec<&str> = findings.iter().take(TOLD).map(|it| it.ja.as_str()).collect();
    let rest = findings.len() - told.len();
    let more = if rest > 0 { format!(" ／ ほか{rest}件") } else { String::new() };
    told.join(" ／ ") + &more
}

fn broken_en(findings: &[Finding]) -> String {
    let told: Vec<&str> = findings.iter().take(TOLD).map(|it| it.en.as_str()).collect();
    let rest = findings.len() - told.len();
    let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
    told.join("; ") + &more
}

/// Which rules are refused because they contradict themselves; nothing where none is.
fn refused_rules(findings: &[Finding]) -> (String, String) {
    let contradictory = findings.iter().filter(|it| it.check.code == "contradictory-rule");
    let mut ids: Vec<&str> = contradictory.map(|it| it.record.as_str()).collect();
    ids.dedup();
    match ids.is_empty() {
        true => (String::new(), String::new()),
        false => (
            format!("。矛盾のある判定基準（{}）は受け付けません", ids.join("、")),
            format!("; rating rules that contradict themselves are refused ({})", ids.join(", ")),
        ),
    }
}

/// What to do first, in Japanese and in English: decide the draft that waits, or take something in.
fn waiting(draft: &Option<(String, String)>) -> (String, String) {
    match draft {
        Some((code, id)) => {
            let command = format!("meyasu drafts --municipality {code} {id} --decide");
            (
                format!(
                    "起案「{id}」が決裁を待っています（見るには：meyasu drafts --municipality {code} {id}、決裁するには：{command} 理由）"
                ),
                format!(
                    "the draft “{id}” waits for its decision (to see it: meyasu drafts --municipality {code} {id}; to decide it: {command} REASON)"
                ),
            )
        }
        None => (
            "先に文書や表を取り込んで決裁してください（meyasu import）".to_owned(),
            "take documents or tables in and decide them first (meyasu import)".to_owned(),
        ),
    }
}
