//! From a template or a done act to a response.

use super::flash::Flash;
use super::visit::Visit;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use anyhow::Context;
use askama::Template;

/// Marks a response that already says in words what went wrong: the failure guard leaves it.
pub struct SaysItself;

/// Room for a page, in bytes, so that it is not moved while it grows.
const ROOM: usize = 48 * 1024;

/// A page, status 200.
///
/// # Errors
/// When the template fails.
pub fn show(page: &impl Template) -> Result<HttpResponse, Failure> {
    with_status(page, StatusCode::OK)
}

/// A page whose form comes back with what was typed: 422, 409.
///
/// # Errors
/// When the template fails.
pub fn with_status(page: &impl Template, status: StatusCode) -> Result<HttpResponse, Failure> {
    let mut body = String::with_capacity(ROOM);
    page.render_into(&mut body).context("rendering a page")?;
    let mut response = HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(body);
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

/// `303 See Other` to a path of ours.
pub fn to(visit: &Visit, path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, visit.url(path)))
        .finish()
}

/// `303 See Other` after something was done, and what to say there.
pub fn done(visit: &Visit, path: &str, flash: &Flash) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, visit.url(path)))
        .cookie(flash.cookie(&visit.place))
        .finish()
}
