//! 直すこと: one change of what is prepared.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::reorganisation::{Choice, Step};

use super::Prepared;
use crate::Error;

/// One change of what is prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// 件名, 施行日, 注記.
    Frame {
        /// 件名.
        title: String,
        /// 施行日.
        effective: Option<Date>,
        /// 注記.
        note: String,
    },
    /// One more thing that happens.
    Add(Adding),
    /// 取り消す: what stands at this place, with what it founded.
    Remove(usize),
    /// Who gets what.
    Choose(Vec<Choice>),
    /// 書きかけ of a step that could not be taken.
    Keep(BTreeMap<String, String>),
    /// 中止する.
    Abandon,
    /// また取りかかる.
    TakeUp,
}

/// 追加すること, as it is typed: what is new has a name and no id yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adding {
    /// 新設.
    Establish(Target),
    /// 改称.
    Rename(RecordId, String),
    /// 所属替え.
    Move(RecordId, Option<RecordId>),
    /// 統合.
    Merge(Vec<RecordId>, Target),
    /// 分割.
    Split(RecordId, Vec<Target>),
    /// 廃止.
    Abolish(RecordId),
}

/// 引継先: one that is there or is named in another step, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One that is known.
    Known(RecordId),
    /// A new one: its name, and under which it stands.
    New(String, Option<RecordId>),
}

impl Amendment {
    pub(super) fn make(
        self,
        prepared: &mut Prepared,
        id: &str,
        edition: &Edition,
        today: Date,
    ) -> Result<(), Error> {
        match self {
            Self::Frame { title, effective, note } => {
                within_reach(effective, today)?;
                is_short_note(&note)?;
                (prepared.title, prepared.effective, prepared.note) = (short(title)?, effective, note);
            }
            Self::Add(adding) => {
                adding.take(prepared, id, edition)?;
                prepared.half_typed.clear();
            }
            Self::Remove(at) => remove(prepared, at),
            Self::Choose(new) => {
                let replaced =
                    |it: &Choice| new.iter().any(|new| (&new.record, &new.of) == (&it.record, &it.of));
                prepared.choices.retain(|it| !replaced(it));
                // What is nobody's record is no choice: a form can send anything.
                let is_there = |it: &Choice| {
                    edition.get(&it.record).is_some() && edition.find::<Organisation>(&it.of).is_some()
                };
                prepared.choices.extend(new.into_iter().filter(is_there));
            }
            Self::Keep(typed) => prepared.half_typed = typed,
            Self::Abandon => prepared.abandoned = true,
            Self::TakeUp => prepared.abandoned = false,
        }
        Ok(())
    }
}

fn short(title: String) -> Result<String, Error> {
    if title.chars().count() > 200 {
        return Err(Error::invalid("title", "件名は200字までです", "a title of 200 characters at most"));
    }
    Ok(title)
}

/// 注記: it is written into every record that is handed over.
fn is_short_note(note: &str) -> Result<(), Error> {
    if note.chars().count() > 1000 {
        return Err(Error::invalid("note", "注記は1000字までです", "a note of 1,000 characters at most"));
    }
    Ok(())
}

/// 施行日: nobody reorganises the town hall of the last century.
fn within_reach(effective: Option<Date>, today: Date) -> Result<(), Error> {
    let (first, last) = (today.saturating_sub(10.years()), today.saturating_add(3.years()));
    if effective.is_some_and(|day| day < first || last < day) {
        return Err(Error::invalid(
            "effective",
            "施行日は、10年前から3年後までの日にしてください",
            "the day must lie within the last ten and the next three years",
        ));
    }
    Ok(())
}

