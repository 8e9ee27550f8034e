//! Opening hours and holidays: business time from wall time.

pub mod holidays;
pub mod presets;

use super::time::Span;
use super::time::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;

/// An opening window of a day: minutes after local midnight, `from` up to but not `to` (≤ 1440).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from: u16,
    pub to: u16,
}

/// When the shop is staffed: its zone, windows per weekday, holidays and make-up working days.
///
/// The default is every day 9:00 to 12:00 and 13:00 to 21:00 in China, closed on the statutory
/// holidays. Only business clocks stand still then; wall clocks and platform clocks run on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calendar {
    /// IANA name, `Asia/Shanghai`.
    pub zone: String,
    /// Monday first; a day without windows is a day off.
    pub week: [Vec<Window>; 7],
    /// Whether the built-in statutory holidays and make-up days (调休) count.
    pub statutory: bool,
    /// Days the shop is closed besides.
    pub off: BTreeSet<Date>,
    /// Days it works although the week or a holiday says otherwise; wins over `off`.
    pub extra: BTreeSet<Date>,
}

impl Default for Calendar {
    fn default() -> Self {
        let day = vec![
            Window { from: 540, to: 720 },
            Window {
                from: 780,
                to: 1260,
            },
        ];
        Calendar {
            zone: "Asia/Shanghai".into(),
            week: std::array::from_fn(|_| day.clone()),
            statutory: true,
            off: BTreeSet::new(),
            extra: BTreeSet::new(),
        }
    }
}

/// How far ahead a search for open time goes before it gives up and counts wall time.
const HORIZON_DAYS: usize = 800;

impl Calendar {
    /// Whether the shop works on this day.
    pub fn works_on(&self, date: Date) -> bool {
        if self.extra.contains(&date) {
            return true;
        }
        if self.off.contains(&date) {
            return false;
        }
        if self.statutory {
            match holidays::day(date) {
                Some(holidays::Day::Off) => return false,
                Some(holidays::Day::MakeUp) => return true,
                None => {}
            }
        }
        !self.weekday(date).is_empty()
    }

