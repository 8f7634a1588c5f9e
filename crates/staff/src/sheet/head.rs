//! The head of a sheet: what it is, whose, until when, how far.

use desk::sheet::Opened;
use plan::calendar::CalendarEntry;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::role::Role;
use plan::sheet::life::{Sheet, Stand};
use plan::sheet::request::Checklist;
use web::Lang;

use crate::sheet::organisation;

/// The head, in words.
pub(crate) struct Head {
    /// 「部の目標の作成　企画部」.
    pub(crate) title: String,
    /// 様式名.
    pub(crate) form: String,
    /// 年度.
    pub(crate) year: String,
    /// 期限, and how many days are left.
    pub(crate) due: String,
    /// Whether it should have been handed in.
    pub(crate) late: bool,
    /// 開始, where the stage is yet to begin.
    pub(crate) begins: Option<String>,
    /// 状態.
    pub(crate) stand: String,
    /// The way: words, whether it is behind, whether it is here.
    pub(crate) steps: Vec<Step>,
    /// 「全5ステップ中2まで到達」.
    pub(crate) reached: String,
    /// 「3件中2件対応済み」; none where nothing was asked.
    pub(crate) checklist: Option<String>,
    /// 決裁の取消し: that its decision stands no more, and what can be done.
    pub(crate) undone: Option<String>,
    pub(crate) version: u64,
    /// What a form names so that a step is taken once and with what was seen: the version, and how many steps there were.
    pub(crate) seen: String,
}

/// One step of the way.
pub(crate) struct Step {
    pub(crate) words: String,
    pub(crate) done: bool,
    pub(crate) here: bool,
}

/// What a form names of a sheet: its version, and how many steps it took.
pub(crate) fn seen_of(sheet: &Sheet) -> String {
    format!("{}.{}", sheet.version(), sheet.events().len())
}

/// What can be done with a sheet whose decision was undone.
const WAY_ON: (&str, &str) = (
    "。書き直すときは、企画課が票の「訂正のために開き直す」で開き直します。",
    ". The planning section opens the sheet again for a correction where it is to be written anew.",
);

/// Its decision and the one that undid it, where nothing of it stands any more.
fn undoing(sheet: &Sheet, edition: &Edition) -> Option<(DecisionNumber, DecisionNumber)> {
    let number = sheet.decided_by()?;
    Some((number, plan::draft::undone_by(edition, number)?))
}

/// Whether it was decided, and that was undone.
pub(crate) fn is_undone(sheet: &Sheet, edition: &Edition) -> bool {
    undoing(sheet, edition).is_some()
}

/// 「決裁第23号は第24号で取り消されました」.
fn undone(sheet: &Sheet, edition: &Edition, l: Lang) -> Option<String> {
    let (number, by) = undoing(sheet, edition)?;
    Some(l.say(
        format!("決裁第{number}号は第{by}号で取り消されました"),
        format!("Decision {number} was undone by decision {by}"),
    ))
}

/// 状態 in words, as the edition has it: what was decided may have been undone since.
pub(crate) fn stand(sheet: &Sheet, edition: &Edition, l: Lang) -> String {
    undone(sheet, edition, l).unwrap_or_else(|| l.of_pair(sheet.stand().name()))
}

impl Head {
    pub(crate) fn of(opened: &Opened, today: jiff::civil::Date, l: Lang) -> Self {
        let sheet = &opened.sheet;
        let undone = undone(sheet, &opened.edition, l);
        let decided = matches!(sheet.stand(), Stand::Decided { .. }) && undone.is_none();
        let at = place(opened);
        let mut words = vec![l.say("記入", "Write").to_owned()];
        words.extend(opened.work.route.iter().map(|role| step(*role, l)));
        words.push(l.say("企画課の審査", "Review").to_owned());
        words.push(l.say("決裁", "Decision").to_owned());
        let steps = words.into_iter().enumerate();
        let steps: Vec<Step> = steps
            .map(|(place, words)| Step { words, done: place < at + usize::from(decided), here: place == at })
            .collect();
        let late = matches!(sheet.stand(), Stand::NotBegun | Stand::Writing) && opened.due() < today;
        Self {
            title: format!("{}　{}", opened.stage.title, organisation(opened)),
            form: opened.form.name.clone(),
            year: l.year(opened.stage.fiscal_year),
            due: due(opened.due(), today, l),
            late,
            begins: begins(&opened.stage, today, l),
            stand: stand(sheet, &opened.edition, l),
            undone: undone.map(|words| words + l.say(WAY_ON.0, WAY_ON.1)),
            reached: l.say(
                format!("全{}ステップ中{}まで到達", steps.len(), at + 1),
                format!("step {} of {}", at + 1, steps.len()),
            ),
            steps,
            checklist: (!sheet.requests().is_empty())
                .then(|| l.of_pair(Checklist::of(sheet.requests()).words())),
            version: sheet.version(),
            seen: seen_of(sheet),
        }
    }
}

/// 「令和9年1月12日（52日後）」: when a stage begins that is yet to begin.
pub(crate) fn begins(stage: &CalendarEntry, today: jiff::civil::Date, l: Lang) -> Option<String> {
    let left = today.until(stage.from).map_or(0, |span| span.get_days());
    let words = l.say(
        format!("{left}日後"),
        if left == 1 { "tomorrow".to_owned() } else { format!("in {left} days") },
    );
    (left > 0).then(|| {
        l.say(format!("{}（{words}）", l.date(stage.from)), format!("{} ({words})", l.date(stage.from)))
    })
}

/// Which step the sheet is at.
fn place(opened: &Opened) -> usize {
    let route = opened.work.route.len();
    match opened.sheet.stand() {
        Stand::NotBegun | Stand::Writing => 0,
        Stand::With { place, .. } => usize::from(place) + 1,
        Stand::Reviewing => route + 1,
        Stand::Decided { .. } => route + 2,
    }
}

fn step(role: Role, l: Lang) -> String {
    match role {
        Role::SectionChief => l.say("課長の確認", "Section chief").to_owned(),
        Role::DepartmentHead => l.say("部長の承認", "Department head").to_owned(),
        other => l.of_pair(other.name()).to_owned(),
    }
}

/// 「令和8年5月15日（あと3日）」.
pub(crate) fn due(day: jiff::civil::Date, today: jiff::civil::Date, l: Lang) -> String {
    let left = today.until(day).map_or(0, |span| span.get_days());
    let words = match left {
        0 => l.say("今日まで".to_owned(), "today".to_owned()),
        1.. => l.say(
            format!("あと{left}日"),
            if left == 1 { "1 day left".to_owned() } else { format!("{left} days left") },
        ),
        _ => l.say(
            format!("{}日過ぎています", -left),
            if left == -1 { "1 day late".to_owned() } else { format!("{} days late", -left) },
        ),
    };
    l.say(format!("{}（{words}）", l.date(day)), format!("{} ({words})", l.date(day)))
}
