//! Quick find: from what someone has in hand (a number, a phone's tail, a nickname) to the case or
//! order. Personal tokens arrive as keyed hashes (`#` and hex), never clear.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::order::Order;
use anyhow::Result;

/// What a find row leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Case = 1,
    Order = 2,
    Buyer = 3,
}

/// A number or word as it is looked up: upper case, without spaces and dashes.
pub fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\0'))
        .flat_map(char::to_uppercase)
        .collect()
}

pub(super) fn key(token: &str, what: What, id: u64) -> Key {
    Key::new().text(token).u8(what as u8).u64(id)
}

/// The clear tokens of a case: its numbers and its parcels' numbers.
pub(super) fn case_tokens(case: &Case) -> Vec<String> {
    let mut tokens = vec![normal(case.no.as_str()), normal(&case.rma)];
    tokens.extend(case.also_known_as.iter().map(|no| normal(no.as_str())));
    tokens.extend(case.platform_no.as_deref().map(normal));
    tokens.extend(case.parcels.iter().map(|p| normal(&p.tracking_no)));
    tokens.retain(|token| !token.is_empty());
    tokens.sort();
    tokens.dedup();
    tokens
}

/// The clear tokens of an order.
pub(super) fn order_tokens(order: &Order) -> Vec<String> {
    let mut tokens = vec![normal(&order.order_no)];
    tokens.extend(
        order
            .lines
            .iter()
            .filter_map(|line| line.sub_order_no.as_deref())
            .map(normal),
    );
    tokens.extend(order.parcels.iter().map(|p| normal(&p.tracking_no)));
    tokens.retain(|token| !token.is_empty());
    tokens.sort();
    tokens.dedup();
    tokens
}

/// What carries a token that begins with `prefix`, up to `limit`: `(what byte, id)`.
///
/// # Errors
/// When the disk does.
pub fn by_prefix(view: &impl View, prefix: &str, limit: usize) -> Result<Vec<(u8, u64)>> {
    let from = Key::new().prefix(prefix);
    let to = from.clone().end();
    hits(view, &from.build(), &to, limit)
}

/// What carries exactly this token.
///
/// # Errors
/// When the disk does.
pub fn exactly(view: &impl View, token: &str, limit: usize) -> Result<Vec<(u8, u64)>> {
    let from = Key::new().text(token);
    let to = from.clone().end();
    hits(view, &from.build(), &to, limit)
}

fn hits(view: &impl View, from: &[u8], to: &[u8], limit: usize) -> Result<Vec<(u8, u64)>> {
    let keys = view.keys(Table::Find, from, to, limit)?;
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let at = key.len().saturating_sub(9);
        if let (Some(what), Some(id)) = (key.get(at), u64_at(&key, at + 1))
            && !found.contains(&(*what, id))
        {
            found.push((*what, id));
        }
    }
    Ok(found)
}
