//! One order: when what happened (R14), its lines, parcels and money, and its cases.

use super::super::frame::Frame;
use super::super::page;
use super::super::parcels::Way;
use super::super::rows;
use super::super::rows::Writing;
use super::super::visit::Visit;
use super::story;
use crate::actions::access::see_order;
use crate::app::App;
use crate::domain::case::facts::Ledger;
use crate::domain::ids::OrderId;
use crate::domain::money::Fen;
use crate::domain::order::Address;
use crate::domain::order::Order;
use crate::domain::order::Parcel;
use crate::domain::product;
use crate::domain::refund;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::index;
use crate::store::orders;
use crate::store::products;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A parcel with its number to copy.
pub struct ParcelRow {
    pub kind: &'static str,
    pub state: &'static str,
    pub carrier: String,
    pub tracking_no: String,
    pub shipped: Option<String>,
    pub signed: Option<String>,
    pub freight: Option<String>,
    /// What happened to it, where a case follows it.
    pub way: Option<Way>,
}

/// Parcels of an order or a case.
pub fn parcels<'a>(
    parcels: impl IntoIterator<Item = &'a Parcel>,
    visit: &Visit,
    currency: &str,
) -> Vec<ParcelRow> {
    let words = visit.words;
    parcels
        .into_iter()
        .map(|parcel| ParcelRow {
            kind: names::parcel_kind_name(words, parcel.kind),
            state: names::parcel_state_name(words, parcel.state),
            carrier: match parcel.carrier.is_empty() {
                true => String::new(),
                false => names::carrier_said(words, &parcel.carrier),
            },
            tracking_no: parcel.tracking_no.clone(),
            shipped: parcel
                .shipped_at
                .map(|at| formats::short(at, &visit.zone, visit.now)),
            signed: parcel
                .signed_at
                .map(|at| formats::short(at, &visit.zone, visit.now)),
            freight: parcel
                .freight_cost
                .map(|cost| formats::money(cost, currency)),
            way: None,
        })
        .collect()
}

/// A moment of the order's life, reached or not.
struct Moment {
    name: &'static str,
    at: Option<(String, String)>,
}

struct LineRow {
    title: String,
    sku: String,
    sub_order_no: Option<String>,
    qty: u32,
    price: String,
    paid: String,
    refunded: Option<String>,
    /// What can still be refunded for it.
    left: String,
    returned: usize,
    /// The open case that holds it.
    open_case: Option<String>,
    product: Option<u64>,
}

