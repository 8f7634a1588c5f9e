//! `…/evidence`: 根拠資料: what lies beside the fields of a sheet, and how more is put there.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::attaching::{self, Attached, Fate, Offered};
use desk::names::Names;
use desk::secret;
use desk::sheet::{Opened, Share, label};
use plan::evidence::{Evidence, LARGEST, MOST_OF_FIELD, NotKept, readable_size};
use plan::form::{Asks, FieldId};
use plan::sheet::layout::Layout;
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use crate::account::moment;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::{LARGEST_FILES, Typed};

mod download;

pub(crate) use download::download;

#[derive(Template)]
#[template(path = "sheet/evidence.html")]
struct Show {
    frame: Frame,
    head: Head,
    sheet: String,
    /// The field that is looked at; none: the whole sheet.
    field: Option<Field>,
    groups: Vec<Group>,
    removed: Vec<Row>,
    /// What became of what was just sent.
    answer: Option<Answer>,
    most: usize,
    largest: String,
    at_once: String,
}

/// The field that files are attached to.
struct Field {
    id: String,
    label: String,
    address: String,
    open: bool,
}

/// The files of one field.
struct Group {
    label: String,
    address: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    address: String,
    name: String,
    size: String,
    by: String,
    at: String,
    /// Whether a decision rests on it.
    decided: bool,
    /// Whether the reader may take it away.
    open: bool,
    /// Who took it away, and when.
    removed: Option<String>,
}

/// What was kept and what was not, by name.
#[derive(Default)]
struct Answer {
    kept: Vec<String>,
    same: Vec<String>,
    refused: Vec<(String, String)>,
}

/// `GET …/evidence?field=…`.
pub(crate) async fn show(
    State(office): State<Office>,
    here: Here,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, Refused> {
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    let field = FieldId::parse(query.get("field"));
    Ok(Html(page(&office, &here, field, None).await?.render()?))
}

async fn page(
    office: &Office,
    here: &Here,
    field: Option<FieldId>,
    answer: Option<Answer>,
) -> Result<Show, Refused> {
    let (opened, names) = (here.open(office).await?, here.names(office).await?);
    let attached = here.attached(office).await?;
    let (l, actor, place) = (here.clerk.lang, here.clerk.actor().clone(), here.place.clone());
    let gone = office.deed(move |office| attaching::removed(office.desk(), &actor, &place)).await;
    let gone = gone.map_err(|fault| fault.page(l))?;
    let is_shown = |it: &&Attached| field.as_ref().is_none_or(|field| it.file.field == *field);
    let view = View { layout: opened.layout(), opened: &opened, names: &names, here, l };
    Ok(Show {
        frame: Frame::new(
            office,
            &here.clerk,
            &office.town_name(&opened.edition),
            l.say("根拠資料", "Evidence"),
        ),
        head: Head::of(&opened, here.clerk.actor().today, l),
        sheet: here.to(""),
        groups: view.groups(&attached.iter().filter(is_shown).collect::<Vec<_>>()),
        removed: gone.iter().filter(is_shown).map(|it| view.row(it)).collect(),
        field: field.map(|field| view.field(&field)),
        answer,
        most: MOST_OF_FIELD,
        largest: readable_size(LARGEST),
        at_once: readable_size(LARGEST_FILES as u64),
    })
}

/// What all rows of the page are told from.
struct View<'a> {
    opened: &'a Opened,
    layout: Layout,
    names: &'a Names,
    here: &'a Here,
    l: Lang,
}

