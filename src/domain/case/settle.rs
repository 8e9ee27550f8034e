//! After the effects: state, clocks, standing, notices, and the system's own next step.

use super::act::Act;
use super::change::Change;
use super::draft::Draft;
use super::draft::Scene;
use super::effects::desk;
use super::effects::work;
use super::facts::Facts;
use super::guard::open_offer;
use super::kind::Kind;
use super::kind::Machine;
use super::possible::possible_verb;
use super::record::Case;
use super::record::OfferAnswer;
use super::record::WaitingOn;
use super::said;
use super::standing::standing;
use super::state::State;
use super::tables::Row;
use super::verb::Verb;
use crate::domain::deadline;
use crate::domain::notice::Audience;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::refund;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// Files that came with the act belong to the case.
pub fn attach(draft: &mut Draft, scene: &Scene<'_>) {
    for file in &scene.input.files {
        if !draft.case.files.iter().any(|known| known.hash == file.hash) {
            draft.case.files.push(file.clone());
        }
    }
}

/// Acts of the shop that a buyer would not call an answer.
fn is_answer(verb: Verb) -> bool {
    !matches!(
        verb,
        Verb::Note
            | Verb::Assign
            | Verb::HandOver
            | Verb::Pin
            | Verb::Unpin
            | Verb::TakeOver
            | Verb::GiveBack
            | Verb::Snooze
            | Verb::Wake
            | Verb::Remind
            | Verb::RemindDone
            | Verb::Check
            | Verb::Uncheck
            | Verb::Attach
            | Verb::SetPriority
            | Verb::SetReason
            | Verb::SetNext
            | Verb::Tag
            | Verb::Untag
            | Verb::OverrideDeadline
            | Verb::RequestApproval
            | Verb::DenyApproval
            | Verb::AddMoney
            | Verb::SettleMoney
            | Verb::VoidMoney
            | Verb::Merge
            | Verb::Split
            | Verb::Convert
            | Verb::InfoAdded
            | Verb::BuyerWrites
            | Verb::Reapply
            | Verb::Mirror
    )
}

/// What the buyer may see of the timeline: what happened to their case, never the desk's own.
pub fn visible(machine: Machine, verb: Verb) -> bool {
    let inner = matches!(
        verb,
        Verb::Note
            | Verb::LogContact
            | Verb::Pin
            | Verb::Unpin
            | Verb::TakeOver
            | Verb::GiveBack
            | Verb::Snooze
            | Verb::Wake
            | Verb::Remind
            | Verb::RemindDone
            | Verb::Check
            | Verb::Uncheck
            | Verb::Assign
            | Verb::HandOver
            | Verb::SetPriority
            | Verb::SetReason
            | Verb::SetNext
            | Verb::Tag
            | Verb::Untag
            | Verb::OverrideDeadline
            | Verb::RequestApproval
            | Verb::DenyApproval
            | Verb::VoidMoney
            | Verb::AddMoney
            | Verb::SettleMoney
            | Verb::FinanceOk
            | Verb::PayStart
            | Verb::PayFail
            | Verb::Retry
            | Verb::Warn
            | Verb::Breach
            | Verb::Recompute
            | Verb::ParcelMoved
            | Verb::Mirror
            | Verb::Propose
            | Verb::Refuse
            | Verb::Suspect
            | Verb::Contact
            | Verb::NotConfirmed
    );
    !inner && machine != Machine::Claim
}

/// What the buyer is told after an act (D12).
fn news(case: &Case, verb: Verb, to: State, moved: bool) -> Option<NoticeKind> {
    Some(match (verb, to) {
        (Verb::Submit, _) => NoticeKind::Received,
        (Verb::Acknowledge, _) => NoticeKind::Received,
        (Verb::Approve | Verb::AutoApprove, _) if case.kind != Kind::Compensation => {
            NoticeKind::Approved
        }
        (Verb::AdvanceShip, _) => NoticeKind::Approved,
        (Verb::Reject, _) => NoticeKind::Rejected,
        (Verb::AskInfo, _) => NoticeKind::InfoNeeded,
        (Verb::Offer, _) => NoticeKind::Offer,
        (Verb::Propose, State::Proposed) => NoticeKind::Offer,
        (Verb::ReturnDelivered | Verb::ScanReceive, _) => NoticeKind::GoodsArrived,
        (Verb::Inspect, State::InspectionDisputed) => NoticeKind::InspectionDisputed,
        (Verb::PayOk | Verb::ManualPay, _) => NoticeKind::Refunded,
        (Verb::Ship | Verb::SendBack, _) => NoticeKind::Shipped,
        (Verb::Quote, _) => NoticeKind::Quote,
        (Verb::Message | Verb::Restate, _) => NoticeKind::Message,
        (Verb::RepairDone, _) => NoticeKind::RepairDone,
        (Verb::ContactCourier | Verb::InterceptFailed | Verb::OutOfStock | Verb::SendVendor, _) => {
            NoticeKind::Progress
        }
        (_, State::Notified) if moved => NoticeKind::Closing,
        _ => return None,
    })
}

