//! What the shop's states are at the desk. A state of a plugin in the shop is unmapped and keeps
//! its raw value.

use aftercare_plugin::marketplace::Mapping;
use aftercare_plugin::marketplace::OrderState;
use aftercare_plugin::marketplace::RequestState;

/// The states of the core.
const ORDERS: &[(&str, OrderState)] = &[
    ("pending", OrderState::Unpaid),
    // Waits for a payment to be confirmed.
    ("on-hold", OrderState::Unpaid),
    // The payment failed or was declined.
    ("failed", OrderState::Unpaid),
    ("processing", OrderState::Paid),
    ("completed", OrderState::Done),
    // Nothing more is to be done.
    ("refunded", OrderState::Done),
    ("cancelled", OrderState::Cancelled),
    ("trash", OrderState::Cancelled),
];

/// A refund is there once it is done: paid by the gateway, or recorded and paid by hand.
pub const BY_GATEWAY: &str = "refunded-by-gateway";
pub const BY_HAND: &str = "refunded-by-hand";

pub fn of_order(status: &str) -> OrderState {
    let row = ORDERS.iter().find(|(known, _)| *known == status);
    row.map_or(OrderState::Unmapped, |(_, state)| *state)
}

/// The states of requests, for the page that shows them.
pub fn table() -> Vec<Mapping> {
    let rows = [
        (BY_GATEWAY, "refunded_payment: true"),
        (BY_HAND, "refunded_payment: false"),
    ];
    rows.map(|(raw, label)| Mapping {
        raw: raw.to_owned(),
        label: label.to_owned(),
        state: RequestState::Refunded,
    })
    .into()
}
