//! 様式の引継ぎ: last year's forms for the new year; where there were none, the usual ones.

use super::making::Making;
use super::{Weight, identity, usual};
use crate::edition::Edition;
use crate::form::{Form, Scope};
use crate::plan::Plan;
use crate::record::{Kind, RecordId};

pub(super) fn carry(making: &mut Making<'_>) {
    let edition = making.edition;
    let year = making.year;
    let of = |of| edition.all::<Form>().filter(move |(_, it)| it.fiscal_year == of);
    let last = edition.all::<Form>().map(|(_, it)| it.fiscal_year).filter(|it| *it < year).max();
    let Some(last) = last else {
        if of(year).next().is_none() {
            propose(making);
        }
        return;
    };
    let mut count = 0;
    for (id, form) in of(last) {
        let made = identity::candidates(id, last, year);
        let there = { made }.find(|it| edition.find::<Form>(it).is_some_and(|it| it.fiscal_year == year));
        match there {
            Some(there) => {
                let en = format!("form “{}” is there already and stays as it is", form.name);
                let ja = format!("様式「{}」は既にあるので、そのままにします", form.rolled(year).name);
                making.say(Weight::Kept, ja, en);
                making.forms.insert(id.clone(), there);
            }
            None => {
                roll(making, id, form);
                count += 1;
            }
        }
    }
    if count > 0 {
        making.say(
            Weight::Done,
            format!(
                "{}の様式{count}件を{}のものとして写します（欄の年度も1年進みます）",
                last.japanese(),
                year.japanese()
            ),
            format!(
                "{count} forms of FY{} are copied for FY{}; the years of their fields move with them",
                last.year(),
                year.year()
            ),
        );
    }
}

fn roll(making: &mut Making<'_>, id: &RecordId, form: &Form) {
    let new = making.fresh(id, form.fiscal_year, Kind::Form);
    let rolled = form.rolled(making.year);
    if let Scope::InCharge { plan, .. } = &rolled.scope
        && let Some(plan) = making.edition.find::<Plan>(plan).filter(|it| !it.covers(making.year))
    {
        making.say(
            Weight::Look,
            format!(
                "様式「{}」の対象「{}」は、{}には計画期間が終わっています。対象を選び直してください",
                rolled.name,
                plan.name,
                making.year.japanese()
            ),
            format!(
                "form “{}” is about “{}”, which is over in FY{}: choose another plan",
                rolled.name,
                plan.name,
                making.year.year()
            ),
        );
    }
    making.put(new.clone(), rolled, true);
    making.forms.insert(id.clone(), new);
}

/// The usual forms, where the municipality never had any.
fn propose(making: &mut Making<'_>) {
    let forms = usual::forms(making.year);
    let names: Vec<String> = forms.iter().map(|(_, form)| format!("「{}」", form.name)).collect();
    making.say(
        Weight::Done,
        format!("様式がまだないので、標準の様式{}件（{}）を提案します", forms.len(), names.join("")),
        format!("there are no forms yet: {} usual ones are proposed", forms.len()),
    );
    for (id, form) in forms {
        making.put(id, form, true);
    }
}

/// 前年度の様式: the form of the year before that this one was copied from when the year was opened, or that has its name.
pub fn form_before<'a>(edition: &'a Edition, id: &RecordId, form: &Form) -> Option<(&'a RecordId, &'a Form)> {
    let (last, year) = (form.fiscal_year.previous(), form.fiscal_year);
    let of_last = || edition.all::<Form>().filter(move |(_, it)| it.fiscal_year == last);
    // Beyond the first two they only have a number behind them, as a second form of the same name would.
    let is_copy = |old: &RecordId| identity::candidates(old, last, year).take(2).any(|it| it == *id);
    let by_id = of_last().find(|(old, _)| is_copy(old));
    by_id.or_else(|| of_last().find(|(_, it)| it.rolled(year).name == form.name))
}
