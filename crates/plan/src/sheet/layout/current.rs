//! いまの値: what is decided, in the very writing in which it would be typed.

use rust_decimal::Decimal;

use crate::actual::{Actual, Figure, Status};
use crate::amount::Amount;
use crate::edition::Edition;
use crate::element::{Element, Meaning, Section};
use crate::evaluation::Evaluation;
use crate::form::{Asks, Field, FieldId};
use crate::indicator::Indicator;
use crate::money::print_yen;
use crate::number::print;
use crate::plan::Plan;
use crate::record::RecordId;
use crate::remark::{Remark, Response};
use crate::staff_note::StaffNote;
use crate::survey::Sample;
use crate::target::Target;
use crate::unit::Unit;

/// What is decided in a field of a subject.
pub fn current(edition: &Edition, subject: &RecordId, field: &Field, id: &FieldId) -> String {
    let record = id.record();
    let evaluation = || edition.find::<Evaluation>(&record);
    let by_person = || evaluation().and_then(|it| it.verdict().by_person());
    let lines = |text: Option<&Vec<String>>| text.map(|it| it.join("\n"));
    let text = match field.asks {
        Asks::Number => edition.find::<Element>(subject).map(|it| it.number.clone()),
        Asks::Title => title(edition, subject),
        Asks::Section(meaning) => section(edition, subject, meaning),
        Asks::Unit => edition.find::<Indicator>(subject).map(|it| it.unit.as_str().to_owned()),
        Asks::Money { .. } => edition.find::<Amount>(&record).map(|it| money(it.yen, &field.label)),
        Asks::Target { .. } => edition.find::<Target>(&record).map(|it| it.words.clone()),
        Asks::RevisionReason { .. } => {
            edition.find::<Target>(&record).and_then(|it| it.revision_reason.clone())
        }
        Asks::Actual { .. } => edition.find::<Actual>(&record).map(|it| figure(edition, subject, it)),
        Asks::Sample { .. } => edition.find::<Actual>(&record).and_then(|it| it.sample.map(sample)),
        Asks::Explanation { .. } => edition.find::<Actual>(&record).and_then(|it| it.explanation.clone()),
        Asks::Assessment { .. } => lines(evaluation().map(|it| &it.text)),
        Asks::Direction { .. } => evaluation().and_then(|it| it.direction.clone()),
        Asks::Future { .. } => lines(evaluation().map(|it| &it.future)),
        Asks::Grade { .. } => by_person().map(|(grade, _)| grade.to_owned()),
        Asks::GradeReason { .. } => by_person().map(|(_, reason)| reason.to_owned()),
        Asks::Opinion { .. } => lines(edition.find::<Remark>(&record).map(|it| &it.text)),
        Asks::ResponseStatus => edition.find::<Response>(&record).map(|it| it.status.name().0.to_owned()),
        Asks::Response => lines(edition.find::<Response>(&record).map(|it| &it.text)),
        Asks::StaffNote => lines(edition.find::<StaffNote>(&record).map(|it| &it.text)),
    };
    text.unwrap_or_default()
}

/// 名称 of whatever it is.
pub(super) fn title(edition: &Edition, subject: &RecordId) -> Option<String> {
    let element = || edition.find::<Element>(subject).map(|it| it.title.clone());
    let plan = || edition.find::<Plan>(subject).map(|it| it.name.clone());
    edition.find::<Indicator>(subject).map(|it| it.name.clone()).or_else(element).or_else(plan)
}

fn section(edition: &Edition, subject: &RecordId, meaning: Meaning) -> Option<String> {
    let of_plan = || edition.find::<Plan>(subject).map(|it| &it.sections);
    let sections: &Vec<Section> = edition.find::<Element>(subject).map(|it| &it.sections).or_else(of_plan)?;
    sections.iter().find(|it| it.meaning == meaning).map(|it| it.paragraphs.join("\n"))
}

/// The unit of money that the name of a field says in brackets: 「予算（百万円）」.
pub fn yen_unit(label: &str) -> Option<Unit> {
    let folded = crate::key::key(label);
    let groups = folded.split('(').skip(1).filter_map(|it| Some(it.split_once(')')?.0));
    let units = groups.filter_map(|it| Unit::parse(it.trim_start_matches("単位").trim_start_matches(':')));
    units.filter(Unit::is_yen).last()
}

/// In the field's own unit where nothing would be lost, else to the yen.
fn money(yen: i64, label: &str) -> String {
    let scale = yen_unit(label).map(|it| it.scale().0).filter(|it| *it != Decimal::ONE);
    let whole = scale.and_then(|it| Decimal::from(yen).checked_div(it)).filter(|it| it.fract().is_zero());
    match whole {
        Some(number) => print(number.trunc()),
        None => print_yen(yen),
    }
}

/// 54.2, 54.2（速報）, 集計中, 未測定（隔年の調査）.
fn figure(edition: &Edition, indicator: &RecordId, actual: &Actual) -> String {
    let unit = edition.find::<Indicator>(indicator).map(|it| it.unit.clone()).unwrap_or_default();
    match &actual.figure {
        Figure::NotYet => "集計中".to_owned(),
        Figure::NotMeasured { because } => format!("未測定（{because}）"),
        Figure::Value(value) if actual.status == Status::Final => number(*value, &unit),
        Figure::Value(value) => format!("{}（{}）", number(*value, &unit), actual.status.name().0),
    }
}

/// A number as it is typed where the unit is known; with the unit, where it would not be read back without.
fn number(value: Decimal, unit: &Unit) -> String {
    let bare = print(value);
    let is_read_back = |text: &String| {
        Figure::read(text, Some(unit.as_str()), None).is_ok_and(|it| it == Figure::Value(value))
    };
    let written = [bare.clone(), format!("{bare}{unit}")];
    written.into_iter().find(is_read_back).unwrap_or(bare)
}

/// 1,200人中580人（該当300人）, n=580.
fn sample(it: Sample) -> String {
    let people = |count: u32| format!("{}人", print(count.into()));
    let answers = match it.sent {
        Some(sent) => format!("{}中{}", people(sent), people(it.valid)),
        None => format!("n={}", it.valid),
    };
    match it.counted {
        Some(counted) => format!("{answers}（該当{}）", people(counted)),
        None => answers,
    }
}
