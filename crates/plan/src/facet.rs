//! 項目: a record as people read it, field by field. Differences and history are told with it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::actual::Figure;
use crate::date::PartialDate;
use crate::element::Section;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Term, Window};
use crate::record::{Body, RecordId};

mod consultation;
mod evaluation;
mod form;
mod handover;
mod rule;
mod value;

pub use value::{Piece, Value};

/// 項目: one field of a record, named in both languages, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// What stands in it.
    pub value: Value,
}

/// Collects facets; what is empty is left out.
#[derive(Default)]
struct Facets(Vec<Facet>);

impl Facets {
    fn add(&mut self, ja: &str, en: &str, value: impl Into<Value>) -> &mut Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push(Facet { ja: ja.to_owned(), en: en.to_owned(), value });
        }
        self
    }

    fn maybe(&mut self, ja: &str, en: &str, value: Option<impl Into<Value>>) -> &mut Self {
        match value {
            Some(value) => self.add(ja, en, value),
            None => self,
        }
    }

    fn number(&mut self, ja: &str, en: &str, number: impl Into<Decimal>) -> &mut Self {
        self.add(ja, en, Value::number(number))
    }

    fn maybe_number(&mut self, ja: &str, en: &str, number: Option<impl Into<Decimal>>) -> &mut Self {
        self.maybe(ja, en, number.map(Value::number))
    }

    fn sections(&mut self, sections: &[Section]) -> &mut Self {
        for section in sections {
            let (ja, en) = section.meaning.name();
            let heading = if section.heading.is_empty() { ja } else { &section.heading };
            self.add(heading, en, section.paragraphs.join("\n"));
        }
        self
    }
}

/// Records, where there are any.
fn some_list(ids: &[RecordId]) -> Option<Value> {
    (!ids.is_empty()).then(|| Value::from(ids))
}

fn span(from: Option<Date>, to: Option<Date>) -> Option<Value> {
    let day = |date: Option<Date>| date.map_or_else(Value::default, Value::from);
    (from.is_some() || to.is_some()).then(|| day(from).and("～").and(day(to)))
}

/// 「令和6年度から：数え方を改めた」.
fn since(year: FiscalYear, note: &str) -> Value {
    Value::from(year).and(("から：", " on: ")).and(note)
}

/// A day that was typed: as a day where it is written as programs write them, else in its own words.
fn typed_day(text: &str) -> Value {
    let day = PartialDate::parse(text).filter(|it| it.to_string() == text);
    day.map_or_else(|| Value::from(text), Value::from)
}

impl Body {
    /// 項目の一覧: every field that says something, in the order of the form.
    pub fn facets(&self) -> Vec<Facet> {
        let mut out = Facets::default();
        match self {
            Self::Municipality(it) => {
                out.add("団体名", "name", &it.name)
                    .maybe("お知らせ", "notice", it.notice.as_ref())
                    .add("利用条件", "licence", it.licence.name())
                    .maybe("判定基準", "rule", it.rule.as_ref())
                    .maybe("要素の判定基準", "rule of elements", it.element_rule.as_ref())
                    .add("今後の方向性の語", "words for directions", it.directions.join("、"))
                    .maybe(
                        "一人での決裁",
                        "decided by one person",
                        it.one_person_decides.then_some(("認める", "allowed")),
                    );
                for former in &it.former {
                    out.add("旧団体", "former municipality", format!("{} {}", former.code, former.name));
                }
            }
            Self::Organisation(_)
            | Self::Plan(_)
            | Self::Element(_)
            | Self::Link(_)
            | Self::CalendarEntry(_)
            | Self::Form(_)
            | Self::StaffNote(_)
            | Self::Evidence(_) => {
                self.framework(&mut out);
            }
            Self::Indicator(_) | Self::Target(_) | Self::Actual(_) | Self::RatingRule(_) => {
                self.measure(&mut out);
            }
            Self::Amount(_)
            | Self::Resource(_)
            | Self::Evaluation(_)
            | Self::Remark(_)
            | Self::Response(_)
            | Self::Consultation(_)
            | Self::Opinion(_) => {
                self.account(&mut out);
            }
        }
        out.0
    }

