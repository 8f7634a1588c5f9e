//! 実績値: a figure, with 速報 or 見込 behind it where it is not final, or why there is none: 未測定（理由）, 集計中.

use super::{Answer, Context, Echoed, NotUnderstood, took};
use crate::actual::{Figure, Status, Unreadable};
use crate::key::{Folded, squeeze};
use crate::missing::Missing;
use crate::number::print;
use crate::unit::Unit;

pub(super) fn read(text: &str, context: &Context<'_>) -> Result<Echoed, NotUnderstood> {
    let (figure, status) = parts(text, context.unit.as_deref()).map_err(|why| refused(text, why, context))?;
    let unit = context.unit.as_deref().and_then(Unit::parse);
    let unit = unit.as_ref().map_or("", Unit::as_str);
    let echo = match &figure {
        Figure::Value(value) => {
            let ((ja, en), number) = (status.name(), format!("{}{unit}", print(*value)));
            match status {
                Status::Final => took(&number, &number),
                _ => took(&format!("{number}（{ja}）"), &format!("{number}, {en}")),
            }
        }
        Figure::NotYet => ("まだ実績がない年として記録します".to_owned(), "kept as not yet there".to_owned()),
        Figure::NotMeasured { because } => (
            format!("測っていない年として記録します（理由：{because}）"),
            format!("kept as not measured, because: {because}"),
        ),
    };
    Ok((Answer::Figure { figure, status }, echo))
}

fn parts(text: &str, unit: Option<&str>) -> Result<(Figure, Status), Unreadable> {
    let plain = |figure| (figure, Status::Final);
    if let Some((head, note)) = bracketed(text) {
        if let Some(status) = status(note) {
            return Ok((Figure::read(head, unit, None)?, status));
        }
        if !head.trim().is_empty() && Missing::parse(head).is_some() {
            return Figure::read(head, unit, Some(note)).map(plain);
        }
    }
    match Figure::read(text, unit, behind_the_word(text)) {
        Err(Unreadable::NoReason) if tells_why(text) => {
            Ok(plain(Figure::NotMeasured { because: text.to_owned() }))
        }
        read => read.map(plain),
    }
}

/// 未測定（隔年の調査）: what stands before the bracket that closes the text, and what stands in it, as written.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let folded = Folded::new(text);
    let key = folded.key().strip_suffix(')')?;
    let (head, note) = key.split_once('(')?;
    let note = folded.place(head.len() + 1..head.len() + 1 + note.len())?;
    let head = folded.place(0..head.len())?;
    Some((&text[head], text[note].trim()))
}

fn status(note: &str) -> Option<Status> {
    Some(match squeeze(note).trim_end_matches('値') {
        "見込" | "見込み" => Status::Expected,
        "速報" => Status::Provisional,
        "確定" => Status::Final,
        "訂正" => Status::Corrected,
        _ => return None,
    })
}

/// 未測定：隔年の調査.
fn behind_the_word(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("未測定")?;
    let reason = rest.trim_start_matches([':', '：', '、', ' ', '　', '\n']);
    (reason.len() < rest.len() && !reason.is_empty()).then_some(reason)
}

/// Words that only say that there is no figure.
const BARE: &[&str] = &[
    "未測定",
    "未計測",
    "未実施",
    "未調査",
    "未把握",
    "測定なし",
    "計測なし",
    "データなし",
    "データ無し",
    "数値なし",
    "実績なし",
    "実績値なし",
    "実施なし",
    "実施せず",
    "調査なし",
    "調査せず",
    "調査未実施",
    "該当なし",
    "該当無し",
    "なし",
    "無し",
    "無",
    "不明",
    "欠測",
    "中止",
    "廃止",
    "対象外",
    "非該当",
    "秘匿",
    "非公表",
    "非公開",
];

/// Whether words for no figure say more than that: 隔年調査のため未実施.
fn tells_why(text: &str) -> bool {
    let squeezed = squeeze(text);
    let words = squeezed.trim_matches(['(', ')', '。']);
    let letters = words.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    letters > 2 && !BARE.contains(&words)
}

fn refused(text: &str, why: Unreadable, context: &Context<'_>) -> NotUnderstood {
    let unit = context.unit.as_deref().unwrap_or_default();
    match why {
        Unreadable::OtherUnit => NotUnderstood::new(
            format!("「{text}」は指標の単位（{unit}）と違う単位で書かれています"),
            format!("“{text}” is written in another unit than the indicator’s ({unit})"),
        ),
        Unreadable::Approximate => NotUnderstood::new(
            format!("「{text}」はおよその数です。実績値は正確な数で書いてください"),
            format!("“{text}” is approximate; an actual is an exact figure"),
        ),
        Unreadable::NoReason => NotUnderstood::new(
            format!(
                "「{text}」は実績がない印ですが、理由がありません（例：未測定（隔年の調査のため）。これから出るなら「集計中」）"
            ),
            format!(
                "“{text}” says that there is no figure, but not why (such as 未測定（reason）, or 集計中 if it will come)"
            ),
        ),
        Unreadable::NotANumber => NotUnderstood::new(
            format!("「{text}」は数値として読めません（例：54.2、未測定（理由）、集計中）"),
            format!("“{text}” is not a number (such as 54.2, 未測定（reason）, 集計中)"),
        ),
    }
}
