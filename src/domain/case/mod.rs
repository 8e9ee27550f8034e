//! The case 售后单: what it holds, and what can be asked of it.
//!
//! `decide` is the only place that says what an act does; `possible` asks it in advance.

pub mod act;
pub mod decide;
pub mod kind;
pub mod number;
pub mod record;
pub mod refusal;
pub mod state;
pub mod verb;

pub use act::Act;
pub use act::Input;
pub use decide::Change;
pub use decide::Facts;
pub use decide::Possible;
pub use decide::decide;
pub use decide::possible;
pub use kind::Kind;
pub use kind::Machine;
pub use kind::Phase;
pub use kind::Subtype;
pub use number::CaseNo;
pub use record::Case;
pub use record::CaseEvent;
pub use record::CaseLine;
pub use record::Deadline;
pub use record::MoneyEntry;
pub use refusal::Refusal;
pub use state::State;
pub use verb::Field;
pub use verb::Verb;
