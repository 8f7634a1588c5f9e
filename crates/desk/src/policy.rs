//! 権限表: who may do what. One table for the whole house; what it does not name is refused.
//!
//! Every address of the staff's site names its deed, and its door asks the table before the page does anything. Functions of the desk that
//! take an [`Actor`](crate::Actor) or who signed in ask again, about the organisation that it is about; one's own sessions and second
//! factor need no more than that one signed in.
//!
//! Functions that take a municipality alone ask nobody. Of these the staff's pages call what only shows: [`Desk`](crate::Desk) (editions,
//! publications) and [`checking`](crate::checking); who comes to them is for the door to say. The rest are
//! deeds of the clock, of a one-time address, and of the command line: `importing`, `deciding::{approve, take_over, withdraw}`,
//! `publishing::publish`, `inviting::invite_at_the_machine`. Whoever may run the program may do those, and the table is not asked.

use plan::role::Role;

use Role::{
    Administrator, Auditor, DepartmentHead, Evaluator, Finance, Planning, PublicRelations, SectionChief,
    Writer,
};

/// 操作: what somebody may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// 自分の仕事を見る.
    ReadWork,
    /// 自分のアカウントを扱う: password, second factor, own sessions.
    KeepOwnAccount,
    /// 職員と職を見る.
    ReadAccounts,
    /// 職員と職を扱う: invite, transfer, stand-ins, leaving.
    ManageAccounts,
    /// 票を見る, with what was asked about it.
    ReadSheet,
    /// 文と値を記入する.
    WriteText,
    /// 予算・決算を記入する.
    WriteMoney,
    /// 外部評価の意見を記入する.
    WriteOpinion,
    /// 提出する, and pull back what nobody has passed.
    Submit,
    /// 確認・承認する, as the role whose turn it is.
    Pass,
    /// 差し戻す.
    Return,
    /// 質問や修正依頼を書く.
    Ask,
    /// 審査・決裁する.
    Decide,
    /// 公表する, at once or on a day; withdraw a publication.
    Publish,
    /// 年度を開く, and set its calendar.
    OpenYear,
    /// 様式を作る.
    EditForms,
    /// 提出状況の一覧を見る.
    ReadBoard,
    /// 期限を延ばす.
    Extend,
    /// 督促する.
    Remind,
    /// 組織改正.
    Reorganise,
    /// 庁内の履歴を見る: who, when, why, before and after.
    ReadHistory,
    /// 過去の内容に戻す, or undo a decision, by a new draft.
    Restore,
    /// 監査用に書き出す.
    ExportAudit,
    /// 意見募集を扱う: rounds, moderation, answers.
    HandleOpinions,
}

/// 関係 between somebody's post and what the deed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// 所属: the post's own organisation, one below it, or one whose work it took over.
    Own,
    /// 上の組織: one that stands above the post's own. What is open there is open for what lies in the own organisation's charge.
    Above,
    /// 他の組織.
    Other,
    /// 元の職: a post that is held no more, whatever it was about.
    Former,
    /// 全庁: the deed is about no single organisation.
    Town,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 5] = [Self::Own, Self::Above, Self::Other, Self::Former, Self::Town];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Own => ("所属", "own"),
            Self::Above => ("上の組織", "above"),
            Self::Other => ("他の組織", "other"),
            Self::Former => ("元の職", "former"),
            Self::Town => ("全庁", "whole municipality"),
        }
    }
}

/// A row of the table: the roles to which a deed is open, by relation.
struct Row {
    own: &'static [Role],
    above: &'static [Role],
    other: &'static [Role],
    town: &'static [Role],
}

/// Those who work in a section.
const LOCAL: &[Role] = &[Writer, SectionChief, DepartmentHead];
/// Everybody who reads sheets of their own organisation, and everybody who reads those of others.
const OWN_READERS: &[Role] =
    &[Writer, SectionChief, DepartmentHead, Planning, Finance, PublicRelations, Evaluator, Auditor];
const READERS: &[Role] = &[Planning, Finance, PublicRelations, Evaluator, Auditor];
const OWN_WRITERS: &[Role] = &[Writer, SectionChief, DepartmentHead, Planning];

