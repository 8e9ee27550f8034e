//! The owner agrees to what a version may do; from then on it is the one that is called.

use super::super::Moment;
use super::super::access::Viewer;
use super::save;
use super::see;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Rights;
use crate::domain::plugin::Version;
use crate::domain::plugin::installed::Grant;
use crate::domain::plugin::installed::Packed;
use crate::domain::plugin::installed::Plugin;
use crate::domain::plugin::installed::State;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::plugins;

/// What the owner saw and wants.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub plugin: PluginId,
    pub version: Version,
    /// The hash of the rights on the page they saw.
    pub hash: String,
    pub enable: bool,
}

/// The grant under which a package may run, if there is one.
///
/// # Errors
/// When the disk does.
pub fn grant_for(view: &impl View, packed: &Packed) -> Result<Option<Grant>, Failure> {
    let grants = plugins::grants(view, &packed.manifest.id)?;
    Ok(grants.into_iter().find(|grant| grant.lets(packed)))
}

/// What the owner agreed to last for this plugin: what an upgrade is compared with.
///
/// # Errors
/// When the disk does.
pub fn agreed_last(view: &impl View, plugin: &Plugin) -> Result<Rights, Failure> {
    if let Some(release) = plugin.active() {
        return Ok(Rights::of_manifest(&release.packed.manifest));
    }
    let last = plugins::grants(view, &plugin.id)?.into_iter().next();
    Ok(last.map_or_else(Rights::default, |grant| grant.rights))
}

/// Agrees to a version and makes it the one that is called; the one before stays to go back to.
///
/// # Errors
/// `NotFound`; `ChangedMeanwhile` when the rights are not those that were seen.
pub fn agree(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    agreed: &Agreed,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut plugin = see(plan, viewer, &agreed.plugin)?;
    let release = plugin.release(&agreed.version).ok_or(Failure::NotFound)?;
    let packed = release.packed.clone();
    let rights = Rights::of_manifest(&packed.manifest);
    if rights.hash() != agreed.hash {
        return Err(Failure::ChangedMeanwhile);
    }
    let unsigned = packed.publisher.is_none();
    // A grant always names the key that signs now, so that the old one opens nothing later.
    let covered =
        grant_for(plan, &packed)?.is_some_and(|grant| grant.publisher == packed.publisher);
    if !covered {
        let grant = Grant {
            plugin: plugin.id.clone(),
            publisher: packed.publisher.clone(),
            content: unsigned.then(|| packed.sha256.clone()),
            hash: rights.hash(),
            rights,
            version: agreed.version.clone(),
            at: moment.now,
            by: viewer.staff.id,
        };
        plugins::add_grant(plan, &grant)?;
    }
    if packed.publisher.is_some() {
        plugin.trusted = packed.publisher;
    }
    switch_to(&mut plugin, &agreed.version, moment);
    let state = match (agreed.enable, plugin.state) {
        (true, _) => State::Enabled,
        (false, State::Uploaded) => State::Installed,
        (false, state) => state,
    };
    if state != plugin.state {
        plugin.state = state;
        plugin.since = moment.now;
        plugin.why.clear();
    }
    let about = format!("{} {}", agreed.version, agreed.hash);
    save(plan, Some(viewer), plugin, "plugin_agreed", &about, moment)
}

/// Goes back to a version that ran before.
///
/// # Errors
/// `NotFound` for one that is not there or never ran; `Invalid` when nothing lets it run any more.
pub fn roll_back(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: &PluginId,
    version: &Version,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut plugin = see(plan, viewer, id)?;
    let release = plugin.release(version).ok_or(Failure::NotFound)?;
    release.active_at.ok_or(Failure::NotFound)?;
    if grant_for(plan, &release.packed)?.is_none() {
        return Err(Failure::invalid("version", "error-plugin-no-grant"));
    }
    if plugin.active.as_ref() == Some(version) {
        return Ok(());
    }
    switch_to(&mut plugin, version, moment);
    let about = version.to_string();
    save(
        plan,
        Some(viewer),
        plugin,
        "plugin_rolled_back",
        &about,
        moment,
    )
}

/// The pointer goes to another version; calls under way end on the one before.
fn switch_to(plugin: &mut Plugin, version: &Version, moment: &Moment) {
    let before = plugin.active.replace(version.clone());
    for release in &mut plugin.releases {
        let of = &release.packed.manifest.version;
        if of == version || Some(of) == before.as_ref() {
            release.active_at = Some(moment.now);
        }
    }
}
