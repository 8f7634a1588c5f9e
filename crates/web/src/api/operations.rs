//! 操作の一覧: every address of the API. What is not here is neither answered nor described.

use std::sync::LazyLock;

use plan::amount::Amount;
use plan::consultation::Consultation;
use plan::element::Element;
use plan::evaluation::Evaluation;
use plan::indicator::Indicator;
use plan::opinion::Opinion;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::rating::RatingRule;
use plan::record::{RecordId, Recorded};
use plan::remark::Remark;
use plan::resource::Resource;

use super::account::{AmountView, EvaluationView, RemarkView, ResourceView};
use super::ask::Ask;
use super::consultation::{ConsultationView, OpinionView};
use super::element_judgement::ElementJudgements;
use super::framework::{ElementView, OrganisationView, PlanView};
use super::history::{DecisionHead, DecisionView, MunicipalityView, PublicationView, TownList};
use super::indicator::IndicatorView;
use super::judgement::RuleView;
use super::operation::{Operation, Part, Told, list, one};
use super::parameter::{FISCAL_YEAR, Kind, Parameter, only};
use super::problem::Problem;
use super::search;
use super::series::Series;

const PLAN: Parameter = only("plan", ("この計画のものだけ（計画ID）", "of this plan only (its id)"));
const ELEMENT: Parameter = only("element", ("この要素のものだけ（要素ID）", "of this element only (its id)"));
const SUBJECT: Parameter =
    only("subject", ("この記録についてのものだけ（記録ID）", "about this record only (its id)"));
const CONSULTATION: Parameter =
    only("consultation", ("この意見募集のものだけ（意見募集ID）", "of this round only (its id)"));
const CHANGED: Parameter = only(
    "changed",
    ("この記録を反映先とするものだけ（記録ID）", "that name this record as changed only (its id)"),
);
const WORDS: Parameter = Parameter {
    name: "q",
    kind: Kind::Words,
    is_required: true,
    about: ("探す言葉。空白で区切ると、すべてを含むもの", "words to look for; all of them must stand"),
};

/// The list of municipalities, which belongs to none of them.
pub(super) const TOWNS: Told = Told {
    path: "municipalities",
    name: "listMunicipalities",
    about: ("公表している団体の一覧", "The municipalities that have published something"),
    of_town: false,
    is_list: true,
    own: &[],
    schema: |generator| generator.subschema_for::<TownList>(),
};

/// Operations on the edition of a municipality.
pub(super) static OF_TOWNS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    [framework(), measures(), accounts(), comments(), history()].into_iter().flatten().collect()
});

fn framework() -> Vec<Operation> {
    vec![
        one("municipality", "getMunicipality", ("団体の概要", "The municipality"), |ask| {
            Ok(MunicipalityView::of(ask))
        }),
        list("plans", "listPlans", ("計画の一覧", "Plans"), &[], |ask| {
            all::<Plan, _>(ask, |_, _| true, PlanView::of)
        }),
        one("plans/{id}", "getPlan", ("一つの計画", "A plan"), |ask| {
            let (id, it) = ask.named()?;
            Ok(PlanView::of(ask, &id, it))
        }),
        list(
            "elements",
            "listElements",
            ("計画の要素（政策、施策、事業など）の一覧", "Elements of plans"),
            &[PLAN],
            |ask| all::<Element, _>(ask, |_, it| ask.is_wanted("plan", &it.plan), ElementView::of),
        ),
        one("elements/{id}", "getElement", ("一つの要素", "An element"), |ask| {
            let (id, it) = ask.named()?;
            Ok(ElementView::of(ask, &id, it))
        }),
        one(
            "elements/{id}/judgements",
            "getElementJudgements",
            ("一つの要素の年度ごとの判定", "Judgements of an element by year"),
            |ask| {
                let (id, it) = ask.named()?;
                Ok(ElementJudgements::of(ask, &id, it))
            },
        ),
        list("organisations", "listOrganisations", ("組織の一覧", "Organisations"), &[], |ask| {
            all::<Organisation, _>(ask, |_, _| true, OrganisationView::of)
        }),
        one("organisations/{id}", "getOrganisation", ("一つの組織", "An organisation"), |ask| {
            let (id, it) = ask.named()?;
            Ok(OrganisationView::of(ask, &id, it))
        }),
    ]
}

