//! Rows that several kinds share: deciding, goods coming back, money going out, goods going out,
//! and the end.

use super::row::By;
use super::row::Row;
use super::row::To;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;
use crate::domain::order::ParcelState;

/// The buyer says it, or an agent notes that the buyer said it.
pub const BUYER: &[By] = &[By::Buyer, By::Agent];
/// The clock does it; an agent may when the time has come.
pub const CLOCK: &[By] = &[By::System, By::Agent];
pub const AGENT: &[By] = &[By::Agent];
pub const WAREHOUSE: &[By] = &[By::Warehouse];
pub const PAYERS: &[By] = &[By::Agent, By::Finance, By::Plugin];
/// What must hold at every end (D4): money settled, no dispute, goods we shipped in advance back.
pub const CLOSING: &[G] = &[G::MoneySettled, G::DisputeEnded, G::AdvanceReturned];

/// Offers, refusal and second tries (D6.1, used by D6.2 to D6.5).
pub const DECIDING: &[Row] = &[
    Row::on(V::Offer, &[S::Submitted])
        .to(S::Negotiating)
        .by(AGENT)
        .told(&[
            (F::Reason, Yes),
            (F::Amount, No),
            (F::Kind, No),
            (F::Due, No),
        ])
        .when(&[G::BuyerHeard])
        .does(&[E::MakeOffer]),
    Row::on(V::Offer, &[S::Negotiating])
        .by(AGENT)
        .told(&[
            (F::Reason, Yes),
            (F::Amount, No),
            (F::Kind, No),
            (F::Due, No),
        ])
        .when(&[G::BuyerHeard])
        .does(&[E::MakeOffer]),
    Row::on(V::Accept, &[S::Negotiating])
        .leads(To::OneOf(&[S::Approved, S::AwaitReturn]))
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .when(&[G::OpenOffer, G::OfferAffordable])
        .does(&[E::AcceptOffer]),
    Row::on(V::Decline, &[S::Negotiating])
        .to(S::Submitted)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::DeclineOffer]),
    Row::on(V::Counter, &[S::Negotiating])
        .to(S::Submitted)
        .by(BUYER)
        .told(&[(F::Amount, Yes), (F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::CounterOffer]),
    Row::on(V::Expire, &[S::Negotiating])
        .to(S::Submitted)
        .by(CLOCK)
        .when(&[G::Due(&[D::Offer])])
        .does(&[E::LapseOffer]),
    Row::on(V::Reject, &[S::Submitted, S::Negotiating])
        .to(S::Rejected)
        .by(AGENT)
        .told(&[(F::Reason, Yes), (F::Files, No)])
        .does(&[E::LapseOffer, E::Decided, E::VoidOpenMoney]),
    Row::on(V::Reapply, &[S::Rejected])
        .to(S::Submitted)
        .by(BUYER)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::MayReapply])
        .does(&[E::Reapply]),
    Row::on(V::Expire, &[S::Rejected])
        .to(S::Closed)
        .by(CLOCK)
        .when(&[
            G::Due(&[D::Appeal, D::PlatformHelp]),
            G::MoneySettled,
            G::DisputeEnded,
        ])
        .does(&[E::Ends(CaseResult::Rejected)]),
];

