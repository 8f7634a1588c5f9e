//! The command line, in words that a clerk and a system administrator can learn from.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use plan::licence::Licence;

use crate::say::Lang;

mod check;
mod serve;
mod value;

pub(crate) use check::{Check, Weight};
pub(crate) use serve::Serve;
pub(crate) use value::Code;
use value::{address, encoding, licence, words};

const EXITS: &str = "\
終了コード / Exit codes:
  0   できた / done
  1   規則により拒否、または確認が必要な点がある / refused by a rule, or something must be looked at
  2   コマンドの書き方の誤り / wrong usage
  3   何も取り込めなかった（import） / nothing could be taken in (import)
  65  読めない文書、壊れた台帳 / a document or ledger that cannot be read
  66  ファイルがない、読めない / a file is missing or may not be read
  69  ポートやデータベースが使えない / a port or database is not available
  70  プログラムの不具合 / a fault of the program
  73  書き込めない、上書きしない / cannot be written, or would overwrite
  74  読み書きの失敗（ディスクの空き不足など） / input or output failed, such as a full disk
  75  もう一度 / try again

はじめての方 / First steps:
  meyasu                                        見本の市を開く / opens the sample city
  meyasu read 運営方針.txt                       文書を読んでみる / reads a document
  meyasu init 131148 --name 中野区               団体を始める / begins a municipality
  meyasu import 運営方針.txt --municipality 131148 --decide 公表資料の取込み
  meyasu publish --municipality 131148           公表する / publishes
  meyasu serve                                   サイトを開く / serves the site";

/// 目安（めやす）：目標と成果による行政運営。何を約束し、何が実現したかを、誰でも確かめられる形で残し、公表します。
///
/// Meyasu keeps what a municipality promised and what came of it, and publishes it so that anyone can check.
#[derive(Debug, Parser)]
#[command(name = "meyasu", version, after_help = EXITS, max_term_width = 110)]
pub(crate) struct Cli {
    /// メッセージの言語 / language of messages
    #[arg(long, global = true, value_enum, env = "MEYASU_LANG")]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) deed: Option<Deed>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Deed {
    /// 文書を読み、何が書かれているかを示す（何も保存しない） / read a document and show what it says
    Read(Read),
    /// 文書や表を取り込み、起案にする / take files in as a draft
    Import(Import),
    /// 決裁を待つ起案を見る、決裁する、取り下げる / list, decide or withdraw drafts
    Drafts(Drafts),
    /// 記録や起案のおかしな点を点検する / check what is decided, or a draft, for what is odd
    Check(Check),
    /// 決裁した内容を公表する / publish a decision
    Publish(Publish),
    /// サイトを開く / serve the site
    Serve(Serve),
    /// 台帳が改ざんされていないか、壊れていないかを確かめる / check the whole ledger
    Verify(Verify),
    /// 台帳の控えを取る（運転中でもよい） / back the ledger up, while it is in use
    Backup(Backup),
    /// 控えから台帳を戻す / restore a ledger from a backup
    Restore(Restore),
    /// 版の全体をデータとして書き出す / write a whole edition as data
    Export(Export),
    /// 団体を始める / begin a municipality
    Init(Init),
    /// 送られたファイルを読む（このプログラムが自分で使う） / read a file that was sent; the program asks itself
    #[command(hide = true)]
    ReadSent,
    /// 職員に設定用アドレスを出し直す（システム管理者がパスワードを忘れたとき） / a fresh one-time address for somebody, such as an administrator
    /// who forgot the password
    Invite(Invite),
    /// メールの設定を確かめる（手紙を1通送り、サーバーの応答を示す） / try the settings for mail with one letter
    Mail(Mail),
}

impl Deed {
    /// What `meyasu` alone does: `serve --sample`.
    pub(crate) fn with_sample() -> Self {
        let here = Cli::parse_from(["meyasu", "serve", "--sample"]);
        here.deed.unwrap_or_else(|| unreachable!("the words name a deed"))
    }
}

