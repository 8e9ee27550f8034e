//! What a commit changed, in the few words its listener needs.

use super::Store;
use super::key::u64_at;
use super::tables::Table;
use super::view::Changes;
use crate::domain::ids::CaseId;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What a commit changed. Ids only: who wants to know more looks it up, and is asked again whether
/// they may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Committed {
    /// Cases whose timeline grew.
    pub cases: BTreeSet<CaseId>,
    /// A counter moved or a case was written.
    pub counts: bool,
    /// A session ended or a member of staff was written.
    pub people: bool,
}

/// Told after each commit, on the writer's thread: must return at once.
pub(super) type Listener = OnceLock<Box<dyn Fn(&Committed) + Send + Sync>>;

impl Committed {
    /// Notes what one command changes.
    pub(super) fn note(&mut self, changes: &Changes) {
        for ((table, key), value) in changes {
            match table {
                Table::Events => self.cases.extend(u64_at(key, 0).map(CaseId)),
                Table::Cases | Table::Counters => self.counts = true,
                Table::Sessions if value.is_none() => self.people = true,
                Table::Staff => self.people = true,
                _ => {}
            }
        }
    }

    pub(super) fn is_worth_telling(&self) -> bool {
        self.counts || self.people || !self.cases.is_empty()
    }
}

impl Store {
    /// Has `tell` called after every commit that changed cases, counters or people. The first
    /// listener stays the only one.
    pub fn on_commit(&self, tell: impl Fn(&Committed) + Send + Sync + 'static) {
        let _ = self.shared.listener.set(Box::new(tell));
    }
}
