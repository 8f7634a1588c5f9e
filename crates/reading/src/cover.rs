//! 表書き: `decision.toml`, which says of a folder of files what they are to become.

use plan::date::PartialDate;
use serde::Deserialize;

/// 表書き of one decision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// 理由: why; it stays in the revision history.
    pub reason: String,
    /// 決裁日, for the taking over of old documents; none: now.
    #[serde(default)]
    pub decided_on: Option<PartialDate>,
    /// 決裁者.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// 公表の区分 (確定, 速報 …); none: decided, not published.
    #[serde(default)]
    pub publish: Option<String>,
    /// 指摘を残して公表する理由, where the checks find what should be solved before publishing.
    #[serde(default)]
    pub despite: Option<String>,
    /// The files, in the order in which they are read.
    pub files: Vec<String>,
}

/// A cover sheet that cannot be used, with the place that the TOML reader names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCover {
    /// Not TOML, or not the fields of a cover sheet.
    #[error("decision.toml cannot be read: {0}")]
    Toml(String),
    /// A file name that leads out of the folder.
    #[error("decision.toml names “{0}”, which is not a file of this folder")]
    Outside(String),
}

impl BadCover {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::Toml(why) => format!("decision.toml を読めません（{why}）"),
            Self::Outside(name) => {
                format!("decision.toml にある「{name}」は、このフォルダーのファイルではありません")
            }
        }
    }
}

impl Cover {
    /// Reads a cover sheet.
    pub fn parse(text: &str) -> Result<Self, BadCover> {
        let cover: Self = toml::from_str(text).map_err(|error| BadCover::Toml(error.message().to_owned()))?;
        match cover.files.iter().find(|name| name.contains(['/', '\\']) || *name == "..") {
            Some(name) => Err(BadCover::Outside(name.clone())),
            None => Ok(cover),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_sheet_says_why_when_and_what() {
        let text = "reason = \"基本計画の策定\"\ndecided_on = \"2021-09-15\"\npublish = \"確定\"\nfiles = [\"plans.csv\"]";
        let cover = Cover::parse(text).unwrap();
        assert_eq!(cover.decided_on, PartialDate::parse("令和3年9月15日"));
        assert_eq!((cover.publish.as_deref(), cover.decided_by), (Some("確定"), None));
    }

    #[test]
    fn a_file_outside_the_folder_and_an_unknown_field_are_refused() {
        assert_eq!(
            Cover::parse("reason = \"x\"\nfiles = [\"../secret\"]"),
            Err(BadCover::Outside("../secret".to_owned()))
        );
        assert!(matches!(Cover::parse("reason = \"x\"\nfiles = []\nreasn = 1"), Err(BadCover::Toml(_))));
    }
}
