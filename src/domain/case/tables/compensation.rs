//! 赔付 (D6.8).

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::BUYER;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[OWN, shared::CALLING_BACK];

const OWN: &[Row] = &[
    Row::on(V::Approve, &[S::CompensationProposed])
        .to(S::Approved)
        .by(&[By::Supervisor, By::Owner])
        .told(&[(F::Amount, Yes), (F::Reason, No)])
        .when(&[G::WithinLimit])
        .does(&[E::ApproveCompensation, E::Decided]),
    Row::on(V::Refuse, &[S::CompensationProposed])
        .to(S::Refused)
        .by(&[By::Supervisor, By::Owner])
        .told(&[(F::Reason, Yes)])
        .does(&[E::DenyApproval, E::Decided]),
    Row::on(
        V::Propose,
        &[S::CompensationProposed, S::Refused, S::Declined],
    )
    .to(S::CompensationProposed)
    .by(AGENT)
    .told(&[(F::Amount, Yes), (F::Reason, Yes)])
    .does(&[E::ProposeCompensation]),
    Row::on(V::Offer, &[S::Approved])
        .to(S::Offered)
        .by(AGENT)
        .told(&[(F::Reason, Yes), (F::Due, No)])
        .when(&[G::BuyerHeard])
        .does(&[E::OfferApproved]),
    Row::on(V::Accept, &[S::Offered])
        .to(S::Payable)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .when(&[G::OpenOffer, G::ReturnFreightDue])
        .does(&[E::AnswerOffer, E::CompensationMoney]),
    Row::on(V::Counter, &[S::Offered])
        .to(S::CompensationProposed)
        .by(BUYER)
        .told(&[(F::Amount, Yes), (F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::CounterOffer]),
    Row::on(V::Decline, &[S::Offered])
        .to(S::Declined)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::DeclineOffer, E::Result(CaseResult::Declined)]),
    Row::on(V::Expire, &[S::Offered])
        .to(S::Declined)
        .by(CLOCK)
        .when(&[G::Due(&[D::Offer])])
        .does(&[E::LapseOffer, E::Result(CaseResult::Declined)]),
    Row::on(V::PayStart, &[S::Payable])
        .to(S::Paying)
        .by(shared::PAYERS)
        .told(&[(F::PayMethod, No)])
        .when(&[G::ApprovedMoney])
        .does(&[E::StartPaying]),
    Row::on(V::PayOk, &[S::Paying])
        .to(S::Paid)
        .by(shared::PAYERS)
        .told(&[(F::TxnNo, No), (F::PayMethod, No), (F::Files, No)])
        .when(&[G::PayingMoney])
        .does(&[E::MarkPaid, E::Executed, E::Result(CaseResult::Compensated)]),
    Row::on(V::PayFail, &[S::Paying])
        .to(S::PayFailed)
        .by(shared::PAYERS)
        .told(&[(F::Reason, Yes)])
        .does(&[E::MarkFailed]),
    Row::on(V::Retry, &[S::PayFailed])
        .to(S::Paying)
        .by(&[By::Finance, By::Agent, By::System])
        .told(&[(F::PayMethod, No)])
        .when(&[G::MayRetry])
        .does(&[E::Retry]),
    Row::on(V::ManualPay, &[S::PayFailed])
        .to(S::Paid)
        .by(&[By::Finance])
        .told(&[(F::TxnNo, No), (F::PayMethod, No), (F::Files, No)])
        .when(&[G::PayingMoney])
        .does(&[E::MarkPaid, E::Executed, E::Result(CaseResult::Compensated)]),
    Row::on(V::Notify, &[S::Paid])
        .to(S::Notified)
        .by(CLOCK)
        .told(&[(F::Text, No)])
        .does(&[E::Notified]),
    Row::on(V::Notify, &[S::Refused])
        .to(S::Notified)
        .by(AGENT)
        .told(&[(F::Text, Yes)])
        .does(&[E::Result(CaseResult::Rejected), E::Notified]),
    Row::on(V::Notify, &[S::Declined])
        .to(S::Notified)
        .by(AGENT)
        .told(&[(F::Text, No)])
        .does(&[E::Notified]),
];
