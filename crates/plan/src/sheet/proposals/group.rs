//! Everything that was typed of one record.

use std::sync::Arc;

use super::{Ground, Touched, answered, evaluated, figures, own};
use crate::decision::Change;
use crate::draft::Proposal;
use crate::form::{About, Asks, FieldId};
use crate::record::{Body, Record, RecordId};
use crate::sheet::layout::{Subject, SubjectState};

/// What was typed of one record, in the order of the form.
pub(super) struct Group<'a> {
    pub(super) record: RecordId,
    pub(super) subject: &'a Subject,
    pub(super) touched: Vec<&'a Touched<'a>>,
}

/// What becomes of a record.
pub(super) enum Outcome {
    Put(Box<Body>),
    Retire,
    Nothing,
}

impl Outcome {
    pub(super) fn put(body: impl Into<Body>) -> Self {
        Self::Put(Box::new(body.into()))
    }
}

/// One group a record, in the order of the sheet; what is new comes even where only its name is known.
pub(super) fn groups<'a>(ground: &Ground<'a>, touched: &'a [Touched<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = vec![];
    for subject in &ground.layout.subjects {
        let known = groups.iter().any(|it| it.record == subject.id);
        let added = matches!(subject.standing, SubjectState::Added { .. });
        if added && !known && !ground.gone.contains(&subject.id) {
            groups.push(Group { record: subject.id.clone(), subject, touched: vec![] });
        }
        for it in touched.iter().filter(|it| std::ptr::eq(it.subject, subject)) {
            let record = it.asked.id.record();
            match groups.iter_mut().find(|group| group.record == record) {
                Some(group) => group.touched.push(it),
                None => groups.push(Group { record, subject, touched: vec![it] }),
            }
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// Whether a person's grade or its reason was touched: it is judged by what the rest of the sheet says.
    pub(super) fn is_graded(&self) -> bool {
        self.touched.iter().any(|it| matches!(it.asked.asks, Asks::Grade { .. } | Asks::GradeReason { .. }))
    }

    /// What was typed in the field that asks so.
    pub(super) fn find(&self, asks: fn(&Asks) -> bool) -> Option<&'a Touched<'a>> {
        self.touched.iter().copied().find(|it| asks(&it.asked.asks))
    }

    /// The proposal that it comes to.
    pub(super) fn proposal(&self, ground: &mut Ground<'a>) -> Option<Proposal> {
        let allowed = self.internal_ones_apart(ground);
        if allowed.touched.is_empty() && !matches!(self.subject.standing, SubjectState::Added { .. }) {
            return None;
        }
        let outcome = allowed.outcome(ground);
        let proposal = allowed.propose(outcome, ground)?;
        ground.changed.remove(&self.record); // It was changed on top of that.
        Some(proposal)
    }

    fn outcome(&self, ground: &mut Ground<'a>) -> Outcome {
        let Some(first) = self.touched.first() else { return own::own(self, ground) };
        match first.asked.asks {
            Asks::Number | Asks::Title | Asks::Section(_) | Asks::Unit => own::own(self, ground),
            Asks::Money { .. } => figures::amount(self, ground),
            Asks::Target { .. } | Asks::RevisionReason { .. } => figures::target(self, ground),
            Asks::Actual { .. } | Asks::Sample { .. } | Asks::Explanation { .. } => {
                figures::actual(self, ground)
            }
            Asks::Assessment { .. }
            | Asks::Direction { .. }
            | Asks::Future { .. }
            | Asks::Grade { .. }
            | Asks::GradeReason { .. } => evaluated::worded(self, ground),
            Asks::Opinion { .. } => answered::opinion(self, ground),
            Asks::ResponseStatus | Asks::Response => answered::response(self, ground),
            Asks::StaffNote => answered::note(self, ground),
        }
    }

    /// The same group without internal fields that would show in public, or hide what is public.
    ///
    /// A record is internal as a whole. So an internal field is taken only where all fields of its record are, and never where
    /// it is a part of a plan, an element or an indicator that the public sees.
    pub(super) fn internal_ones_apart(&self, ground: &mut Ground<'a>) -> Self {
        let is_internal = |ground: &Ground<'a>, it: &Touched<'a>| {
            ground.field(it.subject, it.asked).is_some_and(|field| field.internal)
        };
        let fits =
            self.hangs_on_internal(ground) || self.all_internal(ground) && self.record != self.subject.id;
        let mut touched = vec![];
        for it in &self.touched {
            if !fits && is_internal(ground, it) && it.asked.asks != Asks::StaffNote {
                ground.problem(
                    &it.asked.id,
                    "庁内限りの欄ですが、公開される記録の一部なので決裁できません（様式を直すか、庁内メモに書いてください）",
                    "this field is internal, but a part of a record that the public sees: use a staff note",
                );
            } else {
                touched.push(*it);
            }
        }
        Self { record: self.record.clone(), subject: self.subject, touched }
    }

    /// Whether the record, or what it hangs on, is internal already: what hangs on such a record cannot be public.
    fn hangs_on_internal(&self, ground: &Ground<'a>) -> bool {
        let above = [Some(&self.record), Some(&self.subject.id), self.subject.under.as_ref()];
        let mut known = above.into_iter().flatten().filter_map(|it| ground.edition.get(it));
        known.next().is_some_and(|it| it.internal)
    }

    /// Whether every field of the sheet that is kept in this record is internal.
    fn all_internal(&self, ground: &Ground<'a>) -> bool {
        let is_part = |id: &FieldId| {
            let part = id.as_str().strip_prefix(self.record.as_str()).and_then(|it| it.strip_prefix('#'));
            part.is_some_and(|it| !it.contains('#'))
        };
        let fields = ground.layout.fields().filter(|(_, it)| is_part(&it.id));
        let mut internal =
            fields.map(|(subject, it)| ground.field(subject, it).is_some_and(|it| it.internal));
        internal.next().is_some_and(|first| first && internal.all(|it| it))
    }

    /// A record for an outcome, with the words that it was made of where it does not keep them itself.
    pub(super) fn propose(&self, outcome: Outcome, ground: &Ground<'a>) -> Option<Proposal> {
        let proposal = match outcome {
            Outcome::Nothing => return None,
            Outcome::Retire => Proposal::retire(self.record.clone()),
            Outcome::Put(body) => {
                let note = matches!(*body, Body::StaffNote(_));
                let internal = note || self.hangs_on_internal(ground) || self.all_internal(ground);
                let record = Record { internal, ..Record::new(self.record.clone(), *body) };
                Proposal { change: Change::Put(Arc::new(record)), written: None }
            }
        };
        let place = || format!("票：{}（{}）", ground.form.name, self.subject.title);
        Some(match (&proposal.change, self.words()) {
            (Change::Put(_), Some(text)) => proposal.from_words(text, place()),
            _ => proposal,
        })
    }

    /// The words of figures and amounts, of which a record keeps the number only.
    fn words(&self) -> Option<String> {
        let is_counted =
            |it: &Asks| matches!(it, Asks::Money { .. } | Asks::Actual { .. } | Asks::Sample { .. });
        let counted: Vec<_> = self.touched.iter().filter(|it| is_counted(&it.asked.asks)).collect();
        match counted.as_slice() {
            [] => None,
            [one] => Some(one.entry.text.clone()),
            several => {
                let line = |it: &&&Touched<'_>| format!("{}：{}", it.asked.label.0, it.entry.text);
                Some(several.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// The first field that was typed in, for a problem of the record as a whole.
    pub(super) fn first(&self) -> FieldId {
        match self.touched.first() {
            Some(it) => it.asked.id.clone(),
            None => crate::sheet::entry::Addition::field(&self.subject.id),
        }
    }

    /// Whether the subject is an indicator.
    pub(super) fn is_of(&self, about: About) -> bool {
        self.subject.about == about
    }
}
