//! The second factor: enrolling, checking a code, recovery codes, and taking it away.

use super::Moment;
use super::people::note;
use crate::domain::ids::StaffId;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::sealed::Sealed;
use crate::domain::second_factor::SECRET;
use crate::domain::second_factor::SecondFactor;
use crate::domain::second_factor::step_of;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Vault;
use crate::store::people;
use crate::store::settings::Security;
use anyhow::anyhow;

/// Whether someone has to have a second factor and has none yet.
pub fn is_missing(security: &Security, staff: &Staff) -> bool {
    staff.second_factor.is_none() && must_have(security, staff)
}

/// Whether one of a person's roles needs a second factor.
pub fn must_have(security: &Security, staff: &Staff) -> bool {
    let needs = |role: &Role| security.second_factor.contains(role);
    staff.roles.iter().any(needs)
}

/// Begins with a secret whose first code, of `step`, was shown.
///
/// # Errors
/// `NotFound`; a fault of the store.
pub fn enrol(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    secret: Sealed,
    step: u64,
    recovery: Vec<String>,
    moment: &Moment,
) -> Result<(), Failure> {
    let factor = SecondFactor {
        secret,
        since: moment.now,
        last_step: step,
        recovery,
        recovery_made_at: Some(moment.now),
    };
    set(plan, id, |staff| staff.second_factor = Some(factor))?;
    noted(plan, id, id, "second_factor_on", moment)
}

/// New recovery codes; the old ones are good no more.
///
/// # Errors
/// `NotFound` for someone without a second factor.
pub fn renew_recovery(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    recovery: Vec<String>,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut factor = of(plan, id)?;
    factor.recovery = recovery;
    factor.recovery_made_at = Some(moment.now);
    set(plan, id, |staff| staff.second_factor = Some(factor))?;
    noted(plan, id, id, "recovery_codes_made", moment)
}

/// Takes the second factor away: by the person, or by an owner for someone who lost theirs.
///
/// # Errors
/// `NotFound` for someone without one.
pub fn take_away(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    id: StaffId,
    moment: &Moment,
) -> Result<(), Failure> {
    of(plan, id)?;
    set(plan, id, |staff| staff.second_factor = None)?;
    noted(plan, by, id, "second_factor_off", moment)
}

/// Takes a code of the app or a recovery code; each is good once. Whether it fits.
///
/// # Errors
/// `NotFound` for someone without a second factor; a fault when the secret cannot be opened.
pub fn take_code(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    secret: [u8; SECRET],
    code: &str,
    moment: &Moment,
) -> Result<bool, Failure> {
    let mut factor = of(plan, id)?;
    let what = match step_of(secret, code, factor.last_step, moment.now) {
        Some(step) => {
            factor.last_step = step;
            "second_factor"
        }
        None if factor.use_recovery(code) => "recovery_code_used",
        None => {
            noted(plan, id, id, "second_factor_failed", moment)?;
            return Ok(false);
        }
    };
    set(plan, id, |staff| staff.second_factor = Some(factor))?;
    noted(plan, id, id, what, moment)?;
    Ok(true)
}

/// The secret in the clear.
///
/// # Errors
/// When it was sealed with another key.
pub fn open(vault: &Vault, factor: &SecondFactor) -> Result<[u8; SECRET], Failure> {
    let hex = vault.open_sealed(&factor.secret)?;
    from_hex(&hex).ok_or_else(|| anyhow!("a secret of a second factor is damaged").into())
}

/// Seals a secret.
///
/// # Errors
/// When the system has no randomness.
pub fn seal(vault: &Vault, secret: [u8; SECRET]) -> Result<Sealed, Failure> {
    Ok(vault.seal(&hex(&secret), String::new())?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The secret that hex digits say; none when they do not.
pub fn from_hex(text: &str) -> Option<[u8; SECRET]> {
    if text.len() != SECRET * 2 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; SECRET];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[n * 2..n * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

fn of(plan: &mut Plan<'_, '_>, id: StaffId) -> Result<SecondFactor, Failure> {
    let staff = people::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    staff.second_factor.ok_or(Failure::NotFound)
}

fn set(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    change: impl FnOnce(&mut Staff),
) -> Result<(), Failure> {
    let old = people::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    let mut new = old.clone();
    change(&mut new);
    Ok(people::save(plan, Some(&old), &new)?)
}

fn noted(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    id: StaffId,
    what: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    note(plan, moment.now, Some(by), what, format!("staff {id}"))
}
