//! What a state means: its phase (D4), whom it waits for, whose turn it is, what comes next.

use super::kind::Kind;
use super::kind::Phase;
use super::record::WaitingOn;
use super::state::State;
use super::verb::Verb;
use crate::domain::people::Role;

/// What a state says about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub phase: Phase,
    pub waiting_on: WaitingOn,
    /// Whose turn it is.
    pub turn: Role,
    /// What most likely comes next; `None` at an end.
    pub next: Option<Verb>,
}

/// The phase of a state: the five-step bar is derived, never stored by hand (D4).
pub fn phase_of(kind: Kind, state: State) -> Phase {
    standing(kind, state).phase
}

/// The state a case of this kind starts in.
pub const fn start_of(kind: Kind) -> State {
    match kind {
        Kind::RefundOnly | Kind::ReturnRefund | Kind::Exchange | Kind::Repair | Kind::Reship => {
            State::Submitted
        }
        Kind::Complaint => State::Open,
        Kind::Review => State::New,
        Kind::Compensation => State::CompensationProposed,
        Kind::Inquiry => State::AwaitingAnswer,
        Kind::Logistics => State::BuyerReported,
    }
}

/// What a state says about a case of this kind.
pub fn standing(kind: Kind, state: State) -> Standing {
    use Phase as P;
    use Role as R;
    use State as S;
    use Verb as V;
    use WaitingOn as W;
    let s = |phase, waiting_on, turn, next: Verb| Standing {
        phase,
        waiting_on,
        turn,
        next: Some(next),
    };
    match state {
        S::Submitted => {
            let next = match kind {
                Kind::Reship => V::Verify,
                _ => V::Approve,
            };
            s(P::Review, W::Shop, R::Agent, next)
        }
        S::NeedInfo => s(P::Request, W::Buyer, R::Agent, V::InfoAdded),
        S::Negotiating => s(P::Review, W::Buyer, R::Agent, V::Accept),
        S::Rejected => s(P::Feedback, W::Buyer, R::Agent, V::Reapply),
        S::Approved => match kind {
            Kind::Reship => s(P::Handling, W::Warehouse, R::Warehouse, V::StockOk),
            Kind::Compensation => s(P::Review, W::Shop, R::Agent, V::Offer),
            _ => s(P::Handling, W::Finance, R::Finance, V::FinanceOk),
        },
        S::Intercepting => s(P::Handling, W::Courier, R::Agent, V::Intercepted),
        S::AwaitRejection => s(P::Handling, W::Buyer, R::Warehouse, V::ParcelBack),
        S::Payable => s(P::Handling, W::Finance, R::Finance, V::PayStart),
        S::Paying => s(P::Handling, W::Finance, R::Finance, V::PayOk),
        S::PayFailed => s(P::Handling, W::Finance, R::Finance, V::Retry),
        S::Refunded | S::Paid => s(P::Feedback, W::Shop, R::Agent, V::Notify),
        S::AwaitReturn => s(P::Handling, W::Buyer, R::Agent, V::Tracking),
        S::Returning => s(P::Handling, W::Courier, R::Warehouse, V::ScanReceive),
        S::ReturnExpired => s(P::Handling, W::Buyer, R::Agent, V::Reopen),
        S::Arrived => match kind {
            Kind::Repair => s(P::Handling, W::Technician, R::Technician, V::StartDiagnosis),
            _ => s(P::Handling, W::Warehouse, R::Warehouse, V::Inspect),
        },
        S::InspectionDisputed => s(P::Handling, W::Shop, R::Agent, V::Offer),
        S::Passed => match kind {
            Kind::Exchange => s(P::Handling, W::Warehouse, R::Warehouse, V::StockOk),
            _ => s(P::Handling, W::Shop, R::Agent, V::ApproveMoney),
        },
        S::SentBack => s(P::Feedback, W::Shop, R::Agent, V::Notify),
        S::Verifying => s(P::Review, W::Warehouse, R::Warehouse, V::Confirmed),
        S::ToShip => s(P::Handling, W::Warehouse, R::Warehouse, V::Ship),
        S::Alternative => s(P::Handling, W::Shop, R::Agent, V::Offer),
        S::Shipped => s(P::Handling, W::Courier, R::Agent, V::Delivered),
        S::Delivered => s(P::Feedback, W::Buyer, R::Agent, V::Confirm),
        S::LocalService => s(P::Handling, W::Buyer, R::Agent, V::LocalDone),
        S::Diagnosing => s(P::Handling, W::Technician, R::Technician, V::InWarranty),
        S::Quoted => s(P::Handling, W::Buyer, R::Agent, V::Accept),
        S::Repairing => s(P::Handling, W::Technician, R::Technician, V::RepairDone),
        S::AtVendor => s(P::Handling, W::Vendor, R::Warehouse, V::VendorBack),
        S::Open => s(P::Request, W::Shop, R::Agent, V::Acknowledge),
        S::Accepted => s(P::Review, W::Shop, R::Agent, V::Investigate),
        S::Investigating => s(P::Review, W::Shop, R::Agent, V::Propose),
        S::Proposed => s(P::Review, W::Buyer, R::Agent, V::Agree),
        S::Escalated => s(P::Review, W::Shop, R::Supervisor, V::Propose),
        S::Executing => s(P::Handling, W::Shop, R::Agent, V::ChildrenDone),
        S::Resolved => match kind {
            Kind::Inquiry => s(P::Feedback, W::Nobody, R::Agent, V::AutoClose),
            _ => s(P::Feedback, W::Shop, R::Agent, V::Notify),
        },
        S::Unresolved => s(P::Feedback, W::Shop, R::Agent, V::Notify),
        S::New => s(P::Request, W::Shop, R::Agent, V::Take),
        S::Contacting => s(P::Review, W::Buyer, R::Agent, V::Cause),
        S::CauseKnown => s(P::Review, W::Shop, R::Agent, V::Explain),
        S::Remedy => s(P::Handling, W::Shop, R::Agent, V::ChildClosed),
        S::Replied | S::Reported => s(P::Feedback, W::Platform, R::Agent, V::Outcome),
        S::CompensationProposed => s(P::Review, W::Shop, R::Supervisor, V::Approve),
        S::Refused | S::Declined => s(P::Feedback, W::Shop, R::Agent, V::Notify),
        S::Offered => s(P::Review, W::Buyer, R::Agent, V::Accept),
        S::AwaitingAnswer => s(P::Review, W::Shop, R::Agent, V::Answer),
        S::Answered => s(P::Feedback, W::Buyer, R::Agent, V::Confirm),
        S::Detected | S::BuyerReported => s(P::Request, W::Shop, R::Agent, V::ContactCourier),
        S::CourierContacted => s(P::Review, W::Courier, R::Agent, V::CourierAnswer),
        S::CourierAnswered => s(P::Review, W::Shop, R::Agent, V::Result),
        S::Found | S::Delayed => s(P::Handling, W::Shop, R::Agent, V::NothingOwed),
        S::Lost | S::Damaged | S::WrongAddress | S::FalseSign => {
            s(P::Handling, W::Shop, R::Agent, V::Reship)
        }
        S::Acting => s(P::Handling, W::Shop, R::Agent, V::ChildrenDone),
        S::Notified => s(P::CallBack, W::Buyer, R::Agent, V::CallBackDone),
        S::DisputeNotified | S::EvidenceDue => s(P::Handling, W::Shop, R::Agent, V::SubmitPack),
        S::EvidenceSubmitted | S::Ruling => s(P::Handling, W::Platform, R::Agent, V::Rule),
        S::ClaimDraft => s(P::Handling, W::Shop, R::Agent, V::ClaimFile),
        S::ClaimFiled => s(P::Handling, W::Courier, R::Agent, V::ClaimAnswer),
        S::ClaimAnswered => s(P::Handling, W::Shop, R::Agent, V::ClaimAccept),
        S::ClaimAccepted | S::ClaimPartly => {
            s(P::Handling, W::Courier, R::Finance, V::ClaimMoneyIn)
        }
        S::ClaimRejected => s(P::Handling, W::Shop, R::Supervisor, V::ClaimAppeal),
        S::OwnerlessReceived => s(P::Handling, W::Warehouse, R::Warehouse, V::Match),
        S::Closed
        | S::Withdrawn
        | S::Merged
        | S::DisputeWon
        | S::DisputeLost
        | S::DisputeSettled
        | S::DisputeClosed
        | S::ClaimRecovered
        | S::ClaimWrittenOff
        | S::OwnerlessMatched
        | S::OwnerlessDisposed => Standing {
            phase: P::Closed,
            waiting_on: W::Nobody,
            turn: R::Agent,
            next: None,
        },
    }
}
