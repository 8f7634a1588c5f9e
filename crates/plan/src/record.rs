//! 記録: the smallest thing that is decided as one.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actual::Actual;
use crate::amount::Amount;
use crate::calendar::CalendarEntry;
use crate::consultation::Consultation;
use crate::element::Element;
use crate::evaluation::Evaluation;
use crate::evidence::Evidence;
use crate::fiscal_year::FiscalYear;
use crate::form::{Form, Scope};
use crate::indicator::Indicator;
use crate::link::Link;
use crate::municipality::Municipality;
use crate::opinion::Opinion;
use crate::organisation::Organisation;
use crate::plan::Plan;
use crate::rating::RatingRule;
use crate::remark::{Remark, Response};
use crate::resource::Resource;
use crate::staff_note::StaffNote;
use crate::target::Target;

/// 記録ID: names one record for ever, whatever its title becomes.
///
/// Records that hang on another carry its id: `{indicator}/target/2023`, so there can be one a year only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(Arc<str>);

impl RecordId {
    /// An id as it stands; every text is one.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(Arc::from(text.as_ref()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one record of municipality data.
    pub fn municipality() -> Self {
        Self::new("municipality")
    }

    /// 目標値 of an indicator for a year.
    pub fn target(&self, year: FiscalYear) -> Self {
        self.of_year("target", year)
    }

    /// 実績値 of an indicator for a year.
    pub fn actual(&self, year: FiscalYear) -> Self {
        self.of_year("actual", year)
    }

    /// A record that hangs on this one, one a year and kind.
    pub fn of_year(&self, kind: &str, year: FiscalYear) -> Self {
        Self(format!("{}/{kind}/{}", self.0, year.year()).into())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 記録: an id and what is recorded under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its name for ever.
    pub id: RecordId,
    /// 内部限り: never leaves the staff side.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// What it says.
    pub body: Body,
}

impl Record {
    /// A record that the public may see once it is decided and published.
    pub fn new(id: RecordId, body: impl Into<Body>) -> Self {
        Self { id, internal: false, body: body.into() }
    }
}

/// A type that is the body of a record: lets an edition be asked for it by type.
pub trait Recorded: Sized + 'static {
    /// Its kind.
    const KIND: Kind;
    /// The body as this type, if it is one.
    fn of(body: &Body) -> Option<&Self>;
}

/// One list of all kinds, so that a kind cannot be forgotten in one of the places that name them all.
///
/// A macro of our own needs a reason: without it each kind stood in five `match`es (docs/decisions/0003).
macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        /// 記録の中身. Stored as `{"target": {…}}`; an unknown kind is refused when read, never skipped.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each kind is documented at its own type")]
        pub enum Body { $($kind($kind)),* }

        /// 記録の種別.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each kind is documented at its own type")]
        pub enum Kind { $($kind),* }

        impl Kind {
            /// Every kind, in the order in which the house is built.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];
        }

        impl Body {
            /// Which kind it is.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),* }
            }
        }

        $(impl From<$kind> for Body {
            fn from(body: $kind) -> Self { Self::$kind(body) }
        }

        impl Recorded for $kind {
            const KIND: Kind = Kind::$kind;
            fn of(body: &Body) -> Option<&Self> {
                match body { Body::$kind(it) => Some(it), _ => None }
            }
        })*
    };
}

kinds!(
    Municipality,
    Organisation,
    Plan,
    Element,
    Link,
    Indicator,
    Target,
    Actual,
    Amount,
    Resource,
    Evaluation,
    Remark,
    Response,
    RatingRule,
    CalendarEntry,
    Form,
    StaffNote,
    Evidence,
    Consultation,
    Opinion,
);

/// A record that another one names, and the kinds that it may be.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// Which record.
    pub id: &'a RecordId,
    /// What it may be.
    pub kinds: &'static [Kind],
}

fn collect<'a>(ids: impl IntoIterator<Item = &'a RecordId>, kinds: &'static [Kind]) -> Vec<Reference<'a>> {
    ids.into_iter().map(|id| Reference { id, kinds }).collect()
}

