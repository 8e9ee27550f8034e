//! Drafts: what someone typed and has not sent. One row per person, place and browser tab, so that
//! two tabs never write over each other. The words are sealed: they may hold anything.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::codes;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::StaffId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::ops::ControlFlow;

codes! {
    /// How words came to be a draft.
    pub enum DraftOrigin {
        /// Typed, and saved a second after the last key.
        Typed = "typed",
        /// A message that was taken back before it went out.
        TakenBack = "taken_back",
        /// A message the case no longer took when its time came.
        NotSent = "not_sent",
    }
}

/// Where words belong: a box of a form, on a case or before there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub staff: StaffId,
    pub case: Option<CaseId>,
    /// `say`, `approve.reason`, `new.17.refund_only.buyer_text`.
    pub name: String,
}

impl Place {
    /// A box of the form of a new case.
    pub fn new_case(staff: StaffId, order: Option<OrderId>, name: &str) -> Place {
        let of = order.map_or_else(|| "none".to_owned(), |order| order.to_string());
        Place {
            staff,
            case: None,
            name: format!("new.{of}.{name}"),
        }
    }
}

/// Words of one tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Which tab: random, or where a message came back from.
    pub tab: String,
    /// The tab's own count: an older save that arrives late changes nothing.
    pub turn: u64,
    pub saved_at: Timestamp,
    pub origin: DraftOrigin,
    pub text: Sealed,
    /// What was to go along with it.
    #[serde(default)]
    pub files: Vec<CaseFile>,
}

fn key(place: &Place, tab: &str) -> Vec<u8> {
    prefix(place).text(tab).build()
}

fn prefix(place: &Place) -> Key {
    let case = place.case.map_or(0, |case| case.0);
    Key::new().u64(place.staff.0).u64(case).text(&place.name)
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn of_tab(view: &impl View, place: &Place, tab: &str) -> Result<Option<Draft>> {
    view.get(Table::Drafts, &key(place, tab))
}

/// Every tab's draft at a place, the newest first.
pub fn at(view: &impl View, place: &Place) -> Result<Vec<Draft>> {
    let (start, end) = (prefix(place).build(), prefix(place).end());
    let rows = view.list::<Draft>(Table::Drafts, &start, &end, Direction::Forward, usize::MAX)?;
    let mut drafts: Vec<Draft> = rows.into_iter().map(|(_, draft)| draft).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    Ok(drafts)
}

/// How many drafts a person has.
pub fn count(view: &impl View, staff: StaffId) -> Result<usize> {
    let from = Key::new().u64(staff.0);
    let (start, end) = (from.clone().build(), from.end());
    Ok(view.keys(Table::Drafts, &start, &end, usize::MAX)?.len())
}

pub fn save(plan: &mut Plan<'_, '_>, place: &Place, draft: &Draft) -> Result<()> {
    plan.put(Table::Drafts, key(place, &draft.tab), draft)
}

pub fn remove(plan: &mut Plan<'_, '_>, place: &Place, tab: &str) -> Result<()> {
    let key = key(place, tab);
    // Nothing is written where nothing is.
    if plan.get_bytes(Table::Drafts, &key)?.is_some() {
        plan.remove(Table::Drafts, key);
    }
    Ok(())
}

/// The keys of up to `limit` drafts not touched since `before`.
pub fn older(view: &impl View, before: Timestamp, limit: usize) -> Result<Vec<Vec<u8>>> {
    let mut keys = Vec::new();
    view.scan(
        Table::Drafts,
        &[],
        &[],
        Direction::Forward,
        &mut |key, value| {
            if super::record::decode::<Draft>(value)?.saved_at < before {
                keys.push(key.to_vec());
            }
            Ok(match keys.len() < limit {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            })
        },
    )?;
    Ok(keys)
}

/// The keys of everyone's drafts on a case.
pub fn on_case(view: &impl View, case: CaseId) -> Result<Vec<Vec<u8>>> {
    let keys = view.keys(Table::Drafts, &[], &[], usize::MAX)?;
    let of_case = |key: &Vec<u8>| u64_at(key, 8) == Some(case.0);
    Ok(keys.into_iter().filter(of_case).collect())
}

/// Removes drafts found by [`older`] or [`on_case`].
pub fn forget(plan: &mut Plan<'_, '_>, keys: Vec<Vec<u8>>) {
    for key in keys {
        plan.remove(Table::Drafts, key);
    }
}
