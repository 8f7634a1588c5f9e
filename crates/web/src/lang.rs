//! 表示言語: both wordings stand side by side where they are used, so that neither can be forgotten.

pub(crate) mod japanese;

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English. What a municipality wrote stays in Japanese.
    En,
}

impl Lang {
    /// `?lang=en` asks for English; anything else is Japanese.
    pub fn of(word: Option<&str>) -> Self {
        if word == Some("en") { Self::En } else { Self::Ja }
    }

    /// For the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The wording in this language.
    pub fn say<T>(self, ja: T, en: T) -> T {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }

    /// The wording of a name that comes in both languages.
    pub fn of_pair<T>(self, (ja, en): (T, T)) -> T {
        self.say(ja, en)
    }

    /// 令和6年度（2024年度）, FY2024.
    pub fn year(self, year: plan::fiscal_year::FiscalYear) -> String {
        self.say(year.to_string(), format!("FY{}", year.year()))
    }

    /// 令和6年度, FY2024: for narrow places.
    pub fn short_year(self, year: plan::fiscal_year::FiscalYear) -> String {
        self.say(year.japanese(), format!("FY{}", year.year()))
    }

    /// 「確定」, final (確定): under what name something was published; in English a usual name is told beside its original.
    pub fn label(self, label: &str) -> String {
        match plan::publication::english(label).filter(|_| self == Self::En) {
            Some(english) => format!("{english}: {label}"),
            None => label.to_owned(),
        }
    }

    /// 「令和7年9月5日公表（確定）」, published on 5 September 2025 (final: 確定).
    pub fn published(self, date: jiff::civil::Date, label: &str) -> String {
        let (day, label) = (self.date(date), self.label(label));
        self.say(format!("{day}公表（{label}）"), format!("published on {day} ({label})"))
    }

    /// 令和6年6月10日, 10 June 2024.
    pub fn date(self, date: jiff::civil::Date) -> String {
        self.say(plan::date::PartialDate::Day(date).japanese(), date.strftime("%-d %B %Y").to_string())
    }
}
