//! 投诉 (D6.6). The call-back is mandatory: nothing closes it by itself.

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::BUYER;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::record::CaseResult;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[OWN];

const OWN: &[Row] = &[
    Row::on(V::Acknowledge, &[S::Open])
        .to(S::Accepted)
        .by(AGENT)
        .told(&[(F::Due, Yes), (F::Text, No)])
        .does(&[E::PromiseNextWord]),
    Row::on(V::Investigate, &[S::Accepted])
        .to(S::Investigating)
        .by(AGENT)
        .told(&[(F::Text, No), (F::Files, No)]),
    Row::on(V::Propose, &[S::Investigating])
        .to(S::Proposed)
        .by(AGENT)
        .told(&[
            (F::Reason, Yes),
            (F::Amount, No),
            (F::Kind, No),
            (F::Due, No),
        ])
        .when(&[G::BuyerHeard])
        .does(&[E::MakeOffer, E::Decided]),
    Row::on(V::Propose, &[S::Escalated])
        .to(S::Proposed)
        .by(&[By::Supervisor])
        .told(&[
            (F::Reason, Yes),
            (F::Amount, No),
            (F::Kind, No),
            (F::Due, No),
        ])
        .when(&[G::BuyerHeard])
        .does(&[E::MakeOffer, E::Decided]),
    Row::on(V::Agree, &[S::Proposed])
        .to(S::Executing)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .does(&[E::AnswerOffer]),
    Row::on(V::Disagree, &[S::Proposed])
        .to(S::Escalated)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::DeclineOffer]),
    Row::on(V::FinalPosition, &[S::Escalated])
        .to(S::Unresolved)
        .by(&[By::Supervisor])
        .told(&[(F::Reason, Yes)])
        .when(&[G::BuyerHeard])
        .does(&[E::Executed, E::Result(CaseResult::Unresolved)]),
    Row::on(
        V::OpenChild,
        &[S::Accepted, S::Investigating, S::Proposed, S::Executing],
    )
    .by(AGENT)
    .told(&[
        (F::Kind, Yes),
        (F::ReasonCode, No),
        (F::Amount, No),
        (F::Text, No),
    ])
    .does(&[E::Child]),
    Row::on(V::ChildrenDone, &[S::Executing])
        .to(S::Resolved)
        .by(CLOCK)
        .told(&[(F::Text, No)])
        .when(&[G::ChildrenClosed])
        .does(&[E::Executed, E::Result(CaseResult::Resolved)]),
    Row::on(V::Notify, &[S::Resolved, S::Unresolved])
        .to(S::Notified)
        .by(CLOCK)
        .told(&[(F::Text, No)])
        .does(&[E::Notified]),
    Row::on(V::CallBackDone, &[S::Notified])
        .to(S::Closed)
        .by(AGENT)
        .told(&[(F::RootCause, Yes), (F::Text, Yes), (F::Score, No)])
        .when(shared::CLOSING)
        .does(&[E::CalledBack, E::Close]),
];
