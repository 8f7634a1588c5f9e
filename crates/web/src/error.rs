//! Pages for addresses that lead nowhere: each says what is wrong and where to go on.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use plan::refusal::Refusal;

use crate::here::Here;
use crate::lang::Lang;

mod time;

/// Why there is no page, as a page.
#[derive(Debug, Template)]
#[template(path = "error/show.html")]
pub(crate) struct PageError {
    pub(crate) status: u16,
    /// The status that a program gets of the API.
    pub(crate) told: u16,
    pub(crate) lang: Lang,
    /// What is wrong.
    pub(crate) title: String,
    /// What can be done.
    pub(crate) advice: String,
    /// Where to go on: words and addresses.
    pub(crate) ways: Vec<(String, String)>,
    /// Where a browser is to go by itself.
    moved_to: Option<String>,
    /// Title and advice in Japanese and in English, for answers that are in no language.
    pub(crate) both: Box<[(String, String); 2]>,
}

impl PageError {
    pub(crate) fn new(status: StatusCode, lang: Lang, title: (&str, &str), advice: (&str, &str)) -> Self {
        let home = (lang.say("最初のページ", "Start page").to_owned(), lang.say("/", "/?lang=en").to_owned());
        Self {
            status: status.as_u16(),
            told: status.as_u16(),
            lang,
            title: lang.of_pair(title).to_owned(),
            advice: lang.of_pair(advice).to_owned(),
            ways: vec![home],
            moved_to: None,
            both: Box::new([title, advice].map(|(ja, en)| (ja.to_owned(), en.to_owned()))),
        }
    }

