//! Which states start, keep, pause and end each deadline (the "Start" and "Pauses?" columns of D7).

use crate::domain::case::kind::Machine;
use crate::domain::case::kind::Machine as M;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State;
use crate::domain::case::state::State as S;

/// One clock of one or more machines.
#[derive(Debug, Clone, Copy)]
pub struct Watch {
    pub kind: DeadlineKind,
    pub machines: &'static [Machine],
    /// Entering one of these starts it.
    pub start: &'static [State],
    /// It lives while the case is in one of these; leaving them ends it.
    pub alive: &'static [State],
    /// It stands still in these (never a platform's).
    pub pauses: &'static [State],
    /// At most one per case.
    pub once: bool,
    /// The shop's first answer ends it.
    pub touch: bool,
}

const GOODS: &[Machine] = &[
    M::RefundOnly,
    M::ReturnRefund,
    M::Exchange,
    M::Repair,
    M::Reship,
];
const RETURNS: &[Machine] = &[M::ReturnRefund, M::Exchange];
const SENDS: &[Machine] = &[M::Exchange, M::Repair, M::Reship];
/// From receipt to the end of handling.
const HANDLED: &[State] = &[
    S::Arrived,
    S::InspectionDisputed,
    S::NeedInfo,
    S::Passed,
    S::Alternative,
    S::Approved,
    S::Payable,
    S::Paying,
    S::PayFailed,
    S::ToShip,
];
const ASKED: &[State] = &[
    S::Submitted,
    S::NeedInfo,
    S::Negotiating,
    S::Intercepting,
    S::AwaitRejection,
    S::Verifying,
];

const fn watch(
    kind: DeadlineKind,
    machines: &'static [Machine],
    start: &'static [State],
    alive: &'static [State],
) -> Watch {
    Watch {
        kind,
        machines,
        start,
        alive,
        pauses: &[],
        once: false,
        touch: false,
    }
}

impl Watch {
    const fn pausing(self, pauses: &'static [State]) -> Watch {
        Watch { pauses, ..self }
    }

    const fn once(self) -> Watch {
        Watch { once: true, ..self }
    }

    const fn until_answered(self) -> Watch {
        Watch {
            touch: true,
            ..self
        }
    }
}

