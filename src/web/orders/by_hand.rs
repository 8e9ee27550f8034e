//! An order typed in by hand: several lines, added one by one without script.

use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions;
use crate::app::App;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::masking;
use crate::domain::money::Fen;
use crate::domain::notice::mail::is_address;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::IdentityKind;
use crate::domain::share::split;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::identity;
use crate::store::orders;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use std::sync::Arc;

/// Lines the form begins with, and the most it grows to.
const LINES: usize = 1;
const LINES_MOST: usize = 50;

struct LineForm {
    at: usize,
    title: String,
    sku: String,
    qty: String,
    price: String,
}

#[derive(Template)]
#[template(path = "orders/new.html")]
struct NewPage {
    frame: Frame,
    shops: Vec<Choice>,
    statuses: Vec<Choice>,
    lines: Vec<LineForm>,
    typed: Fields,
    errors: Errors,
}

impl NewPage {
    fn typed(&self, field: &str) -> &str {
        self.typed.raw(field)
    }

    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.t(key))
    }
}

/// # Errors
/// `NotAllowed` for those who only look.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(super::super::WORKERS)?;
    let fields = Fields::default();
    let shown = app
        .read(move |view| build(view, &visit, fields, LINES, Errors::default()))
        .await?;
    page::show(&shown)
}

