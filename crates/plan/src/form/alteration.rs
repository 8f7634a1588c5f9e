//! 様式を直す: one step of editing a form. Each is a button of a page, so that a form can be made without scripts.

use super::{About, Field, Form, Part, Scope, Slip};

/// 様式の直し: one step. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// 様式名と対象を直す.
    PutForm {
        /// 様式名.
        name: String,
        /// What one sheet is about.
        scope: Scope,
    },
    /// 部を加える, at the end.
    AddPart(Part),
    /// 部を直す: its heading, its help, its sort of subject; its fields stay.
    PutPart {
        /// Which part.
        part: usize,
        /// Of what it asks.
        about: About,
        /// 見出し.
        title: String,
        /// 記入要領.
        help: String,
        /// Whether the author may add and retire subjects.
        grows: bool,
    },
    /// 部を除く, with its fields.
    RemovePart(usize),
    /// 部を動かす.
    MovePart(usize, Way),
    /// 欄を加える, at the end of a part.
    AddField(usize, Field),
    /// 欄を直す.
    PutField(usize, usize, Field),
    /// 欄を除く.
    RemoveField(usize, usize),
    /// 欄を動かす, within its part.
    MoveField(usize, usize, Way),
}

/// 上へ, 下へ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// 上へ.
    Up,
    /// 下へ.
    Down,
}

impl Form {
    /// The form with one step done. Moving what is first up, or what is last down, changes nothing.
    pub fn altered(mut self, alteration: Alteration) -> Result<Self, Slip> {
        match alteration {
            Alteration::PutForm { name, scope } => (self.name, self.scope) = (name, scope),
            Alteration::AddPart(part) => self.parts.push(part),
            Alteration::PutPart { part, about, title, help, grows } => {
                let part = self.part(part)?;
                *part = Part { about, title, help, grows, fields: std::mem::take(&mut part.fields) };
            }
            Alteration::RemovePart(part) => {
                self.part(part)?;
                self.parts.remove(part);
            }
            Alteration::MovePart(part, way) => moved(&mut self.parts, part, way)?,
            Alteration::AddField(part, field) => self.add(part, field)?,
            Alteration::PutField(part, at, field) => {
                let place = self.part(part)?.fields.get_mut(at).ok_or(Slip::NoSuchPlace)?;
                *place = field;
            }
            Alteration::RemoveField(part, at) => {
                let fields = &mut self.part(part)?.fields;
                fields.get(at).ok_or(Slip::NoSuchPlace)?;
                fields.remove(at);
            }
            Alteration::MoveField(part, at, way) => moved(&mut self.part(part)?.fields, at, way)?,
        }
        Ok(self)
    }

    /// A field is asked once of each sort of subject, and only of what can answer it.
    fn add(&mut self, part: usize, field: Field) -> Result<(), Slip> {
        let about = self.part(part)?.about;
        let name = || field.name(self.fiscal_year);
        if !field.asks.suits(about) {
            return Err(Slip::Unsuited(name()));
        }
        if self.fields().any(|(it, known)| it.about == about && known.asks == field.asks) {
            return Err(Slip::Twice(name()));
        }
        self.part(part)?.fields.push(field);
        Ok(())
    }

    fn part(&mut self, at: usize) -> Result<&mut Part, Slip> {
        self.parts.get_mut(at).ok_or(Slip::NoSuchPlace)
    }
}

/// Changes places with its neighbour.
fn moved<T>(list: &mut [T], at: usize, way: Way) -> Result<(), Slip> {
    if at >= list.len() {
        return Err(Slip::NoSuchPlace);
    }
    let other = match way {
        Way::Up => at.saturating_sub(1),
        Way::Down => (at + 1).min(list.len() - 1),
    };
    list.swap(at, other);
    Ok(())
}
