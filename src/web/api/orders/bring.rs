//! Writing an order: made or brought up to date by its shop and number.

use super::super::problem::Problem;
use super::super::problem::ProblemDetails;
use super::super::told::Told;
use super::super::values::Amount;
use super::super::values::Area;
use super::super::values::Id;
use super::super::values::Line;
use super::super::values::Object;
use super::super::values::Text;
use super::super::values::Time;
use super::super::values::objects;
use super::super::values::said;
use crate::actions;
use crate::actions::orders::Brought;
use crate::actions::orders::FromFile;
use crate::app::App;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::masking;
use crate::domain::money::Fen;
use crate::domain::order::Address;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use crate::domain::sealed::Sealed;
use crate::domain::share::split;
use crate::failure::Failure;
use crate::store::Vault;
use crate::store::identity;
use crate::store::orders;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use serde::Deserialize;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// An order as another system knows it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderTold {
    pub shop: Id,
    /// The platform's number: an order of the same shop and number is brought up to date.
    pub order_no: Text<64>,
    pub status: OrderStatus,
    /// The platform's own word.
    pub channel_status: Option<Line>,
    /// Kept sealed, shown masked.
    #[serde(default)]
    #[schema(required = false, value_type = BuyerTold)]
    pub buyer: Object<BuyerTold>,
    pub ordered_at: Option<Time>,
    pub paid_at: Option<Time>,
    pub shipped_at: Option<Time>,
    pub signed_at: Option<Time>,
    pub completed_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub freight_paid_fen: Option<Amount>,
    /// What the buyer really paid, freight included; goods and freight when not said.
    pub paid_total_fen: Option<Amount>,
    pub platform_subsidy_fen: Option<Amount>,
    /// 货到付款
    #[serde(default)]
    #[schema(required = false)]
    pub cod: bool,
    pub seller_note: Option<Area>,
    pub buyer_note: Option<Area>,
    /// Kept sealed but for province, city and district.
    #[schema(value_type = Option<AddressTold>)]
    pub address: Option<Object<AddressTold>>,
    #[serde(deserialize_with = "objects")]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<LineTold>,
    #[serde(default, deserialize_with = "objects")]
    #[schema(max_items = 50, required = false)]
    pub parcels: Vec<ParcelTold>,
}

/// Who bought. What is masked already finds nobody.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BuyerTold {
    pub platform_id: Option<Line>,
    pub nick: Option<Line>,
    pub phone: Option<Line>,
    pub email: Option<Line>,
    pub wechat: Option<Line>,
    pub name: Option<Line>,
}

/// Where it goes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressTold {
    pub receiver: Option<Line>,
    pub phone: Option<Line>,
    pub province: Option<Line>,
    pub city: Option<Line>,
    pub district: Option<Line>,
    pub detail: Option<Text<500>>,
}

/// A line of an order.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineTold {
    pub title: Text<200>,
    #[schema(minimum = 1, maximum = 10_000)]
    pub qty: u32,
    pub unit_price_fen: Amount,
    pub sub_order_no: Option<Line>,
    pub sku_code: Option<Line>,
    pub sku_text: Option<Line>,
    pub serial_no: Option<Line>,
    /// 不支持七天无理由
    #[serde(default)]
    #[schema(required = false)]
    pub no_seven_days: bool,
}

/// A parcel to the buyer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParcelTold {
    pub tracking_no: Line,
    pub carrier: Option<Line>,
    pub shipped_at: Option<Time>,
    pub signed_at: Option<Time>,
}

/// What became of the order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderDone {
    pub id: u64,
    #[schema(examples("created"))]
    pub brought: BroughtCode,
}

/// Whether anything was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BroughtCode {
    Created,
    Updated,
    /// The same was here already.
    Unchanged,
}

