//! 読み取った文書: what one document says, as the reading contract lays it out. Nothing is stored yet.

use plan::{condition::Condition, fiscal_year::FiscalYear};
use serde::Serialize;

/// 文書: the page itself, the plans that it names, the statements that it makes, and what nobody understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Document {
    /// The document as a publication.
    pub page: Page,
    /// 自治体名 as written, where the document names it.
    pub municipality: Option<String>,
    /// 基本構想, 基本計画, 実施計画 and dated plans.
    pub plans: Vec<NamedPlan>,
    /// 運営方針, 部の目標: one for each organisation and year.
    pub statements: Vec<Statement>,
    /// Prose that belongs to no statement.
    pub narrative: Vec<Passage>,
    /// Lines that no rule placed.
    pub unread: Vec<Passage>,
    /// What a person should look at: values that could not be read, or may be read in two ways.
    pub problems: Vec<Problem>,
    /// Where every non-blank line went.
    #[serde(skip)]
    pub placed: Placed,
}

/// ページ情報: title, number, date and section in charge; `None` where the document does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Page {
    /// 表題
    pub title: Option<String>,
    /// ページID, ページ番号
    pub id: Option<String>,
    /// 更新日, else 公開日: ISO 8601.
    pub updated_on: Option<String>,
    /// 担当課
    pub contact: Option<String>,
}

/// 計画名: a plan that the document names, with its dates as precise as the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedPlan {
    /// Which of the usual plans it is.
    pub kind: PlanKind,
    /// The name where the date stands.
    pub name: String,
    /// 策定, 議決: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub adopted_on: Option<String>,
    /// 改定
    pub revised_on: Option<String>,
    /// Line of its first mention.
    pub line: usize,
}

/// 計画の種類.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// 基本構想
    BasicConcept,
    /// 基本計画
    BasicPlan,
    /// 実施計画
    ImplementationPlan,
    /// Any other plan.
    Other,
}

/// 運営方針, 部の目標: what one organisation states for one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statement {
    /// 組織名 as written.
    pub organisation: Option<String>,
    /// 所属長
    pub head: Option<String>,
    /// 年度
    pub fiscal_year: Option<FiscalYear>,
    /// 目標, ビジョン: one string a paragraph or bullet, as in all lists below.
    pub vision: Vec<String>,
    /// 使命, ミッション
    pub mission: Vec<String>,
    /// 運営の基本的な考え方
    pub policy: Vec<String>,
    /// 経営課題
    pub issues: Vec<Issue>,
    /// 自己評価
    pub self_evaluation: Vec<String>,
    /// 今後の方針
    pub future_direction: Vec<String>,
    /// Headings that have no field here, with their words.
    pub sections: Vec<Section>,
    /// Line of its heading.
    pub line: usize,
}

/// 経営課題, 施策, 事業: what a statement is about, one by one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Issue {
    /// 番号 as written, such as `1-(1)`.
    pub number: Option<String>,
    /// 課題名
    pub title: Option<String>,
    /// 予算・決算
    pub budgets: Vec<Budget>,
    /// 課題認識
    pub problems: Vec<String>,
    /// 主な戦略
    pub strategies: Vec<String>,
    /// 指標, both アウトカム and プロセス.
    pub indicators: Vec<Indicator>,
    /// 具体的取組
    pub actions: Vec<Action>,
    /// Headings that have no field here (将来像, 撤退・再構築基準), with their words.
    pub sections: Vec<Section>,
    /// Line of its heading.
    pub line: usize,
}

/// 予算額, 決算額: one amount of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// 年度
    pub fiscal_year: Option<FiscalYear>,
    /// 予算 or 決算.
    pub kind: BudgetKind,
    /// Whole yen.
    pub yen: i64,
    /// The words of the document.
    pub raw: String,
    /// Where they stand.
    pub line: usize,
}

/// 予算か決算か.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetKind {
    /// 決算
    Settled,
    /// 予算
    Budgeted,
}

/// 指標: a name, what is promised, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Indicator {
    /// The statement as written.
    pub text: String,
    /// 指標名
    pub name: Option<String>,
    /// 以上, 以下 …
    pub comparator: Option<String>,
    /// 目標値: a decimal; `None` where the target is words.
    pub target: Option<String>,
    /// 単位
    pub unit: Option<String>,
    /// 実績値
    pub actual: Option<String>,
    /// 判定 as written.
    pub judgement: Option<String>,
    /// 前年度実績
    pub previous_actual: Option<String>,
    /// アウトカム or プロセス.
    pub stage: Option<Stage>,
    /// 目標年度
    pub due_year: Option<FiscalYear>,
    /// 基準値, 現状値
    pub baseline: Option<String>,
    /// 累計実績
    pub cumulative_actual: Option<String>,
    /// The words of the result.
    pub raw_actual: Option<String>,
    /// The issue's number or name of the measure that this indicator belongs to.
    pub measure: Option<String>,
    /// Where it stands.
    pub line: usize,
    /// 約, 程度: the result calls itself inexact.
    #[serde(skip)]
    pub approximate: bool,
    /// The same of last year's result.
    #[serde(skip)]
    pub previous_approximate: bool,
    /// The words of last year's result.
    #[serde(skip)]
    pub raw_previous: Option<String>,
    /// The result's own unit, where it is another than the indicator's.
    #[serde(skip)]
    pub other_unit: Option<String>,
    /// The unit of the column or label, with its scale: 千人.
    #[serde(skip)]
    pub written_unit: Option<String>,
    /// The promise as a condition, for matching and judging.
    #[serde(skip)]
    pub condition: Option<Condition>,
}

/// 指標の段階.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// アウトカム, 成果
    Outcome,
    /// プロセス, 活動
    Process,
}

/// 具体的取組: a measure under an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Action {
    /// 番号
    pub number: Option<String>,
    /// 取組名
    pub title: Option<String>,
    /// 取組内容
    pub texts: Vec<String>,
    /// Line of its heading.
    pub line: usize,
}

/// 見出しと本文: a heading without a field of its own, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The heading as written.
    pub heading: String,
    /// One string a paragraph or bullet.
    pub texts: Vec<String>,
    /// Line of the heading.
    pub line: usize,
}

/// 行: words and their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Line number, from 1.
    pub line: usize,
    /// The words.
    pub text: String,
}

/// 問題点: what a person should look at, in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Line number, from 1.
    pub line: usize,
    /// English sentence.
    pub what: String,
    /// The same for a clerk.
    pub ja: String,
}

/// 行の行き先: each non-blank line of the source is in exactly one of these lists, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Lines that gave a value.
    pub value: Vec<usize>,
    /// Headings, labels, rules and page furniture.
    pub markup: Vec<usize>,
    /// Prose outside every statement.
    pub narrative: Vec<usize>,
    /// Lines that no rule understood.
    pub unread: Vec<usize>,
}
