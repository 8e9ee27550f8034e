//! An index is a function of the record: `save` moves its rows, `reindex` writes them all again,
//! `doctor` compares.

use super::find;
use super::for_me;
use super::key::Key;
use super::products;
use super::record;
use super::tables::Table;
use super::view::Plan;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Deadline;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::Priority;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::record::WaitingOn;
use crate::domain::follow_up;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::order::OrderStatus;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a list shows of a case. Written in the order of its fields: see `shape.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseRow {
    pub id: CaseId,
    pub no: CaseNo,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub state: State,
    pub priority: Priority,
    pub shop: ShopId,
    pub channel: Channel,
    pub order_no: String,
    pub buyer_shown: String,
    /// The first line's title.
    pub title: String,
    /// Pieces over all lines.
    pub pieces: u32,
    pub reason: String,
    /// When the next thing runs out.
    pub due_at: Timestamp,
    /// Which deadline that is; none when it is only the next action's time.
    pub due_kind: Option<DeadlineKind>,
    pub due_source: Option<DeadlineSource>,
    /// What happens then by itself.
    pub outcome: Option<TimeoutOutcome>,
    /// 分 that move then by themselves.
    pub money_at_risk: Option<Fen>,
    /// Out of sight of its owner until then.
    pub snoozed_until: Option<Timestamp>,
    /// Approved, else applied for.
    pub amount: Option<Fen>,
    pub owner: StaffId,
    pub stage_owner: Role,
    pub waiting_on: WaitingOn,
    pub next_action: String,
    /// Where the platform's intervention stands, while it lasts.
    pub dispute: Option<State>,
    pub tags: Vec<String>,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

/// What a list shows of an order. Written in the order of its fields: see `shape.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRow {
    pub id: OrderId,
    pub shop: ShopId,
    pub order_no: String,
    pub status: OrderStatus,
    pub buyer_shown: String,
    pub title: String,
    pub pieces: u32,
    pub paid_total: Fen,
    pub ordered_at: Option<Timestamp>,
}

/// One row of an index: table, key, value bytes.
pub type IndexRow = ((Table, Vec<u8>), Vec<u8>);

/// The running deadline that ends first.
pub fn next_deadline(case: &Case) -> Option<&Deadline> {
    case.deadlines
        .iter()
        .filter(|d| d.state == DeadlineState::Running)
        .min_by_key(|d| d.due_at)
}

/// The list row of a case.
pub fn case_row(case: &Case) -> CaseRow {
    // Who wrote waits now, whatever else runs out later.
    let is_owed = follow_up::owes_reply(case);
    let next = next_deadline(case).filter(|one| !is_owed || one.due_at <= case.next_action_at);
    row_with(case, next)
}

fn row_with(case: &Case, deadline: Option<&Deadline>) -> CaseRow {
    CaseRow {
        id: case.id,
        no: case.no.clone(),
        kind: case.kind,
        subtype: case.subtype,
        state: case.state,
        priority: case.priority,
        shop: case.shop,
        channel: case.channel,
        order_no: case.order_no.clone(),
        buyer_shown: case.buyer_shown.clone(),
        title: case
            .lines
            .first()
            .map(|line| line.title.clone())
            .unwrap_or_default(),
        pieces: case.lines.iter().map(|line| line.qty_applied).sum(),
        reason: case.reason.clone(),
        due_at: deadline.map_or(case.next_action_at, |d| d.due_at),
        due_kind: deadline.map(|d| d.kind),
        due_source: deadline.map(|d| d.source),
        outcome: deadline.map(|d| d.outcome),
        money_at_risk: deadline.and_then(|d| d.money_at_risk),
        amount: case.approved_amount.or(case.applied_amount),
        snoozed_until: case.work.snooze.as_ref().map(|snooze| snooze.until),
        owner: case.owner,
        stage_owner: case.stage_owner,
        waiting_on: case.waiting_on,
        next_action: case.next_action.clone(),
        dispute: open_dispute(case),
        tags: case.tags.clone(),
        opened_at: case.opened_at,
        closed_at: case.closed_at,
    }
}

/// Where the platform's intervention stands, while it lasts.
fn open_dispute(case: &Case) -> Option<State> {
    let state = case.dispute.as_ref()?.state;
    (!state.is_terminal()).then_some(state)
}

