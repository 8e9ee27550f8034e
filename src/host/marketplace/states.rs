//! What a plugin says a marketplace's words for states mean: asked once for each version.

use super::super::Host;
use super::Source;
use crate::actions::plugins::tellings as learning;
use crate::domain::plugin::foreign::Meant;
use crate::domain::plugin::foreign::States;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::marketplace_types::RequestState;
use crate::store::plugins;
use crate::store::tellings;
use std::sync::Arc;

/// Rows of a table; more than that no marketplace has.
const MOST: usize = 500;

/// Asks for the table, if the version that is called was not asked yet. A call that ends badly is
/// tried in the next round.
///
/// # Errors
/// When the store takes no writes.
pub async fn learn(host: &Host, source: &Source) -> Result<(), Failure> {
    let app = Arc::clone(host.app());
    let (account, id) = (source.account, source.plugin.clone());
    let known = app
        .read(move |view| {
            let version = plugins::by_id(view, &id)?.and_then(|plugin| plugin.active);
            let known = tellings::states(view, account)?.map(|states| states.version);
            Ok((known != version).then_some(version).flatten())
        })
        .await?;
    let Some(version) = known else {
        return Ok(());
    };
    let called = host
        .call(account, Ask::States, None, move |plan, answer| {
            if let Answer::States(rows) = answer {
                let rows = rows.iter().take(MOST).map(|row| Meant {
                    raw: row.raw.clone(),
                    label: row.label.clone(),
                    state: code(row.state).to_owned(),
                });
                let states = States {
                    version,
                    rows: rows.collect(),
                };
                learning::learned(plan, account, &states)?;
            }
            Ok(0_u32)
        })
        .await;
    match called {
        Ok(_) | Err(Failure::Invalid(_) | Failure::NotFound) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// The contract's name of a state.
const fn code(state: RequestState) -> &'static str {
    match state {
        RequestState::Submitted => "submitted",
        RequestState::AwaitReturn => "await-return",
        RequestState::Returning => "returning",
        RequestState::Arrived => "arrived",
        RequestState::Inspecting => "inspecting",
        RequestState::Paying => "paying",
        RequestState::PayFailed => "pay-failed",
        RequestState::Refunded => "refunded",
        RequestState::ToShip => "to-ship",
        RequestState::Shipped => "shipped",
        RequestState::Delivered => "delivered",
        RequestState::Rejected => "rejected",
        RequestState::Disputed => "disputed",
        RequestState::Withdrawn => "withdrawn",
        RequestState::Expired => "expired",
        RequestState::Closed => "closed",
        RequestState::Unmapped => "unmapped",
    }
}