/// Where the ledger is.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// データを置くフォルダー（省略時は利用者のデータフォルダー） / folder of the data
    #[arg(long, env = "MEYASU_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL を使うときの接続先 / the database, where one machine is too small
    #[arg(long, env = "MEYASU_DATABASE", value_name = "postgres://…", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// 読む文書（- は標準入力） / the document; - is standard input
    #[arg(required_unless_present = "line")]
    pub(crate) file: Option<PathBuf>,
    /// 読み取った内容を JSON で出す / print what was read as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// 標準入力の JSON 行を一行ずつ読む / read JSON lines on standard input, one result a line
    #[arg(long, conflicts_with_all = ["file", "json"])]
    pub(crate) line: bool,
    /// 文字コード（推定が誤るとき） / the encoding, where the guess is wrong
    #[arg(long, value_name = "shift_jis|euc-jp|utf-8|…", value_parser = encoding)]
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 文書、表（CSV）、または decision.toml のあるフォルダー / documents, tables, or folders with a decision.toml
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// 団体コード / the municipality
    #[arg(long, value_name = "CODE")]
    pub(crate) municipality: Code,
    /// 起案のままにせず、この理由で決裁する / decide at once, for this reason
    #[arg(long, value_name = "REASON", value_parser = words)]
    pub(crate) decide: Option<String>,
    /// 担当（履歴に残る名前。個人名でなく課名など） / who does it, as the history will say
    #[arg(long, env = "MEYASU_BY", default_value = "企画課", value_parser = words)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Drafts {
    /// 団体コード / the municipality
    #[arg(long, value_name = "CODE")]
    pub(crate) municipality: Code,
    /// 起案ID：それだけなら内容を示す（省略時は一覧） / the draft: alone, it is shown; a list where none is named
    pub(crate) draft: Option<String>,
    #[command(flatten)]
    pub(crate) deed: DraftDeed,
    /// 担当 / who does it
    #[arg(long, env = "MEYASU_BY", default_value = "企画課", value_parser = words)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
#[group(id = "deed", multiple = false)]
pub(crate) struct DraftDeed {
    /// この理由で決裁する / decide it, for this reason
    #[arg(long, value_name = "REASON", requires = "draft", value_parser = words)]
    pub(crate) decide: Option<String>,
    /// 取り下げる / give it up
    #[arg(long, requires = "draft")]
    pub(crate) withdraw: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// 団体コード / the municipality
    #[arg(long, value_name = "CODE")]
    pub(crate) municipality: Code,
    /// 決裁番号（省略時は最新） / the decision; the newest where none is named
    #[arg(long, value_name = "N")]
    pub(crate) decision: Option<u64>,
    /// 公表の区分 / as what
    #[arg(long, default_value = "確定", value_parser = words)]
    pub(crate) label: String,
    /// 読む人へのひとこと / a sentence for the reader
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// 公表前に解決すべき指摘を残して公表する理由（ひとことに続けて公表される） / why it is published although something is left to be
    /// solved first; the reason is published with the note
    #[arg(long, value_name = "REASON", value_parser = words)]
    pub(crate) despite: Option<String>,
    /// 担当 / who does it
    #[arg(long, env = "MEYASU_BY", default_value = "企画課", value_parser = words)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// 控えのファイル（すでにあれば上書きしない） / the file; never overwritten
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// 控えのファイル / the backup
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// 団体コード / the municipality
    #[arg(long, value_name = "CODE")]
    pub(crate) municipality: Code,
    /// JSON で（いまはこの形だけ） / as JSON, the only form so far
    #[arg(long, required = true)]
    pub(crate) json: bool,
    /// ある決裁の時点（省略時は最新） / as of a decision; the newest where none is named
    #[arg(long, value_name = "N")]
    pub(crate) decision: Option<u64>,
    /// 公表された内容だけ / only what the public sees
    #[arg(long)]
    pub(crate) public: bool,
    /// 書き出すファイル（省略時は標準出力） / the file; standard output where none is named
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// 全国地方公共団体コード（6桁、または検査数字のない5桁） / the municipality's code
    pub(crate) code: Code,
    /// 団体名 / its name
    #[arg(long, value_parser = words)]
    pub(crate) name: String,
    /// すべてのページに出すお知らせ / a sentence for every page
    #[arg(long)]
    pub(crate) notice: Option<String>,
    /// オープンデータの利用条件：CC-BY-4.0、PDL1.0、CC0-1.0 / the licence of its open data
    #[arg(long, value_parser = licence, default_value = "CC-BY-4.0")]
    pub(crate) licence: Licence,
    /// 担当 / who does it
    #[arg(long, env = "MEYASU_BY", default_value = "企画課", value_parser = words)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// 団体コード / the municipality
    pub(crate) code: Code,
    /// 職員番号（またはメールアドレス） / staff number or mail address
    #[arg(value_parser = words)]
    pub(crate) login: String,
    /// 二段階認証も解除する（認証アプリの入った電話をなくしたとき） / take the second factor off too
    #[arg(long)]
    pub(crate) without_second_factor: bool,
    /// 職員の画面のアドレス / where the staff's pages are
    #[arg(long, default_value = "http://127.0.0.1:8081", env = "MEYASU_STAFF_ADDRESS", value_name = "URL", value_parser = address)]
    pub(crate) address: String,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Mail {
    /// メールの設定（TOML） / the settings
    pub(crate) settings: PathBuf,
    /// 宛先のアドレス / to which address
    #[arg(long, value_name = "ADDRESS", value_parser = words)]
    pub(crate) to: String,
    /// 宛先の氏名 / to whom
    #[arg(long, default_value = "", value_name = "NAME")]
    pub(crate) name: String,
}
