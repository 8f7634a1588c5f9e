//! 様式の行き違い: two people edit one form. What one changed and the other did not is both there afterwards; what both changed
//! otherwise is told, and nothing is overwritten unseen.

use super::difference::twins;
use super::{About, Alteration, Field, Form, Slip};

/// 重なった直し: what somebody wants where somebody else was faster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormClash {
    /// The name or the scope of the form.
    Form(Alteration),
    /// The head of a part, with its place in the newer form; none: it is gone.
    Part(Option<usize>, Alteration),
    /// A field of a sort of subject; whether it is still there.
    Field {
        /// Of what it is asked.
        about: About,
        /// What somebody wanted it to be.
        field: Field,
        /// Whether somebody else removed it.
        is_gone: bool,
    },
    /// A step that makes no sense any more: the part or the field is gone, or was changed meanwhile.
    Step(Alteration),
}

/// What came of steps that were meant for an older form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The newer form with all steps done that nobody else was in the way of.
    pub form: Form,
    /// The others.
    pub clashes: Vec<FormClash>,
}

impl Form {
    /// Does steps that somebody chose while looking at `base`, on this form, which may have gone on since.
    ///
    /// Where nobody changed anything meanwhile this is [`Form::altered`], step by step.
    pub fn met(self, base: &Self, steps: Vec<Alteration>) -> Result<Met, Slip> {
        let mut met = Met { form: self, clashes: vec![] };
        let mut base = base.clone();
        for step in steps {
            // Where something clashed nothing moves, so that its author finds it where it was.
            let waits = !met.clashes.is_empty() && !step.is_put();
            let here =
                if waits { Err(FormClash::Step(step.clone())) } else { carried(&base, &met.form, &step) };
            base = base.altered(step)?;
            match here {
                Ok(Some(step)) => met.form = met.form.altered(step)?,
                Ok(None) => {}
                Err(clash) => met.clashes.push(clash),
            }
        }
        Ok(met)
    }
}

impl Alteration {
    /// Whether it changes what stands somewhere, and not where.
    fn is_put(&self) -> bool {
        matches!(self, Self::PutForm { .. } | Self::PutPart { .. } | Self::PutField(..))
    }
}

/// A step as it is to be done on the newer form; none where it is done there already.
fn carried(base: &Form, now: &Form, step: &Alteration) -> Result<Option<Alteration>, FormClash> {
    let place = Places { base, now, twins: twins(now, base) };
    let lost = || FormClash::Step(step.clone());
    let part = |at: usize| place.part(at).ok_or_else(lost);
    let field = |at: usize, order: usize| place.field(at, order).ok_or_else(lost);
    Ok(Some(match step {
        Alteration::PutForm { .. } => return form(base, now, step),
        Alteration::PutPart { part, .. } => return head(&place, *part, step),
        Alteration::PutField(at, order, field) => return put(&place, (*at, *order), field),
        Alteration::AddPart(_) => step.clone(),
        Alteration::RemovePart(at) if place.is_touched(*at) => return Err(lost()),
        Alteration::RemovePart(at) => Alteration::RemovePart(part(*at)?),
        Alteration::MovePart(at, way) => Alteration::MovePart(part(*at)?, *way),
        Alteration::AddField(at, field) => Alteration::AddField(part(*at)?, field.clone()),
        Alteration::RemoveField(at, order) => {
            let (part, there) = field(*at, *order)?;
            if now.parts[part].fields[there] != base.parts[*at].fields[*order] {
                return Err(lost());
            }
            Alteration::RemoveField(part, there)
        }
        Alteration::MoveField(at, order, way) => {
            let (part, there) = field(*at, *order)?;
            Alteration::MoveField(part, there, *way)
        }
    }))
}

/// Where the parts and fields of one form stand in another that was made of it.
struct Places<'a> {
    base: &'a Form,
    now: &'a Form,
    twins: Vec<Option<usize>>,
}

