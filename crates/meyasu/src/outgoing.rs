//! 発送係: takes letters from the outbox of the desk to the mail server, as long as the program serves.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use configuration::Unusable;
use desk::Desk;
use desk::mailing::{self, Addressed, Answer, Delivery};
use jiff::Timestamp;
use plan::municipality::MunicipalityCode;
use tokio::task::JoinError;

use crate::failure::{DATA, Failure};

/// Who carries the letters, and where the staff's side is for those who get them.
pub(crate) type Courier = (mail::Carrier, Option<String>);

/// Who carries the letters, by a file of settings, and where the staff's side is for those who get them.
pub(crate) fn carrier(file: &Path) -> Result<Courier, Failure> {
    std::fs::metadata(file).map_err(|error| Failure::unread(file, &error))?;
    let unusable = |why: Unusable| {
        Failure::new(
            DATA,
            format!("メールの設定が使えません：{}", why.ja),
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

/// How often the outbox is looked into.
const LOOK: Duration = Duration::from_secs(5);
/// How often it is asked whether a letter is due by itself: deadlines are days.
const REMIND: Duration = Duration::from_secs(60);

/// Sends what waits, one letter after the other, until it is told to stop. The log tells that a letter went out, and neither to whom nor
/// what the server said: both stand on the page of those who sent it.
pub(crate) async fn send_letters(desk: Desk, (carrier, address): Courier, stop: impl Future<Output = ()>) {
    let (mut stop, carrier) = (std::pin::pin!(stop), Arc::new(carrier));
    let mut reminded = None;
    loop {
        let (here, carrier, address) = (desk.clone(), carrier.clone(), address.clone());
        let reminds = is_time(reminded, Instant::now());
        if reminds {
            reminded = Some(Instant::now());
        }
        let work = move || {
            if reminds {
                remind(&here, address.as_deref());
            }
            let trouble = |town: &_, error: &_| troubled(town, error, "letters could not be sent");
            mailing::send_next(&here, Timestamp::now, |letter| carry(&carrier, letter), &trouble)
        };
        let pause = pause(tokio::task::spawn_blocking(work).await);
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Whether it is time to ask again what is due by itself.
fn is_time(last: Option<Instant>, now: Instant) -> bool {
    last.is_none_or(|last| now.duration_since(last) >= REMIND)
}

/// The next letter follows at once; where there is none, or nothing could be done, the outbox has time.
fn pause(sent: Result<Result<Option<Delivery>, desk::Error>, JoinError>) -> Duration {
    match sent {
        Ok(Ok(Some(stand))) => {
            tracing::info!(stand = stand.name().1, "a letter was tried");
            return Duration::ZERO;
        }
        Ok(Ok(None)) => {}
        Ok(Err(error)) => tracing::error!(%error, "the outbox could not be worked on"),
        Err(error) => tracing::error!(%error, "the outbox could not be worked on"),
    }
    LOOK
}

/// Writes reminders down that are due by themselves. What goes wrong here keeps no letter that waits.
fn remind(desk: &Desk, address: Option<&str>) {
    let trouble = |town: &_, error: &_| troubled(town, error, "reminders could not be written down");
    match desk::reminding::remind_due(desk, address, Timestamp::now(), &trouble) {
        Ok(0) => {}
        Ok(letters) => tracing::info!(letters, "reminders were written down by themselves"),
        Err(error) => tracing::error!(%error, "reminders could not be written down"),
    }
}

fn troubled(town: &MunicipalityCode, error: &desk::Error, what: &'static str) {
    tracing::error!(%town, %error, "{what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_due_by_themselves_are_looked_for_once_a_minute_however_many_go_out() {
        let now = Instant::now();
        let rounds = (0..=24).map(|round| now + LOOK * round);
        let mut last = None;
        let mut times = 0;
        for at in rounds {
            if is_time(last, at) {
                (last, times) = (Some(at), times + 1);
            }
        }
        assert_eq!(times, 3, "at once, after one minute and after two");
    }
}
