//! 金額: in the unit that the text or the field names, else in yen.

use super::{Answer, Context, Echoed, NotUnderstood, took};
use crate::money::{print_yen, say_yen, written};
use crate::number::print;
use crate::sheet::layout::yen_unit;
use crate::unit::Unit;

pub(super) fn read(text: &str, context: &Context<'_>) -> Result<Echoed, NotUnderstood> {
    let unit = yen_unit(&context.field.label);
    match written(text, unit.as_ref().map(Unit::as_str)) {
        Some(amount) if amount.approximate => Err(NotUnderstood::new(
            format!("「{text}」はおよその額です。金額は正確な数で書いてください"),
            format!("“{text}” is approximate; amounts are exact"),
        )),
        Some(amount) => {
            let (full, said) = (print_yen(amount.yen), say_yen(amount.yen));
            let ja = if full == said { full } else { format!("{full}（{said}）") };
            Ok((Answer::Yen(amount.yen), took(&ja, &format!("{} yen", print(amount.yen.into())))))
        }
        None => Err(NotUnderstood::new(
            format!("「{text}」は金額として読めません（例：73百万円、1,200千円、12,345円）"),
            format!("“{text}” is not an amount of money (such as 73百万円, 1,200千円, 12,345円)"),
        )),
    }
}
