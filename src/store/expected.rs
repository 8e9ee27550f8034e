//! What the indexes and counters must hold, said by the records: for `reindex`, which writes it,
//! and for `doctor`, which compares.

use super::cases;
use super::index;
use super::index::IndexRow;
use super::mentions;
use super::mentions::Mention;
use super::orders;
use super::people;
use super::products;
use super::record;
use super::sessions;
use super::sessions::Session;
use super::sessions::TokenHash;
use super::tables::Table;
use super::tracks;
use crate::domain::case::Case;
use crate::domain::order::Order;
use crate::domain::people::Buyer;
use crate::domain::people::Staff;
use crate::domain::product::Product;
use crate::domain::tracking::Track;
use anyhow::Context;
use anyhow::Result;
use std::collections::BTreeMap;

/// The tables whose records have index rows or are counted.
pub(super) const SOURCES: &[Table] = &[
    Table::Cases,
    Table::Orders,
    Table::Buyers,
    Table::Staff,
    Table::Sessions,
    Table::Mentions,
    Table::Products,
    Table::Tracks,
];

/// What one record must have.
#[derive(Debug, Default)]
pub(super) struct Expected {
    pub rows: BTreeMap<(Table, Vec<u8>), Vec<u8>>,
    pub counts: Vec<String>,
}

/// What a record of one of [`SOURCES`] must have.
///
/// # Errors
/// When it cannot be read.
pub(super) fn of_record(table: Table, key: &[u8], value: &[u8]) -> Result<Expected> {
    let (rows, counts): (Vec<IndexRow>, Vec<String>) = match table {
        Table::Cases => {
            let case: Case = record::decode(value)?;
            (index::case_rows(&case)?, index::case_counts(&case))
        }
        Table::Orders => {
            let order: Order = record::decode(value)?;
            (index::order_rows(&order)?, vec![orders::COUNT.to_owned()])
        }
        Table::Buyers => {
            let buyer: Buyer = record::decode(value)?;
            (orders::buyer_rows(&buyer)?, Vec::new())
        }
        Table::Staff => {
            let staff: Staff = record::decode(value)?;
            (people::staff_rows(&staff)?, Vec::new())
        }
        Table::Sessions => {
            let session: Session = record::decode(value)?;
            let hash = TokenHash::try_from(key).context("a session's key is a hash")?;
            (vec![sessions::by_staff_row(&hash, &session)], Vec::new())
        }
        Table::Products => {
            let product: Product = record::decode(value)?;
            (vec![products::code_row(&product)?], Vec::new())
        }
        Table::Tracks => {
            let track: Track = record::decode(value)?;
            (tracks::rows(&track), Vec::new())
        }
        Table::Mentions => {
            let mention: Mention = record::decode(value)?;
            (mentions::rows(&mention), Vec::new())
        }
        _ => (Vec::new(), Vec::new()),
    };
    Ok(Expected {
        rows: rows.into_iter().collect(),
        counts,
    })
}

/// Whether a counter is recomputed from records.
pub(super) fn is_counted(name: &str) -> bool {
    name == orders::COUNT || cases::is_count(name)
}
