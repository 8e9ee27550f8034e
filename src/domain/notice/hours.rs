//! Hours in which buyers are left alone.

use crate::domain::time::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;

/// From the hour to the hour, in the shop's time; the same twice is never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub from: i8,
    pub to: i8,
}

/// Nobody is woken up (reliability 7.4).
pub const USUAL: Quiet = Quiet { from: 21, to: 9 };

impl Quiet {
    /// When something that is ready at `at` may go out.
    pub fn over(self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let Ok(instant) = jiff::Timestamp::from_millisecond(at.0) else {
            return at;
        };
        let local = instant.to_zoned(zone.clone());
        if !self.covers(local.hour()) {
            return at;
        }
        let Ok(end) = Time::new(self.to.clamp(0, 23), 0, 0, 0) else {
            return at;
        };
        let day = match self.from > self.to && local.hour() >= self.from {
            true => local.date().tomorrow().unwrap_or(local.date()),
            false => local.date(),
        };
        let morning = zone.to_zoned(day.to_datetime(end));
        morning.map_or(at, |morning| {
            Timestamp(morning.timestamp().as_millisecond())
        })
    }

    const fn covers(self, hour: i8) -> bool {
        match self.from <= self.to {
            true => hour >= self.from && hour < self.to,
            false => hour >= self.from || hour < self.to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        let at: jiff::Timestamp = text.parse().expect("an instant");
        Timestamp(at.as_millisecond())
    }

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("a zone")
    }

    #[test]
    fn what_is_ready_at_night_waits_for_nine_in_the_morning() {
        for (ready, goes) in [
            ("2026-11-23T22:30:00+08:00", "2026-11-24T09:00:00+08:00"),
            ("2026-11-24T08:59:59+08:00", "2026-11-24T09:00:00+08:00"),
            ("2026-11-24T09:00:00+08:00", "2026-11-24T09:00:00+08:00"),
            ("2026-11-24T20:59:00+08:00", "2026-11-24T20:59:00+08:00"),
        ] {
            assert_eq!(USUAL.over(at(ready), &shanghai()), at(goes), "{ready}");
        }
        let never = Quiet { from: 0, to: 0 };
        let night = at("2026-11-24T03:00:00+08:00");
        assert_eq!(never.over(night, &shanghai()), night);
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_the_night(from in 0i8..24, to in 0i8..24, at in 1_700_000_000_000i64..1_900_000_000_000) {
            let quiet = Quiet { from, to };
            let over = quiet.over(Timestamp(at), &shanghai());
            prop_assert!(over.0 >= at && over.0 <= at + 24 * 3_600_000);
            prop_assert_eq!(quiet.over(over, &shanghai()), over);
        }
    }
}
