//! Invariants of D10 that need one example each, and what must be true of every table.

use super::Field;
use super::State;
use super::Verb;
use super::refusal::Refusal;
use super::stories::desk::Desk;
use super::stories::desk::actor;
use super::stories::desk::wish;
use super::stories::say;
use super::stories::say::MONDAY;
use crate::domain::money::Fen;
use crate::domain::refund;
use crate::domain::time::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// D10.4: a line that another open case holds is not opened again.
#[test]
fn a_line_has_one_open_case_that_moves_money() {
    use super::facts::Ledger;
    let mut one = Desk::new();
    let words = ["refund_only/keep_goods", "amount=40.00"];
    one.open(&wish(&words), &actor("agent"), MONDAY)
        .expect("opens");
    let mut two = Desk::new();
    two.ledger = Ledger::of([one.case.as_ref().unwrap()]);
    let again = two.open(&wish(&words), &actor("agent"), MONDAY);
    assert!(matches!(again, Err(Refusal::LineInOpenCase { .. })));
    // A complaint about the same line moves no money.
    assert!(
        two.open(&wish(&["complaint"]), &actor("agent"), MONDAY)
            .is_ok()
    );
}

/// D10.1 over several cases of one order.
#[test]
fn the_cases_of_an_order_share_what_was_paid() {
    use super::facts::Ledger;
    let now = MONDAY + Span::hours(1);
    let mut one = Desk::new();
    let words = ["refund_only/keep_goods", "amount=40.00", "lines=1x2"];
    one.open(&wish(&words), &actor("agent"), MONDAY)
        .expect("opens");
    let act = say::act("approve", &["amount=150.00", "reason=x"], now);
    one.act(&act, &actor("owner"), now).expect("approves");
    let mut paid = one.case.clone().unwrap();
    paid.state = State::Closed;
    let mut two = Desk::new();
    two.ledger = Ledger::of([&paid]);
    two.open(&wish(&words), &actor("agent"), now)
        .expect("opens");
    let refused = two.act(&act, &actor("owner"), now).unwrap_err();
    assert_eq!(refused, Refusal::MoreThanRefundable { left: Fen(4_999) });
}

/// D10.6: a number is used once.
#[test]
fn a_payment_number_is_used_once() {
    let mut desk = Desk::new();
    let words = ["refund_only/unshipped", "amount=20.00"];
    desk.open(&wish(&words), &actor("agent"), MONDAY)
        .expect("opens");
    for (who, verb) in [
        ("system", "auto_approve"),
        ("system", "finance_ok"),
        ("finance", "pay_start"),
    ] {
        desk.act(&say::act(verb, &[], MONDAY), &actor(who), MONDAY)
            .expect(verb);
    }
    desk.txn_used = true;
    let paid = say::act("pay_ok", &["txn_no=T1"], MONDAY);
    let refused = desk.act(&paid, &actor("finance"), MONDAY).unwrap_err();
    assert_eq!(refused, Refusal::TxnUsed);
}

/// Every table: verb and state name one row; rows name somebody; ends lead nowhere but back.
#[test]
fn the_tables_are_sound() {
    use super::Machine;
    use super::tables;
    use super::tables::Source;
    for machine in Machine::ALL {
        let rows: Vec<_> = tables::rows(*machine).collect();
        for (at, row) in rows.iter().enumerate() {
            assert!(!row.by.is_empty(), "{machine} {} is for nobody", row.verb);
            let staffed = row.by.iter().any(|by| by.role().is_some());
            let clocks = matches!(
                row.verb,
                Verb::AutoApprove | Verb::Warn | Verb::Breach | Verb::Recompute | Verb::ParcelMoved
            );
            assert!(staffed || clocks, "{machine} {}: no staff may", row.verb);
            let fields: BTreeSet<Field> = row.fields.iter().map(|(field, _)| *field).collect();
            assert_eq!(fields.len(), row.fields.len(), "{machine} {}", row.verb);
            for other in &rows[at + 1..] {
                let (Source::In(a), Source::In(b)) = (row.from, other.from) else {
                    continue;
                };
                let both = row.verb == other.verb && a.iter().any(|state| b.contains(state));
                assert!(!both, "{machine} {} twice from one state", row.verb);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// D8: shares add up to the 分, whatever the weights.
    #[test]
    fn shares_add_up(total in 0i64..1_000_000_000, weights in proptest::collection::vec(0i64..1_000_000, 1..20)) {
        let parts = refund::split(Fen(total), &weights);
        prop_assert_eq!(parts.iter().copied().sum::<Fen>(), Fen(total));
        let sum: i64 = weights.iter().sum();
        for (part, weight) in parts.iter().zip(&weights) {
            if sum > 0 {
                let exact = i128::from(total) * i128::from(*weight) / i128::from(sum);
                prop_assert!((i128::from(part.0) - exact).abs() <= 1);
            }
        }
    }

    /// D8: refunding piece after piece never exceeds the line, and the last takes the rest.
    #[test]
    fn piece_after_piece_makes_the_line(paid in 0i64..1_000_000, qty in 1u32..20) {
        let mut line = super::stories::desk::order().lines[0].clone();
        line.qty = qty;
        line.line_paid = Fen(paid);
        let mut refunded = Fen::ZERO;
        for piece in 0..qty {
            refunded = refunded + refund::pieces_worth(&line, 1, piece, refunded);
        }
        prop_assert_eq!(refunded, Fen(paid));
    }
}
