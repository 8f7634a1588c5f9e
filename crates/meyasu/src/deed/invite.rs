//! `meyasu invite`: a fresh one-time address for somebody who cannot get in, when nobody else can make one.

use std::process::ExitCode;

use desk::inviting;
use jiff::Timestamp;

use crate::cli::Invite;
use crate::failure::Failure;
use crate::say::tell;

pub(crate) fn run(asked: &Invite) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let (town, now) = (&asked.code.0, Timestamp::now());
    let drops = asked.without_second_factor;
    let issued = inviting::invite_at_the_machine(&desk, town, &asked.login, drops, crate::chance::fill, now)?;
    let address = format!("{}/{town}/invitation/{}", asked.address, issued.secret.text());
    tell(
        format!("設定用アドレス（一度だけ、7日間使えます）：{address}"),
        format!("one-time address (good once, for seven days): {address}"),
    );
    Ok(ExitCode::SUCCESS)
}
