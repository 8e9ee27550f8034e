//! What gateways say became of messages: whose a name of theirs is, when they are asked, and what came
//! before the desk knew the name.

use super::key::Key;
use super::key::i64_at;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::notice::sms::Receipt;
use crate::domain::time::Timestamp;
use anyhow::Result;

fn named(gateway: &str, reference: &str) -> Vec<u8> {
    Key::new().text(gateway).text(reference).build()
}

/// The delivery a gateway's own name stands for.
///
/// # Errors
/// When the disk does; so for every function here.
pub fn of(view: &impl View, gateway: &str, reference: &str) -> Result<Option<u64>> {
    view.get(Table::DeliveriesByReference, &named(gateway, reference))
}

/// Keeps whose a name is. Returns the receipt that came before it.
pub fn name(
    plan: &mut Plan<'_, '_>,
    gateway: &str,
    reference: &str,
    delivery: u64,
) -> Result<Option<Receipt>> {
    let key = named(gateway, reference);
    plan.put(Table::DeliveriesByReference, key.clone(), &delivery)?;
    let early = plan.get(Table::ReceiptsEarly, &key)?;
    if early.is_some() {
        plan.remove(Table::ReceiptsEarly, key);
    }
    Ok(early)
}

pub fn early(view: &impl View, gateway: &str, reference: &str) -> Result<Option<Receipt>> {
    view.get(Table::ReceiptsEarly, &named(gateway, reference))
}

/// Keeps a receipt whose message the desk does not know yet.
pub fn save_early(
    plan: &mut Plan<'_, '_>,
    gateway: &str,
    reference: &str,
    receipt: &Receipt,
) -> Result<()> {
    plan.put(Table::ReceiptsEarly, named(gateway, reference), receipt)
}

/// Forgets receipts of before `than` that nobody asked for, at most `limit` looked at.
pub fn forget_early(plan: &mut Plan<'_, '_>, than: Timestamp, limit: usize) -> Result<usize> {
    let table = Table::ReceiptsEarly;
    let mut gone = 0;
    for (key, one) in plan.list::<Receipt>(table, &[], &[], Direction::Forward, limit)? {
        if one.at < than {
            plan.remove(table, key);
            gone += 1;
        }
    }
    Ok(gone)
}

/// The gateway of a delivery is asked at this time what became of it; `asked` is how often it was.
pub fn wait(plan: &mut Plan<'_, '_>, next: Timestamp, delivery: u64, asked: u32) -> Result<()> {
    let key = Key::new().i64(next.0).u64(delivery).build();
    plan.put(Table::ReceiptsAwaited, key, &asked)
}

/// A question whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    pub next: Timestamp,
    pub delivery: u64,
    pub asked: u32,
}

/// Whose time has come, at most `limit`.
pub fn awaited(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Awaited>> {
    let end = Key::new().i64(now.0 + 1).build();
    let table = Table::ReceiptsAwaited;
    let rows = view.list::<u32>(table, &[], &end, Direction::Forward, limit)?;
    let read = |(key, asked): (Vec<u8>, u32)| {
        Some(Awaited {
            next: Timestamp(i64_at(&key, 0)?),
            delivery: u64_at(&key, 8)?,
            asked,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// It need not be asked for any more, or at another time.
pub fn waited(plan: &mut Plan<'_, '_>, one: Awaited) {
    let key = Key::new().i64(one.next.0).u64(one.delivery).build();
    plan.remove(Table::ReceiptsAwaited, key);
}
