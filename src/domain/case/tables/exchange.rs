//! 换货 (D6.3).

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::BUYER;
use super::shared::CLOCK;
use super::shared::WAREHOUSE;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[
    shared::RETURNING,
    shared::DECIDING,
    shared::INSPECTING,
    OWN,
    ALTERNATIVE,
    shared::SHIPPING,
    END,
    shared::CALLING_BACK,
];

const OWN: &[Row] = &[
    Row::on(V::StockOk, &[S::Passed])
        .to(S::ToShip)
        .by(WAREHOUSE)
        .told(&[(F::Sku, No)])
        .when(&[G::PriceDifferenceSettled])
        .does(&[E::SetSku]),
    Row::on(V::OutOfStock, &[S::Passed])
        .to(S::Alternative)
        .by(WAREHOUSE)
        .told(&[(F::Text, No)]),
    Row::on(V::AdvanceShip, &[S::Submitted])
        .to(S::ToShip)
        .by(&[By::Supervisor])
        .told(&[(F::Reason, Yes), (F::Sku, No)])
        .when(&[G::NoRisk, G::WithinLimit])
        .does(&[E::GrantReturn, E::ShipInAdvance, E::SetSku]),
    // The old goods of an exchange shipped in advance arrive.
    Row::on(
        V::ScanReceive,
        &[S::ToShip, S::Shipped, S::Delivered, S::Notified],
    )
    .by(&[By::Warehouse, By::Agent])
    .told(&[(F::TrackingNo, No), (F::Text, No), (F::Files, No)])
    .when(&[G::ShippedInAdvance])
    .does(&[E::AdvanceBack]),
];

/// Another article, or the money (also used by D6.4 when a repair is impossible).
pub const ALTERNATIVE: &[Row] = &[
    Row::on(V::Offer, &[S::Alternative])
        .by(AGENT)
        .told(&[
            (F::Reason, Yes),
            (F::Sku, No),
            (F::Amount, No),
            (F::Due, No),
        ])
        .when(&[G::BuyerHeard])
        .does(&[E::MakeOffer]),
    Row::on(V::Accept, &[S::Alternative])
        .to(S::ToShip)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Sku, No)])
        .does(&[
            E::PassAll,
            E::AnswerOffer,
            E::Becomes(Kind::Exchange, None),
            E::SetSku,
        ]),
    Row::on(V::RefundInstead, &[S::Alternative])
        .to(S::Passed)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .does(&[
            E::DeclineOffer,
            E::PassAll,
            E::Becomes(Kind::ReturnRefund, None),
        ]),
    Row::on(V::Expire, &[S::Alternative])
        .by(CLOCK)
        .when(&[G::OpenOffer, G::Due(&[D::Offer])])
        .does(&[E::LapseOffer]),
];

const END: &[Row] = &[Row::on(V::Notify, &[S::SentBack])
    .to(S::Notified)
    .by(CLOCK)
    .told(&[(F::Text, No)])
    .does(&[E::Notified])];
