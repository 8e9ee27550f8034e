//! Showing one identity of a buyer once, after it was written down who asked.

use super::super::form::Fields;
use super::super::orders::reveal;
use super::super::visit::Visit;
use crate::actions::personal::Personal;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// # Errors
/// `NotFound`; `NotAllowed`; `Refused` above the hourly limit.
pub async fn identity(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = BuyerId(at.into_inner());
    let position = fields.text("at").parse().map_err(|_| Failure::NotFound)?;
    let what = Personal::Identity(id, position);
    reveal::show(&app, &visit, what, format!("/buyers/{id}")).await
}
