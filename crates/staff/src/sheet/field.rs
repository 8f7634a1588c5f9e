//! 欄 as a page shows it: what is typed, what it is understood as, and why it may not be written in.

use desk::Actor;
use desk::filling::deed;
use desk::sheet::{Opened, Share};
use plan::form::{Asks, Field, FieldId};
use plan::remark::ResponseStatus;
use plan::sheet::entry::Entries;
use plan::sheet::layout::{Asked, Subject, last_year};
use web::Lang;

use super::proof::{Proof, Proofs};
use super::shown::Shown;
use super::told::Told;

/// One field.
pub(crate) struct View {
    /// Its name in forms.
    pub(crate) id: String,
    /// Its place on the page.
    pub(crate) anchor: String,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) text: String,
    pub(crate) shown: Shown,
    pub(crate) required: bool,
    pub(crate) internal: bool,
    pub(crate) limit: Option<u32>,
    /// Rows of its box; one: a single line.
    pub(crate) rows: usize,
    /// Whether a keyboard of figures serves.
    pub(crate) figure: bool,
    /// Why it may not be written in; none where it may, and blank where it is so of the whole sheet, which says why above.
    pub(crate) shut: Option<String>,
    /// 前年度の記入.
    pub(crate) last: String,
    /// What it was before the sheet, where that differs.
    pub(crate) decided: Option<String>,
    /// What it was understood as.
    pub(crate) told: Told,
    /// Whether somebody else saved it while the reader typed.
    pub(crate) overtaken: bool,
    /// 根拠資料.
    pub(crate) proofs: Vec<Proof>,
}

/// Fields that are one line.
fn is_short(asks: Asks) -> bool {
    !matches!(
        asks,
        Asks::Section(_)
            | Asks::Explanation { .. }
            | Asks::Assessment { .. }
            | Asks::Future { .. }
            | Asks::GradeReason { .. }
            | Asks::RevisionReason { .. }
            | Asks::Opinion { .. }
            | Asks::Response
            | Asks::StaffNote
    )
}

/// Characters of one line of a box, more or less.
const LINE: usize = 44;

impl View {
    pub(crate) fn of(
        opened: &Opened,
        (actor, share): (&Actor, &Share),
        (entries, proofs): (&Entries, &Proofs),
        (subject, asked): (&Subject, &Asked),
        l: Lang,
    ) -> Self {
        let field = opened.form.parts.get(subject.part).and_then(|part| part.fields.get(asked.field));
        let text = asked.text(entries).to_owned();
        let typed = entries.contains_key(&asked.id) && text != asked.current;
        Self {
            id: asked.id.to_string(),
            anchor: anchor(&asked.id),
            label: l.of_pair(asked.label.clone()),
            help: field.filter(|it| !it.help.is_empty()).map_or_else(|| hint(asked, l), |it| it.help.clone()),
            shown: Shown::new(opened.revision(&asked.id), Some(opened.edition.number()), &text),
            required: field.is_some_and(|it| it.required),
            internal: field.is_some_and(|it: &Field| it.internal || it.asks == Asks::StaffNote),
            limit: field.and_then(|it| it.limit),
            rows: if is_short(asked.asks) { 1 } else { rows(&text) },
            figure: matches!(asked.asks, Asks::Money { .. }),
            shut: shut(opened, (actor, share), (subject, asked.asks), l),
            last: field.map_or(String::new(), |it| {
                last_year(&opened.edition, opened.form.fiscal_year, it, &subject.id)
            }),
            decided: (typed && !asked.current.is_empty()).then(|| asked.current.clone()),
            told: if typed {
                Told::of(&opened.meaning(entries, (subject, asked), &text), l)
            } else {
                Told::default()
            },
            proofs: proofs.get(asked.id.as_str()).cloned().unwrap_or_default(),
            overtaken: opened.clashes.contains_key(&asked.id),
            text,
        }
    }
}

/// How the field is written, where its form does not say and nobody can guess it.
fn hint(asked: &Asked, l: Lang) -> String {
    match asked.asks {
        Asks::ResponseStatus => {
            let words = ResponseStatus::ALL.map(|it| format!("「{}」", it.name().0)).concat();
            l.say(format!("{words}のどれかを書きます"), format!("One of {words}"))
        }
        Asks::Actual { .. } if !asked.current.is_empty() => l
            .say(
                "決裁済みの値の誤りを直すときは、「48％（訂正）」のように書きます",
                "To correct what was decided, write 「48％（訂正）」",
            )
            .to_owned(),
        _ => String::new(),
    }
}

/// Why somebody may not write in a field now.
fn shut(
    opened: &Opened,
    (actor, share): (&Actor, &Share),
    (subject, asks): (&Subject, Asks),
    l: Lang,
) -> Option<String> {
    let why = share.may_write(actor, opened, (Some(&subject.id), asks)).err()?;
    Some(match why {
        desk::Error::Forbidden(_) if deed(asks) == desk::policy::Deed::WriteMoney => {
            l.say("財政課が記入します", "The finance section fills this in").to_owned()
        }
        desk::Error::Forbidden(_) if deed(asks) == desk::policy::Deed::WriteOpinion => {
            l.say("行政評価委員が記入します", "The external evaluators fill this in").to_owned()
        }
        desk::Error::Forbidden(_) if share.is_part() => {
            let name = super::organisation(opened);
            l.say(
                format!("{name}か、担当の課が記入します"),
                format!("{name}, or the section in charge, fills this in"),
            )
        }
        desk::Error::Forbidden(_) => {
            let name = super::organisation(opened);
            l.say(format!("{name}の職員が記入します"), format!("The staff of {name} fill this in"))
        }
        desk::Error::Sheet(_) => String::new(),
        error => l.say(error.ja(), error.to_string()),
    })
}

fn rows(text: &str) -> usize {
    let lines: usize = text.split('\n').map(|line| line.chars().count() / LINE + 1).sum();
    lines.clamp(3, 18)
}

/// A name for a place on the page, from an id that may hold anything.
pub(crate) fn anchor(id: &FieldId) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    format!("f-{}", id.as_str().chars().map(plain).collect::<String>())
}