    /// Who and what: the frame of the plan.
    fn framework(&self, out: &mut Facets) {
        match self {
            Self::Organisation(it) => {
                for name in &it.names {
                    let name_of = Value::from(&name.text);
                    let since =
                        |day| Value::from(("（", " (from ")).and(Value::from(day)).and(("から）", ")"));
                    out.add(
                        "組織名",
                        "name",
                        name.since.map_or(name_of.clone(), |day| name_of.and(since(day))),
                    );
                }
                out.maybe("上位組織", "parent", it.parent.as_ref())
                    .maybe("以前の上位組織", "stood", handover::stood(&it.stood))
                    .maybe("設置日", "founded", it.founded)
                    .maybe("廃止日", "ended", it.ended.as_ref().map(|end| end.on))
                    .maybe("統合先", "merged into", it.ended.as_ref().map(|end| end.into.as_slice()))
                    .number("順序", "order", it.order);
            }
            Self::Plan(it) => {
                out.add("計画種別", "kind", it.kind.name())
                    .add("計画名", "name", &it.name)
                    .maybe("組織", "organisation", it.organisation.as_ref())
                    .maybe("引継ぎ", "handed over", handover::handed(&it.handed_over))
                    .maybe("所属長", "head", it.head.as_ref())
                    .add("開始年度", "first year", it.first_year)
                    .maybe("終了年度", "last year", it.last_year)
                    .add("階層", "levels", it.levels.join("／"))
                    .maybe("策定日", "adopted", it.adopted_on)
                    .maybe("改定日", "revised", it.revised_on)
                    .sections(&it.sections)
                    .maybe("要素の判定基準", "rules of elements", rule::of_levels(&it.element_rules));
            }
            Self::Element(it) => {
                out.add("計画", "plan", &it.plan)
                    .maybe("上位要素", "parent", it.parent.as_ref())
                    .number("階層", "level", it.level + 1)
                    .add("番号", "number", &it.number)
                    .add("名称", "title", &it.title)
                    .add("担当組織", "organisations", it.organisations.as_slice())
                    .maybe("引継ぎ", "handed over", handover::handed(&it.handed_over))
                    .sections(&it.sections)
                    .maybe("くらしの分野", "topics", (!it.topics.is_empty()).then(|| it.topics.join("、")))
                    .number("順序", "order", it.order);
            }
            Self::Link(it) => {
                out.add("起点", "from", &it.from)
                    .add("終点", "to", &it.to)
                    .add("つながりの種別", "kind", it.kind.name())
                    .maybe("説明", "note", it.note.as_ref());
            }
            Self::CalendarEntry(it) => {
                out.add("年度", "fiscal year", it.fiscal_year)
                    .add("段階", "phase", it.phase.name())
                    .add("予定", "title", &it.title)
                    .maybe("期間", "period", span(Some(it.from), Some(it.to)))
                    .add("担当組織", "organisations", it.organisations.as_slice());
                if let Some(work) = &it.work {
                    let route = Value::listed(work.route.iter().map(|role| role.name().into()));
                    out.add("公表の区分", "published as", &work.label)
                        .add("様式", "form", &work.form)
                        .add("回付", "route", route);
                }
            }
            Self::Form(it) => {
                out.add("年度", "fiscal year", it.fiscal_year).add("様式名", "name", &it.name);
                form::facets(it, out);
            }
            Self::StaffNote(it) => {
                out.add("対象", "subject", &it.subject).add("年度", "fiscal year", it.fiscal_year).add(
                    "庁内メモ",
                    "note",
                    it.text.join("\n"),
                );
            }
            Self::Evidence(it) => {
                out.add("年間予定", "stage", &it.stage).add("組織", "organisation", &it.organisation).add(
                    "年度",
                    "fiscal year",
                    it.fiscal_year,
                );
                for file in &it.files {
                    let words = format!("{}（{}、SHA-256 {}）", file.name, file.field, file.sha256);
                    out.add("根拠資料", "file", words);
                }
            }
            _ => {}
        }
    }

