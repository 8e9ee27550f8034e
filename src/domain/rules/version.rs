//! Versions of the rule pack: each says from when it holds, who made it and why.

use super::RulePack;
use super::sheet;
use crate::domain::change::Change;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// A version of the rules 规则版本. Never changed once it has been in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    pub pack: RulePack,
    pub from: Timestamp,
    /// Nobody made the first one.
    #[serde(default)]
    pub by: Option<StaffId>,
    pub made_at: Timestamp,
    #[serde(default)]
    pub why: String,
}

impl Version {
    pub fn number(&self) -> u32 {
        self.pack.version
    }
}

/// The version in force at a moment: of those that have begun the one that began last.
pub fn in_force(versions: &[Version], now: Timestamp) -> Option<&Version> {
    versions
        .iter()
        .filter(|version| version.from <= now)
        .max_by_key(|version| (version.from, version.number()))
}

/// The moment another version begins.
pub fn next_turn(versions: &[Version], now: Timestamp) -> Option<Timestamp> {
    versions
        .iter()
        .map(|version| version.from)
        .filter(|from| *from > now)
        .min()
}

/// Carries a change over to a version that is still to come, unless it says otherwise about the
/// same line: a festival's end must not bring back what was mended during it.
pub fn carry_over(to: &mut Version, changes: &[Change], before: &RulePack, after: &RulePack) {
    let lines = sheet::lines(&to.pack);
    for change in changes {
        let same = lines
            .iter()
            .any(|line| line.key == change.field && line.value == change.old);
        if same {
            sheet::set(&mut to.pack, &change.field, &change.new);
        }
    }
    if to.pack.checklists == before.checklists {
        to.pack.checklists.clone_from(&after.checklists);
    }
    if to.pack.reasons == before.reasons {
        to.pack.reasons.clone_from(&after.reasons);
    }
}