impl View<'_> {
    fn is_open(&self, field: &FieldId) -> bool {
        let found = self.layout.field(field).map(|(subject, asked)| (Some(&subject.id), asked.asks));
        let actor = self.here.clerk.actor();
        let share = Share::of(actor, self.opened, &self.layout);
        share.may_write(actor, self.opened, found.unwrap_or((None, Asks::Title))).is_ok()
    }

    fn label(&self, field: &FieldId) -> String {
        match self.layout.field(field) {
            Some((subject, asked)) => format!("{}　{}", subject.title, self.l.of_pair(asked.label.clone())),
            None => self.l.of_pair(label(self.opened, field)),
        }
    }

    fn field(&self, field: &FieldId) -> Field {
        Field {
            id: field.to_string(),
            label: self.label(field),
            address: self.here.to(&format!("#{}", anchor(field))),
            open: self.layout.field(field).is_some() && self.is_open(field),
        }
    }

    fn groups(&self, attached: &[&Attached]) -> Vec<Group> {
        let same = attached.chunk_by(|a, b| a.file.field == b.file.field);
        let group = |files: &[&Attached]| {
            let Field { label, address, .. } = self.field(&files[0].file.field);
            Group { label, address, rows: files.iter().map(|it| self.row(it)).collect() }
        };
        same.map(group).collect()
    }

    fn row(&self, it: &Attached) -> Row {
        let place = &self.opened.place;
        let record = Evidence::id(&place.stage, &place.organisation);
        let decided = self.opened.edition.find::<Evidence>(&record).is_some_and(|all| all.names(&it.file.id));
        let by = |staff: &plan::decision::StaffId, at| {
            let (name, at) = (self.names.of(staff), moment(at, self.l));
            (name, at)
        };
        let (name, at) = by(&it.file.by, it.file.at);
        Row {
            id: it.file.id.clone(),
            address: self.here.to(&format!("/evidence/{}", web::encode(&it.file.id))),
            name: it.file.name.clone(),
            size: readable_size(it.file.size),
            by: name,
            at,
            decided,
            open: !decided && it.removed.is_none() && self.is_open(&it.file.field),
            removed: it.removed.as_ref().map(|it| (by(&it.by, it.at), it.unseen)).map(
                |((name, at), unseen)| match unseen {
                    true => format!(
                        "{at}　{name}{}",
                        self.l.say(
                            "（提出前のため、中身は残しません）",
                            " (before it was handed in: its content is not kept)"
                        )
                    ),
                    false => format!("{at}　{name}"),
                },
            ),
        }
    }
}

/// `POST …/evidence`: keeps what can be kept, and says of each file what became of it.
pub(crate) async fn attach(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = here.clerk.lang;
    let field = FieldId::parse(typed.get("field")).ok_or_else(|| Refused::not_found(l))?;
    let offered = offered(&typed, &office);
    if offered.is_empty() {
        let nothing = l.say("ファイルを選んでください", "choose a file").to_owned();
        return answered(
            &office,
            &here,
            field,
            Answer { refused: vec![(String::new(), nothing)], ..Answer::default() },
        )
        .await;
    }
    let (actor, place, of, now) =
        (here.clerk.actor().clone(), here.place.clone(), field.clone(), office.now());
    let fates =
        office.deed(move |office| attaching::attach(office.desk(), &actor, &place, &of, offered, now)).await;
    let answer = Answer::of(fates.map_err(|fault| fault.page(l))?, l);
    answered(&office, &here, field, answer).await
}

fn offered(typed: &Typed, office: &Office) -> Vec<Offered> {
    let one = |it: &crate::typed::Sent| Offered {
        id: secret::Secret::new(office.chance()).text()[..24].to_owned(),
        name: it.name.clone(),
        bytes: it.bytes.to_vec(),
    };
    typed.files().map(one).collect()
}

impl Answer {
    fn of(fates: Vec<(String, Fate)>, l: Lang) -> Self {
        let mut answer = Self::default();
        for (name, fate) in fates {
            match fate {
                Fate::Kept => answer.kept.push(name),
                Fate::Same => answer.same.push(name),
                Fate::NotKept(why) => answer.refused.push((name, said(&why, l))),
            }
        }
        answer
    }
}

fn said(why: &NotKept, l: Lang) -> String {
    l.say(why.ja(), why.to_string())
}

/// Where all was kept, back to the field; else the page that names what was not.
async fn answered(office: &Office, here: &Here, field: FieldId, answer: Answer) -> Result<Response, Refused> {
    if answer.refused.is_empty() {
        let path = format!("/evidence?field={}&done=attached", web::encode(field.as_str()));
        return Ok(Redirect::to(&here.to(&path)).into_response());
    }
    let page = page(office, here, Some(field), Some(answer)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// `POST …/evidence/{id}/remove`.
pub(crate) async fn remove(
    State(office): State<Office>,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (actor, place, now) = (here.clerk.actor().clone(), here.place.clone(), office.now());
    let done = office.deed(move |office| attaching::remove(office.desk(), &actor, &place, &id, now)).await;
    done.map_err(|fault| fault.page(here.clerk.lang))?;
    let field = web::encode(typed.get("field"));
    Ok(Redirect::to(&here.to(&format!("/evidence?field={field}&done=detached"))))
}
