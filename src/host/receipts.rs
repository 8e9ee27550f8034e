//! Receipts of text messages, as plugins tell them.

use crate::domain::notice::sms::Receipt;
use crate::domain::notice::sms::ReceiptState;
use crate::domain::time::Timestamp;
use crate::plugins::contract::aftercare::plugin::sms_types as told;
use crate::plugins::contract::exports::aftercare::plugin::sms_check::Found;

/// A receipt of a plugin as the desk keeps it; none when its state means nothing here.
pub fn read(one: &told::Receipt, now: Timestamp) -> Option<Receipt> {
    let state = state(one.state)?;
    let words = [one.raw_code.as_deref(), one.text.as_deref()];
    Some(receipt(state, &one.at, words, now))
}

/// What a plugin found of a message whose answer was lost. That it is listed means that it was taken,
/// whatever else is said of it.
pub fn read_found(one: &Found, now: Timestamp) -> Receipt {
    let state = state(one.state).unwrap_or(ReceiptState::Accepted);
    let words = [one.raw_code.as_deref(), one.text.as_deref()];
    receipt(state, &one.at, words, now)
}

fn receipt(state: ReceiptState, at: &str, words: [Option<&str>; 2], now: Timestamp) -> Receipt {
    let at = at.parse::<jiff::Timestamp>();
    let words: Vec<&str> = words
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    Receipt {
        state,
        at: at.map_or(now, |at| Timestamp(at.as_millisecond())),
        why: words.join(" ").chars().take(300).collect(),
    }
}

fn state(told: told::ReceiptState) -> Option<ReceiptState> {
    Some(match told {
        told::ReceiptState::Accepted => ReceiptState::Accepted,
        told::ReceiptState::Delivered => ReceiptState::Delivered,
        told::ReceiptState::Failed => ReceiptState::Failed,
        told::ReceiptState::Expired => ReceiptState::Expired,
        told::ReceiptState::Blocked => ReceiptState::Blocked,
        told::ReceiptState::Unmapped => return None,
    })
}
