//! The case as it is kept: one record per case, and one event per change.

use super::kind::Kind;
use super::kind::Machine;
use super::kind::Phase;
use super::kind::Subtype;
use super::number::CaseNo;
pub use super::result::CaseResult;
use super::state::State;
use super::verb::Verb;
use super::work::Work;
use crate::codes;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Parcel;
use crate::domain::people::ActorRef;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// 紧急, 高, 中, 低. The order of declaration is the order of urgency.
    pub enum Priority {
        Urgent = "urgent",
        High = "high",
        Medium = "medium",
        Low = "low",
    }
}

codes! {
    /// Who is responsible 责任方.
    pub enum Fault {
        Shop = "shop",
        Product = "product",
        Courier = "courier",
        Buyer = "buyer",
        Platform = "platform",
        Unknown = "unknown",
    }
}

codes! {
    /// Where the goods are 货物状态.
    pub enum GoodsStatus {
        NotReceived = "not_received",
        Received = "received",
        Returned = "returned",
    }
}

codes! {
    /// How the request reached us.
    pub enum Intake {
        Page = "page",
        Phone = "phone",
        Chat = "chat",
        Email = "email",
        Social = "social",
        Platform = "platform",
        Import = "import",
        Plugin = "plugin",
        Staff = "staff",
    }
}

codes! {
    /// Whom the case waits for.
    pub enum WaitingOn {
        Shop = "shop",
        Buyer = "buyer",
        Warehouse = "warehouse",
        Courier = "courier",
        Vendor = "vendor",
        Technician = "technician",
        Finance = "finance",
        Platform = "platform",
        Nobody = "nobody",
    }
}

/// A case 售后单. A projection of its events; amounts in 分.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub id: CaseId,
    pub no: CaseNo,
    /// 退货码: 8 characters on slip, QR and buyer page.
    #[serde(default)]
    pub rma: String,
    pub kind: Kind,
    #[serde(default)]
    pub subtype: Option<Subtype>,
    pub shop: ShopId,
    pub channel: Channel,
    #[serde(default)]
    pub order: Option<OrderId>,
    /// For lists and search; the order record has the truth.
    #[serde(default)]
    pub order_no: String,
    #[serde(default)]
    pub buyer: Option<BuyerId>,
    /// Masked name or nickname for lists.
    #[serde(default)]
    pub buyer_shown: String,
    pub state: State,
    pub phase: Phase,
    /// Where `ask_info` came from and `info_added` goes back to.
    #[serde(default)]
    pub return_to: Option<State>,
    pub priority: Priority,
    /// A code of the reason tree (D11).
    pub reason: String,
    pub fault: Fault,
    pub goods_status: GoodsStatus,
    pub intake: Intake,
    /// 平台售后单号
    #[serde(default)]
    pub platform_no: Option<String>,
    /// The platform's own word for the state, when the case mirrors one.
    #[serde(default)]
    pub platform_status: Option<String>,
    #[serde(default)]
    pub applied_amount: Option<Fen>,
    #[serde(default)]
    pub approved_amount: Option<Fen>,
    /// Refundable when the case was opened: for information, never a guard (D5.5).
    #[serde(default)]
    pub refundable_at_intake: Option<Fen>,
    pub owner: StaffId,
    /// Whose turn it is.
    pub stage_owner: Role,
    pub waiting_on: WaitingOn,
    /// A verb code or words: what happens next (D10.21).
    pub next_action: String,
    pub next_action_at: Timestamp,
    pub lines: Vec<CaseLine>,
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    #[serde(default)]
    pub money: Vec<MoneyEntry>,
    #[serde(default)]
    pub offers: Vec<Offer>,
    #[serde(default)]
    pub promises: Vec<Promise>,
    #[serde(default)]
    pub parcels: Vec<Parcel>,
    #[serde(default)]
    pub approvals: Vec<Approval>,
    #[serde(default)]
    pub dispute: Option<Dispute>,
    #[serde(default)]
    pub claim: Option<Claim>,
    #[serde(default)]
    pub repair: Option<Repair>,
    #[serde(default)]
    pub files: Vec<CaseFile>,
    /// Attempts to reach the buyer about a review (at most 3), to the courier, to pay.
    #[serde(default)]
    pub attempts: u32,
    #[serde(default)]
    pub children: Vec<CaseId>,
    #[serde(default)]
    pub parent: Option<CaseId>,
    #[serde(default)]
    pub merged_into: Option<CaseId>,
    #[serde(default)]
    pub split_from: Option<CaseId>,
    /// Numbers of cases merged into this one: they stay alive.
    #[serde(default)]
    pub also_known_as: Vec<CaseNo>,
    /// Set by `advance_ship`: the buyer has not sent the old goods back yet.
    #[serde(default)]
    pub shipped_in_advance: bool,
    pub opened_at: Timestamp,
    #[serde(default)]
    pub decided_at: Option<Timestamp>,
    #[serde(default)]
    pub received_at: Option<Timestamp>,
    #[serde(default)]
    pub executed_at: Option<Timestamp>,
    #[serde(default)]
    pub notified_at: Option<Timestamp>,
    #[serde(default)]
    pub called_back_at: Option<Timestamp>,
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
    /// How it ended, required before closing: the code of a [`CaseResult`].
    #[serde(default)]
    pub result: Option<String>,
    #[serde(default)]
    pub root_cause: Option<String>,
    #[serde(default)]
    pub reopen_count: u32,
    #[serde(default)]
    pub reapply_count: u32,
    pub rules_version: u32,
    #[serde(default)]
    pub tags: Vec<String>,
    /// Hand-over, snooze, reminders, ticks, pinned facts.
    #[serde(default, skip_serializing_if = "Work::is_empty")]
    pub work: Work,
    /// When the clock has to look at it again; set by the door.
    #[serde(default)]
    pub look_at: Option<Timestamp>,
    /// How many events this case has; the next event's `seq`.
    pub events: u64,
    /// Hash of the last event, hex; empty before the first.
    #[serde(default)]
    pub last_hash: String,
    pub updated_at: Timestamp,
    /// Counts every change: a form that was shown an older one is stale.
    pub rev: u64,
}

