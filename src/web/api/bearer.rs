//! Who asks: the bearer of a token, with the rights of the member of staff it belongs to.

use super::problem::Kind;
use super::problem::Problem;
use crate::actions::access::Viewer;
use crate::actions::tokens;
use crate::app::App;
use crate::domain::people::Role;
use crate::domain::token::ApiToken;
use crate::domain::token::Scope;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::negotiate;
use crate::store::Health;
use crate::store::settings;
use crate::web::Site;
use crate::web::guards::RequestId;
use crate::web::peer;
use crate::web::visit::Facts;
use crate::web::visit::Theme;
use crate::web::visit::Visit;
use crate::web::visit::zone_of;
use actix_web::FromRequest;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use actix_web::web::Data;
use std::future::Ready;
use std::future::ready;
use std::rc::Rc;

/// The token a request came with.
#[derive(Debug, Clone)]
pub struct Bearer(pub Rc<ApiToken>);

impl FromRequest for Bearer {
    type Error = Failure;
    type Future = Ready<Result<Bearer, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let bearer = request.extensions().get::<Bearer>().cloned();
        ready(bearer.ok_or_else(|| {
            Failure::Fault(anyhow::anyhow!("an address for programs without its guard"))
        }))
    }
}

/// The language a program asks for, if it does.
pub fn words_of(headers: &HeaderMap) -> Option<Words> {
    let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    Some(Words::of(negotiate(asked)))
}

/// Lets a request in when its token lives, has the scope, and its person one of the roles. Cookies
/// are not looked at.
///
/// # Errors
/// The problem it is answered with.
pub async fn admit(
    request: &ServiceRequest,
    route: &'static str,
    scope: Option<Scope>,
    roles: &[Role],
) -> Result<(), Problem> {
    let (Some(app), Some(site)) = (
        request.app_data::<Data<App>>().cloned(),
        request.app_data::<Data<Site>>().cloned(),
    ) else {
        return Err(Failure::Fault(anyhow::anyhow!("no app")).into());
    };
    let from = peer::of(request, &app.config.trusted_proxies);
    let stranger = || match site.api.count_stranger(from) {
        Ok(()) => Problem::new(Kind::NotAuthenticated),
        Err(wait) => Problem::too_many(wait),
    };
    let hash = match token_in(request.headers()) {
        Some(token) => tokens::hash_of(token),
        None => return Err(stranger()),
    };
    let now = app.now();
    let known = app
        .read(move |view| {
            let Some((token, staff, stale)) = tokens::by_hash(view, &hash, now)? else {
                return Ok(None);
            };
            let limit = settings::rules(view)?.limits.of(&staff);
            let desk = settings::desk(view)?;
            Ok(Some((token, Viewer::new(staff, limit), desk, stale)))
        })
        .await?;
    let Some((token, viewer, desk, stale)) = known else {
        return Err(stranger());
    };
    site.api.count(token.id.0).map_err(Problem::too_many)?;
    if stale {
        let moment = app.moment();
        // A read-only store must not shut programs out of looking.
        let _ = app
            .write(None, move |plan| tokens::used(plan, &hash, &moment))
            .await;
    }
    let words = words_of(request.headers()).unwrap_or(Words::of(viewer.staff.lang));
    let path = request.path();
    let path = path
        .strip_prefix(site.place.prefix.as_str())
        .unwrap_or(path);
    let may = roles.is_empty() || viewer.must_be(roles).is_ok();
    let visit = Visit::new(Facts {
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
        peer: from,
        words,
        theme: Theme::Auto,
        zone: zone_of(desk.as_ref()),
        desk,
        viewer: Some(viewer),
        session: None,
        confirmed_at: None,
        csrf: String::new(),
        flash: None,
        read_only: app.store.health() == Health::ReadOnly,
    });
    let scoped = scope.is_none_or(|scope| token.has(scope));
    request.extensions_mut().insert(visit);
    request.extensions_mut().insert(Bearer(Rc::new(token)));
    match (scoped, may) {
        (false, _) => Err(Problem::new(Kind::ScopeMissing)),
        (true, false) => Err(Problem::new(Kind::NotAllowed)),
        (true, true) => Ok(()),
    }
}

/// The token of the one `Authorization` header there may be.
fn token_in(headers: &HeaderMap) -> Option<&str> {
    let mut said = headers.get_all(header::AUTHORIZATION);
    let value = said.next()?.to_str().ok()?;
    if said.next().is_some() {
        return None;
    }
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && token.starts_with(tokens::PREFIX)).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    #[test]
    fn only_one_bearer_token_of_ours_is_read() {
        let read = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, HeaderValue::from_static(value));
            }
            token_in(&headers).map(ToOwned::to_owned)
        };
        assert_eq!(read(&["Bearer as_12"]), Some("as_12".into()));
        assert_eq!(read(&["bearer  as_12 "]), Some("as_12".into()));
        for wrong in ["Basic as_12", "Bearer 12", "as_12", "Bearer", ""] {
            assert_eq!(read(&[wrong]), None, "{wrong}");
        }
        assert_eq!(read(&["Bearer as_12", "Bearer as_34"]), None);
    }
}
