//! What gateways say became of text messages: taken in any order and as often as they like.

use super::routing::speaking;
use crate::actions::Moment;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Standing;
use crate::domain::notice::delivery::Way;
use crate::domain::notice::sms::Receipt;
use crate::domain::notice::sms::standing;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::worlds::Offer;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::outbox;
use crate::store::receipts;
use crate::store::receipts::Awaited;

/// How long after sending a gateway is asked, and again, while it says nothing of its own accord. The
/// last is within the days that gateways remember.
const ASKS: [Span; 5] = [
    Span::minutes(5),
    Span::minutes(30),
    Span::hours(3),
    Span::hours(24),
    Span::hours(60),
];

/// How long after a lost answer a gateway is asked first: it may list a message later than it took it.
const LOOK_UP: Span = Span::minutes(1);

/// A message was taken under a name: what is said of that name is said of it, even what was said
/// before.
pub(super) fn await_one(
    plan: &mut Plan<'_, '_>,
    one: &mut Delivery,
    moment: &Moment,
) -> Result<(), Failure> {
    let (Way::Sms, Some(reference)) = (one.way, one.reference.clone()) else {
        return Ok(());
    };
    match receipts::name(plan, &one.gateway, &reference, one.id)? {
        Some(early) => {
            one.learned(early);
        }
        None => receipts::wait(plan, moment.now + ASKS[0], one.id, 0)?,
    }
    Ok(())
}

/// A message whose answer was lost is looked up where its gateway can be asked without a name.
pub(super) fn doubt(
    plan: &mut Plan<'_, '_>,
    one: &Delivery,
    moment: &Moment,
) -> Result<(), Failure> {
    if one.way == Way::Sms && one.standing == Standing::Unknown {
        receipts::wait(plan, moment.now + LOOK_UP, one.id, 0)?;
    }
    Ok(())
}

/// A gateway that was asked has a message nobody was sure of.
///
/// # Errors
/// When the disk does.
pub fn found(
    plan: &mut Plan<'_, '_>,
    id: u64,
    reference: Option<String>,
    receipt: Receipt,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(mut one) = outbox::delivery(plan, id)? else {
        return Ok(());
    };
    let tried = one.tried_at();
    if one.found(reference, receipt, tried) {
        await_one(plan, &mut one, moment)?;
        outbox::save_delivery(plan, &one)?;
    }
    Ok(())
}

/// Whether the gateway of a message can be asked for it without its own name.
///
/// # Errors
/// When the disk does.
pub fn can_look_up(view: &impl View, one: &Delivery) -> Result<bool, Failure> {
    let able = speaking(view, one.shop, Offer::SmsCheck, DataField::BuyerPhone)?;
    let name = |id: PluginAccountId| format!("plugin:{id}");
    Ok(able.iter().any(|account| name(account.id) == one.gateway))
}

/// Takes a receipt. One whose message is not known yet waits for it.
///
/// # Errors
/// When the disk does.
pub fn take(
    plan: &mut Plan<'_, '_>,
    gateway: &str,
    reference: &str,
    receipt: Receipt,
) -> Result<(), Failure> {
    let Some(id) = receipts::of(plan, gateway, reference)? else {
        let kept = receipts::early(plan, gateway, reference)?;
        let stands = standing(kept, receipt);
        return Ok(receipts::save_early(plan, gateway, reference, &stands)?);
    };
    if let Some(mut one) = outbox::delivery(plan, id)?
        // Sent again meanwhile: it has another name.
        && one.reference.as_deref() == Some(reference)
        && matches!(one.standing, Standing::Sent | Standing::GivenUp)
        && one.learned(receipt)
    {
        outbox::save_delivery(plan, &one)?;
    }
    Ok(())
}

/// Takes up questions whose time has come: those still worth asking, each with its delivery. The next
/// time is written before the question is put.
///
/// # Errors
/// When the disk does.
pub fn asking(
    plan: &mut Plan<'_, '_>,
    due: &[Awaited],
    moment: &Moment,
) -> Result<Vec<Delivery>, Failure> {
    let mut asked = Vec::new();
    for one in due {
        receipts::waited(plan, *one);
        let Some(delivery) = outbox::delivery(plan, one.delivery)? else {
            continue;
        };
        let known = delivery.receipt.as_ref();
        let is_open = match delivery.standing {
            Standing::Unknown => can_look_up(plan, &delivery)?,
            Standing::Sent => !known.is_some_and(|one| one.state.is_final()),
            _ => false,
        };
        if !is_open {
            continue;
        }
        let sent_at = delivery.sent_at.unwrap_or(delivery.tried_at());
        let next = ASKS.get(one.asked as usize + 1);
        if let Some(after) = next {
            let at = (sent_at + *after).max(moment.now + ASKS[0]);
            receipts::wait(plan, at, delivery.id, one.asked + 1)?;
        }
        asked.push(delivery);
    }
    Ok(asked)
}
