//! Cases and their events. Written only by `actions::cases`.

use super::index;
use super::index::CaseRow;
use super::key::Key;
use super::key::u64_at;
use super::same_buyer;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::case::CaseNo;
use crate::domain::case::Kind;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// How far a merged number is followed.
const MERGES: usize = 16;

/// Words said with an event. Kept apart from it so that they can be erased (D10.18).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Random, hex: makes the event's digest useless for guessing the words.
    pub salt: String,
    pub body: String,
}

/// A page of a list, and the key after which the next page begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<Vec<u8>>,
}

/// Which open cases a list shows; all of them sorted by what runs out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenList {
    All,
    Owner(StaffId),
    Role(Role),
    Kind(Kind),
    /// The platform or the law acts by itself.
    ByItself,
    /// The platform intervenes.
    Disputed,
    /// We promised something.
    Promised,
}

impl OpenList {
    /// The table, and what its keys begin with.
    pub(super) fn place(self) -> (Table, Key) {
        match self {
            OpenList::All => (Table::OpenByDue, Key::new()),
            OpenList::Owner(id) => (Table::OpenByOwner, Key::new().u64(id.0)),
            OpenList::Role(role) => (Table::OpenByRole, Key::new().u8(role as u8)),
            OpenList::Kind(kind) => (Table::OpenByKind, Key::new().u8(kind as u8)),
            OpenList::ByItself => (Table::PlatformByDue, Key::new()),
            OpenList::Disputed => (Table::DisputedByDue, Key::new()),
            OpenList::Promised => (Table::PromiseByDue, Key::new()),
        }
    }
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: CaseId) -> Result<Option<Case>> {
    view.get_numbered(Table::Cases, id.0)
}

/// The case with this number; a number merged into another case leads there.
pub fn id_by_no(view: &impl View, no: &CaseNo) -> Result<Option<CaseId>> {
    let id = view.get::<u64>(Table::CaseNos, &Key::new().text(no.as_str()).build())?;
    let Some(mut id) = id.map(CaseId) else {
        return Ok(None);
    };
    // A case is merged once, into an older or a newer one; a ring would be damage.
    for _ in 0..MERGES {
        match by_id(view, id)?.and_then(|case| case.merged_into) {
            Some(into) => id = into,
            None => break,
        }
    }
    Ok(Some(id))
}

/// The case that mirrors this platform number.
pub fn id_by_platform_no(view: &impl View, shop: ShopId, no: &str) -> Result<Option<CaseId>> {
    let id = view.get::<u64>(Table::PlatformNos, &Key::new().u64(shop.0).text(no).build())?;
    Ok(id.map(CaseId))
}

/// The case that used this payment number.
pub fn id_by_txn_no(view: &impl View, txn_no: &str) -> Result<Option<CaseId>> {
    let id = view.get::<u64>(Table::TxnNos, &Key::new().text(txn_no).build())?;
    Ok(id.map(CaseId))
}

/// The case that has this number itself, though it was merged into another one.
pub fn as_it_was(view: &impl View, no: &CaseNo) -> Result<Option<Case>> {
    let id = view.get::<u64>(Table::CaseNos, &Key::new().text(no.as_str()).build())?;
    Ok(id.map(|id| by_id(view, CaseId(id))).transpose()?.flatten())
}

/// The cases of an order, oldest first.
pub fn ids_of_order(view: &impl View, order: OrderId) -> Result<Vec<CaseId>> {
    let from = Key::new().u64(order.0);
    let (start, end) = (from.clone().build(), from.end());
    let keys = view.keys(Table::CasesByOrder, &start, &end, usize::MAX)?;
    Ok(keys
        .iter()
        .filter_map(|key| u64_at(key, 8))
        .map(CaseId)
        .collect())
}

/// Every case of an order.
pub fn of_order(view: &impl View, order: OrderId) -> Result<Vec<Case>> {
    of_order_but(view, order, None)
}

/// Every case of an order but for one.
pub fn of_order_but(view: &impl View, order: OrderId, but: Option<CaseId>) -> Result<Vec<Case>> {
    let from = Key::new().u64(order.0);
    let keys = view.keys(
        Table::CasesByOrder,
        &from.clone().build(),
        &from.end(),
        usize::MAX,
    )?;
    let mut cases = Vec::with_capacity(keys.len());
    for key in keys {
        let id = u64_at(&key, 8).map(CaseId).filter(|id| Some(*id) != but);
        if let Some(case) = id.map(|id| by_id(view, id)).transpose()?.flatten() {
            cases.push(case);
        }
    }
    Ok(cases)
}

/// A buyer's cases, newest first, of all records that are this buyer.
pub fn of_buyer(view: &impl View, buyer: BuyerId, limit: usize) -> Result<Vec<CaseRow>> {
    same_buyer::rows(view, Table::CasesByBuyer, buyer, limit)
}

