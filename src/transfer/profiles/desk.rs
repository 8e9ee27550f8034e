//! What this desk itself writes, so that a table may leave and come back.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

/// One row per line of an order.
pub const ORDERS: Profile = Profile {
    code: "desk-orders",
    channel: Channel::Other,
    kind: SheetKind::Orders,
    merged: false,
    columns: &[
        ("售后台订单号", Field::OrderNo),
        ("平台状态", Field::Status),
        ("买家昵称", Field::Nick),
        ("买家平台ID", Field::BuyerId),
        ("下单时间(UTC)", Field::OrderedAt),
        ("付款时间(UTC)", Field::PaidAt),
        ("发货时间(UTC)", Field::ShippedAt),
        ("签收时间(UTC)", Field::SignedAt),
        ("完成时间(UTC)", Field::CompletedAt),
        ("关闭时间(UTC)", Field::ClosedAt),
        ("商品总额", Field::GoodsTotal),
        ("买家运费", Field::Freight),
        ("优惠合计", Field::Discount),
        ("平台承担", Field::Subsidy),
        ("实付合计", Field::PaidTotal),
        ("商家备注", Field::SellerNote),
        ("买家留言", Field::BuyerNote),
        ("付款方式", Field::PayMethod),
        ("收件人", Field::Receiver),
        ("电话", Field::Phone),
        ("省", Field::Province),
        ("市", Field::City),
        ("区县", Field::District),
        ("详细地址", Field::Address),
        ("承运商", Field::Carrier),
        ("运单号", Field::TrackingNo),
        ("子订单号", Field::SubOrderNo),
        ("商品", Field::Title),
        ("规格", Field::SkuText),
        ("货号", Field::SkuCode),
        ("数量", Field::Quantity),
        ("单价", Field::UnitPrice),
        ("行实付", Field::LinePaid),
    ],
};
