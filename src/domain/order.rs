//! What was bought, for how much, and where it travels.

use super::ids::BuyerId;
use super::ids::OrderId;
use super::ids::ShopId;
use super::money::Fen;
use super::sealed::Sealed;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// A sales channel 渠道.
    pub enum Channel {
        Taobao = "taobao",
        Tmall = "tmall",
        Jd = "jd",
        Douyin = "douyin",
        Pdd = "pdd",
        Wechat = "wechat",
        Alibaba1688 = "1688",
        Shopify = "shopify",
        Own = "own",
        Offline = "offline",
        Other = "other",
    }
}

/// A shop 店铺.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shop {
    pub id: ShopId,
    pub name: String,
    pub channel: Channel,
    /// ISO 4217.
    pub currency: String,
    #[serde(default)]
    pub hotline: Option<String>,
    /// Where returns go, as one block of text.
    #[serde(default)]
    pub return_address: Option<String>,
    /// Where the returns of some products go instead; the first that fits counts.
    #[serde(default)]
    pub return_places: Vec<ReturnPlace>,
    /// The shop's number at the marketplace.
    #[serde(default)]
    pub platform_no: Option<String>,
    /// What stands under messages to buyers.
    #[serde(default)]
    pub signature: Option<String>,
    /// Closed for new orders and cases; what runs goes on.
    #[serde(default)]
    pub closed: bool,
    pub created_at: Timestamp,
}

/// Another address for the returns of some products (F16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnPlace {
    /// How the codes of these products begin.
    pub prefix: String,
    /// Receiver, phone and address, as one block of text.
    pub address: String,
}

impl Shop {
    /// Where goods with these codes are to be sent back: a place that fits them all, else the
    /// shop's address.
    pub fn returns_to(&self, codes: &[&str]) -> Option<&str> {
        let fits = |place: &&ReturnPlace| {
            !codes.is_empty() && codes.iter().all(|code| code.starts_with(&place.prefix))
        };
        let place = self.return_places.iter().find(fits);
        place
            .map(|place| place.address.as_str())
            .or(self.return_address.as_deref())
    }
}

codes! {
    /// Where an order stands at the platform.
    pub enum OrderStatus {
        Unpaid = "unpaid",
        /// 买家已付款
        Paid = "paid",
        /// 卖家已发货
        Shipped = "shipped",
        Signed = "signed",
        /// 交易成功
        Completed = "completed",
        /// 交易关闭
        Closed = "closed",
        /// The platform's word is unknown to us; it is kept in `channel_status`.
        Unmapped = "unmapped",
    }
}

/// An order 订单 as the platform tells it. Money in 分.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub shop: ShopId,
    /// The platform's number: text, never a number.
    pub order_no: String,
    /// What buyer and shop say to each other, when it is another.
    #[serde(default)]
    pub shown_no: Option<String>,
    pub status: OrderStatus,
    /// The platform's own word.
    #[serde(default)]
    pub channel_status: String,
    #[serde(default)]
    pub buyer: Option<BuyerId>,
    /// Masked nickname for lists.
    #[serde(default)]
    pub buyer_shown: String,
    #[serde(default)]
    pub ordered_at: Option<Timestamp>,
    #[serde(default)]
    pub paid_at: Option<Timestamp>,
    #[serde(default)]
    pub shipped_at: Option<Timestamp>,
    #[serde(default)]
    pub signed_at: Option<Timestamp>,
    #[serde(default)]
    pub completed_at: Option<Timestamp>,
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
    pub goods_total: Fen,
    pub freight_paid: Fen,
    pub discount_total: Fen,
    /// What the buyer really paid, freight included.
    pub paid_total: Fen,
    #[serde(default)]
    pub platform_subsidy: Fen,
    /// 货到付款
    #[serde(default)]
    pub cod: bool,
    #[serde(default)]
    pub seller_note: Option<String>,
    #[serde(default)]
    pub buyer_note: Option<String>,
    #[serde(default)]
    pub address: Option<Address>,
    pub lines: Vec<OrderLine>,
    #[serde(default)]
    pub parcels: Vec<Parcel>,
    pub source: OrderSource,
    /// Hash of the imported facts: an import that brings the same changes nothing (D10.19).
    #[serde(default)]
    pub facts_hash: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub rev: u64,
}

codes! {
    pub enum OrderSource {
        Import = "import",
        Plugin = "plugin",
        Manual = "manual",
    }
}

/// A line of an order 子订单(宝贝行).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderLine {
    /// 1-based, stable within the order.
    pub line_no: u32,
    #[serde(default)]
    pub sub_order_no: Option<String>,
    pub title: String,
    #[serde(default)]
    pub sku_code: Option<String>,
    /// 颜色分类/尺码 as the platform writes it.
    #[serde(default)]
    pub sku_text: Option<String>,
    pub qty: u32,
    pub unit_price: Fen,
    /// This line's share of `paid_total − freight_paid`; the shares sum up exactly (D8).
    pub line_paid: Fen,
    #[serde(default)]
    pub serial_no: Option<String>,
    #[serde(default)]
    pub invoice_at: Option<Timestamp>,
    /// 不支持七天无理由
    #[serde(default)]
    pub no_seven_days: bool,
    /// What one piece costs the shop, in 分, where the shop says so: the margin floor of a
    /// compensation needs it (D8).
    #[serde(default)]
    pub cost_price: Option<Fen>,
}

/// A delivery address. Province and city stay clear for freight rules and reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    #[serde(default)]
    pub receiver: Option<Sealed>,
    #[serde(default)]
    pub phone: Option<Sealed>,
    #[serde(default)]
    pub province: String,
    #[serde(default)]
    pub city: String,
    #[serde(default)]
    pub district: String,
    #[serde(default)]
    pub detail: Option<Sealed>,
}

codes! {
    /// Why a parcel travels.
    pub enum ParcelKind {
        Outbound = "outbound",
        Return = "return",
        Reship = "reship",
        ExchangeOut = "exchange_out",
        RepairOut = "repair_out",
        VendorOut = "vendor_out",
        VendorIn = "vendor_in",
        SentBack = "sent_back",
    }
}

codes! {
    /// Where a parcel is (D9).
    pub enum ParcelState {
        Created = "created",
        PickedUp = "picked_up",
        InTransit = "in_transit",
        OutForDelivery = "out_for_delivery",
        Signed = "signed",
        Exception = "exception",
        Rejected = "rejected",
        Returning = "returning",
        Returned = "returned",
        Lost = "lost",
        Customs = "customs",
        Unknown = "unknown",
    }
}

/// A parcel 包裹, of an order or of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    pub kind: ParcelKind,
    #[serde(default)]
    pub carrier: String,
    #[serde(default)]
    pub tracking_no: String,
    pub state: ParcelState,
    #[serde(default)]
    pub shipped_at: Option<Timestamp>,
    #[serde(default)]
    pub signed_at: Option<Timestamp>,
    /// What this parcel's freight cost the shop, in 分.
    #[serde(default)]
    pub freight_cost: Option<Fen>,
}
