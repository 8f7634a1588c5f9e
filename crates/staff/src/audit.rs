//! `/{code}/audit`: 監査用の書き出し: what is in it, how it is verified, and the file itself.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use desk::auditing::{self, Audit};
use jiff::Timestamp;
use plan::decision::StaffId;
use plan::edition::Edition;
use writing::audit::{Deadline, Leaf, Reviewed, Waiting};

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "audit/show.html")]
struct Show {
    frame: Frame,
    export: String,
    /// How many decisions, and the root over them.
    decisions: u64,
    root: String,
    /// The files: name, what it holds, rows.
    files: Vec<(&'static str, &'static str, usize)>,
}

/// What is made of all that is written down: read and written where blocking is allowed.
async fn collected<T: Send + 'static>(
    office: &Office,
    clerk: &Clerk,
    make: impl FnOnce(&writing::audit::Audit<'_>) -> T + Send + 'static,
) -> Result<(Arc<Edition>, T), Refused> {
    let actor = clerk.actor().clone();
    let collected = office.deed(move |office| {
        let audit = auditing::collect(office.desk(), &actor)?;
        let made = with(&audit, (office.now(), &actor.id), make);
        Ok((Arc::clone(&audit.edition), made))
    });
    collected.await.map_err(|fault| fault.page(clerk.lang))
}

/// `GET /{code}/audit`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let l = clerk.lang;
    let told = collected(&office, &clerk, move |told| {
        let file = |it: writing::audit::File| (it.name, l.of_pair(it.about), it.rows);
        let root = told.leaves.last().map_or(String::new(), |it| it.root.clone());
        (root, writing::audit::files(told).into_iter().map(file).collect())
    });
    let (edition, (root, files)) = told.await?;
    let title = l.say("監査用の書き出し", "Export for auditors");
    let page = Show {
        frame: Frame::new(&office, &clerk, &office.town_name(&edition), title),
        export: clerk.to("/audit/export"),
        decisions: edition.number().0,
        root,
        files,
    };
    Ok(Html(page.render()?))
}

/// `GET /{code}/audit/export`.
pub(crate) async fn export(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    let (edition, zip) = collected(&office, &clerk, writing::audit::zip).await?;
    let zip = zip.map_err(|error| {
        tracing::error!(%error, "the export could not be written");
        Refused::internal(clerk.lang)
    })?;
    let name = format!("meyasu-audit-{}-{}.zip", clerk.town(), edition.number());
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, disposition)], zip)
        .into_response())
}

/// Hands over what was collected as the writer of the files takes it.
fn with<T>(
    audit: &Audit,
    (at, by): (Timestamp, &StaffId),
    write: impl FnOnce(&writing::audit::Audit<'_>) -> T,
) -> T {
    let leaf = |it: &auditing::Hashed| Leaf {
        body: it.body.clone(),
        leaf: it.leaf.to_string(),
        root: it.root.to_string(),
    };
    let sheet = |it: &auditing::Kept<plan::sheet::life::Sheet>| Reviewed {
        stage: it.folder.clone(),
        organisation: it.id.clone(),
        sheet: it.value.clone(),
    };
    let told = writing::audit::Audit {
        edition: &audit.edition,
        leaves: audit.decisions.iter().map(leaf).collect(),
        publications: &audit.publications,
        scheduled: audit.scheduled.iter().map(|it| waiting(&it.value)).collect(),
        drafts: &audit.drafts,
        sheets: audit.sheets.iter().map(sheet).collect(),
        extensions: audit.extensions.iter().map(deadline).collect(),
        opinions: &audit.opinions,
        accounts: &audit.accounts,
        at,
        by,
    };
    write(&told)
}

fn waiting(it: &desk::scheduling::Scheduled) -> Waiting {
    Waiting {
        decision: it.decision,
        label: it.label.clone(),
        note: it.note.clone(),
        due: it.due,
        by: it.by.clone(),
        at: it.at,
        failed: it.failed.clone(),
    }
}

fn deadline(it: &auditing::Kept<desk::sheet::Extension>) -> Deadline {
    Deadline {
        stage: it.folder.clone(),
        organisation: it.id.clone(),
        to: it.value.to,
        reason: it.value.reason.clone(),
        by: it.value.by.clone(),
        at: it.value.at,
    }
}
