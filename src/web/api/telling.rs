//! Writes the body of every failed answer below `/api/`, whatever failed.

use super::bearer::words_of;
use super::problem::Kind;
use super::problem::Problem;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::web::ROUTES;
use crate::web::Site;
use crate::web::guards::RequestId;
use crate::web::visit::Visit;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use actix_web::http::header::HeaderValue;
use actix_web::web::Data;

/// Whether an address belongs to programs.
pub fn is_api(request: &HttpRequest) -> bool {
    let prefix = request
        .app_data::<Data<Site>>()
        .map_or("", |site| site.place.prefix.as_str());
    let path = request.path();
    let path = path.strip_prefix(prefix).unwrap_or(path);
    path == "/api" || path.starts_with("/api/")
}

/// The failed answer with its problem details.
pub fn tell(mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let request = response.request().clone();
    let (body, wait) = {
        let id = request.extensions().get::<RequestId>().cloned();
        let id = id.map(|id| id.0).unwrap_or_default();
        let visit = request.extensions().get::<Visit>().cloned();
        let words = visit.as_ref().map_or_else(
            || words_of(request.headers()).unwrap_or(Words::of(crate::domain::people::Lang::ZhCn)),
            |visit| visit.words,
        );
        let zone = visit.map_or(jiff::tz::TimeZone::UTC, |visit| visit.zone.clone());
        let error = response.response().error();
        let own = error.and_then(|error| error.as_error::<Problem>());
        let failed = error.and_then(|error| error.as_error::<Failure>());
        let made;
        let problem = match (own, failed) {
            (Some(problem), _) => problem,
            (None, failed) => {
                if let Some(Failure::Fault(error)) = failed {
                    tracing::error!(request = %id, error = format!("{error:#}"), "a request broke");
                }
                made = Problem::new(Kind::of_status(response.status()));
                &made
            }
        };
        if let Some(error) = problem.fault() {
            tracing::error!(request = %id, error = format!("{error:#}"), "a request broke");
        }
        let told = problem.told(words, &zone, &id);
        (serde_json::to_string(&told), problem.wait())
    };
    let status = response.status().as_u16();
    let headers = response.headers_mut();
    if status == 401 {
        let realm = HeaderValue::from_static("Bearer realm=\"aftercare\"");
        headers.insert(header::WWW_AUTHENTICATE, realm);
    }
    if let Some(wait) = wait {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    if status == 405 {
        allow(headers, &request);
    }
    let Ok(body) = body else { return response };
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response.map_body(|_, _| BoxBody::new(body))
}

/// Which methods the address takes (RFC 9110, 15.5.6).
fn allow(headers: &mut HeaderMap, request: &HttpRequest) {
    let prefix = request
        .app_data::<Data<Site>>()
        .map_or("", |site| site.place.prefix.as_str());
    let Some(pattern) = request.match_pattern() else {
        return;
    };
    let pattern = pattern.strip_prefix(prefix).unwrap_or(&pattern);
    let methods: Vec<&str> = ROUTES
        .iter()
        .filter(|route| route.path == pattern)
        .flat_map(|route| match route.method {
            "GET" => vec!["GET", "HEAD"],
            method => vec![method],
        })
        .collect();
    if let Ok(value) = HeaderValue::from_str(&methods.join(", ")) {
        headers.insert(header::ALLOW, value);
    }
}
