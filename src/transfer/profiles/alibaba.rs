//! 1688.

use crate::domain::order::Channel;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::profile::Profile;

/// The short list.
pub const ORDERS: Profile = Profile {
    code: "1688-orders",
    channel: Channel::Alibaba1688,
    kind: SheetKind::Orders,
    merged: true,
    columns: &[
        ("订单号", Field::OrderNo),
        ("下单时间", Field::OrderedAt),
        ("物流公司", Field::Carrier),
        ("实付款", Field::PaidTotal),
        ("运单号", Field::TrackingNo),
        ("买家", Field::Nick),
        ("收货地址", Field::Address),
        ("货品标题", Field::Title),
        ("规格", Field::SkuText),
        ("数量", Field::Quantity),
        ("退款状态", Field::Unused),
        ("订单状态", Field::Status),
    ],
};

/// The workbook of the back end: the cells of an order are merged over its goods.
pub const PURCHASES: Profile = Profile {
    code: "1688-workbook",
    channel: Channel::Alibaba1688,
    kind: SheetKind::Orders,
    merged: true,
    columns: &[
        ("订单编号", Field::OrderNo),
        ("买家公司名", Field::Unused),
        ("买家会员名", Field::Nick),
        ("卖家公司名", Field::Unused),
        ("卖家会员名", Field::Unused),
        ("货品总价(元)", Field::GoodsTotal),
        ("运费(元)", Field::Freight),
        ("涨价或折扣(元)", Field::Unused),
        ("实付款(元)", Field::PaidTotal),
        ("订单状态", Field::Status),
        ("订单创建时间", Field::OrderedAt),
        ("订单付款时间", Field::PaidAt),
        ("发货方", Field::Unused),
        ("收货人姓名", Field::Receiver),
        ("收货地址", Field::Address),
        ("邮编", Field::Unused),
        ("联系电话", Field::Phone),
        ("联系手机", Field::Phone),
        ("货品标题", Field::Title),
        ("单价(元)", Field::UnitPrice),
        ("数量", Field::Quantity),
        ("单位", Field::Unused),
        ("货号", Field::SkuCode),
        ("型号", Field::SkuText),
        ("买家留言", Field::BuyerNote),
        ("物流公司", Field::Carrier),
        ("运单号", Field::TrackingNo),
    ],
};
