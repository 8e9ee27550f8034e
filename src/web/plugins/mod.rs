//! Plugins, for the owner: what lies here, what each may do, its accounts, and taking it away.

pub mod account;
pub mod bring;
pub mod calls;
pub mod consent;
pub mod couriers;
pub mod list;
pub mod remove;
mod said;
pub mod show;
mod states;

use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::failure::Failure;

/// Where the page of a plugin lies.
fn path_of(id: &PluginId) -> String {
    format!("/settings/plugins/{id}")
}

fn id_in(text: &str) -> Result<PluginId, Failure> {
    PluginId::parse(text).ok_or(Failure::NotFound)
}

fn version_in(text: &str) -> Result<Version, Failure> {
    Version::parse(text).ok_or(Failure::NotFound)
}
