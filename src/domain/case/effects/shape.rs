//! Other cases: children, merging (D10.13), splitting (D10.14).

use crate::domain::case::change::Change;
use crate::domain::case::change::OpenCase;
use crate::domain::case::convert;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::guard::held_elsewhere;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Machine;
use crate::domain::case::kind::Phase;
use crate::domain::case::kind::Subtype;
use crate::domain::case::record::Case;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::Intake;
use crate::domain::case::record::OfferAnswer;
use crate::domain::case::record::WaitingOn;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::money::Fen;
use crate::domain::reasons;
use crate::domain::refund;
use crate::domain::time::Timestamp;

/// A child of the kind that was said.
pub fn child(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene.input.kind.ok_or(Refusal::Missing(Field::Kind))?;
    child_of(draft, scene, kind)
}

/// Opens a child with this case's lines. What the buyer gets is not delayed by anything else.
pub fn child_of(draft: &mut Draft, scene: &Scene<'_>, kind: Kind) -> Result<(), Refusal> {
    if kind == draft.case.kind {
        return Err(Refusal::Invalid(Field::Kind));
    }
    let code = scene.input.reason_code.as_deref();
    if code.is_some_and(|code| reasons::find(code).is_none()) {
        return Err(Refusal::Invalid(Field::ReasonCode));
    }
    if kind.moves_money() {
        if draft.case.order.is_none() {
            return Err(Refusal::Needs(Need::Order));
        }
        held_elsewhere(scene.facts)?;
    }
    let reason = code.unwrap_or(&draft.case.reason);
    let mut new = OpenCase::new(draft.case.shop, kind, reason, Intake::Staff);
    new.subtype = match (kind, draft.case.state) {
        (Kind::Reship, State::Lost) => Some(Subtype::LostParcel),
        (Kind::RefundOnly, State::Lost | State::FalseSign) => Some(Subtype::InTransit),
        (Kind::RefundOnly, State::Damaged) => Some(Subtype::KeepGoods),
        (Kind::Compensation, State::Delayed) => Some(Subtype::Delay),
        _ => None,
    };
    new.fault = Some(draft.case.fault);
    new.applied_amount = scene.input.amount;
    new.lines = draft
        .case
        .lines
        .iter()
        .filter_map(|line| Some((line.order_line?, line.qty_applied)))
        .collect();
    new.about = Some(draft.case.no.to_string());
    new.buyer_text = scene.input.text.clone();
    new.owner = Some(draft.case.owner);
    new.parent = Some(draft.case.id);
    let first = draft.case.parcels.first();
    new.tracking_no = match &scene.input.tracking_no {
        Some(said) => Some(said.clone()),
        None => first.map(|parcel| parcel.tracking_no.clone()),
    };
    draft.opens.push(new);
    Ok(())
}

/// Takes another open case into this one: its lines, money, files and parcels move here, its
/// number stays alive, its own timeline stays where it is. Sums before are sums after (D10.13).
pub fn merge(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let named = scene.input.case.ok_or(Refusal::Missing(Field::Case))?;
    let other = scene
        .facts
        .other
        .filter(|other| other.id == named)
        .ok_or(Refusal::Invalid(Field::Case))?;
    let case = &mut draft.case;
    if other.id == case.id {
        return Err(Refusal::Invalid(Field::Case));
    }
    if other.shop != case.shop {
        return Err(Refusal::Needs(Need::SameShop));
    }
    if other.state.is_terminal() {
        return Err(Refusal::Needs(Need::OtherCaseOpen));
    }
    // Pieces and refunds are counted per order: two orders stay two cases (D10.1).
    match (case.order, other.order) {
        (Some(own), Some(of)) if own != of => return Err(Refusal::Needs(Need::SameOrder)),
        (Some(_), Some(_)) => {}
        _ if other.buyer != case.buyer => return Err(Refusal::Invalid(Field::Case)),
        _ => {}
    }
    if other.kind.moves_money() && !case.kind.moves_money() {
        return Err(Refusal::Needs(Need::OtherWayRound));
    }
    if other
        .dispute
        .as_ref()
        .is_some_and(|d| !d.state.is_terminal())
    {
        return Err(Refusal::Needs(Need::DisputeEnded));
    }
    if other.claim.is_some() && case.claim.is_some() {
        return Err(Refusal::Needs(Need::NoClaim));
    }
    let mut gone = other.clone();
    if case.order.is_none() && gone.order.is_some() {
        case.order = gone.order;
        case.order_no.clone_from(&gone.order_no);
    }
    take_lines(case, &mut gone);
    for mut entry in gone.money.drain(..) {
        entry.no = case.money.len() as u32 + 1;
        case.money.push(entry);
    }
    case.files.append(&mut gone.files.clone());
    case.parcels.append(&mut gone.parcels);
    case.children.append(&mut gone.children);
    case.also_known_as.push(other.no.clone());
    case.also_known_as.append(&mut gone.also_known_as);
    if case.claim.is_none() {
        case.claim = gone.claim.take();
    }
    take_promises(case, &mut gone);
    take_clocks(case, &mut gone);
    case.applied_amount = match (case.applied_amount, gone.applied_amount.take()) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or(Fen::ZERO) + b.unwrap_or(Fen::ZERO)),
    };
    draft.fact("merged", other.no.as_str());
    let into = draft.case.id;
    draft
        .also
        .push(gone_into(gone, other, into, &draft.case, scene.now));
    Ok(())
}

