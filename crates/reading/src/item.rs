//! 項目への分割: the text of one cell or paragraph becomes its bullets, numbered items or paragraphs.

use crate::{
    mark::{Style, leading},
    markup::{Piece, pieces},
    words::{is_digit, is_sentence, trim},
};

/// 項目: one bullet, numbered item or paragraph, without its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The mark that was taken off.
    pub style: Option<Style>,
    /// The number of the mark, as written.
    pub number: Option<String>,
    /// Its words.
    pub text: String,
}

/// Splits a cell: at markup, at bullets after white space, at ①②③, and, inside a glued list, at sentence ends or spaces.
pub fn items(cell: &str) -> Vec<Item> {
    let ungrouped = |piece: &Piece| {
        let group = |text: &str| Piece { text: text.to_owned(), list: piece.list };
        groups(&piece.text).into_iter().map(group).collect::<Vec<_>>()
    };
    pieces(cell)
        .iter()
        .flat_map(ungrouped)
        .flat_map(|piece| of_piece(&piece))
        .filter(|item| !item.text.is_empty())
        .collect()
}

/// `【防災】 ・甲。 ・乙。 【防犯】 ・丙。`: group headings before bullets go, and cut.
fn groups(text: &str) -> Vec<&str> {
    let mut cuts = vec![(0, 0)];
    for (at, _) in text.match_indices('【') {
        let loose = text.get(..at).is_none_or(|before| {
            before.is_empty() || before.ends_with(char::is_whitespace) || before.ends_with('。')
        });
        let Some(close) =
            text.get(at..).and_then(|rest| rest.find('】')).map(|end| at + end + '】'.len_utf8())
        else {
            continue;
        };
        let bullets = trim(text.get(close..).unwrap_or("")).starts_with(['・', '･', '○', '●', '①', '•', '◆']);
        if loose && bullets {
            cuts.push((at, close));
        }
    }
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let parts = cuts.iter().zip(ends).filter_map(|((_, start), end)| text.get(*start..end));
    parts.map(trim).filter(|part| !part.is_empty()).collect()
}

fn of_piece(piece: &Piece) -> Vec<Item> {
    // Tags of the development goals behind the last item are no words of it.
    let text = trim(piece.text.split(" SDGs").next().unwrap_or(&piece.text));
    let marked = at_marks(text);
    if marked.len() > 1
        || leading(text)
            .is_some_and(|marked| marked.style != Style::Arabic && !matches!(marked.style, Style::Bracket(_)))
    {
        let whole = marked.len() == 1;
        let parts = marked.into_iter().flat_map(|part| if whole { paragraphs(part) } else { vec![part] });
        return parts.map(unmarked).collect();
    }
    if piece.list {
        return glued(text).into_iter().map(unmarked).collect();
    }
    vec![unmarked(text)]
}

/// One item without its mark; stacked marks (`•  ・甲`) go together.
pub fn unmarked(text: &str) -> Item {
    let mut item = Item { style: None, number: None, text: trim(text).to_owned() };
    for _ in 0..3 {
        let Some(marked) = leading(&item.text) else { break };
        let strips = marked.style.is_bullet()
            || marked.style.is_enumerator()
            || matches!(marked.style, Style::Sign(_) | Style::Hash(_));
        if !strips
            || (item.style.is_some()
                && marked.style.is_enumerator()
                && item.style.is_some_and(Style::is_enumerator))
        {
            break;
        }
        let (style, number, text) = (marked.style, marked.number.map(str::to_owned), marked.text.to_owned());
        item = Item { style: Some(style), number: number.or(item.number), text };
    }
    item
}

/// Cuts before a bullet that follows white space or a sentence end, and before each next of ①②③ or (1)(2)(3).
fn at_marks(text: &str) -> Vec<&str> {
    let Some(first) = leading(text) else { return vec![text] };
    let style = first.style;
    let counts = matches!(style, Style::Circled | Style::Paren | Style::Arabic);
    if !(style.is_bullet() || counts || matches!(style, Style::Sign('○' | '●' | '◆' | '■' | '◇' | '□' | '◎')))
    {
        return vec![text];
    }
    let mut cuts = vec![0];
    let mut previous = text.chars().next().unwrap_or(' ');
    let mut wanted = 2;
    for (at, c) in text.char_indices().skip(1) {
        let rest = text.get(at..).unwrap_or("");
        let loose = previous.is_whitespace() || previous == '。';
        let fits = match style {
            Style::Circled => "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮".contains(c) && order(rest) == Some(wanted),
            Style::Paren | Style::Arabic => {
                loose && !is_digit(previous) && order(rest) == Some(wanted) && same(rest, style)
            }
            Style::Sign(sign) => loose && c == sign,
            _ => false,
        };
        if fits {
            cuts.push(at);
            wanted += 1;
        }
        previous = c;
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).map(trim).collect()
}

