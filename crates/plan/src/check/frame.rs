//! 枠組み: elements without a parent or an owner, money without an element and elements without money.

use super::scene::{Notes, Scene};
use super::text::{AMOUNT, ORGANISATIONS, PARENT, SHARES, Subject};
use super::{Check, Severity};
use rust_decimal::Decimal;

use crate::amount::{Amount, AmountKind};
use crate::edition::Edition;
use crate::element::Element;
use crate::number::print;
use crate::plan::Plan;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[
    &ORPHAN_ELEMENT,
    &NO_ORGANISATION,
    &NO_INDICATOR_ELEMENT,
    &ELEMENT_WITHOUT_BUDGET,
    &BUDGET_WITHOUT_ELEMENT,
    &AMOUNT_OUTSIDE_PLAN,
    &CHILDREN_ABOVE_PARENT,
    &SHARES_ABOVE_WHOLE,
    &NEGATIVE_AMOUNT,
];

const ORPHAN_ELEMENT: Check = Check {
    code: "orphan-element",
    severity: Severity::Warning,
    ja: "上位要素がない（最上位でないのに、どこにもぶら下がっていない）",
    en: "an element below the top of its plan has no parent",
    example: "政策の下にあるはずの施策に、上位要素IDがない",
};
const NO_ORGANISATION: Check = Check {
    code: "no-organisation",
    severity: Severity::Warning,
    ja: "担当組織がない（同じ計画のほかの要素にはある）",
    en: "an element has no organisation, though others of its plan have",
    example: "60事業のうち1事業だけ担当課がない",
};
const NO_INDICATOR_ELEMENT: Check = Check {
    code: "indicator-without-element",
    severity: Severity::Warning,
    ja: "どの要素にも結びついていない指標",
    en: "an indicator belongs to no element",
    example: "要素IDのない指標",
};
const ELEMENT_WITHOUT_BUDGET: Check = Check {
    code: "element-without-budget",
    severity: Severity::Hint,
    ja: "予算・決算が一度もない（同じ階層の多くの要素にはある）",
    en: "an element never had an amount, though most of its level have",
    example: "60事業のうち1事業だけ予算がない",
};
const BUDGET_WITHOUT_ELEMENT: Check = Check {
    code: "budget-without-element",
    severity: Severity::Hint,
    ja: "計画全体に付いた金額で、どの要素のものか分からない（要素ごとの金額もある）",
    en: "an amount of the whole plan, though its elements have amounts of their own",
    example: "運営方針に付いた予算額と、経営課題ごとの予算額",
};
const AMOUNT_OUTSIDE_PLAN: Check = Check {
    code: "amount-outside-plan",
    severity: Severity::Warning,
    ja: "計画期間から離れた年度の金額",
    en: "an amount of a year far from the plan's period",
    example: "令和3～7年度の計画に、平成15年度の予算",
};
const CHILDREN_ABOVE_PARENT: Check = Check {
    code: "children-above-parent",
    severity: Severity::Warning,
    ja: "下位の要素の金額の合計が、上位の要素の金額を超えている",
    en: "the amounts of the elements below add up to more than the one above",
    example: "施策100百万円、その事業の合計112百万円",
};
const SHARES_ABOVE_WHOLE: Check = Check {
    code: "shares-above-whole",
    severity: Severity::Warning,
    ja: "按分の割合が0から1の間にないか、合計が1を超える",
    en: "a stated share lies outside 0 to 1, or the shares make more than the whole",
    example: "60％と50％に按分",
};
const NEGATIVE_AMOUNT: Check = Check {
    code: "negative-amount",
    severity: Severity::Warning,
    ja: "補正予算でない金額が負である",
    en: "an amount that is no supplementary budget is negative",
    example: "決算▲1,200千円",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Element(element) => {
            placed(scene.edition, &record.id, element, notes);
            unpaid(scene.edition, &record.id, element, notes);
        }
        Body::Indicator(indicator) if indicator.elements.is_empty() => {
            let ja = "どの要素の指標か分かりません（要素IDがありません）";
            notes.say(&NO_INDICATOR_ELEMENT, ja, "the indicator belongs to no element");
        }
        Body::Amount(amount) => {
            outside(scene.edition, amount, notes);
            above(scene.edition, amount, notes);
            shares(amount, notes);
        }
        _ => {}
    }
}

fn placed(edition: &Edition, id: &RecordId, element: &Element, notes: &mut Notes<'_>) {
    if element.level > 0 && element.parent.is_none() {
        let level = edition.find::<Plan>(&element.plan).map_or("", |it| it.level(element.level)).to_owned();
        notes
            .say(
                &ORPHAN_ELEMENT,
                format!("{level}ですが、上位要素がありません"),
                "an element below the top has no parent",
            )
            .at(PARENT);
    }
    let peers = || edition.naming::<Element>(&element.plan).filter(|(_, it)| it.plan == element.plan);
    let owned = |it: &Element| !it.organisations.is_empty();
    let plan_owned = edition.find::<Plan>(&element.plan).is_some_and(|it| it.organisation.is_some());
    let lowest = edition.below(id).next().is_none();
    let inherited = edition.path(id).iter().any(|(_, it)| owned(it));
    if lowest && !plan_owned && !inherited && peers().any(|(_, it)| owned(it)) {
        let ja = "担当組織がありません";
        notes.say(&NO_ORGANISATION, ja, "no organisation is in charge").at(ORGANISATIONS);
    }
}

