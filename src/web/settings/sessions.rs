//! Where one is signed in, and how to end it.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::device;
use crate::actions::people::has_ended;
use crate::actions::sessions as acts;
use crate::actions::sessions::Ending;
use crate::app::App;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::sessions;
use crate::store::settings::Security;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/sessions.html")]
struct SessionsPage {
    frame: Frame,
    sessions: Vec<Line>,
    idle: String,
    absolute: String,
}

/// One session, as a table shows it.
pub struct Line {
    pub name: String,
    pub device: String,
    pub place: String,
    pub since: String,
    pub used: String,
    pub ends: String,
    pub here: bool,
    /// What ending it does, said before it is done.
    pub sure: String,
}

/// The sessions of a person that have not ended, the last used first.
///
/// # Errors
/// When the disk does.
pub fn lines(view: &impl View, visit: &Visit, staff: StaffId) -> Result<Vec<Line>, Failure> {
    let security = security(visit);
    let mut found = sessions::of_staff(view, staff)?;
    found.retain(|(_, session)| !has_ended(session, &security, visit.now));
    found.sort_by_key(|(hash, session)| (visit.session != Some(*hash), -session.seen_at.0));
    Ok(found
        .into_iter()
        .map(|(hash, session)| {
            let ends =
                (session.seen_at + security.idle).min(session.started_at + security.absolute);
            let device = device::name(&session.agent);
            let used = formats::ago(visit.words, session.seen_at, visit.now);
            Line {
                name: sessions::name(&hash),
                sure: sure(visit, &device, &used),
                device,
                place: session.peer,
                since: formats::short(session.started_at, &visit.zone, visit.now),
                used,
                ends: formats::short(ends, &visit.zone, visit.now),
                here: visit.session == Some(hash),
            }
        })
        .collect())
}

/// What ending a session does: on which device, last used when.
fn sure(visit: &Visit, device: &str, used: &str) -> String {
    let words = visit.words;
    let device = match device {
        "" => words.t("session-device-unknown"),
        known => known,
    };
    let args = [("device", device.into()), ("used", used.into())];
    words.with("session-end-sure", &args)
}

fn security(visit: &Visit) -> Security {
    visit
        .desk
        .as_ref()
        .map(|desk| desk.security.clone())
        .unwrap_or_default()
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let security = security(&visit);
            Ok(SessionsPage {
                frame: Frame::load(view, &visit)?,
                sessions: lines(view, &visit, visit.viewer()?.staff.id)?,
                idle: formats::span(visit.words, security.idle),
                absolute: formats::span(visit.words, security.absolute),
            })
        })
        .await?;
    page::show(&page)
}

/// Ends one session, or all but this one.
pub async fn end(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let staff = visit.viewer()?.staff.id;
    let own = visit.session.ok_or(Failure::NotAllowed)?;
    let which = match fields.filled("session") {
        Some(name) => Ending::One(name.to_owned()),
        None => Ending::Others(own),
    };
    let moment = visit.moment();
    let ended = app
        .write(fields.key(&visit), move |plan| {
            acts::end(plan, staff, staff, &which, &moment)
        })
        .await?;
    let flash = Flash::new("done-sessions").and("n", ended);
    Ok(page::done(&visit, "/settings/sessions", &flash))
}

/// When sessions end by themselves, in words.
pub fn ends(visit: &Visit, idle: &str, absolute: &str) -> String {
    visit.words.with(
        "session-ends-by-itself",
        &[("idle", idle.into()), ("absolute", absolute.into())],
    )
}
