//! Every record read whole, and the chain of every case.

use super::Check;
use super::Report;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::ids::CaseId;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::inbound::Taken;
use crate::domain::notice::sms::Receipt;
use crate::domain::order::Order;
use crate::domain::order::Shop;
use crate::domain::people::Buyer;
use crate::domain::people::Staff;
use crate::domain::plugin::automating::Advice;
use crate::domain::plugin::automating::Happening;
use crate::domain::plugin::called::Called;
use crate::domain::plugin::called::KeptValue;
use crate::domain::plugin::foreign::Foreign;
use crate::domain::plugin::foreign::States;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::installed::Grant;
use crate::domain::plugin::installed::Plugin;
use crate::domain::plugin::looking::Look;
use crate::domain::plugin::pushed::Pushed;
use crate::domain::plugin::quarantine::Standing;
use crate::domain::plugin::telling::Telling;
use crate::domain::product::Product;
use crate::domain::reply::Reply;
use crate::domain::survey::Answer;
use crate::domain::time::Timestamp;
use crate::domain::token::ApiToken;
use crate::domain::tracking::Track;
use crate::domain::webhook::Posting;
use crate::store::audit::AuditEvent;
use crate::store::bulk::BulkRun;
use crate::store::cases::Text;
use crate::store::chain;
use crate::store::chain::ChainVerdict;
use crate::store::drafts::Draft;
use crate::store::key::i64_at;
use crate::store::key::u64_at;
use crate::store::mentions::Mention;
use crate::store::opt_outs::OptOut;
use crate::store::outbox::QueuedNotice;
use crate::store::promises::Kept;
use crate::store::record;
use crate::store::reindex::hex;
use crate::store::sessions::Session;
use crate::store::snapshot::ReadTx;
use crate::store::tables::Table;
use crate::store::view::Direction;
use crate::store::view::View;
use crate::store::views::ViewList;
use crate::store::waiting::Waiting;
use anyhow::Result;
use serde::de::IgnoredAny;
use std::ops::ControlFlow;

