//! `/{code}/about/`: how to read figures and verdicts; the rules by which they are judged.

use askama::Template;
use axum::response::Html;
use plan::rating::{RatingRule, RuleShape};

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "about/show.html")]
struct Show {
    frame: Frame,
    rules: Vec<Rule>,
}

/// 判定基準 as published: name, description, grades with what they mean.
struct Rule {
    name: String,
    description: Option<String>,
    grades: Vec<(String, String, &'static str)>,
}

/// `GET /{code}/about/`.
pub(crate) async fn show(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let rule = |it: &RatingRule| {
        let grades = match &it.shape {
            RuleShape::MeetsTarget { met, missed } => vec![
                (
                    met.mark.clone(),
                    met.words.clone(),
                    lang.say("実績が目標の条件を満たした", "the actual meets the target"),
                ),
                (missed.mark.clone(), missed.words.clone(), lang.say("満たさなかった", "it does not")),
            ],
            RuleShape::Scale(_) => vec![],
        };
        Rule { name: it.name.clone(), description: it.description.clone(), grades }
    };
    let rules = edition.all::<RatingRule>().map(|(_, it)| rule(it)).collect();
    let frame =
        Frame::new(&here, &edition, lang.say("数値と判定の見方", "How to read this site"), Part::About);
    Ok(Html(Show { frame, rules }.render()?))
}
