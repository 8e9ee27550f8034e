//! Notices: from what an act promised to what a gateway took, and what people decide in between.

mod deciding;
mod handing;
mod mailboxes;
mod routing;
mod rules;

pub use deciding::again;
pub use deciding::stop;
pub use handing::Handed;
pub use handing::gateway_failed;
pub use handing::gateway_works;
pub use handing::hand;
pub use mailboxes::Wanted;
pub use mailboxes::remove as remove_mailbox;
pub use mailboxes::save as save_mailbox;
pub use routing::buyer_mail;
pub use routing::route;
pub use rules::save as save_rules;

use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// The day in UTC on which something is counted.
const fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(Span::days(1).0)
}
