//! 意見書の一覧: one part of it, for there may be thousands.

use desk::consulting::{Named, Round};
use plan::consultation::{Letter, MOST_LETTERS, is_tight, room};
use web::Lang;

use super::{address, cut};
use crate::clerk::Clerk;

/// Letters on one page.
pub(super) const PART: u64 = 50;

/// One letter in the list.
pub(super) struct LetterRow {
    pub(super) address: String,
    pub(super) words: String,
    pub(super) by: &'static str,
    pub(super) received: String,
    pub(super) late: bool,
    pub(super) marks: Vec<String>,
}

/// Which part of the list is shown, and where its neighbours are.
pub(super) struct Part {
    /// 「51～100通（全200通）」; empty where one part is all.
    pub(super) said: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The number of the part that an address asks for, from 1; none where there is no such part.
pub(super) fn asked(query: Option<&str>, letters: u64) -> Option<u64> {
    let typed = crate::typed::Typed::decode(query.unwrap_or_default().as_bytes());
    let part = if typed.has("page") { typed.get("page").parse().ok()? } else { 1 };
    (1..=letters.div_ceil(PART).max(1)).contains(&part).then_some(part)
}

impl Part {
    pub(super) fn of(clerk: &Clerk, round: &Round, part: u64) -> Self {
        let all = round.letters;
        let [from, to, whole] = [(part - 1) * PART + 1, (part * PART).min(all), all].map(printed);
        let said = clerk
            .lang
            .say(format!("{from}～{to}通（全{whole}通）"), format!("{from} to {to} of {whole} letters"));
        let to = |part: u64| format!("{}?page={part}#letters", address(clerk, &round.id));
        Self {
            said: if all <= PART { String::new() } else { said },
            before: (part > 1).then(|| to(part - 1)),
            after: (part * PART < all).then(|| to(part + 1)),
        }
    }
}

/// The rows of a part.
pub(super) fn rows(clerk: &Clerk, round: &Round, letters: &[Named<Letter>]) -> Vec<LetterRow> {
    let (l, to) = (clerk.lang, address(clerk, &round.id));
    let row = |it: &Named<Letter>| LetterRow {
        address: format!("{to}/letters/{}", web::encode(&it.id)),
        words: cut(&it.value.text),
        by: l.of_pair(it.value.by.name()),
        received: l.date(it.value.received),
        late: it.value.received > round.consultation.to,
        marks: states(&it.value, l),
    };
    letters.iter().map(row).collect()
}

/// 「未確認 2、掲載 1」: what became of the opinions of a letter, each word once.
fn states(letter: &Letter, l: Lang) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = vec![];
    for word in letter.points.iter().map(|point| l.of_pair(point.mark.state().name())) {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let told = |(word, count): (&str, usize)| match count {
        1 => word.to_owned(),
        _ => format!("{word} {count}"),
    };
    counts.into_iter().map(told).collect()
}

/// 受付の上限: told once the form will soon take no more, and when it takes none.
pub(super) fn tight(l: Lang, letters: u64) -> Option<String> {
    let most = printed(MOST_LETTERS);
    is_tight(letters).then(|| match room(letters) {
        0 => l.say(
            format!("入力フォームの上限（{most}通）に達したため、フォームは新しい意見を受け付けていません。届いた意見書はすべて残っています。ほかの方法で届いた意見は、続けて入力できます。"),
            format!("The form has taken in as many letters as it may ({most}) and takes no more. All that came is kept; what comes by other ways can still be typed in."),
        ),
        left => l.say(
            format!("入力フォームで受け付けられるのは、あと{}通です（上限 {most}通）。", printed(left)),
            format!("The form takes {} more letters ({most} at most).", printed(left)),
        ),
    })
}

/// 「20,000」.
fn printed(letters: u64) -> String {
    plan::number::print(letters.into())
}
