//! The life of a plugin: brought, agreed to, switched on, given accounts, replaced by another
//! version, taken away. Only the owner does any of it, and each is written down.

pub mod accounts;
pub mod automating;
pub mod bringing;
pub mod calls;
pub mod consent;
pub mod couriers;
pub mod looks;
pub mod pushes;
pub mod standing;
#[cfg(test)]
mod stories;
pub mod tellings;

use super::Moment;
use super::access::Viewer;
use super::people::note;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::installed::Plugin;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::plugins;

/// The plugin, for its owner.
///
/// # Errors
/// `NotAllowed` for everyone else; `NotFound`.
pub fn see(view: &impl View, viewer: &Viewer, id: &PluginId) -> Result<Plugin, Failure> {
    viewer.must_be(&[])?;
    plugins::by_id(view, id)?.ok_or(Failure::NotFound)
}

/// Keeps a changed plugin and writes down who changed it. Without a viewer the desk did it by
/// itself.
fn save(
    plan: &mut Plan<'_, '_>,
    viewer: Option<&Viewer>,
    mut plugin: Plugin,
    what: &str,
    about: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    plugin.rev += 1;
    plugin.tidy();
    plugins::save(plan, &plugin)?;
    let object = format!("plugin {} {about}", plugin.id);
    let by = viewer.map(|viewer| viewer.staff.id);
    note(plan, moment.now, by, what, object.trim_end().to_owned())
}
