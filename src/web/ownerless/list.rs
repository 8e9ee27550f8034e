//! The parcels nobody announced, newest first, and taking the next one in.

use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::ownerless;
use crate::actions::ownerless::Arrived;
use crate::app::App;
use crate::domain::ids::ShopId;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store;
use crate::store::View;
use crate::store::orders;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// The newest parcels that are listed.
const ROWS: usize = 200;

struct Row {
    id: u64,
    content: String,
    tracking_no: String,
    state: &'static str,
    at: String,
}

#[derive(Template)]
#[template(path = "ownerless/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    shops: Vec<Choice>,
    typed: Fields,
    errors: Errors,
}

impl ListPage {
    fn typed(&self, field: &str) -> &str {
        self.typed.raw(field)
    }

    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.t(key))
    }
}

/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    // A scanned number that nobody announced stands in the form.
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let shown = app
        .read(move |view| build(view, &visit, asked, Errors::default()))
        .await?;
    page::show(&shown)
}

/// Takes a parcel in.
///
/// # Errors
/// `NotFound` for a foreign shop; what was typed comes back with what is wrong.
pub async fn receive(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let sent = fields.clone();
    let taken = app
        .write(fields.key(&visit), move |plan| {
            let wanted = sent.filled("shop").and_then(|id| id.parse().ok());
            let shops = orders::shops(plan)?;
            let shop = shops
                .iter()
                .filter(|shop| viewer.sees_shop(shop.id))
                .find(|shop| wanted.is_none_or(|id| shop.id == ShopId(id)))
                .ok_or(Failure::NotFound)?;
            let number = sent.text("tracking_no");
            let arrived = Arrived {
                shop: shop.id,
                carrier: sent.text("carrier").to_owned(),
                tracking_no: number.chars().filter(|c| !c.is_whitespace()).collect(),
                phone_tail: sent.filled("phone_tail").map(str::to_owned),
                content: sent.text("content").to_owned(),
            };
            ownerless::receive(plan, &viewer, &arrived, &moment)
        })
        .await;
    match taken {
        Ok(id) => Ok(page::done(
            &visit,
            &format!("/warehouse/ownerless/{id}"),
            &Flash::new("done-saved"),
        )),
        Err(Failure::Invalid(wrong)) => {
            let shown = app
                .read(move |view| build(view, &visit, fields, wrong.into()))
                .await?;
            page::with_status(&shown, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(failure) => Err(failure),
    }
}

fn build(
    view: &impl View,
    visit: &Visit,
    typed: Fields,
    errors: Errors,
) -> Result<ListPage, Failure> {
    let viewer = visit.viewer()?;
    Ok(ListPage {
        frame: Frame::load(view, visit)?,
        rows: store::ownerless::newest(view, ROWS)?
            .into_iter()
            .filter(|parcel| viewer.sees_shop(parcel.shop))
            .map(|parcel| Row {
                id: parcel.id.0,
                content: parcel.content,
                tracking_no: parcel.tracking_no,
                state: names::state_name(visit.words, parcel.state),
                at: formats::short(parcel.received_at, &visit.zone, visit.now),
            })
            .collect(),
        shops: orders::shops(view)?
            .into_iter()
            .filter(|shop| viewer.sees_shop(shop.id))
            .map(|shop| Choice {
                value: shop.id.to_string(),
                chosen: typed.raw("shop") == shop.id.to_string(),
                name: shop.name,
            })
            .collect(),
        typed,
        errors,
    })
}