/// Permission to send the goods back, and the way back (D6.2).
pub const RETURNING: &[Row] = &[
    Row::on(V::Approve, &[S::Submitted])
        .to(S::AwaitReturn)
        .by(AGENT)
        .told(&[
            (F::FreightPayer, Yes),
            (F::Reason, No),
            (F::Address, No),
            (F::Quantities, No),
        ])
        .does(&[E::GrantReturn]),
    Row::on(V::AutoApprove, &[S::Submitted])
        .to(S::AwaitReturn)
        .by(&[By::System])
        .when(&[G::AutoApprove])
        .does(&[E::GrantReturn]),
    Row::on(V::Tracking, &[S::AwaitReturn])
        .to(S::Returning)
        .by(&[By::Buyer, By::Agent, By::Plugin])
        .told(&[
            (F::Carrier, Yes),
            (F::TrackingNo, Yes),
            (F::FreightCost, No),
        ])
        .does(&[E::ReturnParcel]),
    Row::on(V::Tracking, &[S::Returning])
        .by(&[By::Buyer, By::Agent, By::Plugin])
        .told(&[
            (F::Carrier, Yes),
            (F::TrackingNo, Yes),
            (F::FreightCost, No),
        ])
        .does(&[E::ReturnParcel]),
    Row::on(V::PickupBooked, &[S::AwaitReturn])
        .by(&[By::Agent, By::Plugin])
        .told(&[(F::Carrier, Yes), (F::Due, No), (F::ReferenceNo, No)]),
    Row::on(V::Expire, &[S::AwaitReturn])
        .to(S::ReturnExpired)
        .by(CLOCK)
        .when(&[G::Due(&[D::BuyerShip])]),
    Row::on(V::Reopen, &[S::ReturnExpired])
        .to(S::AwaitReturn)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::CountReopen]),
    Row::on(V::AutoClose, &[S::ReturnExpired])
        .to(S::Closed)
        .by(CLOCK)
        .when(&[G::Due(&[D::AutoClose]), G::MoneySettled, G::DisputeEnded])
        .does(&[E::Ends(CaseResult::Expired)]),
    Row::on(V::ReturnDelivered, &[S::Returning])
        .to(S::Arrived)
        .by(&[By::Plugin, By::Warehouse, By::Agent])
        .told(&[(F::Text, No)])
        .does(&[E::Received]),
    Row::on(V::NoMovement, &[S::Returning])
        .by(CLOCK)
        .when(&[G::NoLogisticsChild])
        .does(&[E::LogisticsChild]),
    Row::on(
        V::ScanReceive,
        &[S::AwaitReturn, S::Returning, S::ReturnExpired],
    )
    .to(S::Arrived)
    .by(&[By::Warehouse, By::Agent])
    .told(&[(F::TrackingNo, No), (F::Text, No), (F::Files, No)])
    .does(&[E::Received]),
];

