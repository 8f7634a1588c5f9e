//! 都道府県: named by the first two digits of a municipality's code.

use crate::municipality::MunicipalityCode;

/// 都道府県, or the place kept for examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefecture(u8);

/// What invented municipalities are filed under: no real code begins so.
const EXAMPLES: u8 = 99;

/// 都道府県名, in the order of their numbers.
const NAMES: [(&str, &str); 47] = [
    ("北海道", "Hokkaido"),
    ("青森県", "Aomori"),
    ("岩手県", "Iwate"),
    ("宮城県", "Miyagi"),
    ("秋田県", "Akita"),
    ("山形県", "Yamagata"),
    ("福島県", "Fukushima"),
    ("茨城県", "Ibaraki"),
    ("栃木県", "Tochigi"),
    ("群馬県", "Gunma"),
    ("埼玉県", "Saitama"),
    ("千葉県", "Chiba"),
    ("東京都", "Tokyo"),
    ("神奈川県", "Kanagawa"),
    ("新潟県", "Niigata"),
    ("富山県", "Toyama"),
    ("石川県", "Ishikawa"),
    ("福井県", "Fukui"),
    ("山梨県", "Yamanashi"),
    ("長野県", "Nagano"),
    ("岐阜県", "Gifu"),
    ("静岡県", "Shizuoka"),
    ("愛知県", "Aichi"),
    ("三重県", "Mie"),
    ("滋賀県", "Shiga"),
    ("京都府", "Kyoto"),
    ("大阪府", "Osaka"),
    ("兵庫県", "Hyogo"),
    ("奈良県", "Nara"),
    ("和歌山県", "Wakayama"),
    ("鳥取県", "Tottori"),
    ("島根県", "Shimane"),
    ("岡山県", "Okayama"),
    ("広島県", "Hiroshima"),
    ("山口県", "Yamaguchi"),
    ("徳島県", "Tokushima"),
    ("香川県", "Kagawa"),
    ("愛媛県", "Ehime"),
    ("高知県", "Kochi"),
    ("福岡県", "Fukuoka"),
    ("佐賀県", "Saga"),
    ("長崎県", "Nagasaki"),
    ("熊本県", "Kumamoto"),
    ("大分県", "Oita"),
    ("宮崎県", "Miyazaki"),
    ("鹿児島県", "Kagoshima"),
    ("沖縄県", "Okinawa"),
];

/// 地方: name in both languages, and the last prefecture in it.
const REGIONS: [(&str, &str, u8); 9] = [
    ("北海道", "Hokkaido", 1),
    ("東北", "Tohoku", 7),
    ("関東", "Kanto", 14),
    ("中部", "Chubu", 23),
    ("近畿", "Kinki", 30),
    ("中国", "Chugoku", 35),
    ("四国", "Shikoku", 39),
    ("九州・沖縄", "Kyushu and Okinawa", 47),
    ("見本", "Examples", EXAMPLES),
];

impl Prefecture {
    /// Of a municipality: every code begins with its prefecture.
    pub fn of(code: &MunicipalityCode) -> Self {
        Self(code.as_str().get(..2).and_then(|digits| digits.parse().ok()).unwrap_or(EXAMPLES))
    }

    /// Reads two digits, as they stand in an address.
    /// ```
    /// use plan::prefecture::Prefecture;
    /// assert_eq!(Prefecture::parse("27").unwrap().name(), ("大阪府", "Osaka"));
    /// assert_eq!(Prefecture::parse("48"), None);
    /// ```
    pub fn parse(digits: &str) -> Option<Self> {
        let is_pair = digits.len() == 2 && digits.bytes().all(|it| it.is_ascii_digit());
        let number = is_pair.then(|| digits.parse().ok()).flatten()?;
        ((1..=47).contains(&number) || number == EXAMPLES).then_some(Self(number))
    }

    /// Its two digits.
    pub fn digits(self) -> String {
        format!("{:02}", self.0)
    }

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        let index = usize::from(self.0).checked_sub(1);
        index.and_then(|index| NAMES.get(index).copied()).unwrap_or(("見本", "Examples"))
    }

    /// 地方, in Japanese and in English.
    pub fn region(self) -> (&'static str, &'static str) {
        let region = REGIONS.iter().find(|(.., last)| self.0 <= *last);
        region.map_or(("見本", "Examples"), |(ja, en, _)| (ja, en))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Prefecture {
        Prefecture::of(&MunicipalityCode::parse(code).unwrap())
    }

    #[test]
    fn the_first_two_digits_name_the_prefecture_and_its_region() {
        assert_eq!(of("13114").name().0, "東京都");
        assert_eq!(of("01100").region().0, "北海道");
        assert_eq!(of("47201").name(), ("沖縄県", "Okinawa"));
        assert_eq!(of("99001").name().0, "見本");
        let regions: Vec<_> = (1..=47).map(|it| Prefecture(it).region().0).collect();
        let sizes: Vec<_> =
            REGIONS.iter().map(|(ja, ..)| regions.iter().filter(|it| *it == ja).count()).collect();
        assert_eq!(sizes, [1, 6, 7, 9, 7, 5, 4, 8, 0]);
    }

    #[test]
    fn only_two_plain_digits_are_read() {
        for text in ["", "1", "001", "+1", "1a", "00", "48", "１３", "98"] {
            assert_eq!(Prefecture::parse(text), None, "{text}");
        }
        for text in ["01", "47", "99"] {
            assert_eq!(Prefecture::parse(text).map(Prefecture::digits).as_deref(), Some(text));
        }
    }
}