/// Every clock.
pub const WATCHES: &[Watch] = &[
    watch(D::FirstResponse, GOODS, &[S::Submitted], ASKED)
        .until_answered()
        .once(),
    watch(D::FirstResponse, &[M::Review], &[S::New], &[S::New]),
    watch(
        D::FirstResponse,
        &[M::Inquiry],
        &[S::AwaitingAnswer],
        &[S::AwaitingAnswer, S::NeedInfo],
    )
    .until_answered(),
    watch(
        D::FirstResponse,
        &[M::Logistics],
        &[S::Detected, S::BuyerReported],
        &[S::Detected, S::BuyerReported, S::NeedInfo],
    )
    .until_answered()
    .once(),
    watch(
        D::FirstResponse,
        &[M::Compensation],
        &[S::CompensationProposed],
        &[S::CompensationProposed, S::NeedInfo],
    )
    .until_answered()
    .once(),
    watch(
        D::ComplaintAction,
        &[M::Complaint],
        &[S::Open],
        &[S::Open, S::NeedInfo],
    ),
    watch(
        D::ReviewNotice,
        GOODS,
        &[S::Submitted],
        &[S::Submitted, S::NeedInfo],
    )
    .pausing(&[S::NeedInfo]),
    watch(D::InitialHandling, GOODS, &[S::Submitted], ASKED)
        .pausing(&[S::NeedInfo, S::Negotiating])
        .once(),
    watch(D::SellerRefund, &[M::RefundOnly], &[S::Submitted], ASKED),
    watch(D::SellerReturn, RETURNS, &[S::Submitted], ASKED),
    watch(
        D::Inspect,
        RETURNS,
        &[S::Arrived],
        &[S::Arrived, S::NeedInfo],
    ),
    watch(D::CompleteAfterReceipt, RETURNS, &[S::Arrived], HANDLED).pausing(&[
        S::InspectionDisputed,
        S::NeedInfo,
        S::Alternative,
    ]),
    watch(
        D::LawRefund,
        &[M::ReturnRefund],
        &[S::Arrived, S::Passed],
        HANDLED,
    ),
    watch(D::SellerConfirm, &[M::ReturnRefund], &[S::Arrived], HANDLED),
    watch(
        D::BuyerShip,
        &[M::ReturnRefund, M::Exchange, M::Repair],
        &[S::AwaitReturn],
        &[S::AwaitReturn],
    ),
    watch(
        D::AutoClose,
        &[M::ReturnRefund, M::Exchange, M::Repair],
        &[S::ReturnExpired, S::Notified],
        &[S::ReturnExpired, S::Notified],
    ),
    watch(
        D::AutoClose,
        &[M::RefundOnly, M::Reship, M::Compensation, M::Logistics],
        &[S::Notified],
        &[S::Notified],
    ),
    watch(
        D::CallBack,
        &[
            M::RefundOnly,
            M::ReturnRefund,
            M::Exchange,
            M::Repair,
            M::Reship,
            M::Complaint,
            M::Compensation,
            M::Logistics,
        ],
        &[S::Notified],
        &[S::Notified],
    ),
    watch(
        D::Appeal,
        GOODS,
        &[S::Rejected],
        &[S::Rejected, S::NeedInfo],
    ),
    watch(
        D::PlatformHelp,
        GOODS,
        &[S::Rejected],
        &[S::Rejected, S::NeedInfo],
    ),
    watch(
        D::Payout,
        &[M::RefundOnly, M::ReturnRefund],
        &[S::Approved, S::Payable],
        &[
            S::Approved,
            S::Payable,
            S::Paying,
            S::PayFailed,
            S::NeedInfo,
        ],
    )
    .pausing(&[S::NeedInfo]),
    watch(
        D::Payout,
        &[M::Compensation],
        &[S::Payable],
        &[S::Payable, S::Paying, S::PayFailed, S::NeedInfo],
    )
    .pausing(&[S::NeedInfo]),
    watch(
        D::CourierAnswer,
        &[M::RefundOnly],
        &[S::Intercepting],
        &[S::Intercepting],
    ),
    watch(
        D::CourierAnswer,
        &[M::Logistics],
        &[S::CourierContacted],
        &[S::CourierContacted],
    ),
    watch(D::ShipReplacement, SENDS, &[S::ToShip], &[S::ToShip]),
    watch(D::ConfirmDelivery, SENDS, &[S::Delivered], &[S::Delivered]),
    watch(
        D::Diagnose,
        &[M::Repair],
        &[S::Arrived, S::Diagnosing],
        &[S::Arrived, S::Diagnosing, S::NeedInfo],
    )
    .pausing(&[S::NeedInfo]),
    watch(D::Repair, &[M::Repair], &[], &[S::Repairing, S::AtVendor]),
    watch(D::Quote, &[M::Repair], &[S::Quoted], &[S::Quoted]),
    watch(
        D::BuyerInfo,
        &[
            M::RefundOnly,
            M::ReturnRefund,
            M::Exchange,
            M::Repair,
            M::Reship,
            M::Complaint,
            M::Review,
            M::Compensation,
            M::Inquiry,
            M::Logistics,
        ],
        &[S::NeedInfo],
        &[S::NeedInfo],
    ),
    watch(D::Silence, &[M::Inquiry], &[S::Answered], &[S::Answered]),
];

/// The clock of a machine for a kind of deadline.
pub fn of(machine: Machine, kind: DeadlineKind) -> Option<&'static Watch> {
    WATCHES
        .iter()
        .find(|watch| watch.kind == kind && watch.machines.contains(&machine))
}

/// Whether states govern this kind; the others (promise, offer, evidence) end by acts.
pub fn is_watched(kind: DeadlineKind) -> bool {
    WATCHES.iter().any(|watch| watch.kind == kind)
}

/// Whether only marketplaces have this clock.
pub fn is_platforms(kind: DeadlineKind) -> bool {
    matches!(
        kind,
        D::SellerRefund | D::SellerReturn | D::SellerConfirm | D::PlatformHelp
    )
}
