//! Reads a form once, bounded, and checks its token. Uploads are read by their handler, which
//! checks the token in their first field.

use super::super::Body;
use super::super::form::CSRF;
use super::super::form::Fields;
use super::super::visit::Visit;
use super::route_of;
use crate::failure::Failure;
use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use futures_util::StreamExt;

/// Puts the [`Fields`] of a POST where handlers find them.
///
/// # Errors
/// What the request ends with.
pub async fn read_form(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let route = route_of(&request).filter(|_| *request.method() == Method::POST);
    let Some(route) = route else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let visit = request.extensions().get::<Visit>().cloned();
    let (Body::Form(limit), Some(visit)) = (route.body, visit) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let fields = match read(&mut request, limit).await {
        Ok(fields) => fields,
        Err(status) => return Ok(request.into_response(HttpResponse::new(status))),
    };
    if !token_fits(&visit, fields.raw(CSRF)) {
        return Ok(request.error_response(Failure::NotAllowed));
    }
    request.extensions_mut().insert(fields);
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn read(request: &mut ServiceRequest, limit: usize) -> Result<Fields, StatusCode> {
    if request.content_type() != "application/x-www-form-urlencoded" {
        return Err(StatusCode::BAD_REQUEST);
    }
    let mut payload = request.take_payload();
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if body.len() + chunk.len() > limit {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    std::str::from_utf8(&body)
        .ok()
        .and_then(Fields::read)
        .ok_or(StatusCode::BAD_REQUEST)
}

/// Whether a form brought the token of this session. The time it takes says nothing of where
/// they differ: hashes are compared.
pub fn token_fits(visit: &Visit, given: &str) -> bool {
    !given.is_empty() && blake3::hash(given.as_bytes()) == blake3::hash(visit.csrf.as_bytes())
}
