//! What every page of somebody signed in carries around its own content.

use desk::policy::Deed;
use web::Lang;

use crate::clerk::Clerk;
use crate::office::Office;

/// The frame of a page: whose desk, who sits at it, where they can go.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) l: Lang,
    /// The page's own title.
    pub(crate) title: String,
    /// 団体名.
    pub(crate) town: String,
    /// 氏名.
    pub(crate) name: String,
    /// 職, in words.
    pub(crate) roles: String,
    /// The day on which the page was made, for those who hold it on paper.
    pub(crate) today: String,
    /// What every form carries.
    pub(crate) token: String,
    /// This page.
    pub(crate) path: String,
    /// The menu: words, address, whether the page belongs there.
    pub(crate) menu: Vec<(&'static str, String, bool)>,
    /// What the last deed came to.
    pub(crate) done: Option<String>,
    /// Whether that is less than was asked: then it is no success.
    pub(crate) short: bool,
    /// The public site of the municipality.
    pub(crate) public: Option<String>,
    /// Whether the connection is one on which others may listen.
    pub(crate) open_line: bool,
    /// The chapter of the manual about this page.
    manual: Option<&'static crate::manual::Chapter>,
    home: String,
}

/// Where histories are read; whoever reads only that of their own organisation is led there.
const HISTORY: &str = "/history/";

/// The parts of the staff's side, as the menu names them: words, address, the deed that opens it.
const MENU: &[((&str, &str), &str, Deed)] = &[
    (("自分の仕事", "Your work"), "/", Deed::ReadWork),
    (("提出状況", "Deadline board"), "/board", Deed::ReadBoard),
    (("年度を開く", "Open a year"), "/open", Deed::OpenYear),
    (("様式", "Forms"), "/forms", Deed::EditForms),
    (("組織改正", "Reorganisation"), "/reorganisations/", Deed::Reorganise),
    (("決裁を待つ起案", "Drafts"), "/drafts/", Deed::Decide),
    (("公表", "Publish"), "/publish", Deed::Publish),
    (("履歴", "History"), HISTORY, Deed::ReadHistory),
    (("監査用の書き出し", "For auditors"), "/audit", Deed::ExportAudit),
    (("意見募集", "Public comments"), "/comments", Deed::HandleOpinions),
    (("職員", "Staff"), "/people", Deed::ReadAccounts),
];

impl Frame {
    pub(crate) fn new(office: &Office, clerk: &Clerk, town: &str, title: impl Into<String>) -> Self {
        let (l, actor) = (clerk.lang, clerk.actor());
        let mut roles: Vec<&str> = actor.roles().map(|role| l.of_pair(role.name())).collect();
        roles.dedup();
        let menu = MENU.iter().filter(|(_, _, deed)| actor.might(*deed)).filter_map(|(words, path, _)| {
            let address = if *path == HISTORY { crate::history::way_in(clerk)? } else { clerk.to(path) };
            let within = format!("{}/", address.trim_end_matches('/'));
            let here = address == clerk.path || *path != "/" && clerk.path.starts_with(&within);
            Some((l.of_pair(*words), address, here))
        });
        Self {
            l,
            title: title.into(),
            town: town.to_owned(),
            name: actor.name.clone(),
            roles: roles.join(l.say("・", ", ")),
            today: l.date(actor.today),
            token: clerk.token(),
            path: clerk.path.clone(),
            menu: menu.collect(),
            done: clerk.done.as_deref().and_then(|word| said(word, l)),
            short: clerk.done.as_deref() == Some("overtaken"),
            public: office.public().map(|address| format!("{address}/{}/", clerk.town())),
            open_line: !office.is_secure(),
            manual: crate::manual::about(clerk.door),
            home: clerk.to("/"),
        }
    }

    pub(crate) fn home(&self) -> &str {
        &self.home
    }

    pub(crate) fn account(&self) -> String {
        format!("{}account", self.home)
    }

    /// この画面の手引き; the contents where the page is one of the manual itself.
    pub(crate) fn manual(&self) -> String {
        let chapter = self.manual.filter(|_| !self.path.starts_with(&format!("{}manual/", self.home)));
        format!("{}manual/{}", self.home, chapter.map_or("", |it| it.id))
    }

    pub(crate) fn style(&self) -> &'static str {
        crate::assets::style_address()
    }

    pub(crate) fn script(&self) -> &'static str {
        crate::assets::script_address()
    }
}