impl Body {
    /// The records that must exist for this one to make sense, and what they must be.
    pub fn references(&self) -> Vec<Reference<'_>> {
        use Kind::{Element as E, Indicator as I, Organisation as O, Plan as P, RatingRule as R};
        match self {
            Self::RatingRule(_) => vec![],
            Self::Municipality(it) => collect(it.rule.iter().chain(&it.element_rule), &[R]),
            Self::Organisation(it) => {
                let before = it.stood.iter().filter_map(|it| it.under.as_ref());
                let heirs = it.ended.iter().flat_map(|end| &end.into);
                collect(it.parent.iter().chain(before).chain(heirs), &[O])
            }
            Self::Plan(it) => {
                let before = it.handed_over.iter().flat_map(|it| &it.from);
                let mut list = collect(it.organisation.iter().chain(before), &[O]);
                list.extend(collect(it.element_rules.iter().flatten(), &[R]));
                list
            }
            Self::Element(it) => {
                let mut list = vec![Reference { id: &it.plan, kinds: &[P] }];
                list.extend(collect(it.parent.iter(), &[E]));
                let before = it.handed_over.iter().flat_map(|it| &it.from);
                list.extend(collect(it.organisations.iter().chain(before), &[O]));
                list
            }
            Self::Link(it) => collect([&it.from, &it.to], &[E]),
            Self::Indicator(it) => {
                let mut list = collect(it.elements.iter(), &[E]);
                list.extend(collect(it.rule.iter(), &[R]));
                list
            }
            Self::Target(it) => vec![Reference { id: &it.indicator, kinds: &[I] }],
            Self::Actual(it) => vec![Reference { id: &it.indicator, kinds: &[I] }],
            Self::Amount(it) => {
                let mut list = vec![Reference { id: &it.element, kinds: &[E, P] }];
                list.extend(collect(it.shares.iter().map(|share| &share.element), &[E, P]));
                list
            }
            Self::Resource(it) => vec![Reference { id: &it.element, kinds: &[E, P] }],
            Self::Evaluation(it) => vec![Reference { id: &it.subject, kinds: &[P, E, I] }],
            Self::Remark(it) => vec![Reference { id: &it.subject, kinds: &[P, E, I, O] }],
            Self::Response(it) => {
                let mut list = vec![Reference { id: &it.remark, kinds: &[Kind::Remark] }];
                list.extend(collect(&it.reflected_in, &[P, E, I]));
                list
            }
            Self::CalendarEntry(it) => {
                let mut list = collect(it.organisations.iter(), &[O]);
                list.extend(collect(it.work.iter().map(|work| &work.form), &[Kind::Form]));
                list
            }
            Self::Form(it) => match &it.scope {
                Scope::Statement { .. } => vec![],
                Scope::InCharge { plan, .. } => vec![Reference { id: plan, kinds: &[P] }],
            },
            Self::StaffNote(it) => vec![Reference { id: &it.subject, kinds: &[P, E, I, Kind::Remark] }],
            Self::Evidence(it) => vec![
                Reference { id: &it.stage, kinds: &[Kind::CalendarEntry] },
                Reference { id: &it.organisation, kinds: &[O] },
            ],
            Self::Consultation(it) => {
                let mut list = collect(&it.about, &[P, E, I]);
                list.extend(collect(it.organisation.iter(), &[O]));
                list
            }
            Self::Opinion(it) => {
                let mut list = vec![Reference { id: &it.consultation, kinds: &[Kind::Consultation] }];
                list.extend(collect(&it.changed, &[P, E, I]));
                list
            }
        }
    }

    /// The fiscal year that the record speaks of, if it speaks of one.
    pub fn fiscal_year(&self) -> Option<FiscalYear> {
        match self {
            Self::Target(it) => Some(it.fiscal_year),
            Self::Actual(it) => Some(it.fiscal_year),
            Self::Amount(it) => Some(it.fiscal_year),
            Self::Resource(it) => Some(it.fiscal_year),
            Self::Evaluation(it) => Some(it.fiscal_year),
            Self::Remark(it) => Some(it.fiscal_year),
            Self::CalendarEntry(it) => Some(it.fiscal_year),
            Self::Form(it) => Some(it.fiscal_year),
            Self::StaffNote(it) => Some(it.fiscal_year),
            Self::Evidence(it) => Some(it.fiscal_year),
            _ => None,
        }
    }
}

impl Kind {
    /// 種別の名: for people, in Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Municipality => ("団体", "municipality"),
            Self::Organisation => ("組織", "organisation"),
            Self::Plan => ("計画", "plan"),
            Self::Element => ("計画の要素", "element"),
            Self::Link => ("つながり", "link"),
            Self::Indicator => ("指標", "indicator"),
            Self::Target => ("目標値", "target"),
            Self::Actual => ("実績値", "actual"),
            Self::Amount => ("予算・決算", "amount"),
            Self::Resource => ("経営資源", "resource"),
            Self::Evaluation => ("評価", "evaluation"),
            Self::Remark => ("意見", "remark"),
            Self::Response => ("対応", "response"),
            Self::RatingRule => ("判定基準", "rating rule"),
            Self::CalendarEntry => ("年間予定", "calendar entry"),
            Self::Form => ("様式", "form"),
            Self::StaffNote => ("庁内メモ", "staff note"),
            Self::Evidence => ("根拠資料", "evidence"),
            Self::Consultation => ("意見募集", "public comments"),
            Self::Opinion => ("意見の概要と考え方", "opinion and answer"),
        }
    }
}
