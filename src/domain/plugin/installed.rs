//! An installed plugin as it is kept: its versions, whose key it belongs to, what the owner agreed
//! to, and its accounts.

use super::identity::PluginId;
use super::identity::PublisherKey;
use super::identity::Version;
use super::manifest::Manifest;
use super::pulled::Pulled;
use super::rights::Rights;
use super::values::Value;
use crate::codes;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Versions that ran before and are kept to go back to.
pub const FORMER_MOST: usize = 2;

codes! {
    /// Where a plugin stands. The phrase key is `plugin-state-<code>`.
    pub enum State {
        /// Brought here; the owner has not agreed to anything.
        Uploaded = "uploaded",
        /// Agreed to, and not switched on yet.
        Installed = "installed",
        Enabled = "enabled",
        /// Waits for a person: a credential is wrong.
        Paused = "paused",
        /// Left alone for a while after faults.
        Quarantined = "quarantined",
        Disabled = "disabled",
    }
}

/// A package that was checked, as it is kept. Made by whoever read it; the bytes lie in the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    pub manifest: Manifest,
    /// The name of the package among the files.
    pub package: String,
    /// The name of the component among the files: BLAKE3 of its bytes, hex.
    pub component: String,
    /// bytes of the component.
    pub size: u64,
    /// SHA-256 of the package, hex: what people compare.
    pub sha256: String,
    /// Who signed it; none for an unsigned one.
    pub publisher: Option<PublisherKey>,
    /// The key that named the publisher's as the one that follows it.
    #[serde(default)]
    pub follows: Option<PublisherKey>,
}

/// A version that lies here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    #[serde(flatten)]
    pub packed: Packed,
    pub brought_at: Timestamp,
    pub brought_by: StaffId,
    /// When it ran last; none for one that never did.
    #[serde(default)]
    pub active_at: Option<Timestamp>,
    /// The name of its machine code among the files, and of what engine it is. Made here, of the
    /// component, and never brought along.
    #[serde(default)]
    pub machine: Option<Machine>,
}

/// Machine code that was made here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// BLAKE3 of its bytes, hex: checked before each loading.
    pub sum: String,
    /// Of component, engine and settings: code of another key is made anew.
    pub key: String,
}

/// A plugin: one record, all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plugin {
    pub id: PluginId,
    pub state: State,
    /// Why it stands so, in words that were made by the desk or the plugin; may be empty.
    #[serde(default)]
    pub why: String,
    pub since: Timestamp,
    /// The version that is called.
    #[serde(default)]
    pub active: Option<Version>,
    /// Newest first.
    pub releases: Vec<Release>,
    /// SHA-256 of the package of every version that was ever here: a version stays what it is.
    pub seen: BTreeMap<Version, String>,
    /// Whose later versions are taken; none as long as only unsigned ones were agreed to.
    #[serde(default)]
    pub trusted: Option<PublisherKey>,
    /// Goes up with every change.
    #[serde(default)]
    pub rev: u64,
}

/// What the owner agreed to: bound to the plugin, the publisher and the rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub plugin: PluginId,
    pub publisher: Option<PublisherKey>,
    /// Of an unsigned package: its SHA-256. The grant is for nothing else.
    #[serde(default)]
    pub content: Option<String>,
    /// SHA-256 of the canonical text of the rights.
    pub hash: String,
    pub rights: Rights,
    /// The version it was agreed to for.
    pub version: Version,
    pub at: Timestamp,
    pub by: StaffId,
}

/// A secret of an account. Nothing shows it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSecret {
    pub sealed: Sealed,
    pub set_at: Timestamp,
    /// When it runs out, where the plugin said so.
    #[serde(default)]
    pub expires: Option<Timestamp>,
}

/// An account of a plugin: one shop there, one customer number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: PluginAccountId,
    pub plugin: PluginId,
    /// What people call it.
    pub name: String,
    pub values: BTreeMap<String, Value>,
    #[serde(default)]
    pub secrets: BTreeMap<String, KeptSecret>,
    /// 128 bits, hex: the unguessable part of its own address.
    pub token: String,
    /// Of an automation: it is told what happens on cases.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hears: bool,
    /// Of a marketplace: the shop of the desk whose orders it brings. Of a payment service: whose
    /// money it pays. Of an automation: whose cases it hears of, or all.
    #[serde(default)]
    pub shop: Option<ShopId>,
    /// How far a marketplace was read.
    #[serde(default)]
    pub pulled: Pulled,
    /// Why it is not called; empty when it is.
    #[serde(default)]
    pub paused: String,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    #[serde(default)]
    pub rev: u64,
}

impl Plugin {
    pub fn release(&self, version: &Version) -> Option<&Release> {
        let of = |release: &&Release| release.packed.manifest.version == *version;
        self.releases.iter().find(of)
    }

    /// The version that is called.
    pub fn active(&self) -> Option<&Release> {
        self.release(self.active.as_ref()?)
    }

    /// The newest that lies here: for its name, before one was agreed to.
    pub fn newest(&self) -> Option<&Release> {
        self.releases.first()
    }

    /// Whether the desk calls it by itself.
    pub fn is_running(&self) -> bool {
        self.state == State::Enabled && self.active.is_some()
    }

    /// Drops the versions nobody goes back to: kept are the active one, those that never ran and
    /// were brought after it, and the last that ran before.
    pub fn tidy(&mut self) {
        let active = self.active.clone();
        let mut former: Vec<(Timestamp, Version)> = self
            .releases
            .iter()
            .filter(|release| Some(&release.packed.manifest.version) != active.as_ref())
            .filter_map(|release| {
                Some((release.active_at?, release.packed.manifest.version.clone()))
            })
            .collect();
        former.sort();
        former.reverse();
        former.truncate(FORMER_MOST);
        self.releases.retain(|release| {
            let version = &release.packed.manifest.version;
            let waits = release.active_at.is_none();
            Some(version) == active.as_ref() || waits || former.iter().any(|(_, v)| v == version)
        });
        let by_version = |release: &Release| release.packed.manifest.version.clone();
        self.releases
            .sort_by_key(|release| std::cmp::Reverse(by_version(release)));
    }
}

impl Grant {
    /// Whether this lets a package run: its publisher's, or this very content, and not one right
    /// more.
    pub fn lets(&self, packed: &Packed) -> bool {
        let theirs = match (&self.publisher, &self.content) {
            (Some(key), _) => {
                packed.publisher.as_ref() == Some(key)
                    || (packed.publisher.is_some() && packed.follows.as_ref() == Some(key))
            }
            (None, Some(content)) => packed.publisher.is_none() && packed.sha256 == *content,
            (None, None) => false,
        };
        theirs && self.rights.cover(&Rights::of_manifest(&packed.manifest))
    }
}
