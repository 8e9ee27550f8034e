//! An order's life in one line of time: what the platform says (R14) and what came after the sale.

use crate::domain::case::Case;
use crate::domain::case::State;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::order::Order;
use crate::domain::time::Timestamp;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::Visit;

/// One thing that happened.
pub struct Moment {
    pub at: String,
    pub iso: String,
    pub what: String,
    /// The case it happened in.
    pub case: Option<String>,
}

/// Everything that has a time, oldest first.
pub fn story(visit: &Visit, order: &Order, cases: &[Case], currency: &str) -> Vec<Moment> {
    let words = visit.words;
    let mut all: Vec<(Timestamp, String, Option<String>)> = Vec::new();
    for (key, at) in [
        ("order-ordered", order.ordered_at),
        ("order-paid", order.paid_at),
        ("order-shipped", order.shipped_at),
        ("order-signed", order.signed_at),
        ("order-completed", order.completed_at),
        ("order-closed", order.closed_at),
    ] {
        all.extend(at.map(|at| (at, words.t(key).to_owned(), None)));
    }
    for case in cases.iter().filter(|case| case.state != State::Merged) {
        let no = || Some(case.no.to_string());
        let told = |key: &str, name: &str, value: String| {
            words.with(
                key,
                &[("no", case.no.as_str().into()), (name, value.into())],
            )
        };
        let kind = names::kind_name(words, case.kind).to_owned();
        all.push((
            case.opened_at,
            told("order-case-opened", "kind", kind),
            no(),
        ));
        for entry in &case.money {
            let refund = matches!(
                entry.kind,
                MoneyKind::GoodsRefund | MoneyKind::FreightRefund | MoneyKind::Compensation
            );
            if let Some(at) = entry.paid_at.filter(|_| refund)
                && entry.state == MoneyState::Paid
            {
                let amount = formats::money(entry.amount, currency);
                all.push((at, told("order-case-refunded", "amount", amount), no()));
            }
        }
        if let Some(at) = case.closed_at {
            let result = match case.result.as_deref() {
                Some(result) => names::result_text(words, result),
                None => names::state_name(words, case.state),
            };
            let result = result.to_owned();
            all.push((at, told("order-case-closed", "result", result), no()));
        }
    }
    // Stable: what happened at the same moment stays in the order of the process.
    all.sort_by_key(|(at, ..)| *at);
    all.into_iter()
        .map(|(at, what, case)| Moment {
            at: formats::short(at, &visit.zone, visit.now),
            iso: formats::iso(at, &visit.zone),
            what,
            case,
        })
        .collect()
}
