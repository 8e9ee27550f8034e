//! API tokens: made and shown once, looked up on every request, revoked.

use super::Moment;
use super::access::Viewer;
use super::people::note;
use crate::domain::ids::StaffId;
use crate::domain::ids::TokenId;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::token::ApiToken;
use crate::domain::token::Scope;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::people;
use crate::store::sessions::TokenHash;
use crate::store::tokens;

/// What every token begins with, so that one left in a file is recognised.
pub const PREFIX: &str = "as_";
/// How many characters of a token are kept to recognise it by.
const BEGINS: usize = 7;
/// How far `used_at` may lag, so that reading does not write each time.
const USED_EVERY: Span = Span::hours(1);
/// The longest name, in characters.
pub const NAME_MOST: usize = 64;
/// The most tokens one person may have.
pub const TOKENS_MOST: usize = 50;

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub staff: StaffId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub expires_at: Option<Timestamp>,
}

/// The token that two pieces of chance make: 256 bits.
pub fn token_of(chance: &[String; 2]) -> String {
    format!("{PREFIX}{}{}", chance[0], chance[1])
}

/// What the store keeps of a token.
pub fn hash_of(token: &str) -> TokenHash {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// Keeps a token that was just made; `by` is who made it, none on the command line.
///
/// # Errors
/// `NotFound` for someone who is not active; `Invalid` for a name, scope or end that does not fit,
/// or too many tokens.
pub fn create(
    plan: &mut Plan<'_, '_>,
    new: &NewToken,
    token: &str,
    by: Option<StaffId>,
    moment: &Moment,
) -> Result<TokenId, Failure> {
    let staff = people::by_id(plan, new.staff)?.filter(|staff| staff.active);
    let staff = staff.ok_or(Failure::NotFound)?;
    let name = new.name.trim();
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut add = |field: &str, key: &str| wrong.push((field.to_owned(), key.to_owned()));
    if name.is_empty() {
        add("name", "error-required");
    } else if name.chars().count() > NAME_MOST || name.chars().any(char::is_control) {
        add("name", "token-name-form");
    }
    if new.scopes.is_empty() {
        add("scopes", "token-scope-missing");
    }
    if new.expires_at.is_some_and(|at| at <= moment.now) {
        add("expires", "token-expires-past");
    }
    if tokens::of_staff(plan, staff.id)?.len() >= TOKENS_MOST {
        add("name", "token-too-many");
    }
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let mut scopes = new.scopes.clone();
    scopes.sort_unstable();
    scopes.dedup();
    let id = TokenId(plan.next_number("token")?);
    let kept = ApiToken {
        id,
        staff: staff.id,
        name: name.to_owned(),
        scopes,
        begins: token.chars().take(BEGINS).collect(),
        created_at: moment.now,
        expires_at: new.expires_at,
        used_at: None,
    };
    tokens::save(plan, &hash_of(token), &kept)?;
    let object = format!("token {id} of staff {}", staff.id);
    note(plan, moment.now, by, "token_created", object)?;
    Ok(id)
}

/// The tokens this person may see: their own; the owner's eyes are on all of them.
///
/// # Errors
/// When the disk does.
pub fn seen_by(view: &impl View, viewer: &Viewer) -> Result<Vec<ApiToken>, Failure> {
    Ok(match viewer.has(Role::Owner) {
        true => tokens::all(view)?,
        false => tokens::of_staff(view, viewer.staff.id)?,
    })
}

/// Ends a token at once.
///
/// # Errors
/// `NotFound` for a missing and for a foreign one alike.
pub fn revoke(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: TokenId,
    moment: &Moment,
) -> Result<(), Failure> {
    let seen = seen_by(plan, viewer)?;
    if !seen.iter().any(|token| token.id == id) {
        return Err(Failure::NotFound);
    }
    revoke_any(plan, id, Some(viewer.staff.id), moment).map(|_| ())
}

/// Ends any token: for the command line.
///
/// # Errors
/// `NotFound`.
pub fn revoke_any(
    plan: &mut Plan<'_, '_>,
    id: TokenId,
    by: Option<StaffId>,
    moment: &Moment,
) -> Result<ApiToken, Failure> {
    let token = tokens::remove(plan, id)?.ok_or(Failure::NotFound)?;
    let object = format!("token {id} of staff {}", token.staff);
    note(plan, moment.now, by, "token_revoked", object)?;
    Ok(token)
}

/// The living token with this hash, whose it is, and whether its `used_at` should be renewed.
/// None once it expired, was revoked, or its person is no longer active.
///
/// # Errors
/// When the disk does.
pub fn by_hash(
    view: &impl View,
    hash: &TokenHash,
    now: Timestamp,
) -> Result<Option<(ApiToken, Staff, bool)>, Failure> {
    let token = tokens::by_hash(view, hash)?.filter(|token| !token.is_expired(now));
    let Some(token) = token else {
        return Ok(None);
    };
    let staff = people::by_id(view, token.staff)?.filter(|staff| staff.active);
    let stale = token.used_at.is_none_or(|at| now >= at + USED_EVERY);
    Ok(staff.map(|staff| (token, staff, stale)))
}

/// Notes that a token is in use.
///
/// # Errors
/// When the disk does.
pub fn used(plan: &mut Plan<'_, '_>, hash: &TokenHash, moment: &Moment) -> Result<(), Failure> {
    if let Some(mut token) = tokens::by_hash(plan, hash)? {
        token.used_at = Some(moment.now);
        tokens::save(plan, hash, &token)?;
    }
    Ok(())
}