fn same(text: &str, style: Style) -> bool {
    leading(text.get(..text.len().min(200)).unwrap_or(text)).is_some_and(|marked| marked.style == style)
}

/// The number at the start, whatever its form.
fn order(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if let Some(place) = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮".chars().position(|c| c == first) {
        return Some(place + 1);
    }
    let digits: String = text.chars().take(4).filter(|c| is_digit(*c)).collect();
    crate::words::folded(&digits).parse().ok()
}

/// Items that lost their tags: cut after sentence ends, or at every space where no sentence ends.
fn glued(text: &str) -> Vec<&str> {
    // 「41.1％：B 42.2％：A」: figures only.
    let figures: Vec<&str> = text.split_whitespace().collect();
    let figure = |word: &&str| {
        let named = crate::words::has_digit(word) && word.chars().count() <= 24;
        word.starts_with(is_digit) || named && !word.contains(['年', '。', '「', '①'])
    };
    if figures.len() > 1 && figures.iter().all(figure) {
        return figures;
    }
    let sentences = text.contains('。');
    let mut cuts = vec![0];
    let mut depth = 0_i32;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(3) {
        let [(_, before), (at, space), (_, after)] = window else { continue };
        match before {
            '「' | '『' | '（' | '(' | '【' => depth += 1,
            '」' | '』' | '）' | ')' | '】' => depth -= 1,
            _ => {}
        }
        let wide = !before.is_ascii() && !after.is_ascii() && !is_digit(*after);
        let ends = matches!(before, '。' | '！' | '？' | '!' | '?');
        if space.is_whitespace() && depth <= 0 && (ends || (!sentences && wide)) {
            cuts.push(*at);
        }
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).map(trim).collect()
}

/// Paragraphs of an unmarked cell: a space after a sentence end is a lost line break.
pub fn paragraphs(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for pair in chars.windows(2) {
        if let [(_, '。'), (at, ' ')] = pair {
            cuts.push(*at);
        }
    }
    cuts.push(text.len());
    let found: Vec<&str> =
        cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).map(trim).collect();
    if found.iter().all(|text| is_sentence(text)) { found } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Vec<String> {
        items(cell).into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn glued_lists_come_apart() {
        assert_eq!(texts("<ul style=\"x\"> 甲を行う。 乙を行う。"), ["甲を行う。", "乙を行う。"]);
        assert_eq!(texts("<ul> 甲の充実 乙の推進 DX Lab の開設"), ["甲の充実", "乙の推進 DX Lab の開設"]);
        assert_eq!(texts("<ul> ・甲と 乙。 ・丙。"), ["甲と 乙。", "丙。"]);
        assert_eq!(texts("<ul> 割合：85%以上 件数 35件"), ["割合：85%以上", "件数 35件"]);
        assert_eq!(texts("合言葉 <ul> 甲 乙"), ["合言葉", "甲", "乙"]);
    }

    #[test]
    fn inline_marks_cut_and_prose_stays_whole() {
        assert_eq!(texts("①54.2％：A②38.1％：B"), ["54.2％：A", "38.1％：B"]);
        assert_eq!(texts("・甲。・乙。"), ["甲。", "乙。"]);
        assert_eq!(texts("(1) 甲 (2) 乙"), ["甲", "乙"]);
        assert_eq!(texts("町会・自治会と進める。"), ["町会・自治会と進める。"]);
        assert_eq!(texts("•  ・甲"), ["甲"]);
        assert_eq!(texts("【防災】 ・甲。 ・乙。 【防犯】 ・丙。"), ["甲。", "乙。", "丙。"]);
        assert_eq!(texts("【防災】訓練を行う。"), ["【防災】訓練を行う。"]);
    }
}
