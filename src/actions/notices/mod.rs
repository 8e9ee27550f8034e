//! Notices: from what an act promised to what a gateway took, and what people decide in between.

mod alarm;
mod deciding;
mod forgetting;
mod handing;
mod inbox;
mod mailboxes;
mod morning;
mod receipts;
mod routing;
mod rules;
mod silence;
mod templates;

pub use alarm::robots;
pub use alarm::sounded as alarm_sounded;
pub use deciding::again;
pub use deciding::stop;
pub use forgetting::forget_old;
pub use handing::Handed;
pub use handing::gateway_failed;
pub use handing::gateway_works;
pub use handing::hand;
pub use inbox::Letter;
pub use inbox::mark_seen as mark_mail_seen;
pub use inbox::pass_over as pass_mails_over;
pub use inbox::put_down as put_mail_down;
pub use inbox::take as take_mail;
pub use inbox::token as mail_token;
pub use mailboxes::SigningKey;
pub use mailboxes::Wanted;
pub use mailboxes::by_id as mailbox;
pub use mailboxes::remove as remove_mailbox;
pub use mailboxes::save as save_mailbox;
pub use morning::sent as morning_sent;
pub use receipts::asking;
pub use receipts::found as found_message;
pub use receipts::take as take_receipt;
pub use routing::buyer_at;
pub use routing::route;
pub use routing::sms_ways;
pub use rules::save as save_rules;
pub use silence::Silence;
pub use silence::keep as keep_silence;
pub use templates::Typed as TypedTemplate;
pub use templates::remove as remove_template;
pub use templates::save as save_template;
pub use templates::save_gateway as save_sms_gateway;

use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// The day in UTC on which something is counted.
const fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(Span::days(1).0)
}
