//! Planning, approving and voiding money (D8, D10.5 to D10.7).

use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::record::Approval;
use crate::domain::case::record::ApprovalSubject;
use crate::domain::case::record::Case;
use crate::domain::case::record::MoneyEntry;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::verb::Field;
use crate::domain::money::Fen;
use crate::domain::people::Actor;
use crate::domain::people::ActorRef;
use crate::domain::people::Role;
use crate::domain::refund;
use crate::domain::rules::compensation::Worth;
use crate::domain::rules::freight;
use crate::domain::time::Timestamp;

/// Puts a new entry on the case. The key is the same for every try to pay it.
pub fn enter(
    case: &mut Case,
    kind: MoneyKind,
    line: Option<u32>,
    amount: Fen,
    (payer, payee): (Payer, Payer),
    by: ActorRef,
    at: Timestamp,
) -> u32 {
    let no = case.money.len() as u32 + 1;
    case.money.push(MoneyEntry {
        no,
        kind,
        order_line: line,
        amount,
        payer,
        payee,
        method: PayMethod::Original,
        state: MoneyState::Planned,
        requested_by: by,
        approved_by: None,
        txn_no: None,
        proof: None,
        idempotency_key: format!("{}-m{no}", case.no),
        reverses: None,
        paid_at: None,
        at,
    });
    no
}

/// Writes down money of no line in particular that the actor decides on now.
pub fn enter_approved<'a>(
    case: &'a mut Case,
    scene: &Scene<'_>,
    kind: MoneyKind,
    amount: Fen,
    way: (Payer, Payer),
) -> &'a mut MoneyEntry {
    let by = scene.actor.as_ref();
    enter(case, kind, None, amount, way, by.clone(), scene.now);
    let entry = case.money.last_mut().expect("an entry was just written");
    entry.state = MoneyState::Approved;
    entry.approved_by = Some(by);
    entry
}

/// Refuses what is above the actor's limit. The system and the buyer accept what staff proposed.
pub fn within_limit(scene: &Scene<'_>, amount: Fen) -> Result<(), Refusal> {
    match scene.actor {
        Actor::Staff { limit, .. } if amount > *limit => Err(Refusal::AboveLimit { limit: *limit }),
        _ => Ok(()),
    }
}

/// An amount that was said: more than nothing.
pub fn positive(amount: Option<Fen>, field: Field) -> Result<Fen, Refusal> {
    match amount {
        None => Err(Refusal::Missing(field)),
        Some(amount) if amount <= Fen::ZERO => Err(Refusal::Invalid(field)),
        Some(amount) => Ok(amount),
    }
}

fn not_negative(amount: Option<Fen>, field: Field) -> Result<Fen, Refusal> {
    match amount {
        Some(amount) if amount < Fen::ZERO => Err(Refusal::Invalid(field)),
        amount => Ok(amount.unwrap_or(Fen::ZERO)),
    }
}

/// Plans a refund of `amount` to the buyer: goods over the lines, freight, deductions. The system
/// takes what was asked for, at most what is left.
pub fn plan_refund(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let input = scene.input;
    let amount = match (input.amount, scene.actor) {
        (None, Actor::System) => refund::suggested(scene.facts),
        (amount, _) => positive(amount, Field::Amount)?,
    };
    super::goods::set_approved(draft, scene)?;
    plan(draft, scene, amount)
}

