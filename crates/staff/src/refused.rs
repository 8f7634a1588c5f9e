//! 断り: every answer that is a 「no」, as a page that says why and what can be done.

use std::num::NonZeroU16;

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use web::Lang;

use crate::typed::{LARGEST_FILE, LARGEST_FILES, Typed};

/// Why there is no page, as a page.
#[derive(Clone, Debug, Template)]
#[template(path = "refused/show.html")]
pub(crate) struct Refused {
    status: StatusCode,
    l: Lang,
    title: String,
    advice: String,
    /// What was typed and not taken: it stands on the page, so that nobody types it twice.
    kept: Vec<String>,
    /// The page from which it was asked.
    back: Option<Box<str>>,
    /// Where everything begins.
    home: Box<str>,
    /// Where one signs out, with the token of that form: for those to whom nothing else is open.
    leave: Option<Box<(String, String)>>,
    /// Whether the form came from elsewhere: then no page of ours is its own.
    foreign: bool,
    /// Whether somebody else changed what was typed over: then the page shows theirs, and what was typed beside it.
    beside: bool,
    /// In how many seconds it may be tried again, where that is known.
    wait: Option<NonZeroU16>,
}

impl Refused {
    pub(crate) fn new(
        status: StatusCode,
        lang: Lang,
        title: (&str, &str),
        advice: impl Into<String>,
    ) -> Self {
        let (title, advice) = (lang.of_pair(title).to_owned(), advice.into());
        let (kept, back, leave, home) = (vec![], None, None, "/".into());
        let wait = NonZeroU16::new(5).filter(|_| status == StatusCode::SERVICE_UNAVAILABLE);
        Self { status, l: lang, title, advice, kept, back, leave, home, foreign: false, beside: false, wait }
    }

    /// The same with the ways on from it; that back, where it knows none of its own.
    pub(crate) fn leading(self, back: Option<String>, home: &str) -> Self {
        Self { back: self.back.or(back.map(Into::into)), home: home.into(), ..self }
    }

    /// The same with a page of its own to go back to: that on which it was asked is no more.
    pub(crate) fn back_to(self, address: String) -> Self {
        Self { back: Some(address.into()), ..self }
    }

    /// The same with a way out.
    pub(crate) fn leaving(self, address: String, token: String) -> Self {
        Self { leave: Some(Box::new((address, token))), ..self }
    }

    /// Whether it was asked on a page of ours.
    pub(crate) fn is_ours(&self) -> bool {
        !self.foreign
    }

