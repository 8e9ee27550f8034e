//! What a new rule pack or calendar does to the clocks that run (D7): those of the shop's own rules
//! get the due time they would have had under the new ones. A platform's, the law's, a promise and
//! what a person moved stay.

use super::after;
use super::due;
use super::hurries;
use super::left;
use crate::domain::case::record::Case;
use crate::domain::case::record::Deadline;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Priority;
use crate::domain::rules::DeadlineRule;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// Recomputes the running deadlines that come from the shop's rules. Answers what moved: kind, due
/// before, due after. Asked twice, the second answer is empty.
pub fn recompute(case: &mut Case, rules: &Rules<'_>) -> Vec<(DeadlineKind, Timestamp, Timestamp)> {
    let urgent = case.priority == Priority::Urgent;
    let mut moved = Vec::new();
    for deadline in case.deadlines.iter_mut() {
        let Some(rule) = governing(deadline, rules) else {
            continue;
        };
        let before = deadline.due_at;
        let due_at = due_again(deadline, rule, urgent && hurries(deadline.kind), rules);
        if before == due_at {
            continue;
        }
        deadline.due_at = due_at;
        deadline.rules_version = rules.pack.version;
        deadline.clock = rule.length.clock();
        deadline.pausable = rule.pausable;
        deadline.outcome = rule.outcome;
        if due_at > before {
            // The warnings that were given spoke of another time.
            deadline.warned = 0;
        }
        moved.push((deadline.kind, before, due_at));
    }
    moved
}

/// The rule a deadline follows when the rules change; `None` for one that no rule of the shop moves.
fn governing<'a>(deadline: &Deadline, rules: &Rules<'a>) -> Option<&'a DeadlineRule> {
    (deadline.state == DeadlineState::Running && deadline.source == DeadlineSource::Rule)
        .then(|| rules.pack.deadline(deadline.kind))
        .flatten()
}

/// When it is due by this rule, counted from its start, with the stretches in which it stood still.
fn due_again(
    deadline: &Deadline,
    rule: &DeadlineRule,
    urgent: bool,
    rules: &Rules<'_>,
) -> Timestamp {
    let clock = rule.length.clock();
    let mut due_at = due(rule, deadline.started_at, urgent, rules);
    for stood in &deadline.stood {
        if let Some(to) = stood.to {
            due_at = after(clock, to, left(clock, stood.from, due_at, rules), rules);
        }
    }
    due_at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::stories::desk::Desk;
    use crate::domain::case::stories::desk::actor;
    use crate::domain::case::stories::desk::wish;
    use crate::domain::case::stories::say::MONDAY;
    use crate::domain::rules::Length;
    use crate::domain::time::Span;
    use proptest::prelude::*;

    /// A length by one of the three clocks.
    fn length() -> impl Strategy<Value = Length> {
        prop_oneof![
            (1i64..200).prop_map(|n| Length::Wall(Span::hours(n))),
            (1i64..2_000).prop_map(|n| Length::Open(Span::minutes(n))),
            (1u32..20).prop_map(Length::WorkDays),
        ]
    }

    /// A desk with a case in which the first answer, the review and the handling are due.
    fn desk() -> Desk {
        let mut desk = Desk::new();
        let words = ["refund_only/keep_goods", "amount=40.00"];
        desk.open(&wish(&words), &actor("agent"), MONDAY)
            .expect("opens");
        desk
    }

    fn set(desk: &mut Desk, kinds: &[(DeadlineKind, Length)]) {
        for (kind, length) in kinds {
            let rule = desk.pack.deadlines.iter_mut().find(|r| r.kind == *kind);
            rule.expect("a rule of the first pack").length = *length;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

        #[test]
        fn the_second_time_nothing_moves_and_what_is_not_the_shops_never_does(
            old in length(),
            new in length(),
            pauses in proptest::collection::vec((0i64..900, 1i64..3_000), 0..4),
            foreign in prop_oneof![
                Just(DeadlineSource::Platform),
                Just(DeadlineSource::Law),
                Just(DeadlineSource::Promise),
                Just(DeadlineSource::Manual),
            ],
        ) {
            let (ours, theirs) = (DeadlineKind::InitialHandling, DeadlineKind::FirstResponse);
            let mut desk = desk();
            set(&mut desk, &[(ours, old)]);
            let mut case = desk.case.clone().expect("opened");
            case.deadlines.clear();
            crate::domain::deadline::start(&mut case, ours, &desk.rules(), MONDAY);
            crate::domain::deadline::start(&mut case, theirs, &desk.rules(), MONDAY);
            case.deadlines[1].source = foreign;
            let mut now = MONDAY;
            for (before, length) in pauses {
                now = now + Span::minutes(before);
                case.deadlines[0].pause(&desk.rules(), now);
                now = now + Span::minutes(length);
                case.deadlines[0].resume(&desk.rules(), now);
            }
            // Rules that say the same move nothing, however often the clock stood still.
            let untouched = case.clone();
            prop_assert_eq!(recompute(&mut case, &desk.rules()), vec![]);
            prop_assert_eq!(&case, &untouched);
            set(&mut desk, &[(ours, new), (theirs, new)]);
            let moved = recompute(&mut case, &desk.rules());
            prop_assert!(moved.iter().all(|(kind, before, after)| *kind == ours && before != after));
            prop_assert_eq!(&case.deadlines[1], &untouched.deadlines[1]);
            let once = case.clone();
            prop_assert_eq!(recompute(&mut case, &desk.rules()), vec![]);
            prop_assert_eq!(&case, &once);
            // And the way back leads to where it was.
            set(&mut desk, &[(ours, old)]);
            recompute(&mut case, &desk.rules());
            prop_assert_eq!(case.deadlines[0].due_at, untouched.deadlines[0].due_at);
        }
    }

    #[test]
    fn a_clock_in_opening_hours_follows_the_calendar_and_one_by_the_hour_does_not() {
        let mut desk = desk();
        desk.calendar.week = std::array::from_fn(|_| {
            vec![crate::domain::calendar::Window {
                from: 1_200,
                to: 1_320,
            }]
        });
        let mut case = desk.case.clone().expect("opened");
        let moved = recompute(&mut case, &desk.rules());
        let kinds: Vec<DeadlineKind> = moved.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(kinds, [DeadlineKind::ReviewNotice]);
    }

    #[test]
    fn a_paused_clock_and_one_moved_by_hand_stay() {
        let mut desk = desk();
        let mut case = desk.case.clone().expect("opened");
        let now = MONDAY + Span::minutes(10);
        for deadline in &mut case.deadlines {
            match deadline.kind {
                DeadlineKind::FirstResponse => deadline.source = DeadlineSource::Manual,
                _ => deadline.pause(&desk.rules(), now),
            }
        }
        let before = case.clone();
        let day = Length::Wall(Span::days(30));
        set(
            &mut desk,
            &[
                (DeadlineKind::FirstResponse, day),
                (DeadlineKind::InitialHandling, day),
                (DeadlineKind::ReviewNotice, day),
            ],
        );
        assert_eq!(recompute(&mut case, &desk.rules()), vec![]);
        assert_eq!(case, before);
    }
}