    /// What is measured, promised and found.
    fn measure(&self, out: &mut Facets) {
        match self {
            Self::Indicator(it) => {
                let cumulative = (it.window == Window::Cumulative).then_some(("累計", "cumulative"));
                out.add("要素", "elements", it.elements.as_slice())
                    .add("指標名", "name", &it.name)
                    .add("指標種別", "kind", it.kind.name())
                    .add("単位", "unit", it.unit.to_string())
                    .maybe("望ましい方向", "direction", it.direction.map(Direction::name))
                    .maybe("定義", "definition", it.definition.as_ref())
                    .maybe("出典", "source", it.source.as_ref())
                    .maybe("集計", "window", cumulative)
                    .maybe("基準年度", "baseline year", it.baseline.map(|it| it.year))
                    .maybe_number("基準値", "baseline", it.baseline.map(|it| it.value))
                    .maybe("次回更新", "next due", it.next_due.as_deref().map(typed_day))
                    .maybe("判定基準", "rule", it.rule.as_ref())
                    .maybe("発現時期", "term", it.term.map(Term::name))
                    .maybe("単位費用の根拠", "ground for a unit cost", it.cost_unit.as_ref())
                    .number("順序", "order", it.order);
                if let Some(survey) = &it.survey {
                    out.add("抽出方法", "sampling", survey.sampling.name())
                        .maybe("母集団", "population", survey.population.as_ref())
                        .maybe("抽出枠", "frame", survey.frame.as_ref())
                        .maybe("調査方法", "mode", survey.mode.as_ref())
                        .maybe("設問", "question", survey.question.as_ref())
                        .maybe("回答の選択肢", "choices", survey.choices.as_ref())
                        .maybe_number("母集団の人数", "population size", survey.population_size)
                        .maybe("集計の重み付け", "weighting", survey.weighting.as_ref());
                }
                for it in &it.breaks {
                    out.add("断絶", "break in series", since(it.year, &it.note));
                }
            }
            Self::Target(it) => {
                out.add("年度", "fiscal year", it.fiscal_year)
                    .add("目標値", "target", &it.words)
                    .add("目標の条件", "condition", it.condition.written(""))
                    .maybe("改定理由", "reason of revision", it.revision_reason.as_ref());
            }
            Self::Actual(it) => {
                let (kind, reason) = match &it.figure {
                    Figure::Value(value) => (Value::number(*value), None),
                    Figure::NotYet => (("集計中", "being counted").into(), None),
                    Figure::NotMeasured { because } => (("未測定", "not measured").into(), Some(because)),
                };
                out.add("年度", "fiscal year", it.fiscal_year)
                    .add("実績値", "actual", kind)
                    .maybe("未測定の理由", "why not measured", reason)
                    .add("状態", "status", it.status.name())
                    .maybe_number("発送数", "sent", it.sample.and_then(|it| it.sent))
                    .maybe_number("回答数", "valid answers", it.sample.map(|it| it.valid))
                    .maybe_number("該当回答数", "answers counted", it.sample.and_then(|it| it.counted))
                    .maybe("増減の説明", "explanation", it.explanation.as_ref());
            }
            Self::RatingRule(it) => rule::facets(it, out),
            _ => {}
        }
    }

    /// What it cost and what was said about it.
    fn account(&self, out: &mut Facets) {
        match self {
            Self::Amount(it) => {
                out.add("年度", "fiscal year", it.fiscal_year)
                    .add("金額区分", "kind", it.kind.name())
                    .add("金額（円）", "yen", Value::yen(it.yen))
                    .maybe("人件費（円）", "staff cost (yen)", it.staff_cost.map(Value::yen))
                    .maybe_number("職員数", "staff", it.staff)
                    .maybe("増減の説明", "explanation", it.explanation.as_ref())
                    .maybe("予算科目", "account", it.account.as_ref());
                for share in &it.shares {
                    out.add("按分", "share", Value::from(&share.element).and(format!(" {}", share.part)));
                }
                out.maybe("按分の方法", "method of sharing", it.share_method.as_ref());
            }
            Self::Resource(it) => {
                let quantity = it.quantity.map(|quantity| format!("{quantity}{}", it.unit));
                out.add("対象", "element", &it.element)
                    .add("年度", "fiscal year", it.fiscal_year)
                    .add("経営資源の種別", "kind", it.kind.name())
                    .add("名称", "name", &it.name)
                    .maybe("数量", "quantity", quantity)
                    .maybe("説明", "note", it.note.as_ref());
            }
            Self::Evaluation(it) => evaluation::facets(it, out),
            Self::Remark(it) => {
                out.add("対象", "subject", &it.subject)
                    .add("年度", "fiscal year", it.fiscal_year)
                    .add(
                        "意見者",
                        "said by",
                        it.by_name.as_deref().map_or_else(|| it.by.name().into(), Value::from),
                    )
                    .add("意見者種別", "role", it.by.name())
                    .add("意見", "remark", it.text.join("\n"))
                    .maybe("意見日", "said on", it.said_on);
            }
            Self::Response(it) => {
                out.add("対応状況", "status", it.status.name())
                    .add("対応", "response", it.text.join("\n"))
                    .maybe("対応年度", "takes effect in", it.fiscal_year)
                    .maybe("反映額（円）", "reflected (yen)", it.reflected_yen.map(Value::yen))
                    .maybe("反映先", "reflected in", some_list(&it.reflected_in))
                    .maybe("回答日", "responded on", it.responded_on);
            }
            Self::Consultation(it) => consultation::facets(it, out),
            Self::Opinion(it) => consultation::of_opinion(it, out),
            _ => {}
        }
    }
}
