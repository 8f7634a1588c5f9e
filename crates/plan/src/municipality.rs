//! 地方公共団体: whose plan this is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::licence::Licence;
use crate::record::RecordId;
use crate::refusal::Refusal;

/// 全国地方公共団体コード: six digits, the last of them a check digit. Text, for the first digit may be zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(String);

impl MunicipalityCode {
    /// Reads six digits (check digit verified) or five (check digit appended).
    ///
    /// The first two digits name the prefecture, 01 to 47; 99 is kept for examples and training, so that
    /// an invented city can never be taken for a real one.
    /// ```
    /// use plan::municipality::MunicipalityCode;
    /// assert_eq!(MunicipalityCode::parse("13114").unwrap().as_str(), "131148");
    /// assert!(MunicipalityCode::parse("131149").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let refused = || Refusal::NoSuchMunicipality(text.to_owned());
        let folded = crate::key::key(text);
        let digits: Vec<u8> = folded
            .chars()
            .map(|c| c.to_digit(10).map(|d| d as u8))
            .collect::<Option<_>>()
            .ok_or_else(refused)?;
        let (five, given): ([u8; 5], Option<u8>) = match digits[..] {
            [a, b, c, d, e] => ([a, b, c, d, e], None),
            [a, b, c, d, e, f] => ([a, b, c, d, e], Some(f)),
            _ => return Err(refused()),
        };
        let prefecture = five[0] * 10 + five[1];
        let check = check_digit(five);
        let known = (1..=47).contains(&prefecture) || prefecture == 99;
        if !known || given.is_some_and(|digit| digit != check) {
            return Err(refused());
        }
        Ok(Self(five.iter().chain([&check]).map(u8::to_string).collect()))
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 検査数字: the sixth digit of a 全国地方公共団体コード, from the five before it.
pub fn check_digit(five: [u8; 5]) -> u8 {
    let sum: u32 = five.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    ((11 - sum % 11) % 10) as u8
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

/// So that a map can be asked with the code as it stands in an address.
impl std::borrow::Borrow<str> for MunicipalityCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.0
    }
}

/// 団体の基本情報: what the pages call the municipality. Its record is the first that a ledger decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    /// 団体名, e.g. 「目安市」.
    pub name: String,
    /// A sentence that every page shows where it matters, e.g. that the city is invented.
    #[serde(default)]
    pub notice: Option<String>,
    /// 利用条件 of its open data.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub licence: Licence,
    /// 旧団体: what became of it by a merger or a new code; old codes and names still lead to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// 判定基準 of indicators that name none of their own; none: the first rule for indicators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RecordId>,
    /// 判定基準 of elements, for plans that name none of their own; none: elements have no grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element_rule: Option<RecordId>,
    /// 今後の方向性: the words that evaluations may choose from, e.g. 拡充, 維持, 縮小; empty: any word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<String>,
    /// 一人での決裁: whether somebody may decide what they alone wrote, as in a town with one planner. Else it needs two.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_person_decides: bool,
}

/// 旧団体: a municipality that is no more, or this one under the code it had before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Its code.
    pub code: MunicipalityCode,
    /// Its name.
    pub name: String,
}

impl Former {
    /// Reads `282022=旧城下町`: a code and a name.
    /// ```
    /// use plan::municipality::Former;
    /// assert_eq!(Former::parse("99005=旧川端町").unwrap().code.as_str(), "990051");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let (code, name) = text.split_once(['=', '＝']).unwrap_or((text, ""));
        Ok(Self { code: MunicipalityCode::parse(code.trim())?, name: name.trim().to_owned() })
    }
}

impl Municipality {
    /// A municipality of which nothing is known but its name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            notice: None,
            licence: Licence::default(),
            former: vec![],
            rule: None,
            element_rule: None,
            directions: vec![],
            one_person_decides: false,
        }
    }

    /// 市, 区, 町, 村, 県 …: what it may call itself in a sentence, by the last character of its name.
    /// ```
    /// use plan::municipality::Municipality;
    /// assert_eq!(Municipality::new("川端区").noun(), "区");
    /// assert_eq!(Municipality::new("若葉広域連合").noun(), "この団体");
    /// ```
    pub fn noun(&self) -> &'static str {
        const NOUNS: [&str; 8] = ["市", "区", "町", "村", "県", "都", "府", "道"];
        NOUNS.into_iter().find(|it| self.name.ends_with(it)).unwrap_or(UNNAMED)
    }
}

/// What a body is called in a sentence when its name does not tell what it is.
pub const UNNAMED: &str = "この団体";

/// What most choose is not stored: the bodies of older ledgers stay what they were.
fn is_usual(licence: &Licence) -> bool {
    *licence == Licence::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_known_codes() {
        for (five, digit) in [([1, 3, 1, 1, 4], 8), ([2, 7, 1, 0, 6], 3), ([0, 1, 1, 0, 0], 2)] {
            assert_eq!(check_digit(five), digit, "{five:?}");
        }
    }

    #[test]
    fn a_wrong_digit_a_wrong_prefecture_and_a_wrong_length_are_refused() {
        for text in ["131147", "480001", "000000", "", "1311", "1311480", "13114x"] {
            assert!(MunicipalityCode::parse(text).is_err(), "{text}");
        }
        assert_eq!(MunicipalityCode::parse("１３１１４８").map(String::from), Ok("131148".to_owned()));
    }

    #[test]
    fn the_usual_licence_is_not_stored_and_another_is() {
        let mut town = Municipality::new("若葉市");
        assert_eq!(serde_json::to_string(&town).unwrap(), r#"{"name":"若葉市","notice":null}"#);
        assert_eq!(serde_json::from_str::<Municipality>(r#"{"name":"若葉市"}"#).unwrap(), town);
        town.licence = Licence::Pdl1;
        let stored = serde_json::to_string(&town).unwrap();
        assert!(stored.contains(r#""licence":"PDL1.0""#), "{stored}");
        assert_eq!(serde_json::from_str::<Municipality>(&stored).unwrap(), town);
    }
}
