//! 折返し: Japanese text in lines for pictures, where no browser breaks lines for us.

/// What must not begin a line (行頭禁則): it goes up to the line before, even if that grows by it.
const NEVER_FIRST: &str = "、。，．・：；？！）〕］｝〉》」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%％";
/// What must not end a line (行末禁則): it goes down to the next.
const NEVER_LAST: &str = "（〔［｛〈《「『【";

/// The width of a text in full-width characters: half-width ones count as a little more than a half.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> f64 {
    if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 0.58 } else { 1.0 }
}

/// Breaks a text into lines of at most `room` full-width characters, at most `most` of them; what is left over ends in 「…」.
pub(crate) fn lines(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        let wide = char_width(c);
        if used + wide > room && used > 0.0 && !NEVER_FIRST.contains(c) {
            let carried = carried(lines.last_mut());
            used = width(&carried);
            lines.push(carried);
        }
        if let Some(last) = lines.last_mut() {
            last.push(c);
        }
        used += wide;
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            shorten(last, room);
        }
    }
    lines.retain(|it| !it.trim().is_empty());
    lines
}

/// Opening brackets at the end of a full line, and a word of Latin letters that would be torn: they go down.
fn carried(line: Option<&mut String>) -> String {
    let Some(line) = line else { return String::new() };
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let kept = line.trim_end_matches(|c| NEVER_LAST.contains(c)).len();
    let kept = if kept == line.len() { line.trim_end_matches(is_word).len() } else { kept };
    // A word as long as the line itself must be torn.
    if kept == 0 { String::new() } else { line.split_off(kept) }
}

fn shorten(line: &mut String, room: f64) {
    while width(line) + 1.0 > room && line.pop().is_some() {}
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_where_its_room_ends() {
        assert_eq!(lines("妊娠期から途切れなく寄り添う", 7.0, 3), ["妊娠期から途切", "れなく寄り添う"]);
        assert_eq!(lines("短い", 7.0, 3), ["短い"]);
        assert_eq!(lines("", 7.0, 3), Vec::<String>::new());
    }

    #[test]
    fn marks_never_begin_a_line_and_brackets_never_end_one() {
        assert_eq!(lines("川を守る、緑を守る", 4.0, 3), ["川を守る、", "緑を守る"]);
        assert_eq!(lines("相談「はぐくみ面談」", 3.0, 4), ["相談", "「はぐ", "くみ面", "談」"]);
    }

    #[test]
    fn latin_words_and_numbers_stay_whole_where_they_fit() {
        assert_eq!(lines("来館者は12345人", 5.0, 3), ["来館者は", "12345人"]);
        assert_eq!(lines("ABCDEFGHIJKLMNOP", 4.0, 9).concat(), "ABCDEFGHIJKLMNOP");
    }

    #[test]
    fn what_does_not_fit_ends_in_dots() {
        let lines = lines("地域に気軽に声をかけ合える人がいると感じる人の割合", 6.0, 2);
        assert_eq!(lines, ["地域に気軽に", "声をかけ合…"]);
    }

    #[test]
    fn nothing_is_lost_and_no_line_is_much_too_long() {
        let text = "「まちの縁側会議」を知っている区民アンケート（18歳以上）回答者のうち、参加したことがある人の割合。";
        for room in 1..30 {
            let lines = lines(text, f64::from(room), 99);
            assert_eq!(lines.concat(), text, "{room}");
            assert!(lines.iter().all(|it| width(it) <= f64::from(room) + 3.0), "{room}: {lines:?}");
        }
    }
}