/// One line of a case 售后明细. Pieces and 分.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseLine {
    /// The line of the order; `None` for something the order does not list.
    #[serde(default)]
    pub order_line: Option<u32>,
    pub title: String,
    #[serde(default)]
    pub sku: String,
    /// The code of the product ([`crate::domain::product::code`]); empty before it was kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub product: String,
    pub qty_applied: u32,
    #[serde(default)]
    pub qty_approved: u32,
    #[serde(default)]
    pub qty_returned: u32,
    #[serde(default)]
    pub qty_passed: u32,
    #[serde(default)]
    pub qty_failed: u32,
    #[serde(default)]
    pub qty_sent_out: u32,
    /// The goods refund planned for this line.
    #[serde(default)]
    pub refund_goods: Fen,
    #[serde(default)]
    pub replacement_sku: Option<String>,
    #[serde(default)]
    pub grade: Option<Grade>,
}

codes! {
    /// 验货等级
    pub enum Grade {
        /// 可二次销售
        A = "a",
        /// 轻微
        B = "b",
        /// 次品
        C = "c",
        /// 报废
        D = "d",
        /// 非本店商品/调包
        X = "x",
    }
}

codes! {
    /// What must happen in time (D7).
    pub enum DeadlineKind {
        FirstResponse = "first_response",
        ComplaintAction = "complaint_action",
        ReviewNotice = "review_notice",
        InitialHandling = "initial_handling",
        Inspect = "inspect",
        CompleteAfterReceipt = "complete_after_receipt",
        LawRefund = "law_refund",
        BuyerShip = "buyer_ship",
        SellerRefund = "seller_refund",
        SellerReturn = "seller_return",
        SellerConfirm = "seller_confirm",
        PlatformHelp = "platform_help",
        CourierAnswer = "courier_answer",
        Payout = "payout",
        ShipReplacement = "ship_replacement",
        ConfirmDelivery = "confirm_delivery",
        Diagnose = "diagnose",
        Repair = "repair",
        Quote = "quote",
        Offer = "offer",
        BuyerInfo = "buyer_info",
        Appeal = "appeal",
        Evidence = "evidence",
        CallBack = "call_back",
        AutoClose = "auto_close",
        Silence = "silence",
        Promise = "promise",
        ClaimAnswer = "claim_answer",
        Manual = "manual",
    }
}

codes! {
    /// Who set a deadline. Platform clocks never pause (D10.10).
    pub enum DeadlineSource {
        Rule = "rule",
        Platform = "platform",
        Law = "law",
        Promise = "promise",
        Manual = "manual",
    }
}

codes! {
    pub enum ClockKind {
        Wall = "wall",
        Business = "business",
    }
}

