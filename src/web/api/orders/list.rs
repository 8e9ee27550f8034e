//! The list of orders, and one order.

use super::super::asked::Asked;
use super::super::asked::Cursor;
use super::super::asked::PageSize;
use super::super::problem::Problem;
use super::super::values::Id;
use super::super::values::Text;
use super::shown::OrderShown;
use super::shown::OrderSummary;
use crate::actions::access::see_order;
use crate::app::App;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::order::OrderStatus;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases::Page;
use crate::store::index;
use crate::store::index::OrderRow;
use crate::store::orders;
use crate::web::lists::hex;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use serde::Deserialize;
use serde::Serialize;
use utoipa::IntoParams;
use utoipa::ToSchema;

/// The most rows one request looks at.
const LOOKED_AT_MOST: usize = 5000;
/// Rows looked at in one go.
const CHUNK: usize = 250;

/// Narrows the list of orders.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrderQuery {
    /// The number of a shop.
    pub shop: Option<Id>,
    /// The platform's number, whole: at most one order per shop.
    #[param(inline)]
    pub order_no: Option<Text<64>>,
    pub status: Option<OrderStatus>,
    /// How many; 50 when not said.
    #[serde(default)]
    #[param(inline, required = false)]
    pub limit: PageSize,
    #[param(inline)]
    pub after: Option<Cursor>,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderPage {
    pub orders: Vec<OrderSummary>,
    /// Where the next page begins; null on the last. A page may be short and still have a next.
    pub next: Option<String>,
}

/// List orders
///
/// Orders of the shops this person works for, the newest first.
#[utoipa::path(
    get, path = "/api/v1/orders", tag = "orders", operation_id = "listOrders",
    params(OrderQuery),
    responses((status = 200, description = "A page of orders", body = OrderPage))
)]
pub async fn list(
    app: Data<App>,
    visit: Visit,
    asked: Asked<OrderQuery>,
) -> Result<HttpResponse, Problem> {
    let page = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let asked = asked.0;
            let keeps = |row: &OrderRow| {
                viewer.sees_shop(row.shop)
                    && asked.shop.is_none_or(|shop| row.shop.0 == shop.0)
                    && asked.status.is_none_or(|status| row.status == status)
            };
            match &asked.order_no {
                Some(no) => Ok(Page {
                    rows: with_number(view, &no.0)?
                        .into_iter()
                        .filter(keeps)
                        .collect(),
                    next: None,
                }),
                None => narrowed(view, &asked, &keeps),
            }
        })
        .await?;
    Ok(HttpResponse::Ok().json(OrderPage {
        orders: page.rows.iter().map(OrderSummary::of).collect(),
        next: page.next.as_deref().map(hex),
    }))
}

fn with_number(view: &impl View, no: &str) -> Result<Vec<OrderRow>, Failure> {
    let mut rows = Vec::new();
    for shop in orders::shops(view)? {
        if let Some(id) = orders::id_by_no(view, ShopId(shop.id.0), no)?
            && let Some(order) = orders::by_id(view, id)?
        {
            rows.push(index::order_row(&order));
        }
    }
    Ok(rows)
}

fn narrowed(
    view: &impl View,
    asked: &OrderQuery,
    keeps: &dyn Fn(&OrderRow) -> bool,
) -> Result<Page<OrderRow>, Failure> {
    let mut rows: Vec<OrderRow> = Vec::new();
    let mut after = asked.after.as_ref().map(|cursor| cursor.0.clone());
    let mut looked_at = 0;
    loop {
        let page = orders::page_by_time(view, after.as_deref(), CHUNK)?;
        for (at, row) in page.rows.into_iter().enumerate() {
            if !keeps(&row) {
                continue;
            }
            rows.push(row);
            if rows.len() == asked.limit.0 {
                let next = orders::page_by_time(view, after.as_deref(), at + 1)?.next;
                return Ok(Page { rows, next });
            }
        }
        looked_at += CHUNK;
        if page.next.is_none() || looked_at >= LOOKED_AT_MOST {
            return Ok(Page {
                rows,
                next: page.next,
            });
        }
        after = page.next;
    }
}

/// Read an order
///
/// Personal values are masked.
#[utoipa::path(
    get, path = "/api/v1/orders/{id}", tag = "orders", operation_id = "getOrder",
    params(("id" = u64, Path, description = "The number of the order in this desk", minimum = 1)),
    responses((status = 200, description = "The order", body = OrderShown))
)]
pub async fn show(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Problem> {
    let id = OrderId(id.into_inner());
    let order = app
        .read(move |view| see_order(view, visit.viewer()?, id))
        .await?;
    Ok(HttpResponse::Ok().json(OrderShown::of(order)))
}
