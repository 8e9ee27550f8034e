//! One wish for many cases: what it does to each, when it is fulfilled already, and the way back.

use super::case::Act;
use super::case::Case;
use super::case::Input;
use super::case::Verb;
use super::case::record::Priority;
use super::ids::StaffId;
use super::time::Span;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

/// The most cases of one run.
pub const MOST: usize = 500;
/// So long a run can be taken back.
pub const UNDO_WITHIN: Span = Span::minutes(10);

codes! {
    /// What can be done with many cases at once.
    pub enum Task {
        /// I take them over.
        Mine = "mine",
        Owner = "owner",
        Priority = "priority",
        Next = "next",
        Tag = "tag",
        Untag = "untag",
        Note = "note",
        /// An act that needs nothing to be said.
        Act = "act",
    }
}

/// A task with what was said for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    Owner(StaffId),
    Priority(Priority),
    Next { text: String, at: Timestamp },
    Tag(String),
    Untag(String),
    Note(String),
    Act(Verb),
}

/// Acts that may be done to many cases at once: nothing need be said, they neither grant, move nor
/// forgo money, and they decide nothing between shop and buyer. Whatever is not named here is done
/// case by case.
pub const AT_ONCE: &[Verb] = &[
    Verb::InterceptFailed,
    Verb::Notify,
    Verb::CallBackDone,
    Verb::AutoClose,
    Verb::Expire,
    Verb::ReturnDelivered,
    Verb::NoMovement,
    Verb::ScanReceive,
    Verb::StockOk,
    Verb::Delivered,
    Verb::AutoConfirm,
    Verb::LocalDone,
    Verb::StartDiagnosis,
    Verb::VendorBack,
    Verb::RepairDone,
    Verb::Acknowledge,
    Verb::Investigate,
    Verb::ChildrenDone,
    Verb::Take,
    Verb::Silence,
    Verb::ContactCourier,
    Verb::NoAnswer,
    Verb::ClaimFile,
    Verb::Wake,
];

impl Wish {
    /// The act it is on each case.
    pub fn act(&self) -> Act {
        let input = Input::default();
        let (verb, input) = match self.clone() {
            Wish::Owner(staff) => (
                Verb::Assign,
                Input {
                    staff: Some(staff),
                    ..input
                },
            ),
            Wish::Priority(priority) => (
                Verb::SetPriority,
                Input {
                    priority: Some(priority),
                    ..input
                },
            ),
            Wish::Next { text, at } => (
                Verb::SetNext,
                Input {
                    text: Some(text),
                    due: Some(at),
                    ..input
                },
            ),
            Wish::Tag(tag) => (
                Verb::Tag,
                Input {
                    tag: Some(tag),
                    ..input
                },
            ),
            Wish::Untag(tag) => (
                Verb::Untag,
                Input {
                    tag: Some(tag),
                    ..input
                },
            ),
            Wish::Note(text) => (
                Verb::Note,
                Input {
                    text: Some(text),
                    ..input
                },
            ),
            Wish::Act(verb) => (verb, input),
        };
        Act { verb, input }
    }

    /// Whether a case is as wished: nothing would change.
    pub fn holds(&self, case: &Case) -> bool {
        match self {
            Wish::Owner(staff) => case.owner == *staff,
            Wish::Priority(priority) => case.priority == *priority,
            Wish::Next { text, at } => {
                case.next_action == text.trim() && case.next_action_at == *at
            }
            Wish::Tag(tag) => case.tags.contains(tag),
            Wish::Untag(tag) => !case.tags.contains(tag),
            Wish::Note(_) | Wish::Act(_) => false,
        }
    }

    /// The wish that leads back to how a case is now; none for what cannot be taken back.
    pub fn back(&self, case: &Case) -> Option<Wish> {
        Some(match self {
            Wish::Owner(_) => Wish::Owner(case.owner),
            Wish::Priority(_) => Wish::Priority(case.priority),
            Wish::Next { .. } => Wish::Next {
                text: case.next_action.clone(),
                at: case.next_action_at,
            },
            Wish::Tag(tag) => Wish::Untag(tag.clone()),
            Wish::Untag(tag) => Wish::Tag(tag.clone()),
            Wish::Note(_) | Wish::Act(_) => return None,
        })
    }

