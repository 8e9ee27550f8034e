//! Schema 2: products of the orders that are here, and indexes by product and by photo.

use super::Migration;
use crate::domain::order::Order;
use crate::store::products;
use crate::store::record;
use crate::store::schema;
use crate::store::tables::Table;
use crate::store::vault::Vault;
use crate::store::view::Batch;
use crate::store::view::Direction;
use crate::store::view::Plan;
use crate::store::view::View;
use anyhow::Result;
use std::ops::ControlFlow;

/// Orders of one slice.
const SLICE: usize = 500;

pub(super) const MIGRATION: Migration = Migration {
    to: 2,
    gains: "products, similar cases and photos handed in twice can be found",
    run,
};

fn run(batch: &Batch<'_>, _: &Vault) -> Result<()> {
    let mut from = Vec::new();
    let mut any = !Plan::new(batch).keys(Table::Cases, &[], &[], 1)?.is_empty();
    loop {
        let mut plan = Plan::new(batch);
        let mut orders: Vec<Order> = Vec::new();
        let mut read = 0;
        let mut next = Vec::new();
        plan.scan(
            Table::Orders,
            &from,
            &[],
            Direction::Forward,
            &mut |key, value| {
                next = key.to_vec();
                read += 1;
                // What cannot be read is doctor's to tell of.
                orders.extend(record::decode(value));
                Ok(match read < SLICE {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                })
            },
        )?;
        any |= read > 0;
        for order in &orders {
            products::name_all(&mut plan, order)?;
        }
        batch.apply(plan.into_changes())?;
        if read < SLICE {
            break;
        }
        next.push(0);
        from = next;
    }
    if any {
        // Its indexes are written when the store is opened.
        let mut plan = Plan::new(batch);
        schema::put_reindexing(&mut plan, true)?;
        batch.apply(plan.into_changes())?;
    }
    Ok(())
}