fn measures() -> Vec<Operation> {
    vec![
        list("indicators", "listIndicators", ("指標の一覧", "Indicators"), &[ELEMENT], |ask| {
            let wanted = |it: &Indicator| it.elements.iter().any(|id| ask.is_wanted("element", id));
            all::<Indicator, _>(ask, |_, it| ask.text("element").is_none() || wanted(it), IndicatorView::of)
        }),
        one("indicators/{id}", "getIndicator", ("一つの指標", "An indicator"), |ask| {
            let (id, it) = ask.named()?;
            Ok(IndicatorView::of(ask, &id, it))
        }),
        one(
            "indicators/{id}/series",
            "getSeries",
            (
                "一つの指標の年度ごとの目標値、実績値、判定",
                "Targets, results and judgements of an indicator by year",
            ),
            |ask| {
                let (id, it) = ask.named()?;
                Ok(Series::of(ask, &id, it))
            },
        ),
        list("rules", "listRules", ("判定基準の一覧", "Rating rules"), &[], |ask| {
            all::<RatingRule, _>(ask, |_, _| true, RuleView::of)
        }),
    ]
}

fn accounts() -> Vec<Operation> {
    vec![
        list(
            "amounts",
            "listAmounts",
            ("予算と決算の一覧", "Budgets and settlements"),
            &[ELEMENT, FISCAL_YEAR],
            |ask| {
                let wanted =
                    |it: &Amount| ask.is_wanted("element", &it.element) && ask.is_year_wanted(it.fiscal_year);
                all::<Amount, _>(ask, |_, it| wanted(it), AmountView::of)
            },
        ),
        list(
            "resources",
            "listResources",
            ("経営資源の一覧", "Resources beside money"),
            &[ELEMENT, FISCAL_YEAR],
            |ask| {
                let wanted = |it: &Resource| {
                    ask.is_wanted("element", &it.element) && ask.is_year_wanted(it.fiscal_year)
                };
                all::<Resource, _>(ask, |_, it| wanted(it), ResourceView::of)
            },
        ),
        list(
            "evaluations",
            "listEvaluations",
            ("評価の一覧", "Evaluations"),
            &[SUBJECT, FISCAL_YEAR],
            |ask| {
                let wanted = |it: &Evaluation| {
                    ask.is_wanted("subject", &it.subject) && ask.is_year_wanted(it.fiscal_year)
                };
                all::<Evaluation, _>(ask, |_, it| wanted(it), EvaluationView::of)
            },
        ),
        list(
            "remarks",
            "listRemarks",
            ("意見と対応の一覧", "Remarks and responses"),
            &[SUBJECT, FISCAL_YEAR],
            |ask| {
                let wanted =
                    |it: &Remark| ask.is_wanted("subject", &it.subject) && ask.is_year_wanted(it.fiscal_year);
                all::<Remark, _>(ask, |_, it| wanted(it), RemarkView::of)
            },
        ),
    ]
}

fn comments() -> Vec<Operation> {
    vec![
        list("consultations", "listConsultations", ("意見募集の一覧", "Public comments"), &[], |ask| {
            all::<Consultation, _>(ask, |_, _| true, ConsultationView::of)
        }),
        one(
            "consultations/{id}",
            "getConsultation",
            ("一回の意見募集", "A round of public comments"),
            |ask| {
                let (id, it) = ask.named()?;
                Ok(ConsultationView::of(ask, &id, it))
            },
        ),
        list(
            "opinions",
            "listOpinions",
            ("意見の概要と考え方の一覧", "Opinions and answers"),
            &[CONSULTATION, CHANGED],
            |ask| {
                let wanted = |it: &Opinion| {
                    ask.is_wanted("consultation", &it.consultation)
                        && (ask.text("changed").is_none()
                            || it.changed.iter().any(|id| ask.is_wanted("changed", id)))
                };
                all::<Opinion, _>(ask, |_, it| wanted(it), OpinionView::of)
            },
        ),
    ]
}

fn history() -> Vec<Operation> {
    vec![
        list("decisions", "listDecisions", ("決裁の一覧", "Decisions"), &[], |ask| {
            ask.part(ask.edition.decisions(), DecisionHead::of)
        }),
        one(
            "decisions/{number}",
            "getDecision",
            ("一つの決裁と、変更した記録", "A decision and what it changed"),
            DecisionView::named,
        ),
        list("publications", "listPublications", ("公表の一覧", "Publications"), &[], |ask| {
            ask.part(&ask.publications, PublicationView::of)
        }),
        list("search", "search", ("言葉で探す", "What is found by words"), &[WORDS], search::hits),
    ]
}

/// The part of all records of a kind that pass, each as the API shows it.
fn all<T: Recorded, V>(
    ask: &Ask,
    is_wanted: impl Fn(&RecordId, &T) -> bool,
    view: fn(&Ask, &RecordId, &T) -> V,
) -> Result<Part<V>, Problem> {
    let wanted: Vec<(&RecordId, &T)> = ask.edition.all::<T>().filter(|(id, it)| is_wanted(id, it)).collect();
    ask.part(&wanted, |(id, it)| view(ask, id, it))
}
