//! 発送係: takes letters from the outbox of the desk to the mail server, as long as the program serves.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use desk::mailing::{self, Addressed, Answer, Standing};
use jiff::Timestamp;

use crate::failure::{DATA, Failure};

/// Who carries the letters, and where the staff's side is for those who get them.
pub(crate) type Outgoing = (mail::Carrier, Option<String>);

/// Who carries the letters, by a file of settings, and where the staff's side is for those who get them.
pub(crate) fn carrier(file: &Path) -> Result<Outgoing, Failure> {
    std::fs::metadata(file).map_err(|error| Failure::unread(file, &error))?;
    let unusable = |why: mail::Unusable| {
        Failure::new(
            DATA,
            format!("メールの設定が使えません：{why}"),
            format!("these settings for mail cannot be used: {why}"),
        )
    };
    let settings = mail::read(file).map_err(unusable)?;
    let address = settings.address.clone();
    Ok((mail::Carrier::new(settings).map_err(unusable)?, address))
}

/// One letter, handed over.
pub(crate) fn carry(carrier: &mail::Carrier, letter: &Addressed) -> Answer {
    let Addressed { id, name, address, subject, text } = letter.clone();
    match carrier.carry(&mail::Letter { id, name, address, subject, text }) {
        mail::Answer::Taken(said) => Answer::Taken(said),
        mail::Answer::NotNow(said) => Answer::NotNow(said),
        mail::Answer::Never(said) => Answer::Never(said),
    }
}

/// How often the outbox is looked into, in seconds.
const LOOK: u64 = 5;

/// Sends what waits, one letter after the other, until it is told to stop. The log tells that a letter went out, and neither to whom nor
/// what the server said: both stand on the page of those who sent it.
pub(crate) async fn send_letters(desk: Desk, (carrier, address): Outgoing, stop: impl Future<Output = ()>) {
    let (mut stop, carrier) = (std::pin::pin!(stop), Arc::new(carrier));
    loop {
        let (desk, carrier, address) = (desk.clone(), carrier.clone(), address.clone());
        let sent = tokio::task::spawn_blocking(move || one(&desk, &carrier, address.as_deref())).await;
        let pause = match sent {
            Ok(Ok(Some(stand))) => {
                tracing::info!(stand = stand.name().1, "a letter was tried");
                0
            }
            Ok(Ok(None)) => LOOK,
            Ok(Err(error)) => {
                tracing::error!(%error, "the outbox could not be worked on");
                LOOK
            }
            Err(error) => {
                tracing::error!(%error, "the outbox could not be worked on");
                LOOK
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = tokio::time::sleep(Duration::from_secs(pause)) => {}
        }
    }
}

fn one(desk: &Desk, carrier: &mail::Carrier, address: Option<&str>) -> Result<Option<Standing>, desk::Error> {
    let written = desk::reminding::remind_due(desk, address, Timestamp::now())?;
    if written > 0 {
        tracing::info!(letters = written, "reminders were written down by themselves");
    }
    mailing::send_next(desk, Timestamp::now, |letter| carry(carrier, letter))
}
