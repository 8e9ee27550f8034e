//! A package is brought: it lies beside the versions that run, and nothing of it runs.

use super::super::Moment;
use super::super::access::Viewer;
use super::save;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::installed::Packed;
use crate::domain::plugin::installed::Plugin;
use crate::domain::plugin::installed::Release;
use crate::domain::plugin::installed::State;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::plugins;
use std::collections::BTreeMap;

/// Versions of one plugin that may lie here.
pub const RELEASES_MOST: usize = 8;
/// Plugins that may lie here.
pub const PLUGINS_MOST: usize = 200;

/// Keeps a package that was checked. The same one again changes nothing.
///
/// # Errors
/// `NotAllowed`; `Invalid` for another publisher than before, another content of a version that
/// was here before, or too many.
pub fn bring(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    packed: Packed,
    moment: &Moment,
) -> Result<(PluginId, Version), Failure> {
    viewer.must_be(&[])?;
    let wrong = |key: &str| Failure::invalid("package", key);
    let id = packed.manifest.id.clone();
    let version = packed.manifest.version.clone();
    let known = plugins::by_id(plan, &id)?;
    if known.is_none() && plugins::all(plan)?.len() >= PLUGINS_MOST {
        return Err(wrong("error-plugin-too-many"));
    }
    let mut plugin = known.unwrap_or_else(|| Plugin {
        id: id.clone(),
        state: State::Uploaded,
        why: String::new(),
        since: moment.now,
        active: None,
        releases: Vec::new(),
        seen: BTreeMap::new(),
        trusted: None,
        rev: 0,
    });
    if let Some(trusted) = &plugin.trusted {
        if packed.publisher.is_none() {
            return Err(wrong("error-plugin-unsigned-now"));
        }
        let theirs = packed.publisher.as_ref() == Some(trusted);
        if !theirs && packed.follows.as_ref() != Some(trusted) {
            return Err(wrong("error-plugin-other-key"));
        }
    }
    if plugin
        .seen
        .get(&version)
        .is_some_and(|sum| *sum != packed.sha256)
    {
        return Err(wrong("error-plugin-version-differs"));
    }
    if plugin.release(&version).is_some() {
        return Ok((id, version));
    }
    if plugin.releases.len() >= RELEASES_MOST {
        return Err(wrong("error-plugin-releases-many"));
    }
    plugin.seen.insert(version.clone(), packed.sha256.clone());
    let about = format!("{version} {}", packed.sha256);
    plugin.releases.push(Release {
        packed,
        brought_at: moment.now,
        brought_by: viewer.staff.id,
        active_at: None,
        machine: None,
    });
    save(plan, Some(viewer), plugin, "plugin_brought", &about, moment)?;
    Ok((id, version))
}

/// Throws away a version that is not called. A plugin of which nothing is left, and to which nobody
/// ever agreed, goes with it. Whether the plugin is still there.
///
/// # Errors
/// `NotFound`; `Invalid` for the version that is called.
pub fn discard(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: &PluginId,
    version: &Version,
    moment: &Moment,
) -> Result<bool, Failure> {
    let mut plugin = super::see(plan, viewer, id)?;
    plugin.release(version).ok_or(Failure::NotFound)?;
    if plugin.active.as_ref() == Some(version) {
        return Err(Failure::invalid("version", "error-plugin-active"));
    }
    plugin
        .releases
        .retain(|release| release.packed.manifest.version != *version);
    if plugin.releases.is_empty() && plugin.active.is_none() {
        super::standing::remove(plan, viewer, id, moment)?;
        return Ok(false);
    }
    let about = version.to_string();
    save(
        plan,
        Some(viewer),
        plugin,
        "plugin_discarded",
        &about,
        moment,
    )?;
    Ok(true)
}
