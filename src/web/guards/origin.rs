//! Requests that change something must come from our own pages (decision 20): by Fetch Metadata,
//! else by `Origin`. The per-session token is checked besides, by the form guard.

use super::super::Site;
use crate::failure::Failure;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::Next;
use actix_web::web::Data;

/// Refuses unsafe methods from elsewhere.
///
/// # Errors
/// `NotAllowed`; else what the request ends with.
pub async fn same_origin_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let public = request
        .app_data::<Data<Site>>()
        .map(|site| site.place.origin.clone());
    if safe || is_ours(request.headers(), public.as_deref()) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    Ok(request
        .error_response(Failure::NotAllowed)
        .map_into_right_body())
}

/// Whether the headers of an unsafe request say that it comes from a page of ours.
fn is_ours(headers: &HeaderMap, public: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        // A browser sends one of the two with every POST; without them it is no browser, and the
        // token still has to fit.
        return true;
    };
    if public.is_some_and(|public| public.eq_ignore_ascii_case(origin)) {
        return true;
    }
    let host = text(header::HOST.as_str());
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_some() && origin_host == host
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderName;
    use actix_web::http::header::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn fetch_metadata_decides_where_it_is_sent() {
        for (site, ours) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
            ("", false),
        ] {
            let sent = headers(&[
                ("sec-fetch-site", site),
                ("origin", "http://desk"),
                ("host", "desk"),
            ]);
            assert_eq!(is_ours(&sent, None), ours, "{site}");
        }
    }

    #[test]
    fn else_the_origin_must_be_our_host_or_the_public_address() {
        let public = Some("https://desk.example");
        for (origin, ours) in [
            ("http://10.0.0.5:8080", true),
            ("https://desk.example", true),
            ("https://DESK.example", true),
            ("https://evil.example", false),
            ("http://10.0.0.5:8081", false),
            ("null", false),
        ] {
            let sent = headers(&[("host", "10.0.0.5:8080"), ("origin", origin)]);
            assert_eq!(is_ours(&sent, public), ours, "{origin}");
        }
    }
}