impl Places<'_> {
    fn part(&self, at: usize) -> Option<usize> {
        self.twins.iter().position(|it| *it == Some(at))
    }

    /// A field is what it asks of which sort of subject; that never changes.
    fn field(&self, at: usize, order: usize) -> Option<(usize, usize)> {
        let part = self.base.parts.get(at)?;
        let asks = part.fields.get(order)?.asks;
        let alike = self.now.parts.iter().enumerate().filter(|(_, it)| it.about == part.about);
        alike
            .into_iter()
            .find_map(|(place, it)| Some((place, it.fields.iter().position(|it| it.asks == asks)?)))
    }

    /// Whether somebody changed a part or anything in it.
    fn is_touched(&self, at: usize) -> bool {
        self.part(at).is_none_or(|here| self.now.parts[here] != self.base.parts[at])
    }
}

fn form(base: &Form, now: &Form, step: &Alteration) -> Result<Option<Alteration>, FormClash> {
    let Alteration::PutForm { name, scope } = step else { return Ok(None) };
    let is_mine = base.name != *name || base.scope != *scope;
    let is_done = !is_mine || now.name == *name && now.scope == *scope;
    let is_free = now.name == base.name && now.scope == base.scope;
    done_or(is_done, is_free, step.clone()).map_err(FormClash::Form)
}

fn head(place: &Places<'_>, at: usize, step: &Alteration) -> Result<Option<Alteration>, FormClash> {
    let Alteration::PutPart { about, title, help, grows, .. } = step else { return Ok(None) };
    let Some(before) = place.base.parts.get(at) else { return Err(FormClash::Part(None, step.clone())) };
    let Some(here) = place.part(at) else {
        let is_mine =
            (before.about, &before.title, &before.help, before.grows) != (*about, title, help, *grows);
        return if is_mine { Err(FormClash::Part(None, step.clone())) } else { Ok(None) };
    };
    let now = &place.now.parts[here];
    let mine = (*about, title, help, *grows);
    let is_mine = (before.about, &before.title, &before.help, before.grows) != mine;
    let is_done = !is_mine || (now.about, &now.title, &now.help, now.grows) == mine;
    let is_free = (now.about, &now.title, &now.help, now.grows)
        == (before.about, &before.title, &before.help, before.grows);
    let (about, title, help, grows) = (*about, title.clone(), help.clone(), *grows);
    let step = Alteration::PutPart { part: here, about, title, help, grows };
    done_or(is_done, is_free, step).map_err(|step| FormClash::Part(Some(here), step))
}

fn put(
    place: &Places<'_>,
    (at, order): (usize, usize),
    field: &Field,
) -> Result<Option<Alteration>, FormClash> {
    let Some(part) = place.base.parts.get(at) else { return Err(lost_field(About::Plan, field, true)) };
    let clash = |is_gone| lost_field(part.about, field, is_gone);
    // What a field asks never changes: that would be another.
    let before = part.fields.get(order).filter(|it| it.asks == field.asks).ok_or_else(|| clash(true))?;
    if field == before {
        return Ok(None); // It is not theirs: they only saw it.
    }
    let (part, there) = place.field(at, order).ok_or_else(|| clash(true))?;
    let now = &place.now.parts[part].fields[there];
    let step = Alteration::PutField(part, there, field.clone());
    done_or(now == field, now == before, step).map_err(|_| clash(false))
}

fn lost_field(about: About, field: &Field, is_gone: bool) -> FormClash {
    FormClash::Field { about, field: field.clone(), is_gone }
}

/// Nothing to do, the step, or the step that somebody is in the way of.
fn done_or(is_done: bool, is_free: bool, step: Alteration) -> Result<Option<Alteration>, Alteration> {
    match (is_done, is_free) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(step)),
        (false, false) => Err(step),
    }
}

#[cfg(test)]
mod tests;
