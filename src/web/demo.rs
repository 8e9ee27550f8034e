//! The links of `aftercare demo`: each signs in as someone of the example shop. Any other desk has
//! none, and then this page is not found.

use super::frame::Frame;
use super::page;
use super::session;
use super::visit::Visit;
use crate::app::App;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "session/demo.html")]
struct DemoPage {
    frame: Frame,
    name: String,
    role: &'static str,
    token: String,
}

/// Asks once more: looking at a link must change nothing.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    token: Path<String>,
) -> Result<HttpResponse, Failure> {
    let staff = behind(&app, &token)?;
    let staff = app
        .read(move |view| people::by_id(view, staff)?.ok_or(Failure::NotFound))
        .await?;
    let role = staff.roles.first().map_or("", |role| role.code());
    page::show(&DemoPage {
        frame: Frame::bare(&visit),
        name: staff.display_name,
        role: Words::of(visit.words.lang).code("role", role),
        token: token.into_inner(),
    })
}

pub async fn sign_in(
    app: Data<App>,
    visit: Visit,
    token: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let staff = behind(&app, &token)?;
    let cookie = session::begin(&app, &visit, staff, &request).await?;
    let mut response = page::to(&visit, "/");
    let _ = response.add_cookie(&cookie);
    Ok(response)
}

fn behind(app: &App, token: &str) -> Result<StaffId, Failure> {
    // Hashes are compared, in constant time.
    let said = blake3::hash(token.as_bytes());
    app.doors
        .iter()
        .find(|(own, _)| blake3::hash(own.as_bytes()) == said)
        .map(|(_, staff)| *staff)
        .ok_or(Failure::NotFound)
}
