//! ロジックモデル in words: one list of columns from which both the picture and the list beside it are made.

use plan::amount::AmountKind;
use plan::edition::Edition;
use plan::logic_model::{Activity, Input, LogicModel, Measured, Part, Stage};

use crate::badge::Badge;
use crate::chart::{Block, Chain, Column, chains};
use crate::here::Here;
use crate::words;

/// The section of an element's page: include `element/chain.html` with it as `chain`.
pub(crate) struct ChainView {
    /// What the chain shows and lacks, in sentences.
    pub(crate) said: Vec<String>,
    pub(crate) columns: Vec<Column>,
    pub(crate) drawn: Vec<Chain>,
}

/// Boxes of one column that are drawn; the list holds them all.
const DRAWN: usize = 6;

impl ChainView {
    /// The chain of an element; none where there is no chain to speak of.
    pub(crate) fn of(here: &Here, edition: &Edition, model: &LogicModel<'_>) -> Option<Self> {
        if !model.is_a_chain() {
            return None;
        }
        let columns = columns(here, edition, model);
        let drawn = chains(&columns.iter().map(|it| shortened(here, it)).collect::<Vec<_>>());
        Some(Self { said: said(here, model), columns, drawn })
    }
}

fn columns(here: &Here, edition: &Edition, model: &LogicModel<'_>) -> Vec<Column> {
    let lang = here.lang;
    let column = |part: Part, blocks: Vec<Block>| {
        let missing = || plain("missing", lang.of_pair(part.missing()));
        let blocks = if blocks.is_empty() { vec![missing()] } else { blocks };
        Column { heading: lang.of_pair(part.name()).to_owned(), blocks }
    };
    let measures =
        |list: &[Measured<'_>]| list.iter().map(|it| measured(here, edition, it, model)).collect::<Vec<_>>();
    let mut columns = vec![
        column(Part::Input, model.inputs.iter().map(|it| input(here, it)).collect()),
        column(Part::Activity, model.activities.iter().map(|it| activity(here, it)).collect()),
        column(Part::Output, measures(&model.outputs)),
        column(
            Part::Outcome,
            model.outcomes.iter().flat_map(|it| stage(here, it, measures(&it.measures))).collect(),
        ),
    ];
    if let Some(above) = model.beyond.first().and_then(|it| it.of) {
        let heading = lang.say("上位の成果", "What it serves").to_owned();
        let title = format!("{} {}", above.number, above.title);
        let blocks = std::iter::once(plain("sub", title.trim())).chain(measures(&model.beyond)).collect();
        columns.push(Column { heading, blocks });
    }
    columns
}

fn plain(class: &'static str, text: &str) -> Block {
    Block { class, text: text.to_owned(), note: String::new(), address: None }
}

fn input(here: &Here, it: &Input<'_>) -> Block {
    let lang = here.lang;
    match it {
        Input::Money(kind, yen) => {
            let name = match kind {
                AmountKind::Initial | AmountKind::Supplementary => lang.say("当初予算", "Initial budget"),
                AmountKind::Expected => lang.say("決算見込", "Expected settlement"),
                AmountKind::Settled => lang.say("決算", "Settlement"),
            };
            Block { note: plan::money::say_yen(*yen), ..plain("plain", name) }
        }
        Input::Staff(count) => Block {
            note: format!("{}{}", plan::number::print(*count), lang.say("人", "")),
            ..plain("plain", lang.say("職員数", "Staff"))
        },
        Input::Resource(it) => {
            let quantity = it.quantity.map_or(String::new(), |count| words::figure(count, &it.unit));
            let name = format!("{}：{}", lang.of_pair(it.kind.name()), it.name);
            Block { note: quantity, ..plain("plain", &name) }
        }
    }
}

fn activity(here: &Here, it: &Activity<'_>) -> Block {
    match it {
        Activity::Words(words) => plain("plain", words),
        Activity::Element(id, it) => Block {
            address: Some(here.record("plan", id)),
            ..plain("plain", format!("{} {}", it.number, it.title).trim())
        },
    }
}

/// 短期, 中期, 長期 above their indicators; nothing where only unstated ones are there.
fn stage(here: &Here, stage: &Stage<'_>, measures: Vec<Block>) -> Vec<Block> {
    let heading = stage.term.map(|it| plain("sub", here.lang.of_pair(it.name())));
    heading.into_iter().chain(measures).collect()
}

/// An indicator: name, figure and target, then the verdict in the order of the tables.
fn measured(here: &Here, edition: &Edition, it: &Measured<'_>, model: &LogicModel<'_>) -> Block {
    let (lang, unit) = (here.lang, &it.indicator.unit);
    let sure = edition.certainty(it.id, it.indicator, model.year, it.judgement.counted());
    let badge = Badge::of(lang, &it.judgement).doubted(lang, sure);
    let (class, verdict) = badge.in_words(lang);
    let actual = words::actual(lang, edition.actual(it.id, model.year), unit);
    let target = edition.target(it.id, model.year).map_or_else(|| "―".to_owned(), plan::target::Target::said);
    let said = lang.say(format!("{actual}（目標 {target}）"), format!("{actual} (target {target})"));
    Block {
        class,
        text: it.indicator.name.clone(),
        note: format!("{said}　{verdict}"),
        address: Some(here.record("indicators", it.id)),
    }
}

/// A column as it is drawn: what is too much is counted.
fn shortened(here: &Here, column: &Column) -> Column {
    let left = column.blocks.len().saturating_sub(DRAWN);
    let mut blocks: Vec<Block> = column.blocks.iter().take(DRAWN).cloned().collect();
    if left > 0 {
        let more = here
            .lang
            .say(format!("ほか{left}件（下の一覧に示します）"), format!("{left} more, in the list below"));
        blocks.push(plain("missing", &more));
    }
    Column { heading: column.heading.clone(), blocks }
}

/// What is shown, and what is missing from the chain.
fn said(here: &Here, model: &LogicModel<'_>) -> Vec<String> {
    let lang = here.lang;
    let mut said = vec![lang.say(
        format!(
            "何を投じ、何を行い、何が生まれ、くらしがどう変わったか（{}）。公表された記録から組み立てたもので、個々の対応は示しません。",
            lang.short_year(model.year)
        ),
        format!(
            "What went in, what was done, what came out and what changed ({}). Put together from the published records; it does not say which box leads to which.",
            lang.short_year(model.year)
        ),
    )];
    if !model.gaps.is_empty() {
        let gaps: Vec<&str> = model.gaps.iter().map(|it| lang.of_pair(it.missing())).collect();
        let list = gaps.join(lang.say("。", "; "));
        said.push(lang.say(format!("欠けているところ：{list}。"), format!("Missing: {list}.")));
    }
    said
}
