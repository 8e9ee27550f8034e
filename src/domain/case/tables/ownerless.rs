//! 无主件: a parcel that came without a case (D6.12).

use super::row::By;
use super::row::Row;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[OWN];

const OWN: &[Row] = &[
    Row::on(V::Note, &[S::OwnerlessReceived])
        .by(&[By::Warehouse, By::Agent])
        .told(&[(F::Text, Yes), (F::Files, No)]),
    Row::on(V::Match, &[S::OwnerlessReceived])
        .to(S::OwnerlessMatched)
        .by(&[By::Warehouse, By::Agent])
        .told(&[(F::Case, Yes)])
        .when(&[]),
    Row::on(V::Dispose, &[S::OwnerlessReceived])
        .to(S::OwnerlessDisposed)
        .by(&[By::Supervisor])
        .told(&[(F::Reason, Yes), (F::Files, No)])
        .when(&[G::KeptLongEnough]),
];
