//! 补发 (D6.5).

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::WAREHOUSE;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::ClaimReason;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[
    OWN,
    shared::DECIDING,
    shared::SHIPPING,
    shared::CALLING_BACK,
];

const OWN: &[Row] = &[
    Row::on(V::Verify, &[S::Submitted])
        .to(S::Verifying)
        .by(AGENT)
        .told(&[(F::Text, No)]),
    Row::on(V::Confirmed, &[S::Verifying])
        .to(S::Approved)
        .by(WAREHOUSE)
        .told(&[(F::Quantities, No), (F::Text, No), (F::Files, No)])
        .does(&[E::GrantPieces, E::Decided]),
    Row::on(V::NotConfirmed, &[S::Verifying])
        .to(S::Negotiating)
        .by(WAREHOUSE)
        .told(&[(F::Text, Yes), (F::Files, No)]),
    Row::on(V::LostParcel, &[S::Submitted])
        .to(S::Approved)
        .by(&[By::Agent, By::System])
        .told(&[(F::TrackingNo, No), (F::Text, No)])
        .does(&[
            E::GrantPieces,
            E::Decided,
            E::CourierAtFault,
            E::DraftClaim(ClaimReason::Lost),
        ]),
    Row::on(V::StockOk, &[S::Approved])
        .to(S::ToShip)
        .by(WAREHOUSE)
        .told(&[(F::Text, No)]),
    Row::on(V::OutOfStock, &[S::Approved])
        .to(S::Submitted)
        .by(WAREHOUSE)
        .told(&[(F::Text, Yes)])
        .does(&[E::Becomes(Kind::RefundOnly, None)]),
];
