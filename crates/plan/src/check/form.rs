//! 様式の点検: forms that cannot be filled in, or whose answers would land where they do not belong.

use std::collections::{BTreeMap, HashSet};

use super::scene::{Notes, Scene};
use super::text::Subject;
use super::{Check, Finding, Severity};
use crate::edition::Edition;
use crate::form::{About, Asks, Field, Form, Part, Scope};
use crate::plan::Plan;
use crate::record::{Body, Record, RecordId};

pub(super) const FIRM: &[&Check] = &[&FORM_WITHOUT_FIELD, &FIELD_TWICE, &FIELD_UNSUITED, &INTERNAL_IN_PUBLIC];
pub(super) const CHECKS: &[&Check] =
    &[&FORM_OUTSIDE_PLAN, &EMPTY_PART, &REASON_NOT_ASKED, &REQUIRED_INTERNAL];

const FORM_WITHOUT_FIELD: Check = Check {
    code: "form-without-field",
    severity: Severity::Error,
    ja: "様式に欄が一つもない",
    en: "a form asks nothing",
    example: "部だけを作り、欄を加えていない様式",
};
const FIELD_TWICE: Check = Check {
    code: "field-twice",
    severity: Severity::Error,
    ja: "様式が同じことを二度尋ねている（答えは一つの場所に入る）",
    en: "a form asks the same twice: both answers would go to one place",
    example: "「令和8年度目標値」の欄が二つの部にある",
};
const FIELD_UNSUITED: Check = Check {
    code: "field-unsuited",
    severity: Severity::Error,
    ja: "欄が部の対象に合わない、または増やせない対象を増やそうとしている",
    en: "a field does not suit what its part is about, or a part lets authors add what nobody can add",
    example: "運営方針全体について実績値を尋ねている",
};
const INTERNAL_IN_PUBLIC: Check = Check {
    code: "internal-in-public",
    severity: Severity::Error,
    ja: "庁内限りの欄が、公表される記録の一部になっている（庁内メモの欄を使う）",
    en: "an internal field is a part of a public record; a staff note is what it should be",
    example: "「課題認識」が庁内限り → 「庁内メモ」",
};
const FORM_OUTSIDE_PLAN: Check = Check {
    code: "form-outside-plan",
    severity: Severity::Warning,
    ja: "様式の年度が、対象の計画の期間に入っていない",
    en: "the form’s year lies outside the period of the plan that it is about",
    example: "令和3～7年度の基本計画についての令和8年度の様式",
};
const EMPTY_PART: Check = Check {
    code: "empty-part",
    severity: Severity::Warning,
    ja: "様式の部に欄がない",
    en: "a part of a form asks nothing",
    example: "見出し「指標」だけの部",
};
const REASON_NOT_ASKED: Check = Check {
    code: "reason-not-asked",
    severity: Severity::Warning,
    ja: "判定や目標値を尋ねているのに、判定の理由や改定理由の欄がない（理由がないと受け付けられない）",
    en: "a form asks for a grade or a target and has no place for the reason, without which it is not accepted",
    example: "「判定（自己評価）」の欄があり、「判定の理由」の欄がない",
};
const REQUIRED_INTERNAL: Check = Check {
    code: "required-internal",
    severity: Severity::Hint,
    ja: "必須の欄が庁内限りになっている（公表されないことを、提出の条件にしている）",
    en: "a required field is internal: what is never published decides whether a sheet can be submitted",
    example: "必須の「庁内メモ」",
};

/// What is wrong with a form. Each finding stops the decision.
pub(super) fn broken(after: &Edition, record: &Record) -> Vec<Finding> {
    let Body::Form(form) = &record.body else { return vec![] };
    let of = |check: &'static Check, (ja, en): (String, String)| {
        let ja = format!("様式「{}」：{ja}", form.name);
        Finding::new(check, &record.id, ja, format!("form “{}”: {en}", form.name))
    };
    let mut findings = vec![];
    if form.fields().next().is_none() {
        let words = ("欄が一つもありません".to_owned(), "it has no field".to_owned());
        findings.push(of(&FORM_WITHOUT_FIELD, words));
    }
    findings.extend(twice(form).into_iter().map(|it| of(&FIELD_TWICE, it)));
    findings.extend(unsuited(after, form).into_iter().map(|it| of(&FIELD_UNSUITED, it)));
    findings.extend(in_public(form).into_iter().map(|it| of(&INTERNAL_IN_PUBLIC, it)));
    findings
}

fn twice(form: &Form) -> Vec<(String, String)> {
    let mut asked = HashSet::new();
    let again = form.fields().filter(|(part, field)| !asked.insert((part.about, field.asks)));
    let again = again.map(|(part, field)| {
        let (ja, en) = field.asks.name(form.fiscal_year);
        let about = part.about.name();
        (format!("{}の「{ja}」を二度尋ねています", about.0), format!("it asks for {en} of {} twice", about.1))
    });
    again.collect()
}