/// Moves the lines: pieces of a line both cases have are added up.
fn take_lines(case: &mut Case, gone: &mut Case) {
    for line in gone.lines.drain(..) {
        let same = case
            .lines
            .iter_mut()
            .find(|l| l.order_line.is_some() && l.order_line == line.order_line);
        match same {
            None => case.lines.push(line),
            Some(own) => {
                own.qty_applied += line.qty_applied;
                own.qty_approved += line.qty_approved;
                own.qty_returned += line.qty_returned;
                own.qty_passed += line.qty_passed;
                own.qty_failed += line.qty_failed;
                own.qty_sent_out += line.qty_sent_out;
                own.refund_goods = own.refund_goods + line.refund_goods;
            }
        }
    }
}

/// What was promised stays promised. The words are in the timeline it was said in.
fn take_promises(case: &mut Case, gone: &mut Case) {
    let (open, kept) = std::mem::take(&mut gone.promises)
        .into_iter()
        .partition(|promise| promise.kept_at.is_none());
    gone.promises = kept;
    for mut promise in open {
        promise.no = case.promises.len() as u32 + 1;
        case.promises.push(promise);
    }
}

/// Clocks that others set run on: the marketplace's, the law's, a promise's, one set by hand. Of
/// two that watch the same thing the earlier counts (D10.10).
fn take_clocks(case: &mut Case, gone: &mut Case) {
    let outside = gone
        .deadlines
        .iter_mut()
        .filter(|clock| clock.is_active() && clock.source != DeadlineSource::Rule);
    for clock in outside {
        let own = case
            .deadlines
            .iter_mut()
            .find(|own| own.is_active() && own.kind == clock.kind)
            .filter(|own| own.kind != DeadlineKind::Promise);
        match own {
            Some(own) => {
                own.due_at = own.due_at.min(clock.due_at);
                own.money_at_risk = match (own.money_at_risk, clock.money_at_risk) {
                    (None, None) => None,
                    (a, b) => Some(a.unwrap_or(Fen::ZERO) + b.unwrap_or(Fen::ZERO)),
                };
            }
            None => case.deadlines.push(clock.clone()),
        }
        clock.cancel();
    }
}

/// The case that was merged, at its end.
fn gone_into(
    mut gone: Case,
    other: &Case,
    into: crate::domain::ids::CaseId,
    survivor: &Case,
    now: Timestamp,
) -> Change {
    gone.state = State::Merged;
    gone.phase = Phase::Closed;
    gone.waiting_on = WaitingOn::Nobody;
    gone.merged_into = Some(into);
    gone.result = Some(CaseResult::Merged.code().to_owned());
    gone.closed_at = Some(now);
    gone.next_action.clear();
    gone.next_action_at = now;
    gone.deadlines.iter_mut().for_each(|d| d.cancel());
    gone.offers
        .iter_mut()
        .filter(|offer| offer.answer == OfferAnswer::Open)
        .for_each(|offer| offer.answer = OfferAnswer::Expired);
    Change {
        machine: Machine::Common,
        from: Some(other.state),
        to: State::Merged,
        facts: vec![("into".to_owned(), survivor.no.to_string())],
        text: None,
        visible_to_buyer: true,
        opens: Vec::new(),
        notices: Vec::new(),
        then: None,
        also: Vec::new(),
        case: gone,
    }
}

/// Moves pieces into a case of their own. `quantities` are the pieces that go, per line; pieces
/// and the amount asked for of both parts are those of the whole (D10.14).
pub fn split(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let goes = &scene.input.quantities;
    if goes.len() != draft.case.lines.len() {
        return Err(Refusal::Invalid(Field::Quantities));
    }
    let total: u32 = draft.case.lines.iter().map(|line| line.qty_applied).sum();
    let mut moved = 0u32;
    let mut lines = Vec::new();
    for (line, pieces) in draft.case.lines.iter_mut().zip(goes) {
        if *pieces > line.qty_applied {
            return Err(Refusal::MorePieces {
                left: line.qty_applied,
            });
        }
        let Some(no) = line.order_line else {
            if *pieces > 0 {
                return Err(Refusal::Invalid(Field::Quantities));
            }
            continue;
        };
        if *pieces > 0 {
            lines.push((no, *pieces));
        }
        moved += *pieces;
        line.qty_applied -= *pieces;
        line.qty_approved = 0;
    }
    if moved == 0 || moved >= total {
        return Err(Refusal::Invalid(Field::Quantities));
    }
    draft.case.lines.retain(|line| line.qty_applied > 0);
    let whole = draft.case.applied_amount;
    let parts =
        whole.map(|amount| refund::split(amount, &[i64::from(total - moved), i64::from(moved)]));
    let mut new = OpenCase::new(
        draft.case.shop,
        draft.case.kind,
        &draft.case.reason,
        draft.case.intake,
    );
    new.subtype = draft.case.subtype;
    new.fault = Some(draft.case.fault);
    if let Some(parts) = parts {
        draft.case.applied_amount = Some(parts[0]);
        new.applied_amount = Some(parts[1]);
    }
    new.lines = lines;
    new.owner = Some(draft.case.owner);
    new.about = Some(draft.case.no.to_string());
    new.state = Some(convert::plain(draft.case.state));
    new.split_from = Some(draft.case.id);
    draft.fact("pieces", moved);
    draft.opens.push(new);
    Ok(())
}
