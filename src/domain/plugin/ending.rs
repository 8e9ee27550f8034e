//! What comes after a call: when it is made again, who waits meanwhile, and what counts against the
//! plugin (plugins.md 5.10). Chance comes in as a number.

use super::schedule::Row;
use crate::codes;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// How a call ended. The phrase key is `plugin-ending-<code>`.
    pub enum Ending {
        Answered = "answered",
        /// Nothing happened; later.
        Retryable = "retryable",
        /// The other side asked for a pause.
        RateLimited = "rate-limited",
        /// The account must be mended by a person.
        Auth = "auth",
        Invalid = "invalid",
        NotFound = "not-found",
        /// The other side said no.
        Refused = "refused",
        /// The other side is in another state by now.
        Conflict = "conflict",
        Unsupported = "unsupported",
        /// It may have happened.
        Unknown = "unknown-outcome",
        /// An answer nobody can read.
        Upstream = "upstream",
        /// A fault the plugin admits.
        Internal = "internal",
        /// It handed over what cannot be true, or does not offer what it promised.
        Nonsense = "nonsense",
        /// It broke: a trap, or more of processor, memory or time than it may use.
        Broken = "broken",
    }
}

/// Who waits after a call that ended badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waits {
    /// This call alone.
    Call,
    Account,
    Plugin,
}

/// What is known of an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub how: Ending,
    /// What the other side asked for.
    pub after: Option<Span>,
    pub waits: Waits,
}

/// What the desk does next with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Again, then; whether that is another attempt at the same thing.
    At { at: Timestamp, attempt: u32 },
    /// Ask what became of it, never send it again.
    Check { at: Timestamp, round: u32 },
    /// Only a person can go on.
    Person,
    /// This one thing is over.
    Over,
}

const FIRST_WAIT: Span = Span(30_000);
const LONGEST_WAIT: Span = Span::hours(1);
/// For so long one thing is tried.
pub const PATIENCE: Span = Span::hours(24);
/// When the desk asks what became of something: after the first doubt, the second, the third.
const CHECKS: [Span; 3] = [Span(30_000), Span::minutes(2), Span::minutes(10)];
/// A plugin's own faults wait this many times longer than the other side's.
const OWN_FAULT: i64 = 4;

impl Ending {
    /// What it counts towards quarantine.
    pub const fn points(self) -> u32 {
        match self {
            Ending::Broken => 2,
            Ending::Internal | Ending::Nonsense => 1,
            _ => 0,
        }
    }

    /// Whether the same thing may be tried again as it is.
    pub const fn is_tried_again(self) -> bool {
        matches!(
            self,
            Ending::Retryable
                | Ending::RateLimited
                | Ending::Upstream
                | Ending::Internal
                | Ending::Nonsense
                | Ending::Broken
        )
    }
}

/// The wait after the `attempt`th try failed, first = 1: 30 s doubled each time, up to an hour,
/// spread over its second half by `chance` in [0, 1).
pub fn back_off(attempt: u32, own_fault: bool, chance: f64) -> Span {
    let doubled = FIRST_WAIT.0 << attempt.saturating_sub(1).min(10);
    let factor = if own_fault { OWN_FAULT } else { 1 };
    let whole = (doubled * factor).min(LONGEST_WAIT.0);
    Span(whole / 2 + spread(whole / 2, chance))
}

/// A length of up to `most`, by chance.
fn spread(most: i64, chance: f64) -> i64 {
    (most as f64 * chance.clamp(0.0, 1.0)) as i64
}

/// When something that is done by the clock is done next. `hint` is what the plugin proposes, in
/// seconds; the provider's floor holds against everything.
pub fn next_round(row: &Row, hint: Option<Span>, now: Timestamp, chance: f64) -> Timestamp {
    let wished = hint.unwrap_or(row.every);
    let wished = Span(wished.0.clamp(row.min.0, row.every.0.max(row.min.0)));
    // Ten per cent early or late, never below the floor.
    let fifth = wished.0 / 5;
    let jittered = wished.0 - fifth / 2 + spread(fifth, chance);
    now + Span(jittered.max(row.min.0))
}

