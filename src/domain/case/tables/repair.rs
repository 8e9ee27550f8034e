//! 维修 (D6.4).

use super::row::By;
use super::row::Row;
use super::shared;
use super::shared::AGENT;
use super::shared::BUYER;
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
use crate::domain::order::ParcelKind;

pub const TABLE: &[&[Row]] = &[
    shared::RETURNING,
    shared::DECIDING,
    OWN,
    super::exchange::ALTERNATIVE,
    shared::SHIPPING,
    shared::CALLING_BACK,
];

const TECHNICIAN: &[By] = &[By::Technician];

const OWN: &[Row] = &[
    Row::on(V::RedirectLocal, &[S::Submitted])
        .to(S::LocalService)
        .by(AGENT)
        .told(&[(F::Contact, Yes), (F::Text, No)])
        .does(&[E::Decided]),
    Row::on(V::LocalDone, &[S::LocalService])
        .to(S::Notified)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[
            E::Executed,
            E::Result(CaseResult::RepairedLocally),
            E::Notified,
        ]),
    Row::on(V::StartDiagnosis, &[S::Arrived])
        .to(S::Diagnosing)
        .by(TECHNICIAN),
    Row::on(V::InWarranty, &[S::Diagnosing])
        .to(S::Repairing)
        .by(TECHNICIAN)
        .told(&[(F::Days, Yes), (F::Text, No)])
        .does(&[E::InWarranty, E::StartRepair]),
    Row::on(V::Quote, &[S::Diagnosing])
        .to(S::Quoted)
        .by(TECHNICIAN)
        .told(&[(F::Amount, Yes), (F::Days, Yes), (F::Reason, Yes)])
        .does(&[E::Quote]),
    Row::on(V::Accept, &[S::Quoted])
        .to(S::Repairing)
        .by(BUYER)
        .told(&[(F::BuyerAgreed, Yes), (F::Text, No)])
        .when(&[G::OpenOffer])
        .does(&[E::AnswerOffer, E::ChargeRepair, E::StartRepair]),
    Row::on(V::Decline, &[S::Quoted])
        .to(S::ToShip)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .does(&[E::DeclineOffer, E::Result(CaseResult::ReturnedUnrepaired)]),
    Row::on(V::Expire, &[S::Quoted])
        .to(S::ToShip)
        .by(CLOCK)
        .when(&[G::Due(&[D::Quote])])
        .does(&[E::LapseOffer, E::Result(CaseResult::ReturnedUnrepaired)]),
    Row::on(V::NoFault, &[S::Diagnosing])
        .to(S::ToShip)
        .by(TECHNICIAN)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .does(&[E::Result(CaseResult::NoFault)]),
    Row::on(V::SendVendor, &[S::Repairing])
        .to(S::AtVendor)
        .by(&[By::Warehouse, By::Technician])
        .told(&[
            (F::Carrier, Yes),
            (F::TrackingNo, Yes),
            (F::FreightCost, No),
        ])
        .does(&[E::Parcel(ParcelKind::VendorOut)]),
    Row::on(V::VendorBack, &[S::AtVendor])
        .to(S::Repairing)
        .by(&[By::Warehouse, By::Technician])
        .told(&[(F::Carrier, No), (F::TrackingNo, No), (F::FreightCost, No)])
        .does(&[E::Parcel(ParcelKind::VendorIn)]),
    Row::on(V::RepairDone, &[S::Repairing])
        .to(S::ToShip)
        .by(TECHNICIAN)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .does(&[E::FinishRepair, E::Result(CaseResult::Repaired)]),
    Row::on(V::Unrepairable, &[S::Repairing])
        .to(S::Alternative)
        .by(TECHNICIAN)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .does(&[E::VoidOpenMoney, E::FinishRepair]),
];
