//! An order as a program reads it. Amounts are 分, moments UTC, personal values masked.

use super::super::cases::shown::Parcel;
use super::super::values::Time;
use crate::domain::order::Address as OrderAddress;
use crate::domain::order::Order;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::sealed::Sealed;
use crate::store::index::OrderRow;
use serde::Serialize;
use utoipa::ToSchema;

/// An order as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderSummary {
    pub id: u64,
    pub shop: u64,
    pub order_no: String,
    pub status: OrderStatus,
    /// Masked.
    pub buyer_shown: String,
    pub title: String,
    pub pieces: u32,
    pub paid_total_fen: i64,
    pub ordered_at: Option<Time>,
}

impl OrderSummary {
    pub fn of(row: &OrderRow) -> OrderSummary {
        OrderSummary {
            id: row.id.0,
            shop: row.shop.0,
            order_no: row.order_no.clone(),
            status: row.status,
            buyer_shown: row.buyer_shown.clone(),
            title: row.title.clone(),
            pieces: row.pieces,
            paid_total_fen: row.paid_total.0,
            ordered_at: Time::of(row.ordered_at),
        }
    }
}

/// An order 订单.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderShown {
    pub id: u64,
    pub shop: u64,
    /// The platform's number: text, never a number.
    pub order_no: String,
    /// What buyer and shop say to each other, when it is another.
    pub shown_no: Option<String>,
    pub status: OrderStatus,
    /// The platform's own word.
    pub channel_status: String,
    pub buyer: Option<u64>,
    /// Masked.
    pub buyer_shown: String,
    pub ordered_at: Option<Time>,
    pub paid_at: Option<Time>,
    pub shipped_at: Option<Time>,
    pub signed_at: Option<Time>,
    pub completed_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub goods_total_fen: i64,
    pub freight_paid_fen: i64,
    pub discount_total_fen: i64,
    /// What the buyer really paid, freight included.
    pub paid_total_fen: i64,
    pub platform_subsidy_fen: i64,
    /// 货到付款
    pub cod: bool,
    pub seller_note: Option<String>,
    pub buyer_note: Option<String>,
    pub address: Option<Address>,
    pub lines: Vec<OrderLine>,
    pub parcels: Vec<Parcel>,
    pub source: OrderSource,
    pub created_at: Time,
    pub updated_at: Time,
    pub rev: u64,
}

/// A delivery address, masked but for province, city and district.
#[derive(Debug, Serialize, ToSchema)]
pub struct Address {
    pub receiver: Option<String>,
    pub phone: Option<String>,
    pub province: String,
    pub city: String,
    pub district: String,
    pub detail: Option<String>,
}

/// A line of an order 子订单.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderLine {
    /// From 1, stable within the order.
    pub line_no: u32,
    pub sub_order_no: Option<String>,
    pub title: String,
    pub sku_code: Option<String>,
    pub sku_text: Option<String>,
    pub qty: u32,
    pub unit_price_fen: i64,
    /// This line's share of what was paid for the goods.
    pub line_paid_fen: i64,
    pub serial_no: Option<String>,
    /// 不支持七天无理由
    pub no_seven_days: bool,
}

impl OrderShown {
    pub fn of(order: Order) -> OrderShown {
        OrderShown {
            id: order.id.0,
            shop: order.shop.0,
            order_no: order.order_no,
            shown_no: order.shown_no,
            status: order.status,
            channel_status: order.channel_status,
            buyer: order.buyer.map(|buyer| buyer.0),
            buyer_shown: order.buyer_shown,
            ordered_at: Time::of(order.ordered_at),
            paid_at: Time::of(order.paid_at),
            shipped_at: Time::of(order.shipped_at),
            signed_at: Time::of(order.signed_at),
            completed_at: Time::of(order.completed_at),
            closed_at: Time::of(order.closed_at),
            goods_total_fen: order.goods_total.0,
            freight_paid_fen: order.freight_paid.0,
            discount_total_fen: order.discount_total.0,
            paid_total_fen: order.paid_total.0,
            platform_subsidy_fen: order.platform_subsidy.0,
            cod: order.cod,
            seller_note: order.seller_note,
            buyer_note: order.buyer_note,
            address: order.address.map(address),
            lines: order
                .lines
                .into_iter()
                .map(|line| OrderLine {
                    line_no: line.line_no,
                    sub_order_no: line.sub_order_no,
                    title: line.title,
                    sku_code: line.sku_code,
                    sku_text: line.sku_text,
                    qty: line.qty,
                    unit_price_fen: line.unit_price.0,
                    line_paid_fen: line.line_paid.0,
                    serial_no: line.serial_no,
                    no_seven_days: line.no_seven_days,
                })
                .collect(),
            parcels: order.parcels.iter().map(Parcel::of).collect(),
            source: order.source,
            created_at: Time(order.created_at),
            updated_at: Time(order.updated_at),
            rev: order.rev,
        }
    }
}

fn address(address: OrderAddress) -> Address {
    let masked = |sealed: Option<Sealed>| sealed.map(|sealed| sealed.masked);
    Address {
        receiver: masked(address.receiver),
        phone: masked(address.phone),
        province: address.province,
        city: address.city,
        district: address.district,
        detail: masked(address.detail),
    }
}