/// Plans a refund of which the buyer gets `amount` (D8).
pub fn plan(draft: &mut Draft, scene: &Scene<'_>, amount: Fen) -> Result<(), Refusal> {
    let input = scene.input;
    let freight_refund = not_negative(input.freight_refund, Field::FreightRefund)?;
    let freight_deduction = not_negative(input.freight_deduction, Field::FreightDeduction)?;
    let agreed_deduction: Fen = draft
        .case
        .money
        .iter()
        .filter(|e| e.kind == MoneyKind::DamageDeduction && e.state == MoneyState::Planned)
        .map(|e| e.amount)
        .sum();
    let deduction = match input.deduction {
        None => agreed_deduction,
        said => not_negative(said, Field::Deduction)?,
    };
    void_planned(&mut draft.case);
    within_limit(scene, amount)?;
    if freight_refund > refund::freight_left(scene.facts) {
        return Err(Refusal::Invalid(Field::FreightRefund));
    }
    let goods = amount - freight_refund + freight_deduction + deduction;
    if goods < Fen::ZERO {
        return Err(Refusal::Invalid(Field::Amount));
    }
    let facts = crate::domain::case::facts::Facts {
        case: &draft.case,
        ..*scene.facts
    };
    let per_line = refund::left_per_line(&facts);
    let left: Fen = per_line.iter().copied().sum();
    if goods > left {
        return Err(Refusal::MoreThanRefundable {
            left: (left + freight_refund - freight_deduction - deduction).max(Fen::ZERO),
        });
    }
    deductible(scene, draft, goods, freight_deduction)?;
    if deduction > goods {
        return Err(Refusal::Invalid(Field::Deduction));
    }
    let by = scene.actor.as_ref();
    let to_buyer = (Payer::Shop, Payer::Buyer);
    let shares = refund::split(goods, &per_line.iter().map(|f| f.0).collect::<Vec<_>>());
    let order_lines: Vec<Option<u32>> = draft.case.lines.iter().map(|l| l.order_line).collect();
    let mut damage_left = deduction;
    for (at, share) in shares.iter().enumerate() {
        let line = order_lines.get(at).copied().flatten();
        if let Some(planned) = draft.case.lines.get_mut(at) {
            planned.refund_goods = *share;
        }
        if *share > Fen::ZERO {
            let case = &mut draft.case;
            enter(
                case,
                MoneyKind::GoodsRefund,
                line,
                *share,
                to_buyer,
                by.clone(),
                scene.now,
            );
        }
        let damage = damage_left.min(*share);
        if damage > Fen::ZERO {
            let case = &mut draft.case;
            let from_buyer = (Payer::Buyer, Payer::Shop);
            enter(
                case,
                MoneyKind::DamageDeduction,
                line,
                damage,
                from_buyer,
                by.clone(),
                scene.now,
            );
            damage_left = damage_left - damage;
        }
    }
    for (kind, amount, way) in [
        (MoneyKind::FreightRefund, freight_refund, to_buyer),
        (
            MoneyKind::FreightDeduction,
            freight_deduction,
            (Payer::Buyer, Payer::Shop),
        ),
    ] {
        if amount > Fen::ZERO {
            enter(
                &mut draft.case,
                kind,
                None,
                amount,
                way,
                by.clone(),
                scene.now,
            );
        }
    }
    draft.case.approved_amount = Some(amount);
    draft.fact("amount", amount.0);
    Ok(())
}

/// A freight deduction needs a row of the matrix that allows it and a recorded cost (D10.12), and
/// never hits the buyer for what the courier lost or broke (D10.11).
fn deductible(
    scene: &Scene<'_>,
    draft: &Draft,
    goods: Fen,
    freight_deduction: Fen,
) -> Result<(), Refusal> {
    if freight_deduction <= Fen::ZERO {
        return Ok(());
    }
    let rule = freight::find(
        &scene.rules.pack.freight,
        draft.case.fault,
        &draft.case.reason,
    );
    let most = refund::outbound_cost(scene.facts).min(goods);
    if !rule.deduct_outbound || freight_deduction > most {
        return Err(Refusal::Invalid(Field::FreightDeduction));
    }
    Ok(())
}

/// Approves what is planned, and answers the question that was asked about it.
pub fn approve_planned(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = draft.case.approved_amount.unwrap_or(Fen::ZERO);
    answer_approval(draft, scene, amount)?;
    for entry in draft.case.money.iter_mut() {
        if entry.state == MoneyState::Planned {
            entry.state = MoneyState::Approved;
            // Who decided approves; a warehouse that reports the parcel back approves nothing.
            let decides = matches!(scene.actor, Actor::Staff { .. } | Actor::System);
            let decided = entry.at == scene.now && decides;
            entry.approved_by = Some(match decided {
                true => scene.actor.as_ref(),
                false => entry.requested_by.clone(),
            });
        }
    }
    Ok(())
}

/// Closes the open question about money. Who asked may not answer above their limit (D10.7).
pub fn answer_approval(draft: &mut Draft, scene: &Scene<'_>, amount: Fen) -> Result<(), Refusal> {
    let me = scene.actor.as_ref();
    let agent_limit = scene.rules.pack.limits.agent;
    for approval in draft.case.approvals.iter_mut() {
        if approval.decided_at.is_some() {
            continue;
        }
        if approval.requested_by == me && amount > agent_limit {
            return Err(Refusal::SamePerson);
        }
        approval.decided_by = Some(me.clone());
        approval.decided_at = Some(scene.now);
        approval.granted = Some(true);
    }
    Ok(())
}

