//! Proposals to the buyer and their answers: the reason first, the amount second (R123).

use super::money;
use super::money::positive;
use super::money::within_limit;
use crate::domain::case::convert;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::facts::Facts;
use crate::domain::case::guard::open_offer;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::Offer;
use crate::domain::case::record::OfferAnswer;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Repair;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::deadline;
use crate::domain::money::Fen;
use crate::domain::people::Actor;
use crate::domain::refund;
use crate::domain::time::Timestamp;

/// Kinds that an offer may lead to.
fn may_be_offered(from: Kind, to: Kind) -> bool {
    let goods = [
        Kind::RefundOnly,
        Kind::ReturnRefund,
        Kind::Exchange,
        Kind::Repair,
        Kind::Reship,
    ];
    match from.moves_money() {
        true => goods.contains(&to),
        false => goods.contains(&to) || to == Kind::Compensation,
    }
}

/// Makes an offer; an older one that waits is replaced.
pub fn make(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let state = draft.case.state;
    let default = match state {
        // Keeping the goods against money is what one negotiates about first.
        State::Submitted | State::Negotiating if draft.case.kind == Kind::ReturnRefund => {
            Kind::RefundOnly
        }
        _ => draft.case.kind,
    };
    let kind = scene.input.kind.unwrap_or(default);
    if kind != draft.case.kind && !may_be_offered(draft.case.kind, kind) {
        return Err(Refusal::Invalid(Field::Kind));
    }
    let amount = match scene.input.amount {
        Some(amount) => Some(positive(Some(amount), Field::Amount)?),
        None if draft.case.kind.moves_money() && kind == Kind::RefundOnly => {
            return Err(Refusal::Missing(Field::Amount));
        }
        None => None,
    };
    if let Some(amount) = amount {
        within_limit(scene, amount)?;
        let left = refund::left(scene.facts);
        if draft.case.kind.moves_money() && amount > left {
            return Err(Refusal::MoreThanRefundable { left });
        }
        draft.fact("amount", amount.0);
    }
    put(draft, scene, kind, amount)
}

/// Offers what was approved (D6.8).
pub fn make_approved(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let (kind, amount) = (draft.case.kind, draft.case.approved_amount);
    put(draft, scene, kind, amount)
}

fn put(
    draft: &mut Draft,
    scene: &Scene<'_>,
    kind: Kind,
    amount: Option<Fen>,
) -> Result<(), Refusal> {
    lapse(draft, scene);
    let Some(rule) = scene.rules.pack.deadline(DeadlineKind::Offer) else {
        return add(draft, scene, kind, amount, scene.now);
    };
    let usual = deadline::due(rule, scene.now, false, scene.rules);
    let until = scene.input.due.unwrap_or(usual);
    if until <= scene.now {
        return Err(Refusal::Invalid(Field::Due));
    }
    let start = match scene.input.due {
        Some(_) => deadline::start_as_said,
        None => deadline::start_until,
    };
    start(&mut draft.case, rule, until, scene.rules, scene.now);
    add(draft, scene, kind, amount, until)
}

fn add(
    draft: &mut Draft,
    scene: &Scene<'_>,
    kind: Kind,
    amount: Option<Fen>,
    valid_until: Timestamp,
) -> Result<(), Refusal> {
    let no = draft.case.offers.len() as u32 + 1;
    draft.case.offers.push(Offer {
        no,
        kind,
        amount,
        at: scene.now,
        valid_until,
        answer: OfferAnswer::Open,
        counter_amount: None,
        made_by: Some(scene.actor.as_ref()),
        answered_by: None,
        answered_at: None,
    });
    Ok(())
}

/// Writes the answer on the open offer; answers what the offer was.
fn close_offer(draft: &mut Draft, scene: &Scene<'_>, answer: OfferAnswer) -> Option<Offer> {
    deadline::finish(&mut draft.case, DeadlineKind::Offer, scene.now);
    let offer = draft
        .case
        .offers
        .iter_mut()
        .rev()
        .find(|offer| offer.answer == OfferAnswer::Open)?;
    offer.answer = answer;
    if answer != OfferAnswer::Expired {
        offer.answered_by = Some(scene.actor.as_ref());
        offer.answered_at = Some(scene.now);
    }
    Some(offer.clone())
}

