//! What must hold before an act, apart from what is said with it. `decide` and `possible` ask the
//! same guards.

mod holds;
mod work;

pub use holds::held_elsewhere;
pub use work::checked;

use crate::domain::case::record::Case;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::OfferAnswer;
use crate::domain::case::refusal::Need;
use crate::domain::case::state::State;

/// A condition of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The parcel is on its way: sub-kind 已发货未收到.
    InTransit,
    OpenOffer,
    /// What the open offer says can still be refunded.
    OfferAffordable,
    /// Something is left to refund, and the actor may approve something.
    Refundable,
    /// The actor may approve something.
    MayApprove,
    /// The actor's limit covers what is at stake.
    WithinLimit,
    /// The rule pack grants it without a person (R8).
    AutoApprove,
    /// From the threshold on only finance may.
    FinanceReview,
    /// There is approved money to pay.
    ApprovedMoney,
    MayRetry,
    MayReapply,
    MayReopen,
    /// No other open case has this case's lines (D10.4).
    LinesFree,
    /// The deadline has passed.
    Due(&'static [DeadlineKind]),
    MoneySettled,
    DisputeEnded,
    /// Goods shipped in advance are back, or the buyer's time for that is over.
    AdvanceReturned,
    ShippedInAdvance,
    NotPaid,
    NothingSent,
    /// Nothing was decided yet.
    NothingBegun,
    SmallValue,
    PriceDifferenceSettled,
    NoRisk,
    ChildrenClosed,
    NoLogisticsChild,
    AttemptsLeft,
    Daytime,
    /// 退运费: the parcel it is for arrived.
    ReturnFreightDue,
    OpenPromise,
    /// The case has a tag.
    Tagged,
    MovableDeadline,
    OpenApproval,
    NoOpenApproval,
    SideMoney,
    /// Money is being paid, or failed to be.
    PayingMoney,
    VoidableMoney,
    Splittable,
    DisputeHasPlatform,
    CaseOpen,
    /// A child that moves money needs the order, and its lines for itself.
    ChildLines,
    /// Marketplaces tell only about kinds that move goods and money.
    PlatformKind,
    WarningDue,
    BreachDue,
    /// Ownerless parcels; asked there.
    KeptLongEnough,
    /// The case was handed over to the actor, and the buyer has not agreed yet.
    HandedToMe,
    /// The same, and the actor has not answered.
    NotTakenYet,
    /// After a hand-over the buyer has heard it restated (R178).
    BuyerHeard,
    /// No platform or law acts in the next minutes.
    Snoozable,
    Snoozed,
    OwnReminder,
    /// The checklist of the stage has an item that is not ticked.
    UntickedItem,
    TickedItem,
    PinnedFact,
}

/// Whether an entry is beside the refund or payout that the case itself carries.
pub fn is_side(case: &Case, kind: MoneyKind) -> bool {
    match kind {
        MoneyKind::GoodsRefund | MoneyKind::FreightDeduction | MoneyKind::DamageDeduction => false,
        MoneyKind::FreightRefund => false,
        MoneyKind::Compensation | MoneyKind::ReturnFreight | MoneyKind::PriceDiffRefund => {
            case.kind != crate::domain::case::kind::Kind::Compensation
        }
        _ => true,
    }
}

/// The offer that waits for an answer.
pub fn open_offer(case: &Case) -> Option<&crate::domain::case::record::Offer> {
    case.offers
        .iter()
        .rev()
        .find(|offer| offer.answer == OfferAnswer::Open)
}

impl Guard {
    /// What the refusal would say, for the documents.
    pub const fn need(self) -> Need {
        match self {
            Guard::InTransit => Need::SubtypeInTransit,
            Guard::OpenOffer => Need::OpenOffer,
            Guard::OfferAffordable | Guard::Refundable => Need::Refundable,
            Guard::WithinLimit | Guard::MayApprove => Need::WithinLimit,
            Guard::AutoApprove => Need::AutoApproval,
            Guard::FinanceReview => Need::FinanceReview,
            Guard::ApprovedMoney => Need::ApprovedMoney,
            Guard::MayRetry => Need::RetriesLeft,
            Guard::MayReapply => Need::ReapplicationsLeft,
            Guard::MayReopen => Need::ReopenWindow,
            Guard::LinesFree => Need::LinesFree,
            Guard::Due(_) => Need::TimePassed,
            Guard::MoneySettled => Need::MoneySettled,
            Guard::DisputeEnded => Need::DisputeEnded,
            Guard::AdvanceReturned => Need::GoodsBack,
            Guard::ShippedInAdvance => Need::ShippedInAdvance,
            Guard::NotPaid => Need::NotPaid,
            Guard::NothingSent => Need::NothingSent,
            Guard::NothingBegun => Need::NothingBegun,
            Guard::SmallValue => Need::UnderThreshold,
            Guard::PriceDifferenceSettled => Need::PriceDifferenceSettled,
            Guard::NoRisk => Need::LowRisk,
            Guard::ChildrenClosed => Need::ChildrenClosed,
            Guard::NoLogisticsChild => Need::NoLogisticsChild,
            Guard::AttemptsLeft => Need::AttemptsLeft,
            Guard::Daytime => Need::Daytime,
            Guard::ReturnFreightDue => Need::ReturnArrived,
            Guard::OpenPromise => Need::OpenPromise,
            Guard::Tagged => Need::Tagged,
            Guard::MovableDeadline => Need::MovableDeadline,
            Guard::OpenApproval => Need::OpenApproval,
            Guard::NoOpenApproval => Need::NoOpenApproval,
            Guard::SideMoney => Need::SideMoney,
            Guard::PayingMoney => Need::PayingMoney,
            Guard::ChildLines => Need::LinesFree,
            Guard::PlatformKind => Need::PlatformKind,
            Guard::WarningDue | Guard::BreachDue => Need::TimePassed,
            Guard::VoidableMoney => Need::VoidableMoney,
            Guard::Splittable => Need::MoreThanOneLine,
            Guard::DisputeHasPlatform => Need::DisputeReference,
            Guard::CaseOpen => Need::CaseOpen,
            Guard::KeptLongEnough => Need::KeptDays,
            Guard::HandedToMe => Need::HandedToYou,
            Guard::NotTakenYet => Need::NotTakenYet,
            Guard::BuyerHeard => Need::BuyerHeard,
            Guard::Snoozable => Need::NoHardDeadline,
            Guard::Snoozed => Need::Snoozed,
            Guard::OwnReminder => Need::OwnReminder,
            Guard::UntickedItem => Need::UntickedItem,
            Guard::TickedItem => Need::TickedItem,
            Guard::PinnedFact => Need::PinnedFact,
        }
    }
}

/// Whether a state is one in which the goods are with us.
pub fn goods_are_here(state: State) -> bool {
    matches!(
        state,
        State::Arrived | State::InspectionDisputed | State::Passed | State::Alternative
    )
}
