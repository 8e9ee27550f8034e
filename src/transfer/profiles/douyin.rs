//! 抖店.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

/// One row per sub-order; UTF-8 with a byte order mark.
pub const ORDERS: Profile = Profile {
    code: "douyin-orders",
    channel: Channel::Douyin,
    kind: SheetKind::Orders,
    merged: false,
    columns: &[
        ("主订单编号", Field::OrderNo),
        ("子订单编号", Field::SubOrderNo),
        ("选购商品", Field::Title),
        ("商品规格", Field::SkuText),
        ("商品数量", Field::Quantity),
        ("商品ID", Field::Unused),
        ("商家编码", Field::SkuCode),
        ("商品单价", Field::UnitPrice),
        ("订单应付金额", Field::LineDue),
        ("运费", Field::Freight),
        ("收件人", Field::Receiver),
        ("收件人手机号", Field::Phone),
        ("省", Field::Province),
        ("市", Field::City),
        ("区", Field::District),
        ("街道", Field::Unused),
        ("详细地址", Field::Address),
        ("订单提交时间", Field::OrderedAt),
        ("支付完成时间", Field::PaidAt),
        ("买家留言", Field::BuyerNote),
        ("商家备注", Field::SellerNote),
        ("订单完成时间", Field::CompletedAt),
        ("订单状态", Field::Status),
        ("售后状态", Field::Unused),
        ("取消原因", Field::CloseReason),
        ("发货时间", Field::ShippedAt),
        ("平台实际承担优惠金额", Field::Subsidy),
        ("商家实际承担优惠金额", Field::Discount),
        ("达人实际承担优惠金额", Field::Subsidy),
        ("快递公司", Field::Carrier),
        ("快递单号", Field::TrackingNo),
    ],
};

/// 售后单列表. The names follow the open platform's fields; no export was seen.
pub const REFUNDS: Profile = Profile {
    code: "douyin-refunds",
    channel: Channel::Douyin,
    kind: SheetKind::Refunds,
    merged: false,
    columns: &[
        ("售后单号", Field::RefundNo),
        ("售后编号", Field::RefundNo),
        ("订单号", Field::OrderNo),
        ("主订单编号", Field::OrderNo),
        ("商品单号", Field::SubOrderNo),
        ("子订单编号", Field::SubOrderNo),
        ("售后类型", Field::RefundKind),
        ("售后状态", Field::RefundStatus),
        ("退商品金额(元)", Field::Unused),
        ("退运费金额(元)", Field::Unused),
        ("退款总金额(元)", Field::RefundAmount),
        ("退款金额", Field::RefundAmount),
        ("退款金额(元)", Field::RefundAmount),
        ("售后原因", Field::RefundReason),
        ("售后说明", Field::RefundText),
        ("售后申请时间", Field::AppliedAt),
        ("申请时间", Field::AppliedAt),
        ("售后完结时间", Field::FinishedAt),
        ("逾期时间", Field::DueAt),
        ("剩余处理时间", Field::Unused),
        ("商品名称", Field::Title),
        ("商家编码", Field::Unused),
        ("发货状态", Field::GoodsStatus),
        ("退货物流单号", Field::ReturnTrackingNo),
        ("退货物流公司", Field::ReturnCarrier),
        ("仲裁状态", Field::Intervention),
    ],
};
