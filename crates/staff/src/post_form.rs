//! 職の入力欄: role, organisation, period, and whose place it takes. Part of two pages.

use desk::directory::Person;
use desk::posting::Asked;
use jiff::civil::Date;
use plan::date::PartialDate;
use plan::edition::Edition;
use plan::record::RecordId;
use plan::role::Role;
use plan::staff::Account;
use web::Lang;

use crate::choices::{self, Choice};
use crate::problem::Problem;
use crate::typed::Typed;

/// The fields, with what was typed into them.
pub(crate) struct PostForm {
    pub(crate) roles: Vec<Choice>,
    pub(crate) organisations: Vec<Choice>,
    pub(crate) typed: Typed,
    pub(crate) problem: Option<Problem>,
    today: String,
}

impl PostForm {
    pub(crate) fn new(
        l: Lang,
        edition: &Edition,
        today: Date,
        typed: Typed,
        problem: Option<Problem>,
    ) -> Self {
        let none = l.say("全庁（組織を限らない）", "whole municipality");
        Self {
            roles: choices::roles(l, l.say("選んでください", "choose"), typed.get("role")),
            organisations: choices::organisations_to_come(
                (edition, l),
                today,
                none,
                typed.get("organisation"),
            ),
            typed,
            problem,
            today: l.date(today),
        }
    }

    pub(crate) fn from(&self) -> &str {
        if self.typed.pairs().is_empty() { &self.today } else { self.typed.get("from") }
    }

    pub(crate) fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// A day as people type it; none where the field is empty.
pub(crate) fn day(typed: &Typed, field: &'static str) -> Result<Option<Date>, desk::Error> {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    match PartialDate::parse(text) {
        Some(PartialDate::Day(day)) => Ok(Some(day)),
        _ => Err(desk::Error::invalid(
            field,
            format!(
                "「{text}」は日付として読めません。「令和8年4月1日」か「2026-04-01」の形で入力してください"
            ),
            format!("“{text}” is no day: type 2026-04-01 or 令和8年4月1日"),
        )),
    }
}

/// A day that must be typed.
pub(crate) fn needed_day(typed: &Typed, field: &'static str) -> Result<Date, desk::Error> {
    day(typed, field)?.ok_or_else(|| desk::Error::invalid(field, "日付を入力してください", "type a day"))
}

/// The post that was typed.
pub(crate) fn asked(typed: &Typed, people: &[Person]) -> Result<Asked, desk::Error> {
    let role = Role::parse(typed.get("role"));
    let role = role.ok_or_else(|| desk::Error::invalid("role", "役割を選んでください", "choose a role"))?;
    let organisation = match typed.get("organisation") {
        "" => None,
        id => Some(RecordId::new(id)),
    };
    let stands_in_for = match Account::login_key(typed.get("for")) {
        login if login.is_empty() => None,
        login => Some(named(people, &login)?),
    };
    Ok(Asked {
        role,
        organisation,
        from: needed_day(typed, "from")?,
        until: day(typed, "until")?,
        stands_in_for,
    })
}

fn named(people: &[Person], login: &str) -> Result<plan::decision::StaffId, desk::Error> {
    let found = people.iter().find(|it| it.account.login == login).map(|it| it.account.id.clone());
    found.ok_or_else(|| {
        desk::Error::invalid(
            "for",
            format!("職員番号「{login}」の職員はいません"),
            format!("there is nobody with the staff number “{login}”"),
        )
    })
}
