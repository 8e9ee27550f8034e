//! Who asks: reads the session, lets strangers no further than the pages for strangers, and keeps
//! the desk closed until it is set up.

use super::super::Access;
use super::super::Site;
use super::super::api;
use super::super::flash;
use super::super::flash::Flash;
use super::super::peer;
use super::super::place::Place;
use super::super::visit::Facts;
use super::super::visit::Visit;
use super::super::visit::lang_of;
use super::super::visit::theme_of;
use super::super::visit::zone_of;
use super::RequestId;
use super::route_of;
use crate::actions::access::Viewer;
use crate::actions::people;
use crate::app::App;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::store::Health;
use crate::store::View;
use crate::store::sessions::Session;
use crate::store::sessions::TokenHash;
use crate::store::settings;
use crate::store::settings::Desk;
use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;

/// The name of the session's cookie.
pub const SESSION_COOKIE: &str = "session";
/// The name of the cookie that ties set-up and sign-in forms to a browser.
pub const PRE_SESSION_COOKIE: &str = "visit";

/// What someone may do before the second factor they need is there.
const WHILE_ENROLLING: &[&str] = &["/settings/second-factor", "/settings/confirm", "/sign-out"];

/// Makes the [`Visit`] of a request, or turns it away.
///
/// # Errors
/// What the request ends with.
pub async fn load_session(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let route = route_of(&request);
    // An address nobody laid out is still answered in the person's language.
    let (path, access) = route.map_or(("-", Access::Anyone), |route| (route.path, route.access));
    let for_programs = match access {
        Access::AnyToken => Some((None, &[][..])),
        Access::Token(scope, roles) => Some((Some(scope), roles)),
        _ => None,
    };
    if let Some((scope, roles)) = for_programs {
        return match api::admit(&request, path, scope, roles).await {
            Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
            Err(problem) => Ok(request.error_response(problem)),
        };
    }
    if access == Access::Open || route.is_none() && api::is_api(request.request()) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let (Some(app), Some(site)) = (
        request.app_data::<Data<App>>().cloned(),
        request.app_data::<Data<Site>>().cloned(),
    ) else {
        return Ok(refused(request, Failure::Fault(anyhow::anyhow!("no app"))));
    };
    let fresh = app.token();
    let visit = match visit(&request, &app, &site, path, &fresh).await {
        Ok(visit) => visit,
        Err(failure) => return Ok(refused(request, failure)),
    };
    request.extensions_mut().insert(visit.clone());
    let gate = match route {
        None => Gate::Open,
        Some(_) => gate(&visit, access, request.path()),
    };
    match gate {
        Gate::Open => {}
        Gate::Elsewhere(path) => {
            let away = HttpResponse::SeeOther()
                .insert_header((header::LOCATION, visit.url(&path)))
                .finish();
            return Ok(request.into_response(away));
        }
        Gate::Shut(failure) => return Ok(refused(request, failure)),
    }
    let new_browser = visit.viewer.is_none() && request.cookie(PRE_SESSION_COOKIE).is_none();
    let mut response = next.call(request).await?.map_into_boxed_body();
    let answer = response.response_mut();
    if visit.flash.is_some() && answer.status().is_success() {
        let _ = answer.add_cookie(&flash::gone(&visit.place));
    }
    if new_browser {
        let cookie = Cookie::build(PRE_SESSION_COOKIE, fresh)
            .path(visit.place.cookie_path())
            .http_only(true)
            .secure(visit.place.https)
            .same_site(SameSite::Strict)
            .finish();
        let _ = answer.add_cookie(&cookie);
    }
    Ok(response)
}

