//! Buyers: masked, with their cases and orders; one personal field shown at a time, written down.

use super::cases::summary::CaseSummary;
use super::orders::shown::OrderSummary;
use super::problem::Problem;
use super::problem::ProblemDetails;
use super::told::Told;
use super::values::Time;
use crate::actions::access::see_buyer;
use crate::actions::personal;
use crate::actions::personal::Personal;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::ids::OrderId;
use crate::domain::people::IdentityKind;
use crate::domain::sealed::Sealed;
use crate::store::cases;
use crate::store::orders;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use serde::Deserialize;
use serde::Serialize;
use utoipa::ToSchema;

/// The most cases or orders of a buyer in one answer.
const ROWS: usize = 200;

/// A buyer 买家, masked.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerShown {
    pub id: u64,
    /// Masked.
    pub name: Option<String>,
    pub identities: Vec<IdentityShown>,
    /// Facts only.
    pub note: Option<String>,
    /// 0 none … 3 high.
    pub risk_level: u8,
    pub created_at: Time,
}

/// One way to recognise a buyer.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityShown {
    /// Its place in the list, from 0: what `reveal` is told.
    pub at: usize,
    pub kind: IdentityKind,
    #[schema(examples("138****8000"))]
    pub masked: String,
}

/// Read a buyer
///
/// Masked, for buyers of the shops this person works for.
#[utoipa::path(
    get, path = "/api/v1/buyers/{id}", tag = "buyers", operation_id = "getBuyer",
    params(("id" = u64, Path, description = "The number of the buyer", minimum = 1)),
    responses((status = 200, description = "The buyer", body = BuyerShown))
)]
pub async fn show(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Problem> {
    let id = BuyerId(id.into_inner());
    let buyer = app
        .read(move |view| see_buyer(view, visit.viewer()?, id))
        .await?;
    Ok(HttpResponse::Ok().json(BuyerShown::of(buyer)))
}

impl BuyerShown {
    pub fn of(buyer: crate::domain::people::Buyer) -> BuyerShown {
        BuyerShown {
            id: buyer.id.0,
            name: buyer.name.map(|name| name.masked),
            identities: buyer
                .identities
                .into_iter()
                .enumerate()
                .map(|(at, identity)| IdentityShown {
                    at,
                    kind: identity.kind,
                    masked: identity.value.masked,
                })
                .collect(),
            note: buyer.note,
            risk_level: buyer.risk_level,
            created_at: Time(buyer.created_at),
        }
    }
}

/// The newest cases of a buyer.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerCases {
    pub cases: Vec<CaseSummary>,
}

/// The cases of a buyer
///
/// The newest 200, of the shops this person works for.
#[utoipa::path(
    get, path = "/api/v1/buyers/{id}/cases", tag = "buyers", operation_id = "casesOfBuyer",
    params(("id" = u64, Path, description = "The number of the buyer", minimum = 1)),
    responses((status = 200, description = "The cases", body = BuyerCases))
)]
pub async fn cases_of(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
) -> Result<HttpResponse, Problem> {
    let id = BuyerId(id.into_inner());
    let cases = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            see_buyer(view, viewer, id)?;
            let rows = cases::of_buyer(view, id, ROWS)?;
            let seen = rows.iter().filter(|row| viewer.sees_shop(row.shop));
            Ok(seen.map(CaseSummary::of).collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(BuyerCases { cases }))
}

/// The newest orders of a buyer.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerOrders {
    pub orders: Vec<OrderSummary>,
}

/// The orders of a buyer
///
/// The newest 200, of the shops this person works for.
#[utoipa::path(
    get, path = "/api/v1/buyers/{id}/orders", tag = "buyers", operation_id = "ordersOfBuyer",
    params(("id" = u64, Path, description = "The number of the buyer", minimum = 1)),
    responses((status = 200, description = "The orders", body = BuyerOrders))
)]
pub async fn orders_of(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
) -> Result<HttpResponse, Problem> {
    let id = BuyerId(id.into_inner());
    let orders = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            see_buyer(view, viewer, id)?;
            let rows = orders::of_buyer(view, id, ROWS)?;
            let seen = rows.iter().filter(|row| viewer.sees_shop(row.shop));
            Ok(seen.map(OrderSummary::of).collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(BuyerOrders { orders }))
}

/// Which identity to show.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhichIdentity {
    /// Its place in `identities`.
    #[schema(minimum = 0, maximum = 1000)]
    pub identity: usize,
}

/// Personal values in the clear. Keep them no longer than they are needed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Revealed {
    pub values: Vec<String>,
}

/// Show one identity of a buyer
///
/// It is written into the audit first, and limited per person and hour (409 `too_often`).
#[utoipa::path(
    post, path = "/api/v1/buyers/{id}/reveal", tag = "buyers", operation_id = "revealIdentity",
    params(("id" = u64, Path, description = "The number of the buyer", minimum = 1)),
    request_body(content = WhichIdentity, example = json!({"identity": 0})),
    responses(
        (status = 200, description = "The value", body = Revealed),
        (status = 409, description = "Too often in this hour", body = ProblemDetails,
         content_type = "application/problem+json"),
    )
)]
pub async fn reveal(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    told: Told<WhichIdentity>,
) -> Result<HttpResponse, Problem> {
    let id = BuyerId(id.into_inner());
    let what = Personal::Identity(id, told.value.identity);
    shown(&app, visit, what, told.change).await
}

/// Nothing more to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Show the address of an order
///
/// Receiver, phone and address, as far as they are known. It is written into the audit first, and
/// limited per person and hour (409 `too_often`).
#[utoipa::path(
    post, path = "/api/v1/orders/{id}/reveal", tag = "buyers", operation_id = "revealAddress",
    params(("id" = u64, Path, description = "The number of the order in this desk", minimum = 1)),
    request_body(content = Nothing, example = json!({})),
    responses(
        (status = 200, description = "The values", body = Revealed),
        (status = 409, description = "Too often in this hour", body = ProblemDetails,
         content_type = "application/problem+json"),
    )
)]
pub async fn reveal_address(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    told: Told<Nothing>,
) -> Result<HttpResponse, Problem> {
    let id = OrderId(id.into_inner());
    shown(&app, visit, Personal::Address(id), told.change).await
}

/// Writes it down, then opens it. What is kept for a repeated request stays sealed.
async fn shown(
    app: &App,
    visit: Visit,
    what: Personal,
    change: super::change::Change,
) -> Result<HttpResponse, Problem> {
    let carried = change
        .carry_out(app, move |plan| {
            let viewer = visit.viewer()?;
            personal::reveal(plan, viewer, what, &visit.moment())
        })
        .await?;
    let sealed: &Vec<Sealed> = &carried.answer;
    let mut values = Vec::with_capacity(sealed.len());
    for field in sealed {
        let value = app.store.vault().open_sealed(field);
        values.push(value.map_err(crate::failure::Failure::Fault)?);
    }
    Ok(carried.response(StatusCode::OK).json(Revealed { values }))
}
