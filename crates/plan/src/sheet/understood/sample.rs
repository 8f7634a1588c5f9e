//! 回収状況: 「1,200人中580人」, 「580/1,200」, 「n=580」, each also with （該当300人）.

use super::{Answer, Echoed, NotUnderstood, took};
use crate::key::key;
use crate::number::{parse, print};
use crate::survey::Sample;
use rust_decimal::{Decimal, RoundingStrategy};

pub(super) fn read(text: &str) -> Result<Echoed, NotUnderstood> {
    let sample = parts(&key(text)).ok_or_else(|| {
        NotUnderstood::new(
            format!("「{text}」は回収状況として読めません（例：1,200人中580人、580/1,200、n=580）"),
            format!("“{text}” does not say how many answered (such as 1,200人中580人, 580/1,200, n=580)"),
        )
    })?;
    let too_many = sample.sent.is_some_and(|sent| sample.valid > sent)
        || sample.counted.is_some_and(|counted| counted > sample.valid);
    if too_many {
        return Err(NotUnderstood::new(
            format!("「{text}」では、回答した人が尋ねた人より多くなります"),
            format!("“{text}” has more answers than people"),
        ));
    }
    Ok((Answer::Sample(sample), echo(sample)))
}

fn echo(sample: Sample) -> (String, String) {
    let valid = print(sample.valid.into());
    let counted = sample.counted.map(|it| print(it.into()));
    let (mut ja, mut en) = match sample.sent {
        Some(sent) => {
            let rate = Decimal::from(sample.valid) * Decimal::ONE_HUNDRED;
            let rate = rate.checked_div(sent.into()).unwrap_or_default();
            let rate = rate.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            let sent = print(sent.into());
            (
                format!("{sent}人に尋ね、{valid}人が回答（回収率{rate}%）"),
                format!("{valid} of {sent} answered ({rate}%)"),
            )
        }
        None => (format!("{valid}人が回答"), format!("{valid} answered")),
    };
    if let Some(counted) = counted {
        ja += &format!("、うち該当{counted}人");
        en += &format!(", {counted} of them counted");
    }
    took(&ja, &en)
}

fn parts(key: &str) -> Option<Sample> {
    let (key, counted) = match key.strip_suffix(')').and_then(|it| it.split_once('(')) {
        Some((rest, inner)) => (rest.trim(), Some(people(inner.trim().strip_prefix("該当")?)?)),
        None => (key, None),
    };
    let pair = key.split_once("人中").or_else(|| key.split_once("中"));
    if let Some((sent, valid)) = pair {
        return Some(Sample { sent: Some(people(sent)?), valid: people(valid)?, counted });
    }
    if let Some((valid, sent)) = key.split_once('/') {
        return Some(Sample { sent: Some(people(sent)?), valid: people(valid)?, counted });
    }
    let valid = key.trim_start_matches(['n', 'N']).trim_start();
    Some(Sample { sent: None, valid: people(valid.strip_prefix('=').unwrap_or(valid))?, counted })
}

/// So many people, whatever they are called.
fn people(text: &str) -> Option<u32> {
    let text = text.trim();
    let named =
        ["発送", "配布", "対象", "有効回答", "回答", "回収"].into_iter().find_map(|it| text.strip_prefix(it));
    let text = named.unwrap_or(text).trim_start_matches([':', ' ', '数']);
    let number = text.trim_end_matches(['人', '名', '票', '件', '通', '者', ' ']);
    let number = parse(number)?;
    number.is_integer().then(|| u32::try_from(number).ok()).flatten()
}