/// What a deed came to, by the word that its page was asked with: nobody else's words are ever shown.
fn said(word: &str, l: Lang) -> Option<String> {
    let (ja, en) = match word {
        "saved" => ("下書きを保存しました", "The draft was saved"),
        "attached" => ("資料を添付しました", "The files were attached"),
        "detached" => ("資料を取り外しました", "The file was removed"),
        "form-begun" => ("様式の下書きを作りました", "The form was begun"),
        "form-saved" => ("様式の下書きを保存しました", "The form was saved"),
        "form-proposed" => (
            "起案しました。決裁するまで、書く人の画面は変わりません",
            "The draft is made. Authors see it once it is decided",
        ),
        "form-given-up" => ("様式の下書きをやめました", "The editing of the form was given up"),
        "submitted" => ("提出しました", "Submitted"),
        "pulled-back" => ("引き戻しました。書き直せます", "Pulled back: you can write on"),
        "passed" => ("次の段階へ進めました", "It went on to the next step"),
        "returned" => ("差し戻しました", "Returned"),
        "decided" => (
            "決裁しました。公表するまで、住民には見えません",
            "Decided. Residents see it once it is published",
        ),
        "opened" => {
            ("起案しました。内容を確かめて決裁してください", "The draft is made: look through it and decide")
        }
        "restoring" => (
            "起案を作りました。まだ何も変わっていません。ほかの人が内容を確かめて決裁します",
            "The draft is made. Nothing has changed yet: somebody else looks through it and decides",
        ),
        "typed-in" => ("意見を取り込みました", "The letter was taken in"),
        "marked" => ("扱いを決めました", "What becomes of it was saved"),
        "split" => ("分けました", "It was taken apart"),
        "letter-removed" => ("意見書を消しました", "The letter was removed"),
        "summary" => ("概要と考え方を保存しました", "The summary was saved"),
        "summary-removed" => ("概要を消しました", "The summary was removed"),
        "withdrawn" => ("取り下げました", "Withdrawn"),
        "extended" => ("期限を延ばしました", "The deadline was extended"),
        "published" => ("公表しました", "Published"),
        "taken-back" => (
            "取り下げました。住民には前の内容が見えています",
            "Taken back: residents see what was there before",
        ),
        "scheduled" => ("公表を予約しました", "The publication is planned"),
        "cancelled" => ("予約を取り消しました", "The plan was cancelled"),
        "reopened" => ("訂正のために開き直しました", "Opened again for a correction"),
        "mail" => (
            "手紙を発送待ちに入れました。下の「発送の記録」で確かめられます",
            "The letters wait to be sent: see below what becomes of them",
        ),
        "mail-none" => ("新しく送る手紙はありませんでした", "There was nothing new to send"),
        "calendar-off" => {
            ("カレンダー用のアドレスを使えなくしました", "The calendar address opens nothing any more")
        }
        "automatic" => ("自動の督促の設定を保存しました", "The settings of automatic reminders were saved"),
        "phrases" => ("定型文を保存しました", "The usual sentences were saved"),
        "asked" => ("書き込みました", "Written down"),
        "answered" => ("対応済みにしました", "Marked as answered"),
        "merged" => ("統合案を保存しました", "The merged text was saved"),
        "overtaken" => (
            "ほかの人が先に保存した欄があります。下で見比べてください",
            "Somebody else saved some fields first: compare them below",
        ),
        "password" => (
            "パスワードを変えました。ほかのブラウザーではサインアウトしました",
            "The password was changed; other browsers are signed out",
        ),
        "second-on" => (
            "二段階認証を有効にしました。次のサインインから6桁の数字を入力します",
            "The second factor is on: the next sign-in asks for six digits",
        ),
        "second-off" => ("二段階認証をやめました", "The second factor is off"),
        "welcome" => ("パスワードを設定し、サインインしました", "The password is set and you are signed in"),
        "give" => ("職を登録しました", "The post was given"),
        "end" => ("職の終了日を記録しました", "The last day of the post was recorded"),
        "correct" => ("氏名などを直しました", "The names were corrected"),
        "leave" => ("退職日を記録しました", "The day of leaving was recorded"),
        "return" => ("退職を取り消しました", "The leaving was taken back"),
        "erase" => ("氏名を消しました", "The name was erased"),
        "session-ended" => ("セッションを終了しました", "The session was ended"),
        "handed-over" => ("職を引き継ぎました", "The posts were handed over"),
        "kept" => ("保存しました", "Saved"),
        "begun" => (
            "最初のアカウントを作りました。下の「はじめに行うこと」から進められます",
            "The first account was made. Go on with the first steps below",
        ),
        _ => return None,
    };
    Some(l.say(ja, en).to_owned())
}
