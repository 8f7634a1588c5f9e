//! Public comments: rounds, and what was answered. Nothing of those who wrote.

use plan::consultation::{ByWay, Consultation, Results, WithheldCount};
use plan::opinion::Opinion;
use plan::record::RecordId;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::value::{Day, Decided, Word, id, ids};

/// 意見募集: one round of public comments.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Consultation")]
pub(super) struct ConsultationView {
    /// Its name for ever.
    id: String,
    /// 件名.
    title: String,
    /// 趣旨, one text a paragraph.
    purpose: Vec<String>,
    /// The first day.
    from: Day,
    /// The last day, to its end in Japan.
    to: Day,
    /// Why fewer than thirty days are given.
    short_because: Option<String>,
    /// Plans, elements and indicators that are asked about.
    subject_ids: Vec<String>,
    /// The decision whose text is the draft.
    draft_decision: Option<u64>,
    /// 提出できる方.
    who: Option<String>,
    /// 提出方法.
    ways: Vec<Word>,
    /// 担当組織.
    organisation_id: Option<String>,
    /// 結果; none: it is not there yet.
    results: Option<ResultsView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 意見募集の結果: how many said something, and what came of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ConsultationResults")]
struct ResultsView {
    /// 結果の公示日.
    on: Day,
    /// 提出者数: people and bodies.
    persons: u32,
    /// 意見の件数, those that are not shown among them.
    opinions: u32,
    /// 提出者数 by way.
    persons_by_way: Vec<PersonsByWay>,
    /// 掲載しない意見, by reason.
    withheld: Vec<Withheld>,
    /// The decision that changed the draft.
    changed_by: Option<u64>,
    /// 結果のまとめ, one text a paragraph.
    text: Vec<String>,
}

/// So many people by one way.
#[derive(Serialize, JsonSchema)]
struct PersonsByWay {
    /// Which way.
    way: Word,
    /// How many.
    persons: u32,
}

/// So many opinions are not shown for one reason.
#[derive(Serialize, JsonSchema)]
struct Withheld {
    /// Why.
    because: Word,
    /// How many.
    opinions: u32,
}

impl ConsultationView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Consultation) -> Self {
        Self {
            id: id(own),
            title: it.title.clone(),
            purpose: it.purpose.clone(),
            from: Day(it.from),
            to: Day(it.to),
            short_because: it.short_because.clone(),
            subject_ids: ids(&it.about),
            draft_decision: it.draft.map(|it| it.0),
            who: it.who.clone(),
            ways: it.ways.iter().map(|it| code::way(it.by).into()).collect(),
            organisation_id: it.organisation.as_ref().map(id),
            results: it.results.as_ref().map(ResultsView::of),
            decided: Decided::of(&ask.edition, own),
        }
    }
}

impl ResultsView {
    fn of(it: &Results) -> Self {
        let by_way = |it: &ByWay| PersonsByWay { way: code::way(it.by).into(), persons: it.persons };
        let withheld = |it: &WithheldCount| Withheld {
            because: code::withheld(it.because).into(),
            opinions: it.opinions,
        };
        Self {
            on: Day(it.on),
            persons: it.persons,
            opinions: it.opinions,
            persons_by_way: it.by_way.iter().map(by_way).collect(),
            withheld: it.withheld.iter().map(withheld).collect(),
            changed_by: it.decision.map(|it| it.0),
            text: it.text.clone(),
        }
    }
}

/// 意見の概要と考え方: what several people said, in one summary, and the answer to it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Opinion")]
pub(super) struct OpinionView {
    /// Its name for ever.
    id: String,
    /// The round in which it was said.
    consultation_id: String,
    /// Its number in the table of results.
    number: u32,
    /// 箇所: the place in the draft that it speaks of.
    place: Option<String>,
    /// 意見の概要, one text a paragraph.
    summary: Vec<String>,
    /// Opinions that it stands for.
    opinions: u32,
    /// People and bodies who said it.
    persons: u32,
    /// 考え方の区分, in words common to all municipalities.
    answer: Word,
    /// The same in the municipality's own words.
    answer_words: Option<String>,
    /// 考え方, one text a paragraph.
    thinking: Vec<String>,
    /// Plans, elements and indicators that were changed by it, or say so already.
    changed_ids: Vec<String>,
    /// The decision that changed them.
    changed_by: Option<u64>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

impl OpinionView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Opinion) -> Self {
        let asked = ask.edition.find::<Consultation>(&it.consultation);
        Self {
            id: id(own),
            consultation_id: id(&it.consultation),
            number: it.number,
            place: it.place.clone(),
            summary: it.summary.clone(),
            opinions: it.opinions,
            persons: it.persons,
            answer: code::answer(it.answer).into(),
            answer_words: asked.map(|asked| asked.wording(it.answer).0.to_owned()),
            thinking: it.thinking.clone(),
            changed_ids: ids(&it.changed),
            changed_by: it.decision.map(|it| it.0),
            decided: Decided::of(&ask.edition, own),
        }
    }
}