fn unsuited(after: &Edition, form: &Form) -> Vec<(String, String)> {
    let mut told = vec![];
    for (part, field) in form.fields().filter(|(part, field)| !field.asks.suits(part.about)) {
        let ((ja, en), about) = (field.asks.name(form.fiscal_year), part.about.name());
        told.push((
            format!("部「{}」（{}）では「{ja}」を尋ねられません", part.title, about.0),
            format!("part “{}” is about {} and cannot ask for {en}", part.title, about.1),
        ));
    }
    let growing = |part: &&Part| part.grows && !matches!(part.about, About::Element | About::Indicator);
    told.extend(form.parts.iter().filter(growing).map(|part| {
        let about = part.about.name();
        (
            format!("部「{}」（{}）の対象は、票では増やせません", part.title, about.0),
            format!("part “{}” is about {}, which a sheet cannot add", part.title, about.1),
        )
    }));
    if let Scope::InCharge { plan, level } = &form.scope {
        let levels = after.find::<Plan>(plan).map_or(usize::MAX, |it| it.levels.len());
        if usize::from(*level) >= levels {
            told.push(("対象の計画にない階層です".to_owned(), "its plan has no such level".to_owned()));
        }
    }
    told
}

/// Internal fields whose answers are kept in a record of which other parts are public.
fn in_public(form: &Form) -> Vec<(String, String)> {
    let mut records: BTreeMap<(About, RecordId), Vec<&Field>> = BTreeMap::new();
    for (part, field) in form.fields().filter(|(_, it)| it.asks != Asks::StaffNote) {
        let record = field.asks.field(&RecordId::new("subject"), form.fiscal_year).record();
        records.entry((part.about, record)).or_default().push(field);
    }
    let mut told = vec![];
    for fields in records.values() {
        let open = fields.iter().find(|it| !it.internal);
        for field in fields.iter().filter(|it| it.internal) {
            let (ja, en) = field.name(form.fiscal_year);
            match open.map(|it| it.name(form.fiscal_year)) {
                _ if field.asks.is_of_subject() => told.push((
                    format!(
                        "「{ja}」は公表される記録の一部で、庁内限りにできません。庁内限りの文は「庁内メモ」の欄に書きます"
                    ),
                    format!("{en} is a part of a public record and cannot be internal: use a staff note"),
                )),
                Some(open) => told.push((
                    format!("「{ja}」は「{}」と同じ記録に入るので、それだけを庁内限りにできません。両方を庁内限りにするか、「庁内メモ」の欄を使います", open.0),
                    format!("{en} is kept in one record with {}: make both internal, or use a staff note", open.1),
                )),
                None => {}
            }
        }
    }
    told
}

/// What is odd about a form.
pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let Body::Form(form) = &subject.record.body else { return };
    let year = form.fiscal_year;
    if let Scope::InCharge { plan, .. } = &form.scope
        && let Some(plan) = scene.edition.find::<Plan>(plan).filter(|it| !it.covers(year))
    {
        notes.say(
            &FORM_OUTSIDE_PLAN,
            format!("{}は、「{}」の計画期間に入っていません", year.japanese(), plan.name),
            format!("FY{} lies outside the period of “{}”", year.year(), plan.name),
        );
    }
    for part in form.parts.iter().filter(|it| it.fields.is_empty()) {
        let en = format!("part “{}” has no field", part.title);
        notes.say(&EMPTY_PART, format!("部「{}」に欄がありません", part.title), en);
    }
    for (part, field) in form.fields() {
        let asked = |asks| form.fields().any(|(it, other)| it.about == part.about && other.asks == asks);
        let (ja, en) = field.name(year);
        if let Some(reason) = reason(field.asks).filter(|it| !asked(*it)) {
            let (why_ja, why_en) = reason.name(year);
            let ja = format!("「{ja}」があるのに「{why_ja}」の欄がありません");
            notes.say(&REASON_NOT_ASKED, ja, format!("it asks for {en} and not for the {why_en}"));
        }
        if field.required && (field.internal || field.asks == Asks::StaffNote) {
            let en = format!("{en} is required and never published");
            notes.say(&REQUIRED_INTERNAL, format!("「{ja}」は必須ですが、公表されません"), en);
        }
    }
}

/// The reason without which an answer is not accepted.
fn reason(asks: Asks) -> Option<Asks> {
    match asks {
        Asks::Grade { kind, year } => Some(Asks::GradeReason { kind, year }),
        Asks::Target { year } => Some(Asks::RevisionReason { year }),
        _ => None,
    }
}