    /// Whether what was typed may go back into its fields: not over what somebody else wrote there meanwhile.
    pub(crate) fn refills(&self) -> bool {
        !self.beside
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The header that says when it may be tried again.
    pub(crate) fn again(&self) -> Option<[(HeaderName, HeaderValue); 1]> {
        self.wait.map(|seconds| [(header::RETRY_AFTER, HeaderValue::from(seconds.get()))])
    }

    pub(crate) fn lang(&self) -> Lang {
        self.l
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    pub(crate) fn advice(&self) -> &str {
        &self.advice
    }

    /// The same, with what was typed: whatever was refused, it is not lost.
    pub(crate) fn keeping(mut self, typed: &Typed) -> Self {
        self.kept = typed.written().map(|(_, text)| text.to_owned()).collect();
        self
    }

    /// What the desk answered.
    pub(crate) fn of(lang: Lang, error: &desk::Error) -> Self {
        let said = lang.say(error.ja(), error.to_string());
        match error {
            desk::Error::NotFound => Self::not_found(lang),
            desk::Error::Forbidden(_) => Self::new(
                StatusCode::FORBIDDEN,
                lang,
                ("この操作はできません", "This is not open to you"),
                said + lang.say(
                    "。必要なときは、システム管理者に職の登録を確かめてもらってください。",
                    ". Where you need it, ask the system administrator to check your posts.",
                ),
            ),
            desk::Error::NotSignedIn
            | desk::Error::SecondFactor
            | desk::Error::WrongDigits
            | desk::Error::Unproven
            | desk::Error::Unregistered
            | desk::Error::BoundOtherwise => Self::new(
                StatusCode::UNAUTHORIZED,
                lang,
                ("サインインできません", "You are not signed in"),
                said,
            ),
            desk::Error::TooMany(seconds) => Self {
                wait: NonZeroU16::new(u16::try_from(*seconds).unwrap_or(u16::MAX)),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, lang, ("少し待ってください", "Please wait"), said)
            },
            desk::Error::Refused(_) | desk::Error::Sheet(_) | desk::Error::LastAdministrator => {
                Self::new(StatusCode::CONFLICT, lang, ("この操作はできません", "This cannot be done"), said)
            }
            desk::Error::Spent => {
                Self::new(StatusCode::GONE, lang, ("使えないアドレスです", "This address is spent"), said)
            }
            desk::Error::WeakPassword(_) | desk::Error::Invalid(_) | desk::Error::Unreadable { .. } => {
                Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    lang,
                    ("入力内容に問題があります", "Something typed is not right"),
                    said,
                )
            }
            error if error.is_overtaken() => Self::overtaken(lang),
            desk::Error::Ledger(why) => {
                tracing::error!(error = %why, "the ledger could not do it");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    lang,
                    ("保存できていません", "Nothing was saved"),
                    said,
                )
            }
        }
    }

    /// 409: somebody else changed it meanwhile.
    pub(crate) fn overtaken(lang: Lang) -> Self {
        let advice = lang.say(
            "開いたあとに、ほかの人が変えたか消しています。上書きはしていません。いまの内容と見比べて、必要なところを写してください。",
            "Somebody else changed or removed it after it was opened; nothing was overwritten. Compare what you typed with what stands there now, and copy what is needed.",
        );
        let title = ("ほかの人が先に変えました", "Somebody was faster");
        Self { beside: true, ..Self::new(StatusCode::CONFLICT, lang, title, advice) }
    }

    /// 403: whoever it is holds no post today, for it is over or its organisation is no more.
    pub(crate) fn without_post(lang: Lang) -> Self {
        let advice = lang.say(
            "サインインはできていますが、今日使える職がありません。職の期間が終わったか、組織改正で組織が廃止されたか、まだ登録されていません。システム管理者に、職の登録か引継ぎを頼んでください。書いたものは残っています。",
            "You are signed in, but hold no post today: it is over, its organisation ended by a reorganisation, or none was registered yet. Ask the system administrator to register it or to hand it over. What you wrote is kept.",
        );
        let title = ("今日使える職がありません", "You hold no post today");
        Self::new(StatusCode::FORBIDDEN, lang, title, advice)
    }

    /// 404.
    pub(crate) fn not_found(lang: Lang) -> Self {
        let advice = lang.say(
            "アドレスを確かめるか、最初の画面からたどってください。",
            "Please check the address, or begin at the first page.",
        );
        Self::new(StatusCode::NOT_FOUND, lang, ("この画面はありません", "There is no such page"), advice)
    }

    /// 403: the request was not made on a page of ours.
    pub(crate) fn foreign(lang: Lang) -> Self {
        let advice = lang.say(
            "この操作は、このサイトの画面から行ってください。同じ画面で続けて出るときは、プロキシが Host と Origin を変えていないか、システム管理者に確かめてもらってください。",
            "Please do this on a page of this site. If it happens there, ask the administrator whether a proxy changes Host or Origin.",
        );
        let title = ("ほかのサイトからの操作です", "Sent from another site");
        Self { foreign: true, ..Self::new(StatusCode::FORBIDDEN, lang, title, advice) }
    }

    /// 413: more than any form of ours holds, or than may come at once.
    pub(crate) fn too_large(lang: Lang, room: usize) -> Self {
        let advice = match room {
            LARGEST_FILE => lang.say(
                "送れるファイルは10MBまでです。表だけを新しいブックに写すと小さくなります。",
                "A file of 10 megabytes is the most. Copy the table into a new workbook.",
            ),
            LARGEST_FILES => lang.say(
                "一度に送れるのは合わせて32MBまでです。何も添付していません。戻って、何回かに分けて送ってください。",
                "Files of 32 megabytes together are the most at once. Nothing was attached: go back and send them in parts.",
            ),
            _ => lang.say(
                "一度に送れるのは1MBまでです。短くするか、分けて保存してください。入力した内容が見えないときは、ブラウザーの「戻る」を押すと残っています。",
                "One megabyte at once is the most: shorten it, or save it in parts. Where what you typed is not seen, the browser's “back” still has it.",
            ),
        };
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, lang, ("内容が大きすぎます", "Too much at once"), advice)
    }

    /// 400: files that came in an encoding of which nothing can be read.
    pub(crate) fn broken(lang: Lang) -> Self {
        let advice = lang.say(
            "送られたファイルを読み取れませんでした。何も保存していません。ファイル名に見えない文字（制御文字）がないか確かめて、もう一度送ってください。",
            "What was sent could not be read, and nothing was kept. See whether the name of a file has control characters, and send it again.",
        );
        Self::new(StatusCode::BAD_REQUEST, lang, ("読み取れませんでした", "It could not be read"), advice)
    }

    /// 500: said without detail; the log has the rest.
    pub(crate) fn internal(lang: Lang) -> Self {
        let advice = lang.say(
            "こちらの不具合です。戻って、もう一度お試しください。",
            "The fault is ours. Please go back and try again.",
        );
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            lang,
            ("画面を作れませんでした", "The page could not be made"),
            advice,
        )
    }
}

impl From<askama::Error> for Refused {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a template failed");
        Self::internal(Lang::Ja)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = self.render().unwrap_or_else(|_| self.title.clone());
        let mut response = (self.status, self.again(), Html(body)).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A panic is a 500 without a stack trace; the log has the rest.
#[expect(clippy::needless_pass_by_value, reason = "the signature that the layer asks for")]
pub(crate) fn fell(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = said.unwrap_or("unknown"), "a handler panicked");
    Refused::internal(Lang::Ja).into_response()
}