    /// Whether the rules for many at once allow it at all.
    pub fn fits_many(&self) -> bool {
        match self {
            Wish::Act(verb) => AT_ONCE.contains(verb),
            _ => true,
        }
    }

    /// As a run keeps it: words lie with the cases, where they can be erased.
    pub fn kept(&self) -> Wish {
        match self {
            Wish::Note(_) => Wish::Note(String::new()),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Kind;
    use crate::domain::case::Machine;
    use crate::domain::case::effect::Effect;
    use crate::domain::case::tables;
    use crate::domain::case::tables::Required;

    /// Acts that need nothing to be said and are done case by case all the same: they grant, move
    /// or forgo money, decide, or speak for the buyer or the clock.
    const ONE_BY_ONE: &[Verb] = &[
        Verb::Intercepted,
        Verb::ParcelBack,
        Verb::Signed,
        Verb::OutOfStock,
        Verb::Reopen,
        Verb::TakeOver,
        Verb::Accept,
        Verb::Decline,
        Verb::Withdraw,
        Verb::FinanceOk,
        Verb::PayStart,
        Verb::PayOk,
        Verb::ManualPay,
        Verb::Retry,
        Verb::Approve,
        Verb::AutoApprove,
        Verb::ApproveMoney,
        Verb::SkipInspection,
        Verb::Waive,
        Verb::Verify,
        Verb::AdvanceShip,
        Verb::Confirm,
        Verb::Confirmed,
        Verb::RefundInstead,
        Verb::LostParcel,
        Verb::InWarranty,
        Verb::NoFault,
        Verb::Unrepairable,
        Verb::Agree,
        Verb::Disagree,
        Verb::FinalPosition,
        Verb::ChildClosed,
        Verb::Suspect,
        Verb::BuyerWrites,
        Verb::Reship,
        Verb::Refund,
        Verb::NothingOwed,
        Verb::Recompute,
        Verb::ParcelMoved,
        Verb::DisputeOpen,
        Verb::MissEvidence,
        Verb::DisputeCancel,
        Verb::ClaimOpen,
        Verb::ClaimAccept,
        Verb::ClaimReject,
        Verb::ClaimMoneyIn,
        Verb::ClaimAppeal,
        Verb::ClaimWriteOff,
    ];

    fn machines() -> impl Iterator<Item = Machine> {
        let own = Kind::ALL.iter().map(|kind| kind.machine());
        own.chain([Machine::Common, Machine::Dispute, Machine::Claim])
    }

    #[test]
    fn every_act_that_needs_nothing_said_is_for_many_or_for_one_by_decision() {
        let mut open = Vec::new();
        for machine in machines() {
            for row in tables::rows(machine) {
                let said = |(_, how): &(_, Required)| *how == Required::Yes;
                let decided = AT_ONCE.contains(&row.verb) || ONE_BY_ONE.contains(&row.verb);
                if !row.fields.iter().any(said) && !decided && !open.contains(&row.verb) {
                    open.push(row.verb);
                }
            }
        }
        assert!(open.is_empty(), "for many, or one by one? {open:?}");
    }

    #[test]
    fn nothing_for_many_moves_money() {
        let moves = [
            Effect::ApprovePlanned,
            Effect::PlanRefund,
            Effect::StartPaying,
            Effect::MarkPaid,
            Effect::Retry,
            Effect::VoidOpenMoney,
            Effect::AddMoney,
            Effect::SettleMoney,
            Effect::CompensationMoney,
            Effect::ApproveCompensation,
        ];
        for machine in machines() {
            for row in tables::rows(machine).filter(|row| AT_ONCE.contains(&row.verb)) {
                let money = row.effects.iter().find(|effect| moves.contains(effect));
                assert_eq!(money, None, "{machine} {}", row.verb);
            }
        }
    }
}