    fn weekday(&self, date: Date) -> &[Window] {
        &self.week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// The windows of a day; a make-up day on a day off has those of the first working weekday.
    pub fn windows(&self, date: Date) -> &[Window] {
        if !self.works_on(date) {
            return &[];
        }
        let own = self.weekday(date);
        if !own.is_empty() {
            return own;
        }
        self.week
            .iter()
            .find(|day| !day.is_empty())
            .map_or(&[], Vec::as_slice)
    }

    fn tz(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The local date and minute of a moment.
    pub fn local(&self, at: Timestamp) -> (Date, u16) {
        let zoned = jiff::Timestamp::from_millisecond(at.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(self.tz());
        let minute =
            u16::from(zoned.hour().unsigned_abs()) * 60 + u16::from(zoned.minute().unsigned_abs());
        (zoned.date(), minute)
    }

    /// The moment of a local date and minute (1440 is the next midnight).
    pub fn moment(&self, date: Date, minute: u16) -> Timestamp {
        let (date, minute) = if minute >= 1440 {
            (date.tomorrow().unwrap_or(date), minute - 1440)
        } else {
            (date, minute)
        };
        let time =
            Time::new((minute / 60) as i8, (minute % 60) as i8, 0, 0).unwrap_or(Time::midnight());
        date.to_datetime(time)
            .to_zoned(self.tz())
            .map_or(Timestamp(0), |zoned| {
                Timestamp(zoned.timestamp().as_millisecond())
            })
    }

    /// The open windows from `from` on, as pairs of moments, cut at `from`.
    fn open_from(&self, from: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let (first, _) = self.local(from);
        first
            .series(jiff::Span::new().days(1))
            .take(HORIZON_DAYS)
            .flat_map(move |date| {
                self.windows(date).iter().map(move |window| {
                    (self.moment(date, window.from), self.moment(date, window.to))
                })
            })
            .filter(move |(_, end)| *end > from)
            .map(move |(start, end)| (start.max(from), end))
    }

    /// The moment at which `length` of open time has passed since `from`.
    pub fn add_open(&self, from: Timestamp, length: Span) -> Timestamp {
        let mut left = length.0;
        for (start, end) in self.open_from(from) {
            let here = end.since(start).0;
            if left <= here {
                return start + Span(left);
            }
            left -= here;
        }
        from + length
    }

    /// The open time between two moments; zero when `to` is not later.
    pub fn open_between(&self, from: Timestamp, to: Timestamp) -> Span {
        Span(
            self.open_from(from)
                .take_while(|(start, _)| *start < to)
                .map(|(start, end)| end.min(to).since(start).0)
                .sum(),
        )
    }

    /// `from` itself when the shop is open then, else the next opening.
    pub fn next_open(&self, from: Timestamp) -> Timestamp {
        self.open_from(from).next().map_or(from, |(start, _)| start)
    }

    /// The n-th working day after the day of `date`; that day itself does not count.
    pub fn add_working_days(&self, date: Date, days: u32) -> Date {
        let mut left = days;
        let mut at = date;
        for _ in 0..HORIZON_DAYS {
            if left == 0 {
                break;
            }
            at = at.tomorrow().unwrap_or(at);
            if self.works_on(at) {
                left -= 1;
            }
        }
        at
    }

    /// The n-th day after `date` on which banks and offices work: Monday to Friday, and the state's
    /// holidays and make-up days where they count.
    pub fn add_business_days(&self, date: Date, days: u32) -> Date {
        let works = |date: Date| match self.statutory.then(|| holidays::day(date)).flatten() {
            Some(holidays::Day::Off) => false,
            Some(holidays::Day::MakeUp) => true,
            _ => date.weekday().to_monday_zero_offset() < 5,
        };
        let mut left = days;
        let mut at = date;
        for _ in 0..HORIZON_DAYS {
            if left == 0 {
                break;
            }
            at = at.tomorrow().unwrap_or(at);
            if works(at) {
                left -= 1;
            }
        }
        at
    }

    /// `days` working days later at the same local time. Starting while closed counts from the
    /// next opening.
    pub fn add_days(&self, from: Timestamp, days: u32) -> Timestamp {
        let start = self.next_open(from);
        let (date, minute) = self.local(start);
        self.moment(self.add_working_days(date, days), minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        let zoned: jiff::civil::DateTime = text.parse().unwrap();
        Timestamp(
            zoned
                .to_zoned(TimeZone::get("Asia/Shanghai").unwrap())
                .unwrap()
                .timestamp()
                .as_millisecond(),
        )
    }

    /// Monday to Friday, as offices have it: what make-up days are for.
    fn office() -> Calendar {
        let mut week = Calendar::default().week;
        week[5].clear();
        week[6].clear();
        Calendar {
            week,
            ..Calendar::default()
        }
    }

    #[test]
    fn the_holidays_and_make_up_days_are_the_state_councils() {
        let text = include_str!("../../../tests/fixtures/holidays_cn.json");
        let fixture: serde_json::Value = serde_json::from_str(text).unwrap();
        let office = office();
        let mut seen = 0;
        for case in fixture["cases"].as_array().unwrap() {
            let (given, expected) = (&case["inputs"], &case["expected"]);
            let date =
                |value: &serde_json::Value| -> Date { value.as_str().unwrap().parse().unwrap() };
            if let Some(days) = given["working_days"].as_u64() {
                assert!(!given["start_day_counts"].as_bool().unwrap());
                let end = office.add_working_days(date(&given["start"]), days as u32);
                assert_eq!(end, date(&expected["date"]), "{}", case["name"]);
            } else {
                let off = expected["is_off"].as_bool().unwrap();
                let works = office.works_on(date(&given["date"]));
                assert_eq!(works, !off, "{}", case["name"]);
            }
            seen += 1;
        }
        assert!(seen > 90, "{seen}");
    }

    #[test]
    fn lunch_and_night_do_not_count() {
        let calendar = Calendar::default();
        let two_hours = Span::hours(2);
        let due = |from| calendar.add_open(at(from), two_hours);
        assert_eq!(due("2026-03-02T09:00"), at("2026-03-02T11:00"));
        assert_eq!(due("2026-03-02T11:30"), at("2026-03-02T14:30"));
        assert_eq!(due("2026-03-02T20:30"), at("2026-03-03T10:30"));
        assert_eq!(due("2026-03-02T03:00"), at("2026-03-02T11:00"));
        // 春节: closed from the 15th to the 23rd.
        assert_eq!(due("2026-02-14T20:00"), at("2026-02-24T10:00"));
    }

    #[test]
    fn a_working_day_later_is_the_same_time_of_day() {
        let calendar = office();
        // Friday evening before 国庆, with 10 October worked instead.
        assert_eq!(
            calendar.add_days(at("2026-09-30T15:00"), 1),
            at("2026-10-08T15:00")
        );
        assert_eq!(
            calendar.add_days(at("2026-10-09T15:00"), 1),
            at("2026-10-10T15:00")
        );
    }

    #[test]
    fn the_shop_may_say_otherwise() {
        let mut calendar = Calendar::default();
        calendar.off.insert("2026-03-03".parse().unwrap());
        calendar.extra.insert("2026-02-17".parse().unwrap());
        assert!(!calendar.works_on("2026-03-03".parse().unwrap()));
        assert!(calendar.works_on("2026-02-17".parse().unwrap()));
    }

    #[test]
    fn a_shop_that_never_opens_still_has_deadlines() {
        let calendar = Calendar {
            week: std::array::from_fn(|_| Vec::new()),
            statutory: false,
            ..Calendar::default()
        };
        let start = at("2026-03-02T09:00");
        assert_eq!(
            calendar.add_open(start, Span::hours(2)),
            start + Span::hours(2)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

        /// D10.23: adding open time and measuring it agree, at any moment.
        #[test]
        fn adding_and_measuring_open_time_agree(start in 0i64..60_000_000, minutes in 1i64..6_000) {
            let calendar = Calendar::default();
            let from = at("2026-01-01T00:00") + Span(start * 500);
            let length = Span::minutes(minutes);
            let due = calendar.add_open(from, length);
            prop_assert!(due > from);
            prop_assert_eq!(calendar.open_between(from, due), length);
        }
    }
}
