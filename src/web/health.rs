//! Whether the process lives, and whether it can work.

use crate::app::App;
use crate::store::Health;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Found at the root even when the desk stands below a path: whoever probes the port does not know
/// the path.
pub const PROBES: &[&str] = &["/healthz", "/readyz"];

pub async fn alive() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}

/// 503 while the store takes no writes or cannot be read.
pub async fn ready(app: Data<App>) -> HttpResponse {
    let readable = app.read(|_| Ok(())).await.is_ok();
    let (mut answer, body) = match (readable, app.store.health()) {
        (true, Health::Writable) => (HttpResponse::Ok(), "ready\n"),
        (true, Health::ReadOnly) => (HttpResponse::ServiceUnavailable(), "read-only\n"),
        (false, _) => (HttpResponse::ServiceUnavailable(), "not readable\n"),
    };
    let mut answer = answer.content_type("text/plain; charset=utf-8").body(body);
    answer.extensions_mut().insert(super::page::SaysItself);
    answer
}
