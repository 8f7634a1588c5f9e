//! 目標値: 「48％以上」, 「3団体以上」. What no number can decide is a target in words.

use super::{Answer, Context, Echoed, took};
use crate::condition::Condition;
use crate::number::print;
use crate::unit::Unit;

pub(super) fn read(text: &str, context: &Context<'_>) -> Echoed {
    let read = Condition::parse_in(text, &Unit::new(context.unit.as_deref().unwrap_or_default()));
    let unit = read.as_ref().and_then(|it| it.unit.as_ref()).map_or("", Unit::as_str).to_owned();
    let condition = read.map_or(Condition::Words, |it| it.condition);
    let echo = match &condition {
        Condition::Words | Condition::Against(_) => (
            format!("「{text}」は言葉の目標として記録します（数値では判定しません）"),
            format!("“{text}” is kept as a target in words; no number decides it"),
        ),
        other => took(&other.written(&unit), &english(other, &unit)),
    };
    (Answer::Target { condition, words: text.to_owned() }, echo)
}

fn english(condition: &Condition, unit: &str) -> String {
    let number = |it: &rust_decimal::Decimal| format!("{}{unit}", print(*it));
    match condition {
        Condition::AtLeast(it) => format!("at least {}", number(it)),
        Condition::AtMost(it) => format!("at most {}", number(it)),
        Condition::MoreThan(it) => format!("more than {}", number(it)),
        Condition::LessThan(it) => format!("less than {}", number(it)),
        Condition::Equal(it) => format!("exactly {}", number(it)),
        Condition::Range { from, to } => format!("from {} to {}", number(from), number(to)),
        Condition::Maintain(Some(it)) => format!("held at {}", number(it)),
        Condition::Maintain(None) => "held".to_owned(),
        Condition::Increase(Some(it)) => format!("{} more than the baseline", number(it)),
        Condition::Increase(None) => "an increase".to_owned(),
        Condition::Decrease(Some(it)) => format!("{} less than the baseline", number(it)),
        Condition::Decrease(None) => "a decrease".to_owned(),
        Condition::Bare(it) => number(it),
        Condition::Against(_) | Condition::Words => String::new(),
    }
}
