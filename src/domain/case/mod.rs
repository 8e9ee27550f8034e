//! The case 售后单: what it holds, and what can be asked of it.
//!
//! `decide` is the only place that says what an act does; `possible` asks it in advance.

pub mod act;
pub mod change;
pub mod convert;
pub mod decide;
pub mod draft;
pub mod effect;
pub mod effects;
pub mod facts;
pub mod guard;
pub mod intake;
#[cfg(test)]
mod invariants;
pub mod kind;
pub mod mirror;
pub mod number;
pub mod open;
pub mod possible;
#[cfg(test)]
mod properties;
pub mod record;
pub mod refusal;
pub mod result;
pub mod said;
pub mod settle;
pub mod standing;
pub mod state;
#[cfg(test)]
pub(super) mod stories;
pub mod tables;
pub mod verb;
pub mod work;

pub use act::Act;
pub use act::Input;
pub use change::Change;
pub use decide::decide;
pub use facts::Facts;
pub use facts::OpenFacts;
pub use kind::Kind;
pub use kind::Machine;
pub use kind::Phase;
pub use kind::Subtype;
pub use number::CaseNo;
pub use open::open;
pub use possible::Possible;
pub use possible::possible;
pub use record::Case;
pub use record::CaseEvent;
pub use record::CaseLine;
pub use record::CaseResult;
pub use record::Deadline;
pub use record::MoneyEntry;
pub use refusal::Refusal;
pub use said::ALONG;
pub use state::State;
pub use verb::Field;
pub use verb::Verb;
