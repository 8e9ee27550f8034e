//! The transition tables of D6 as data: the only place that says what can happen to a case.
//!
//! A machine's table is a few slices of rows; slices that several machines share are in `shared`.

pub mod common;
pub mod compensation;
pub mod complaint;
pub mod exchange;
pub mod inquiry;
pub mod logistics;
pub mod overlays;
pub mod ownerless;
pub mod refund_only;
pub mod repair;
pub mod reship;
pub mod return_refund;
pub mod review;
pub mod row;
pub mod shared;

pub use row::By;
pub use row::Required;
pub use row::Row;
pub use row::Source;
pub use row::To;

use super::kind::Machine;
use super::state::State;

/// The slices a machine's table is made of.
pub const fn slices(machine: Machine) -> &'static [&'static [Row]] {
    match machine {
        Machine::RefundOnly => refund_only::TABLE,
        Machine::ReturnRefund => return_refund::TABLE,
        Machine::Exchange => exchange::TABLE,
        Machine::Repair => repair::TABLE,
        Machine::Reship => reship::TABLE,
        Machine::Complaint => complaint::TABLE,
        Machine::Review => review::TABLE,
        Machine::Compensation => compensation::TABLE,
        Machine::Inquiry => inquiry::TABLE,
        Machine::Logistics => logistics::TABLE,
        Machine::Common => common::TABLE,
        Machine::Dispute => overlays::DISPUTE,
        Machine::Claim => overlays::CLAIM,
        Machine::Ownerless => ownerless::TABLE,
    }
}

/// Every row of a machine's table, in order.
pub fn rows(machine: Machine) -> impl Iterator<Item = &'static Row> {
    slices(machine).iter().flat_map(|slice| slice.iter())
}

/// Every state a machine's table names, in order of first mention.
pub fn states(machine: Machine) -> Vec<State> {
    let mut found = Vec::new();
    let mut add = |state: State| {
        if !found.contains(&state) {
            found.push(state);
        }
    };
    for row in rows(machine) {
        if let Source::In(states) = row.from {
            states.iter().copied().for_each(&mut add);
        }
        match row.to {
            To::State(state) => add(state),
            To::OneOf(states) => states.iter().copied().for_each(&mut add),
            To::Stay | To::Back | To::Start | To::Told => {}
        }
    }
    found
}
