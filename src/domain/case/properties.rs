//! Invariants of D10 under arbitrary walks: whatever anyone does in whatever order.
//!
//! Here: 1 to 8, 10 to 14, 20, 21, 22. Elsewhere: 9 (one event per change, hash chain), 17, 18, 19
//! and 25 are the store's and its door's; 15, 16 and 26 the pages', the exports' and the plugins';
//! 23 is the calendar's and 24 the money's own tests.

use super::Act;
use super::Case;
use super::Change;
use super::Kind;
use super::State;
use super::Verb;
use super::act::Input;
use super::act::InspectedLine;
use super::decide;
use super::possible;
use super::possible::Possible;
use super::record::CaseResult;
use super::record::ClaimReason;
use super::record::DeadlineSource;
use super::record::DeadlineState;
use super::record::Fault;
use super::record::Grade;
use super::record::MoneyKind;
use super::record::MoneyState;
use super::record::Payer;
use super::record::Priority;
use super::stories::desk::Desk;
use super::stories::desk::actor;
use super::stories::desk::wish;
use super::stories::say;
use super::stories::say::MONDAY;
use super::work::ContactChannel;
use super::work::ContactOutcome;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::refund;
use crate::domain::rules::checklist::BuiltIn;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

const KINDS: &[&str] = &[
    "refund_only/unshipped",
    "refund_only/in_transit",
    "refund_only/keep_goods",
    "return_refund/faulty",
    "return_refund/rejected_delivery",
    "exchange",
    "repair",
    "reship/lost_parcel",
    "reship/missing_items",
    "complaint",
    "review",
    "compensation/goodwill",
    "compensation/freight_back",
    "inquiry",
    "logistics",
];

const ACTORS: &[&str] = &[
    "owner",
    "supervisor",
    "agent",
    "presales",
    "warehouse",
    "finance",
    "technician",
    "viewer",
    "buyer",
    "system",
    "platform",
    "plugin",
];

