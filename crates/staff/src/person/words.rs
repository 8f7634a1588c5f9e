//! What is told of a person in words: posts, standing, and what each change of the account was.

use desk::directory::Person;
use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::staff::{Account, Post};
use web::Lang;

/// 氏名, or what stands in its place once it was erased.
pub(crate) fn name(account: &Account, l: Lang) -> String {
    match account.name.as_str() {
        "" => l.say("（氏名を消した職員）", "(name erased)").to_owned(),
        name => name.to_owned(),
    }
}

/// 組織名 of a post.
pub(crate) fn place(edition: &Edition, post: &Post, day: Date, l: Lang) -> String {
    match &post.organisation {
        None => l.say("全庁", "whole municipality").to_owned(),
        Some(id) => {
            let found = edition.find::<Organisation>(id);
            found.map_or_else(|| id.to_string(), |it| it.name_on(day).to_owned())
        }
    }
}

/// 「入力者（代理）」.
pub(crate) fn role(post: &Post, l: Lang) -> String {
    let stands_in = if post.stands_in_for.is_some() { l.say("（代理）", " (stand-in)") } else { "" };
    format!("{}{stands_in}", l.of_pair(post.role.name()))
}

/// 「令和8年4月1日～」.
pub(crate) fn period(post: &Post, l: Lang) -> String {
    let until = post.until.map_or(String::new(), |day| l.date(day));
    format!("{}～{until}", l.date(post.from))
}

/// 「課長　環境課」.
pub(crate) fn post(edition: &Edition, post: &Post, day: Date, l: Lang) -> String {
    format!("{}　{}", role(post, l), place(edition, post, day, l))
}

/// 状態 of an account.
pub(crate) fn standing(person: &Person, today: Date, l: Lang) -> String {
    let account = &person.account;
    match account.left_on {
        Some(day) if day <= today => format!("{}{}", l.say("退職 ", "left "), l.date(day)),
        Some(day) => format!("{}{}", l.say("退職予定 ", "will leave "), l.date(day)),
        None if !person.has_entered && person.invited_until.is_some() => {
            l.say("招待中", "invited").to_owned()
        }
        None if !person.has_entered => l.say("招待の期限切れ", "invitation over").to_owned(),
        None => l.say("利用中", "in use").to_owned(),
    }
}

/// What a change of an account was, in sentences.
pub(crate) fn changes(edition: &Edition, old: Option<&Account>, new: &Account, l: Lang) -> Vec<String> {
    let Some(old) = old else {
        return vec![l.say("アカウントを作りました", "The account was made").to_owned()];
    };
    let mut said = names(old, new, l);
    said.extend(leaving(old, new, l));
    said.extend(outside(old, new, l));
    for (at, post) in new.posts.iter().enumerate() {
        let words = format!("{}（{}）", self::post(edition, post, post.from, l), period(post, l));
        match old.posts.get(at) {
            None => said.push(format!("{}{words}", l.say("職を登録：", "Post given: "))),
            Some(before) if before != post => {
                said.push(format!("{}{words}", l.say("職の期間を変更：", "Period of a post: ")));
            }
            Some(_) => {}
        }
    }
    said
}

/// 庁内アカウント: bound or freed.
fn outside(old: &Account, new: &Account, l: Lang) -> Option<String> {
    let said = match (&old.outside, &new.outside) {
        (None, Some(_)) => ("庁内アカウントに結び付けました", "Bound to the organisation's account"),
        (Some(_), None) => {
            ("庁内アカウントとの結び付きを外しました", "No more bound to the organisation's account")
        }
        _ => return None,
    };
    (!new.name.is_empty()).then(|| l.of_pair(said).to_owned())
}

fn names(old: &Account, new: &Account, l: Lang) -> Vec<String> {
    if new.name.is_empty() || old.login.is_empty() {
        let erased = new.name.is_empty() && new.login.starts_with("erased-") && old.login != new.login;
        let said = l.say("氏名・職員番号・メールを消しました", "Name, staff number and mail were erased");
        return erased.then(|| said.to_owned()).into_iter().collect();
    }
    let mail = |it: &Account| it.mail.clone().unwrap_or(l.say("なし", "none").to_owned());
    let pairs = [
        (l.say("氏名", "Name"), old.name.clone(), new.name.clone()),
        (l.say("職員番号", "Staff number"), old.login.clone(), new.login.clone()),
        (l.say("メール", "Mail"), mail(old), mail(new)),
    ];
    let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(what, before, after)| format!("{what}：{before} → {after}")).collect()
}

fn leaving(old: &Account, new: &Account, l: Lang) -> Option<String> {
    match (old.left_on, new.left_on) {
        (before, after) if before == after => None,
        (_, Some(day)) => Some(format!("{}{}", l.say("退職日：", "Leaves on "), l.date(day))),
        (_, None) => Some(l.say("退職を取り消しました", "The leaving was taken back").to_owned()),
    }
}
