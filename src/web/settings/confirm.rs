//! The password once more, before something delicate: good for ten minutes.

use super::super::Site;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::session;
use super::super::visit::Visit;
use crate::actions::sessions;
use crate::app::App;
use crate::failure::Failure;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    login: String,
    next: String,
    error: Option<&'static str>,
}

/// Where to go first, unless the password was typed in the last ten minutes. `next` is where to
/// come back to.
pub fn first(visit: &Visit, next: &str) -> Option<HttpResponse> {
    if sessions::is_confirmed(visit.confirmed_at, visit.now) {
        return None;
    }
    let next = session::next_part(next);
    Some(page::to(visit, &format!("/settings/confirm{next}")))
}

pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    shown(&app, visit, StatusCode::OK, query.text("next"), None).await
}

async fn shown(
    app: &App,
    visit: Visit,
    status: StatusCode,
    next: &str,
    error: Option<&'static str>,
) -> Result<HttpResponse, Failure> {
    let next = session::safe_next(next).to_owned();
    let page = app
        .read(move |view| {
            Ok(ConfirmPage {
                frame: Frame::load(view, &visit)?,
                login: visit.viewer()?.staff.login.clone(),
                next,
                error: error.map(|key| visit.words.t(key)),
            })
        })
        .await?;
    page::with_status(&page, status)
}

pub async fn check(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let staff = visit.viewer()?.staff.clone();
    let next = fields.text("next").to_owned();
    if !site.attempts.may_try(&staff.login, visit.peer, visit.now) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return shown(&app, visit, status, &next, Some("sign-in-too-often")).await;
    }
    site.attempts.count(&staff.login, visit.peer, visit.now);
    let said = fields.raw("password").to_owned();
    if !app.check_password(said, staff.password_hash).await? {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&app, visit, status, &next, Some("password-wrong")).await;
    }
    site.attempts.forget(&staff.login, visit.peer);
    let (hash, moment) = (visit.session.ok_or(Failure::NotAllowed)?, visit.moment());
    app.write(None, move |plan| sessions::confirm(plan, &hash, &moment))
        .await?;
    Ok(page::to(&visit, session::safe_next(&next)))
}
