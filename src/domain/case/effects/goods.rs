//! Pieces and parcels: what may come back, what came, what was found, what went out.

use crate::domain::case::act::InspectedLine;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::FileKind;
use crate::domain::case::record::GoodsStatus;
use crate::domain::case::record::Grade;
use crate::domain::case::record::Repair;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::deadline;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::rules::DeadlineRule;
use crate::domain::rules::Length;
use crate::domain::tracking::recognise::normal;

/// Sets the approved pieces: what was said, else all that was applied for.
pub fn set_approved(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let said = &scene.input.quantities;
    if !said.is_empty() && said.len() != draft.case.lines.len() {
        return Err(Refusal::Invalid(Field::Quantities));
    }
    for (at, line) in draft.case.lines.iter_mut().enumerate() {
        let pieces = said.get(at).copied().unwrap_or(line.qty_applied);
        if pieces > line.qty_applied {
            return Err(Refusal::MorePieces {
                left: line.qty_applied,
            });
        }
        line.qty_approved = pieces;
    }
    let none = draft.case.lines.iter().all(|line| line.qty_approved == 0);
    if !draft.case.lines.is_empty() && none {
        return Err(Refusal::Invalid(Field::Quantities));
    }
    Ok(())
}

/// The buyer may send the goods back.
pub fn grant_return(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    set_approved(draft, scene)?;
    draft.case.decided_at = Some(scene.now);
    Ok(())
}

/// Approves pieces to send, at most what the order had and was not sent before (D10.3).
pub fn grant_pieces(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    set_approved(draft, scene)?;
    if let Some(order) = scene.facts.order {
        for line in &draft.case.lines {
            let Some(no) = line.order_line else { continue };
            let ordered = order.lines.iter().find(|l| l.line_no == no);
            let before = scene.facts.ledger.line(no).map_or(0, |l| l.qty_sent_out);
            let left = ordered.map_or(0, |l| l.qty.saturating_sub(before));
            if line.qty_approved > left {
                return Err(Refusal::MorePieces { left });
            }
        }
    }
    Ok(())
}

/// Adds a parcel with what was said about it.
pub fn add_parcel(draft: &mut Draft, scene: &Scene<'_>, kind: ParcelKind) {
    let carrier = scene.input.carrier.clone().unwrap_or_default();
    let tracking_no = scene.input.tracking_no.clone().unwrap_or_default();
    if carrier.is_empty() && tracking_no.is_empty() {
        return;
    }
    draft.case.parcels.push(Parcel {
        kind,
        carrier: carrier.trim().to_owned(),
        tracking_no: tracking_no.trim().to_owned(),
        state: ParcelState::PickedUp,
        shipped_at: Some(scene.now),
        signed_at: None,
        freight_cost: scene.input.freight_cost,
    });
}

/// The goods go back to the buyer.
pub fn send_back(draft: &mut Draft, scene: &Scene<'_>) {
    add_parcel(draft, scene, ParcelKind::SentBack);
    draft.case.executed_at = Some(scene.now);
    if let Some(payer) = scene.input.freight_payer {
        draft.fact("freight_payer", payer);
    }
}

/// The last parcel on its way to the buyer is in this state.
pub fn out_parcel_is(draft: &mut Draft, scene: &Scene<'_>, state: ParcelState) {
    let out = draft.case.parcels.iter_mut().rev().find(|parcel| {
        matches!(
            parcel.kind,
            ParcelKind::ExchangeOut | ParcelKind::Reship | ParcelKind::RepairOut
        )
    });
    if let Some(parcel) = out {
        parcel.state = state;
        parcel.signed_at = parcel.signed_at.or(Some(scene.now));
    }
}

