//! Codes of money, means, evaluations and remarks.

use plan::amount::AmountKind;
use plan::evaluation::EvaluationKind;
use plan::remark::{ResponseStatus, Speaker};
use plan::resource::ResourceKind;

use super::{Code, List};

/// 金額区分.
pub const AMOUNT_KIND: List = List {
    name: "amount_kind",
    ja: "金額の区分",
    codes: || {
        use AmountKind::{Expected, Initial, Settled, Supplementary};
        [Initial, Supplementary, Expected, Settled].map(amount_kind).to_vec()
    },
};

/// 金額区分 as a code.
pub fn amount_kind(it: AmountKind) -> Code {
    let about = match it {
        AmountKind::Initial => "年度の初めに定めた予算",
        AmountKind::Supplementary => "年度の途中の増減。補正した後の総額ではない",
        AmountKind::Expected => "年度の途中で見込んだ決算",
        AmountKind::Settled => "実際に使った額",
    };
    Code::new(it.word(), it.name()).about(about)
}

/// 経営資源の種別.
pub const RESOURCE_KIND: List = List {
    name: "resource_kind",
    ja: "経営資源の種別",
    codes: || {
        use ResourceKind::{Facility, Information, Property, Staff};
        [Staff, Facility, Property, Information].map(resource_kind).to_vec()
    },
};

/// 経営資源の種別 as a code.
pub fn resource_kind(it: ResourceKind) -> Code {
    let code = match it {
        ResourceKind::Staff => "staff",
        ResourceKind::Facility => "facility",
        ResourceKind::Property => "property",
        ResourceKind::Information => "information",
    };
    Code::new(code, it.name())
}

/// 評価種別.
pub const EVALUATION_KIND: List = List {
    name: "evaluation_kind",
    ja: "評価の種別",
    codes: || {
        use EvaluationKind::{External, Internal, Midterm, OwnAssessment};
        [Midterm, OwnAssessment, Internal, External].map(evaluation_kind).to_vec()
    },
};

/// 評価種別 as a code.
pub fn evaluation_kind(it: EvaluationKind) -> Code {
    let about = match it {
        EvaluationKind::Midterm => "年度の途中の振り返り",
        EvaluationKind::OwnAssessment => "担当した組織による評価",
        EvaluationKind::Internal => "庁内のほかの組織による評価",
        EvaluationKind::External => "庁外の委員による評価",
    };
    Code::new(it.word(), it.name()).about(about)
}

/// 意見者種別.
pub const SPEAKER: List = List {
    name: "speaker",
    ja: "意見者の種別",
    codes: || {
        use Speaker::{Auditor, Council, ExternalEvaluator, Residents, ResidentsMeeting};
        [ExternalEvaluator, Council, Auditor, Residents, ResidentsMeeting].map(speaker).to_vec()
    },
};

/// 意見者種別 as a code.
pub fn speaker(it: Speaker) -> Code {
    let code = match it {
        Speaker::ExternalEvaluator => "external_evaluator",
        Speaker::Council => "council",
        Speaker::Auditor => "auditor",
        Speaker::Residents => "residents",
        Speaker::ResidentsMeeting => "residents_meeting",
    };
    Code::new(code, it.name())
}

/// 対応状況.
pub const RESPONSE_STATUS: List = List {
    name: "response_status",
    ja: "意見への対応の状況",
    codes: || {
        use ResponseStatus::{Considering, Declined, Doing, Done};
        [Done, Doing, Considering, Declined].map(response_status).into_iter().chain([UNANSWERED]).collect()
    },
};
/// 未回答: nobody has answered yet.
pub const UNANSWERED: Code = Code::new("unanswered", ("未回答", "unanswered")).about("まだ回答がない意見");

/// 対応状況 as a code.
pub fn response_status(it: ResponseStatus) -> Code {
    let code = match it {
        ResponseStatus::Done => "done",
        ResponseStatus::Doing => "doing",
        ResponseStatus::Considering => "considering",
        ResponseStatus::Declined => "declined",
    };
    Code::new(code, it.name())
}
