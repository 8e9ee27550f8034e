//! 差评处理 (D6.7). Nothing here ties money or a gift to changing a rating.

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[OWN];

const OWN: &[Row] = &[
    Row::on(V::Take, &[S::New])
        .to(S::Contacting)
        .by(AGENT)
        .told(&[(F::Text, No)]),
    Row::on(V::Contact, &[S::Contacting])
        .by(AGENT)
        .told(&[(F::Contact, Yes), (F::Text, No)])
        .when(&[G::AttemptsLeft, G::Daytime])
        .does(&[E::CountAttempt]),
    Row::on(V::Cause, &[S::Contacting])
        .to(S::CauseKnown)
        .by(AGENT)
        .told(&[(F::ReasonCode, Yes), (F::Text, No)])
        .does(&[E::SetReason, E::Decided]),
    Row::on(V::Unreachable, &[S::Contacting])
        .to(S::Replied)
        .by(AGENT)
        .told(&[(F::Text, Yes)])
        .does(&[E::Executed]),
    Row::on(V::OpenChild, &[S::CauseKnown])
        .to(S::Remedy)
        .by(AGENT)
        .told(&[
            (F::Kind, Yes),
            (F::ReasonCode, No),
            (F::Amount, No),
            (F::Text, No),
        ])
        .does(&[E::Child]),
    Row::on(V::Explain, &[S::CauseKnown])
        .to(S::Replied)
        .by(AGENT)
        .told(&[(F::Text, Yes)])
        .when(&[G::BuyerHeard])
        .does(&[E::Executed]),
    Row::on(V::ChildClosed, &[S::Remedy])
        .to(S::Replied)
        .by(CLOCK)
        .told(&[(F::Text, No)])
        .when(&[G::ChildrenClosed])
        .does(&[E::Executed]),
    Row::on(V::Suspect, &[S::New, S::Contacting])
        .to(S::Reported)
        .by(&[By::Supervisor])
        .told(&[(F::Text, Yes), (F::Files, Yes), (F::ReferenceNo, No)])
        .does(&[E::Executed]),
    Row::on(V::Outcome, &[S::Replied, S::Reported])
        .to(S::Closed)
        .by(AGENT)
        .told(&[(F::Result, Yes), (F::RootCause, No), (F::Text, No)])
        .when(shared::CLOSING)
        .does(&[E::ToldResult, E::Close]),
];
