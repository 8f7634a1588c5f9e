//! Collects the sentences about two forms.

use super::{Field, Form, FormChange, FormChanged, Part};

#[derive(Default)]
pub(super) struct Telling(Vec<FormChange>);

impl Telling {
    pub(super) fn added(&mut self, part: Option<usize>, ja: String, en: String) {
        self.0.push(FormChange { how: FormChanged::Added, part, ja, en });
    }

    pub(super) fn gone(&mut self, part: Option<usize>, ja: String, en: String) {
        self.0.push(FormChange { how: FormChanged::Gone, part, ja, en });
    }

    pub(super) fn changed(&mut self, part: Option<usize>, ja: String, en: String) {
        self.0.push(FormChange { how: FormChanged::Changed, part, ja, en });
    }

    pub(super) fn moved(&mut self, part: Option<usize>, ja: String, en: String) {
        self.0.push(FormChange { how: FormChanged::Moved, part, ja, en });
    }

    pub(super) fn into_changes(self) -> Vec<FormChange> {
        self.0
    }

    /// What is otherwise with a field that both forms have.
    pub(super) fn field(
        &mut self,
        at: usize,
        part: &Part,
        name: &(String, String),
        before: &Field,
        field: &Field,
        last: &Form,
    ) {
        let mut say = |ja: String, en: String| {
            let ja = format!("「{}」の欄「{}」：{ja}", part.title, name.0);
            self.changed(Some(at), ja, format!("“{}”: field “{}”: {en}", part.title, name.1));
        };
        if before.label != field.label {
            let old = before.name(last.fiscal_year);
            say(format!("名前を「{}」から変更", old.0), format!("was called “{}”", old.1));
        }
        if before.help != field.help {
            say("記入要領を変更".to_owned(), "the help is another".to_owned());
        }
        if before.limit != field.limit {
            let (then, now) = (limit(before.limit), limit(field.limit));
            say(
                format!("字数の目安を{}から{}に変更", then.0, now.0),
                format!("the limit is {}, was {}", now.1, then.1),
            );
        }
        match (before.required, field.required) {
            (false, true) => say("必須に変更".to_owned(), "is required now".to_owned()),
            (true, false) => say("任意に変更".to_owned(), "is not required any more".to_owned()),
            _ => {}
        }
        match (before.internal, field.internal) {
            (false, true) => say("庁内限りに変更".to_owned(), "is internal now".to_owned()),
            (true, false) => say("公表する欄に変更".to_owned(), "is published now".to_owned()),
            _ => {}
        }
    }
}

fn limit(limit: Option<u32>) -> (String, String) {
    match limit {
        Some(limit) => (format!("{limit}字"), format!("{limit} characters")),
        None => ("なし".to_owned(), "none".to_owned()),
    }
}
