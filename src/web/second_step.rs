//! The second step of signing in: the code of the authenticator app, or a recovery code. Who got
//! here knows the password; what they are waiting for is kept in memory, bounded and short-lived.

use super::Site;
use super::form::Fields;
use super::frame::Frame;
use super::guards;
use super::page;
use super::session;
use super::visit::Visit;
use crate::actions::second_factor;
use crate::app::App;
use crate::domain::ids::StaffId;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::people;
use crate::store::sessions::TokenHash;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;

/// The name of the cookie between the two steps.
const COOKIE: &str = "half";
/// How long the second step may take.
const PATIENCE: Span = Span::minutes(5);
/// How many may stand between the steps.
const MOST: usize = 1_000;

/// Someone between the two steps.
#[derive(Debug, Clone)]
struct Half {
    staff: StaffId,
    login: String,
    until: Timestamp,
    next: String,
}

/// Those whose password was right and whose code is still to come.
#[derive(Default)]
pub struct Halves(Mutex<HashMap<TokenHash, Half>>);

impl Halves {
    fn put(&self, token: TokenHash, half: Half, now: Timestamp) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, half| now <= half.until);
        // Only people who know a password get in here; a flood of them still must not grow.
        if waiting.len() >= MOST {
            waiting.clear();
        }
        waiting.insert(token, half);
    }

    fn get(&self, token: &TokenHash, now: Timestamp) -> Option<Half> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.get(token).filter(|half| now <= half.until).cloned()
    }

    fn forget(&self, token: &TokenHash) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.remove(token);
    }
}

#[derive(Template)]
#[template(path = "session/code.html")]
struct CodePage {
    frame: Frame,
    error: Option<&'static str>,
}

/// Leads someone whose password was right to the second step.
///
/// # Errors
/// None of its own.
pub fn ask(
    app: &App,
    site: &Site,
    visit: &Visit,
    staff: &Staff,
    next: &str,
) -> Result<HttpResponse, Failure> {
    let token = app.token() + &app.token();
    let half = Half {
        staff: staff.id,
        login: staff.login.clone(),
        until: visit.now + PATIENCE,
        next: next.to_owned(),
    };
    site.halves.put(guards::token_hash(&token), half, visit.now);
    let mut response = page::to(visit, "/sign-in/code");
    let _ = response.add_cookie(&cookie(visit, token));
    Ok(response)
}

fn cookie(visit: &Visit, token: String) -> Cookie<'static> {
    Cookie::build(COOKIE, token)
        .path(visit.place.cookie_path())
        .http_only(true)
        .secure(visit.place.https)
        .same_site(SameSite::Strict)
        .finish()
}

fn waiting(site: &Site, visit: &Visit, request: &HttpRequest) -> Option<(TokenHash, Half)> {
    let token = guards::token_hash(request.cookie(COOKIE)?.value());
    Some((token, site.halves.get(&token, visit.now)?))
}

pub async fn page(
    site: Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    if waiting(&site, &visit, &request).is_none() {
        return Ok(page::to(&visit, "/sign-in"));
    }
    shown(&visit, StatusCode::OK, None)
}

fn shown(visit: &Visit, status: StatusCode, key: Option<&str>) -> Result<HttpResponse, Failure> {
    let page = CodePage {
        frame: Frame::bare(visit),
        error: key.map(|key| visit.words.t(key)),
    };
    page::with_status(&page, status)
}

pub async fn check(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    fields: Fields,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let Some((token, half)) = waiting(&site, &visit, &request) else {
        return Ok(page::to(&visit, "/sign-in"));
    };
    let (login, peer) = (half.login.as_str(), visit.peer);
    if !site.attempts.may_try_code(login, peer, visit.now) {
        return shown(
            &visit,
            StatusCode::TOO_MANY_REQUESTS,
            Some("sign-in-too-often"),
        );
    }
    site.attempts.count_code(login, peer, visit.now);
    let factor = app
        .read(move |view| Ok(people::by_id(view, half.staff)?))
        .await?
        .filter(|staff| staff.active)
        .and_then(|staff| staff.second_factor);
    let Some(factor) = factor else {
        // Taken away, or the person deactivated, in the last minutes: begin again.
        site.halves.forget(&token);
        return Ok(page::to(&visit, "/sign-in"));
    };
    let secret = second_factor::open(app.store.vault(), &factor)?;
    let code: String = fields.text("code").chars().take(40).collect();
    let moment = visit.moment();
    let fits = app
        .write(None, move |plan| {
            second_factor::take_code(plan, half.staff, secret, &code, &moment)
        })
        .await?;
    if !fits {
        return shown(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some("code-wrong"));
    }
    site.attempts.forget_code(login, peer);
    site.halves.forget(&token);
    let session = session::begin(&app, &visit, half.staff, &request).await?;
    let mut response = page::to(&visit, &half.next);
    let _ = response.add_cookie(&session);
    let mut gone = cookie(&visit, String::new());
    gone.make_removal();
    let _ = response.add_cookie(&gone);
    Ok(response)
}
