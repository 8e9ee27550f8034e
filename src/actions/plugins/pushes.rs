//! What comes in at the address of an account: kept before it is answered, read once, and taken in
//! in the command that forgets it.

use crate::actions::Moment;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::pushed::Pushed;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::plugin_pushes;
use crate::store::plugins;

/// Messages that are forgotten in one command.
const AT_ONCE: usize = 5_000;

/// Keeps what came in, and returns its number. First read in a little while, should the process
/// that holds it end before it was read.
///
/// # Errors
/// `NotFound` for an account that is gone; `TooMany` while too much waits to be read.
pub fn keep(plan: &mut Plan<'_, '_>, pushed: &Pushed) -> Result<u64, Failure> {
    plugins::account(plan, pushed.account)?.ok_or(Failure::NotFound)?;
    if plugin_pushes::waiting(plan)? >= plugin_pushes::MOST {
        return Err(Failure::invalid("push", "error-plugin-pushes-many"));
    }
    Ok(plugin_pushes::add(plan, pushed)?)
}

/// It was read: it is forgotten. Whether it says something new: with the same key of its own it was
/// read before.
///
/// # Errors
/// When the disk does. `NotFound` when somebody else read it meanwhile.
pub fn read(
    plan: &mut Plan<'_, '_>,
    id: u64,
    account: PluginAccountId,
    own_key: Option<&str>,
    now: Timestamp,
) -> Result<bool, Failure> {
    plugin_pushes::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    plugin_pushes::remove(plan, id);
    Ok(match own_key {
        Some(own_key) => !plugin_pushes::is_read(plan, account, own_key, now)?,
        None => true,
    })
}

/// It cannot be read, now or ever.
///
/// # Errors
/// When the disk does.
pub fn drop(plan: &mut Plan<'_, '_>, id: u64) -> Result<(), Failure> {
    plugin_pushes::remove(plan, id);
    Ok(())
}

/// It could not be read now: later, and after days never.
///
/// # Errors
/// When the disk does.
pub fn put_off(plan: &mut Plan<'_, '_>, id: u64, now: Timestamp) -> Result<(), Failure> {
    if let Some(mut pushed) = plugin_pushes::by_id(plan, id)? {
        if pushed.is_over(now) {
            plugin_pushes::remove(plan, id);
        } else {
            pushed.put_off(now);
            plugin_pushes::save(plan, id, &pushed)?;
        }
    }
    Ok(())
}

/// Forgets messages that were read so long ago that nobody sends them again. Returns how many.
///
/// # Errors
/// When the disk does.
pub fn forget_read(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<usize, Failure> {
    Ok(plugin_pushes::forget_read(plan, moment.now, AT_ONCE)?)
}
