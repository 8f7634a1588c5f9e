//! The arguments of `meyasu check`.

use clap::{Args, ValueEnum};

use super::value::check_code;
use super::{Code, Where};

/// 終了コード：0 は要確認以上の指摘なし、1 はあり。
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXITS)]
pub(crate) struct Check {
    /// 団体コード（省略時は台帳のすべて） / the municipality; all of the ledger where none is named
    pub(crate) code: Option<Code>,
    /// この重さ以上の指摘だけ / only what is as grave as this
    #[arg(long, value_enum, default_value = "hint", value_name = "WEIGHT")]
    pub(crate) severity: Weight,
    /// この点検項目だけ（コンマで区切る。一覧は --list） / only these checks, by their codes
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = check_code)]
    pub(crate) only: Vec<String>,
    /// 決裁を待つ起案を点検する / check a waiting draft
    #[arg(long, value_name = "DRAFT", requires = "code", conflicts_with = "decision")]
    pub(crate) draft: Option<String>,
    /// ある決裁の時点（省略時は最新） / as of a decision; the newest where none is named
    #[arg(long, value_name = "N", requires = "code")]
    pub(crate) decision: Option<u64>,
    /// JSON で出す / as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// 点検項目の一覧を示す / list the checks
    #[arg(long, conflicts_with_all = ["code", "json", "draft", "decision", "only"])]
    pub(crate) list: bool,
    #[command(flatten)]
    pub(crate) place: Where,
}

/// 指摘の重さ.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Weight {
    /// 参考
    Hint,
    /// 要確認
    Warning,
    /// 公表前に解決
    Stop,
    /// 誤り
    Error,
}

const CHECK_EXITS: &str = "\
終了コード / Exit codes:
  0   要確認より重い指摘はない（参考だけ、または指摘なし） / nothing that must be looked at
  1   要確認、公表前に解決、誤りのどれかがある / something must be looked at
  ほかは meyasu --help のとおり / all others as in meyasu --help";