/// The first open cases of a list, by what runs out first.
pub fn open_first(view: &impl View, list: OpenList, limit: usize) -> Result<Vec<CaseRow>> {
    let (table, prefix) = list.place();
    let start = prefix.clone().build();
    let rows = view.list(table, &start, &prefix.end(), Direction::Forward, limit)?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Open cases of a list that run out before `until`.
pub fn open_until(
    view: &impl View,
    list: OpenList,
    until: Timestamp,
    limit: usize,
) -> Result<Vec<CaseRow>> {
    let (table, prefix) = list.place();
    let end = prefix.clone().i64(until.0).build();
    let rows = view.list(table, &prefix.build(), &end, Direction::Forward, limit)?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// A page of any covering index between two keys.
pub(super) fn page<T: serde::de::DeserializeOwned>(
    view: &impl View,
    table: Table,
    start: &[u8],
    end: &[u8],
    direction: Direction,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Page<T>> {
    let mut from = start.to_vec();
    let mut to = end.to_vec();
    match (after, direction) {
        (Some(after), Direction::Forward) => {
            from = after.to_vec();
            from.push(0);
            from = from.max(start.to_vec());
        }
        (Some(after), Direction::Backward) => to = after.to_vec(),
        (None, _) => {}
    }
    let mut rows = view.list(table, &from, &to, direction, limit + 1)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more {
        rows.last().map(|(key, _)| key.clone())
    } else {
        None
    };
    Ok(Page {
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        next,
    })
}

/// A case's events, oldest first, each with its words if it has any that were not erased.
pub fn timeline(view: &impl View, id: CaseId) -> Result<Vec<(CaseEvent, Option<String>)>> {
    let from = Key::new().u64(id.0);
    let (start, end) = (from.clone().build(), from.end());
    let events =
        view.list::<CaseEvent>(Table::Events, &start, &end, Direction::Forward, usize::MAX)?;
    let texts = view.list::<Text>(Table::Texts, &start, &end, Direction::Forward, usize::MAX)?;
    let mut texts = texts.into_iter().peekable();
    let mut timeline = Vec::with_capacity(events.len());
    for (key, event) in events {
        while texts.next_if(|(text_key, _)| *text_key < key).is_some() {}
        let body = texts
            .next_if(|(text_key, _)| *text_key == key)
            .map(|(_, text)| text.body);
        timeline.push((event, body));
    }
    Ok(timeline)
}

/// What was said in a case and not erased, oldest first, each with the number of its event.
pub fn said(view: &impl View, id: CaseId) -> Result<Vec<(u64, String)>> {
    let from = Key::new().u64(id.0);
    let (start, end) = (from.clone().build(), from.end());
    let texts = view.list::<Text>(Table::Texts, &start, &end, Direction::Forward, usize::MAX)?;
    Ok(texts
        .into_iter()
        .filter_map(|(key, text)| Some((u64_at(&key, 8)?, text.body)))
        .collect())
}

/// An event of a case.
pub fn event(view: &impl View, case: CaseId, seq: u64) -> Result<Option<CaseEvent>> {
    view.get(Table::Events, &Key::new().u64(case.0).u64(seq).build())
}

/// The words said with one event, unless they were erased.
pub fn words(view: &impl View, case: CaseId, seq: u64) -> Result<Option<String>> {
    let text = view.get::<Text>(Table::Texts, &Key::new().u64(case.0).u64(seq).build())?;
    Ok(text.map(|text| text.body))
}

/// Every open case, by number.
pub fn open_ids(view: &impl View) -> Result<Vec<CaseId>> {
    let keys = view.keys(Table::OpenByDue, &[], &Key::new().end(), usize::MAX)?;
    let mut ids: Vec<CaseId> = keys
        .iter()
        .filter_map(|key| u64_at(key, 8))
        .map(CaseId)
        .collect();
    ids.sort_unstable();
    Ok(ids)
}

/// Cases whose clock has something to do by `now`, earliest first.
pub fn timers_until(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<CaseId>> {
    let to = Key::new().i64(now.0 + 1).build();
    let keys = view.keys(Table::Timers, &[], &to, limit)?;
    Ok(keys
        .iter()
        .filter_map(|key| u64_at(key, 8))
        .map(CaseId)
        .collect())
}

/// Whether a counter is one of [`index::case_counts`].
pub(super) fn is_count(name: &str) -> bool {
    name == "cases" || name == "open" || name.starts_with("open_")
}

/// Writes a case and moves its index rows and counters from those of `old`.
pub fn save(plan: &mut Plan<'_, '_>, old: Option<&Case>, new: &Case) -> Result<()> {
    let before = old.map(index::case_rows).transpose()?.unwrap_or_default();
    index::move_rows(plan, before, index::case_rows(new)?);
    let was = old.map(index::case_counts).unwrap_or_default();
    let is = index::case_counts(new);
    for count in was.iter().filter(|count| !is.contains(count)) {
        plan.add(count, -1)?;
    }
    for count in is.iter().filter(|count| !was.contains(count)) {
        plan.add(count, 1)?;
    }
    plan.put(Table::Cases, Key::new().u64(new.id.0).build(), new)
}

/// Writes an event, and its words apart from it.
pub fn append(plan: &mut Plan<'_, '_>, event: &CaseEvent, text: Option<&Text>) -> Result<()> {
    let key = Key::new().u64(event.case.0).u64(event.seq).build();
    if let Some(text) = text {
        plan.put(Table::Texts, key.clone(), text)?;
    }
    plan.put(Table::Events, key, event)
}

/// The names of the files a case must have: what was handed in, and the proofs of payments.
pub fn files_of(case: &Case) -> impl Iterator<Item = &str> {
    let proofs = case.money.iter().filter_map(|entry| entry.proof.as_deref());
    case.files
        .iter()
        .map(|file| file.hash.as_str())
        .chain(proofs)
}
