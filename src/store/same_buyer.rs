//! Records that turned out to be one buyer: the one that stands for all, and what belongs to any of
//! them. Orders and cases keep the number they were written with; reading brings them together.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::View;
use crate::domain::ids::BuyerId;
use crate::domain::people::Buyer;
use anyhow::Result;
use anyhow::bail;
use serde::de::DeserializeOwned;

/// How often records can have been merged one into the other.
const CHAIN: usize = 1_000;

/// A buyer's own record, merged or not.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn record(view: &impl View, id: BuyerId) -> Result<Option<Buyer>> {
    view.get(Table::Buyers, &Key::new().u64(id.0).build())
}

/// The record that stands for a buyer.
pub fn standing(view: &impl View, id: BuyerId) -> Result<Option<Buyer>> {
    let mut at = id;
    for _ in 0..CHAIN {
        match record(view, at)? {
            Some(buyer) => match buyer.merged_into {
                None => return Ok(Some(buyer)),
                Some(next) => at = next,
            },
            None => return Ok(None),
        }
    }
    bail!("buyer {id} is merged in a circle");
}

/// The numbers of all records of a buyer, the standing one first.
pub fn numbers(view: &impl View, id: BuyerId) -> Result<Vec<BuyerId>> {
    let Some(standing) = standing(view, id)? else {
        return Ok(vec![id]);
    };
    let mut all = vec![standing.id];
    let mut more = standing.absorbed;
    while let Some(one) = more.pop() {
        all.push(one.id);
        if let Some(buyer) = record(view, one.id)? {
            more.extend(buyer.absorbed);
        }
    }
    Ok(all)
}

/// The rows of a list that begins with the buyer's number, of all records of the buyer, newest
/// first.
pub(super) fn rows<T: DeserializeOwned>(
    view: &impl View,
    table: Table,
    buyer: BuyerId,
    limit: usize,
) -> Result<Vec<T>> {
    let mut found: Vec<(Vec<u8>, T)> = Vec::new();
    let all = numbers(view, buyer)?;
    for id in &all {
        let from = Key::new().u64(id.0);
        let (start, end) = (from.clone().build(), from.end());
        found.extend(view.list(table, &start, &end, Direction::Backward, limit)?);
    }
    if all.len() > 1 {
        // After the number stands the time.
        found.sort_by(|(one, _), (other, _)| other[8..].cmp(&one[8..]));
        found.truncate(limit);
    }
    Ok(found.into_iter().map(|(_, row)| row).collect())
}
