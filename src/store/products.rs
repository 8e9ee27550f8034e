//! Products, what was bought and complained about of each, and photos handed in twice. Written
//! only by `actions`.

use super::cases;
use super::cases::Page;
use super::index::IndexRow;
use super::index::move_rows;
use super::key::Key;
use super::key::i64_at;
use super::key::u64_at;
use super::record;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ProductId;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::product;
use crate::domain::product::Product;
use crate::domain::refund;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// The most cases that one photo leads to.
const PER_PHOTO: usize = 20;

/// What the index keeps of a case of a product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    pub no: CaseNo,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    pub at: Timestamp,
    #[serde(default)]
    pub result: Option<String>,
    /// What the buyer got, in 分.
    pub paid: Fen,
    #[serde(default)]
    pub reopened: u32,
}

/// A case of a product, as a range of the index has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    pub id: CaseId,
    pub reason: String,
    pub opened_at: Timestamp,
    pub trace: Trace,
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: ProductId) -> Result<Option<Product>> {
    view.get(Table::Products, &Key::new().u64(id.0).build())
}

pub fn by_code(view: &impl View, shop: ShopId, code: &str) -> Result<Option<Product>> {
    let id = view.get::<u64>(Table::ProductCodes, &code_key(shop, code).build())?;
    Ok(id
        .map(|id| by_id(view, ProductId(id)))
        .transpose()?
        .flatten())
}

/// A page of products by shop and code. `after` is the `next` of the page before.
pub fn page(view: &impl View, after: Option<&[u8]>, limit: usize) -> Result<Page<u64>> {
    let forward = Direction::Forward;
    cases::page(view, Table::ProductCodes, &[], &[], forward, after, limit)
}

/// The place of a product in [`page`], as its `next` would say.
pub fn place(product: &Product) -> Vec<u8> {
    code_key(product.shop, &product.code).build()
}

/// Sees to it that each product of an order has a record. What is there stays as it is.
pub fn name_all(plan: &mut Plan<'_, '_>, order: &Order) -> Result<()> {
    for line in &order.lines {
        let code = product::of_order_line(line);
        let key = code_key(order.shop, &code).build();
        if plan.get_bytes(Table::ProductCodes, &key)?.is_some() {
            continue;
        }
        let new = Product {
            id: ProductId(plan.next_number("product")?),
            shop: order.shop,
            code,
            sku: line
                .sku_code
                .as_deref()
                .map(str::trim)
                .filter(|sku| !sku.is_empty())
                .map(str::to_owned),
            title: line.title.clone(),
            specs: String::new(),
            care: String::new(),
            faults: Vec::new(),
            selling: String::new(),
            cost_price: None,
            warranty_months: None,
            seen_at: order.created_at,
            edited_by: None,
            edited_at: None,
            rev: 1,
        };
        save(plan, None, &new)?;
    }
    Ok(())
}

pub fn save(plan: &mut Plan<'_, '_>, old: Option<&Product>, new: &Product) -> Result<()> {
    let before = old.map(code_row).transpose()?.into_iter().collect();
    move_rows(plan, before, vec![code_row(new)?]);
    plan.put(Table::Products, Key::new().u64(new.id.0).build(), new)
}

/// When orders of a product were made, newest first, none older than `since`.
pub fn ordered(
    view: &impl View,
    shop: ShopId,
    code: &str,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<(OrderId, Timestamp)>> {
    let prefix = code_key(shop, code);
    let head = prefix.clone().build().len();
    let from = prefix.clone().i64(since.0).build();
    let mut found = Vec::new();
    if limit == 0 {
        return Ok(found);
    }
    view.scan(
        Table::OrdersByProduct,
        &from,
        &prefix.end(),
        Direction::Backward,
        &mut |key, _| {
            if let (Some(at), Some(id)) = (i64_at(key, head), u64_at(key, head + 8)) {
                found.push((OrderId(id), Timestamp(at)));
            }
            Ok(flow(found.len() < limit))
        },
    )?;
    Ok(found)
}

/// The reasons a product had cases for.
pub fn reasons(view: &impl View, shop: ShopId, code: &str) -> Result<Vec<String>> {
    let prefix = code_key(shop, code);
    let head = prefix.clone().build().len();
    let end = prefix.clone().end();
    let mut from = prefix.clone().build();
    let mut reasons: Vec<String> = Vec::new();
    // One look per reason: the next begins behind everything of the one before.
    while let Some(key) = view.keys(Table::CasesByProduct, &from, &end, 1)?.pop() {
        let rest = key.get(head..).unwrap_or_default();
        let reason = rest.split(|byte| *byte == 0).next().unwrap_or_default();
        let reason = String::from_utf8_lossy(reason).into_owned();
        from = prefix.clone().text(&reason).end();
        reasons.push(reason);
    }
    Ok(reasons)
}

/// Cases of a product with this reason, newest first, none opened before `since`.
pub fn cases_of(
    view: &impl View,
    shop: ShopId,
    code: &str,
    reason: &str,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<Traced>> {
    let prefix = code_key(shop, code).text(reason);
    let head = prefix.clone().build().len();
    let rows = view.list::<Trace>(
        Table::CasesByProduct,
        &prefix.clone().i64(since.0).build(),
        &prefix.end(),
        Direction::Backward,
        limit,
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, trace)| {
            Some(Traced {
                id: CaseId(u64_at(&key, head + 8)?),
                reason: reason.to_owned(),
                opened_at: Timestamp(i64_at(&key, head)?),
                trace,
            })
        })
        .collect())
}

