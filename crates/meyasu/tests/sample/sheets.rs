//! 票 of the sample city: whatever is decided can be typed as its sheet shows it, and means the same.

use plan::actual::Actual;
use plan::amount::{Amount, AmountKind};
use plan::edition::Edition;
use plan::element::Meaning;
use plan::evaluation::EvaluationKind;
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::sheet::entry::{Entries, Entry};
use plan::sheet::layout::{Asked, layout};
use plan::sheet::proposals::{Compiled, proposals};
use plan::sheet::understood::{Answer, Context, understood};
use plan::target::Target;

use crate::town::town;

/// A form that asks everything of a year and of the one before.
fn form(year: i16, scope: Scope) -> Form {
    let part = |about, asks: Vec<Asks>| Part {
        about,
        title: String::new(),
        help: String::new(),
        fields: asks.into_iter().map(Field::new).collect(),
        grows: false,
    };
    let kinds = [
        EvaluationKind::Midterm,
        EvaluationKind::OwnAssessment,
        EvaluationKind::Internal,
        EvaluationKind::External,
    ];
    let evaluated = kinds.into_iter().flat_map(|kind| {
        [
            Asks::Assessment { kind, year: 0 },
            Asks::Future { kind, year: 0 },
            Asks::Direction { kind, year: 0 },
            Asks::Grade { kind, year: 0 },
        ]
    });
    let amounts = [AmountKind::Initial, AmountKind::Supplementary, AmountKind::Expected, AmountKind::Settled];
    let amounts = amounts.into_iter().map(|kind| Asks::Money { kind, year: 0 });
    let sections = [Meaning::Aim, Meaning::Problem, Meaning::Strategy, Meaning::Action].map(Asks::Section);
    let of_element = [Asks::Number, Asks::Title].into_iter().chain(sections).chain(amounts);
    let figures = [-1, 0].into_iter().flat_map(|year| {
        [
            Asks::Target { year },
            Asks::RevisionReason { year },
            Asks::Actual { year },
            Asks::Sample { year },
            Asks::Explanation { year },
        ]
    });
    let of_indicator = [Asks::Title, Asks::Unit].into_iter().chain(figures);
    Form {
        fiscal_year: FiscalYear::new(year),
        name: "様式".to_owned(),
        scope,
        parts: vec![
            part(About::Plan, vec![Asks::Title, Asks::Section(Meaning::Vision)]),
            part(About::Element, of_element.chain(evaluated.clone()).collect()),
            part(About::Indicator, of_indicator.chain(evaluated).collect()),
            part(About::Remark, vec![Asks::ResponseStatus, Asks::Response]),
        ],
    }
}

/// Every sheet that somebody in the city could have to fill in.
fn sheets(edition: &Edition) -> Vec<(Form, &RecordId)> {
    let mut all = vec![];
    for year in 2021..=2026 {
        for (organisation, _) in edition.all::<Organisation>() {
            all.push((form(year, Scope::Statement { year: 0 }), organisation));
            for (plan, it) in edition.all::<Plan>() {
                let levels = 0..u8::try_from(it.levels.len()).unwrap();
                all.extend(
                    levels.map(|level| {
                        (form(year, Scope::InCharge { plan: plan.clone(), level }), organisation)
                    }),
                );
            }
        }
    }
    all
}

/// Whether an answer is what the record holds.
fn is_decided(edition: &Edition, asked: &Asked, answer: &Answer) -> bool {
    let record = asked.id.record();
    let actual = || edition.find::<Actual>(&record).unwrap();
    match answer {
        Answer::Figure { figure, status } => actual().figure == *figure && actual().status == *status,
        Answer::Sample(sample) => actual().sample == Some(*sample),
        Answer::Yen(yen) => edition.find::<Amount>(&record).unwrap().yen == *yen,
        Answer::Target { condition, words } => {
            let target = edition.find::<Target>(&record).unwrap();
            target.condition == *condition && target.words == *words
        }
        Answer::Words(words) => *words == asked.current.trim(),
        Answer::Paragraphs(text) => text.join("\n") == asked.current,
        Answer::Blank => false,
        Answer::Unit(_) | Answer::Direction(_) | Answer::Grade(_) | Answer::Status(_) => true,
    }
}

#[test]
fn whatever_is_decided_can_be_typed_as_the_sheet_shows_it() {
    let (edition, mut looked) = (town(), 0);
    for (form, organisation) in sheets(edition) {
        let sheet = layout(edition, &form, organisation, &Entries::new());
        for (subject, asked) in sheet.fields().filter(|(_, it)| !it.current.is_empty()) {
            let field = &form.parts[subject.part].fields[asked.field];
            let context = Context::new(edition, &form, field, &subject.id, &Entries::new());
            let read =
                understood(&asked.current, &context).unwrap_or_else(|why| panic!("{}: {}", asked.id, why.ja));
            assert!(
                is_decided(edition, asked, &read.answer),
                "{}: 「{}」 is {:?}",
                asked.id,
                asked.current,
                read.answer
            );
            looked += 1;
        }
    }
    assert!(looked > 1000, "{looked} fields are too few to tell");
}

#[test]
fn a_whole_sheet_typed_again_proposes_nothing() {
    let edition = town();
    for (form, organisation) in sheets(edition) {
        let sheet = layout(edition, &form, organisation, &Entries::new());
        let by = plan::decision::StaffId("sato".to_owned());
        let entry = |it: &Asked| Entry::new(&it.current, by.clone(), jiff::Timestamp::UNIX_EPOCH);
        let entries: Entries = sheet.fields().map(|(_, it)| (it.id.clone(), entry(it))).collect();
        assert_eq!(proposals(edition, &form, organisation, &entries), Compiled::default());
    }
}
