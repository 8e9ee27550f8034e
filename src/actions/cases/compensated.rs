//! What was given in compensation before: to an order, a buyer, and by a member of staff today.

use crate::domain::case::Case;
use crate::domain::ids::BuyerId;
use crate::domain::ids::OrderId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::people::Actor;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;

/// A buyer's newest cases that are looked at; who has more in 90 days is known otherwise.
const CASES: usize = 200;

/// What was given before this moment.
///
/// # Errors
/// When the disk does.
pub fn before(
    view: &impl View,
    order: Option<OrderId>,
    buyer: Option<BuyerId>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Compensated, Failure> {
    let of_order = match order {
        None => Vec::new(),
        Some(id) => cases::of_order(view, id)?,
    };
    let mut of_buyer = Vec::new();
    if let Some(id) = buyer {
        for row in cases::of_buyer(view, id, CASES)? {
            if let Some(case) = cases::by_id(view, row.id)? {
                // The index has the newest first.
                if case.opened_at < now - Span::days(90) {
                    break;
                }
                of_buyer.push(case);
            }
        }
    }
    let staff_today = match actor {
        Actor::Staff { id, .. } => view.counter(&given_today(*id, rules, now))?,
        _ => 0,
    };
    Ok(Compensated {
        order: sum(&of_order),
        buyer_90_days: sum(&of_buyer),
        staff_today: Fen(staff_today),
    })
}

/// Notes that this actor gave a compensation without anybody being asked. What a buyer declines
/// or a colleague voids later is not taken off again: the cap bounds what one person hands out.
///
/// # Errors
/// When the disk does.
pub fn given(
    plan: &mut Plan<'_, '_>,
    amount: Fen,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Failure> {
    if let Actor::Staff { id, .. } = actor {
        plan.add(&given_today(*id, rules, now), amount.0)?;
    }
    Ok(())
}

fn sum(cases: &[Case]) -> Fen {
    cases.iter().map(Compensated::by_case).sum()
}

/// The counter of a member of staff and a day of the shop. No record says it again, so repairs
/// of the indexes leave it alone, as they do sequences.
fn given_today(staff: StaffId, rules: &Rules<'_>, now: Timestamp) -> String {
    let (day, _) = rules.calendar.local(now);
    format!("comp_staff_{staff}_{day}")
}