/// Reads everything; returns the newest moment anything was written at.
pub(super) fn examine(snapshot: &ReadTx, report: &mut Report) -> Result<Option<Timestamp>> {
    let mut newest = None;
    for table in Table::ALL.iter().filter(|table| !table.is_index()) {
        snapshot.scan(*table, &[], &[], Direction::Forward, &mut |key, value| {
            report.records += 1;
            match moment(*table, key, value) {
                Ok(at) => newest = newest.max(at),
                Err(error) => report.found(
                    Check::RecordUnreadable,
                    format!("{} {}", table.name(), hex(key)),
                    format!("{error:#}"),
                ),
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    chains(snapshot, report)?;
    orphans(snapshot, report)?;
    Ok(newest)
}

/// Reads a record as what it must be; says when it was written, where it tells.
fn moment(table: Table, key: &[u8], value: &[u8]) -> Result<Option<Timestamp>> {
    let by_key = || i64_at(key, 0).map(Timestamp);
    match table {
        Table::Cases => record::decode::<Case>(value).map(|case| Some(case.updated_at)),
        Table::Events => record::decode::<CaseEvent>(value).map(|event| Some(event.at)),
        Table::Texts => record::decode::<Text>(value).map(|_| None),
        Table::Orders => record::decode::<Order>(value).map(|_| None),
        Table::Buyers => record::decode::<Buyer>(value).map(|_| None),
        Table::Shops => record::decode::<Shop>(value).map(|_| None),
        Table::Staff => record::decode::<Staff>(value).map(|_| None),
        Table::Sessions => record::decode::<Session>(value).map(|_| None),
        Table::Products => record::decode::<Product>(value).map(|_| None),
        Table::Tokens => record::decode::<ApiToken>(value).map(|_| None),
        Table::Plugins => record::decode::<Plugin>(value).map(|plugin| Some(plugin.since)),
        Table::PluginKept => record::decode::<KeptValue>(value).map(|_| None),
        Table::PluginCalls => record::decode::<Called>(value).map(|called| Some(called.at)),
        Table::PluginPushes => record::decode::<Pushed>(value).map(|one| Some(one.received_at)),
        Table::PluginPushesRead => record::decode::<i64>(value).map(|_| None),
        Table::PluginSpent => record::decode::<u32>(value).map(|_| None),
        Table::Tellings => record::decode::<Telling>(value).map(|one| Some(one.at)),
        Table::TellingsOpen => record::decode::<Timestamp>(value).map(|_| None),
        Table::Happenings => record::decode::<Happening>(value).map(|one| Some(one.at)),
        Table::Advice => record::decode::<Advice>(value).map(|one| Some(one.at)),
        Table::Looks => record::decode::<Look>(value).map(|one| Some(one.since)),
        Table::ForeignStates => record::decode::<States>(value).map(|_| None),
        Table::ForeignRequests => record::decode::<Foreign>(value).map(|one| Some(one.at)),
        Table::PluginStandings => record::decode::<Standing>(value).map(|_| None),
        Table::PluginGrants => record::decode::<Grant>(value).map(|grant| Some(grant.at)),
        Table::PluginAccounts => record::decode::<Account>(value).map(|one| Some(one.changed_at)),
        Table::Audit => record::decode::<AuditEvent>(value).map(|_| by_key()),
        Table::Outbox => record::decode::<QueuedNotice>(value).map(|_| None),
        Table::Deliveries => record::decode::<Delivery>(value).map(|one| Some(one.at)),
        Table::DeliveriesOpen => record::decode::<Timestamp>(value).map(|_| None),
        Table::ReceiptsEarly => record::decode::<Receipt>(value).map(|one| Some(one.at)),
        Table::Inbox => record::decode::<Taken>(value).map(|one| Some(one.at)),
        Table::OptOuts => record::decode::<OptOut>(value).map(|one| Some(one.at)),
        Table::Postings => record::decode::<Posting>(value).map(|one| Some(one.at)),
        Table::PostingsOpen => record::decode::<Timestamp>(value).map(|_| None),
        Table::NoticeCounts => record::decode::<u32>(value).map(|_| None),
        Table::Drafts => record::decode::<Draft>(value).map(|draft| Some(draft.saved_at)),
        Table::Waiting => record::decode::<Waiting>(value).map(|held| Some(held.held_at)),
        Table::Mentions => record::decode::<Mention>(value).map(|_| None),
        Table::Tracks => record::decode::<Track>(value).map(|_| None),
        Table::Surveys => record::decode::<Answer>(value).map(|one| Some(one.at)),
        Table::PromiseCounts => record::decode::<Kept>(value).map(|_| None),
        Table::Replies => record::decode::<Reply>(value).map(|one| Some(one.changed_at)),
        Table::Views => record::decode::<ViewList>(value).map(|_| None),
        Table::BulkRuns => record::decode::<BulkRun>(value).map(|run| Some(run.at)),
        Table::CommandTimes => Ok(by_key()),
        _ => record::decode::<IgnoredAny>(value).map(|_| None),
    }
}

fn chains(snapshot: &ReadTx, report: &mut Report) -> Result<()> {
    snapshot.scan(Table::Cases, &[], &[], Direction::Forward, &mut |key, _| {
        let Some(id) = u64_at(key, 0).map(CaseId) else {
            return Ok(ControlFlow::Continue(()));
        };
        report.cases += 1;
        match chain::verify(snapshot, id)? {
            ChainVerdict::Whole { events, erased } => {
                report.events += events;
                report.erased += erased;
            }
            ChainVerdict::Broken { seq, how } => report.found(
                Check::ChainBroken,
                format!("case {id}"),
                format!("event {seq}: {how:?}"),
            ),
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// Events without their case, and words without their event.
fn orphans(snapshot: &ReadTx, report: &mut Report) -> Result<()> {
    let mut last = None;
    snapshot.scan(
        Table::Events,
        &[],
        &[],
        Direction::Forward,
        &mut |key, _| {
            let case = u64_at(key, 0);
            if case != last {
                last = case;
                if snapshot.get_bytes(Table::Cases, &key[..8])?.is_none() {
                    report.found(Check::RecordOrphaned, format!("events {}", hex(key)), "");
                }
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    snapshot.scan(Table::Texts, &[], &[], Direction::Forward, &mut |key, _| {
        if snapshot.get_bytes(Table::Events, key)?.is_none() {
            report.found(Check::RecordOrphaned, format!("texts {}", hex(key)), "");
        }
        Ok(ControlFlow::Continue(()))
    })
}
