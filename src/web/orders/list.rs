//! The list of orders, newest first.

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::lists::ROWS;
use super::super::lists::cursor;
use super::super::lists::hex;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::index;
use crate::store::orders;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use std::collections::HashMap;

/// An order as a line of a list.
pub struct Row {
    pub id: u64,
    pub order_no: String,
    pub shop: String,
    pub status: &'static str,
    pub buyer: String,
    pub title: String,
    pub pieces: u32,
    pub paid: String,
    pub ordered: Option<String>,
}

#[derive(Template)]
#[template(path = "orders/list.html", blocks = ["rows"])]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    next: Option<String>,
}

/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let shown = app
        .read(move |view| {
            let after = query.filled("after").and_then(cursor);
            let found = orders::page_by_time(view, after.as_deref(), ROWS)?;
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                rows: rows(view, &visit, &found.rows)?,
                next: found
                    .next
                    .map(|key| visit.url(&format!("/orders?after={}", hex(&key)))),
            })
        })
        .await?;
    page::show(&shown)
}

/// The orders this person may see.
///
/// # Errors
/// When the disk does.
pub fn rows(
    view: &impl View,
    visit: &Visit,
    rows: &[index::OrderRow],
) -> Result<Vec<Row>, Failure> {
    let viewer = visit.viewer()?;
    let shops: HashMap<_, _> = orders::shops(view)?
        .into_iter()
        .map(|shop| (shop.id, shop))
        .collect();
    Ok(rows
        .iter()
        .filter(|row| viewer.sees_shop(row.shop))
        .map(|row| {
            let shop = shops.get(&row.shop);
            let currency = shop.map_or("CNY", |shop| shop.currency.as_str());
            Row {
                id: row.id.0,
                order_no: row.order_no.clone(),
                shop: shop.map_or_else(String::new, |shop| shop.name.clone()),
                status: names::order_status_name(visit.words, row.status),
                buyer: row.buyer_shown.clone(),
                title: row.title.clone(),
                pieces: row.pieces,
                paid: formats::money(row.paid_total, currency),
                ordered: row
                    .ordered_at
                    .map(|at| formats::short(at, &visit.zone, visit.now)),
            }
        })
        .collect())
}
