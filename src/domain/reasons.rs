//! The reason tree 原因 (D11, R96 to R108): what went wrong, how urgent, whose fault, what to try.

use super::case::kind::Kind;
use super::case::record::Fault;
use super::case::record::Priority;
use crate::codes;

codes! {
    /// The top of the tree 问题分类.
    pub enum ReasonClass {
        /// 商品质量
        Quality = "quality",
        /// 物流问题
        Logistics = "logistics",
        /// 发货问题
        Shipping = "shipping",
        /// 商品不符
        Mismatch = "mismatch",
        /// 服务
        Service = "service",
        /// 买家因素
        Buyer = "buyer",
        /// 操作咨询
        Usage = "usage",
        /// 价格
        Price = "price",
    }
}

codes! {
    /// What the buyer is asked to show (R109 to R115). The phrase key is `evidence-<code>`.
    pub enum Evidence {
        WholeItem = "whole_item",
        DefectCloseUp = "defect_close_up",
        Label = "label",
        FunctionVideo = "function_video",
        OuterBox = "outer_box",
        Waybill = "waybill",
        Contents = "contents",
        PackingList = "packing_list",
        WaybillWeight = "waybill_weight",
        RulerPhoto = "ruler_photo",
        DaylightPhoto = "daylight_photo",
        ChatRecord = "chat_record",
        GoodsIntact = "goods_intact",
        Screenshot = "screenshot",
    }
}

/// A leaf of the tree. Its phrase key is `reason-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// `own` for a reason of the shop's own: its code is with the case.
    pub code: &'static str,
    pub class: ReasonClass,
    own_fault: Option<Fault>,
}

use Evidence as E;
use ReasonClass as C;

impl ReasonClass {
    /// How urgent a case of this class is at first (R96 to R99).
    pub const fn priority(self) -> Priority {
        match self {
            C::Quality | C::Logistics | C::Shipping => Priority::High,
            C::Mismatch | C::Service | C::Buyer => Priority::Medium,
            C::Usage | C::Price => Priority::Low,
        }
    }

    /// Whose fault it is until someone finds out otherwise (R100).
    pub const fn fault(self) -> Fault {
        match self {
            C::Quality | C::Mismatch => Fault::Product,
            C::Logistics => Fault::Courier,
            C::Shipping | C::Service | C::Price => Fault::Shop,
            C::Buyer => Fault::Buyer,
            C::Usage => Fault::Unknown,
        }
    }

    /// What to try, best first (R116 to R126). Never a reason to refuse what the buyer has a
    /// right to.
    pub const fn suggests(self) -> &'static [Kind] {
        match self {
            C::Quality => &[
                Kind::Exchange,
                Kind::ReturnRefund,
                Kind::RefundOnly,
                Kind::Repair,
            ],
            C::Logistics => &[Kind::Logistics, Kind::Reship, Kind::RefundOnly],
            C::Shipping => &[Kind::Reship, Kind::Exchange, Kind::RefundOnly],
            C::Mismatch => &[Kind::Exchange, Kind::ReturnRefund],
            C::Service => &[Kind::Complaint, Kind::ReturnRefund, Kind::Compensation],
            C::Buyer => &[Kind::ReturnRefund, Kind::RefundOnly, Kind::Exchange],
            C::Usage => &[Kind::Inquiry],
            C::Price => &[Kind::Compensation],
        }
    }

    /// What to ask for, once and exactly (R113).
    pub const fn evidence(self) -> &'static [Evidence] {
        match self {
            C::Quality => &[E::WholeItem, E::DefectCloseUp, E::Label],
            C::Logistics => &[E::OuterBox, E::Waybill, E::Contents],
            C::Shipping => &[E::Contents, E::PackingList, E::WaybillWeight],
            C::Mismatch => &[E::RulerPhoto, E::DaylightPhoto, E::Label],
            C::Service => &[E::ChatRecord],
            C::Buyer => &[E::GoodsIntact],
            C::Usage => &[],
            C::Price => &[E::Screenshot],
        }
    }
}

impl Reason {
    /// A reason of the shop's own under a root of the tree.
    pub const fn own(class: ReasonClass, fault: Fault) -> Reason {
        Reason {
            code: "own",
            class,
            own_fault: Some(fault),
        }
    }

    pub fn priority(&self) -> Priority {
        self.class.priority()
    }

    pub fn fault(&self) -> Fault {
        self.own_fault.unwrap_or(self.class.fault())
    }

