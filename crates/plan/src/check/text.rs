//! 文章: every text that people wrote into a record, with the field in which it stands.

use std::cell::OnceCell;

use super::Field;
use super::figures::{self, Said, sentences};
use crate::actual::Figure;
use crate::element::Section;
use crate::evaluation::Verdict;
use crate::key::Folded;
use crate::record::{Body, Record};

pub(super) const NAME: Field = Field { key: "name", ja: "名称" };
pub(super) const SECTIONS: Field = Field { key: "sections", ja: "本文" };
pub(super) const INDICATOR_NAME: Field = Field { key: "indicator_name", ja: "指標名" };
pub(super) const DEFINITION: Field = Field { key: "definition", ja: "定義" };
pub(super) const SOURCE: Field = Field { key: "source", ja: "出典" };
pub(super) const SURVEY: Field = Field { key: "survey", ja: "調査設計" };
pub(super) const UNIT: Field = Field { key: "unit", ja: "単位" };
pub(super) const DIRECTION: Field = Field { key: "direction", ja: "方向" };
pub(super) const BASELINE: Field = Field { key: "baseline_value", ja: "基準値" };
pub(super) const TARGET: Field = Field { key: "target", ja: "目標値" };
pub(super) const REVISION_REASON: Field = Field { key: "revision_reason", ja: "改定理由" };
pub(super) const ACTUAL: Field = Field { key: "actual", ja: "実績値" };
pub(super) const STATUS: Field = Field { key: "status", ja: "状態" };
pub(super) const SAMPLE: Field = Field { key: "valid", ja: "回答数" };
pub(super) const REASON: Field = Field { key: "reason", ja: "理由" };
pub(super) const EXPLANATION: Field = Field { key: "explanation", ja: "説明" };
pub(super) const AMOUNT: Field = Field { key: "amount", ja: "金額" };
pub(super) const ACCOUNT: Field = Field { key: "account", ja: "予算科目" };
pub(super) const SHARES: Field = Field { key: "shares", ja: "按分" };
pub(super) const EVALUATION: Field = Field { key: "evaluation", ja: "評価" };
pub(super) const FUTURE: Field = Field { key: "future", ja: "今後の方針" };
pub(super) const FUTURE_DIRECTION: Field = Field { key: "direction_word", ja: "今後の方向性" };
pub(super) const GRADE: Field = Field { key: "grade", ja: "判定" };
pub(super) const GRADE_REASON: Field = Field { key: "grade_reason", ja: "判定の理由" };
pub(super) const REMARK: Field = Field { key: "remark", ja: "意見" };
pub(super) const RESPONSE: Field = Field { key: "response", ja: "対応" };
pub(super) const NOTE: Field = Field { key: "note", ja: "説明" };
pub(super) const ORGANISATIONS: Field = Field { key: "organisation_ids", ja: "担当組織" };
pub(super) const PARENT: Field = Field { key: "parent_id", ja: "上位要素" };
pub(super) const NUMBER: Field = Field { key: "number", ja: "番号" };

/// A record that is looked at, with its texts made ready once for all checks.
pub(super) struct Subject<'a> {
    pub(super) record: &'a Record,
    texts: Vec<Text<'a>>,
    told: OnceCell<Vec<Sentence<'a>>>,
}

/// A sentence in which numbers stand.
pub(super) struct Sentence<'a> {
    pub(super) field: Field,
    pub(super) folded: Folded<'a>,
    pub(super) numbers: Vec<Said>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        Self { record, texts: texts(&record.body), told: OnceCell::new() }
    }

    /// Every text of the record, in the order of its form.
    pub(super) fn texts(&self) -> impl Iterator<Item = Text<'a>> {
        self.texts.iter().copied()
    }

    /// The sentences that tell numbers.
    pub(super) fn told(&self) -> &[Sentence<'a>] {
        self.told.get_or_init(|| self.texts().flat_map(Text::told).collect())
    }
}

/// A text in its field. 所属長 is none of them: a name is what belongs there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) field: Field,
    pub(super) words: &'a str,
}

