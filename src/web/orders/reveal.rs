//! Showing the address of an order once, after it was written down who asked.

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::personal;
use crate::actions::personal::Personal;
use crate::app::App;
use crate::domain::ids::OrderId;
use crate::domain::sealed::Sealed;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A page that is shown once and kept nowhere.
#[derive(Template)]
#[template(path = "orders/reveal.html")]
struct RevealPage {
    frame: Frame,
    /// Where one came from.
    back: String,
    values: Vec<String>,
}

/// # Errors
/// `NotFound`; `NotAllowed`; `Refused` above the hourly limit.
pub async fn address(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    _fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = OrderId(at.into_inner());
    show(&app, &visit, Personal::Address(id), format!("/orders/{id}")).await
}

/// Writes it down, opens it, and shows it.
///
/// # Errors
/// As [`address`].
pub async fn show(
    app: &Data<App>,
    visit: &Visit,
    what: Personal,
    back: String,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let sealed: Vec<Sealed> = app
        .write(None, move |plan| {
            personal::reveal(plan, &viewer, what, &moment)
        })
        .await?;
    let mut values = Vec::with_capacity(sealed.len());
    for field in &sealed {
        values.push(app.store.vault().open_sealed(field)?);
    }
    let framed = visit.clone();
    let frame = app.read(move |view| Frame::load(view, &framed)).await?;
    page::show(&RevealPage {
        frame,
        back: visit.url(&back),
        values,
    })
}
