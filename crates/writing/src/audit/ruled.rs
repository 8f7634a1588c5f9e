//! 監査の表: the columns of each, and its rows.

use super::Audit;
use super::rows::{changes, decisions, drafts, posts, publications, scheduled};
use super::ways::{extensions, opinions, requests, steps};
use crate::column::{Column, Kind};
use crate::table::Row;

/// One table: its file, what it holds, its columns (for programs, for people), its rows.
pub(super) struct Ruled {
    pub(super) name: &'static str,
    pub(super) about: (&'static str, &'static str),
    heads: &'static [(&'static str, &'static str)],
    pub(super) rows: for<'a> fn(&'a Audit<'a>) -> Vec<Row<'a>>,
}

/// All of them.
pub(super) const ALL: &[Ruled] = &[
    Ruled {
        name: "decisions.csv",
        about: ("決裁：いつ、だれが、なぜ、葉と根", "decisions: when, who, why, leaf and root"),
        heads: &[
            ("decision", "決裁番号"),
            ("at", "決裁日時"),
            ("recorded_at", "台帳への記録"),
            ("by", "決裁者の職員ID"),
            ("name", "決裁者の氏名"),
            ("office", "決裁した課"),
            ("reason", "理由"),
            ("erratum", "正誤"),
            ("sources", "原資料（名前とSHA-256）"),
            ("changes", "変更した記録の数"),
            ("leaf", "葉"),
            ("root", "根"),
        ],
        rows: decisions,
    },
    Ruled {
        name: "changes.csv",
        about: ("決裁ごとに、どの記録をどうしたか", "which record each decision changed, and how"),
        heads: &[
            ("decision", "決裁番号"),
            ("record", "記録ID"),
            ("kind", "種別"),
            ("how", "区分"),
            ("internal", "内部限り"),
            ("seen", "起案者が見た版の決裁番号"),
            ("written", "原文の場所"),
        ],
        rows: changes,
    },
    Ruled {
        name: "publications.csv",
        about: (
            "公表：いつ、だれが、どの決裁を、何として",
            "publications: when, who, which decision, as what",
        ),
        heads: &[
            ("publication", "公表の番号"),
            ("decision", "決裁番号"),
            ("at", "公表日時"),
            ("recorded_at", "台帳への記録"),
            ("by", "公表者の職員ID"),
            ("name", "公表者の氏名"),
            ("label", "区分"),
            ("note", "読む人へのひとこと"),
            ("despite", "指摘を残して公表した理由"),
            ("unsolved", "残した指摘の数"),
        ],
        rows: publications,
    },
    Ruled {
        name: "scheduled.csv",
        about: ("公表の予約", "publications that are planned, or came to nothing"),
        heads: &[
            ("decision", "決裁番号"),
            ("due", "公表の予定日時"),
            ("label", "区分"),
            ("note", "読む人へのひとこと"),
            ("by", "予約者の職員ID"),
            ("at", "予約した日時"),
            ("failed", "公表しなかった理由（空欄は、予定の日を待つもの）"),
        ],
        rows: scheduled,
    },
    Ruled {
        name: "drafts.csv",
        about: ("決裁を待つ起案", "drafts that wait for their decision"),
        heads: &[
            ("draft", "起案ID"),
            ("title", "件名"),
            ("begun", "起案日時"),
            ("by", "起案者の職員ID"),
            ("name", "起案者の氏名"),
            ("changes", "変更する記録の数"),
            ("sources", "原資料（名前とSHA-256）"),
        ],
        rows: drafts,
    },
    Ruled {
        name: "sheet-steps.csv",
        about: (
            "票の経過：提出、確認、差戻し、決裁とその理由",
            "the ways of sheets, with the reason of every step",
        ),
        heads: &[
            ("stage", "段階の記録ID"),
            ("organisation", "組織ID"),
            ("at", "日時"),
            ("act", "行為"),
            ("by", "職員ID"),
            ("name", "氏名"),
            ("role", "役割"),
            ("stands_in_for", "代理される職員ID"),
            ("version", "票の版"),
            ("reason", "理由"),
        ],
        rows: steps,
    },
    Ruled {
        name: "requests.csv",
        about: ("票への質問・修正依頼と対応", "questions and requests on sheets, with their answers"),
        heads: &[
            ("stage", "段階の記録ID"),
            ("organisation", "組織ID"),
            ("field", "欄"),
            ("kind", "種別"),
            ("at", "日時"),
            ("by", "職員ID"),
            ("name", "氏名"),
            ("quote", "引用"),
            ("text", "内容"),
            ("answered_at", "対応日時"),
            ("answered_by", "対応した職員ID"),
            ("answer", "対応"),
        ],
        rows: requests,
    },
    Ruled {
        name: "opinions.csv",
        about: (
            "意見募集に届いた意見の取扱い：掲載したか、しなかった理由、だれが扱ったか（提出者と意見の文は含まない）",
            "what became of the opinions of public comments: listed or why not, and who said so (neither senders nor words)",
        ),
        heads: &[
            ("round", "意見募集の記録ID"),
            ("letter", "意見書"),
            ("number", "何番目の意見"),
            ("received", "受付日"),
            ("by", "提出方法"),
            ("mark", "取扱い"),
            ("because", "掲載しない理由"),
            ("note", "庁内のメモ"),
            ("summary", "概要"),
            ("marked_by", "扱った職員ID"),
        ],
        rows: opinions,
    },
    Ruled {
        name: "extensions.csv",
        about: ("期限の延長とその理由", "extended deadlines, with reasons"),
        heads: &[
            ("stage", "段階の記録ID"),
            ("organisation", "組織ID"),
            ("to", "新しい期限"),
            ("reason", "理由"),
            ("by", "延ばした職員ID"),
            ("at", "日時"),
        ],
        rows: extensions,
    },
    Ruled {
        name: "posts.csv",
        about: ("だれが、いつからいつまで、どの職にあったか", "who held which post when"),
        heads: &[
            ("staff", "職員ID"),
            ("name", "氏名"),
            ("role", "役割"),
            ("organisation", "組織ID"),
            ("organisation_name", "組織名"),
            ("from", "開始日"),
            ("until", "終了日"),
            ("stands_in_for", "代理される職員ID"),
            ("given_by", "登録した職員ID"),
            ("left_on", "退職日"),
        ],
        rows: posts,
    },
];

/// Its columns.
pub(super) fn columns(it: &Ruled) -> Vec<Column> {
    let column = |(name, ja): &(&'static str, &'static str)| Column {
        name,
        ja,
        kind: Kind::Text,
        is_required: false,
        unit: None,
        about: (ja, name),
    };
    it.heads.iter().map(column).collect()
}
