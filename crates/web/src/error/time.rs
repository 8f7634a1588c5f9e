//! Pages for moments of which there is nothing to show.

use axum::http::StatusCode;

use super::PageError;
use crate::here::Here;
use crate::lang::Lang;

impl PageError {
    /// 400: `asof` is neither a day nor a decision.
    pub(crate) fn bad_asof(here: &Here, asof: &str) -> Self {
        let ja =
            format!("「{asof}」は日付としても決裁番号としても読めません。例：令和6年6月10日、2024-06-10、12");
        let en =
            format!("“{asof}” is neither a day nor the number of a decision. For example: 2024-06-10 or 12");
        let mut page = Self::new(
            StatusCode::BAD_REQUEST,
            here.lang,
            ("いつの時点かわかりません", "As of when?"),
            (&ja, &en),
        );
        page.ways
            .insert(0, (here.lang.say("今の版を見る", "See the page as it is now").to_owned(), here.now()));
        page
    }

    /// 400: nobody can see what will be published. `known`: the last day of which anything can be said.
    pub(crate) fn yet_to_come(here: &Here, asof: &str, known: jiff::civil::Date) -> Self {
        let ja = format!(
            "「{asof}」はこれからの日付です。{}までの日付か、決裁番号を指定してください。",
            Lang::Ja.date(known)
        );
        let en = format!(
            "“{asof}” is yet to come. Please give a day up to {}, or the number of a decision.",
            Lang::En.date(known)
        );
        let title = ("まだ来ていない時点です", "That day is yet to come");
        // By its description the API takes any day: a program is told that there is nothing yet.
        let told = StatusCode::NOT_FOUND.as_u16();
        Self { told, ..Self::at_no_time(here, title, (&ja, &en)).with(StatusCode::BAD_REQUEST) }
    }

    /// 404: the decision asked for is not public.
    pub(crate) fn unseen(here: &Here, asof: &str) -> Self {
        let ja = format!("決裁第{asof}号は公表されていません。");
        let en = format!("Decision {asof} is not published.");
        Self::at_no_time(here, ("公表されていない決裁です", "No published decision"), (&ja, &en))
    }

    /// 404: what the public saw on that day was taken back.
    pub(crate) fn taken_back(here: &Here) -> Self {
        let advice = (
            "この日に公表されていた内容は、後に取り下げられました。",
            "What was published on that day has been taken back since.",
        );
        Self::at_no_time(here, ("取り下げられた内容です", "This was taken back"), advice)
    }

    /// 404: nothing had been published on that day.
    pub(crate) fn before_all(here: &Here) -> Self {
        let advice = (
            "もっと後の日付か、ある決裁番号を指定してください。",
            "Please give a later day, or the number of a published decision.",
        );
        Self::at_no_time(
            here,
            ("その時点ではまだ公表されていません", "Nothing had been published then"),
            advice,
        )
    }

    fn at_no_time(here: &Here, title: (&str, &str), advice: (&str, &str)) -> Self {
        let mut page = Self::new(StatusCode::NOT_FOUND, here.lang, title, advice);
        page.ways
            .insert(0, (here.lang.say("今の版を見る", "See the page as it is now").to_owned(), here.now()));
        page
    }
}
