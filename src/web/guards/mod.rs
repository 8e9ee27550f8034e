//! What every request passes before a handler sees it, outermost first: the log, the failure
//! pages, the headers, same origin, the session, the form.

mod failures;
mod forms;
mod headers;
mod origin;
mod request_log;
mod session;

pub use failures::show_failures;
pub use failures::status_of;
pub use forms::read_form;
pub use forms::token_fits;
pub use headers::ALWAYS;
pub use headers::add_headers;
pub use origin::same_origin_only;
pub use request_log::RequestId;
pub use request_log::log_request;
pub use session::PRE_SESSION_COOKIE;
pub use session::load_session;
pub use session::pre_session_csrf;
pub use session::session_cookie;
pub use session::session_gone;
pub use session::token_hash;

use super::Route;
use super::Site;
use super::health::PROBES;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::web::Data;

/// What was found for a request: finding it tries one pattern after the other.
#[derive(Clone, Copy)]
struct LeadsTo(Option<&'static Route>);

/// The route a request leads to, if any.
fn route_of(request: &ServiceRequest) -> Option<&'static Route> {
    route_in(request.request())
}

/// The same, for what no longer is on its way.
pub fn route_in(request: &HttpRequest) -> Option<&'static Route> {
    let known = request.extensions().get::<LeadsTo>().copied();
    let LeadsTo(route) = known.unwrap_or_else(|| {
        let found = LeadsTo(look_up(request));
        request.extensions_mut().insert(found);
        found
    });
    route
}

fn look_up(request: &HttpRequest) -> Option<&'static Route> {
    let site = request.app_data::<Data<Site>>()?;
    let pattern = request.match_pattern()?;
    let pattern = match pattern.strip_prefix(site.place.prefix.as_str()) {
        Some("") => "/",
        Some(pattern) => pattern,
        None if PROBES.contains(&pattern.as_str()) => pattern.as_str(),
        None => return None,
    };
    super::route(request.method(), pattern)
}