/// What the system does at once by itself after an act.
fn follow_up(
    case: &Case,
    machine: Machine,
    from: Option<State>,
    rules: &Rules<'_>,
) -> Option<Verb> {
    if machine == Machine::Dispute || machine == Machine::Claim || from == Some(case.state) {
        return None;
    }
    let refunds = matches!(case.kind, Kind::RefundOnly | Kind::ReturnRefund);
    match (case.kind, case.state) {
        (_, State::Approved) if refunds && refund::pay(case) < rules.pack.limits.finance_review => {
            Some(Verb::FinanceOk)
        }
        (_, State::Refunded | State::Paid) => Some(Verb::Notify),
        (Kind::Inquiry, State::Resolved) => Some(Verb::AutoClose),
        _ => None,
    }
}

/// Whose turn it is, what comes next and when: always set while a case is open (D10.21).
pub fn stand(case: &mut Case, moved: bool, next_said: bool, rules: &Rules<'_>, now: Timestamp) {
    let standing = standing(case.kind, case.state);
    case.phase = standing.phase;
    case.waiting_on = standing.waiting_on;
    case.stage_owner = standing.turn;
    if next_said {
        return;
    }
    let Some(next) = standing.next else {
        case.next_action.clear();
        case.next_action_at = now;
        return;
    };
    // An offer that waits for its answer goes before what the shop would do.
    let asked = open_offer(case).is_some()
        && matches!(case.state, State::InspectionDisputed | State::Alternative);
    let next = if asked { Verb::Accept } else { next };
    if asked {
        case.waiting_on = WaitingOn::Buyer;
    }
    let by_itself = Verb::from_code(&case.next_action).is_some();
    if !moved && !by_itself && !case.next_action.is_empty() && case.next_action_at > now {
        return;
    }
    case.next_action = next.code().to_owned();
    case.next_action_at = match deadline::next_due(case).filter(|due| *due > now) {
        Some(due) => due,
        // Without a clock someone looks again the next day; a note does not push that on.
        None if !moved && case.next_action_at > now => case.next_action_at,
        None => rules.calendar.next_open(now + desk::LOOK_AGAIN),
    };
}

/// Puts the state in place and everything that follows from it.
pub fn finish(
    mut draft: Draft,
    scene: &Scene<'_>,
    machine: Machine,
    row: &Row,
    from: Option<State>,
) -> Change {
    let case = &mut draft.case;
    let was = scene.facts.case.state;
    match machine {
        Machine::Dispute => {
            if let Some(dispute) = case.dispute.as_mut() {
                dispute.state = draft.to;
            }
        }
        Machine::Claim => {
            if let Some(claim) = case.claim.as_mut() {
                claim.state = draft.to;
            }
        }
        _ => case.state = draft.to,
    }
    let overlay = matches!(machine, Machine::Dispute | Machine::Claim);
    let buyer_spoke = row.verb == Verb::Message && *scene.actor == Actor::Buyer;
    let spoke = scene
        .input
        .contact_outcome
        .is_none_or(|outcome| outcome.answers());
    let touched = desk::by_staff(scene.actor) && is_answer(row.verb) && spoke && !overlay;
    if !was.is_terminal() || !case.state.is_terminal() {
        let before = Some((scene.facts.case.kind.machine(), was));
        deadline::follow(case, before, touched, scene.rules, scene.now);
        let moved = was != case.state || scene.facts.case.kind != case.kind;
        if buyer_spoke {
            case.next_action = Verb::Message.code().to_owned();
            case.next_action_at = scene.now;
        }
        // Who wrote waits for an answer, and no note of a colleague takes that out of sight.
        let is_owed = case.next_action == Verb::Message.code() && !touched && !moved;
        stand(
            case,
            moved,
            draft.next_said || is_owed,
            scene.rules,
            scene.now,
        );
        if is_owed && !draft.next_said {
            case.waiting_on = WaitingOn::Shop;
            case.stage_owner = Role::Agent;
        }
        work::keep(case, moved, scene);
    }
    if case.state.is_terminal() {
        end(case);
    }
    let to = draft.to;
    let mut notices = draft.notices.clone();
    if !buyer_spoke && let Some(kind) = news(case, row.verb, to, from != Some(to)) {
        notices.push((kind, Audience::Buyer));
    }
    if draft.then.is_none() {
        let facts = Facts {
            case,
            ..*scene.facts
        };
        draft.then = follow_up(case, machine, from, scene.rules)
            .filter(|verb| {
                possible_verb(&facts, *verb, &Actor::System, scene.rules, scene.now).is_ok()
            })
            .map(Act::of);
    }
    let notices = addressed(case, notices);
    Change {
        machine,
        from,
        to,
        facts: draft.facts,
        text: said::words(row, scene.input),
        visible_to_buyer: visible(machine, row.verb),
        opens: draft.opens,
        notices,
        then: draft.then,
        also: draft.also,
        case: draft.case,
    }
}

/// One key per event and kind: deciding the same again makes the same keys (D10.20).
pub fn addressed(case: &Case, notices: Vec<(NoticeKind, Audience)>) -> Vec<Notice> {
    notices
        .into_iter()
        .map(|(kind, to)| Notice {
            kind,
            to,
            dedupe_key: format!("{}/{}/{kind}/{to}", case.no, case.events),
            seq: case.events,
        })
        .collect()
}

/// Nothing waits in a case that has ended (D10.8).
fn end(case: &mut Case) {
    case.return_to = None;
    for offer in case.offers.iter_mut() {
        if offer.answer == OfferAnswer::Open {
            offer.answer = OfferAnswer::Expired;
        }
    }
    for approval in case.approvals.iter_mut() {
        approval.granted.get_or_insert(false);
    }
}
