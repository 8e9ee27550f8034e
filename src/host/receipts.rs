//! Receipts of text messages, as plugins tell them.

use crate::domain::notice::sms::Receipt;
use crate::domain::notice::sms::ReceiptState;
use crate::domain::time::Timestamp;
use crate::plugins::contract::aftercare::plugin::sms_types as told;

/// A receipt of a plugin as the desk keeps it; none when its state means nothing here.
pub fn read(one: &told::Receipt, now: Timestamp) -> Option<Receipt> {
    let state = match one.state {
        told::ReceiptState::Accepted => ReceiptState::Accepted,
        told::ReceiptState::Delivered => ReceiptState::Delivered,
        told::ReceiptState::Failed => ReceiptState::Failed,
        told::ReceiptState::Expired => ReceiptState::Expired,
        told::ReceiptState::Blocked => ReceiptState::Blocked,
        told::ReceiptState::Unmapped => return None,
    };
    let at = one.at.parse::<jiff::Timestamp>();
    let words = [one.raw_code.as_deref(), one.text.as_deref()];
    let words: Vec<&str> = words
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    Some(Receipt {
        state,
        at: at.map_or(now, |at| Timestamp(at.as_millisecond())),
        why: words.join(" ").chars().take(300).collect(),
    })
}
