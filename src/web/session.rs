//! Signing in and out, and the look of the desk (language, theme) for people without a session.

use super::Site;
use super::form::Fields;
use super::frame::Frame;
use super::guards;
use super::page;
use super::second_step;
use super::visit::LANG_COOKIE;
use super::visit::THEME_COOKIE;
use super::visit::Theme;
use super::visit::Visit;
use crate::actions::people as acts;
use crate::app::App;
use crate::domain::people::Lang;
use crate::failure::Failure;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::cookie::time::Duration;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "session/sign-in.html")]
struct SignInPage {
    frame: Frame,
    login: String,
    next: String,
    error: Option<&'static str>,
}

pub async fn page(visit: Visit, request: HttpRequest) -> Result<HttpResponse, Failure> {
    if visit.viewer.is_some() {
        return Ok(page::to(&visit, "/"));
    }
    let query = Fields::read(request.query_string()).unwrap_or_default();
    page::show(&SignInPage {
        frame: Frame::bare(&visit),
        login: String::new(),
        next: safe_next(query.text("next")).to_owned(),
        error: None,
    })
}

pub async fn sign_in(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    fields: Fields,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let login = fields.text("login").to_owned();
    let again = |status: StatusCode, key: &str| {
        page::with_status(
            &SignInPage {
                frame: Frame::bare(&visit),
                login: login.clone(),
                next: safe_next(fields.text("next")).to_owned(),
                error: Some(visit.words.t(key)),
            },
            status,
        )
    };
    if !site.attempts.may_try(&login, visit.peer, visit.now) {
        return again(StatusCode::TOO_MANY_REQUESTS, "sign-in-too-often");
    }
    // Counted before the outcome is known: a hundred at once are a hundred.
    site.attempts.count(&login, visit.peer, visit.now);
    let asked = login.clone();
    let known = app
        .read(move |view| Ok(people::by_login(view, &asked)?))
        .await?
        .filter(|staff| staff.active);
    // Someone unknown has an empty hash, which takes as long and never fits.
    let hash = known
        .as_ref()
        .map(|staff| staff.password_hash.clone())
        .unwrap_or_default();
    let fits = app
        .check_password(fields.raw("password").to_owned(), hash)
        .await?;
    let Some(staff) = known.filter(|_| fits) else {
        let moment = visit.moment();
        let _ = app
            .write(None, move |plan| {
                acts::note(plan, moment.now, None, "sign_in_failed", String::new())
            })
            .await;
        return again(StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong");
    };
    site.attempts.forget(&login, visit.peer);
    if staff.second_factor.is_some() {
        return second_step::ask(&app, &site, &visit, &staff, safe_next(fields.text("next")));
    }
    let cookie = begin(&app, &visit, staff.id, &request).await?;
    let mut response = page::to(&visit, safe_next(fields.text("next")));
    let _ = response.add_cookie(&cookie);
    Ok(response)
}

/// A new session, with a new number, for someone who has shown who they are.
///
/// # Errors
/// `NotFound` for someone no longer active; a fault of the store.
pub async fn begin(
    app: &App,
    visit: &Visit,
    staff: crate::domain::ids::StaffId,
    request: &HttpRequest,
) -> Result<Cookie<'static>, Failure> {
    let token = app.token() + &app.token();
    let csrf = app.token();
    let hash = guards::token_hash(&token);
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let browser = acts::Browser {
        agent,
        peer: visit.peer.map(|peer| peer.to_string()).unwrap_or_default(),
    };
    let moment = app.moment();
    let old = visit.session;
    app.write(None, move |plan| {
        if let Some(old) = old {
            acts::sign_out(plan, &old)?;
        }
        acts::sign_in(plan, staff, &hash, &csrf, &browser, &moment)
    })
    .await?;
    Ok(guards::session_cookie(&visit.place, token))
}

pub async fn sign_out(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    if let Some(hash) = visit.session {
        app.write(None, move |plan| acts::sign_out(plan, &hash))
            .await?;
    }
    let mut response = page::to(&visit, "/sign-in");
    let _ = response.add_cookie(&guards::session_gone(&visit.place));
    Ok(response)
}

/// Language and theme, in cookies, and back to the page.
pub async fn look(visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let mut response = page::to(&visit, safe_next(fields.text("next")));
    if let Some(lang) = Lang::from_code(fields.text("lang")) {
        let _ = response.add_cookie(&look_cookie(&visit, LANG_COOKIE, lang.code()));
    }
    if let Some(theme) = Theme::from_code(fields.text("theme")) {
        let _ = response.add_cookie(&look_cookie(&visit, THEME_COOKIE, theme.code()));
    }
    Ok(response)
}

/// A cookie that remembers how someone likes to see the desk.
pub fn look_cookie(visit: &Visit, name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(visit.place.cookie_path())
        .http_only(true)
        .secure(visit.place.https)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish()
}

/// The query that leads back to a page after signing in.
pub fn next_part(path: &str) -> String {
    if safe_next(path) != path {
        return String::new();
    }
    let encoded: String = path
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("?next={encoded}")
}

/// A path of ours to go to, or the morning page: never another site.
pub fn safe_next(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t', '\0'])
        && !path.starts_with("/sign-in");
    if ours { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_stays_on_the_desk() {
        for path in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "",
            "/sign-in",
        ] {
            assert_eq!(safe_next(path), "/", "{path:?}");
        }
        assert_eq!(safe_next("/cases?list=mine"), "/cases?list=mine");
        assert_eq!(next_part("/cases/AS1?x=1"), "?next=/cases/AS1%3Fx%3D1");
    }
}
