//! 平台介入 and 快递索赔: overlays that lie beside a case of any kind (D6.11, D6.13).

use super::row::By;
use super::row::Row;
use super::row::Source;
use super::row::To;
use super::shared::AGENT;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const DISPUTE: &[&[Row]] = &[DISPUTE_ROWS];
pub const CLAIM: &[&[Row]] = &[CLAIM_ROWS];

const DISPUTE_ROWS: &[Row] = &[
    Row::wide(V::DisputeOpen, Source::Absent)
        .to(S::DisputeNotified)
        .by(&[By::Platform, By::Buyer, By::Agent, By::Plugin, By::System])
        .told(&[(F::ReferenceNo, No), (F::Text, No)])
        .when(&[G::CaseOpen])
        .does(&[E::DisputeOpen]),
    Row::on(
        V::EvidenceNeeded,
        &[S::DisputeNotified, S::EvidenceSubmitted],
    )
    .to(S::EvidenceDue)
    .by(&[By::Agent, By::System, By::Platform, By::Plugin])
    .told(&[(F::Due, Yes), (F::Text, No)])
    .does(&[E::EvidenceDue]),
    Row::on(V::SubmitPack, &[S::EvidenceDue])
        .to(S::EvidenceSubmitted)
        .by(AGENT)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::DisputeHasPlatform])
        .does(&[E::FreezePack]),
    Row::on(V::MissEvidence, &[S::EvidenceDue])
        .to(S::Ruling)
        .by(CLOCK)
        .when(&[G::Due(&[D::Evidence])])
        .does(&[E::EvidenceMissed]),
    Row::on(
        V::Rule,
        &[
            S::DisputeNotified,
            S::EvidenceDue,
            S::EvidenceSubmitted,
            S::Ruling,
        ],
    )
    .leads(To::OneOf(&[
        S::DisputeWon,
        S::DisputeLost,
        S::DisputeSettled,
    ]))
    .by(&[By::Agent, By::Platform, By::Plugin])
    .told(&[
        (F::Result, Yes),
        (F::Amount, No),
        (F::Points, No),
        (F::TxnNo, No),
        (F::Text, No),
    ])
    .does(&[E::Ruling]),
    Row::on(
        V::DisputeCancel,
        &[
            S::DisputeNotified,
            S::EvidenceDue,
            S::EvidenceSubmitted,
            S::Ruling,
        ],
    )
    .to(S::DisputeClosed)
    .by(&[By::Agent, By::Platform, By::Plugin])
    .told(&[(F::Text, No)]),
];

const CLAIM_ROWS: &[Row] = &[
    Row::wide(V::ClaimOpen, Source::Absent)
        .to(S::ClaimDraft)
        .by(&[By::Agent, By::System])
        .told(&[
            (F::Reason, Yes),
            (F::Carrier, No),
            (F::TrackingNo, No),
            (F::Amount, No),
        ])
        .does(&[E::ClaimOpen]),
    Row::on(V::ClaimFile, &[S::ClaimDraft])
        .to(S::ClaimFiled)
        .by(AGENT)
        .told(&[
            (F::Amount, Yes),
            (F::Carrier, No),
            (F::TrackingNo, No),
            (F::ReferenceNo, No),
            (F::Text, No),
            (F::Files, No),
        ])
        .does(&[E::ClaimFile]),
    Row::on(V::ClaimAnswer, &[S::ClaimFiled])
        .to(S::ClaimAnswered)
        .by(&[By::Agent, By::Plugin])
        .told(&[(F::Text, Yes), (F::ReferenceNo, No)]),
    Row::on(V::ClaimAccept, &[S::ClaimAnswered])
        .leads(To::OneOf(&[S::ClaimAccepted, S::ClaimPartly]))
        .by(AGENT)
        .told(&[(F::Amount, Yes), (F::Text, No)])
        .does(&[E::ClaimAccept]),
    Row::on(V::ClaimReject, &[S::ClaimAnswered])
        .to(S::ClaimRejected)
        .by(AGENT)
        .told(&[(F::Text, Yes)]),
    Row::on(V::ClaimMoneyIn, &[S::ClaimAccepted, S::ClaimPartly])
        .to(S::ClaimRecovered)
        .by(&[By::Finance])
        .told(&[(F::Amount, Yes), (F::TxnNo, No), (F::Files, No)])
        .does(&[E::ClaimMoneyIn]),
    Row::on(V::ClaimAppeal, &[S::ClaimRejected, S::ClaimPartly])
        .to(S::ClaimFiled)
        .by(&[By::Supervisor])
        .told(&[(F::Text, Yes), (F::Files, No)]),
    Row::on(
        V::ClaimWriteOff,
        &[
            S::ClaimDraft,
            S::ClaimFiled,
            S::ClaimAnswered,
            S::ClaimRejected,
            S::ClaimPartly,
        ],
    )
    .to(S::ClaimWrittenOff)
    .by(&[By::Supervisor])
    .told(&[(F::Reason, Yes)]),
];
