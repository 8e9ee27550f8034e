//! What can be done in every state of a kind, and by whom, in words: from the transition tables.

use crate::domain::case::kind::Kind;
use crate::domain::case::tables;
use crate::domain::case::tables::By;
use crate::domain::case::tables::Source;
use crate::domain::case::tables::To;
use crate::phrases::Words;
use crate::phrases::names;

/// A kind with its states.
pub struct Machine {
    pub kind: &'static str,
    pub states: Vec<InState>,
}

/// A state and what can be done in it.
pub struct InState {
    pub name: &'static str,
    pub ends: bool,
    pub acts: Vec<Act>,
}

/// An act, who may do it, and where it leads.
pub struct Act {
    pub name: String,
    pub who: String,
    pub to: String,
}

/// Who may do what, as a list of words.
pub fn who(words: Words, by: &[By]) -> String {
    let names: Vec<&str> = by
        .iter()
        .filter(|by| **by != By::Plugin)
        .map(|by| match by.role() {
            Some(role) => names::role_name(words, role),
            None => words.code("actor", by.code()),
        })
        .collect();
    names.join(words.t("list-separator"))
}

/// The states of a kind in order, with the acts that start in each.
pub fn of(words: Words, kind: Kind) -> Machine {
    let machine = kind.machine();
    let states = tables::states(machine);
    let states = states
        .into_iter()
        .map(|state| {
            let starts = tables::rows(machine).filter(|row| match row.from {
                Source::In(states) => states.contains(&state),
                _ => false,
            });
            InState {
                name: names::state_name(words, state),
                ends: state.is_terminal(),
                acts: starts
                    .map(|row| Act {
                        name: names::act_name(words, machine, row.verb).to_owned(),
                        who: who(words, row.by),
                        to: match row.to {
                            To::State(to) if to != state => names::state_name(words, to).to_owned(),
                            To::OneOf(several) => several
                                .iter()
                                .map(|to| names::state_name(words, *to))
                                .collect::<Vec<_>>()
                                .join(" / "),
                            _ => String::new(),
                        },
                    })
                    .collect(),
            }
        })
        .collect();
    Machine {
        kind: names::kind_name(words, kind),
        states,
    }
}
