//! Switched on, off, held back by the desk, taken away.

use super::super::Moment;
use super::super::access::Viewer;
use super::consent::grant_for;
use super::save;
use super::see;
use crate::actions::people::note;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::installed::Machine;
use crate::domain::plugin::installed::State;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::plugins;

/// Switches a plugin on, from whatever it was held back for.
///
/// # Errors
/// `NotFound`; `Invalid` as long as nobody agreed to the version.
pub fn enable(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: &PluginId,
    moment: &Moment,
) -> Result<(), Failure> {
    let plugin = see(plan, viewer, id)?;
    let may = match plugin.active() {
        Some(release) => grant_for(plan, &release.packed)?.is_some(),
        None => false,
    };
    if !may {
        return Err(Failure::invalid("version", "error-plugin-no-grant"));
    }
    turn(plan, Some(viewer), id, State::Enabled, "", moment)
}

/// Switches a plugin off. What waits for it waits on.
///
/// # Errors
/// `NotFound`.
pub fn disable(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: &PluginId,
    moment: &Moment,
) -> Result<(), Failure> {
    see(plan, viewer, id)?;
    turn(plan, Some(viewer), id, State::Disabled, "", moment)
}

/// The desk holds a plugin back, or lets it go on: `Paused`, `Quarantined`, `Enabled`, `Disabled`,
/// with the reason. Only of a plugin that was switched on, so that a fault that comes in late
/// switches on nothing the owner switched off. Whether it was.
///
/// # Errors
/// `NotFound`.
pub fn hold(
    plan: &mut Plan<'_, '_>,
    id: &PluginId,
    state: State,
    why: &str,
    moment: &Moment,
) -> Result<bool, Failure> {
    let plugin = plugins::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    let held = matches!(
        plugin.state,
        State::Enabled | State::Paused | State::Quarantined
    );
    if held {
        turn(plan, None, id, state, why, moment)?;
    }
    Ok(held)
}

fn turn(
    plan: &mut Plan<'_, '_>,
    viewer: Option<&Viewer>,
    id: &PluginId,
    state: State,
    why: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut plugin = plugins::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    if plugin.state == state && plugin.why == why {
        return Ok(());
    }
    plugin.state = state;
    plugin.why = why.chars().take(500).collect();
    plugin.since = moment.now;
    save(plan, viewer, plugin, &format!("plugin_{state}"), "", moment)
}

/// Keeps where the machine code of a version lies, once it was made.
///
/// # Errors
/// `NotFound`.
pub fn compiled(
    plan: &mut Plan<'_, '_>,
    id: &PluginId,
    version: &Version,
    machine: Option<Machine>,
) -> Result<(), Failure> {
    let mut plugin = plugins::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    let mut releases = plugin.releases.iter_mut();
    let release = releases.find(|release| release.packed.manifest.version == *version);
    release.ok_or(Failure::NotFound)?.machine = machine;
    Ok(plugins::save(plan, &plugin)?)
}

/// Takes a plugin away with its accounts, its secrets and what was agreed to. Its files go with the
/// next sweep.
///
/// # Errors
/// `NotFound`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: &PluginId,
    moment: &Moment,
) -> Result<(), Failure> {
    see(plan, viewer, id)?;
    plugins::remove(plan, id)?;
    let by = Some(viewer.staff.id);
    note(
        plan,
        moment.now,
        by,
        "plugin_removed",
        format!("plugin {id}"),
    )
}
