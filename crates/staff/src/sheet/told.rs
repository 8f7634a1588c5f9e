//! What a page says about a text: what it was understood as, why it was not, and what is worth another look.

use desk::filling::Meaning;
use web::Lang;

/// In words; each may be nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Why it is not understood. It is kept all the same, and keeps the sheet from being submitted.
    pub(crate) problem: Option<String>,
    /// 「48 %以上」と理解しました.
    pub(crate) echo: Option<String>,
    /// 気づき, one after another.
    pub(crate) notice: Option<String>,
}

impl Told {
    pub(crate) fn of(meaning: &Meaning, l: Lang) -> Self {
        let known = match meaning {
            Err(why) => return Self { problem: Some(l.say(&why.ja, &why.en).clone()), ..Self::default() },
            Ok(known) => known,
        };
        let notices = known.notices.iter().map(|it| l.say(&it.ja, &it.en).clone());
        let notices: Vec<String> = notices.collect();
        Self {
            problem: None,
            echo: known.echo.clone().map(|it| l.of_pair(it)),
            notice: (!notices.is_empty()).then(|| notices.join(l.say("　", " "))),
        }
    }
}