codes! {
    pub enum DeadlineState {
        Running = "running",
        Paused = "paused",
        Met = "met",
        Breached = "breached",
        Cancelled = "cancelled",
    }
}

codes! {
    /// What happens by itself when a deadline passes. The phrase key is `outcome-<code>`.
    pub enum TimeoutOutcome {
        Escalate = "escalate",
        PlatformRefunds = "platform_refunds",
        PlatformAgrees = "platform_agrees",
        PlatformCloses = "platform_closes",
        LegalBreach = "legal_breach",
        CaseExpires = "case_expires",
        CaseCloses = "case_closes",
        ProgressNotice = "progress_notice",
        ReturnedUnrepaired = "returned_unrepaired",
        DelayNotice = "delay_notice",
        AutoConfirms = "auto_confirms",
        OfferLapses = "offer_lapses",
        RulingWithoutUs = "ruling_without_us",
        Listed = "listed",
    }
}

/// A deadline 时效.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    pub kind: DeadlineKind,
    pub started_at: Timestamp,
    pub due_at: Timestamp,
    pub source: DeadlineSource,
    pub clock: ClockKind,
    pub pausable: bool,
    pub state: DeadlineState,
    /// While paused: how much was left.
    #[serde(default)]
    pub left: Option<Span>,
    pub outcome: TimeoutOutcome,
    /// What moves by itself, in 分.
    #[serde(default)]
    pub money_at_risk: Option<Fen>,
    /// How many of the three warnings were given (50 %, 80 %, 30 minutes).
    #[serde(default)]
    pub warned: u8,
    /// Set when a person moved it: the reason.
    #[serde(default)]
    pub override_reason: Option<String>,
    pub rules_version: u32,
    /// The stretches in which it stood still, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stood: Vec<Stood>,
}

/// A stretch in which a deadline stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    pub from: Timestamp,
    /// `None` while it still does.
    #[serde(default)]
    pub to: Option<Timestamp>,
}

codes! {
    /// What a money entry is for (D8).
    pub enum MoneyKind {
        GoodsRefund = "goods_refund",
        FreightRefund = "freight_refund",
        FreightDeduction = "freight_deduction",
        DamageDeduction = "damage_deduction",
        ReturnFreight = "return_freight",
        Compensation = "compensation",
        PriceDiffRefund = "price_diff_refund",
        PriceDiffCharge = "price_diff_charge",
        RepairCharge = "repair_charge",
        CourierRecovery = "courier_recovery",
        PlatformSubsidyBack = "platform_subsidy_back",
        GiftCost = "gift_cost",
    }
}

codes! {
    /// Who pays or is paid.
    pub enum Payer {
        Shop = "shop",
        Buyer = "buyer",
        Courier = "courier",
        Vendor = "vendor",
        Platform = "platform",
    }
}

codes! {
    pub enum PayMethod {
        Original = "original",
        Alipay = "alipay",
        Wechat = "wechat",
        Bank = "bank",
        Platform = "platform",
        Coupon = "coupon",
        Gift = "gift",
        Offset = "offset",
    }
}

codes! {
    pub enum MoneyState {
        Planned = "planned",
        Approved = "approved",
        Paying = "paying",
        Paid = "paid",
        Failed = "failed",
        Void = "void",
    }
}

/// One movement of money 资金明细. Never edited once approved: voided or reversed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MoneyEntry {
    /// 1-based within the case.
    pub no: u32,
    pub kind: MoneyKind,
    /// The order line a goods refund or deduction belongs to.
    #[serde(default)]
    pub order_line: Option<u32>,
    /// Always positive; deductions reduce what is paid.
    pub amount: Fen,
    pub payer: Payer,
    pub payee: Payer,
    pub method: PayMethod,
    pub state: MoneyState,
    pub requested_by: ActorRef,
    #[serde(default)]
    pub approved_by: Option<ActorRef>,
    #[serde(default)]
    pub txn_no: Option<String>,
    /// Hash of the file that proves the payment.
    #[serde(default)]
    pub proof: Option<String>,
    /// The same for every try to pay this entry.
    pub idempotency_key: String,
    #[serde(default)]
    pub reverses: Option<u32>,
    #[serde(default)]
    pub paid_at: Option<Timestamp>,
    pub at: Timestamp,
}

codes! {
    pub enum OfferAnswer {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
        Countered = "countered",
        Expired = "expired",
    }
}

