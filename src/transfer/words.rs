//! The platforms' words for where an order or a request stands, in ours. A word that is not here
//! is kept as it is and never guessed.

use super::cell::half_width;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::order::OrderStatus;

/// Where an order stands, and whether the platform marks it as deleted (京东 writes `(删除)`).
pub fn order_status(word: &str) -> (OrderStatus, bool) {
    let bare = half_width(word).replace(' ', "");
    if bare.starts_with("(删除)") {
        return (OrderStatus::Closed, true);
    }
    let status = ORDER_WORDS
        .iter()
        .find(|(_, words)| words.contains(&bare.as_str()))
        .map_or(OrderStatus::Unmapped, |(status, _)| *status);
    (status, false)
}

const ORDER_WORDS: &[(OrderStatus, &[&str])] = &[
    (
        OrderStatus::Unpaid,
        &[
            "等待买家付款",
            "待付款",
            "待支付",
            "未付款",
            "等待付款",
            "没有创建支付宝交易",
            "WAIT_BUYER_PAY",
            "TRADE_NO_CREATE_PAY",
            "unpaid",
        ],
    ),
    (
        OrderStatus::Paid,
        &[
            "买家已付款,等待卖家发货",
            "等待卖家发货",
            "等待卖家发货,即:买家已付款",
            "买家已付款",
            "等待发货",
            "待发货",
            "已付款",
            "已支付",
            "备货中",
            "待出库",
            "等待出库",
            "部分发货",
            "待成团",
            "WAIT_SELLER_SEND_GOODS",
            "paid",
        ],
    ),
    (
        OrderStatus::Shipped,
        &[
            "卖家已发货,等待买家确认",
            "卖家已发货",
            "等待买家确认",
            "等待买家确认收货",
            "等待买家确认收货,即:卖家已发货",
            "已发货",
            "已发货,待收货",
            "已发货(全部)",
            "待收货",
            "等待确认收货",
            "已出库",
            "WAIT_BUYER_CONFIRM_GOODS",
            "shipped",
        ],
    ),
    (
        OrderStatus::Signed,
        &[
            "买家已签收",
            "买家已签收,货到付款专用",
            "已签收",
            "已收货",
            "已发货,已签收",
            "TRADE_BUYER_SIGNED",
            "signed",
        ],
    ),
    (
        OrderStatus::Completed,
        &[
            "交易成功",
            "已完成",
            "完成",
            "交易完成",
            "订单完成",
            "TRADE_FINISHED",
            "completed",
        ],
    ),
    (
        OrderStatus::Closed,
        &[
            "交易关闭",
            "交易被淘宝关闭",
            "付款后用户退款成功,交易自动关闭",
            "付款以前,卖家或买家主动关闭交易",
            "已取消",
            "取消",
            "已关闭",
            "订单取消",
            "已退款",
            "已发货,退款成功",
            "未发货,退款成功",
            "退款成功",
            "TRADE_CLOSED",
            "TRADE_CLOSED_BY_TAOBAO",
            "closed",
        ],
    ),
];

/// Where an after-sales request stands.
pub fn refund_state(word: &str) -> Option<State> {
    let bare = half_width(word).replace(' ', "");
    REFUND_WORDS
        .iter()
        .find(|(_, words)| words.contains(&bare.as_str()))
        .map(|(state, _)| *state)
}

