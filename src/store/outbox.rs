//! Notices that are promised and not yet delivered: what an act promised, in its own commit, and
//! each on its ways.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::notice::Audience;
use crate::domain::notice::Notice;
use crate::domain::notice::delivery::Delivery;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// What is sent to a buyer can be taken back for so long.
pub const UNDO: Span = Span(10_000);

/// Deliveries of one case; more than that nobody reads.
const OF_CASE: usize = 300;

/// A notice in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueuedNotice {
    pub case: CaseId,
    pub notice: Notice,
    pub at: Timestamp,
    /// What goes to a buyer waits a moment, so that a slip can be mended before it is told.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
}

/// What was promised and has no ways yet, oldest first, at most `limit`.
///
/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn promised(view: &impl View, limit: usize) -> Result<Vec<(u64, QueuedNotice)>> {
    let rows = view.list::<QueuedNotice>(Table::Outbox, &[], &[], Direction::Forward, limit)?;
    let named = |(key, notice): (Vec<u8>, QueuedNotice)| Some((u64_at(&key, 0)?, notice));
    Ok(rows.into_iter().filter_map(named).collect())
}

/// It has its ways, or needs none.
pub fn routed(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::Outbox, Key::new().u64(id).build());
}

pub fn delivery(view: &impl View, id: u64) -> Result<Option<Delivery>> {
    view.get(Table::Deliveries, &Key::new().u64(id).build())
}

/// Of one case, oldest first.
pub fn of_case(view: &impl View, case: CaseId) -> Result<Vec<Delivery>> {
    let from = Key::new().u64(case.0);
    let (start, end) = (from.clone().build(), from.end());
    let table = Table::DeliveriesByCase;
    let mut found = Vec::new();
    for (key, ()) in view.list::<()>(table, &start, &end, Direction::Forward, OF_CASE)? {
        let one = u64_at(&key, 8).map(|id| delivery(view, id)).transpose()?;
        found.extend(one.flatten());
    }
    Ok(found)
}

/// Those whose time has come, in the order they were promised, at most `limit`; of a case and a way
/// only the first, for what comes later builds on it.
pub fn due(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
    let table = Table::DeliveriesOpen;
    let mut found: Vec<Delivery> = Vec::new();
    let mut last = None;
    for (key, next) in view.list::<Timestamp>(table, &[], &[], Direction::Forward, usize::MAX)? {
        let group = key.get(..9).map(<[u8]>::to_vec);
        if last == group {
            continue;
        }
        last = group;
        if next <= now
            && let Some(id) = u64_at(&key, 9)
            && let Some(one) = delivery(view, id)?
        {
            found.push(one);
        }
    }
    found.sort_by_key(|one| one.id);
    found.truncate(limit);
    Ok(found)
}

/// Those a person has to look at, newest first, at most `limit`.
pub fn for_a_person(view: &impl View, limit: usize) -> Result<Vec<Delivery>> {
    let table = Table::DeliveriesStuck;
    let mut found = Vec::new();
    for (key, ()) in view.list::<()>(table, &[], &[], Direction::Backward, limit)? {
        let one = u64_at(&key, 0).map(|id| delivery(view, id)).transpose()?;
        found.extend(one.flatten());
    }
    Ok(found)
}

/// How many a person has to look at; of more than `most` it says `most`.
pub fn stuck(view: &impl View, most: usize) -> Result<usize> {
    let table = Table::DeliveriesStuck;
    Ok(view
        .list::<()>(table, &[], &[], Direction::Forward, most)?
        .len())
}

/// The last ones, newest first, at most `limit`.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<Delivery>> {
    let rows = view.list(Table::Deliveries, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, one)| one).collect())
}

pub fn save_delivery(plan: &mut Plan<'_, '_>, one: &Delivery) -> Result<()> {
    let open = Key::new().u64(one.case.0).u8(one.way as u8).u64(one.id);
    match one.is_open() {
        true => plan.put(Table::DeliveriesOpen, open.build(), &one.next)?,
        false => plan.remove(Table::DeliveriesOpen, open.build()),
    }
    let own = Key::new().u64(one.id).build();
    match one.needs_a_person() {
        true => plan.put(Table::DeliveriesStuck, own.clone(), &())?,
        false => plan.remove(Table::DeliveriesStuck, own.clone()),
    }
    let of_case = Key::new().u64(one.case.0).u64(one.id).build();
    plan.put(Table::DeliveriesByCase, of_case, &())?;
    plan.put(Table::Deliveries, own, one)
}

/// What was sent on a day, by what it counts for.
pub fn sent(view: &impl View, day: i64, what: &str) -> Result<u32> {
    Ok(view
        .get(Table::NoticeCounts, &counted(day, what))?
        .unwrap_or(0))
}

/// One more.
pub fn count(plan: &mut Plan<'_, '_>, day: i64, what: &str) -> Result<()> {
    let sent = sent(plan, day, what)?;
    plan.put(Table::NoticeCounts, counted(day, what), &(sent + 1))
}

/// Forgets what was counted before a day, at most `limit` rows.
pub fn forget_counts(plan: &mut Plan<'_, '_>, day: i64, limit: usize) -> Result<usize> {
    let end = Key::new().i64(day).build();
    let table = Table::NoticeCounts;
    let rows = plan.list::<u32>(table, &[], &end, Direction::Forward, limit)?;
    let count = rows.len();
    for (key, _) in rows {
        plan.remove(table, key);
    }
    Ok(count)
}

fn counted(day: i64, what: &str) -> Vec<u8> {
    Key::new().i64(day).text(what).build()
}

/// Queues a notice once per dedupe key (D10.20).
///
/// # Errors
/// When the disk does.
pub fn enqueue(
    plan: &mut Plan<'_, '_>,
    case: CaseId,
    notice: &Notice,
    at: Timestamp,
) -> Result<()> {
    let key = Key::new().text(&notice.dedupe_key).build();
    if plan.get::<u64>(Table::OutboxKeys, &key)?.is_some() {
        return Ok(());
    }
    let id = plan.next_number("notice")?;
    plan.put(Table::OutboxKeys, key, &id)?;
    let queued = QueuedNotice {
        case,
        notice: notice.clone(),
        at,
        not_before: (notice.to == Audience::Buyer).then(|| at + UNDO),
    };
    plan.put(Table::Outbox, Key::new().u64(id).build(), &queued)
}