/// The buyer said yes; nothing but the answer changes.
pub fn answer(draft: &mut Draft, scene: &Scene<'_>) {
    close_offer(draft, scene, OfferAnswer::Accepted);
}

pub fn decline(draft: &mut Draft, scene: &Scene<'_>) {
    close_offer(draft, scene, OfferAnswer::Declined);
}

pub fn lapse(draft: &mut Draft, scene: &Scene<'_>) {
    close_offer(draft, scene, OfferAnswer::Expired);
}

/// The buyer wants another amount.
pub fn counter(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let wanted = positive(scene.input.amount, Field::Amount)?;
    close_offer(draft, scene, OfferAnswer::Countered);
    if let Some(offer) = draft.case.offers.last_mut() {
        offer.counter_amount = Some(wanted);
    }
    draft.fact("amount", wanted.0);
    Ok(())
}

/// The buyer accepted what was offered: the case becomes what the offer says (D6.2). The money
/// was within the limit of whoever offered it.
pub fn accept(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let offer = open_offer(&draft.case)
        .cloned()
        .ok_or(Refusal::Needs(Need::OpenOffer))?;
    close_offer(draft, scene, OfferAnswer::Accepted);
    draft.case.decided_at = Some(scene.now);
    if offer.kind != draft.case.kind {
        let keeps = (offer.kind == Kind::RefundOnly).then_some(Subtype::KeepGoods);
        convert::becomes(draft, offer.kind, keeps);
    }
    match offer.kind {
        Kind::RefundOnly => {
            let amount = offer.amount.ok_or(Refusal::Needs(Need::OpenOffer))?;
            super::goods::set_approved(draft, scene)?;
            // Accepting spends nobody's limit: the one who offered had it.
            let accepted = Scene {
                actor: &Actor::System,
                ..*scene
            };
            money::plan(draft, &accepted, amount)?;
            let maker = offer.made_by.clone();
            for entry in draft.case.money.iter_mut() {
                if entry.state == crate::domain::case::record::MoneyState::Planned {
                    entry.requested_by = maker.clone().unwrap_or(entry.requested_by.clone());
                }
            }
            money::approve_planned(draft, &accepted)?;
            draft.to = State::Approved;
        }
        Kind::Reship => {
            super::goods::grant_pieces(draft, scene)?;
            draft.to = State::Approved;
        }
        _ => {
            super::goods::grant_return(draft, scene)?;
            if let Some(amount) = offer.amount {
                draft.case.approved_amount = Some(amount);
            }
            draft.to = State::AwaitReturn;
        }
    }
    Ok(())
}

/// The buyer accepted less because of what the inspection found: the difference is a deduction.
pub fn accept_partly(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let offer = open_offer(&draft.case)
        .cloned()
        .ok_or(Refusal::Needs(Need::OpenOffer))?;
    let amount = offer.amount.ok_or(Refusal::Needs(Need::OpenOffer))?;
    close_offer(draft, scene, OfferAnswer::Accepted);
    super::goods::pass_all(draft, scene)?;
    let facts = Facts {
        case: &draft.case,
        ..*scene.facts
    };
    let deduction = refund::left(&facts) - amount;
    if deduction > Fen::ZERO && draft.case.kind == Kind::ReturnRefund {
        let by = offer.made_by.unwrap_or(scene.actor.as_ref());
        money::enter(
            &mut draft.case,
            MoneyKind::DamageDeduction,
            None,
            deduction,
            (Payer::Buyer, Payer::Shop),
            by,
            scene.now,
        );
        draft.fact("deduction", deduction.0);
    }
    draft.case.approved_amount = Some(amount);
    Ok(())
}

/// The technician's quote is an offer that the buyer accepts, declines or lets lapse.
pub fn quote(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    lapse(draft, scene);
    let repair = draft.case.repair.get_or_insert_with(Repair::default);
    repair.in_warranty = Some(false);
    repair.quote = Some(amount);
    repair.expected_days = scene.input.days;
    let until = scene
        .rules
        .pack
        .deadline(DeadlineKind::Quote)
        .map_or(scene.now, |rule| {
            deadline::due(rule, scene.now, false, scene.rules)
        });
    draft.fact("amount", amount.0);
    add(draft, scene, Kind::Repair, Some(amount), until)
}
