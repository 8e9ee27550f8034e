//! A case as a line of a list.

use super::super::values::Time;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::Priority;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::record::WaitingOn;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::people::Role;
use crate::store::index::CaseRow;
use serde::Serialize;
use utoipa::ToSchema;

/// A case as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseSummary {
    #[schema(examples("AS261122-0042K"))]
    pub no: String,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub state: State,
    pub priority: Priority,
    pub shop: u64,
    pub channel: Channel,
    pub order_no: String,
    /// Masked.
    pub buyer_shown: String,
    /// The first line's title.
    pub title: String,
    pub pieces: u32,
    /// A code of the reason tree.
    pub reason: String,
    /// When the next thing runs out.
    pub due_at: Time,
    pub due_kind: Option<DeadlineKind>,
    pub due_source: Option<DeadlineSource>,
    /// What happens then by itself.
    pub outcome: Option<TimeoutOutcome>,
    pub money_at_risk_fen: Option<i64>,
    /// Approved, else applied for.
    pub amount_fen: Option<i64>,
    pub owner: u64,
    /// Whose turn it is.
    pub stage_owner: Role,
    pub waiting_on: WaitingOn,
    pub next_action: String,
    pub opened_at: Time,
    pub closed_at: Option<Time>,
}

impl CaseSummary {
    pub fn of(row: &CaseRow) -> CaseSummary {
        CaseSummary {
            no: row.no.to_string(),
            kind: row.kind,
            subtype: row.subtype,
            state: row.state,
            priority: row.priority,
            shop: row.shop.0,
            channel: row.channel,
            order_no: row.order_no.clone(),
            buyer_shown: row.buyer_shown.clone(),
            title: row.title.clone(),
            pieces: row.pieces,
            reason: row.reason.clone(),
            due_at: Time(row.due_at),
            due_kind: row.due_kind,
            due_source: row.due_source,
            outcome: row.outcome,
            money_at_risk_fen: fen(row.money_at_risk),
            amount_fen: fen(row.amount),
            owner: row.owner.0,
            stage_owner: row.stage_owner,
            waiting_on: row.waiting_on,
            next_action: row.next_action.clone(),
            opened_at: Time(row.opened_at),
            closed_at: Time::of(row.closed_at),
        }
    }
}

fn fen(amount: Option<Fen>) -> Option<i64> {
    amount.map(|amount| amount.0)
}