/// The table. A post that is held no more opens nothing, so there is no column for it.
const fn row(deed: Deed) -> Row {
    const NOBODY: &[Role] = &[];
    match deed {
        Deed::ReadWork | Deed::KeepOwnAccount => in_town(&Role::ALL),
        Deed::ReadAccounts => in_town(&[Administrator, Planning, Auditor]),
        Deed::ManageAccounts => in_town(&[Administrator]),
        Deed::ReadSheet => Row { above: OWN_READERS, ..of_sheets(OWN_READERS, READERS) },
        Deed::WriteText => Row { above: OWN_WRITERS, ..of_sheets(OWN_WRITERS, &[Planning]) },
        Deed::Submit => of_sheets(OWN_WRITERS, &[Planning]),
        Deed::WriteMoney => of_sheets(&[Finance], &[Finance]),
        Deed::WriteOpinion => of_sheets(&[Evaluator, Planning], &[Evaluator, Planning]),
        Deed::Pass => of_sheets(&[SectionChief, DepartmentHead], NOBODY),
        Deed::Return => of_sheets(&[SectionChief, DepartmentHead, Planning], &[Planning]),
        Deed::Ask => of_sheets(
            &[Writer, SectionChief, DepartmentHead, Planning, Finance, PublicRelations, Evaluator],
            &[Planning, Finance, PublicRelations, Evaluator],
        ),
        Deed::Extend => of_sheets(&[Planning], &[Planning]),
        Deed::Decide => Row { town: &[Planning], ..of_sheets(&[Planning], &[Planning]) },
        Deed::Publish => in_town(&[Planning, PublicRelations]),
        Deed::OpenYear | Deed::EditForms | Deed::Remind | Deed::Reorganise | Deed::Restore => {
            in_town(&[Planning])
        }
        Deed::ReadBoard => in_town(&[Planning, Finance, PublicRelations, Auditor]),
        Deed::ReadHistory => Row { town: &[Planning, Finance, Auditor], ..of_sheets(LOCAL, NOBODY) },
        Deed::ExportAudit => in_town(&[Auditor]),
        Deed::HandleOpinions => in_town(&[Planning, PublicRelations]),
    }
}

const fn in_town(town: &'static [Role]) -> Row {
    Row { own: &[], above: &[], other: &[], town }
}

/// About one organisation: whoever may elsewhere may above the own one too, and nobody else.
const fn of_sheets(own: &'static [Role], other: &'static [Role]) -> Row {
    Row { own, above: other, other, town: &[] }
}

/// Whether a role may do a deed on what it stands to in this relation.
pub fn allows(role: Role, deed: Deed, relation: Relation) -> bool {
    let row = row(deed);
    let open = match relation {
        Relation::Own => row.own,
        Relation::Above => row.above,
        Relation::Other => row.other,
        Relation::Town => row.town,
        Relation::Former => &[],
    };
    open.contains(&role)
}

impl Deed {
    /// Every deed, in the order of the table.
    pub const ALL: [Self; 24] = [
        Self::ReadWork,
        Self::KeepOwnAccount,
        Self::ReadAccounts,
        Self::ManageAccounts,
        Self::ReadSheet,
        Self::WriteText,
        Self::WriteMoney,
        Self::WriteOpinion,
        Self::Submit,
        Self::Pass,
        Self::Return,
        Self::Ask,
        Self::Decide,
        Self::Publish,
        Self::OpenYear,
        Self::EditForms,
        Self::ReadBoard,
        Self::Extend,
        Self::Remind,
        Self::Reorganise,
        Self::ReadHistory,
        Self::Restore,
        Self::ExportAudit,
        Self::HandleOpinions,
    ];

    /// 再確認: whether the password is asked for anew before it is done, where it was shown long ago. What somebody finds at an
    /// unguarded desk is then of little use.
    pub fn wants_proof(self) -> bool {
        matches!(self, Self::ManageAccounts | Self::Publish)
    }

    /// In Japanese and in English, as in 「…ことができるのは」.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::ReadWork => ("自分の仕事を見る", "see one's own work"),
            Self::KeepOwnAccount => ("自分のアカウントを扱う", "keep one's own account"),
            Self::ReadAccounts => ("職員と職を見る", "see accounts and posts"),
            Self::ManageAccounts => ("職員と職を登録・変更する", "manage accounts and posts"),
            Self::ReadSheet => ("票を見る", "read the sheet"),
            Self::WriteText => ("票に記入する", "fill in the sheet"),
            Self::WriteMoney => ("予算・決算を記入する", "fill in amounts"),
            Self::WriteOpinion => ("外部評価の意見を記入する", "write opinions of the external evaluation"),
            Self::Submit => ("票を提出する", "submit the sheet"),
            Self::Pass => ("票を確認・承認する", "confirm or approve the sheet"),
            Self::Return => ("票を差し戻す", "return the sheet"),
            Self::Ask => ("質問や修正依頼を書く", "ask questions and request changes"),
            Self::Decide => ("決裁する", "decide"),
            Self::Publish => ("公表する", "publish"),
            Self::OpenYear => ("年度を開く", "open a year"),
            Self::EditForms => ("様式を作る", "make forms"),
            Self::ReadBoard => ("提出状況の一覧を見る", "see the deadline board"),
            Self::Extend => ("期限を延ばす", "extend a deadline"),
            Self::Remind => ("督促する", "send reminders"),
            Self::Reorganise => ("組織改正を行う", "reorganise"),
            Self::ReadHistory => ("庁内の履歴を見る", "read the internal history"),
            Self::Restore => ("過去の内容に戻す", "restore what was before"),
            Self::ExportAudit => ("監査用に書き出す", "export for auditors"),
            Self::HandleOpinions => ("意見募集を扱う", "handle public comments"),
        }
    }
}

#[cfg(test)]
mod tests;
