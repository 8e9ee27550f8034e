//! 京东.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

/// One row per goods, the order's money repeated; GBK.
pub const ORDERS: Profile = Profile {
    code: "jd-orders",
    channel: Channel::Jd,
    kind: SheetKind::Orders,
    merged: false,
    columns: &[
        ("订单号", Field::OrderNo),
        ("商品ID", Field::Unused),
        ("商品名称", Field::Title),
        ("订购数量", Field::Quantity),
        ("支付方式", Field::PayMethod),
        ("下单时间", Field::OrderedAt),
        ("京东价", Field::UnitPrice),
        ("订单金额", Field::Unused),
        ("结算金额", Field::PaidTotal),
        ("余额支付", Field::Unused),
        ("应付金额", Field::Unused),
        ("订单状态", Field::Status),
        ("订单类型", Field::Unused),
        ("下单帐号", Field::Nick),
        ("客户姓名", Field::Receiver),
        ("客户地址", Field::Address),
        ("联系电话", Field::Phone),
        ("订单备注", Field::BuyerNote),
        ("发票类型", Field::Unused),
        ("发票抬头", Field::Unused),
        ("发票内容", Field::Unused),
        ("商家备注", Field::SellerNote),
        ("商家备注等级(等级1-5为由高到低)", Field::Unused),
        ("运费金额", Field::Freight),
        ("付款确认时间", Field::PaidAt),
        ("增值税发票", Field::Unused),
        ("货号", Field::SkuCode),
        ("订单完成时间", Field::CompletedAt),
        ("订单来源", Field::Unused),
        ("订单渠道", Field::Unused),
    ],
};

/// 售后服务单. The names follow the open platform's fields; no export was seen.
pub const SERVICES: Profile = Profile {
    code: "jd-services",
    channel: Channel::Jd,
    kind: SheetKind::Refunds,
    merged: false,
    columns: &[
        ("服务单号", Field::RefundNo),
        ("订单号", Field::OrderNo),
        ("客户期望", Field::RefundKind),
        ("客户期望处理方式", Field::RefundKind),
        ("服务单状态", Field::RefundStatus),
        ("服务单环节", Field::RefundStatus),
        ("申请时间", Field::AppliedAt),
        ("审核超时时间", Field::DueAt),
        ("完成时间", Field::FinishedAt),
        ("退款金额", Field::RefundAmount),
        ("申请退款金额", Field::RefundAmount),
        ("商品名称", Field::Title),
        ("商品编号", Field::Unused),
        ("申请原因", Field::RefundReason),
        ("问题描述", Field::RefundText),
        ("客户账号", Field::Nick),
        ("运单号", Field::ReturnTrackingNo),
        ("快递公司", Field::ReturnCarrier),
    ],
};