/// Tracking says where a parcel is: `result` is its state (D9), `due` when it was signed for, and
/// `carrier` corrects whose number it is.
pub fn parcel_moved(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let input = scene.input;
    let number = normal(input.tracking_no.as_deref().unwrap_or_default());
    let parcel = draft
        .case
        .parcels
        .iter_mut()
        .rev()
        .find(|parcel| normal(&parcel.tracking_no) == number)
        .ok_or(Refusal::Invalid(Field::TrackingNo))?;
    let mut facts: Vec<(&str, String)> = Vec::new();
    if let Some(code) = input.result.as_deref() {
        let state = ParcelState::from_code(code).ok_or(Refusal::Invalid(Field::Result))?;
        parcel.state = state;
        facts.push(("parcel_state", state.to_string()));
    }
    if matches!(parcel.state, ParcelState::Signed | ParcelState::Returned) {
        parcel.signed_at = parcel.signed_at.or(input.due);
    }
    if let Some(carrier) = input.carrier.as_deref().map(str::trim) {
        facts.push(("carrier_before", parcel.carrier.clone()));
        parcel.carrier = carrier.to_owned();
    }
    for (name, value) in facts {
        draft.fact(name, value);
    }
    Ok(())
}

/// The goods are with us.
pub fn received(draft: &mut Draft, scene: &Scene<'_>) {
    let said = scene.input.tracking_no.as_deref().map(str::trim);
    let known = draft
        .case
        .parcels
        .iter_mut()
        .rev()
        .find(|parcel| parcel.kind == ParcelKind::Return);
    match known {
        Some(parcel) => {
            parcel.state = ParcelState::Signed;
            parcel.signed_at = parcel.signed_at.or(Some(scene.now));
        }
        None if said.is_some_and(|no| !no.is_empty()) => {
            add_parcel(draft, scene, ParcelKind::Return);
            if let Some(parcel) = draft.case.parcels.last_mut() {
                parcel.state = ParcelState::Signed;
                parcel.signed_at = Some(scene.now);
            }
        }
        None => {}
    }
    draft.case.received_at = Some(scene.now);
    draft.case.goods_status = GoodsStatus::Returned;
}

/// What the warehouse found. Everything in grade A or B and complete passes; photographs are
/// mandatory for C, D, X and shortages (D6.2).
pub fn inspect(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let found = &scene.input.inspection;
    if found.is_empty() {
        return Err(Refusal::Missing(Field::Inspection));
    }
    let mut good = true;
    for seen in found {
        good &= inspect_line(draft, scene, seen)?;
    }
    let all: bool = (0..draft.case.lines.len()).all(|at| found.iter().any(|f| f.line == at));
    let good = good && all;
    let photographed = scene.input.files.iter().chain(&draft.case.files).any(|f| {
        matches!(
            f.kind,
            FileKind::Photo | FileKind::Video | FileKind::Inspection
        )
    });
    if !good && !photographed {
        return Err(Refusal::Needs(Need::PhotosAttached));
    }
    draft.to = if good {
        State::Passed
    } else {
        State::InspectionDisputed
    };
    Ok(())
}

fn inspect_line(
    draft: &mut Draft,
    scene: &Scene<'_>,
    seen: &InspectedLine,
) -> Result<bool, Refusal> {
    let line = draft
        .case
        .lines
        .get_mut(seen.line)
        .ok_or(Refusal::Invalid(Field::Inspection))?;
    let came = seen
        .passed
        .checked_add(seen.failed)
        .ok_or(Refusal::Invalid(Field::Inspection))?;
    let mut most = line.qty_applied;
    if let (Some(order), Some(no)) = (scene.facts.order, line.order_line) {
        let ordered = order.lines.iter().find(|l| l.line_no == no);
        let before = scene.facts.ledger.line(no).map_or(0, |l| l.qty_returned);
        most = most.min(ordered.map_or(0, |l| l.qty.saturating_sub(before)));
    }
    if came > most {
        return Err(Refusal::MorePieces { left: most });
    }
    line.qty_passed = seen.passed;
    line.qty_failed = seen.failed;
    line.qty_returned = came;
    line.grade = Some(seen.grade);
    Ok(matches!(seen.grade, Grade::A | Grade::B)
        && seen.failed == 0
        && seen.passed == line.qty_approved)
}

