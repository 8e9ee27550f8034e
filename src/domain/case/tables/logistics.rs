//! 物流异常 (D6.10).

use super::row::By;
use super::row::Row;
use super::row::To;
use super::shared;
use super::shared::AGENT;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[OWN, shared::CALLING_BACK];

const OWN: &[Row] = &[
    Row::on(
        V::ContactCourier,
        &[S::Detected, S::BuyerReported, S::CourierAnswered],
    )
    .to(S::CourierContacted)
    .by(AGENT)
    .told(&[(F::Contact, Yes), (F::Text, Yes)])
    .does(&[E::CountAttempt]),
    Row::on(V::CourierAnswer, &[S::CourierContacted])
        .to(S::CourierAnswered)
        .by(&[By::Agent, By::Plugin])
        .told(&[(F::Text, Yes), (F::Files, No)]),
    Row::on(V::NoAnswer, &[S::CourierContacted])
        .by(CLOCK)
        .when(&[G::Due(&[D::CourierAnswer])])
        .does(&[E::Escalate, E::CountAttempt]),
    Row::on(V::Result, &[S::CourierAnswered])
        .leads(To::OneOf(&[
            S::Found,
            S::Delayed,
            S::Lost,
            S::Damaged,
            S::WrongAddress,
            S::FalseSign,
        ]))
        .by(AGENT)
        .told(&[(F::Result, Yes), (F::Text, No), (F::Files, No)])
        .does(&[E::CourierResult, E::Decided]),
    Row::on(
        V::Reship,
        &[S::Lost, S::Damaged, S::FalseSign, S::WrongAddress],
    )
    .to(S::Acting)
    .by(AGENT)
    .told(&[(F::Text, No)])
    .when(&[G::ChildLines])
    .does(&[E::ChildOf(Kind::Reship)]),
    Row::on(
        V::Refund,
        &[S::Lost, S::Damaged, S::FalseSign, S::WrongAddress],
    )
    .to(S::Acting)
    .by(AGENT)
    .told(&[(F::Text, No)])
    .when(&[G::ChildLines])
    .does(&[E::ChildOf(Kind::RefundOnly)]),
    Row::on(V::Compensate, &[S::Found, S::Delayed, S::Damaged])
        .to(S::Acting)
        .by(AGENT)
        .told(&[(F::Amount, Yes), (F::Text, No)])
        .does(&[E::ChildOf(Kind::Compensation)]),
    Row::on(V::NothingOwed, &[S::Found, S::Delayed, S::WrongAddress])
        .to(S::Notified)
        .by(AGENT)
        .told(&[(F::Text, No)])
        .does(&[E::Executed, E::Notified]),
    Row::on(V::ChildrenDone, &[S::Acting])
        .to(S::Notified)
        .by(CLOCK)
        .told(&[(F::Text, No)])
        .when(&[G::ChildrenClosed])
        .does(&[E::Executed, E::Notified]),
];
