//! Why an act is refused. Each says what would have to be true; its words are in phrases.

use super::record::DeadlineKind;
use super::state::State;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::rules::checklist::CheckItem;
use crate::domain::time::Timestamp;

/// A refusal is news for the person at the screen, not a fault.
/// The phrase key is `refusal-<code>`, its variables the members.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The table has no such act in this state: it is possible in `from`.
    WrongState { verb: Verb, from: Vec<State> },
    /// Someone with one of these roles may.
    WrongRole { roles: Vec<Role> },
    /// Only the buyer, the system or the platform does this.
    NotForStaff,
    /// The case is closed, withdrawn or merged.
    CaseEnded,
    /// The act must be told this.
    Missing(Field),
    /// What was said does not fit.
    Invalid(Field),
    /// More than can still be refunded.
    MoreThanRefundable { left: Fen },
    /// Above the actor's limit: ask for approval.
    AboveLimit { limit: Fen },
    /// The one who asked may not approve (D10.7).
    SamePerson,
    /// This must be true first, by its code: `money_open`, `dispute_open`, `result_missing`, …
    /// The phrase key is `need-<code>`.
    Needs(Need),
    /// Not before this moment, or not at this hour.
    TooEarly { until: Timestamp },
    /// Too late since this moment.
    TooLate { since: Timestamp },
    /// At most this many times.
    TooOften { limit: u32 },
    /// More pieces than there are.
    MorePieces { left: u32 },
    /// The payment number or proof was used before (D10.6).
    TxnUsed,
    /// Another open case holds this order line (D10.4).
    LineInOpenCase { case: String },
    /// It would reach past a deadline of the platform or the law.
    PastDeadline {
        deadline: DeadlineKind,
        due: Timestamp,
    },
    /// Items of the checklist that must be ticked before the stage is left (F15).
    Unchecked { items: Vec<CheckItem> },
    /// This colleague works no more, or not for this shop.
    CannotSee { name: String },
}

crate::codes! {
    /// What would have to be true first. The phrase key is `need-<code>`.
    pub enum Need {
        SubtypeInTransit = "subtype_in_transit",
        OpenOffer = "open_offer",
        MoneySettled = "money_settled",
        DisputeEnded = "dispute_ended",
        NoDispute = "no_dispute",
        NoClaim = "no_claim",
        ClaimExists = "claim_exists",
        DisputeExists = "dispute_exists",
        ResultGiven = "result_given",
        RootCauseGiven = "root_cause_given",
        ChildrenClosed = "children_closed",
        ChildOpened = "child_opened",
        GoodsBack = "goods_back",
        LawfulWords = "lawful_words",
        LowRisk = "low_risk",
        UnderThreshold = "under_threshold",
        PhotosAttached = "photos_attached",
        Order = "order",
        ProofOrTxn = "proof_or_txn",
        NothingSent = "nothing_sent",
        NotPaid = "not_paid",
        PolicyOverride = "policy_override",
        PriceDifferenceSettled = "price_difference_settled",
        BuyerAgreement = "buyer_agreement",
        Daytime = "daytime",
        SameShop = "same_shop",
        SameOrder = "same_order",
        OtherWayRound = "other_way_round",
        OtherCaseOpen = "other_case_open",
        MoreThanOneLine = "more_than_one_line",
        CallBackFirst = "call_back_first",
        NotifiedFirst = "notified_first",
        FinanceReview = "finance_review",
        DamageProof = "damage_proof",
        KeptDays = "kept_days",
        OpenApproval = "open_approval",
        NoOpenApproval = "no_open_approval",
        OpenPromise = "open_promise",
        Tagged = "tagged",
        ApprovedMoney = "approved_money",
        SideMoney = "side_money",
        VoidableMoney = "voidable_money",
        MovableDeadline = "movable_deadline",
        DisputeReference = "dispute_reference",
        NothingBegun = "nothing_begun",
        ShippedInAdvance = "shipped_in_advance",
        AutoApproval = "auto_approval",
        NoLogisticsChild = "no_logistics_child",
        ReturnArrived = "return_arrived",
        CaseOpen = "case_open",
        Refundable = "refundable",
        WithinLimit = "within_limit",
        RetriesLeft = "retries_left",
        ReapplicationsLeft = "reapplications_left",
        ReopenWindow = "reopen_window",
        LinesFree = "lines_free",
        TimePassed = "time_passed",
        PayingMoney = "paying_money",
        PlatformKind = "platform_kind",
        AttemptsLeft = "attempts_left",
        HandedToYou = "handed_to_you",
        NotTakenYet = "not_taken_yet",
        BuyerHeard = "buyer_heard",
        NoHardDeadline = "no_hard_deadline",
        Snoozed = "snoozed",
        OwnReminder = "own_reminder",
        UntickedItem = "unticked_item",
        TickedItem = "ticked_item",
        PinnedFact = "pinned_fact",
    }
}

impl Refusal {
    /// The stable code, the tail of the phrase key.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::WrongState { .. } => "wrong_state",
            Refusal::WrongRole { .. } => "wrong_role",
            Refusal::NotForStaff => "not_for_staff",
            Refusal::CaseEnded => "case_ended",
            Refusal::Missing(_) => "missing",
            Refusal::Invalid(_) => "invalid",
            Refusal::MoreThanRefundable { .. } => "more_than_refundable",
            Refusal::AboveLimit { .. } => "above_limit",
            Refusal::SamePerson => "same_person",
            Refusal::Needs(_) => "needs",
            Refusal::TooEarly { .. } => "too_early",
            Refusal::TooLate { .. } => "too_late",
            Refusal::TooOften { .. } => "too_often",
            Refusal::MorePieces { .. } => "more_pieces",
            Refusal::TxnUsed => "txn_used",
            Refusal::LineInOpenCase { .. } => "line_in_open_case",
            Refusal::PastDeadline { .. } => "past_deadline",
            Refusal::Unchecked { .. } => "unchecked",
            Refusal::CannotSee { .. } => "cannot_see",
        }
    }
}
