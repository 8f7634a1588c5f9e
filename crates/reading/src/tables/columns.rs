//! 列名: each column in Japanese and in ASCII. Either may stand in a file.

use std::sync::LazyLock;

/// Japanese name, ASCII name.
pub(super) const COLUMNS: &[(&str, &str)] = &[
    ("組織ID", "organisation_id"),
    ("組織名", "organisation_name"),
    ("上位組織ID", "parent_id"),
    ("設置日", "founded_on"),
    ("廃止日", "ended_on"),
    ("統合先ID", "merged_into"),
    ("名称開始日", "name_since"),
    ("順序", "order"),
    ("計画ID", "plan_id"),
    ("計画種別", "plan_kind"),
    ("計画名", "plan_name"),
    ("開始年度", "first_year"),
    ("終了年度", "last_year"),
    ("階層", "levels"),
    ("階層", "level"),
    ("策定日", "adopted_on"),
    ("改定日", "revised_on"),
    ("説明", "description"),
    ("要素ID", "element_id"),
    ("要素ID", "element_ids"),
    ("上位要素ID", "parent_id"),
    ("番号", "number"),
    ("名称", "title"),
    ("担当組織ID", "organisation_ids"),
    ("めざす姿", "aim"),
    ("現状と課題", "problem"),
    ("取組の方向性", "strategy"),
    ("取組内容", "action"),
    ("くらしの分野", "topics"),
    ("起点ID", "from_id"),
    ("終点ID", "to_id"),
    ("つながりの種別", "link_kind"),
    ("説明", "note"),
    ("指標ID", "indicator_id"),
    ("指標名", "indicator_name"),
    ("指標種別", "indicator_kind"),
    ("単位", "unit"),
    ("方向", "direction"),
    ("定義", "definition"),
    ("出典", "source"),
    ("集計", "window"),
    ("基準年度", "baseline_year"),
    ("基準値", "baseline_value"),
    ("母集団", "population"),
    ("抽出枠", "frame"),
    ("抽出方法", "sampling"),
    ("調査方法", "mode"),
    ("設問", "question"),
    ("回答の選択肢", "choices"),
    ("母集団の人数", "population_size"),
    ("重み付け", "weighting"),
    ("発現時期", "term"),
    ("断絶年度", "break_years"),
    ("断絶の理由", "break_note"),
    ("次回更新", "next_due"),
    ("年度", "fiscal_year"),
    ("目標値", "target"),
    ("改定理由", "revision_reason"),
    ("実績値", "actual"),
    ("状態", "status"),
    ("理由", "reason"),
    ("発送数", "sent"),
    ("回答数", "valid"),
    ("該当回答数", "counted"),
    ("説明", "explanation"),
    ("金額区分", "amount_kind"),
    ("金額", "amount"),
    ("人件費", "staff_cost"),
    ("職員数", "staff"),
    ("予算科目", "account"),
    ("按分", "shares"),
    ("按分の方法", "share_method"),
    ("経営資源の種別", "resource_kind"),
    ("経営資源", "resource_name"),
    ("数量", "quantity"),
    ("対象ID", "subject_id"),
    ("評価種別", "evaluation_kind"),
    ("評価", "evaluation"),
    ("今後の方向性", "direction_word"),
    ("今後の方針", "future"),
    ("判定", "grade"),
    ("判定の理由", "grade_reason"),
    ("意見ID", "remark_id"),
    ("意見者種別", "remark_by"),
    ("意見者", "remark_by_name"),
    ("意見", "remark"),
    ("意見日", "said_on"),
    ("対応状況", "response_status"),
    ("対応", "response"),
    ("対応年度", "responded_year"),
    ("反映額", "reflected_amount"),
    ("反映先ID", "reflected_in"),
    ("回答日", "responded_on"),
    ("予定ID", "entry_id"),
    ("段階", "phase"),
    ("予定", "title"),
    ("開始日", "from"),
    ("終了日", "to"),
    ("判定基準ID", "rule_id"),
    ("判定基準名", "rule_name"),
    ("形", "shape"),
    ("達成の評語", "met_grade"),
    ("達成の言葉", "met_words"),
    ("未達成の評語", "missed_grade"),
    ("未達成の言葉", "missed_words"),
    ("維持の判定", "hold"),
    ("廃止する記録ID", "retired_id"),
    ("廃止の理由", "retired_reason"),
];

/// All ASCII names that a written column name may mean; several tables share one Japanese word.
pub(super) fn meanings(written: &str) -> impl Iterator<Item = &'static str> {
    static KEYS: LazyLock<Vec<(String, &str)>> =
        LazyLock::new(|| COLUMNS.iter().map(|(ja, ascii)| (plan::key::squeeze(ja), *ascii)).collect());
    let key = plan::key::squeeze(written);
    KEYS.iter().filter(move |(ja, ascii)| *ja == key || *ascii == key).map(|(_, ascii)| *ascii)
}

/// The Japanese name of a column, for sentences.
pub(super) fn japanese(ascii: &str) -> &'static str {
    COLUMNS.iter().find(|(_, it)| *it == ascii).map_or("", |(ja, _)| ja)
}

/// The column, by its ASCII name, that somebody nearly wrote.
pub(super) fn near(written: &str) -> Option<&'static str> {
    let name = crate::near::nearest(written, COLUMNS.iter().flat_map(|(ja, ascii)| [*ja, *ascii]))?;
    COLUMNS.iter().find(|(ja, ascii)| *ja == name || *ascii == name).map(|(_, ascii)| *ascii)
}