    pub fn suggests(&self) -> &'static [Kind] {
        match self.code {
            "return_freight" | "price_drop" | "freight_overpaid" => &[Kind::Compensation],
            "bad_review" => &[Kind::Review],
            "unwanted_unshipped" => &[Kind::RefundOnly],
            _ => self.class.suggests(),
        }
    }

    pub fn evidence(&self) -> &'static [Evidence] {
        match self.code {
            "malfunction" => &[E::WholeItem, E::FunctionVideo, E::Label],
            "size" => &[E::RulerPhoto, E::Label],
            "colour" => &[E::DaylightPhoto, E::Label],
            "unwanted_unshipped" => &[],
            _ => self.class.evidence(),
        }
    }
}

/// The reason with this code: of the tree, or of a shop's own.
pub fn find(code: &str) -> Option<Reason> {
    let known = REASONS.iter().find(|reason| reason.code == code);
    known.copied().or_else(|| own_reason(code))
}

const fn r(class: ReasonClass, code: &'static str) -> Reason {
    Reason {
        code,
        class,
        own_fault: None,
    }
}

/// Every leaf, class by class.
pub const REASONS: &[Reason] = &[
    // 商品质量: 损坏, 瑕疵, 性能故障, 掉色, 缩水, 变形, 线头/做工, 刺人, 过保质期/无中文标签
    r(C::Quality, "broken"),
    r(C::Quality, "flaw"),
    r(C::Quality, "malfunction"),
    r(C::Quality, "fading"),
    r(C::Quality, "shrinking"),
    r(C::Quality, "deformed"),
    r(C::Quality, "workmanship"),
    r(C::Quality, "itchy"),
    r(C::Quality, "expired_or_unlabelled"),
    // 物流问题: 延迟, 丢失, 错发快递, 破损, 快递员态度, 虚假签收
    r(C::Logistics, "late"),
    r(C::Logistics, "lost"),
    r(C::Logistics, "wrong_courier"),
    r(C::Logistics, "damaged_in_transit"),
    r(C::Logistics, "courier_attitude"),
    r(C::Logistics, "false_sign"),
    // 发货问题: 发错款, 漏发, 少配件, 多发, 缺货
    r(C::Shipping, "wrong_item"),
    r(C::Shipping, "left_out"),
    r(C::Shipping, "missing_parts"),
    r(C::Shipping, "too_many"),
    r(C::Shipping, "out_of_stock"),
    // 商品不符: 尺寸/码数, 颜色/色差, 材质, 图片不符, 型号不匹配
    r(C::Mismatch, "size"),
    r(C::Mismatch, "colour"),
    r(C::Mismatch, "material"),
    r(C::Mismatch, "not_as_pictured"),
    r(C::Mismatch, "model"),
    // 服务: 售前态度, 销售误导, 售后态度, 处理慢, 承诺未兑现
    r(C::Service, "presales_attitude"),
    r(C::Service, "misled"),
    r(C::Service, "aftersales_attitude"),
    r(C::Service, "slow"),
    r(C::Service, "broken_promise"),
    r(C::Service, "bad_review"),
    // 买家因素: 7天无理由, 超过7天, 不想要(未发货/已发货), 改地址, 地址错, 出差, 拍错
    r(C::Buyer, "seven_days"),
    r(C::Buyer, "after_seven_days"),
    r(C::Buyer, "unwanted_unshipped"),
    r(C::Buyer, "unwanted_shipped"),
    r(C::Buyer, "change_address"),
    r(C::Buyer, "wrong_address"),
    r(C::Buyer, "away"),
    r(C::Buyer, "bought_wrong"),
    // 操作咨询: 使用, 安装, 维护/保养
    r(C::Usage, "how_to_use"),
    r(C::Usage, "installing"),
    r(C::Usage, "care"),
    // 价格: 降价退差, 优惠未享, 运费多收, 退运费
    r(C::Price, "price_drop"),
    r(C::Price, "missed_discount"),
    r(C::Price, "freight_overpaid"),
    r(C::Price, "return_freight"),
];

/// The reason a code of the shop's own means: `own_quality_courier_3`.
pub fn own_reason(code: &str) -> Option<Reason> {
    let mut parts = code.strip_prefix("own_")?.split('_');
    let class = ReasonClass::from_code(parts.next()?)?;
    let fault = Fault::from_code(parts.next()?)?;
    let number: u32 = parts.next()?.parse().ok()?;
    (number > 0 && parts.next().is_none()).then_some(Reason::own(class, fault))
}