/// Adds a line, or keeps the order.
///
/// # Errors
/// `NotAllowed`; what was typed comes back with what is wrong.
pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(super::super::WORKERS)?;
    let count = fields
        .text("lines")
        .parse()
        .unwrap_or(LINES)
        .clamp(1, LINES_MOST);
    if fields.ticked("more") {
        let shown = app
            .read(move |view| {
                let count = (count + 1).min(LINES_MOST);
                build(view, &visit, fields, count, Errors::default())
            })
            .await?;
        return page::show(&shown);
    }
    let (order, errors) = {
        let (visit, fields) = (visit.clone(), fields.clone());
        app.read(move |view| read(view, &visit, &fields, count))
            .await?
    };
    if !errors.is_empty() {
        let shown = app
            .read(move |view| build(view, &visit, fields, count, errors))
            .await?;
        return page::with_status(&shown, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let moment = visit.moment();
    let nick = fields.filled("nick").map(str::to_owned);
    let phone = fields.filled("phone").map(str::to_owned);
    let email = fields.filled("email").map(str::to_owned);
    let store = Arc::clone(&app.store);
    let id: OrderId = app
        .write(fields.key(&visit), move |plan| {
            let mut order = order;
            let mut found_by = Vec::new();
            let known = [
                (IdentityKind::Phone, phone),
                (IdentityKind::Email, email),
                (IdentityKind::Nick, nick),
            ];
            for (kind, clear) in known {
                if let Some(clear) = clear {
                    let shop = (kind == IdentityKind::Nick).then_some(order.shop);
                    found_by.push(identity::identity(store.vault(), kind, &clear, shop)?);
                }
            }
            order.buyer = actions::buyers::recognise(plan, &found_by, None, &moment)?;
            let (id, _) = actions::orders::bring(plan, &order)?;
            Ok(id)
        })
        .await?;
    Ok(page::done(
        &visit,
        &format!("/orders/{id}"),
        &Flash::new("done-order-kept"),
    ))
}

fn build(
    view: &impl View,
    visit: &Visit,
    typed: Fields,
    count: usize,
    errors: Errors,
) -> Result<NewPage, Failure> {
    let viewer = visit.viewer()?;
    let shops = orders::shops(view)?
        .into_iter()
        .filter(|shop| viewer.sees_shop(shop.id) && !shop.closed)
        .map(|shop| Choice {
            value: shop.id.to_string(),
            chosen: typed.raw("shop") == shop.id.to_string(),
            name: shop.name,
        })
        .collect();
    let status = typed.filled("status").unwrap_or("signed").to_owned();
    Ok(NewPage {
        frame: Frame::load(view, visit)?,
        shops,
        statuses: OrderStatus::ALL
            .iter()
            .filter(|status| **status != OrderStatus::Unmapped)
            .map(|member| Choice {
                value: member.code().to_owned(),
                name: names::order_status_name(visit.words, *member).to_owned(),
                chosen: member.code() == status,
            })
            .collect(),
        lines: (0..count)
            .map(|at| LineForm {
                at,
                title: typed.raw(&format!("title-{at}")).to_owned(),
                sku: typed.raw(&format!("sku-{at}")).to_owned(),
                qty: typed.filled(&format!("qty-{at}")).unwrap_or("1").to_owned(),
                price: typed.raw(&format!("price-{at}")).to_owned(),
            })
            .collect(),
        typed,
        errors,
    })
}

fn read(
    view: &impl View,
    visit: &Visit,
    fields: &Fields,
    count: usize,
) -> Result<(Order, Errors), Failure> {
    let viewer = visit.viewer()?;
    let mut errors = Errors::default();
    let shops = orders::shops(view)?;
    let wanted = fields
        .filled("shop")
        .and_then(|id| id.parse().ok())
        .map(ShopId);
    let shop = shops
        .iter()
        .find(|shop| Some(shop.id) == wanted && viewer.sees_shop(shop.id))
        .or_else(|| shops.iter().find(|shop| viewer.sees_shop(shop.id)))
        .ok_or(Failure::NotFound)?;
    let order_no = fields.filled("order_no").unwrap_or_default().to_owned();
    if order_no.is_empty() {
        errors.add("order_no", "error-required");
    } else if orders::id_by_no(view, shop.id, &order_no)?.is_some() {
        errors.add("order_no", "error-order-known");
    }
    if fields
        .filled("email")
        .is_some_and(|email| !is_address(email))
    {
        errors.add("email", "error-mail-address");
    }
    let status = fields
        .filled("status")
        .and_then(OrderStatus::from_code)
        .unwrap_or(OrderStatus::Paid);
    let mut money = |name: &str| match fields.money(name) {
        Ok(amount) if amount.is_none_or(|amount| amount.0 >= 0) => amount,
        _ => {
            errors.add(name, "error-money-form");
            None
        }
    };
    let freight = money("freight").unwrap_or(Fen::ZERO);
    let paid_total = money("paid_total");
    let mut moment = |name: &str| {
        let text = fields.filled(name)?;
        let at = formats::parse_input(text, &visit.zone);
        if at.is_none() {
            errors.add(name, "error-moment-form");
        }
        at
    };
    let ordered_at = moment("ordered_at").or(Some(visit.now));
    let signed_at = moment("signed_at");
    let mut lines = lines(fields, count, &mut errors);
    let goods: Fen = lines.iter().map(line_value).sum();
    let paid_total = paid_total.unwrap_or(goods + freight);
    if paid_total < freight {
        errors.add("paid_total", "error-paid-below-freight");
    }
    let weights: Vec<i64> = lines.iter().map(|line| line_value(line).0).collect();
    for (line, paid) in lines.iter_mut().zip(split(paid_total - freight, &weights)) {
        line.line_paid = paid;
    }
    if lines.is_empty() && errors.of("lines").is_none() {
        errors.add("lines", "error-order-without-lines");
    }
    let order = Order {
        id: OrderId(0),
        shop: shop.id,
        order_no,
        shown_no: None,
        status,
        channel_status: String::new(),
        buyer: None,
        buyer_shown: shown(fields),
        ordered_at,
        paid_at: (status != OrderStatus::Unpaid)
            .then_some(ordered_at)
            .flatten(),
        shipped_at: None,
        signed_at,
        completed_at: None,
        closed_at: None,
        goods_total: goods,
        freight_paid: freight,
        discount_total: Fen((goods + freight - paid_total).0.max(0)),
        paid_total,
        platform_subsidy: Fen::ZERO,
        cod: false,
        seller_note: None,
        buyer_note: None,
        address: None,
        lines,
        parcels: parcels(fields, signed_at),
        source: OrderSource::Manual,
        facts_hash: String::new(),
        created_at: visit.now,
        updated_at: visit.now,
        rev: 0,
    };
    Ok((order, errors))
}

/// Masked: a nickname, else a phone.
fn shown(fields: &Fields) -> String {
    match (fields.filled("nick"), fields.filled("phone")) {
        (Some(nick), _) => masking::nick(nick),
        (None, Some(phone)) => masking::phone(phone),
        (None, None) => String::new(),
    }
}

fn line_value(line: &OrderLine) -> Fen {
    Fen(line.unit_price.0.saturating_mul(i64::from(line.qty)))
}

fn lines(fields: &Fields, count: usize, errors: &mut Errors) -> Vec<OrderLine> {
    let mut lines = Vec::new();
    for at in 0..count {
        let title = fields.text(&format!("title-{at}"));
        let price = fields.filled(&format!("price-{at}"));
        if title.is_empty() && price.is_none() {
            continue;
        }
        let qty = fields.text(&format!("qty-{at}")).parse::<u32>();
        let qty = qty.ok().filter(|qty| (1..=10_000).contains(qty));
        let price = price.map_or(Some(Fen::ZERO), Fen::parse);
        let price = price.filter(|price| (0..=100_000_000_000).contains(&price.0));
        match (title.is_empty(), qty, price) {
            (false, Some(qty), Some(unit_price)) => lines.push(OrderLine {
                line_no: u32::try_from(lines.len()).unwrap_or(0) + 1,
                sub_order_no: None,
                title: title.to_owned(),
                sku_code: None,
                sku_text: fields.filled(&format!("sku-{at}")).map(str::to_owned),
                qty,
                unit_price,
                line_paid: Fen::ZERO,
                serial_no: None,
                invoice_at: None,
                no_seven_days: false,
                cost_price: None,
            }),
            _ => errors.add("lines", "error-order-line"),
        }
    }
    lines
}

fn parcels(fields: &Fields, signed_at: Option<Timestamp>) -> Vec<Parcel> {
    let Some(tracking_no) = fields.filled("tracking_no") else {
        return Vec::new();
    };
    vec![Parcel {
        kind: ParcelKind::Outbound,
        carrier: fields.text("carrier").to_owned(),
        tracking_no: tracking_no.chars().filter(|c| !c.is_whitespace()).collect(),
        state: match signed_at {
            Some(_) => ParcelState::Signed,
            None => ParcelState::InTransit,
        },
        shipped_at: None,
        signed_at,
        freight_cost: None,
    }]
}
