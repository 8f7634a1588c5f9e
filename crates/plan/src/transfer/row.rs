//! What one row comes to.

use crate::decision::StaffId;
use crate::era::day_name;
use crate::staff::{Account, Post, mail_address};

use super::cell::{self, Wrong};
use super::{Before, Column, ForeseenRow, Known, Named, Outcome, Step, Wanted, told};

/// A row with what is known: its number and its cells.
struct Row<'a> {
    known: &'a Known<'a>,
    number: u32,
    cells: &'a [String],
}

/// What is wrong, and in which column.
pub(super) type Bad = (Column, Wrong);

impl Row<'_> {
    fn text(&self, column: Column) -> &str {
        let at = self.known.columns.iter().find(|(it, _)| *it == column).map(|(_, at)| *at);
        at.and_then(|at| self.cells.get(at)).map_or("", |it| it.trim())
    }

    /// 「職員」シート F12.
    fn place(&self, column: Column) -> String {
        let at = self.known.columns.iter().find(|(it, _)| *it == column).map_or(0, |(_, at)| *at);
        let sheet = match self.known.sheet {
            "" => String::new(),
            name => format!("「{name}」シート "),
        };
        format!("{sheet}{}{}", letters(at), self.number)
    }

    fn named(&self) -> Result<Named, Bad> {
        let login = Account::login_key(self.text(Column::Login));
        if login.is_empty() {
            return Err(bad(Column::Login, "職員番号がありません", "the staff number is missing"));
        }
        let name = self.text(Column::Name);
        if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
            return Err(bad(
                Column::Name,
                "氏名がないか、1行・100字に収まりません",
                "the name is missing, or longer than one line of 100 characters",
            ));
        }
        let mail = match self.text(Column::Mail).trim() {
            "" => String::new(),
            text => mail_address(text).ok_or_else(|| {
                bad(Column::Mail, "メールアドレスの形ではありません", "this is no mail address")
            })?,
        };
        Ok(Named { login, name: name.to_owned(), mail })
    }

    /// The post that the row asks for; none where it names no role.
    fn wanted(&self) -> Result<Option<Wanted>, Bad> {
        if self.text(Column::Role).is_empty() {
            return Ok(None);
        }
        let at = |column| move |wrong: Wrong| (column, wrong);
        let role = cell::role(self.text(Column::Role)).map_err(at(Column::Role))?;
        let from = cell::needed_day(self.text(Column::From)).map_err(at(Column::From))?;
        let until = match self.text(Column::Until) {
            "" => None,
            text => Some(cell::needed_day(text).map_err(at(Column::Until))?),
        };
        let place = self.text(Column::Organisation);
        let organisation = cell::organisation(self.known, place, from).map_err(at(Column::Organisation))?;
        let stands_in_for =
            cell::person(self.known, self.text(Column::Instead)).map_err(at(Column::Instead))?;
        if role.is_local() && organisation.is_none() {
            return Err(bad(
                Column::Organisation,
                "この役割には組織が要ります",
                "this role needs an organisation",
            ));
        }
        if until.is_some_and(|until| until < from) {
            return Err(bad(Column::Until, "終了日が開始日より前です", "the last day is before the first"));
        }
        if stands_in_for.is_some() && until.is_none() {
            return Err(bad(Column::Until, "代理には終了日が要ります", "a stand-in needs a last day"));
        }
        Ok(Some(Wanted { role, organisation, from, until, stands_in_for }))
    }

    /// The account of the row, and the post that it was written from.
    fn origin(&self) -> Result<(Option<&Account>, Option<usize>), Bad> {
        let login = Account::login_key(self.text(Column::Login));
        let by_login = || self.known.accounts.iter().find(|it| it.login == login);
        let Some((id, at)) = self.text(Column::Key).rsplit_once('#') else { return Ok((by_login(), None)) };
        let account = self.known.accounts.iter().find(|it| it.id.0 == id);
        match account {
            Some(account) if account.login == login => Ok((Some(account), at.parse().ok())),
            Some(_) => Err(bad(
                Column::Login,
                "職員番号は一括では変えられません。職員の画面で直してください",
                "a staff number is not changed by a table: correct it on the person's page",
            )),
            None => Err(bad(Column::Key, "キーの職員がいません", "nobody has this key")),
        }
    }
}

pub(super) fn bad(column: Column, ja: &str, en: &str) -> Bad {
    (column, (ja.to_owned(), en.to_owned()))
}

/// A, B, … Z, AA.
fn letters(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter.to_string() } else { format!("{}{letter}", letters(at / 26 - 1)) }
}

fn is_same(post: &Post, it: &Wanted) -> bool {
    (post.role, &post.organisation, post.from, post.until, &post.stands_in_for)
        == (it.role, &it.organisation, it.from, it.until, &it.stands_in_for)
}

pub(super) fn foresee(known: &Known<'_>, number: u32, cells: &[String], before: &mut Before) -> ForeseenRow {
    let row = Row { known, number, cells };
    let (outcome, place, said, steps) = match judge(&row, before) {
        Ok((outcome, said, steps)) => (outcome, row.place(Column::Login), said, steps),
        Err((column, wrong)) => (Outcome::Problem, row.place(column), vec![wrong], Vec::new()),
    };
    let (login, name) = (row.text(Column::Login).to_owned(), row.text(Column::Name).to_owned());
    ForeseenRow { row: number, place, login, name, outcome, said, steps }
}

type Judged = (Outcome, Vec<Wrong>, Vec<Step>);

