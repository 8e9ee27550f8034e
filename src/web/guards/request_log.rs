//! One line per request: which route, how it ended, how long it took, by whom. Never a path's own
//! words, a query, a name or a token.

use super::super::visit::Visit;
use super::route_of;
use crate::app::App;
use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::web::Data;

/// The number of a request: in the log, in the `x-request-id` header and on failure pages.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Writes the line when the request is over.
///
/// # Errors
/// What the request ends with.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let id = app
        .as_ref()
        .map(|app| app.token()[..16].to_owned())
        .unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = route_of(&request).map_or("-", |route| route.path);
    let began = tokio::time::Instant::now();
    let mut response = next.call(request).await?;
    let ms = began.elapsed().as_millis();
    let staff = response
        .request()
        .extensions()
        .get::<Visit>()
        .and_then(|visit| visit.viewer.as_ref().map(|viewer| viewer.staff.id.0));
    let status = response.status().as_u16();
    tracing::info!(
        request = %id, method = %method, route, status, ms = u64::try_from(ms).unwrap_or(u64::MAX),
        staff, "request"
    );
    if let Ok(value) = HeaderValue::from_str(&id) {
        let name = HeaderName::from_static("x-request-id");
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
