//! 利用条件: on which terms anyone may use the published data.

use serde::{Deserialize, Serialize};

/// 利用条件 of a municipality's open data, by its own choice. A name that this program does not know is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Licence {
    /// クリエイティブ・コモンズ 表示 4.0: what most municipalities choose.
    #[default]
    #[serde(rename = "CC-BY-4.0")]
    CcBy4,
    /// 公共データ利用規約 第1.0版.
    #[serde(rename = "PDL1.0")]
    Pdl1,
    /// クリエイティブ・コモンズ ゼロ: no terms at all.
    #[serde(rename = "CC0-1.0")]
    Cc0,
}

impl Licence {
    /// All that a municipality can choose.
    pub const ALL: [Self; 3] = [Self::CcBy4, Self::Pdl1, Self::Cc0];

    /// The short name by which programs know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CcBy4 => "CC-BY-4.0",
            Self::Pdl1 => "PDL1.0",
            Self::Cc0 => "CC0-1.0",
        }
    }

    /// The licence of a short name, in any case.
    /// ```
    /// use plan::licence::Licence;
    /// assert_eq!(Licence::parse("cc-by-4.0"), Some(Licence::CcBy4));
    /// assert_eq!(Licence::parse("free"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str().eq_ignore_ascii_case(text.trim()))
    }

    /// In Japanese and in English.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::CcBy4 => {
                ("クリエイティブ・コモンズ 表示 4.0 国際", "Creative Commons Attribution 4.0 International")
            }
            Self::Pdl1 => ("公共データ利用規約（第1.0版）", "Public Data License (Version 1.0)"),
            Self::Cc0 => ("クリエイティブ・コモンズ ゼロ 1.0 全世界", "Creative Commons Zero 1.0 Universal"),
        }
    }

    /// Where its text is.
    pub const fn address(self) -> &'static str {
        match self {
            Self::CcBy4 => "https://creativecommons.org/licenses/by/4.0/",
            Self::Pdl1 => "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
            Self::Cc0 => "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    }

    /// Whether it asks that the source be named.
    pub const fn asks_for_credit(self) -> bool {
        !matches!(self, Self::Cc0)
    }
}
