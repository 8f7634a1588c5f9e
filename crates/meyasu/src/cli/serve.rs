//! `meyasu serve`: where it listens, who is let in and believed, and what it is switched on for.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::Where;
use super::value::{address, network};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// 待ち受けるアドレス / where to listen
    #[arg(long, default_value = "127.0.0.1:8080", env = "MEYASU_LISTEN", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    /// 職員の画面で待ち受けるアドレス（省略時はこの機械の中だけで、--listen の次のポート） / where the staff's pages listen; by default within
    /// this machine only, on the port after that of --listen
    #[arg(long, env = "MEYASU_STAFF", value_name = "ADDR")]
    pub(crate) staff: Option<SocketAddr>,
    /// 職員の画面を開かない（公開だけのサーバー） / serve the public site only
    #[arg(long)]
    pub(crate) no_staff: bool,
    /// 最初のアカウントを作るアドレスを出す（すでにほかの団体にアカウントがあるとき。だれもいなければ、いつも出ます） / offer the address for the
    /// first account of one more municipality; while nobody has an account at all it is always offered
    #[arg(long)]
    pub(crate) first_account: bool,
    /// 公開のページで意見募集の入力フォームを開く（既定は閉じ、郵送などの送り方だけを示す） / open the form of public comments on the public
    /// site; without it the pages say how to send opinions by other ways
    #[arg(long, env = "MEYASU_VOICE", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) voice: bool,
    /// 手前に置いた中継サーバー（リバースプロキシ）のアドレス。そこからの X-Forwarded-For だけを送信元として信じる（コンマで複数、10.0.0.0/8 の形も可）。
    /// 省略時はどこも信じない / the proxies before this server, as addresses or networks: from them alone X-Forwarded-For is believed; without it
    /// from nobody, and all who come by one proxy are counted as one
    #[arg(long, env = "MEYASU_TRUST_PROXY", value_name = "ADDR", value_delimiter = ',', value_parser = network)]
    pub(crate) trust_proxy: Vec<web::Network>,
    /// 暗号化しない通信でもサインインできるようにする（証明書のない閉じた網だけで。画面に注意が出ます） / let people sign in over plain http from
    /// other machines; only for a closed network without certificates, and every page says so
    #[arg(long)]
    pub(crate) staff_unencrypted: bool,
    /// 庁内アカウント（OpenID Connect）でのサインインの設定ファイル / settings for signing in with the organisation's own accounts
    #[arg(long, env = "MEYASU_OPENID", value_name = "FILE")]
    pub(crate) openid: Option<PathBuf>,
    /// 督促などの手紙を送るメールサーバーの設定（TOML）。省略時は何も送らない / settings of the mail server; without them nothing is sent
    #[arg(long, env = "MEYASU_MAIL", value_name = "FILE")]
    pub(crate) mail: Option<PathBuf>,
    /// 台帳が空なら見本の市を入れる / load the sample city into an empty ledger
    #[arg(long, overrides_with = "no_sample")]
    pub(crate) sample: bool,
    /// 見本を入れない（既定） / do not (the default of `serve`)
    #[arg(long, overrides_with = "sample")]
    pub(crate) no_sample: bool,
    /// 公開するアドレス（https://…）。引用、正規のアドレス、目録、更新情報、サイトマップに載せる / the address under which the world knows the site
    #[arg(long, env = "MEYASU_ADDRESS", value_name = "URL", value_parser = address)]
    pub(crate) address: Option<String>,
    /// 記録を JSON の行で出す / log as JSON lines
    #[arg(long, env = "MEYASU_LOG_JSON", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) log_json: bool,
    #[command(flatten)]
    pub(crate) place: Where,
}

impl Serve {
    /// Where the staff's pages listen; where the system chooses the public port, it chooses this one too.
    pub(crate) fn staff(&self) -> SocketAddr {
        let port = match self.listen.port() {
            0 => 0,
            port => port.checked_add(1).unwrap_or(port - 1),
        };
        self.staff.unwrap_or(SocketAddr::from(([127, 0, 0, 1], port)))
    }
}
