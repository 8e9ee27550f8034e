//! Sessions of signed-in staff. The token itself is never kept, only its hash.

use super::index::IndexRow;
use super::key::Key;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// One signed-in browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub staff: StaffId,
    /// Stands in every form; a request that changes something must bring it.
    pub csrf: String,
    pub started_at: Timestamp,
    pub seen_at: Timestamp,
    /// The browser's own words, cut, for the list of sessions.
    #[serde(default)]
    pub agent: String,
    /// The address it began at.
    #[serde(default)]
    pub peer: String,
    /// When the person last showed who they are: at sign-in, or by the password again.
    #[serde(default)]
    pub confirmed_at: Option<Timestamp>,
}

/// Digits of a session's name: enough to tell them apart, useless as a cookie.
const NAME: usize = 16;

/// A short name of a session, for pages.
pub fn name(hash: &TokenHash) -> String {
    let hex = super::reindex::hex(hash);
    hex.chars().take(NAME).collect()
}

/// BLAKE3 of a token.
pub type TokenHash = [u8; 32];

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_hash(view: &impl View, hash: &TokenHash) -> Result<Option<Session>> {
    Ok(Option::clone(&*view.get_kept(Table::Sessions, hash)?))
}

/// The index row of a session.
pub fn by_staff_row(hash: &TokenHash, session: &Session) -> IndexRow {
    let key = Key::new().u64(session.staff.0).bytes(hash).build();
    ((Table::SessionsByStaff, key), Vec::new())
}

pub fn save(plan: &mut Plan<'_, '_>, hash: &TokenHash, session: &Session) -> Result<()> {
    let ((table, key), value) = by_staff_row(hash, session);
    plan.put_bytes(table, key, value);
    plan.put(Table::Sessions, hash.to_vec(), session)
}

pub fn end(plan: &mut Plan<'_, '_>, hash: &TokenHash) -> Result<()> {
    if let Some(session) = by_hash(plan, hash)? {
        let ((table, key), _) = by_staff_row(hash, &session);
        plan.remove(table, key);
        plan.remove(Table::Sessions, hash.to_vec());
    }
    Ok(())
}

/// Ends every session of a person, as after a new password.
pub fn end_all(plan: &mut Plan<'_, '_>, staff: StaffId) -> Result<()> {
    let from = Key::new().u64(staff.0);
    let (start, stop) = (from.clone().build(), from.end());
    for key in plan.keys(Table::SessionsByStaff, &start, &stop, usize::MAX)? {
        plan.remove(Table::Sessions, key[8..].to_vec());
        plan.remove(Table::SessionsByStaff, key);
    }
    Ok(())
}

/// Every session of a person.
pub fn of_staff(view: &impl View, staff: StaffId) -> Result<Vec<(TokenHash, Session)>> {
    let from = Key::new().u64(staff.0);
    let (start, stop) = (from.clone().build(), from.end());
    let mut found = Vec::new();
    for key in view.keys(Table::SessionsByStaff, &start, &stop, usize::MAX)? {
        let Ok(hash) = TokenHash::try_from(&key[8..]) else {
            continue;
        };
        if let Some(session) = by_hash(view, &hash)? {
            found.push((hash, session));
        }
    }
    Ok(found)
}
