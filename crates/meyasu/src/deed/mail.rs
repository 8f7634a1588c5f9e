//! `meyasu mail`: a letter to try the settings of the mail server with, and what the server says.

use std::process::ExitCode;

use desk::mailing::{Addressed, Answer};

use crate::cli::Mail;
use crate::failure::{AGAIN, Failure, REFUSED};
use crate::outgoing::{carrier, carry};
use crate::say::tell;

const TEXT: &str =
    "これは、めやすのメールの設定を確かめるための手紙です。届いていれば、設定は正しくできています。";

pub(crate) fn run(asked: &Mail) -> Result<ExitCode, Failure> {
    let (carrier, _) = carrier(&asked.settings)?;
    let letter = Addressed {
        id: format!("trial {}", jiff::Timestamp::now()),
        name: asked.name.clone(),
        address: asked.to.clone(),
        subject: "【めやす】メールの設定の確認".to_owned(),
        text: TEXT.to_owned(),
    };
    match carry(&carrier, &letter) {
        Answer::Taken(said) => {
            tell(format!("送りました（サーバーの応答：{said}）"), format!("sent; the server said: {said}"));
            Ok(ExitCode::SUCCESS)
        }
        Answer::NotNow(said) => Err(Failure::new(
            AGAIN,
            format!("いまは送れません：{said}"),
            format!("it cannot be sent now: {said}"),
        )),
        Answer::Never(said) => {
            Err(Failure::new(REFUSED, format!("断られました：{said}"), format!("it was refused: {said}")))
        }
    }
}