const REFUND_WORDS: &[(State, &[&str])] = &[
    (
        State::Submitted,
        &[
            "WAIT_SELLER_AGREE",
            "买家已经申请退款,等待卖家同意",
            "买家已申请,等待卖家同意",
            "退款待处理",
            "待商家处理",
            "待商家同意",
            "待卖家处理",
            "买家申请退款,待商家处理",
            "退货退款,待商家处理",
            "换货补寄待商家处理",
            "待商家同意维修",
            "未审核",
            "申请阶段",
            "客服审核",
            "商家审核",
            "商家受理中",
        ],
    ),
    (
        State::AwaitReturn,
        &[
            "WAIT_BUYER_RETURN_GOODS",
            "卖家已经同意退款,等待买家退货",
            "已同意,等待买家退货",
            "待买家退货",
            "待买家发货",
            "已同意退货退款,待用户发货",
            "换货补寄待用户处理",
            "待用户确认发货",
        ],
    ),
    (
        State::Returning,
        &[
            "WAIT_SELLER_CONFIRM_GOODS",
            "买家已经退货,等待卖家确认收货",
            "买家已退货,等待卖家确认收货",
            "待商家收货",
            "待商家二次同意",
            "待收货",
        ],
    ),
    (State::Arrived, &["京东收货", "商家收货"]),
    (State::Executing, &["京东处理", "商家处理"]),
    (State::AwaitRejection, &["已同意拒收退款,待用户拒收"]),
    (
        State::Intercepting,
        &["待商家召回", "拦截并退款", "青龙拦截成功"],
    ),
    (
        State::Rejected,
        &[
            "SELLER_REFUSE_BUYER",
            "卖家拒绝退款",
            "卖家不同意协议,等待买家修改",
            "商家一次拒绝",
            "商家二次拒绝",
            "驳回退款,待买家处理",
            "审核不通过",
        ],
    ),
    (
        State::Paying,
        &[
            "退款中",
            "待退款",
            "商家同意退款,退款中",
            "平台同意退款,退款中",
            "审核通过",
            "京东财务审核通过",
            "人工审核通过",
        ],
    ),
    (State::PayFailed, &["退款失败"]),
    (
        State::Refunded,
        &[
            "SUCCESS",
            "退款成功",
            "售后成功",
            "退货退款成功",
            "强制关单并退款",
        ],
    ),
    (
        State::ToShip,
        &[
            "待商家发货",
            "补寄待商家发货",
            "WAIT_SELLER_CONSIGN_GOODS",
            "商家确认收货等待商家发货",
        ],
    ),
    (
        State::Shipped,
        &[
            "换货/补寄/维修待买家收货",
            "换货待买家收货",
            "换货补寄待用户确认完成",
            "待用户确认收货",
            "WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS",
            "等待买家确认换货卖家发货商品",
        ],
    ),
    (
        State::Delivered,
        &["换货/补寄/维修成功", "换货补寄成功", "维修成功", "用户确认"],
    ),
    (
        State::Closed,
        &[
            "CLOSED",
            "退款关闭",
            "售后关闭",
            "售后失败",
            "平台拒绝退款,退款关闭",
            "换货补寄失败",
            "维修关闭",
            "买家逾期未处理,退款失败",
            "买家逾期,超过有效期",
            "京东财务审核不通过",
            "完成",
        ],
    ),
    (
        State::Withdrawn,
        &[
            "买家撤销",
            "用户撤销",
            "取消",
            "已取消",
            "买家取消",
            "系统撤销/维权撤销",
        ],
    ),
];

/// What the buyer wants.
pub fn refund_kind(word: &str) -> Option<(Kind, Option<Subtype>)> {
    let found = match word.trim() {
        "仅退款" | "退款" | "REFUND" | "我要退款(无需退货)" | "退款(无需退货)" => {
            (Kind::RefundOnly, None)
        }
        "未发货仅退款" | "发货前退款" | "售中退款" => {
            (Kind::RefundOnly, Some(Subtype::Unshipped))
        }
        "已发货仅退款" => (Kind::RefundOnly, None),
        "退货退款" | "退货" | "我要退货退款" | "RETURN" => (Kind::ReturnRefund, None),
        "拒收退款" | "拒收退货" => (Kind::ReturnRefund, Some(Subtype::RejectedDelivery)),
        "换货" | "换新" | "TAOBAO_EXCHANGE" | "EXCHANGE" => (Kind::Exchange, None),
        "补寄" | "补发" => (Kind::Reship, None),
        "缺货补寄" => (Kind::Reship, Some(Subtype::MissingItems)),
        "维修" => (Kind::Repair, None),
        "价保" | "退差价" => (Kind::Compensation, Some(Subtype::PriceDiff)),
        _ => return None,
    };
    Some(found)
}

/// Whether the platform's people have stepped in (平台介入) and are not done.
pub fn is_disputed(word: &str) -> bool {
    matches!(
        word.trim(),
        "需要客服介入"
            | "客服已经介入"
            | "客服已介入"
            | "客服介入中"
            | "客服初审完成"
            | "举证中"
            | "客服处理中"
            | "仲裁中"
            | "待商家举证"
            | "平台处理中"
            | "平台介入中"
            | "待与买家协商"
            | "协商期"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_order_lists_are_known() {
        for (word, status) in [
            ("交易成功", OrderStatus::Completed),
            ("交易关闭", OrderStatus::Closed),
            ("卖家已发货，等待买家确认", OrderStatus::Shipped),
            ("买家已付款，等待卖家发货", OrderStatus::Paid),
            ("等待买家付款", OrderStatus::Unpaid),
            ("等待出库", OrderStatus::Paid),
            ("等待下一站", OrderStatus::Unmapped),
            ("", OrderStatus::Unmapped),
        ] {
            assert_eq!(order_status(word), (status, false), "{word}");
        }
        assert_eq!(order_status("(删除)等待出库"), (OrderStatus::Closed, true));
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen = std::collections::BTreeSet::new();
        for word in REFUND_WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word} twice");
        }
        seen.clear();
        for word in ORDER_WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word} twice");
        }
    }
}