/// What was proposed to the buyer 协商方案: the reason first, the amount second (R123).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    pub no: u32,
    pub kind: Kind,
    #[serde(default)]
    pub amount: Option<Fen>,
    pub at: Timestamp,
    pub valid_until: Timestamp,
    pub answer: OfferAnswer,
    #[serde(default)]
    pub counter_amount: Option<Fen>,
    /// Who proposed it, within their limit: whoever accepts it later approves nothing.
    #[serde(default)]
    pub made_by: Option<ActorRef>,
    #[serde(default)]
    pub answered_by: Option<ActorRef>,
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
}

/// Something we said would happen by a time 承诺. Its words are the text of event `seq`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    pub no: u32,
    pub seq: u64,
    pub due_at: Timestamp,
    pub made_by: ActorRef,
    #[serde(default)]
    pub kept_at: Option<Timestamp>,
}

codes! {
    pub enum ApprovalSubject {
        Money = "money",
        Compensation = "compensation",
        PolicyOverride = "policy_override",
    }
}

/// A question to someone with a higher limit, and the answer 审批.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    pub subject: ApprovalSubject,
    #[serde(default)]
    pub amount: Option<Fen>,
    pub requested_by: ActorRef,
    pub requested_at: Timestamp,
    #[serde(default)]
    pub decided_by: Option<ActorRef>,
    #[serde(default)]
    pub decided_at: Option<Timestamp>,
    #[serde(default)]
    pub granted: Option<bool>,
}

/// 平台介入: lies over a case of any kind; the case cannot close while it is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    pub state: State,
    #[serde(default)]
    pub platform_no: String,
    #[serde(default)]
    pub ruling_amount: Option<Fen>,
    #[serde(default)]
    pub points_lost: Option<u32>,
    /// Hash over the evidence that was handed in.
    #[serde(default)]
    pub pack_hash: Option<String>,
    pub opened_at: Timestamp,
}

codes! {
    pub enum ClaimReason {
        Lost = "lost",
        Damaged = "damaged",
        Delayed = "delayed",
        Shortage = "shortage",
        FalseSign = "false_sign",
        Cod = "cod",
    }
}

/// 快递索赔: never delays what the buyer gets (R135).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub state: State,
    pub reason: ClaimReason,
    #[serde(default)]
    pub carrier: String,
    #[serde(default)]
    pub tracking_no: String,
    #[serde(default)]
    pub claimed: Fen,
    #[serde(default)]
    pub recovered: Fen,
    #[serde(default)]
    pub reference_no: String,
    pub opened_at: Timestamp,
}

/// 维修单
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Repair {
    #[serde(default)]
    pub in_warranty: Option<bool>,
    #[serde(default)]
    pub quote: Option<Fen>,
    #[serde(default)]
    pub expected_days: Option<u32>,
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    #[serde(default)]
    pub finished_at: Option<Timestamp>,
}

codes! {
    pub enum FileKind {
        Photo = "photo",
        Video = "video",
        Audio = "audio",
        ChatLog = "chat_log",
        Invoice = "invoice",
        SignSlip = "sign_slip",
        Inspection = "inspection",
        CourierProof = "courier_proof",
        PayoutProof = "payout_proof",
        Other = "other",
    }
}

/// A file of a case 凭证. The bytes lie beside the database under their hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseFile {
    /// BLAKE3 of the bytes, hex.
    pub hash: String,
    pub kind: FileKind,
    /// As uploaded; shown as text, never used as a path.
    pub name: String,
    pub mime: String,
    /// bytes
    pub size: u64,
    pub by: ActorRef,
    pub at: Timestamp,
}

/// One thing that happened 流水: append-only, chained by hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseEvent {
    pub case: CaseId,
    /// 0-based within the case, without gaps.
    pub seq: u64,
    pub at: Timestamp,
    pub actor: ActorRef,
    pub machine: Machine,
    pub verb: Verb,
    #[serde(default)]
    pub from: Option<State>,
    pub to: State,
    /// Facts that are not personal: amounts, carriers, codes.
    #[serde(default)]
    pub facts: Vec<(String, String)>,
    /// BLAKE3(salt ‖ text), hex, of the words said with it. The words lie in their own table, so
    /// that they can be erased without breaking the chain (D10.18).
    #[serde(default)]
    pub text_digest: Option<String>,
    pub visible_to_buyer: bool,
    pub prev_hash: String,
    /// BLAKE3(prev_hash ‖ canonical bytes of the event without `hash`), hex.
    pub hash: String,
}
