//! What is done with an account on its page. Each deed comes back to the page, or shows what is wrong with all that was typed.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use desk::staffing::Names;
use desk::{directory, inviting, leaving, posting, staffing, vouching};
use plan::decision::StaffId;
use plan::staff::Account;

use crate::clerk::Clerk;
use crate::office::{Fault, Office};
use crate::person::{self, Tried};
use crate::post_form::{self, needed_day};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

type Id = Path<(String, String)>;

/// Back to the page with what was done, or the page with what is wrong.
async fn settled(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    (deed, typed): (&'static str, Typed),
    done: Result<Account, Fault>,
) -> Result<Response, Refused> {
    match done {
        Ok(_) => Ok(Redirect::to(&clerk.to(&format!("/people/{id}?done={deed}"))).into_response()),
        Err(fault) => {
            let problem = Problem::of(fault, clerk.lang)?;
            let problem = Some(if deed == "end" { problem.of_all() } else { problem });
            person::page(office, clerk, id, Tried { deed, typed, problem }).await
        }
    }
}

/// `POST /{code}/people/{id}/posts`.
pub(crate) async fn give(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, sent) = (clerk.signed_in.clone(), StaffId(id.clone()), typed.clone());
    let given = office.deed(move |office| {
        let people = directory::list(office.desk(), &who, office.now())?;
        let asked = post_form::asked(&sent, &people)?;
        posting::give_post(office.desk(), &who, &staff, asked, office.now())
    });
    settled(&office, &clerk, &id, ("give", typed), given.await).await
}

/// `POST /{code}/people/{id}/posts/{at}/end`.
pub(crate) async fn end(
    State(office): State<Office>,
    Path((_, id, at)): Path<(String, String, usize)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, sent) = (clerk.signed_in.clone(), StaffId(id.clone()), typed.clone());
    let ended = office.deed(move |office| {
        let until = needed_day(&sent, "last")?;
        posting::end_post(office.desk(), &who, &staff, (at, until), office.now())
    });
    settled(&office, &clerk, &id, ("end", typed), ended.await).await
}

/// `POST /{code}/people/{id}/names`.
pub(crate) async fn correct(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, names) = (clerk.signed_in.clone(), StaffId(id.clone()), names(&typed));
    let corrected =
        office.deed(move |office| staffing::correct(office.desk(), &who, &staff, &names, office.now()));
    settled(&office, &clerk, &id, ("correct", typed), corrected.await).await
}

/// 氏名, 職員番号 and mail as they were typed.
pub(crate) fn names(typed: &Typed) -> Names {
    Names {
        login: typed.get("login").to_owned(),
        name: typed.get("name").to_owned(),
        mail: typed.get("mail").to_owned(),
    }
}

/// `POST /{code}/people/{id}/leave`.
pub(crate) async fn leave(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, sent) = (clerk.signed_in.clone(), StaffId(id.clone()), typed.clone());
    let left = office.deed(move |office| {
        let on = needed_day(&sent, "on")?;
        leaving::leave(office.desk(), &who, &staff, on, office.now())
    });
    settled(&office, &clerk, &id, ("leave", typed), left.await).await
}

/// `POST /{code}/people/{id}/return`.
pub(crate) async fn come_back(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff) = (clerk.signed_in.clone(), StaffId(id.clone()));
    let back = office.deed(move |office| leaving::come_back(office.desk(), &who, &staff, office.now()));
    settled(&office, &clerk, &id, ("return", typed), back.await).await
}

/// `POST /{code}/people/{id}/unbind`.
pub(crate) async fn unbind(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff) = (clerk.signed_in.clone(), StaffId(id.clone()));
    let freed = office.deed(move |office| vouching::unbind(office.desk(), &who, &staff, office.now()));
    settled(&office, &clerk, &id, ("unbind", typed), freed.await).await
}

/// `POST /{code}/people/{id}/erase`.
pub(crate) async fn erase(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, sure) = (clerk.signed_in.clone(), StaffId(id.clone()), typed.has("sure"));
    let erased = office.deed(move |office| {
        if !sure {
            return Err(desk::Error::invalid(
                "sure",
                "消してよいことを確かめて、印を付けてください",
                "tick that you are sure",
            ));
        }
        leaving::erase_name(office.desk(), &who, &staff, office.now())
    });
    settled(&office, &clerk, &id, ("erase", typed), erased.await).await
}

/// `POST /{code}/people/{id}/invitation`: a fresh address, shown once.
pub(crate) async fn invite_again(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, staff, drops) = (clerk.signed_in.clone(), StaffId(id.clone()), typed.has("without-second"));
    let issued = office.deed(move |office| {
        let (desk, now) = (office.desk(), office.now());
        let issued = inviting::invite_again(desk, &who, &staff, drops, office.chance(), now)?;
        let account = directory::show(desk, &who, &staff, now)?.person.account;
        Ok((issued, account, office.town_name(&*desk.edition(&who.actor.town)?)))
    });
    match issued.await {
        Ok((issued, account, town)) => {
            crate::issued::page(&office, &clerk, &headers, (&town, account, &issued))
        }
        Err(fault) => settled(&office, &clerk, &id, ("invite", typed), Err(fault)).await,
    }
}
