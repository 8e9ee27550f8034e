//! 咨询 (D6.9).

use super::row::By;
use super::row::Row;
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

pub const TABLE: &[&[Row]] = &[OWN];

const OWN: &[Row] = &[
    Row::on(V::Answer, &[S::AwaitingAnswer])
        .to(S::Answered)
        .by(&[By::Presales, By::Agent])
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::BuyerHeard])
        .does(&[E::Decided, E::Executed, E::Result(CaseResult::Answered)]),
    Row::on(V::BuyerWrites, &[S::Answered])
        .to(S::AwaitingAnswer)
        .by(&[By::Buyer, By::Agent, By::Presales])
        .told(&[(F::Text, Yes), (F::Files, No)]),
    Row::on(V::Silence, &[S::Answered])
        .to(S::Resolved)
        .by(CLOCK)
        .when(&[G::Due(&[D::Silence])]),
    Row::on(V::Confirm, &[S::Answered])
        .to(S::Resolved)
        .by(&[By::Buyer, By::Agent, By::Presales])
        .told(&[(F::Text, No)]),
    Row::on(V::AutoClose, &[S::Resolved])
        .to(S::Closed)
        .by(CLOCK)
        .when(&[G::MoneySettled, G::DisputeEnded])
        .does(&[E::Notified, E::Close]),
];
