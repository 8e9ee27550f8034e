//! API tokens. The token itself is never kept, only its hash.

use super::sessions::TokenHash;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use crate::domain::ids::TokenId;
use crate::domain::token::ApiToken;
use anyhow::Result;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_hash(view: &impl View, hash: &TokenHash) -> Result<Option<ApiToken>> {
    view.get(Table::Tokens, hash)
}

/// Every token, in the order they were made. There are few.
pub fn all(view: &impl View) -> Result<Vec<ApiToken>> {
    let rows = view.list(Table::Tokens, &[], &[], Direction::Forward, usize::MAX)?;
    let mut tokens: Vec<ApiToken> = rows.into_iter().map(|(_, token)| token).collect();
    tokens.sort_by_key(|token| token.id);
    Ok(tokens)
}

/// The tokens of one member of staff.
pub fn of_staff(view: &impl View, staff: StaffId) -> Result<Vec<ApiToken>> {
    let mut tokens = all(view)?;
    tokens.retain(|token| token.staff == staff);
    Ok(tokens)
}

pub fn save(plan: &mut Plan<'_, '_>, hash: &TokenHash, token: &ApiToken) -> Result<()> {
    plan.put(Table::Tokens, hash.to_vec(), token)
}

/// Forgets a token; says which it was.
pub fn remove(plan: &mut Plan<'_, '_>, id: TokenId) -> Result<Option<ApiToken>> {
    let rows = plan.list::<ApiToken>(Table::Tokens, &[], &[], Direction::Forward, usize::MAX)?;
    let found = rows.into_iter().find(|(_, token)| token.id == id);
    Ok(found.map(|(hash, token)| {
        plan.remove(Table::Tokens, hash);
        token
    }))
}
