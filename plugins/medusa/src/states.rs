//! What Medusa's states are at the desk. What is in no list is unmapped and keeps its raw value.

use aftercare_plugin::marketplace::Mapping;
use aftercare_plugin::marketplace::OrderState;
use aftercare_plugin::marketplace::RequestKind;
use aftercare_plugin::marketplace::RequestState;

/// `ReturnStatus`, and what exchanges and claims have beside the state of their return.
pub const REQUESTS: &[(&str, RequestState)] = &[
    // Being put together in the admin, not told to the buyer.
    ("open", RequestState::Submitted),
    ("requested", RequestState::AwaitReturn),
    // Some of it came, some is on its way.
    ("partially_received", RequestState::Returning),
    ("received", RequestState::Arrived),
    ("canceled", RequestState::Closed),
    (WITHOUT_RETURN, RequestState::Submitted),
];

/// Of an exchange or a claim that wants nothing back.
pub const WITHOUT_RETURN: &str = "no-return";

pub fn of_request(raw: &str) -> RequestState {
    let row = REQUESTS.iter().find(|(known, _)| *known == raw);
    row.map_or(RequestState::Unmapped, |(_, state)| *state)
}

/// `ClaimType`, and whether goods come back.
pub fn of_claim(kind: &str, has_return: bool) -> RequestKind {
    match kind {
        "refund" if has_return => RequestKind::ReturnAndRefund,
        "refund" => RequestKind::RefundOnly,
        "replace" => RequestKind::Reship,
        _ => RequestKind::Unmapped,
    }
}

/// `OrderStatus`, and of an order under way its payment and its fulfilment.
pub fn of_order(status: &str, payment: &str, fulfilment: &str) -> OrderState {
    match status {
        "canceled" => OrderState::Cancelled,
        "completed" | "archived" => OrderState::Done,
        // Not placed yet, or waiting for the buyer to confirm a payment.
        "draft" | "requires_action" => OrderState::Unpaid,
        "pending" => under_way(payment, fulfilment),
        _ => OrderState::Unmapped,
    }
}

fn under_way(payment: &str, fulfilment: &str) -> OrderState {
    match fulfilment {
        "delivered" => OrderState::Delivered,
        "shipped" | "partially_delivered" => OrderState::Shipped,
        "not_fulfilled"
        | "partially_fulfilled"
        | "fulfilled"
        | "partially_shipped"
        | "canceled"
        | "" => match payment {
            "captured" | "partially_captured" | "partially_refunded" | "refunded" => {
                OrderState::Paid
            }
            "not_paid"
            | "awaiting"
            | "authorized"
            | "partially_authorized"
            | "canceled"
            | "requires_action"
            | "" => OrderState::Unpaid,
            _ => OrderState::Unmapped,
        },
        _ => OrderState::Unmapped,
    }
}

/// The states of requests, for the page that shows them.
pub fn table() -> Vec<Mapping> {
    let row = |(raw, state): &(&str, RequestState)| Mapping {
        raw: (*raw).to_owned(),
        label: raw.replace(['_', '-'], " "),
        state: *state,
    };
    REQUESTS.iter().map(row).collect()
}
