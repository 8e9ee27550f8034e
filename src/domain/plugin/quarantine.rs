//! When a plugin that keeps breaking is left alone, and for how long (plugins.md 5.10): six points
//! within ten minutes, or three bad calls in a row of one account. First a short pause and one
//! probe, then longer ones; after the third within a day it is switched off until a person looks.

use super::ending::Ending;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

const WINDOW: Span = Span::minutes(10);
const POINTS: u32 = 6;
const IN_A_ROW: u32 = 3;
const DAY: Span = Span::hours(24);
/// The pauses, one after the other.
const PAUSES: [Span; 3] = [Span::minutes(5), Span::minutes(30), Span::hours(6)];

/// How a plugin stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Calls that were counted, ever.
    #[serde(default)]
    pub calls: u64,
    /// When it got which points, the newest last; older ones than the window are forgotten.
    #[serde(default)]
    points: Vec<(Timestamp, u32)>,
    /// Bad calls in a row, by account.
    #[serde(default)]
    in_a_row: Vec<(String, u32)>,
    /// When its pauses began, those of the last day.
    #[serde(default)]
    pauses: Vec<Timestamp>,
    /// Until when nothing is asked of it.
    #[serde(default)]
    paused_until: Option<Timestamp>,
    /// One call is let through after a pause; until it is answered no other.
    #[serde(default)]
    on_probe: bool,
    #[serde(default)]
    switched_off: bool,
}

/// Whether the plugin may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    Ask,
    /// Not before then.
    NotBefore(Timestamp),
    /// Not until a person switches it on again.
    Never,
}

/// What changed with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    Nothing,
    /// It is paused until then.
    Paused(Timestamp),
    SwitchedOff,
    /// It answered after a pause.
    Recovered,
}

impl Standing {
    pub fn may(&self, now: Timestamp) -> May {
        match self.paused_until {
            _ if self.switched_off => May::Never,
            Some(until) if now < until => May::NotBefore(until),
            _ => May::Ask,
        }
    }

    pub fn is_switched_off(&self) -> bool {
        self.switched_off
    }

    /// Points of the last ten minutes.
    pub fn points(&self, now: Timestamp) -> u32 {
        let recent = self.points.iter().filter(|(at, _)| now.since(*at) < WINDOW);
        recent.map(|(_, points)| points).sum()
    }

    /// Counts a call of an account.
    pub fn count(&mut self, account: &str, how: Ending, now: Timestamp) -> Turned {
        self.calls += 1;
        self.points.retain(|(at, _)| now.since(*at) < WINDOW);
        self.pauses.retain(|at| now.since(*at) < DAY);
        let points = how.points();
        if points == 0 {
            self.in_a_row.retain(|(of, _)| of != account);
            // Only an answer shows that it works again; a refusal of the other side does, too.
            let recovered = self.on_probe;
            self.on_probe = false;
            self.paused_until = None;
            return if recovered {
                Turned::Recovered
            } else {
                Turned::Nothing
            };
        }
        self.points.push((now, points));
        let row = match self.in_a_row.iter_mut().find(|(of, _)| of == account) {
            Some((_, row)) => {
                *row += 1;
                *row
            }
            None => {
                self.in_a_row.push((account.to_owned(), 1));
                1
            }
        };
        if !self.on_probe && self.points(now) < POINTS && row < IN_A_ROW {
            return Turned::Nothing;
        }
        self.points.clear();
        self.in_a_row.clear();
        let Some(pause) = PAUSES.get(self.pauses.len()) else {
            self.switched_off = true;
            return Turned::SwitchedOff;
        };
        self.pauses.push(now);
        let until = now + *pause;
        self.paused_until = Some(until);
        self.on_probe = true;
        Turned::Paused(until)
    }

    /// A person looked, and lets it go on.
    pub fn pardon(&mut self) {
        *self = Standing {
            calls: self.calls,
            ..Standing::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_000_000_000);

    fn minutes(n: i64) -> Timestamp {
        NOW + Span::minutes(n)
    }

    #[test]
    fn three_crashes_of_different_accounts_are_six_points() {
        let mut standing = Standing::default();
        assert_eq!(standing.count("a", Ending::Broken, NOW), Turned::Nothing);
        assert_eq!(
            standing.count("b", Ending::Broken, minutes(1)),
            Turned::Nothing
        );
        assert_eq!(
            standing.count("c", Ending::Broken, minutes(2)),
            Turned::Paused(minutes(7))
        );
        assert_eq!(standing.may(minutes(6)), May::NotBefore(minutes(7)));
        assert_eq!(standing.may(minutes(7)), May::Ask);
    }

    #[test]
    fn three_bad_calls_in_a_row_of_one_account_are_enough() {
        let mut standing = Standing::default();
        for at in [0, 20] {
            assert_eq!(
                standing.count("a", Ending::Internal, minutes(at)),
                Turned::Nothing
            );
        }
        assert_eq!(
            standing.count("a", Ending::Nonsense, minutes(40)),
            Turned::Paused(minutes(45))
        );
    }

    #[test]
    fn an_answer_between_starts_the_count_anew() {
        let mut standing = Standing::default();
        for at in [0, 20, 40, 60] {
            standing.count("a", Ending::Internal, minutes(at));
            assert_eq!(
                standing.count("a", Ending::Refused, minutes(at + 1)),
                Turned::Nothing
            );
        }
        assert_eq!(standing.may(minutes(61)), May::Ask);
    }

    #[test]
    fn a_failed_probe_waits_longer_and_after_the_third_pause_it_is_switched_off() {
        let mut standing = Standing::default();
        for n in 0..3 {
            standing.count(&n.to_string(), Ending::Broken, NOW);
        }
        assert_eq!(
            standing.count("a", Ending::Broken, minutes(5)),
            Turned::Paused(minutes(35))
        );
        assert_eq!(
            standing.count("a", Ending::Broken, minutes(35)),
            Turned::Paused(minutes(395))
        );
        assert_eq!(
            standing.count("a", Ending::Broken, minutes(395)),
            Turned::SwitchedOff
        );
        assert_eq!(standing.may(minutes(10_000)), May::Never);
        standing.pardon();
        assert_eq!(standing.may(minutes(10_000)), May::Ask);
    }

    #[test]
    fn a_probe_that_is_answered_ends_the_quarantine() {
        let mut standing = Standing::default();
        for n in 0..3 {
            standing.count(&n.to_string(), Ending::Broken, NOW);
        }
        assert_eq!(
            standing.count("a", Ending::Answered, minutes(5)),
            Turned::Recovered
        );
        assert_eq!(standing.may(minutes(5)), May::Ask);
    }

    proptest! {
        /// The other side's troubles never put a plugin into quarantine, however many there are.
        #[test]
        fn only_the_plugins_own_faults_count(hows in proptest::collection::vec(0_usize..Ending::ALL.len(), 1..200)) {
            let mut standing = Standing::default();
            for (n, how) in hows.iter().enumerate() {
                let how = Ending::ALL[*how];
                if how.points() > 0 {
                    continue;
                }
                let at = NOW + Span(i64::try_from(n).expect("it is there") * 1_000);
                prop_assert_eq!(standing.count("a", how, at), Turned::Nothing);
                prop_assert_eq!(standing.may(at), May::Ask);
            }
        }
    }
}
