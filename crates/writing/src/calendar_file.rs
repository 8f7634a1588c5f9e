//! 予定表: deadlines as a calendar that programs subscribe to (iCalendar, RFC 5545).

use jiff::Timestamp;
use jiff::civil::Date;

/// 予定表 of one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// What programs call it.
    pub name: String,
    /// Its days.
    pub events: Vec<Event>,
}

/// 締切日: one whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name for ever: a program that knows it changes what it has instead of adding another.
    pub uid: String,
    /// 題名.
    pub title: String,
    /// A sentence below it.
    pub text: String,
    /// The day.
    pub day: Date,
    /// Where more stands.
    pub address: Option<String>,
    /// When anything of it changed last.
    pub changed: Timestamp,
    /// How often it was changed.
    pub sequence: u64,
    /// Whether it does not take place any more.
    pub cancelled: bool,
    /// So many days before, programs remind of it; none: they do not.
    pub reminds: Option<u8>,
}

/// Bytes of a line, its end left out.
const LINE: usize = 75;

/// The file: lines of 75 octets at most, each ended by CR and LF.
pub fn icalendar(file: &CalendarFile) -> String {
    let mut out = String::new();
    let head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Meyasu//Meyasu//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ];
    head.iter().for_each(|it| line(&mut out, it));
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&file.name)));
    line(&mut out, &format!("NAME:{}", escaped(&file.name)));
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    file.events.iter().for_each(|it| event(&mut out, it));
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, it: &Event) {
    let next = it.day.tomorrow().unwrap_or(it.day);
    let moment = moment(it.changed);
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&it.uid)));
    line(out, &format!("DTSTAMP:{moment}"));
    line(out, &format!("LAST-MODIFIED:{moment}"));
    line(out, &format!("SEQUENCE:{}", it.sequence));
    line(out, &format!("DTSTART;VALUE=DATE:{}", day(it.day)));
    line(out, &format!("DTEND;VALUE=DATE:{}", day(next)));
    line(out, &format!("SUMMARY:{}", escaped(&it.title)));
    if !it.text.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&it.text)));
    }
    if let Some(address) = &it.address {
        // An address is no text, so nothing of it is escaped; what would end the line is taken out.
        line(out, &format!("URL:{}", address.replace(char::is_control, "")));
    }
    line(out, "TRANSP:TRANSPARENT");
    line(out, if it.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    if let Some(days) = it.reminds.filter(|_| !it.cancelled) {
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", escaped(&it.title)));
        line(out, &format!("TRIGGER:-P{days}D"));
        line(out, "END:VALARM");
    }
    line(out, "END:VEVENT");
}

fn day(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: RFC 5545, 3.3.11. Control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One line, folded (3.1): never within a character.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn one(title: &str, text: &str) -> CalendarFile {
        let event = Event {
            uid: "goals.fukushi@990019".to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            day: date(2026, 12, 31),
            address: Some("https://desk.example/990019/sheets/goals/fukushi".to_owned()),
            changed: Timestamp::from_second(1_795_230_000).unwrap(),
            sequence: 3,
            cancelled: false,
            reminds: Some(3),
        };
        CalendarFile { name: "目安市　提出期限".to_owned(), events: vec![event] }
    }

    /// Lines as a reader sees them: unfolded.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    /// A text as it was before it was escaped.
    fn read(value: &str) -> String {
        let (mut out, mut chars) = (String::new(), value.chars());
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.push(match chars.next() {
                    Some('n' | 'N') => '\n',
                    Some(c) => c,
                    None => '\\',
                }),
                c => out.push(c),
            }
        }
        out
    }

    #[test]
    fn a_deadline_is_one_whole_day() {
        let lines = unfolded(&icalendar(&one("部の目標の作成", "")));
        for wanted in [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:部の目標の作成",
            "SEQUENCE:3",
            "STATUS:CONFIRMED",
            "TRIGGER:-P3D",
            "DTSTAMP:20261121T030000Z",
        ] {
            assert!(lines.iter().any(|it| it == wanted), "{wanted} is missing in {lines:#?}");
        }
    }

    #[test]
    fn what_does_not_take_place_reminds_of_nothing() {
        let mut file = one("案", "");
        file.events[0].cancelled = true;
        let lines = unfolded(&icalendar(&file));
        assert!(lines.iter().any(|it| it == "STATUS:CANCELLED"));
        assert!(!lines.iter().any(|it| it == "BEGIN:VALARM"));
    }

    proptest! {
        #[test]
        fn lines_are_short_whole_characters_and_nothing_is_lost(title in any::<String>(), text in "(.|\n|あ|𠮷|\u{FE0F}|\\\\|;|,){0,200}") {
            let file = icalendar(&one(&title, &text));
            for physical in file.split_terminator("\r\n") {
                prop_assert!(physical.len() <= LINE, "{} octets", physical.len());
                prop_assert!(!physical.contains(['\r', '\n']));
            }
            prop_assert!(file.ends_with("END:VCALENDAR\r\n"));
            let plain = |it: &str| it.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>();
            let lines = unfolded(&file);
            let value = |name: &str| lines.iter().find_map(|it| it.strip_prefix(name)).map(read);
            prop_assert_eq!(value("SUMMARY:"), Some(plain(&title)));
            if !text.is_empty() {
                prop_assert_eq!(value("DESCRIPTION:"), Some(plain(&text)));
            }
            // Whatever is written in it, it makes no line of its own.
            let usual = lines.iter().filter(|it| it.starts_with("BEGIN:") || it.starts_with("END:")).count();
            prop_assert_eq!(usual, 6);
        }
    }
}
