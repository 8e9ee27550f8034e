//! Quick find: a number, a tracking number, a phone's tail, a nickname. One exact hit opens.

use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::rows::Row;
use super::rows::Writing;
use super::visit::Visit;
use crate::actions::access;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::find::What;
use crate::store::identity;
use crate::store::index;
use crate::store::orders;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// How many of each are shown.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    frame: Frame,
    asked: String,
    cases: Vec<Row>,
    orders: Vec<OrderHit>,
    buyers: Vec<BuyerHit>,
}

struct OrderHit {
    path: String,
    order_no: String,
    status: &'static str,
    buyer: String,
    title: String,
    paid: String,
}

struct BuyerHit {
    path: String,
    name: String,
    identities: String,
}

enum Found {
    One(String),
    Page(Box<FindPage>),
}

pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let asked: String = query.text("q").chars().take(100).collect();
    let hashes = identity::find_tokens(app.store.vault(), &asked);
    let kept = visit.clone();
    let found = app
        .read(move |view| look(view, &visit, asked, &hashes))
        .await?;
    match found {
        Found::One(path) => Ok(page::to(&kept, &path)),
        Found::Page(page) => page::show(page.as_ref()),
    }
}

fn look(
    view: &impl View,
    visit: &Visit,
    asked: String,
    hashes: &[String],
) -> Result<Found, Failure> {
    let viewer = visit.viewer()?;
    let writing = Writing::load(view, visit)?;
    let token = find::normal(&asked);
    let mut hits = Vec::new();
    if !token.is_empty() {
        hits = find::exactly(view, &token, SHOWN)?;
        for hash in hashes {
            hits.extend(find::exactly(view, hash, SHOWN)?);
        }
        if hits.is_empty() && token.chars().count() >= 4 {
            hits = find::by_prefix(view, &token, SHOWN)?;
        }
    }
    let (mut rows, mut order_hits, mut buyer_hits, mut paths) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (what, id) in hits {
        if what == What::Case as u8 {
            let case = cases::by_id(view, CaseId(id))?;
            if let Some(case) = case.filter(|case| viewer.sees_shop(case.shop)) {
                paths.push(format!("/cases/{}", case.no));
                rows.push(writing.row(&index::case_row(&case)));
            }
        } else if what == What::Order as u8 {
            let order = orders::by_id(view, OrderId(id))?;
            if let Some(order) = order.filter(|order| viewer.sees_shop(order.shop)) {
                let row = index::order_row(&order);
                paths.push(format!("/orders/{id}"));
                order_hits.push(OrderHit {
                    path: format!("/orders/{id}"),
                    order_no: row.order_no,
                    status: names::order_status_name(visit.words, row.status),
                    buyer: row.buyer_shown,
                    title: row.title,
                    paid: writing.money(row.paid_total, row.shop.0),
                });
            }
        } else if let Ok(buyer) = access::see_buyer(view, viewer, BuyerId(id)) {
            paths.push(format!("/buyers/{id}"));
            let shown: Vec<&str> = buyer
                .identities
                .iter()
                .map(|identity| identity.value.masked.as_str())
                .collect();
            buyer_hits.push(BuyerHit {
                path: format!("/buyers/{id}"),
                name: buyer.name.map(|name| name.masked).unwrap_or_default(),
                identities: shown.join(visit.words.t("list-separator")),
            });
        }
    }
    if let [only] = paths.as_slice() {
        return Ok(Found::One(only.clone()));
    }
    Ok(Found::Page(Box::new(FindPage {
        frame: Frame::load(view, visit)?,
        asked,
        cases: rows,
        orders: order_hits,
        buyers: buyer_hits,
    })))
}
