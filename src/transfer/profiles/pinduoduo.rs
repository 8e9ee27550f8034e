//! 拼多多.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

/// One row per order and goods.
pub const ORDERS: Profile = Profile {
    code: "pinduoduo-orders",
    channel: Channel::Pdd,
    kind: SheetKind::Orders,
    merged: false,
    columns: &[
        ("订单成交时间", Field::OrderedAt),
        ("商品", Field::Title),
        ("订单号", Field::OrderNo),
        ("订单状态", Field::Status),
        ("商品总价(元)", Field::GoodsTotal),
        ("邮费(元)", Field::Freight),
        ("店铺优惠折扣(元)", Field::Discount),
        ("平台优惠折扣(元)", Field::Subsidy),
        ("多多支付立减金额(元)", Field::Subsidy),
        ("用户实付金额(元)", Field::PaidTotal),
        ("商家实收金额(元)", Field::Unused),
        ("商品数量(件)", Field::Quantity),
        ("发货时间", Field::ShippedAt),
        ("确认收货时间", Field::CompletedAt),
        ("商品id", Field::Unused),
        ("商品规格", Field::SkuText),
        ("样式ID", Field::Unused),
        ("商家编码-规格维度", Field::SkuCode),
        ("商家编码-商品维度", Field::Unused),
        ("商家备注", Field::SellerNote),
        ("售后状态", Field::Unused),
        ("快递单号", Field::TrackingNo),
        ("快递公司", Field::Carrier),
        ("收货人", Field::Receiver),
        ("手机", Field::Phone),
        ("省", Field::Province),
        ("市", Field::City),
        ("区", Field::District),
        ("街道", Field::Address),
        ("支付时间", Field::PaidAt),
        ("买家留言", Field::BuyerNote),
    ],
};

/// 售后列表. The names follow the open platform's fields; no export was seen.
pub const REFUNDS: Profile = Profile {
    code: "pinduoduo-refunds",
    channel: Channel::Pdd,
    kind: SheetKind::Refunds,
    merged: false,
    columns: &[
        ("售后编号", Field::RefundNo),
        ("售后单号", Field::RefundNo),
        ("订单编号", Field::OrderNo),
        ("订单号", Field::OrderNo),
        ("售后类型", Field::RefundKind),
        ("售后状态", Field::RefundStatus),
        ("退款金额(元)", Field::RefundAmount),
        ("退款金额", Field::RefundAmount),
        ("交易金额(元)", Field::Unused),
        ("售后原因", Field::RefundReason),
        ("退款原因", Field::RefundReason),
        ("申请时间", Field::AppliedAt),
        ("售后申请时间", Field::AppliedAt),
        ("逾期时间", Field::DueAt),
        ("商品名称", Field::Title),
        ("商品", Field::Title),
        ("商品规格", Field::Unused),
        ("商品ID", Field::Unused),
        ("发货状态", Field::GoodsStatus),
        ("退货物流单号", Field::ReturnTrackingNo),
        ("退货物流公司", Field::ReturnCarrier),
        ("平台介入状态", Field::Intervention),
    ],
};
