//! An address of a buyer to which nothing is sent any more, or again.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::notices;
use crate::actions::notices::Silence;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// # Errors
/// `NotFound` for a buyer one may not see.
pub async fn keep(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let silence = Silence {
        buyer: BuyerId(at.into_inner()),
        at: fields.text("at").parse().map_err(|_| Failure::NotFound)?,
        is_on: fields.text("act") == "silence",
    };
    app.write(fields.key(&visit), move |plan| {
        notices::keep_silence(plan, &viewer, silence, &moment)
    })
    .await?;
    let said = match silence.is_on {
        true => "done-buyer-silenced",
        false => "done-buyer-told-again",
    };
    let back = format!("/buyers/{}", silence.buyer);
    Ok(page::done(&visit, &back, &Flash::new(said)))
}
