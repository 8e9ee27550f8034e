//! Times people often mean 快捷时间: before closing, tomorrow morning, in three days; all in the
//! shop's opening hours.

use super::Calendar;
use crate::codes;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use jiff::civil::Date;

codes! {
    /// A time with a name. The phrase key is `preset-<code>`.
    pub enum Preset {
        /// Before the shop closes today, or on its next working day.
        Closing = "closing",
        /// 10:00 of the next working day.
        Morning = "morning",
        ThreeDays = "three_days",
    }
}

/// 10:00, in minutes after midnight.
const MORNING: u16 = 600;

impl Calendar {
    /// The moment a preset means now; always after `now`.
    pub fn preset(&self, preset: Preset, now: Timestamp) -> Timestamp {
        match preset {
            Preset::Closing => self.closing(now),
            Preset::Morning => {
                let (today, _) = self.local(now);
                let date = self.add_working_days(today, 1);
                let opens = self.windows(date).first().map_or(MORNING, |w| w.from);
                self.moment(date, MORNING.max(opens))
            }
            Preset::ThreeDays => self.next_open(now + Span::days(3)),
        }
    }

    /// The end of this working day, or of the next when it is over.
    fn closing(&self, now: Timestamp) -> Timestamp {
        let (today, _) = self.local(now);
        let end = |date: Date| {
            let last = self.windows(date).last()?;
            Some(self.moment(date, last.to)).filter(|end| *end > now)
        };
        end(today)
            .or_else(|| end(self.add_working_days(today, 1)))
            .unwrap_or(now + Span::hours(8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_lie_in_opening_hours_and_never_in_the_past() {
        let calendar = Calendar::default();
        let at = |date: Date, hour: u16| calendar.moment(date, hour * 60);
        let day = jiff::civil::date(2026, 11, 20);
        let told = |now, preset| {
            let (date, minute) = calendar.local(calendar.preset(preset, now));
            format!("{date} {:02}:{:02}", minute / 60, minute % 60)
        };
        assert_eq!(told(at(day, 9), Preset::Closing), "2026-11-20 21:00");
        assert_eq!(told(at(day, 22), Preset::Closing), "2026-11-21 21:00");
        assert_eq!(told(at(day, 9), Preset::Morning), "2026-11-21 10:00");
        assert_eq!(told(at(day, 22), Preset::ThreeDays), "2026-11-24 09:00");
        // Over a holiday: 2026-10-01 to 07 the shop is closed.
        let eve = jiff::civil::date(2026, 9, 30);
        assert_eq!(told(at(eve, 22), Preset::Morning), "2026-10-08 10:00");
        for hour in 0..24 {
            for preset in Preset::ALL {
                assert!(calendar.preset(*preset, at(day, hour)) > at(day, hour));
            }
        }
    }
}