impl<'a> Text<'a> {
    /// Its sentences that tell numbers.
    pub(super) fn told(self) -> Vec<Sentence<'a>> {
        if !self.words.contains(|c: char| matches!(c, '0'..='9' | '０'..='９')) {
            return vec![];
        }
        let sentence = |folded: Folded<'a>| {
            let numbers = figures::numbers(folded.key());
            (!numbers.is_empty()).then_some(Sentence { field: self.field, folded, numbers })
        };
        sentences(self.words).into_iter().filter_map(sentence).collect()
    }
}

fn texts(body: &Body) -> Vec<Text<'_>> {
    let mut out = Texts(vec![]);
    match body {
        Body::Municipality(it) => {
            out.add(NAME, [&it.name]).add(NOTE, &it.notice);
        }
        Body::Organisation(it) => {
            out.add(NAME, it.names.iter().map(|name| &name.text));
        }
        Body::Plan(it) => {
            out.add(NAME, [&it.name]).sections(&it.sections);
        }
        Body::Element(it) => {
            out.add(NAME, [&it.title]).sections(&it.sections);
        }
        Body::CalendarEntry(it) => {
            out.add(NAME, [&it.title]);
        }
        Body::RatingRule(it) => {
            out.add(NAME, [&it.name]).add(NOTE, &it.description);
        }
        Body::Link(it) => {
            out.add(NOTE, &it.note);
        }
        Body::Resource(it) => {
            out.add(NAME, [&it.name]).add(NOTE, &it.note);
        }
        Body::Remark(it) => {
            out.add(REMARK, &it.text);
        }
        Body::Response(it) => {
            out.add(RESPONSE, &it.text);
        }
        Body::Consultation(it) => {
            out.add(NAME, [&it.title]).add(NOTE, &it.purpose);
        }
        Body::Opinion(it) => {
            out.add(REMARK, &it.summary).add(RESPONSE, &it.thinking);
        }
        _ => out.figures(body),
    }
    out.0
}

struct Texts<'a>(Vec<Text<'a>>);

impl<'a> Texts<'a> {
    fn add(&mut self, field: Field, words: impl IntoIterator<Item = &'a String>) -> &mut Self {
        self.0.extend(words.into_iter().map(|words| Text { field, words }));
        self
    }

    fn sections(&mut self, sections: &'a [Section]) -> &mut Self {
        let words = |it: &'a Section| std::iter::once(&it.heading).chain(&it.paragraphs);
        self.add(SECTIONS, sections.iter().flat_map(words).filter(|it| !it.is_empty()))
    }

    /// What is measured, promised, paid and said about it.
    fn figures(&mut self, body: &'a Body) {
        match body {
            Body::Indicator(it) => {
                self.add(INDICATOR_NAME, [&it.name]).add(DEFINITION, &it.definition).add(SOURCE, &it.source);
                let survey = it.survey.iter().flat_map(|it| {
                    [&it.population, &it.frame, &it.mode, &it.question, &it.choices, &it.weighting]
                });
                self.add(SURVEY, survey.flatten()).add(NOTE, it.breaks.iter().map(|it| &it.note));
            }
            Body::Target(it) => {
                self.add(TARGET, [&it.words]).add(REVISION_REASON, &it.revision_reason);
            }
            Body::Actual(it) => {
                let because = match &it.figure {
                    Figure::NotMeasured { because } => Some(because),
                    Figure::NotYet | Figure::Value(_) => None,
                };
                self.add(REASON, because).add(EXPLANATION, &it.explanation);
            }
            Body::Amount(it) => {
                self.add(EXPLANATION, &it.explanation).add(ACCOUNT, &it.account).add(NOTE, &it.share_method);
            }
            Body::Evaluation(it) => {
                let reason = match it.verdict() {
                    Verdict::Overruled { reason, .. } => Some(reason),
                    _ => None,
                };
                self.add(EVALUATION, &it.text).add(FUTURE, &it.future).add(GRADE_REASON, reason);
            }
            _ => {}
        }
    }
}
