//! Failures become pages in the person's language, with the request's number.

use super::super::Site;
use super::super::api;
use super::super::failure_page::FailurePage;
use super::super::page::SaysItself;
use super::super::visit::Visit;
use super::super::visit::lang_of;
use super::super::visit::theme_of;
use super::RequestId;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::refusal;
use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;
use askama::Template;

/// The status a failure is answered with.
pub fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::NotAllowed => StatusCode::FORBIDDEN,
        Failure::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Refused(_) | Failure::ChangedMeanwhile => StatusCode::CONFLICT,
        Failure::ReadOnly | Failure::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Failure::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        status_of(self)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(status_of(self))
    }
}

/// Replaces the empty body of a failed request by a page.
///
/// # Errors
/// None of its own.
pub async fn show_failures(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // The request must not be kept beside this: routing needs it for itself alone.
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response
            .response()
            .extensions()
            .get::<SaysItself>()
            .is_some()
    {
        return Ok(response);
    }
    if api::is_api(response.request()) {
        return Ok(api::tell(response));
    }
    let page = failure_page(&response);
    let Ok(body) = page.render() else {
        return Ok(response);
    };
    let mut response = response.map_body(|_, _| BoxBody::new(body));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("text/html; charset=utf-8"),
    );
    Ok(response)
}

fn failure_page(response: &ServiceResponse<BoxBody>) -> FailurePage {
    let request = response.request();
    let visit = request.extensions().get::<Visit>().cloned();
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let failure = response
        .response()
        .error()
        .and_then(|error| error.as_error::<Failure>());
    if let Some(Failure::Fault(error)) = failure {
        tracing::error!(request = %request_id, error = format!("{error:#}"), "a request broke");
    }
    let words = match &visit {
        Some(visit) => visit.words,
        None => Words::of(lang_of(request, None)),
    };
    let status = response.status().as_u16();
    let sentence = match failure {
        Some(Failure::Refused(why)) => {
            let zone = visit
                .as_ref()
                .map_or(jiff::tz::TimeZone::UTC, |v| v.zone.clone());
            refusal(words, why, &zone, "CNY")
        }
        Some(Failure::Invalid(fields)) => fields
            .first()
            .filter(|(_, key)| words.has(key))
            .map_or_else(
                || words.t("error-invalid").to_owned(),
                |(_, key)| words.t(key).to_owned(),
            ),
        Some(Failure::NotFound) => words.t("error-not-found").to_owned(),
        Some(Failure::NotAllowed) => words.t("error-not-allowed-page").to_owned(),
        Some(Failure::ChangedMeanwhile) => words.t("error-changed-meanwhile").to_owned(),
        Some(Failure::ReadOnly) => words.t("error-read-only").to_owned(),
        Some(Failure::Busy) => words.t("error-busy").to_owned(),
        Some(Failure::Fault(_)) => words.t("error-fault").to_owned(),
        None => words.t(by_status(status)).to_owned(),
    };
    let prefix = request
        .app_data::<Data<Site>>()
        .map(|site| site.place.prefix.clone())
        .unwrap_or_default();
    FailurePage {
        words,
        theme: visit
            .as_ref()
            .map_or_else(|| theme_of(request), |v| v.theme),
        prefix,
        status,
        title: words.t(title_of(status)),
        sentence,
        request_id,
    }
}

fn title_of(status: u16) -> &'static str {
    match status {
        400 => "failure-title-400",
        403 => "failure-title-403",
        404 => "failure-title-404",
        405 => "failure-title-405",
        409 => "failure-title-409",
        413 => "failure-title-413",
        422 => "failure-title-422",
        429 => "failure-title-429",
        503 => "failure-title-503",
        _ => "failure-title-500",
    }
}

/// What is said when no failure of ours came with the status.
fn by_status(status: u16) -> &'static str {
    match status {
        403 => "failure-403",
        404 => "error-not-found",
        405 => "failure-405",
        413 => "failure-413",
        429 => "failure-429",
        400..=499 => "failure-400",
        503 => "error-busy",
        _ => "error-fault",
    }
}