/// Takes a step out, and what it founded where nothing else needs it.
fn remove(prepared: &mut Prepared, at: usize) {
    if at >= prepared.steps.len() {
        return;
    }
    let gone = prepared.steps.remove(at);
    let named: Vec<RecordId> = match gone {
        Step::Merge { into, .. } => vec![into],
        Step::Split { into, .. } => into,
        _ => vec![],
    };
    let is_used = |steps: &[Step], id: &RecordId| {
        steps.iter().any(|it| match it {
            Step::Merge { into, .. } => into == id,
            Step::Split { into, .. } => into.contains(id),
            Step::Establish { under, .. } | Step::Move { under, .. } => under.as_ref() == Some(id),
            Step::Rename { .. } | Step::Abolish { .. } => false,
        })
    };
    let unused: Vec<RecordId> = named.into_iter().filter(|id| !is_used(&prepared.steps, id)).collect();
    let founds_unused =
        |it: &Step| matches!(it, Step::Establish { organisation, .. } if unused.contains(organisation));
    prepared.steps.retain(|it| !founds_unused(it));
}

impl Adding {
    fn take(self, prepared: &mut Prepared, id: &str, edition: &Edition) -> Result<(), Error> {
        if prepared.steps.len() >= 200 {
            return Err(Error::invalid("kind", "一度に200件までです", "200 steps at most"));
        }
        let mut taking = Taking { prepared, id, edition };
        let step = match self {
            Self::Establish(target) => return taking.target(target, "name").map(drop),
            Self::Rename(organisation, name) => Step::Rename {
                organisation: taking.known(organisation, "organisation")?,
                name: named(&name, "name")?,
            },
            Self::Move(organisation, under) => {
                let under = under.map(|id| taking.known(id, "under")).transpose()?;
                Step::Move { organisation: taking.known(organisation, "organisation")?, under }
            }
            Self::Merge(from, into) => {
                if from.is_empty() {
                    return Err(choose("from"));
                }
                let from: Result<_, _> = from.into_iter().map(|id| taking.known(id, "from")).collect();
                Step::Merge { from: from?, into: taking.target(into, "into")? }
            }
            Self::Split(organisation, into) => {
                let organisation = taking.known(organisation, "organisation")?;
                if into.len() < 2 {
                    return Err(choose("into"));
                }
                let into: Result<_, _> = into.into_iter().map(|it| taking.target(it, "into")).collect();
                Step::Split { organisation, into: into? }
            }
            Self::Abolish(organisation) => {
                Step::Abolish { organisation: taking.known(organisation, "organisation")? }
            }
        };
        prepared.steps.push(step);
        Ok(())
    }
}

/// Where a step is taken in.
struct Taking<'a> {
    prepared: &'a mut Prepared,
    id: &'a str,
    edition: &'a Edition,
}

impl Taking<'_> {
    /// An organisation of this town, or one that another step founds. Whatever else was sent is none.
    fn known(&self, id: RecordId, field: &'static str) -> Result<RecordId, Error> {
        let founds = |it: &Step| matches!(it, Step::Establish { organisation, .. } if *organisation == id);
        let is_known =
            self.edition.find::<Organisation>(&id).is_some() || self.prepared.steps.iter().any(founds);
        if is_known { Ok(id) } else { Err(choose(field)) }
    }

    /// The id of what is known, or of what is founded for it.
    fn target(&mut self, target: Target, field: &'static str) -> Result<RecordId, Error> {
        let (name, under) = match target {
            Target::Known(id) => return self.known(id, field),
            Target::New(name, under) => (named(&name, field)?, under),
        };
        let under = under.map(|id| self.known(id, "under")).transpose()?;
        self.prepared.named += 1;
        let organisation = RecordId::new(format!("org-{}-{}", self.id, self.prepared.named));
        self.prepared.steps.push(Step::Establish { organisation: organisation.clone(), name, under });
        Ok(organisation)
    }
}

fn choose(field: &'static str) -> Error {
    Error::invalid(field, "組織を選んでください", "choose an organisation")
}

fn named(name: &str, field: &'static str) -> Result<String, Error> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
        return Err(Error::invalid(
            field,
            "組織名を100字までで入力してください",
            "type a name of 100 characters at most",
        ));
    }
    Ok(name)
}