fn judge(row: &Row<'_>, before: &mut Before) -> Result<Judged, Bad> {
    let (named, wanted) = (row.named()?, row.wanted()?);
    let (account, at) = row.origin()?;
    let Some(account) = account else {
        return newcomer(row, named, wanted, before);
    };
    if account.left_on.is_some() {
        return Err(bad(Column::Login, "退職が記録されている職員です", "this person's leaving is recorded"));
    }
    let (mut said, mut steps) = (Vec::new(), Vec::new());
    let mail = account.mail.clone().unwrap_or_default();
    // A row that was added for one more post says nothing of the address by a blank cell.
    let named =
        if at.is_none() && named.mail.is_empty() { Named { mail: mail.clone(), ..named } } else { named };
    if account.name != named.name {
        said.push((
            format!("氏名を直す：{} → {}", account.name, named.name),
            format!("name: {} → {}", account.name, named.name),
        ));
    }
    if mail != named.mail {
        let [ja, en] = ["（なし）", "(none)"].map(|none| {
            let shown = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
            format!("{} → {}", shown(&mail), shown(&named.mail))
        });
        said.push((format!("メールを直す：{ja}"), format!("mail: {en}")));
    }
    if !said.is_empty() {
        steps.push(Step::Correct(account.id.clone(), named.clone()));
    }
    if let Some(wanted) = wanted.filter(|it| !account.posts.iter().any(|post| is_same(post, it))) {
        let post = at.and_then(|at| account.posts.get(at).map(|post| (at, post)));
        moved(row.known, account, post, wanted, &mut said, &mut steps)?;
    }
    let posts = before.posts.entry(account.login.clone()).or_insert_with(|| account.posts.clone());
    taken(posts, Outcome::Changed, said, steps)
}

/// Whose rows stand one after another under one number that is new: they are one person.
fn newcomer(row: &Row<'_>, named: Named, wanted: Option<Wanted>, before: &mut Before) -> Result<Judged, Bad> {
    let (mut said, mut steps) = (Vec::new(), Vec::new());
    let login = named.login.clone();
    if let Some((first, invited)) = before.invited.get(&login) {
        told::same_person(*first, invited, &named)?;
    } else {
        before.invited.insert(login.clone(), (row.number, named.clone()));
        said.push(("アカウントを作る".to_owned(), "a new account".to_owned()));
        steps.push(Step::Invite(named));
    }
    if let Some(wanted) = wanted {
        said.push(told::given(row.known, &wanted));
        steps.push(Step::Give(login.clone(), wanted));
    }
    taken(before.posts.entry(login).or_default(), Outcome::Added, said, steps)
}

/// What a row comes to after those before it: what one of them does already is not done again.
fn taken(
    posts: &mut Vec<Post>,
    outcome: Outcome,
    mut said: Vec<Wrong>,
    steps: Vec<Step>,
) -> Result<Judged, Bad> {
    let asked = steps.len();
    let steps = take(posts, steps)?;
    if steps.is_empty() && asked > 0 {
        said = vec![super::same_as_before()];
    } else if steps.len() < asked {
        said.push(("職は前の行で登録します".to_owned(), "an earlier row gives the post".to_owned()));
    }
    Ok((if steps.is_empty() { Outcome::Same } else { outcome }, said, steps))
}

/// The steps of a row that are still to be taken, with the posts as they are after them; refused where one would be held twice.
fn take(posts: &mut Vec<Post>, steps: Vec<Step>) -> Result<Vec<Step>, Bad> {
    let (mut after, mut left) = (posts.clone(), vec![]);
    for step in steps {
        match &step {
            Step::End(_, at, until) => match after.get_mut(*at).filter(|it| it.until != Some(*until)) {
                Some(post) => post.until = Some(*until),
                None => continue,
            },
            Step::Give(_, wanted) if after.iter().any(|it| is_same(it, wanted)) => continue,
            Step::Give(_, wanted) => {
                let post = post(wanted);
                if let Some(held) = after.iter().find(|it| it.is_held_with(&post)) {
                    return Err(told::held_already(held));
                }
                after.push(post);
            }
            Step::Correct(..) | Step::Invite(_) => {}
        }
        left.push(step);
    }
    *posts = after;
    Ok(left)
}

fn post(wanted: &Wanted) -> Post {
    let Wanted { role, organisation, from, until, stands_in_for } = wanted.clone();
    Post { role, organisation, from, until, stands_in_for, given_by: StaffId(String::new()) }
}

/// A post that the table changes: another last day, or another post from another day on, before which this one ends.
fn moved(
    known: &Known<'_>,
    account: &Account,
    post: Option<(usize, &Post)>,
    wanted: Wanted,
    said: &mut Vec<Wrong>,
    steps: &mut Vec<Step>,
) -> Result<(), Bad> {
    if let Some((at, post)) = post {
        let stays = (post.role, &post.organisation, post.from, &post.stands_in_for)
            == (wanted.role, &wanted.organisation, wanted.from, &wanted.stands_in_for);
        if stays {
            let Some(until) = wanted.until else {
                return Err(bad(
                    Column::Until,
                    "記録した終了日は、空欄では取り消せません",
                    "an empty cell does not take back a last day",
                ));
            };
            said.push((format!("{}で終える", day_name(until)), format!("ends on {until}")));
            steps.push(Step::End(account.id.clone(), at, until));
            return Ok(());
        }
        if wanted.from <= post.from {
            return Err(bad(
                Column::From,
                "役割や組織を変えるときは、開始日を異動の日にしてください",
                "where role or organisation change, the first day is that of the move",
            ));
        }
        let last = wanted.from.yesterday().unwrap_or(wanted.from);
        if post.until.is_none_or(|until| until > last) {
            said.push((
                format!("いまの職を{}で終える", day_name(last)),
                format!("the present post ends on {last}"),
            ));
            steps.push(Step::End(account.id.clone(), at, last));
        }
    }
    said.push(told::given(known, &wanted));
    steps.push(Step::Give(account.login.clone(), wanted));
    Ok(())
}