/// Other cases of the shop that have one of these photos or films, with the file each shares. What
/// was merged is where it went to.
pub fn same_photo(
    view: &impl View,
    files: &[CaseFile],
    shop: ShopId,
    but: Option<CaseId>,
) -> Result<Vec<(CaseFile, Case)>> {
    let mut found: Vec<(CaseFile, Case)> = Vec::new();
    for file in files.iter().filter(|file| is_seen(file)) {
        let Ok(hash) = blake3::Hash::from_hex(&file.hash) else {
            continue;
        };
        let from = Key::new().bytes(hash.as_bytes());
        let to = from.clone().end();
        for key in view.keys(Table::Photos, &from.build(), &to, PER_PHOTO)? {
            let Some(id) = u64_at(&key, 32).map(CaseId) else {
                continue;
            };
            let Some(case) = cases::by_id(view, id)? else {
                continue;
            };
            let known = found
                .iter()
                .any(|(known, other)| other.id == id && known.hash == file.hash);
            let apart = case.shop == shop && Some(id) != but && case.state != State::Merged;
            if apart && !known {
                found.push((file.clone(), case));
            }
        }
    }
    Ok(found)
}

/// Every row of a case in the indexes of this file.
pub(super) fn case_rows(case: &Case) -> Result<Vec<IndexRow>> {
    let mut rows = Vec::new();
    for file in case.files.iter().filter(|file| is_seen(file)) {
        if let Ok(hash) = blake3::Hash::from_hex(&file.hash) {
            let key = Key::new().bytes(hash.as_bytes()).u64(case.id.0).build();
            rows.push(((Table::Photos, key), Vec::new()));
        }
    }
    // The lines of a merged case are counted where they went to.
    if case.state == State::Merged {
        return Ok(rows);
    }
    let codes: BTreeSet<String> = case.lines.iter().map(product::of_case_line).collect();
    if codes.is_empty() {
        return Ok(rows);
    }
    let trace = record::encode(&Trace {
        no: case.no.clone(),
        kind: case.kind,
        ended: case
            .closed_at
            .filter(|_| case.state.is_terminal())
            .map(|at| Ended {
                at,
                result: case.result.clone(),
                paid: refund::pay(case),
                reopened: case.reopen_count,
            }),
    })?;
    for code in codes {
        let key = code_key(case.shop, &code)
            .text(&case.reason)
            .i64(case.opened_at.0)
            .u64(case.id.0)
            .build();
        rows.push(((Table::CasesByProduct, key), trace.clone()));
    }
    Ok(rows)
}

/// Every row of an order in the indexes of this file.
pub(super) fn order_rows(order: &Order) -> Vec<IndexRow> {
    let codes: BTreeSet<String> = order.lines.iter().map(product::of_order_line).collect();
    let at = order.ordered_at.unwrap_or(order.created_at).0;
    codes
        .into_iter()
        .map(|code| {
            let key = code_key(order.shop, &code).i64(at).u64(order.id.0);
            ((Table::OrdersByProduct, key.build()), Vec::new())
        })
        .collect()
}

/// The row that finds a product by its code.
pub(super) fn code_row(product: &Product) -> Result<IndexRow> {
    let key = code_key(product.shop, &product.code).build();
    Ok(((Table::ProductCodes, key), record::encode(&product.id.0)?))
}

fn code_key(shop: ShopId, code: &str) -> Key {
    Key::new().u64(shop.0).text(code)
}

/// Photos and films: two of the same bytes are no chance. Papers may be the shop's own.
fn is_seen(file: &CaseFile) -> bool {
    file.mime.starts_with("image/") || file.mime.starts_with("video/")
}

fn flow(on: bool) -> ControlFlow<()> {
    match on {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    }
}
