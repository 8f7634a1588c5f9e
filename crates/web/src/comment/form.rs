//! 入力フォーム: what stands in its fields, and what is wrong with one of them. It asks for no account and sets no cookie.

use desk::hearing::Said;

use crate::lang::Lang;

/// The fields as they are shown.
pub(super) struct Form {
    pub(super) action: String,
    pub(super) said: Said,
    /// 用紙の番号: one form is one letter, however often it is sent.
    pub(super) number: String,
    /// A field's name and what is wrong with it.
    pub(super) wrong: Option<(&'static str, String)>,
    /// 意見書の取扱い.
    pub(super) promise: String,
    pub(super) longest: String,
    /// 受付の上限.
    pub(super) most: String,
}

impl Form {
    /// What is wrong with a field, if anything.
    pub(super) fn problem(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, why)| why.as_str())
    }

    /// The short fields: name, label, what to fill in by itself, what stands in it.
    pub(super) fn fields(&self, l: &Lang) -> [(&'static str, &'static str, &'static str, &str); 4] {
        let Said { place, sender, .. } = &self.said;
        [
            (
                "place",
                l.say("案のどこについてのご意見か（任意）", "Which part of the draft (optional)"),
                "off",
                place,
            ),
            (
                "name",
                l.say("お名前・団体名（任意）", "Name or organisation (optional)"),
                "name",
                &sender.name,
            ),
            ("address", l.say("ご住所（任意）", "Address (optional)"), "street-address", &sender.address),
            ("contact", l.say("ご連絡先（任意）", "How to reach you (optional)"), "off", &sender.contact),
        ]
    }
}