/// Write an order
///
/// Makes the order, or brings the one with the same shop and number up to date. Lines keep the
/// numbers that cases speak of. Sent again unchanged it changes nothing.
#[utoipa::path(
    post, path = "/api/v1/orders", tag = "orders", operation_id = "bringOrder",
    request_body(content = OrderTold, example = json!({
        "shop": 1, "order_no": "1234567890123456789", "status": "signed",
        "buyer": {"nick": "tb小可爱", "phone": "13800138000"},
        "ordered_at": "2026-11-20T10:00:00+08:00", "paid_total_fen": 12900,
        "lines": [{"title": "羊毛围巾", "qty": 1, "unit_price_fen": 12900}]
    })),
    responses(
        (status = 200, description = "It was here: updated or unchanged", body = OrderDone),
        (status = 201, description = "Created", body = OrderDone,
         headers(("location" = String, description = "The address of the order"))),
        (status = 404, description = "The shop is not there, or not for this person",
         body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub async fn bring(
    app: Data<App>,
    visit: Visit,
    told: Told<OrderTold>,
) -> Result<HttpResponse, Problem> {
    let Told { value, change } = told;
    let bringing = visit.clone();
    let store = Arc::clone(&app.store);
    let carried = change
        .carry_out(&app, move |plan| {
            let viewer = bringing.viewer()?;
            let shop = orders::shop(plan, ShopId(value.shop.0))?;
            let shop = shop.filter(|shop| viewer.sees_shop(shop.id));
            let shop = shop.ok_or(Failure::NotFound)?.id;
            let moment = bringing.moment();
            let from = sealed(store.vault(), shop, &value, &moment)?;
            let (id, brought) = actions::orders::bring_from_file(plan, &from, &moment)?;
            Ok(OrderDone {
                id: id.0,
                brought: match brought {
                    Brought::Created => BroughtCode::Created,
                    Brought::Updated => BroughtCode::Updated,
                    Brought::Unchanged => BroughtCode::Unchanged,
                },
            })
        })
        .await?;
    let status = match carried.answer.brought {
        BroughtCode::Created => StatusCode::CREATED,
        BroughtCode::Updated | BroughtCode::Unchanged => StatusCode::OK,
    };
    let at = visit.url(&format!("/api/v1/orders/{}", carried.answer.id));
    Ok(carried
        .response(status)
        .insert_header((header::LOCATION, at))
        .json(&carried.answer))
}

/// The order as the store takes it, its personal fields sealed.
fn sealed(
    vault: &Vault,
    shop: ShopId,
    told: &OrderTold,
    moment: &actions::Moment,
) -> Result<FromFile, Failure> {
    let lines = lines(told)?;
    let value_of = |line: &OrderLine| line.unit_price.0.saturating_mul(i64::from(line.qty));
    let goods_total: Fen = lines.iter().map(|line| Fen(value_of(line))).sum();
    let amount = |told: Option<Amount>| told.map_or(Fen::ZERO, |amount| amount.0);
    let freight_paid = amount(told.freight_paid_fen);
    let paid_total = told
        .paid_total_fen
        .map_or(goods_total + freight_paid, |amount| amount.0);
    if paid_total < freight_paid {
        return Err(Failure::invalid(
            "paid_total_fen",
            "error-paid-below-freight",
        ));
    }
    let weights: Vec<i64> = lines.iter().map(value_of).collect();
    let shares = split(paid_total - freight_paid, &weights);
    let lines: Vec<OrderLine> = lines
        .into_iter()
        .zip(shares)
        .map(|(line, line_paid)| OrderLine { line_paid, ..line })
        .collect();
    let name = match &told.buyer.0.name {
        Some(name) => Some(vault.seal(&name.0, masking::name(&name.0))?),
        None => None,
    };
    let identities = identities(vault, shop, &told.buyer.0)?;
    let word = |text: &Option<Line>| text.clone().map(|text| text.0).unwrap_or_default();
    // Without the key this hash gives no phone number away.
    let facts_hash = vault.lookup("api_order_facts", &format!("{told:?}"));
    Ok(FromFile {
        order: Order {
            id: OrderId(0),
            shop,
            order_no: told.order_no.0.clone(),
            shown_no: None,
            status: told.status,
            channel_status: word(&told.channel_status),
            buyer: None,
            buyer_shown: shown(&told.buyer.0),
            ordered_at: told.ordered_at.map(|at| at.0),
            paid_at: told.paid_at.map(|at| at.0),
            shipped_at: told.shipped_at.map(|at| at.0),
            signed_at: told.signed_at.map(|at| at.0),
            completed_at: told.completed_at.map(|at| at.0),
            closed_at: told.closed_at.map(|at| at.0),
            goods_total,
            freight_paid,
            discount_total: Fen((goods_total + freight_paid - paid_total).0.max(0)),
            paid_total,
            platform_subsidy: amount(told.platform_subsidy_fen),
            cod: told.cod,
            seller_note: said(told.seller_note.clone()),
            buyer_note: said(told.buyer_note.clone()),
            address: match &told.address {
                Some(address) => Some(sealed_address(vault, &address.0)?),
                None => None,
            },
            lines,
            parcels: parcels(told),
            source: OrderSource::Plugin,
            facts_hash,
            created_at: moment.now,
            updated_at: moment.now,
            rev: 0,
        },
        identities,
        name,
        lines_are_summary: false,
    })
}

fn lines(told: &OrderTold) -> Result<Vec<OrderLine>, Failure> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    if told.lines.is_empty() {
        wrong.push(("lines".to_owned(), "error-order-without-lines".to_owned()));
    }
    let mut lines = Vec::with_capacity(told.lines.len());
    for (at, (line, line_no)) in told.lines.iter().zip(1..).enumerate() {
        if !(1..=10_000).contains(&line.qty) {
            wrong.push((format!("lines/{at}/qty"), "error-number-form".to_owned()));
        }
        lines.push(OrderLine {
            line_no,
            sub_order_no: said(line.sub_order_no.clone()),
            title: line.title.0.clone(),
            sku_code: said(line.sku_code.clone()),
            sku_text: said(line.sku_text.clone()),
            qty: line.qty,
            unit_price: line.unit_price_fen.0,
            line_paid: Fen::ZERO,
            serial_no: said(line.serial_no.clone()),
            invoice_at: None,
            no_seven_days: line.no_seven_days,
            cost_price: None,
        });
    }
    match wrong.is_empty() {
        true => Ok(lines),
        false => Err(Failure::Invalid(wrong)),
    }
}

fn identities(vault: &Vault, shop: ShopId, buyer: &BuyerTold) -> Result<Vec<Identity>, Failure> {
    let known = [
        (IdentityKind::PlatformId, &buyer.platform_id),
        (IdentityKind::Nick, &buyer.nick),
        (IdentityKind::Phone, &buyer.phone),
        (IdentityKind::Email, &buyer.email),
        (IdentityKind::Wechat, &buyer.wechat),
    ];
    let mut identities = Vec::new();
    for (kind, clear) in known {
        // Thousands of buyers share a masked value.
        if let Some(clear) = clear
            && !clear.0.contains('*')
        {
            identities.push(identity::identity(vault, kind, &clear.0, Some(shop))?);
        }
    }
    Ok(identities)
}

/// Masked: a nickname, else a name, else a phone.
fn shown(buyer: &BuyerTold) -> String {
    match (&buyer.nick, &buyer.name, &buyer.phone) {
        (Some(nick), ..) => masking::nick(&nick.0),
        (None, Some(name), _) => masking::name(&name.0),
        (None, None, Some(phone)) => masking::phone(&phone.0),
        (None, None, None) => String::new(),
    }
}

fn sealed_address(vault: &Vault, told: &AddressTold) -> Result<Address, Failure> {
    let seal = |text: Option<&str>, mask: fn(&str) -> String| -> Result<Option<Sealed>, Failure> {
        Ok(match text {
            Some(text) => Some(vault.seal(text, mask(text))?),
            None => None,
        })
    };
    let word = |text: &Option<Line>| text.clone().map(|text| text.0).unwrap_or_default();
    Ok(Address {
        receiver: seal(told.receiver.as_ref().map(|t| t.0.as_str()), masking::name)?,
        phone: seal(told.phone.as_ref().map(|t| t.0.as_str()), masking::phone)?,
        province: word(&told.province),
        city: word(&told.city),
        district: word(&told.district),
        detail: seal(told.detail.as_ref().map(|t| t.0.as_str()), masking::detail)?,
    })
}

fn parcels(told: &OrderTold) -> Vec<Parcel> {
    told.parcels
        .iter()
        .map(|parcel| Parcel {
            kind: ParcelKind::Outbound,
            carrier: parcel
                .carrier
                .clone()
                .map(|text| text.0)
                .unwrap_or_default(),
            tracking_no: parcel
                .tracking_no
                .0
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect(),
            state: match parcel.signed_at {
                Some(_) => ParcelState::Signed,
                None => ParcelState::InTransit,
            },
            shipped_at: parcel.shipped_at.map(|at| at.0),
            signed_at: parcel.signed_at.map(|at| at.0),
            freight_cost: None,
        })
        .collect()
}
