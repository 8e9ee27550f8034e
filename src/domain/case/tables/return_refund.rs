//! 退货退款, and 拒收退货, which starts at returning (D6.2).

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

pub const TABLE: &[&[Row]] = &[
    shared::RETURNING,
    shared::DECIDING,
    shared::INSPECTING,
    OWN,
    shared::PAYING,
    END,
    shared::CALLING_BACK,
];

const OWN: &[Row] = &[Row::on(V::ApproveMoney, &[S::Passed])
    .to(S::Approved)
    .by(AGENT)
    .told(&[
        (F::Amount, Yes),
        (F::Reason, No),
        (F::FreightRefund, No),
        (F::FreightDeduction, No),
        (F::Deduction, No),
    ])
    .when(&[G::Refundable])
    .does(&[E::PlanRefund, E::ApprovePlanned])];

const END: &[Row] = &[Row::on(V::Notify, &[S::Refunded, S::SentBack])
    .to(S::Notified)
    .by(CLOCK)
    .told(&[(F::Text, No)])
    .does(&[E::Notified])];
