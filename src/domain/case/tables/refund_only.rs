//! 仅退款 (D6.1).

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[
    OWN,
    shared::DECIDING,
    shared::PAYING,
    END,
    shared::CALLING_BACK,
];

const OWN: &[Row] = &[
    Row::on(V::AutoApprove, &[S::Submitted])
        .to(S::Approved)
        .by(&[By::System])
        .when(&[G::Refundable, G::AutoApprove])
        .does(&[E::PlanRefund, E::ApprovePlanned, E::Decided]),
    Row::on(V::Approve, &[S::Submitted])
        .to(S::Approved)
        .by(AGENT)
        .told(&[
            (F::Amount, Yes),
            (F::Reason, Yes),
            (F::FreightRefund, No),
            (F::FreightDeduction, No),
            (F::Quantities, No),
        ])
        .when(&[G::Refundable])
        .does(&[E::PlanRefund, E::ApprovePlanned, E::Decided]),
    // The agent decides now; the money is approved when the parcel is back.
    Row::on(V::Intercept, &[S::Submitted])
        .to(S::Intercepting)
        .by(AGENT)
        .told(&[(F::Amount, Yes), (F::Text, No), (F::FreightDeduction, No)])
        .when(&[G::InTransit, G::Refundable])
        .does(&[E::PlanRefund, E::Decided]),
    Row::on(V::Intercepted, &[S::Intercepting])
        .to(S::Approved)
        .by(&[By::Agent, By::Warehouse])
        .told(&[(F::Text, No)])
        .does(&[E::ApprovePlanned]),
    Row::on(V::InterceptFailed, &[S::Intercepting])
        .to(S::AwaitRejection)
        .by(&[By::Agent, By::Warehouse])
        .told(&[(F::Text, No)]),
    Row::on(V::ParcelBack, &[S::AwaitRejection])
        .to(S::Approved)
        .by(&[By::Warehouse, By::Agent])
        .told(&[(F::TrackingNo, No)])
        .does(&[E::ApprovePlanned]),
    Row::on(V::Signed, &[S::AwaitRejection])
        .to(S::Submitted)
        .by(CLOCK)
        .does(&[E::VoidOpenMoney, E::Becomes(Kind::ReturnRefund, None)]),
];

const END: &[Row] = &[Row::on(V::Notify, &[S::Refunded])
    .to(S::Notified)
    .by(CLOCK)
    .told(&[(F::Text, No)])
    .does(&[E::Notified])];

/// The sub-kind an accepted "keep the goods" offer leads to.
pub const KEEPING: Subtype = Subtype::KeepGoods;
