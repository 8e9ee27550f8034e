//! The lists a person begins with, by what they do in the shop. Written down once they change one.

use crate::domain::people::Role;
use crate::web::Visit;

/// Phrase key of the name, and query.
type First = (&'static str, &'static str);

const LEADS: &[First] = &[
    ("view-over", "left=over"),
    ("view-two-hours", "left=2h"),
    ("view-urgent", "priority=urgent"),
];
const ASKS: &[First] = &[
    ("view-mine-two-hours", "owner=me&left=2h"),
    ("view-mine-over", "owner=me&left=over"),
    ("view-mine-buyer", "owner=me&waiting=buyer"),
];
const STORES: &[First] = &[
    ("view-arrived", "state=arrived&role=warehouse"),
    ("view-to-ship", "state=to_ship&role=warehouse"),
    ("view-returning", "state=returning&role=warehouse"),
];
const PAYS: &[First] = &[
    ("view-payable", "state=payable&role=finance"),
    ("view-pay-failed", "state=pay_failed&role=finance"),
];
const MENDS: &[First] = &[
    ("view-diagnosing", "state=diagnosing&role=technician"),
    ("view-repairing", "state=repairing"),
];
const LOOKS: &[First] = &[("view-over", "left=over")];

/// Name and query of each list this person begins with.
pub fn first(visit: &Visit) -> Vec<(String, String)> {
    let Some(viewer) = &visit.viewer else {
        return Vec::new();
    };
    let first = match () {
        () if viewer.has(Role::Owner) || viewer.has(Role::Supervisor) => LEADS,
        () if viewer.has(Role::Agent) || viewer.has(Role::Presales) => ASKS,
        () if viewer.has(Role::Warehouse) => STORES,
        () if viewer.has(Role::Finance) => PAYS,
        () if viewer.has(Role::Technician) => MENDS,
        () => LOOKS,
    };
    first
        .iter()
        .map(|(key, query)| (visit.words.t(key).to_owned(), (*query).to_owned()))
        .collect()
}
