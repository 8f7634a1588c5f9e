//! Codes of plans, their parts, and what ties them.

use plan::calendar::Phase;
use plan::edition::Edition;
use plan::element::Meaning;
use plan::link::LinkKind;
use plan::plan::PlanKind;
use plan::record::{Kind, RecordId};

use super::{Code, List};

/// 計画種別.
pub const PLAN_KIND: List = List {
    name: "plan_kind",
    ja: "計画の種別",
    codes: || {
        use PlanKind::{
            BasicConcept, BasicPlan, ImplementationPlan, ManagementStrategy, Other, PriorityProjects,
            Statement,
        };
        [BasicConcept, BasicPlan, ImplementationPlan, PriorityProjects, ManagementStrategy, Statement, Other]
            .map(plan_kind)
            .to_vec()
    },
};

/// 計画種別 as a code.
pub fn plan_kind(it: PlanKind) -> Code {
    let (code, about) = match it {
        PlanKind::BasicConcept => ("basic_concept", "10年ほど先の姿"),
        PlanKind::BasicPlan => ("basic_plan", "政策と施策"),
        PlanKind::ImplementationPlan => ("implementation_plan", "2、3年の事業"),
        PlanKind::PriorityProjects => ("priority_projects", "複数の組織が共に行うこと"),
        PlanKind::ManagementStrategy => ("management_strategy", "組織の経営の方針"),
        PlanKind::Statement => ("statement", "一つの組織の1年の方針"),
        PlanKind::Other => ("other", "ほかの計画。名称は計画名の列にある"),
    };
    Code::new(code, it.name()).about(about)
}

/// 見出しの意味.
pub const MEANING: List = List {
    name: "meaning",
    ja: "見出しの意味",
    codes: || {
        use Meaning::{Action, Aim, Mission, Other, Policy, Problem, Strategy, Vision};
        [Vision, Mission, Policy, Aim, Problem, Strategy, Action, Other].map(meaning).to_vec()
    },
};

/// 見出しの意味 as a code.
pub fn meaning(it: Meaning) -> Code {
    let code = match it {
        Meaning::Vision => "vision",
        Meaning::Mission => "mission",
        Meaning::Policy => "policy",
        Meaning::Aim => "aim",
        Meaning::Problem => "problem",
        Meaning::Strategy => "strategy",
        Meaning::Action => "action",
        Meaning::Other => "other",
    };
    Code::new(code, it.name())
}

/// つながりの種別: ties that were recorded as such, and those that stand in other records.
pub const LINK_KIND: List = List {
    name: "link_kind",
    ja: "つながりの種別",
    codes: || {
        let recorded = [LinkKind::Serves, LinkKind::Continues, LinkKind::Related].map(link_kind);
        recorded.into_iter().chain([MEASURES, IN_CHARGE, PAYS_FOR, REFLECTED_IN, MERGED_INTO]).collect()
    },
};
/// An indicator measures an element.
pub const MEASURES: Code =
    Code::new("measures", ("測定", "measures")).about("起点の指標が、終点の要素の成果を測る");
/// An element is in the charge of an organisation.
pub const IN_CHARGE: Code =
    Code::new("in_charge", ("担当", "is in the charge of")).about("起点の要素を、終点の組織が担当する");
/// An amount pays for an element.
pub const PAYS_FOR: Code =
    Code::new("pays_for", ("按分", "pays for")).about("起点の金額のうち「割合」列の分を、終点の要素に使う");
/// What was done about a remark shows in a record.
pub const REFLECTED_IN: Code =
    Code::new("reflected_in", ("反映", "is reflected in")).about("起点の意見への対応が、終点に表れている");
/// An organisation went into another.
pub const MERGED_INTO: Code =
    Code::new("merged_into", ("統合", "was merged into")).about("起点の組織の仕事を、終点の組織が引き継いだ");

/// つながりの種別 as a code.
pub fn link_kind(it: LinkKind) -> Code {
    match it {
        LinkKind::Serves => {
            Code::new("serves", ("重点", "serves")).about("起点の要素が、終点の重点プロジェクトに加わる")
        }
        LinkKind::Continues => Code::new("continues", ("継続", "continues"))
            .about("起点の要素が、前の年度や計画の終点の要素を継ぐ"),
        LinkKind::Related => Code::new("related", ("関連", "is related to")).about("起点と終点が関連する"),
    }
}

/// 記録の種別: of the records that others speak of.
pub const RECORD_KIND: List = List {
    name: "record_kind",
    ja: "記録の種別",
    codes: || {
        [Kind::Plan, Kind::Element, Kind::Indicator, Kind::Organisation]
            .into_iter()
            .filter_map(record_kind)
            .collect()
    },
};

/// 記録の種別 as a code; none for kinds that are never spoken of.
pub fn record_kind(it: Kind) -> Option<Code> {
    let code = match it {
        Kind::Plan => "plan",
        Kind::Element => "element",
        Kind::Indicator => "indicator",
        Kind::Organisation => "organisation",
        _ => return None,
    };
    Some(Code::new(code, it.name()))
}

/// What a record of an edition is; none where there is none, or none of a kind that is spoken of.
pub fn kind_of(edition: &Edition, id: &RecordId) -> Option<Code> {
    record_kind(edition.get(id)?.body.kind())
}

/// 段階.
pub const PHASE: List = List {
    name: "phase",
    ja: "年間予定の段階",
    codes: || [Phase::Plan, Phase::Do, Phase::Check, Phase::Action].map(phase).to_vec(),
};

/// 段階 as a code.
pub fn phase(it: Phase) -> Code {
    let code = match it {
        Phase::Plan => "plan",
        Phase::Do => "do",
        Phase::Check => "check",
        Phase::Action => "action",
    };
    Code::new(code, it.name())
}