/// Every index row of a case.
///
/// # Errors
/// When a row cannot be encoded.
pub fn case_rows(case: &Case) -> Result<Vec<IndexRow>> {
    let id = case.id.0;
    let row = case_row(case);
    let covering = record::encode_row(&row)?;
    let mut rows: Vec<IndexRow> = products::case_rows(case)?;
    let mut add = |table: Table, key: Key, value: &[u8]| {
        rows.push(((table, key.build()), value.to_vec()));
    };

    let id_record = record::encode(&id)?;
    add(
        Table::CaseNos,
        Key::new().text(case.no.as_str()),
        &id_record,
    );
    if let Some(platform_no) = &case.platform_no {
        let key = Key::new().u64(case.shop.0).text(platform_no);
        add(Table::PlatformNos, key, &id_record);
    }
    for entry in &case.money {
        if let Some(txn_no) = &entry.txn_no
            && entry.state != MoneyState::Void
        {
            add(Table::TxnNos, Key::new().text(txn_no), &id_record);
        }
    }
    let opened = Key::new().i64(case.opened_at.0).u64(id);
    add(Table::CasesByOpened, opened, &covering);
    if let Some(order) = case.order {
        add(Table::CasesByOrder, Key::new().u64(order.0).u64(id), &[]);
    }
    if let Some(buyer) = case.buyer {
        let key = Key::new().u64(buyer.0).i64(case.opened_at.0).u64(id);
        add(Table::CasesByBuyer, key, &covering);
    }
    for token in find::case_tokens(case) {
        add(Table::Find, find::key(&token, find::What::Case, id), &[]);
    }
    if case.state.is_terminal() {
        return Ok(rows);
    }

    let due = row.due_at.0;
    add(Table::OpenByDue, Key::new().i64(due).u64(id), &covering);
    let owner = Key::new().u64(case.owner.0).i64(due).u64(id);
    add(Table::OpenByOwner, owner, &covering);
    let role = Key::new().u8(case.stage_owner as u8).i64(due).u64(id);
    add(Table::OpenByRole, role, &covering);
    let kind = Key::new().u8(case.kind as u8).i64(due).u64(id);
    add(Table::OpenByKind, kind, &covering);
    let by_itself = case
        .deadlines
        .iter()
        .filter(|d| d.state == DeadlineState::Running)
        .filter(|d| matches!(d.source, DeadlineSource::Platform | DeadlineSource::Law))
        .min_by_key(|d| d.due_at);
    if let Some(deadline) = by_itself {
        let value = record::encode_row(&row_with(case, Some(deadline)))?;
        let key = Key::new().i64(deadline.due_at.0).u64(id);
        add(Table::PlatformByDue, key, &value);
    }
    if row.dispute.is_some() {
        let key = Key::new().i64(due).u64(id);
        add(Table::DisputedByDue, key, &covering);
    }
    let promised = case
        .promises
        .iter()
        .filter(|promise| promise.kept_at.is_none())
        .map(|promise| promise.due_at)
        .min();
    if let Some(due_at) = promised {
        let value = record::encode_row(&CaseRow {
            due_at,
            due_kind: Some(DeadlineKind::Promise),
            due_source: Some(DeadlineSource::Promise),
            outcome: Some(TimeoutOutcome::DelayNotice),
            money_at_risk: None,
            ..row.clone()
        })?;
        let key = Key::new().i64(due_at.0).u64(id);
        add(Table::PromiseByDue, key, &value);
    }
    for (table, key) in for_me::rows(case) {
        add(table, key, &[]);
    }
    if let Some(next) = case.look_at {
        add(Table::Timers, Key::new().i64(next.0).u64(id), &[]);
    }
    Ok(rows)
}

/// Every index row of an order. `tokens` are its personal look-ups, hashed already.
///
/// # Errors
/// When a row cannot be encoded.
pub fn order_rows(order: &Order) -> Result<Vec<IndexRow>> {
    let id = order.id.0;
    let row = record::encode_row(&order_row(order))?;
    let mut rows: Vec<IndexRow> = Vec::with_capacity(8);
    let number = Key::new().u64(order.shop.0).text(&order.order_no);
    rows.push(((Table::OrderNos, number.build()), record::encode(&id)?));
    let at = order.ordered_at.unwrap_or(order.created_at).0;
    let by_time = Key::new().i64(at).u64(id).build();
    rows.push(((Table::OrdersByTime, by_time), row.clone()));
    if let Some(buyer) = order.buyer {
        let key = Key::new().u64(buyer.0).i64(at).u64(id).build();
        rows.push(((Table::OrdersByBuyer, key), row));
    }
    rows.extend(products::order_rows(order));
    for token in find::order_tokens(order) {
        let key = find::key(&token, find::What::Order, id).build();
        rows.push(((Table::Find, key), Vec::new()));
    }
    Ok(rows)
}

/// The list row of an order.
pub fn order_row(order: &Order) -> OrderRow {
    OrderRow {
        id: order.id,
        shop: order.shop,
        order_no: order.order_no.clone(),
        status: order.status,
        buyer_shown: order.buyer_shown.clone(),
        title: order
            .lines
            .first()
            .map(|line| line.title.clone())
            .unwrap_or_default(),
        pieces: order.lines.iter().map(|line| line.qty).sum(),
        paid_total: order.paid_total,
        ordered_at: order.ordered_at,
    }
}

/// What a case adds to the counters; open cases only.
pub fn case_counts(case: &Case) -> Vec<String> {
    let mut counts = vec!["cases".to_owned()];
    if !case.state.is_terminal() {
        counts.push("open".to_owned());
        counts.push(format!("open_role_{}", case.stage_owner));
        counts.push(format!("open_owner_{}", case.owner));
        counts.push(format!("open_kind_{}", case.kind));
    }
    counts
}

/// Moves index rows: removes those only `old` has, writes those that are new or changed.
pub(super) fn move_rows(plan: &mut Plan<'_, '_>, old: Vec<IndexRow>, new: Vec<IndexRow>) {
    let mut before: BTreeMap<(Table, Vec<u8>), Vec<u8>> = old.into_iter().collect();
    for ((table, key), value) in new {
        let same = before
            .remove(&(table, key.clone()))
            .is_some_and(|was| was == value);
        if !same {
            plan.put_bytes(table, key, value);
        }
    }
    for ((table, key), _) in before {
        plan.remove(table, key);
    }
}
