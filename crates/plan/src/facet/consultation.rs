//! 意見募集, field by field.

use super::{Facets, Value, some_list, span};
use crate::consultation::{Consultation, Results};
use crate::opinion::Opinion;

/// What a consultation asks, and what came of it.
pub(super) fn facets(it: &Consultation, out: &mut Facets) {
    out.add("件名", "title", &it.title)
        .add("趣旨", "purpose", it.purpose.join("\n"))
        .maybe("対象", "about", some_list(&it.about))
        .maybe_number("案の決裁", "decision of the draft", it.draft.map(|it| it.0))
        .maybe("期間", "period", span(Some(it.from), Some(it.to)))
        .maybe("期間が短い理由", "why so short", it.short_because.as_ref())
        .maybe("提出できる方", "who may write", it.who.as_ref());
    for way in &it.ways {
        out.add("提出方法", "how to send", told(way.by.name(), &way.to));
    }
    for material in &it.materials {
        let address = material.address.as_ref().map_or(String::new(), |it| format!(" {it}"));
        out.add("資料", "material", format!("{}{address}", material.title));
    }
    out.maybe("担当組織", "organisation", it.organisation.as_ref()).maybe(
        "意見書の保存期限",
        "letters kept until",
        it.kept_until,
    );
    for wording in &it.wordings {
        out.add("区分の言い方", "wording", told(wording.answer.name(), &wording.words));
    }
    if let Some(results) = &it.results {
        of_results(results, out);
    }
}

fn of_results(it: &Results, out: &mut Facets) {
    out.add("結果の公示日", "results on", it.on)
        .number("提出者数", "persons", it.persons)
        .number("意見の件数", "opinions", it.opinions)
        .maybe_number("修正後の決裁", "decision of the change", it.decision.map(|it| it.0))
        .add("結果のまとめ", "in words", it.text.join("\n"));
    for way in &it.by_way {
        out.add("提出方法ごとの人数", "persons by way", told(way.by.name(), Value::number(way.persons)));
    }
    for held in &it.withheld {
        out.add("掲載しない意見", "not shown", told(held.because.name(), Value::number(held.opinions)));
    }
}

/// 「郵送：12」.
fn told(what: (&'static str, &'static str), value: impl Into<Value>) -> Value {
    Value::from(what).and(("：", ": ")).and(value)
}

/// One row of the results.
pub(super) fn of_opinion(it: &Opinion, out: &mut Facets) {
    out.add("意見募集", "public comments", &it.consultation)
        .number("番号", "number", it.number)
        .maybe("箇所", "place", it.place.as_ref())
        .add("意見の概要", "summary", it.summary.join("\n"))
        .number("件数", "opinions", it.opinions)
        .number("人数", "persons", it.persons)
        .add("考え方の区分", "answer", it.answer.name())
        .add("考え方", "thinking", it.thinking.join("\n"))
        .maybe("反映先", "reflected in", some_list(&it.changed))
        .maybe_number("修正した決裁", "decision of the change", it.decision.map(|it| it.0));
}
