//! A form as the page shows it to be edited: parts, fields, and what may be added.

use plan::form::{About, Asks, Field, Form, Part};
use web::Lang;

use super::save::Overlay;

/// One part.
pub(crate) struct PartView {
    pub(crate) at: usize,
    /// Its number, for people.
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) help: String,
    pub(crate) about: &'static str,
    pub(crate) about_word: &'static str,
    /// Whether a sheet can add and end its subjects at all.
    pub(crate) may_grow: bool,
    pub(crate) grows: bool,
    /// What somebody else saved in its head, where that clashes with what is typed here.
    pub(crate) theirs: Option<String>,
    pub(crate) fields: Vec<FieldView>,
    pub(crate) offers: Vec<Offers>,
}

/// One field.
pub(crate) struct FieldView {
    pub(crate) key: String,
    /// 「2-3」, as it stands in names and addresses.
    pub(crate) place: String,
    /// What the author will read.
    pub(crate) name: String,
    /// What it is called without a name of its own.
    pub(crate) usual: String,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) limit: String,
    pub(crate) required: bool,
    pub(crate) internal: bool,
    /// 庁内メモ is never public, whatever is ticked.
    pub(crate) always_internal: bool,
    pub(crate) open: bool,
    /// What is wrong with what was typed.
    pub(crate) wrong: Option<String>,
    /// What somebody else saved, where that clashes with what is typed here.
    pub(crate) theirs: Option<String>,
}

/// Fields that may be added, of one year or of none: words and keys.
pub(crate) struct Offers {
    pub(crate) group: String,
    pub(crate) list: Vec<(String, String)>,
}

/// Years around the form's of which fields are offered.
const YEARS: std::ops::RangeInclusive<i8> = -2..=1;

/// The parts of a form, with what was typed and not saved over them.
pub(super) fn parts(form: &Form, overlay: &Overlay, open: &str, l: Lang) -> Vec<PartView> {
    let part = |(at, part): (usize, &Part)| {
        let head = overlay.heads.get(&at);
        let fields = part.fields.iter().enumerate();
        PartView {
            at,
            number: at + 1,
            title: head.map_or(&part.title, |it| &it.0).clone(),
            help: head.map_or(&part.help, |it| &it.1).clone(),
            about: l.of_pair(part.about.name()),
            about_word: part.about.word(),
            may_grow: matches!(part.about, About::Element | About::Indicator),
            grows: head.map_or(part.grows, |it| it.2),
            theirs: head.map(|_| theirs_head(part, l)),
            fields: fields.map(|(order, it)| field(form, it, (at, order), overlay, open, l)).collect(),
            offers: offers(form, part.about, l),
        }
    };
    form.parts.iter().enumerate().map(part).collect()
}

fn field(
    form: &Form,
    it: &Field,
    (at, order): (usize, usize),
    overlay: &Overlay,
    open: &str,
    l: Lang,
) -> FieldView {
    let place = format!("{at}-{order}");
    let about = form.parts[at].about;
    let typed = overlay.fields.get(&(about, it.asks.key()));
    let shown = typed.map_or_else(|| it.typed(), |it| it.typed.clone());
    FieldView {
        key: shown.asks,
        name: l.of_pair(it.name(form.fiscal_year)),
        usual: l.of_pair(it.asks.name(form.fiscal_year)),
        label: shown.label,
        help: shown.help,
        limit: shown.limit,
        required: shown.required,
        internal: shown.internal,
        always_internal: it.asks == Asks::StaffNote,
        open: open == place || typed.is_some(),
        wrong: typed.and_then(|it| it.wrong.clone()),
        theirs: typed.filter(|it| it.wrong.is_none()).map(|_| theirs(it, l)),
        place,
    }
}

/// What somebody else saved in a field, in one line.
fn theirs(it: &Field, l: Lang) -> String {
    let yes = |it: bool| if it { l.say("あり", "yes") } else { l.say("なし", "no") };
    let blank = |text: &str| {
        if text.is_empty() { l.say("（空欄）", "(blank)").to_owned() } else { text.to_owned() }
    };
    let limit = it.limit.map_or_else(|| blank(""), |it| it.to_string());
    let (label, help) = (blank(&it.label), blank(&it.help));
    let (must, inside) = (yes(it.required), yes(it.internal));
    l.say(
        format!("名前：{label}　記入要領：{help}　字数：{limit}　必須：{must}　庁内限り：{inside}"),
        format!("name: {label}; help: {help}; limit: {limit}; required: {must}; internal: {inside}"),
    )
}

fn theirs_head(part: &Part, l: Lang) -> String {
    let (title, help) = (&part.title, &part.help);
    l.say(format!("見出し：{title}　記入要領：{help}"), format!("heading: {title}; help: {help}"))
}

/// What is not asked yet, grouped by year, that of the form's year before the others.
fn offers(form: &Form, about: About, l: Lang) -> Vec<Offers> {
    let is_asked = |asks: &Asks| form.fields().any(|(part, it)| part.about == about && it.asks == *asks);
    let mut groups: Vec<(i16, Offers)> = vec![];
    for asks in Asks::offered(about, YEARS).into_iter().filter(|it| !is_asked(it)) {
        let year = asks.year(form.fiscal_year);
        let order = year.map_or(-1, |it| {
            (it.year() - form.fiscal_year.year()).abs() * 2 + i16::from(it < form.fiscal_year)
        });
        let offer = (asks.key(), l.of_pair(asks.name(form.fiscal_year)));
        match groups.iter_mut().find(|(known, _)| *known == order) {
            Some((_, group)) => group.list.push(offer),
            None => {
                let group =
                    year.map_or_else(|| l.say("年度のない欄", "of no year").to_owned(), |it| l.year(it));
                groups.push((order, Offers { group, list: vec![offer] }));
            }
        }
    }
    groups.sort_by_key(|(order, _)| *order);
    groups.into_iter().map(|(_, group)| group).collect()
}
