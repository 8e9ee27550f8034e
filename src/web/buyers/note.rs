//! Keeping the note of facts about a buyer. Who was overtaken sees both texts.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::guards::status_of;
use super::super::page;
use super::super::visit::Visit;
use super::show;
use crate::actions::personal;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;

/// A note that was not kept: shown again beside what stands there now.
pub struct Typed {
    pub text: String,
    pub stale: bool,
    pub wrong: Option<String>,
}

/// Keeps the note.
///
/// # Errors
/// `NotFound`; `NotAllowed`; what was typed comes back when it is too long or was overtaken.
pub async fn keep(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = BuyerId(at.into_inner());
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let text = fields.raw("note").to_owned();
    let shown_rev = fields.filled("rev").and_then(|rev| rev.parse().ok());
    let sent = text.clone();
    let done = app
        .write(fields.key(&visit), move |plan| {
            personal::set_note(plan, &viewer, id, shown_rev, &sent, &moment)
        })
        .await;
    let (typed, status) = match done {
        Ok(()) => {
            let flash = Flash::new("done-saved");
            return Ok(page::done(&visit, &format!("/buyers/{id}"), &flash));
        }
        Err(failure @ Failure::ChangedMeanwhile) => {
            let typed = Typed {
                text,
                stale: true,
                wrong: None,
            };
            (typed, status_of(&failure))
        }
        Err(Failure::Invalid(fields)) => {
            let typed = Typed {
                text,
                stale: false,
                wrong: fields.into_iter().next().map(|(_, key)| key),
            };
            (typed, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(failure) => return Err(failure),
    };
    let shown = app
        .read(move |view| show::build(view, &visit, id, Some(&typed)))
        .await?;
    page::with_status(&shown, status)
}
