//! 比べる前に: what several indicators of one municipality have in common, and what they have not: only what asks the same
//! question in the same way may be compared by size; of all others only the course.

use std::fmt::Write;

use crate::indicator::Indicator;
use crate::key::squeeze;
use crate::likeness::Nature;

/// 観点: by what indicators are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// 何を測るか: the question of a survey, else the definition.
    Question,
    /// 単位.
    Unit,
    /// 指標の種別.
    Kind,
    /// 集計: 単年 or 累計.
    Window,
    /// 望ましい方向.
    Direction,
    /// 誰が答えたか.
    Respondents,
    /// 母集団.
    Population,
    /// 調査方法.
    Mode,
    /// 断絶.
    Breaks,
}

/// 観点 with what each indicator says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// By what.
    pub aspect: Aspect,
    /// What each says, in both languages; none where it says nothing.
    pub said: Vec<Option<(String, String)>>,
    /// Whether all say the same.
    pub is_same: bool,
}

/// 比較 of some indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Every aspect of which any of them says something.
    pub rows: Vec<Row>,
}

/// Nobody was asked.
const NO_SURVEY: (&str, &str) = ("調査の値ではない", "no survey");

impl Aspect {
    /// All of them, the weightiest first.
    pub const ALL: [Self; 9] = [
        Self::Question,
        Self::Unit,
        Self::Kind,
        Self::Window,
        Self::Direction,
        Self::Respondents,
        Self::Population,
        Self::Mode,
        Self::Breaks,
    ];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Question => ("測るもの（設問・定義）", "what is measured"),
            Self::Unit => ("単位", "unit"),
            Self::Kind => ("種別", "kind"),
            Self::Window => ("集計", "window"),
            Self::Direction => ("望ましい方向", "direction"),
            Self::Respondents => ("答えた人の選び方", "how people were chosen"),
            Self::Population => ("母集団", "population"),
            Self::Mode => ("調査の方法", "mode"),
            Self::Breaks => ("集計方法の変更", "breaks in the series"),
        }
    }

    /// Whether figures that differ in it must not be compared by size. Wards have populations of their own, and ask by mail
    /// or on the web: that is told, and forbids nothing.
    pub fn is_decisive(self) -> bool {
        !matches!(self, Self::Population | Self::Mode | Self::Breaks)
    }

    /// What an indicator says of it, in both languages.
    fn of(self, it: &Indicator) -> Option<(String, String)> {
        let survey = it.survey.as_ref();
        let both = |text: &String| (text.clone(), text.clone());
        let pair = |(ja, en): (&str, &str)| (ja.to_owned(), en.to_owned());
        match self {
            Self::Question => survey.and_then(|it| it.question.as_ref()).or(it.definition.as_ref()).map(both),
            Self::Unit => Some(it.unit.to_string()).filter(|unit| !unit.is_empty()).as_ref().map(both),
            Self::Kind => Some(pair(it.kind.name())),
            Self::Window => Some(pair(match it.window {
                crate::indicator::Window::Yearly => ("単年", "of the year"),
                crate::indicator::Window::Cumulative => ("累計", "cumulative"),
            })),
            Self::Direction => it.direction.map(|it| pair(it.name())),
            Self::Respondents => Some(pair(survey.map_or(NO_SURVEY, |it| it.sampling.name()))),
            Self::Population => survey.and_then(|it| it.population.as_ref()).map(both),
            Self::Mode => survey.and_then(|it| it.mode.as_ref()).map(both),
            Self::Breaks => breaks(it),
        }
    }

    /// Whether two indicators agree in it. Silence agrees with silence only.
    fn agrees(self, a: &Indicator, b: &Indicator) -> bool {
        match self {
            Self::Unit => a.unit.is_same(&b.unit),
            Self::Respondents => Nature::of(a).respondents() == Nature::of(b).respondents(),
            // Where nobody was asked there is nothing that could differ.
            Self::Population | Self::Mode if a.survey.is_none() || b.survey.is_none() => true,
            _ => {
                let said = |it| self.of(it).map(|(ja, _)| squeeze(&ja));
                said(a) == said(b)
            }
        }
    }
}

/// 「令和5年度から：数える範囲を広げた」.
fn breaks(it: &Indicator) -> Option<(String, String)> {
    let (mut ja, mut en) = (String::new(), String::new());
    for at in &it.breaks {
        // Writing to a String cannot fail.
        let _ = write!(ja, "{}から：{} ", at.year.japanese(), at.note);
        let _ = write!(en, "from FY{}: {} ", at.year.year(), at.note);
    }
    (!ja.is_empty()).then(|| (ja.trim_end().to_owned(), en.trim_end().to_owned()))
}

impl Comparison {
    /// Holds indicators against each other.
    pub fn of(indicators: &[&Indicator]) -> Self {
        let row = |aspect: Aspect| {
            let said: Vec<_> = indicators.iter().map(|it| aspect.of(it)).collect();
            let is_same = indicators.windows(2).all(|pair| aspect.agrees(pair[0], pair[1]));
            said.iter().any(Option::is_some).then_some(Row { aspect, said, is_same })
        };
        Self { rows: Aspect::ALL.into_iter().filter_map(row).collect() }
    }

    /// The aspects in which they differ so that their figures must not be compared by size.
    pub fn forbids(&self) -> Vec<Aspect> {
        let mut found: Vec<_> = self.rows.iter().filter(|it| !it.is_same).map(|it| it.aspect).collect();
        found.retain(|it| it.is_decisive());
        // Nobody knows what is measured: then nobody knows that it is the same.
        if !self.rows.iter().any(|it| it.aspect == Aspect::Question) {
            found.insert(0, Aspect::Question);
        }
        found
    }

    /// The aspects in which they differ without being another measure.
    pub fn differs(&self) -> Vec<Aspect> {
        let differing = self.rows.iter().filter(|it| !it.is_same && !it.aspect.is_decisive());
        differing.map(|it| it.aspect).collect()
    }
}
