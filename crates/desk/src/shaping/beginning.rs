//! 新しい様式: begun from another, or from nothing.

use jiff::Timestamp;
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Form, Part, Scope};
use plan::record::RecordId;

use super::{Opened, keep, load, permit};
use crate::{Actor, Desk, Error, checking};

/// So many years from today's a form may be made for.
const REACH: std::ops::RangeInclusive<i16> = -1..=2;

/// What somebody wants of a new form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Its name for ever; chance enters at the edge.
    pub id: RecordId,
    /// Its year.
    pub year: FiscalYear,
    /// 様式名.
    pub name: String,
    /// The form that it begins as; none: an empty one about the year's statements.
    pub from: Option<RecordId>,
}

/// 始める: a new form as paper. Nothing is decided by it.
pub fn begin(desk: &Desk, actor: &Actor, begun: &Begun, at: Timestamp) -> Result<(), Error> {
    let (here, actor, begun) = (desk.clone(), actor.clone(), begun.clone());
    desk.ledger.write(move |tx| {
        let edition = permit(tx, &here, &actor)?;
        let opened = load(tx, &actor.town, edition, begun.id.clone())?;
        if opened.form().is_some() || !opened.edition.history(&begun.id).is_empty() {
            return Err(Error::invalid("name", "もう一度お試しください", "please try again"));
        }
        let form = form(&opened, &begun, checking::year_of(at))?;
        keep(tx, &actor, &opened, form, at).map(drop)
    })
}

fn form(opened: &Opened, begun: &Begun, now: FiscalYear) -> Result<Form, Error> {
    if !REACH.contains(&begun.year.year().saturating_sub(now.year())) {
        let (ja, en) = (
            "前年度から2年先までの年度を選んでください",
            "choose a year from last year’s to the one after next",
        );
        return Err(Error::invalid("year", ja, en));
    }
    let name = begun.name.trim().to_owned();
    let form = match &begun.from {
        Some(id) => opened.edition.find::<Form>(id).ok_or(Error::NotFound)?.rolled(begun.year),
        None => Form {
            fiscal_year: begun.year,
            name: String::new(),
            scope: Scope::Statement { year: 0 },
            parts: vec![Part {
                about: About::Plan,
                title: "全体".to_owned(),
                help: String::new(),
                fields: vec![],
                grows: false,
            }],
        },
    };
    match (name.is_empty(), form.name.is_empty()) {
        (true, true) => Err(Error::invalid("name", "様式の名前を書いてください", "write the form’s name")),
        (true, false) => Ok(form),
        (false, _) => Ok(Form { name, ..form }),
    }
}