#[derive(Template)]
#[template(path = "orders/show.html")]
struct ShowPage {
    frame: Frame,
    id: u64,
    order_no: String,
    /// What buyer and shop call it, when it is another.
    shown_no: Option<String>,
    shop: String,
    channel: &'static str,
    status: &'static str,
    /// The platform's own word, when it says more.
    channel_status: Option<String>,
    cod: bool,
    buyer: String,
    buyer_id: Option<u64>,
    moments: Vec<Moment>,
    lines: Vec<LineRow>,
    /// Name and amount.
    money: Vec<(&'static str, String)>,
    parcels: Vec<ParcelRow>,
    address: Option<AddressPart>,
    buyer_note: Option<String>,
    seller_note: Option<String>,
    cases: Vec<rows::Row>,
    story: Vec<story::Moment>,
    may_open: bool,
    source: &'static str,
}

/// Where it goes: clear for freight, masked for the person.
pub struct AddressPart {
    pub region: String,
    pub receiver: Option<String>,
    pub phone: Option<String>,
    pub hidden: bool,
}

/// # Errors
/// `NotFound` for a missing and for a foreign order alike.
pub async fn page(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    let id = OrderId(at.into_inner());
    let shown = app
        .read(move |view| {
            let order = see_order(view, visit.viewer()?, id)?;
            build(view, &visit, &order)
        })
        .await?;
    page::show(&shown)
}

fn build(view: &impl View, visit: &Visit, order: &Order) -> Result<ShowPage, Failure> {
    let words = visit.words;
    let shop = orders::shop(view, order.shop)?;
    let currency = shop.as_ref().map_or("CNY", |shop| shop.currency.as_str());
    let money = |amount: Fen| formats::money(amount, currency);
    let own_cases = cases::of_order(view, order.id)?;
    let case_rows: Vec<_> = own_cases.iter().map(index::case_row).collect();
    let writing = Writing::load(view, visit)?;
    let moment = |key, at: Option<crate::domain::time::Timestamp>| Moment {
        name: words.t(key),
        at: at.map(|at| {
            (
                formats::iso(at, &visit.zone),
                formats::short(at, &visit.zone, visit.now),
            )
        }),
    };
    let mut moments = vec![
        moment("order-ordered", order.ordered_at),
        moment("order-paid", order.paid_at),
        moment("order-shipped", order.shipped_at),
        moment("order-signed", order.signed_at),
        moment("order-completed", order.completed_at),
    ];
    if order.closed_at.is_some() {
        moments.push(moment("order-closed", order.closed_at));
    }
    let mut amounts = vec![
        (words.t("order-goods-total"), money(order.goods_total)),
        (words.t("order-freight"), money(order.freight_paid)),
        (words.t("order-discount"), money(order.discount_total)),
    ];
    if order.platform_subsidy > Fen::ZERO {
        amounts.push((words.t("order-subsidy"), money(order.platform_subsidy)));
    }
    amounts.push((words.t("order-paid-total"), money(order.paid_total)));
    let ledger = Ledger::of(&own_cases);
    if order.freight_paid > Fen::ZERO {
        let left = (order.freight_paid - ledger.freight_refunded).max(Fen::ZERO);
        amounts.push((words.t("order-freight-left"), money(left)));
    }
    Ok(ShowPage {
        frame: Frame::load(view, visit)?,
        id: order.id.0,
        order_no: order.order_no.clone(),
        shown_no: order.shown_no.clone(),
        channel: shop
            .as_ref()
            .map_or("", |shop| names::channel_name(words, shop.channel)),
        status: names::order_status_name(words, order.status),
        channel_status: Some(order.channel_status.clone()).filter(|status| {
            !status.is_empty() && status != names::order_status_name(words, order.status)
        }),
        cod: order.cod,
        buyer: order.buyer_shown.clone(),
        buyer_id: order.buyer.map(|id| id.0),
        moments,
        lines: lines(view, order, &ledger, currency)?,
        story: story::story(visit, order, &own_cases, currency),
        money: amounts,
        parcels: parcels(&order.parcels, visit, currency),
        address: order.address.as_ref().map(address_part),
        buyer_note: order.buyer_note.clone(),
        seller_note: order.seller_note.clone(),
        cases: writing.rows(&case_rows),
        may_open: visit.may(super::super::WORKERS),
        source: names::order_source_name(words, order.source),
        shop: shop.map_or_else(String::new, |shop| shop.name),
    })
}

fn lines(
    view: &impl View,
    order: &Order,
    ledger: &Ledger,
    currency: &str,
) -> Result<Vec<LineRow>, Failure> {
    let mut rows = Vec::with_capacity(order.lines.len());
    for line in &order.lines {
        let before = ledger.line(line.line_no);
        let refunded = before.map_or(Fen::ZERO, |known| known.refunded);
        let returned = before.map_or(0, |known| known.qty_returned);
        let left = refund::pieces_worth(line, line.qty, returned, refunded);
        let code = product::of_order_line(line);
        rows.push(LineRow {
            title: line.title.clone(),
            sku: line
                .sku_text
                .clone()
                .or(line.sku_code.clone())
                .unwrap_or_default(),
            sub_order_no: line.sub_order_no.clone().filter(|no| *no != order.order_no),
            qty: line.qty,
            price: formats::money(line.unit_price, currency),
            paid: formats::money(line.line_paid, currency),
            refunded: (refunded > Fen::ZERO).then(|| formats::money(refunded, currency)),
            left: formats::money(left, currency),
            returned: returned as usize,
            open_case: before.and_then(|known| known.open_case.clone()),
            product: products::by_code(view, order.shop, &code)?.map(|known| known.id.0),
        });
    }
    Ok(rows)
}

/// The address as anyone at the desk may see it.
pub fn address_part(address: &Address) -> AddressPart {
    let mut region = address.province.clone();
    if address.city != address.province {
        region.push_str(&address.city);
    }
    region.push_str(&address.district);
    if address.detail.is_some() {
        region.push_str("****");
    }
    AddressPart {
        region,
        receiver: address
            .receiver
            .as_ref()
            .map(|sealed| sealed.masked.clone()),
        phone: address.phone.as_ref().map(|sealed| sealed.masked.clone()),
        hidden: address.receiver.is_some() || address.phone.is_some() || address.detail.is_some(),
    }
}
