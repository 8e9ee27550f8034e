//! Orders, shops and buyers. Written only by `actions`.

use super::cases::Page;
use super::cases::page;
use super::find;
use super::index;
use super::index::OrderRow;
use super::key::Key;
use super::record;
use super::same_buyer;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::BuyerId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::order::Order;
use crate::domain::order::Shop;
use crate::domain::people::Buyer;
use anyhow::Result;
use std::sync::Arc;

/// The counter of orders.
pub const COUNT: &str = "orders";

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: OrderId) -> Result<Option<Order>> {
    view.get_numbered(Table::Orders, id.0)
}

pub fn id_by_no(view: &impl View, shop: ShopId, order_no: &str) -> Result<Option<OrderId>> {
    let key = Key::new().u64(shop.0).text(order_no).build();
    Ok(view.get::<u64>(Table::OrderNos, &key)?.map(OrderId))
}

/// A page of orders, newest first.
pub fn page_by_time(
    view: &impl View,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Page<OrderRow>> {
    let table = Table::OrdersByTime;
    page(view, table, &[], &[], Direction::Backward, after, limit)
}

/// A buyer's orders, newest first, of all records that are this buyer.
pub fn of_buyer(view: &impl View, buyer: BuyerId, limit: usize) -> Result<Vec<OrderRow>> {
    same_buyer::rows(view, Table::OrdersByBuyer, buyer, limit)
}

/// Writes an order and moves its index rows.
pub fn save(plan: &mut Plan<'_, '_>, old: Option<&Order>, new: &Order) -> Result<()> {
    let before = old.map(index::order_rows).transpose()?.unwrap_or_default();
    index::move_rows(plan, before, index::order_rows(new)?);
    if old.is_none() {
        plan.add(COUNT, 1)?;
    }
    plan.put(Table::Orders, Key::new().u64(new.id.0).build(), new)
}

pub fn shop(view: &impl View, id: ShopId) -> Result<Option<Shop>> {
    let key = Key::new().u64(id.0).build();
    Ok(Option::clone(&*view.get_kept(Table::Shops, &key)?))
}

/// Every shop, oldest first.
pub fn shops(view: &impl View) -> Result<Vec<Shop>> {
    Ok(Vec::clone(&*every_shop(view)?))
}

/// [`shops`], shared.
pub fn every_shop(view: &impl View) -> Result<Arc<Vec<Shop>>> {
    view.all_kept(Table::Shops)
}

pub fn save_shop(plan: &mut Plan<'_, '_>, shop: &Shop) -> Result<()> {
    plan.put(Table::Shops, Key::new().u64(shop.id.0).build(), shop)
}

/// A buyer; who was merged into another is that one.
pub fn buyer(view: &impl View, id: BuyerId) -> Result<Option<Buyer>> {
    same_buyer::standing(view, id)
}

/// The buyer with this identity hash.
pub fn buyer_by_identity(view: &impl View, hash: &str) -> Result<Option<BuyerId>> {
    let key = Key::new().text(hash).build();
    Ok(view.get::<u64>(Table::Identities, &key)?.map(BuyerId))
}

/// Every index row of a buyer: identities, and find tokens (`#` and the keyed hash).
///
/// # Errors
/// When a row cannot be encoded.
pub fn buyer_rows(buyer: &Buyer) -> Result<Vec<index::IndexRow>> {
    let id = record::encode(&buyer.id.0)?;
    let mut rows = Vec::with_capacity(buyer.identities.len() * 2);
    for identity in &buyer.identities {
        let key = Key::new().text(&identity.hash).build();
        rows.push(((Table::Identities, key), id.clone()));
        let tokens = std::iter::once(&identity.hash).chain(&identity.also_found_by);
        for hash in tokens {
            let key = find::key(&format!("#{hash}"), find::What::Buyer, buyer.id.0);
            rows.push(((Table::Find, key.build()), Vec::new()));
        }
    }
    Ok(rows)
}

/// Writes a buyer and moves its look-ups.
pub fn save_buyer(plan: &mut Plan<'_, '_>, old: Option<&Buyer>, new: &Buyer) -> Result<()> {
    let before = old.map(buyer_rows).transpose()?.unwrap_or_default();
    index::move_rows(plan, before, buyer_rows(new)?);
    plan.put(Table::Buyers, Key::new().u64(new.id.0).build(), new)
}
