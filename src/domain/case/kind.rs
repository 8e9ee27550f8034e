//! The ten kinds of case, their sub-kinds, and the machines that carry them.

use crate::codes;

codes! {
    /// What the buyer wants or what went wrong 售后类型.
    pub enum Kind {
        /// 仅退款
        RefundOnly = "refund_only",
        /// 退货退款
        ReturnRefund = "return_refund",
        /// 换货
        Exchange = "exchange",
        /// 维修
        Repair = "repair",
        /// 补发
        Reship = "reship",
        /// 投诉
        Complaint = "complaint",
        /// 差评处理
        Review = "review",
        /// 赔付
        Compensation = "compensation",
        /// 咨询
        Inquiry = "inquiry",
        /// 物流异常
        Logistics = "logistics",
    }
}

codes! {
    /// A finer distinction within a kind.
    pub enum Subtype {
        /// 仅退款·未发货
        Unshipped = "unshipped",
        /// 仅退款·已发货未收到
        InTransit = "in_transit",
        /// 仅退款·已收货留货
        KeepGoods = "keep_goods",
        /// 退货退款·七天无理由
        NoReason = "no_reason",
        /// 退货退款·有问题
        Faulty = "faulty",
        /// 退货退款·拒收
        RejectedDelivery = "rejected_delivery",
        /// 补发·丢件
        LostParcel = "lost_parcel",
        /// 补发·少件缺配件
        MissingItems = "missing_items",
        /// 赔付·运费补偿
        Freight = "freight",
        /// 赔付·延误
        Delay = "delay",
        /// 赔付·丢件
        Loss = "loss",
        /// 赔付·退差价/价保
        PriceDiff = "price_diff",
        /// 赔付·退运费
        FreightBack = "freight_back",
        /// 赔付·好意补偿
        Goodwill = "goodwill",
    }
}

codes! {
    /// A table of transitions: one per kind, and three beside the case's own.
    pub enum Machine {
        RefundOnly = "refund_only",
        ReturnRefund = "return_refund",
        Exchange = "exchange",
        Repair = "repair",
        Reship = "reship",
        Complaint = "complaint",
        Review = "review",
        Compensation = "compensation",
        Inquiry = "inquiry",
        Logistics = "logistics",
        /// What every kind can do besides its own table (D4).
        Common = "common",
        /// 平台介入
        Dispute = "dispute",
        /// 快递索赔
        Claim = "claim",
        /// 无主件
        Ownerless = "ownerless",
    }
}

impl Kind {
    /// The table that carries a case of this kind.
    pub const fn machine(self) -> Machine {
        match self {
            Kind::RefundOnly => Machine::RefundOnly,
            Kind::ReturnRefund => Machine::ReturnRefund,
            Kind::Exchange => Machine::Exchange,
            Kind::Repair => Machine::Repair,
            Kind::Reship => Machine::Reship,
            Kind::Complaint => Machine::Complaint,
            Kind::Review => Machine::Review,
            Kind::Compensation => Machine::Compensation,
            Kind::Inquiry => Machine::Inquiry,
            Kind::Logistics => Machine::Logistics,
        }
    }

    /// The sub-kinds one may choose for this kind; empty when there are none.
    pub const fn subtypes(self) -> &'static [Subtype] {
        match self {
            Kind::RefundOnly => &[Subtype::Unshipped, Subtype::InTransit, Subtype::KeepGoods],
            Kind::ReturnRefund => &[
                Subtype::NoReason,
                Subtype::Faulty,
                Subtype::RejectedDelivery,
            ],
            Kind::Reship => &[Subtype::MissingItems, Subtype::LostParcel],
            Kind::Compensation => &[
                Subtype::Freight,
                Subtype::Delay,
                Subtype::Loss,
                Subtype::PriceDiff,
                Subtype::FreightBack,
                Subtype::Goodwill,
            ],
            _ => &[],
        }
    }

    /// Whether a case of this kind moves money for its lines: at most one such case may be open
    /// per order line (D10.4).
    pub const fn moves_money(self) -> bool {
        matches!(
            self,
            Kind::RefundOnly | Kind::ReturnRefund | Kind::Exchange | Kind::Repair | Kind::Reship
        )
    }
}

codes! {
    /// The five steps every case shares (D4), and the end.
    pub enum Phase {
        /// 申请
        Request = "request",
        /// 审核
        Review = "review",
        /// 处理
        Handling = "handling",
        /// 反馈
        Feedback = "feedback",
        /// 回访
        CallBack = "call_back",
        /// 关闭
        Closed = "closed",
    }
}
