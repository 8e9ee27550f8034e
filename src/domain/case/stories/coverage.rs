//! Which rows of the tables the stories walked.

use crate::domain::case::Machine;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::tables;
use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static SEEN: RefCell<BTreeSet<(Machine, usize)>> = const { RefCell::new(BTreeSet::new()) };
    static ONLY_WALK: Cell<bool> = const { Cell::new(false) };
}

/// Stories on this thread are walked, not compared: they are compared by tests of their own.
pub fn only_walk() {
    ONLY_WALK.set(true);
}

pub fn is_only_walk() -> bool {
    ONLY_WALK.get()
}

/// A row was walked.
pub fn seen(machine: Machine, verb: Verb, from: Option<State>) {
    let at = tables::rows(machine).position(|row| row.verb == verb && row.starts_in(from));
    if let Some(at) = at {
        SEEN.with_borrow_mut(|seen| seen.insert((machine, at)));
    }
}

/// The rows that were never walked on this thread.
pub fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    for machine in Machine::ALL {
        for (at, row) in tables::rows(*machine).enumerate() {
            if !SEEN.with_borrow(|seen| seen.contains(&(*machine, at))) {
                missing.push(format!("{machine} {} {:?}", row.verb, row.from));
            }
        }
    }
    missing
}