    /// 404: no page has this address.
    pub(crate) fn not_found(lang: Lang) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            lang,
            ("ページが見つかりません", "There is no such page"),
            (
                "アドレスが途中で切れていないか確かめてください。名前がわかるときは、検索でも探せます。",
                "Please check that the address is complete. If you know a name, the search will find it.",
            ),
        )
    }

    /// 405: pages are only read.
    pub(crate) fn not_allowed(lang: Lang) -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            lang,
            ("この操作はできません", "This cannot be done here"),
            ("このアドレスは見る（GET）ことだけができます。", "This address can only be read (GET)."),
        )
    }

    /// 403: an opinion that was not written on a page of this site.
    pub(crate) fn foreign(lang: Lang) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            lang,
            ("このサイトの画面から送られていません", "Not sent from a page of this site"),
            (
                "ご意見は、このサイトの意見募集のページから送ってください。内容は保存していません。",
                "Please send your opinion from the page of the round. Nothing was kept.",
            ),
        )
    }

    /// 413: more than a form of ours holds.
    pub(crate) fn too_much(lang: Lang) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            lang,
            ("内容が大きすぎます", "Too much at once"),
            (
                "ご意見を分けて送ってください（ブラウザーで戻ると、書いた内容は残っています）。",
                "Please send it in parts; go back, and what you wrote still stands there.",
            ),
        )
    }

    /// 410: the record was retired; its history is kept.
    pub(crate) fn gone(here: &Here, id: &plan::record::RecordId) -> Self {
        let mut page = Self::new(
            StatusCode::GONE,
            here.lang,
            ("この記録は廃止されました", "This record was retired"),
            (
                "いつ、なぜ廃止されたかは履歴に残っています。",
                "When and why it was retired is kept in its history.",
            ),
        );
        page.ways.insert(
            0,
            (here.lang.say("記録の履歴", "History of the record").to_owned(), here.record("records", id)),
        );
        page.on(here)
    }

    /// 404: the code is no municipality of this site.
    pub(crate) fn unknown_town(lang: Lang, refusal: &Refusal) -> Self {
        let (ja, en) = (refusal.ja(), refusal.to_string());
        Self::new(
            StatusCode::NOT_FOUND,
            lang,
            ("ページが見つかりません", "There is no such page"),
            (&ja, &en),
        )
    }

    /// 404: the municipality has published nothing here.
    pub(crate) fn unpublished(lang: Lang, code: &str) -> Self {
        let ja = format!("団体コード{code}の公表された内容は、このサイトにはありません。");
        let en = format!("Nothing of municipality {code} is published on this site.");
        Self::new(
            StatusCode::NOT_FOUND,
            lang,
            ("公表された内容がありません", "Nothing is published"),
            (&ja, &en),
        )
    }

    fn with(self, status: StatusCode) -> Self {
        Self { status: status.as_u16(), ..self }
    }

    /// 400: the same on a page of all municipalities. `without`: the page without this condition.
    pub(crate) fn no_such_choice(lang: Lang, name: &str, value: &str, without: String) -> Self {
        let value: String = value.chars().take(60).collect();
        let value: String = value.chars().take(60).collect();
        let ja = format!("「{name}={value}」という条件はありません。選択肢から選び直してください。");
        let en = format!("There is no choice “{name}={value}”. Please choose again from the list.");
        let title = ("条件を読み取れません", "The filter cannot be read");
        let mut page = Self::new(StatusCode::BAD_REQUEST, lang, title, (&ja, &en));
        page.ways
            .insert(0, (lang.say("この条件を外して見る", "See the page without it").to_owned(), without));
        page
    }

    /// 308: the municipality has another code now.
    pub(crate) fn moved(lang: Lang, address: String) -> Self {
        let title = ("団体コードが変わりました", "The municipality has another code now");
        let advice = ("新しいアドレスに移動します。", "This leads to its new address.");
        let mut page = Self::new(StatusCode::PERMANENT_REDIRECT, lang, title, advice);
        page.ways.insert(0, (lang.say("新しいアドレス", "New address").to_owned(), address.clone()));
        page.moved_to = Some(address);
        page
    }

    /// 400: more was asked for than the page can show.
    pub(crate) fn too_many(here: &Here, asked: usize, most: usize) -> Self {
        let ja = format!("{asked}件が選ばれています。{most}件まで選べます。いくつか外してください。");
        let en = format!("{asked} were chosen, and {most} are the most. Please take some away.");
        let title = ("一度に示せる数を超えています", "Too many at once");
        let mut page = Self::new(StatusCode::BAD_REQUEST, here.lang, title, (&ja, &en));
        let again = here.lang.say("選び直す", "Choose again").to_owned();
        page.ways.insert(0, (again, here.to(&here.path)));
        page.on(here)
    }

    /// 400: a value of a filter that is none of its choices.
    pub(crate) fn no_choice(here: &Here, name: &str, value: &str) -> Self {
        let value: String = value.chars().take(60).collect();
        let ja = format!("「{name}={value}」という条件はありません。選択肢から選び直してください。");
        let en = format!("There is no choice “{name}={value}”. Please choose again from the list.");
        let title = ("条件を読み取れません", "The filter cannot be read");
        let mut page = Self::new(StatusCode::BAD_REQUEST, here.lang, title, (&ja, &en));
        let whole = here.lang.say("条件のない一覧を見る", "See the whole list").to_owned();
        page.ways.insert(0, (whole, here.to(&here.path)));
        page.on(here)
    }

    /// 400: a question was answered with something that this page does not know. `about`: the word in the address and its name.
    pub(crate) fn bad_answer(here: &Here, about: (&str, &str), value: &str, known: &[String]) -> Self {
        let (word, name) = about;
        let value: String = value.chars().take(60).collect();
        let (list, has_list) = (known.join("、"), !known.is_empty());
        let ja = format!("「{name}」（{word}）に「{value}」は使えません。");
        let en = format!("“{value}” is no answer to “{name}” ({word}).");
        let ja = if has_list { format!("{ja}使えるのは次のとおりです：{list}") } else { ja };
        let en = if has_list { format!("{en} These are: {list}") } else { en };
        let mut page = Self::new(
            StatusCode::BAD_REQUEST,
            here.lang,
            ("この条件では探せません", "This cannot be asked"),
            (&ja, &en),
        );
        let without = here.lang.say("この条件を外して見る", "See the page without it").to_owned();
        page.ways.insert(0, (without, here.with(word, None)));
        page.on(here)
    }

    /// 500: said without detail; the log has the rest.
    pub(crate) fn internal(lang: Lang) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            lang,
            ("ページを作れませんでした", "The page could not be made"),
            (
                "こちらの不具合です。少し待ってからもう一度お試しください。",
                "The fault is ours. Please try again in a moment.",
            ),
        )
    }

    /// 503: too much at once.
    pub(crate) fn busy(lang: Lang) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            lang,
            ("ただいま混み合っています", "The site is busy"),
            ("少し待ってからもう一度お試しください。", "Please try again in a moment."),
        )
    }

    /// Adds the ways of the municipality in which the visitor is.
    pub(crate) fn on(mut self, here: &Here) -> Self {
        let mut now = here.clone();
        now.asof = None;
        let ways = [
            ("計画", "Plans", "/plan/"),
            ("指標", "Indicators", "/indicators/"),
            ("検索", "Search", "/search"),
        ];
        self.ways.extend(ways.map(|(ja, en, path)| (here.lang.say(ja, en).to_owned(), now.to(path))));
        self
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a template failed");
        Self::internal(Lang::Ja)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = self.render().unwrap_or_else(|_| self.title.clone());
        let body = crate::lang::japanese::mark(&body).unwrap_or(body); // Not every refusal comes from within the router.
        let mut response = (status, Html(body)).into_response();
        if let Some(address) = self.moved_to.and_then(|it| HeaderValue::try_from(it).ok()) {
            response.headers_mut().insert(header::LOCATION, address);
        }
        crate::gate::retry_after(status, response.headers_mut());
        response
    }
}