async fn visit(
    request: &ServiceRequest,
    app: &Data<App>,
    site: &Data<Site>,
    route: &'static str,
    fresh: &str,
) -> Result<Visit, Failure> {
    let now = app.now();
    let session = request
        .cookie(SESSION_COOKIE)
        .map(|cookie| token_hash(cookie.value()));
    // Nearly always all of it is kept; a new browser or a change of staff takes a snapshot.
    let (desk, known) = match app.store.glance(|view| who(view, session, now)) {
        Some(known) => known,
        None => app.read(move |view| who(view, session, now)).await?,
    };
    let session = session.filter(|_| known.is_some());
    // What a page asks by itself does not keep the session of someone who went away.
    let by_itself = route.starts_with(super::super::live::PATH);
    if let (Some((_, _, true)), Some(hash), false) = (&known, session, by_itself) {
        let moment = app.moment();
        // A read-only store must not shut people out of looking.
        let _ = app
            .write(None, move |plan| people::seen(plan, &hash, &moment))
            .await;
    }
    let confirmed_at = known
        .as_ref()
        .and_then(|(_, session, _)| session.confirmed_at);
    let (viewer, csrf) = match known {
        Some((viewer, session, _)) => (Some(viewer), session.csrf),
        None => {
            let browser = request
                .cookie(PRE_SESSION_COOKIE)
                .map_or_else(|| fresh.to_owned(), |cookie| cookie.value().to_owned());
            (None, pre_session_csrf(&browser))
        }
    };
    let lang = match &viewer {
        Some(viewer) => viewer.staff.lang,
        None => lang_of(request.request(), desk.as_ref()),
    };
    let path = request.path();
    let path = path
        .strip_prefix(site.place.prefix.as_str())
        .unwrap_or(path);
    Ok(Visit::new(Facts {
        now,
        request_id: request
            .extensions()
            .get::<RequestId>()
            .map(|id| id.0.clone())
            .unwrap_or_default(),
        seed: app.token(),
        place: site.place.clone(),
        path: path.to_owned(),
        route,
        peer: peer::of(request, &app.config.trusted_proxies),
        words: Words::of(lang),
        theme: theme_of(request.request()),
        zone: zone_of(desk.as_ref()),
        desk,
        viewer,
        session,
        confirmed_at,
        csrf,
        flash: request
            .cookie(flash::COOKIE)
            .and_then(|cookie| Flash::read(cookie.value())),
        read_only: app.store.health() == Health::ReadOnly,
    }))
}

type Known = (Option<Desk>, Option<(Viewer, Session, bool)>);

/// The desk, and who asks by which session, and whether that is to be noted.
fn who(view: &impl View, session: Option<TokenHash>, now: Timestamp) -> Result<Known, Failure> {
    let desk = settings::desk(view)?;
    let known = match session {
        Some(hash) => people::by_session(view, &hash, now)?,
        None => None,
    };
    let Some((staff, session, stale)) = known else {
        return Ok((desk, None));
    };
    let limit = settings::rules(view)?.limits.of(&staff);
    Ok((desk, Some((Viewer::new(staff, limit), session, stale))))
}

enum Gate {
    Open,
    Elsewhere(String),
    Shut(Failure),
}

fn gate(visit: &Visit, access: Access, path: &str) -> Gate {
    match access {
        Access::Open => Gate::Open,
        Access::AnyToken | Access::Token(..) => Gate::Shut(Failure::NotAllowed),
        Access::Setup if visit.desk.is_some() => Gate::Shut(Failure::NotFound),
        Access::Setup => Gate::Open,
        _ if visit.desk.is_none() => Gate::Elsewhere("/setup".to_owned()),
        Access::Anyone => Gate::Open,
        Access::Staff | Access::Role(_) if visit.viewer.is_none() => {
            let wanted = path
                .strip_prefix(visit.place.prefix.as_str())
                .unwrap_or(path);
            if wanted.is_empty() || wanted == "/" {
                return Gate::Elsewhere("/sign-in".to_owned());
            }
            let next = super::super::sign_in_next(wanted);
            Gate::Elsewhere(format!("/sign-in{next}"))
        }
        Access::Staff | Access::Role(_)
            if visit.must_enrol() && !WHILE_ENROLLING.contains(&visit.route) =>
        {
            Gate::Elsewhere("/settings/second-factor".to_owned())
        }
        Access::Staff => Gate::Open,
        Access::Role(roles) if visit.may(roles) => Gate::Open,
        Access::Role(_) => Gate::Shut(Failure::NotAllowed),
    }
}

fn refused(request: ServiceRequest, failure: Failure) -> ServiceResponse<BoxBody> {
    request.error_response(failure)
}

/// What the store keeps of a session's token.
pub fn token_hash(token: &str) -> TokenHash {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// The form token of someone without a session, made from their browser's cookie. A page of
/// another site cannot read the cookie and so cannot make it.
pub fn pre_session_csrf(browser: &str) -> String {
    let key = blake3::derive_key("aftercare 2026-11 form before sign-in", browser.as_bytes());
    key[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The cookie of a new session.
pub fn session_cookie(place: &Place, token: String) -> Cookie<'static> {
    Cookie::build(SESSION_COOKIE, token)
        .path(place.cookie_path())
        .http_only(true)
        .secure(place.https)
        .same_site(SameSite::Lax)
        .finish()
}

/// The cookie that ends one.
pub fn session_gone(place: &Place) -> Cookie<'static> {
    let mut cookie = session_cookie(place, String::new());
    cookie.make_removal();
    cookie
}
