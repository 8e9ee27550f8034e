//! When to ask for a parcel again (plugins.md 5.10).

use super::stage::Stage;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// 快递100 locks a number that is asked for more often.
pub const KUAIDI100_FLOOR: Span = Span::minutes(30);

/// Nothing new for so long: once a day is enough.
const QUIET: Span = Span::days(20);
/// And for so long: never again by itself.
const SILENT: Span = Span::days(60);
const DAILY: Span = Span::hours(24);
/// A parcel that a service watches for us is asked for once a day.
pub const WATCHED: Span = DAILY;

/// How often a parcel of this stage is asked for; none when its way is over.
pub const fn period(stage: Stage) -> Option<Span> {
    Some(match stage {
        Stage::Created => Span::hours(6),
        Stage::PickedUp | Stage::InTransit | Stage::Customs | Stage::Returning => Span::hours(2),
        // Not known to be anything else.
        Stage::Unmapped => Span::hours(2),
        Stage::OutForDelivery => Span::minutes(30),
        Stage::ReadyForPickup => Span::hours(3),
        Stage::Exception | Stage::Rejected => Span::hours(1),
        Stage::Signed | Stage::Returned | Stage::Lost => return None,
    })
}

/// What is known when the next time is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub stage: Stage,
    /// When the parcel last moved, or was first heard of.
    pub moved_at: Timestamp,
    /// When it was asked for last; none before the first time.
    pub asked_at: Option<Timestamp>,
    /// What the service wants at least between two questions about one number.
    pub floor: Span,
    /// When the service says that asking makes sense again; it may only make it later.
    pub hint: Option<Span>,
}

/// When to ask next; none when its way is over or it has been silent for too long. `jitter` is
/// −1000 to 1000: the period is stretched or shortened by up to a fifth.
pub fn next(known: Known, now: Timestamp, jitter: i16) -> Option<Timestamp> {
    let silent = now.since(known.moved_at);
    let mut period = period(known.stage)?;
    if silent >= SILENT {
        return None;
    }
    if silent >= QUIET {
        period = DAILY;
    }
    let jitter = i64::from(jitter.clamp(-1000, 1000));
    let period = Span(period.0 + period.0 * jitter / 5_000);
    let period = known.hint.map_or(period, |hint| period.max(hint));
    let Some(asked) = known.asked_at else {
        // Never asked: spread over the first minutes, not all at once.
        return Some(now + Span(60_000 + jitter.abs() * 60));
    };
    // Shortened by chance or not: the service's floor holds.
    Some((asked + period.max(known.floor)).max(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn known(stage: Stage) -> Known {
        Known {
            stage,
            moved_at: NOW,
            asked_at: Some(NOW),
            floor: Span::ZERO,
            hint: None,
        }
    }

    #[test]
    fn each_stage_has_its_period() {
        let after = |stage| next(known(stage), NOW, 0).map(|at| at.since(NOW));
        assert_eq!(after(Stage::Created), Some(Span::hours(6)));
        assert_eq!(after(Stage::InTransit), Some(Span::hours(2)));
        assert_eq!(after(Stage::OutForDelivery), Some(Span::minutes(30)));
        assert_eq!(after(Stage::ReadyForPickup), Some(Span::hours(3)));
        assert_eq!(after(Stage::Exception), Some(Span::hours(1)));
        for over in [Stage::Signed, Stage::Returned, Stage::Lost] {
            assert_eq!(after(over), None);
        }
    }

    #[test]
    fn who_is_silent_is_asked_for_daily_and_then_no_more() {
        let silent = |days| Known {
            moved_at: NOW - Span::days(days),
            ..known(Stage::OutForDelivery)
        };
        let after = |days| next(silent(days), NOW, 0).map(|at| at.since(NOW));
        assert_eq!(after(19), Some(Span::minutes(30)));
        assert_eq!(after(20), Some(Span::hours(24)));
        assert_eq!(after(59), Some(Span::hours(24)));
        assert_eq!(after(60), None);
    }

    proptest! {
        #[test]
        fn the_floor_holds_whatever_chance_and_service_say(
            stage in proptest::sample::select(Stage::ALL),
            jitter in any::<i16>(),
            ago in 0_i64..90 * 86_400_000,
            asked in 0_i64..86_400_000,
            hint in proptest::option::of(0_i64..86_400_000),
        ) {
            let asked_at = NOW - Span(asked);
            let known = Known {
                stage,
                moved_at: NOW - Span(ago),
                asked_at: Some(asked_at),
                floor: KUAIDI100_FLOOR,
                hint: hint.map(Span),
            };
            if let Some(at) = next(known, NOW, jitter) {
                prop_assert!(at.since(asked_at) >= KUAIDI100_FLOOR);
                prop_assert!(at >= NOW);
                if let Some(hint) = hint {
                    prop_assert!(at.since(asked_at) >= Span(hint));
                }
            }
        }
    }
}
