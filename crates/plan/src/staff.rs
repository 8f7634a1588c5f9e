//! 職員: who works at the desk, in which posts. Names stay out of decisions: those know a [`StaffId`] only.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decision::StaffId;
use crate::record::RecordId;
use crate::role::Role;

/// アカウント of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name under which decisions know the person; it says nothing about them.
    pub id: StaffId,
    /// What is typed to sign in: 職員番号 or a mail address, folded ([`Account::login_key`]).
    pub login: String,
    /// 氏名, kept to the code point. Empty once it was erased.
    pub name: String,
    /// Where reminders go; none: they are printed.
    #[serde(default)]
    pub mail: Option<String>,
    /// 庁内アカウント: by which name the municipality's identity provider knows the person; none until they came by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// 職: several at once are usual (兼務). Posts end; they are never removed.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// 退職: from this day on nobody signs in with it.
    #[serde(default)]
    pub left_on: Option<Date>,
    /// When it was made.
    pub made: Timestamp,
    /// Who made this version of it; none for the first, and for what was done at the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<StaffId>,
    /// When this version was made; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

/// 外部の身元: by which name a provider knows somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// Which provider.
    pub issuer: String,
    /// Its own name for the person, never given to anybody else.
    pub subject: String,
}

/// 職: one role in one organisation, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// As what.
    pub role: Role,
    /// Where; none for roles of the whole municipality.
    #[serde(default)]
    pub organisation: Option<RecordId>,
    /// First day.
    pub from: Date,
    /// Last day; none while it goes on.
    #[serde(default)]
    pub until: Option<Date>,
    /// 代理: whose place it takes; the person's own post where none.
    #[serde(default)]
    pub stands_in_for: Option<StaffId>,
    /// Who gave it.
    pub given_by: StaffId,
}

impl Post {
    /// Whether it is held on a day.
    pub fn is_held(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// 同じ職: the same role at the same place, in somebody's place or not, on a day on which the other is held too.
    pub fn is_held_with(&self, other: &Self) -> bool {
        let post = |it: &Self| (it.role, it.organisation.clone(), it.stands_in_for.clone());
        let ends_before = |it: &Self, other: &Self| it.until.is_some_and(|until| until < other.from);
        post(self) == post(other) && !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether it was held before a day and is no more.
    pub fn is_past(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }
}

impl Account {
    /// The posts of a day.
    pub fn posts_on(&self, day: Date) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |post| post.is_held(day))
    }

    /// Whether the person may sign in on a day.
    pub fn is_active(&self, day: Date) -> bool {
        self.left_on.is_none_or(|left| day < left)
    }

    /// Whether the person keeps the accounts today and has no end in sight: of such there must always be one.
    pub fn is_lasting_administrator(&self, day: Date) -> bool {
        let lasting = |post: &Post| post.role == Role::Administrator && post.until.is_none();
        self.left_on.is_none() && self.posts_on(day).any(lasting)
    }

    /// What stands for a login however it is typed: width, case and spaces do not matter.
    /// ```
    /// assert_eq!(plan::staff::Account::login_key(" Ａ０１２ "), "a012");
    /// ```
    pub fn login_key(typed: &str) -> String {
        crate::key::squeeze(typed).to_lowercase()
    }
}

/// メールアドレス: one address to which a letter can go, as its [`key`](crate::key::key), by which it is stored and shown; none where the text is none, or more than one.
///
/// Looser than RFC 5321 in what letters it lets in (日本語 too), stricter in what else: nothing that a head of a letter takes for its own.
/// ```
/// use plan::staff::mail_address;
/// assert_eq!(mail_address(" ｈａｎａｋｏ＠example.jp "), Some("hanako@example.jp".to_owned()));
/// assert_eq!(mail_address("a@x.example,b@x.example"), None);
/// ```
pub fn mail_address(text: &str) -> Option<String> {
    let text = crate::key::key(text.trim());
    let (name, host) = text.split_once('@')?;
    let is_foul = |c: char| c.is_whitespace() || c.is_control() || "@,;:<>()[]\\\"".contains(c);
    let is_label = |it: &str| {
        !it.is_empty()
            && !it.starts_with('-')
            && !it.ends_with('-')
            && it.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let is_name = !name.is_empty() && name.len() <= 64 && !name.contains(is_foul);
    let is_host = host.contains('.') && host.split('.').all(is_label);
    (is_name && is_host && text.len() <= 254).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::mail_address;

    #[test]
    fn one_address_is_taken_and_nothing_else() {
        for good in ["a@b.jp", "hanako.sato+ward@city.example.lg.jp", "o'hara_1@x-y.example", "花子@例え.jp"]
        {
            assert_eq!(mail_address(good).as_deref(), Some(good));
        }
        let long = format!("{}@example.jp", "a".repeat(65));
        for bad in [
            "",
            "@",
            "a@",
            "@b.jp",
            "a@b",
            "a@b..jp",
            "a@.jp",
            "a@-b.jp",
            "a b@c.jp",
            "\"a b\"@c.jp",
            "a@b@c.jp",
            "m2@x.example,evil@x.example",
            "m3@x.example;b@c.d",
            "a@x.exampleBcc:evil@x.example",
            "a@x.jp\r\nBcc: b@x.jp",
            "<a@x.jp>",
            "a@[127.0.0.1]",
            "a@x.jp\u{0}",
            &long,
        ] {
            assert_eq!(mail_address(bad), None, "{bad}");
        }
    }
}