/// What the warehouse finds, and what is done when it is not what was agreed (D6.2).
pub const INSPECTING: &[Row] = &[
    Row::on(V::Inspect, &[S::Arrived])
        .leads(To::OneOf(&[S::Passed, S::InspectionDisputed]))
        .by(WAREHOUSE)
        .told(&[(F::Inspection, Yes), (F::Files, No), (F::Text, No)])
        .does(&[E::Inspect]),
    Row::on(V::SkipInspection, &[S::Arrived])
        .to(S::Passed)
        .by(CLOCK)
        .when(&[G::SmallValue])
        .does(&[E::PassAll]),
    Row::on(V::Offer, &[S::InspectionDisputed])
        .by(AGENT)
        .told(&[(F::Reason, Yes), (F::Amount, Yes), (F::Due, No)])
        .when(&[G::Refundable, G::BuyerHeard])
        .does(&[E::MakeOffer]),
    Row::on(V::Accept, &[S::InspectionDisputed])
        .to(S::Passed)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::AcceptPartly]),
    Row::on(V::Decline, &[S::InspectionDisputed])
        .by(BUYER)
        .told(&[(F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::DeclineOffer]),
    Row::on(V::Counter, &[S::InspectionDisputed])
        .by(BUYER)
        .told(&[(F::Amount, Yes), (F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::CounterOffer]),
    Row::on(V::Expire, &[S::InspectionDisputed])
        .by(CLOCK)
        .when(&[G::OpenOffer, G::Due(&[D::Offer])])
        .does(&[E::LapseOffer]),
    Row::on(V::Waive, &[S::InspectionDisputed])
        .to(S::Passed)
        .by(AGENT)
        .told(&[(F::Reason, Yes)])
        .when(&[G::WithinLimit])
        .does(&[E::LapseOffer, E::PassAll]),
    Row::on(V::SendBack, &[S::InspectionDisputed])
        .to(S::SentBack)
        .by(&[By::Warehouse, By::Agent])
        .told(&[
            (F::Carrier, Yes),
            (F::TrackingNo, Yes),
            (F::FreightPayer, Yes),
            (F::FreightCost, No),
            (F::Reason, No),
        ])
        .does(&[
            E::LapseOffer,
            E::SentBackParcel,
            E::Result(CaseResult::SentBack),
        ]),
];

/// Money going out: finance review, payment, failure (D6.1).
pub const PAYING: &[Row] = &[
    Row::on(V::FinanceOk, &[S::Approved])
        .to(S::Payable)
        .by(&[By::Finance, By::System])
        .when(&[G::FinanceReview]),
    Row::on(V::PayStart, &[S::Payable])
        .to(S::Paying)
        .by(PAYERS)
        .told(&[(F::PayMethod, No)])
        .when(&[G::ApprovedMoney])
        .does(&[E::StartPaying]),
    Row::on(V::PayOk, &[S::Paying])
        .to(S::Refunded)
        .by(PAYERS)
        .told(&[(F::TxnNo, No), (F::PayMethod, No), (F::Files, No)])
        .when(&[G::PayingMoney])
        .does(&[E::MarkPaid, E::Executed, E::Result(CaseResult::Refunded)]),
    Row::on(V::PayFail, &[S::Paying])
        .to(S::PayFailed)
        .by(PAYERS)
        .told(&[(F::Reason, Yes)])
        .does(&[E::MarkFailed]),
    Row::on(V::Retry, &[S::PayFailed])
        .to(S::Paying)
        .by(&[By::Finance, By::Agent, By::System])
        .told(&[(F::PayMethod, No)])
        .when(&[G::MayRetry])
        .does(&[E::Retry]),
    Row::on(V::ManualPay, &[S::PayFailed])
        .to(S::Refunded)
        .by(&[By::Finance])
        .told(&[(F::TxnNo, No), (F::PayMethod, No), (F::Files, No)])
        .when(&[G::PayingMoney])
        .does(&[E::MarkPaid, E::Executed, E::Result(CaseResult::Refunded)]),
];

/// The way to the buyer (D6.3, D6.4, D6.5).
pub const SHIPPING: &[Row] = &[
    Row::on(V::Ship, &[S::ToShip])
        .to(S::Shipped)
        .by(WAREHOUSE)
        .told(&[
            (F::Carrier, Yes),
            (F::TrackingNo, Yes),
            (F::FreightCost, No),
            (F::Sku, No),
        ])
        .does(&[E::SendOut, E::Executed]),
    Row::on(V::Delivered, &[S::Shipped])
        .to(S::Delivered)
        .by(&[By::Plugin, By::Buyer, By::Warehouse, By::Agent])
        .does(&[E::OutParcelIs(ParcelState::Signed)]),
    // What goes out can get lost like what comes back.
    Row::on(V::NoMovement, &[S::Shipped])
        .by(CLOCK)
        .when(&[G::NoLogisticsChild])
        .does(&[E::LogisticsChild]),
    Row::on(V::Confirm, &[S::Delivered])
        .to(S::Notified)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::ResultOfKind, E::Notified]),
    Row::on(V::AutoConfirm, &[S::Delivered])
        .to(S::Notified)
        .by(CLOCK)
        .when(&[G::Due(&[D::ConfirmDelivery])])
        .does(&[E::ResultOfKind, E::Notified]),
    Row::on(V::Problem, &[S::Delivered])
        .to(S::Submitted)
        .by(BUYER)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .does(&[E::CountReopen, E::StartOver]),
];

/// Call-back and closing (D4, D6.1).
pub const CALLING_BACK: &[Row] = &[
    Row::on(V::CallBackDone, &[S::Notified])
        .to(S::Closed)
        .by(AGENT)
        .told(&[(F::Score, No), (F::Text, No), (F::RootCause, No)])
        .when(CLOSING)
        .does(&[E::CalledBack, E::Close]),
    Row::on(V::AutoClose, &[S::Notified])
        .to(S::Closed)
        .by(CLOCK)
        .when(&[
            G::Due(&[D::AutoClose]),
            G::MoneySettled,
            G::DisputeEnded,
            G::AdvanceReturned,
        ])
        .does(&[E::Close]),
];
