//! Until when a buyer may ask for what (R71 to R75), and what the seven days do not cover.

use crate::codes;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What a window counts from.
    pub enum WindowStart {
        /// The day after the parcel was signed for; day counting starts the next day.
        Signed = "signed",
        /// The invoice, else the order (R75).
        Sale = "sale",
    }
}

/// A window of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Window {
    pub kind: Kind,
    /// Only for this sub-kind; `None` is any other.
    #[serde(default)]
    pub subtype: Option<Subtype>,
    pub start: WindowStart,
    pub days: u32,
}

/// Seven days without a reason, seven to return and fifteen to exchange what is faulty, a year to
/// have it repaired.
pub fn defaults() -> Vec<Window> {
    let window = |kind, subtype, start, days| Window {
        kind,
        subtype,
        start,
        days,
    };
    vec![
        window(
            Kind::ReturnRefund,
            Some(Subtype::NoReason),
            WindowStart::Signed,
            7,
        ),
        window(Kind::ReturnRefund, None, WindowStart::Signed, 7),
        window(Kind::Exchange, None, WindowStart::Signed, 15),
        window(Kind::Repair, None, WindowStart::Sale, 365),
    ]
}

impl Window {
    /// When it closes for a line; `None` while it has not begun to run.
    pub fn closes(&self, order: &Order, line: &OrderLine) -> Option<Timestamp> {
        let (from, grace) = match self.start {
            WindowStart::Signed => (order.signed_at.or(order.completed_at)?, 1),
            WindowStart::Sale => (line.invoice_at.or(order.ordered_at).or(order.paid_at)?, 0),
        };
        Some(from + Span::days(i64::from(self.days) + grace))
    }
}

/// The window for a kind and sub-kind, when there is one.
pub fn find(windows: &[Window], kind: Kind, subtype: Option<Subtype>) -> Option<&Window> {
    windows
        .iter()
        .find(|window| window.kind == kind && window.subtype.is_some() && window.subtype == subtype)
        .or_else(|| {
            windows
                .iter()
                .find(|window| window.kind == kind && window.subtype.is_none())
        })
}