/// Inputs of which at least one fits when the act is possible.
fn plausible(desk: &Desk, who: &Actor, verb: Verb, now: Timestamp, salt: u32) -> Vec<Input> {
    let facts = desk.facts();
    let case = facts.case;
    let limit = match who {
        Actor::Staff { limit, .. } => *limit,
        _ => Fen(i64::MAX),
    };
    let much = refund::suggested(&facts).min(limit).max(Fen(1));
    let text = || Some("words".to_owned());
    let base = Input {
        amount: Some(if salt.is_multiple_of(3) { Fen(1) } else { much }),
        reason: text(),
        text: text(),
        carrier: Some("YTO".into()),
        tracking_no: Some(format!("Y{salt}")),
        freight_payer: Some(Payer::Shop),
        due: Some(now + Span::hours(1 + i64::from(salt % 60))),
        inspection: case
            .lines
            .iter()
            .enumerate()
            .map(|(line, l)| InspectedLine {
                line,
                passed: l.qty_approved,
                failed: 0,
                grade: Grade::ALL[salt as usize % 5],
            })
            .collect(),
        txn_no: Some(format!("T{salt}-{}", case.events)),
        staff: Some(StaffId(u64::from(salt % 5))),
        priority: Some(Priority::ALL[salt as usize % 4]),
        reason_code: Some("size".into()),
        buyer_agreed: Some(true),
        contact: text(),
        files: vec![say::photo(&format!("f{salt}"))],
        days: Some(3),
        root_cause: text(),
        money_kind: Some(MoneyKind::GiftCost),
        contact_channel: Some(ContactChannel::PhoneIn),
        contact_outcome: Some(ContactOutcome::Reached),
        event: case.work.pinned.first().copied().or(Some(0)),
        item: Some(salt.to_string()),
        ..Input::default()
    };
    let small = Input {
        amount: Some(Fen(1)),
        ..base.clone()
    };
    let mut inputs = vec![base.clone(), small.clone()];
    let mut vary = |change: &dyn Fn(&mut Input)| {
        let mut input = small.clone();
        change(&mut input);
        inputs.push(input);
    };
    match verb {
        Verb::Convert | Verb::OpenChild | Verb::Offer | Verb::Propose => {
            for at in 0..Kind::ALL.len() {
                let kind = Kind::ALL[(at + salt as usize) % Kind::ALL.len()];
                vary(&|input| input.kind = Some(kind));
            }
        }
        Verb::Split => {
            for at in 0..case.lines.len() {
                vary(&|input| {
                    input.quantities = (0..case.lines.len())
                        .map(|line| u32::from(line == at))
                        .collect();
                });
            }
        }
        Verb::VoidMoney | Verb::SettleMoney => {
            for entry in &case.money {
                vary(&|input| input.entry = Some(entry.no));
            }
        }
        Verb::Tag => vary(&|input| input.tag = Some(format!("t{salt}-{}", case.events))),
        Verb::Untag => {
            for tag in &case.tags {
                vary(&|input| input.tag = Some(tag.clone()));
            }
        }
        Verb::KeepPromise => {
            for promise in &case.promises {
                vary(&|input| input.promise_no = Some(promise.no));
            }
        }
        Verb::OverrideDeadline | Verb::Warn | Verb::Breach => {
            for deadline in &case.deadlines {
                vary(&|input| input.deadline = Some(deadline.kind));
            }
        }
        Verb::Rule | Verb::Result | Verb::Outcome | Verb::PlatformClosed => {
            for at in 0..CaseResult::ALL.len() {
                let result = CaseResult::ALL[(at + salt as usize) % CaseResult::ALL.len()];
                for amount in [None, Some(Fen(1))] {
                    vary(&|input| {
                        input.result = Some(result.code().into());
                        input.amount = amount;
                    });
                }
            }
        }
        Verb::HandOver => {
            for id in 1..3 {
                vary(&|input| input.staff = Some(StaffId(id)));
            }
        }
        Verb::Snooze => vary(&|input| input.due = Some(now + Span::minutes(1))),
        Verb::RemindDone => {
            for reminder in &case.work.reminders {
                vary(&|input| input.reminder = Some(reminder.no));
            }
        }
        Verb::Check | Verb::Uncheck => {
            for code in BuiltIn::ALL {
                vary(&|input| input.item = Some(code.code().into()));
            }
        }
        Verb::ClaimOpen => vary(&|input| input.reason = Some(ClaimReason::Lost.code().into())),
        Verb::ParcelMoved => {
            for parcel in &case.parcels {
                vary(&|input| input.tracking_no = Some(parcel.tracking_no.clone()));
                vary(&|input| {
                    input.tracking_no = Some(parcel.tracking_no.clone());
                    input.carrier = Some("sf".into());
                    input.result = Some("in_transit".into());
                });
            }
        }
        Verb::Mirror => {
            for state in [
                State::Submitted,
                State::Approved,
                State::Refunded,
                State::Closed,
            ] {
                vary(&|input| input.state = Some(state));
            }
        }
        _ => {}
    }
    inputs
}

fn try_act(desk: &mut Desk, who: &Actor, verb: Verb, now: Timestamp, salt: u32) -> Option<Change> {
    let inputs = plausible(desk, who, verb, now, salt);
    inputs.into_iter().find_map(|input| {
        let before = desk.case.clone();
        let act = Act { verb, input };
        let change = desk.act(&act, who, now).ok()?;
        let mut done = vec![(act, change.clone())];
        desk.follow(now, &mut done);
        for (_, change) in &done {
            held(desk, before.as_ref(), change);
        }
        Some(change)
    })
}