/// Takes all approved pieces as passed: no inspection needed, or the shop bears the difference.
/// Pieces that were counted keep their count.
pub fn pass_all(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    for line in draft.case.lines.iter_mut() {
        let mut most = line.qty_approved;
        if let (Some(order), Some(no)) = (scene.facts.order, line.order_line) {
            let ordered = order.lines.iter().find(|l| l.line_no == no);
            let before = scene.facts.ledger.line(no).map_or(0, |l| l.qty_returned);
            most = most.min(ordered.map_or(0, |l| l.qty.saturating_sub(before)));
        }
        if line.grade.is_none() {
            line.qty_returned = most;
        }
        line.qty_passed = line.qty_returned;
        line.qty_failed = 0;
    }
    Ok(())
}

/// The goods go out: an exchange, a repaired article or what was missing. At most what passed or
/// was approved (D10.3).
pub fn send_out(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = match draft.case.kind {
        Kind::Exchange => ParcelKind::ExchangeOut,
        Kind::Repair => ParcelKind::RepairOut,
        _ => ParcelKind::Reship,
    };
    set_sku(draft, scene);
    add_parcel(draft, scene, kind);
    if draft.case.kind == Kind::Repair {
        return Ok(());
    }
    let in_advance = draft.case.shipped_in_advance || draft.case.kind == Kind::Reship;
    for line in draft.case.lines.iter_mut() {
        let pieces = if in_advance {
            line.qty_approved
        } else {
            line.qty_passed
        };
        // After a problem the same pieces may go out once more.
        line.qty_sent_out = line.qty_sent_out.max(pieces);
    }
    Ok(())
}

/// The article that is sent instead.
pub fn set_sku(draft: &mut Draft, scene: &Scene<'_>) {
    let said = scene.input.sku.as_deref().map(str::trim);
    if let Some(sku) = said.filter(|sku| !sku.is_empty()) {
        for line in draft.case.lines.iter_mut() {
            line.replacement_sku = Some(sku.to_owned());
        }
    }
}

/// The new goods go before the old ones come: the buyer has as long as for any return (D6.3).
pub fn ship_in_advance(draft: &mut Draft, scene: &Scene<'_>) {
    draft.case.shipped_in_advance = true;
    let length = scene
        .rules
        .pack
        .deadline(DeadlineKind::BuyerShip)
        .map_or(Length::Wall(crate::domain::time::Span::days(7)), |rule| {
            rule.length
        });
    let rule = DeadlineRule {
        kind: DeadlineKind::Manual,
        length,
        pausable: false,
        outcome: TimeoutOutcome::Listed,
        source: DeadlineSource::Manual,
    };
    let due = deadline::due(&rule, scene.now, false, scene.rules);
    deadline::start_until(&mut draft.case, &rule, due, scene.rules, scene.now);
}

/// The old goods of an exchange in advance came.
pub fn advance_back(draft: &mut Draft, scene: &Scene<'_>) {
    received(draft, scene);
    for line in draft.case.lines.iter_mut() {
        line.qty_returned = line.qty_approved;
        line.qty_passed = line.qty_approved;
    }
    deadline::finish(&mut draft.case, DeadlineKind::Manual, scene.now);
    draft.case.shipped_in_advance = false;
}

pub fn in_warranty(draft: &mut Draft) {
    let repair = draft.case.repair.get_or_insert_with(Repair::default);
    repair.in_warranty = Some(true);
}

/// The repair begins and has as many days as were said.
pub fn start_repair(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let repair = draft.case.repair.get_or_insert_with(Repair::default);
    let days = scene.input.days.or(repair.expected_days);
    if days.is_some_and(|days| days == 0 || days > 365) {
        return Err(Refusal::Invalid(Field::Days));
    }
    repair.expected_days = days;
    repair.started_at = Some(scene.now);
    if let Some(rule) = scene.rules.pack.deadline(DeadlineKind::Repair) {
        let (case, now) = (&mut draft.case, scene.now);
        match days {
            Some(days) => {
                let due = scene.rules.calendar.add_days(now, days);
                deadline::start_as_said(case, rule, due, scene.rules, now);
            }
            None => {
                let due = deadline::due(rule, now, false, scene.rules);
                deadline::start_until(case, rule, due, scene.rules, now);
            }
        }
    }
    Ok(())
}

pub fn finish_repair(draft: &mut Draft, scene: &Scene<'_>) {
    let repair = draft.case.repair.get_or_insert_with(Repair::default);
    repair.finished_at = Some(scene.now);
}
