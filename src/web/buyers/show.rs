//! One buyer: identities masked, orders and cases, and a note of facts.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::orders::list;
use super::super::page;
use super::super::rows;
use super::super::rows::Writing;
use super::super::visit::Visit;
use crate::actions::access::see_buyer;
use crate::actions::personal;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::cases;
use crate::store::orders;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// The most orders and cases of the past that are listed.
const ROWS: usize = 100;

struct IdentityRow {
    at: usize,
    kind: &'static str,
    masked: String,
}

#[derive(Template)]
#[template(path = "buyers/show.html")]
struct ShowPage {
    frame: Frame,
    id: u64,
    name: String,
    identities: Vec<IdentityRow>,
    risk: u8,
    note: String,
    erased: bool,
    orders: Vec<list::Row>,
    cases: Vec<rows::Row>,
    may_reveal: bool,
}

/// # Errors
/// `NotFound` for a missing and for a foreign buyer alike.
pub async fn page(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    let id = BuyerId(at.into_inner());
    let shown = app
        .read(move |view| {
            let buyer = see_buyer(view, visit.viewer()?, id)?;
            let writing = Writing::load(view, &visit)?;
            let bought = orders::of_buyer(view, id, ROWS)?;
            let asked = cases::of_buyer(view, id, ROWS)?;
            let masked = |sealed: &crate::domain::people::Sealed| sealed.masked.clone();
            let first = buyer
                .identities
                .first()
                .map(|identity| masked(&identity.value));
            Ok(ShowPage {
                frame: Frame::load(view, &visit)?,
                id: id.0,
                name: buyer
                    .name
                    .as_ref()
                    .map(masked)
                    .or(first)
                    .unwrap_or_default(),
                identities: buyer
                    .identities
                    .iter()
                    .enumerate()
                    .map(|(at, identity)| IdentityRow {
                        at,
                        kind: names::identity_name(visit.words, identity.kind),
                        masked: masked(&identity.value),
                    })
                    .collect(),
                risk: buyer.risk_level,
                note: buyer.note.clone().unwrap_or_default(),
                erased: buyer.erased_at.is_some(),
                orders: list::rows(view, &visit, &bought)?,
                cases: writing.rows(&asked),
                may_reveal: visit.may(super::super::WORKERS),
            })
        })
        .await?;
    page::show(&shown)
}

/// Keeps the note.
///
/// # Errors
/// `NotFound`; `NotAllowed`; `Invalid` when it is too long.
pub async fn set_note(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = BuyerId(at.into_inner());
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let text = fields.text("note").to_owned();
    app.write(fields.key(&visit), move |plan| {
        personal::set_note(plan, &viewer, id, &text, &moment)
    })
    .await?;
    let flash = Flash::new("done-saved");
    Ok(page::done(&visit, &format!("/buyers/{id}"), &flash))
}
