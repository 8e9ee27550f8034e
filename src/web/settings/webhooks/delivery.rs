//! One event for one webhook: what was sent, what was answered each time, and sending it again.

use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::HOME;
use super::endpoint::hand_over;
use crate::actions::webhooks as acts;
use crate::app::App;
use crate::domain::webhook::Posting;
use crate::failure::Failure;
use crate::host::Host;
use crate::notices::broken::why;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::cases;
use crate::store::webhooks;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

struct Line {
    at: String,
    /// `200`, or why there is none.
    said: String,
    ms: u64,
    is_good: bool,
}

#[derive(Template)]
#[template(path = "settings/webhooks/delivery.html")]
struct DeliveryPage {
    frame: Frame,
    home: String,
    path: String,
    name: String,
    event: String,
    webhook_id: String,
    standing: &'static str,
    at: String,
    /// When it is tried next.
    next: Option<String>,
    /// The number of its case.
    no: String,
    body: String,
    attempts: Vec<Line>,
}

/// # Errors
/// `NotFound`.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    path: Path<(u32, u64)>,
) -> Result<HttpResponse, Failure> {
    let (endpoint, id) = *path;
    let page = app
        .read(move |view| {
            let hook = acts::by_id(view, endpoint)?;
            let found = webhooks::by_id(view, id)?.filter(|one| one.endpoint == endpoint);
            let one = found.ok_or(Failure::NotFound)?;
            let case = one.case.map(|(case, _)| cases::by_id(view, case));
            let no = case.transpose()?.flatten().map(|case| case.no.to_string());
            let attempts = one.attempts.iter().rev().map(|attempt| Line {
                at: formats::exact(attempt.at, &visit.zone),
                said: match attempt.status {
                    Some(status) => format!("HTTP {status} {}", attempt.said),
                    None => why(visit.words, &attempt.said),
                },
                ms: attempt.ms,
                is_good: attempt
                    .status
                    .is_some_and(|status| (200..300).contains(&status)),
            });
            let home = format!("{HOME}/{endpoint}");
            Ok(DeliveryPage {
                path: format!("{home}/{id}"),
                home,
                name: hook.name,
                event: one.event.clone(),
                webhook_id: one.webhook_id(),
                standing: names::webhook_name(visit.words, one.standing),
                at: formats::exact(one.at, &visit.zone),
                next: one
                    .is_open()
                    .then(|| formats::short(one.next, &visit.zone, visit.now)),
                no: no.unwrap_or_default(),
                attempts: attempts.collect(),
                body: one.body,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Sends it once more.
///
/// # Errors
/// `NotFound`.
pub async fn again(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    path: Path<(u32, u64)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let (endpoint, id) = *path;
    let one: Posting = app
        .write(fields.key(&visit), move |plan| {
            acts::again(plan, &viewer, endpoint, id, &moment)
        })
        .await?;
    hand_over(&app, &host, &visit, one).await
}
