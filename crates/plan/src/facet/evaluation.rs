//! 評価 field by field, its verdict and what that was made of among them.

use super::Facets;
use crate::evaluation::{Evaluation, Verdict};

/// Every field of an evaluation.
pub(super) fn facets(it: &Evaluation, out: &mut Facets) {
    out.add("年度", "fiscal year", it.fiscal_year)
        .add("評価種別", "kind", it.kind.name())
        .add("評価", "evaluation", it.text.join("\n"))
        .maybe("今後の方向性", "direction", it.direction.as_ref())
        .add("今後の方針", "what comes next", it.future.join("\n"));
    verdict(it.verdict(), out);
    if let Some(basis) = it.basis() {
        out.add("判定基準名", "name of the rule", &basis.rule_name)
            .maybe("判定に用いた目標値", "target judged by", basis.target.as_ref())
            .maybe_number("判定に用いた実績値", "result judged", basis.actual)
            .maybe_number("判定に用いた基準値", "baseline judged from", basis.baseline)
            .maybe_number("判定に用いた計算値", "computed value", basis.value)
            .maybe("計算による評語", "computed grade", basis.computed.as_ref());
    }
}

fn verdict(verdict: &Verdict, out: &mut Facets) {
    match verdict {
        Verdict::Pending => {}
        Verdict::ByPerson { rule, grade, by, reason } => {
            out.add("判定", "verdict", grade)
                .add("判定基準", "rule", rule)
                .add("判定者", "judged by", &by.0)
                .add("判定の理由", "reason of verdict", reason);
        }
        Verdict::ByRule { rule, grade } => {
            out.add("判定", "verdict", grade).add("判定基準", "rule", rule);
        }
        Verdict::Overruled { rule, computed, grade, by, reason } => {
            out.add("判定", "verdict", grade)
                .add("基準による判定", "verdict by rule", computed)
                .add("判定基準", "rule", rule)
                .add("判定者", "judged by", &by.0)
                .add("判定の理由", "reason of verdict", reason);
        }
    }
}