fn has_money(edition: &Edition, id: &RecordId) -> bool {
    edition.naming::<Amount>(id).next().is_some()
}

/// Said where two of three elements beside it, on the same level, have money and it never had any.
fn unpaid(edition: &Edition, id: &RecordId, element: &Element, notes: &mut Notes<'_>) {
    let is_paid =
        |id: &RecordId| has_money(edition, id) || edition.below(id).any(|(id, _)| has_money(edition, id));
    if is_paid(id) || edition.path(id).iter().any(|(id, _)| has_money(edition, id)) {
        return;
    }
    let peers = edition.naming::<Element>(&element.plan);
    let peers = peers.filter(|(_, it)| it.plan == element.plan && it.level == element.level);
    let (mut all, mut paid) = (0, 0);
    for (peer, _) in peers {
        all += 1;
        paid += usize::from(has_money(edition, peer));
    }
    if all >= 3 && paid * 3 >= all * 2 {
        notes
            .say(
                &ELEMENT_WITHOUT_BUDGET,
                format!("予算・決算がありません（同じ階層の{all}件のうち{paid}件にはあります）"),
                format!("it never had an amount; {paid} of the {all} of its level have"),
            )
            .at(AMOUNT);
    }
}

fn outside(edition: &Edition, amount: &Amount, notes: &mut Notes<'_>) {
    if let Some(_plan) = edition.find::<Plan>(&amount.element) {
        let elements = edition.naming::<Element>(&amount.element);
        let same_year = |it: &Amount| it.fiscal_year == amount.fiscal_year && it.kind == amount.kind;
        let mut paid =
            elements.flat_map(|(id, _)| edition.naming::<Amount>(id)).filter(|(_, it)| same_year(it));
        if paid.next().is_some() {
            let ja = "計画全体の金額ですが、要素ごとの金額もあります（二重に数えていませんか）";
            let en = "an amount of the whole plan, whose elements have their own: is it counted twice?";
            notes.say(&BUDGET_WITHOUT_ELEMENT, ja, en).at(AMOUNT);
        }
    }
    let plan = edition.find::<Element>(&amount.element).map_or(&amount.element, |it| &it.plan);
    let Some(plan) = edition.find::<Plan>(plan) else { return };
    let year = amount.fiscal_year.year();
    let early = year < plan.first_year.year().saturating_sub(5);
    let late = plan.last_year.is_some_and(|last| year > last.year().saturating_add(3));
    if early || late {
        notes
            .say(
                &AMOUNT_OUTSIDE_PLAN,
                format!("{}の金額ですが、計画の期間から離れています", amount.fiscal_year.japanese()),
                format!("an amount of {year}, far from the plan's period"),
            )
            .at(AMOUNT);
    }
}

/// Looked at from the amount above and from each below it, and said of the one above.
fn above(edition: &Edition, amount: &Amount, notes: &mut Notes<'_>) {
    let below = edition.below(&amount.element);
    let parts =
        below.filter_map(|(id, _)| edition.amount(id, amount.fiscal_year, amount.kind)).map(|it| it.yen);
    let parts: Vec<i64> = parts.collect();
    let sum = parts.iter().try_fold(0_i64, |sum, yen| sum.checked_add(*yen));
    let Some(sum) = sum.filter(|sum| *sum > amount.yen && !parts.is_empty()) else { return };
    let (sum, own) = (print(sum.into()), print(amount.yen.into()));
    notes
        .say(
            &CHILDREN_ABOVE_PARENT,
            format!("下位の要素の合計は{sum}円ですが、この要素は{own}円です"),
            format!("the elements below make {sum} yen, but this one has {own} yen"),
        )
        .at(AMOUNT);
}

fn shares(amount: &Amount, notes: &mut Notes<'_>) {
    let parts = || amount.shares.iter().map(|it| it.part);
    let one = Decimal::ONE;
    let sum = parts().try_fold(Decimal::ZERO, Decimal::checked_add);
    let outside = parts().any(|part| part.is_sign_negative() || part > one);
    if outside || sum.is_none_or(|sum| sum > one) {
        let ja = "按分の割合が0から1の間にないか、合計が1（100％）を超えています";
        notes
            .say(&SHARES_ABOVE_WHOLE, ja, "a share lies outside 0 to 1, or all of them make more than 1")
            .at(SHARES);
    }
    if amount.yen < 0 && amount.kind != AmountKind::Supplementary {
        let yen = print(amount.yen.into());
        let ja = format!("{}が負（{yen}円）です", amount.kind.name().0);
        notes.say(&NEGATIVE_AMOUNT, ja, format!("a negative {}: {yen} yen", amount.kind.name().1)).at(AMOUNT);
    }
}