/// Asks someone with a higher limit.
pub fn request_approval(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    if draft.case.kind.moves_money() {
        let left = refund::left(scene.facts) + refund::freight_left(scene.facts);
        if amount > left {
            return Err(Refusal::MoreThanRefundable { left });
        }
    }
    draft.case.approvals.push(Approval {
        subject: match draft.case.kind.moves_money() {
            true => ApprovalSubject::Money,
            false => ApprovalSubject::Compensation,
        },
        amount: Some(amount),
        requested_by: scene.actor.as_ref(),
        requested_at: scene.now,
        decided_by: None,
        decided_at: None,
        granted: None,
    });
    draft.tell(
        crate::domain::notice::NoticeKind::Escalation,
        crate::domain::notice::Audience::Supervisor,
    );
    Ok(())
}

/// Says no to the open question.
pub fn deny_approval(draft: &mut Draft, scene: &Scene<'_>) {
    for approval in draft.case.approvals.iter_mut() {
        if approval.decided_at.is_none() {
            approval.decided_by = Some(scene.actor.as_ref());
            approval.decided_at = Some(scene.now);
            approval.granted = Some(false);
        }
    }
}

/// Voids what was planned but never approved.
fn void_planned(case: &mut Case) {
    case.money
        .iter_mut()
        .filter(|entry| entry.state == MoneyState::Planned)
        .for_each(|entry| entry.state = MoneyState::Void);
}

/// Voids what was not paid and is not being paid.
pub fn void_open(draft: &mut Draft) {
    for entry in draft.case.money.iter_mut() {
        if matches!(
            entry.state,
            MoneyState::Planned | MoneyState::Approved | MoneyState::Failed
        ) {
            entry.state = MoneyState::Void;
        }
    }
}

/// Voids one entry; nothing is ever edited (D10.5).
pub fn void_entry(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let no = scene.input.entry.ok_or(Refusal::Missing(Field::Entry))?;
    let entry = draft
        .case
        .money
        .iter_mut()
        .find(|entry| entry.no == no)
        .ok_or(Refusal::Invalid(Field::Entry))?;
    match entry.state {
        MoneyState::Planned | MoneyState::Approved | MoneyState::Failed => {
            entry.state = MoneyState::Void;
            Ok(())
        }
        MoneyState::Paying | MoneyState::Paid | MoneyState::Void => {
            Err(Refusal::Needs(Need::VoidableMoney))
        }
    }
}

/// Money beside the refund has no proposal of its own to approve: above the caps it is a
/// supervisor who adds it (D8).
fn within_caps(scene: &Scene<'_>, amount: Fen) -> Result<(), Refusal> {
    if scene.actor.has(Role::Supervisor) || scene.actor.has(Role::Owner) {
        return Ok(());
    }
    let lines = &scene.facts.case.lines;
    let line_nos: Vec<u32> = lines.iter().filter_map(|line| line.order_line).collect();
    let worth = Worth::of(scene.facts.order, &line_nos);
    let compensation = &scene.rules.pack.compensation;
    let left = compensation.left(&worth, &scene.facts.compensated);
    match left.into_iter().map(|(_, left)| left).min() {
        Some(least) if amount > least => Err(Refusal::AboveLimit {
            limit: least.max(Fen::ZERO),
        }),
        _ => Ok(()),
    }
}

/// Money beside the refund: return freight, price difference, gift.
pub fn add(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene
        .input
        .money_kind
        .ok_or(Refusal::Missing(Field::MoneyKind))?;
    let amount = positive(scene.input.amount, Field::Amount)?;
    let way = match kind {
        MoneyKind::ReturnFreight
        | MoneyKind::PriceDiffRefund
        | MoneyKind::GiftCost
        | MoneyKind::Compensation => (Payer::Shop, Payer::Buyer),
        MoneyKind::PriceDiffCharge | MoneyKind::RepairCharge => (Payer::Buyer, Payer::Shop),
        MoneyKind::PlatformSubsidyBack => (Payer::Shop, Payer::Platform),
        _ => return Err(Refusal::Invalid(Field::MoneyKind)),
    };
    if !crate::domain::case::guard::is_side(&draft.case, kind) {
        return Err(Refusal::Invalid(Field::MoneyKind));
    }
    // A buyer whose goods the courier lost or broke pays nothing (D10.11).
    if way.0 == Payer::Buyer && draft.case.fault == crate::domain::case::record::Fault::Courier {
        return Err(Refusal::Invalid(Field::MoneyKind));
    }
    within_limit(scene, amount)?;
    if kind == MoneyKind::Compensation {
        within_caps(scene, amount)?;
    }
    enter_approved(&mut draft.case, scene, kind, amount, way);
    Ok(())
}