/// The invariants of a case after a change.
fn held(desk: &Desk, before: Option<&Case>, change: &Change) {
    let case = &change.case;
    let live = |kind: MoneyKind| refund::taken(case, kind, None);
    // D10.1 and D10.2
    let refunded = live(MoneyKind::GoodsRefund) + live(MoneyKind::FreightRefund);
    assert!(refunded <= desk.order.paid_total, "D10.1: {refunded}");
    for line in &desk.order.lines {
        let taken = refund::taken(case, MoneyKind::GoodsRefund, Some(line.line_no));
        assert!(taken <= line.line_paid, "D10.2: {taken}");
    }
    // D10.3
    for line in &case.lines {
        let ordered = desk
            .order
            .lines
            .iter()
            .find(|l| Some(l.line_no) == line.order_line);
        assert!(ordered.is_none_or(|l| line.qty_returned <= l.qty), "D10.3");
        let due = line.qty_passed.max(line.qty_approved);
        assert!(
            line.qty_sent_out <= due,
            "D10.3: sent more than passed or approved"
        );
    }
    // D10.5 and D10.6
    for entry in &case.money {
        assert!(entry.amount > Fen::ZERO, "D10.5");
        if refund::takes(entry.state) {
            assert!(entry.approved_by.is_some(), "D10.5: {entry:?}");
        }
        if entry.state == MoneyState::Paid {
            assert!(entry.txn_no.is_some() || entry.proof.is_some(), "D10.6");
        }
    }
    if let Some(before) = before {
        for (was, is) in before.money.iter().zip(&case.money) {
            assert_eq!(
                (was.no, was.amount, was.kind),
                (is.no, is.amount, is.kind),
                "D10.5"
            );
            let over = matches!(was.state, MoneyState::Paid | MoneyState::Void);
            assert!(
                !over || was.state == is.state,
                "D10.5: a settled entry changed"
            );
        }
    }
    // D10.7
    for approval in &case.approvals {
        let agent = desk.pack.limits.agent;
        let large = approval.amount.is_some_and(|amount| amount > agent);
        let same = approval.decided_by.as_ref() == Some(&approval.requested_by);
        assert!(!(large && same && approval.granted == Some(true)), "D10.7");
    }
    // D10.8
    if case.state.is_terminal() {
        assert!(
            case.deadlines.iter().all(|d| !d.is_active()),
            "D10.8 deadlines"
        );
        let open = case
            .money
            .iter()
            .find(|e| !matches!(e.state, MoneyState::Paid | MoneyState::Void));
        assert!(open.is_none(), "D10.8 money: {open:?}");
        let dispute = case.dispute.as_ref();
        assert!(
            dispute.is_none_or(|d| d.state.is_terminal()),
            "D10.8 dispute"
        );
        assert!(
            case.result.is_some() && case.closed_at.is_some(),
            "D10.8 result"
        );
    } else {
        // D10.21
        assert!(!case.next_action.is_empty(), "D10.21 in {}", case.state);
    }
    // A snooze never outlasts what the platform or the law does meanwhile.
    let hard = case.hard_deadline().map(|d| d.due_at);
    if let (Some(snooze), Some(due)) = (&case.work.snooze, hard) {
        assert!(snooze.until <= due, "snoozed past a hard deadline");
    }
    // D10.8 for what people keep for later.
    if case.state.is_terminal() {
        let waits = case.work.reminders.iter().any(|r| r.done_at.is_none());
        assert!(!waits && case.work.snooze.is_none(), "D10.8 reminders");
    }
    // D10.10
    for deadline in &case.deadlines {
        let platform = deadline.source == DeadlineSource::Platform;
        assert!(
            !(platform && deadline.state == DeadlineState::Paused),
            "D10.10"
        );
    }
    // D10.11
    if case.fault == Fault::Courier {
        let charged = case.money.iter().any(|e| {
            e.payer == Payer::Buyer
                && e.at == case.updated_at
                && e.kind == MoneyKind::FreightDeduction
        });
        assert!(!charged, "D10.11");
    }
    // D10.12
    assert!(live(MoneyKind::FreightDeduction) <= Fen(800), "D10.12");
    // D10.20
    let keys: BTreeSet<&str> = change
        .notices
        .iter()
        .map(|n| n.dedupe_key.as_str())
        .collect();
    assert_eq!(keys.len(), change.notices.len(), "D10.20");
    // D10.22: request, result, time and way are known when the closing notice goes out.
    if change.notices.iter().any(|n| n.kind == NoticeKind::Closing) {
        assert!(
            case.result.is_some() && case.executed_at.is_some(),
            "D10.22"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    /// Walks at random; at every step `possible` says what `decide` does.
    #[test]
    fn whatever_happens_the_invariants_hold(
        kind in 0..KINDS.len(),
        steps in proptest::collection::vec((0..ACTORS.len(), any::<u32>(), 0i64..30), 1..40),
    ) {
        let mut desk = Desk::new();
        let words = [KINDS[kind], "amount=40.00", "lines=1x2,2x1"];
        let mut now = MONDAY + Span::hours(9);
        let opened = desk.open(&wish(&words), &actor("agent"), now);
        prop_assert!(opened.is_ok(), "{opened:?}");
        for (who, salt, hours) in steps {
            now = now + Span::hours(hours);
            for (_, change) in desk.clock(now) {
                held(&desk, None, &change);
            }
            let who = actor(ACTORS[who]);
            let seen: Vec<Possible> = possible(&desk.facts(), &who, &desk.rules(), now);
            prop_assert!(seen.iter().filter(|p| p.main).count() <= 1);
            let (may, may_not): (Vec<&Possible>, Vec<&Possible>) =
                seen.iter().partition(|p| p.verdict.is_ok());
            // Merging needs another case, tracking a parcel; both have stories of their own.
            let parcels = !desk.facts().case.parcels.is_empty();
            let may: Vec<_> = may
                .into_iter()
                .filter(|p| p.verb != Verb::Merge && (p.verb != Verb::ParcelMoved || parcels))
                .collect();
            if let Some(wrong) = may_not.get(salt as usize % may_not.len().max(1)) {
                for input in plausible(&desk, &who, wrong.verb, now, salt) {
                    let act = Act { verb: wrong.verb, input };
                    let done = decide(&desk.facts(), &act, &who, &desk.rules(), now);
                    prop_assert!(done.is_err(), "{} was not possible", wrong.verb);
                }
            }
            let Some(chosen) = may.get(salt as usize % may.len().max(1)) else {
                continue;
            };
            let verb = chosen.verb;
            let from = desk.facts().case.state;
            let done = try_act(&mut desk, &who, verb, now, salt);
            prop_assert!(done.is_some(), "{verb} in {from} was possible for {who:?}");
        }
    }

    /// D10.14: the parts of a split are the whole.
    #[test]
    fn the_parts_of_a_split_are_the_whole(first in 0u32..3, second in 0u32..2, amount in 1i64..25_989) {
        let mut desk = Desk::new();
        let fen = format!("amount={}", Fen(amount));
        let words = ["return_refund/faulty", "lines=1x2,2x1", fen.as_str()];
        desk.open(&wish(&words), &actor("agent"), MONDAY).expect("opens");
        let mut act = Act::of(Verb::Split);
        act.input.quantities = vec![first, second];
        let done = desk.act(&act, &actor("agent"), MONDAY);
        let moved = first + second;
        prop_assert_eq!(done.is_ok(), moved > 0 && moved < 3);
        if let Ok(change) = done {
            let part = &change.opens[0];
            let pieces: u32 = part.lines.iter().map(|(_, n)| n).sum();
            let kept: u32 = change.case.lines.iter().map(|l| l.qty_applied).sum();
            prop_assert_eq!(pieces + kept, 3);
            let sum = part.applied_amount.unwrap() + change.case.applied_amount.unwrap();
            prop_assert_eq!(sum, Fen(amount));
        }
    }
}