/// What follows a call about one thing (a decision, a message, a payment), begun at `since`.
pub fn next_try(ended: Ended, attempt: u32, since: Timestamp, now: Timestamp, chance: f64) -> Next {
    let again = |wait: Span, attempt: u32| match now + wait >= since + PATIENCE {
        true => Next::Person,
        false => Next::At {
            at: now + wait,
            attempt,
        },
    };
    match ended.how {
        Ending::Answered => Next::Over,
        // No attempt is spent: nothing was tried.
        Ending::RateLimited => again(ended.after.unwrap_or(FIRST_WAIT), attempt),
        Ending::Retryable | Ending::Upstream => {
            let wait = back_off(attempt, false, chance);
            let asked = ended.after.unwrap_or(Span::ZERO);
            again(Span(wait.0.max(asked.0)), attempt + 1)
        }
        Ending::Internal | Ending::Nonsense => again(back_off(attempt, true, chance), attempt + 1),
        // What was begun when the guest died may have happened.
        Ending::Unknown | Ending::Broken => check_after(1, now),
        Ending::Auth => Next::Person,
        Ending::Conflict => Next::Check { at: now, round: 1 },
        Ending::Invalid | Ending::NotFound | Ending::Refused | Ending::Unsupported => Next::Over,
    }
}

/// When the desk asks for the `round`th time what became of something, first = 1.
pub fn check_after(round: u32, now: Timestamp) -> Next {
    let wait = usize::try_from(round.saturating_sub(1)).ok();
    match wait.and_then(|at| CHECKS.get(at)) {
        Some(wait) => Next::Check {
            at: now + *wait,
            round,
        },
        None => Next::Person,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plugin::worlds::Call;
    use proptest::prelude::*;

    fn row(every: Span, min: Span) -> Row {
        Row {
            call: Call::CourierTrack,
            every,
            min,
            batch: 40,
        }
    }

    fn ended(how: Ending) -> Ended {
        Ended {
            how,
            after: None,
            waits: Waits::Call,
        }
    }

    const NOW: Timestamp = Timestamp(1_000_000_000);

    #[test]
    fn a_wait_doubles_up_to_an_hour() {
        assert_eq!(back_off(1, false, 0.0), Span(15_000));
        assert_eq!(back_off(1, false, 1.0), Span(30_000));
        assert_eq!(back_off(2, false, 1.0), Span(60_000));
        assert_eq!(back_off(1, true, 1.0), Span(120_000));
        assert_eq!(back_off(40, false, 1.0), Span::hours(1));
    }

    #[test]
    fn what_may_have_happened_is_asked_for_and_never_sent_again() {
        for how in [Ending::Unknown, Ending::Broken, Ending::Conflict] {
            let next = next_try(ended(how), 1, NOW, NOW, 0.5);
            assert!(
                matches!(next, Next::Check { round: 1, .. }),
                "{how}: {next:?}"
            );
        }
        assert!(
            matches!(check_after(3, NOW), Next::Check { round: 3, at } if at == NOW + Span::minutes(10))
        );
        assert_eq!(check_after(4, NOW), Next::Person);
    }

    #[test]
    fn a_pause_that_was_asked_for_spends_no_attempt() {
        let paused = Ended {
            how: Ending::RateLimited,
            after: Some(Span(90_000)),
            waits: Waits::Account,
        };
        let next = next_try(paused, 3, NOW, NOW, 0.5);
        let at = NOW + Span(90_000);
        assert_eq!(next, Next::At { at, attempt: 3 });
    }

    #[test]
    fn after_a_day_a_person_goes_on() {
        let late = NOW + Span::hours(24);
        assert_eq!(
            next_try(ended(Ending::Retryable), 9, NOW, late, 0.5),
            Next::Person
        );
        assert_eq!(
            next_try(ended(Ending::Auth), 1, NOW, NOW, 0.5),
            Next::Person
        );
    }

    #[test]
    fn what_cannot_succeed_is_over_at_once() {
        for how in [
            Ending::Invalid,
            Ending::NotFound,
            Ending::Refused,
            Ending::Unsupported,
        ] {
            assert_eq!(next_try(ended(how), 1, NOW, NOW, 0.5), Next::Over);
            assert!(!how.is_tried_again());
        }
    }

    proptest! {
        /// 快递100 locks a number that is asked for more often than every half hour: whatever a
        /// plugin proposes and chance does, the floor holds.
        #[test]
        fn no_round_comes_before_the_floor(
            every in 1_i64..10_000_000,
            min in 1_i64..10_000_000,
            hint in proptest::option::of(0_i64..20_000_000),
            chance in 0.0..1.0_f64,
        ) {
            let row = row(Span(every), Span(min));
            let at = next_round(&row, hint.map(Span), NOW, chance);
            prop_assert!(at.since(NOW).0 >= min);
            // And never much later than the plugin's publisher recommends.
            prop_assert!(at.since(NOW).0 <= every.max(min) + every.max(min) / 10 + 1);
        }

        #[test]
        fn waits_grow_and_never_pass_an_hour(attempt in 1_u32..60, chance in 0.0..1.0_f64) {
            let (now, later) = (back_off(attempt, false, chance), back_off(attempt + 1, false, chance));
            prop_assert!(now <= later && later <= Span::hours(1));
            prop_assert!(now >= Span(15_000));
        }
    }
}
