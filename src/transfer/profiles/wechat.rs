//! 微信小店. The names follow the open platform's fields; no export was seen.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

pub const ORDERS: Profile = Profile {
    code: "wechat-orders",
    channel: Channel::Wechat,
    kind: SheetKind::Orders,
    merged: false,
    columns: &[
        ("订单编号", Field::OrderNo),
        ("订单号", Field::OrderNo),
        ("订单下单时间", Field::OrderedAt),
        ("下单时间", Field::OrderedAt),
        ("支付时间", Field::PaidAt),
        ("商品名称", Field::Title),
        ("商品规格", Field::SkuText),
        ("商品编码(自定义)", Field::SkuCode),
        ("商品数量", Field::Quantity),
        ("商品单价", Field::UnitPrice),
        ("运费", Field::Freight),
        ("订单实际支付金额", Field::PaidTotal),
        ("实际支付金额", Field::PaidTotal),
        ("订单状态", Field::Status),
        ("收件人姓名", Field::Receiver),
        ("收件人手机", Field::Phone),
        ("收件人地址", Field::Address),
        ("快递公司", Field::Carrier),
        ("快递单号", Field::TrackingNo),
        ("商家备注", Field::SellerNote),
    ],
};

pub const REFUNDS: Profile = Profile {
    code: "wechat-refunds",
    channel: Channel::Wechat,
    kind: SheetKind::Refunds,
    merged: false,
    columns: &[
        ("售后单编号", Field::RefundNo),
        ("售后单号", Field::RefundNo),
        ("订单编号", Field::OrderNo),
        ("订单号", Field::OrderNo),
        ("售后类型", Field::RefundKind),
        ("售后单状态", Field::RefundStatus),
        ("售后状态", Field::RefundStatus),
        ("退款金额", Field::RefundAmount),
        ("申请原因", Field::RefundReason),
        ("申请时间", Field::AppliedAt),
        ("截止时间", Field::DueAt),
        ("商品名称", Field::Title),
        ("退货快递单号", Field::ReturnTrackingNo),
        ("退货快递公司", Field::ReturnCarrier),
    ],
};
