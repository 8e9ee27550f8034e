//! Days of the calendar in words: the week, the days to come, what the notices say of a year.

use crate::actions::calendar::written;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::holidays;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
use jiff::civil::Date;

/// A day.
pub struct DayLine {
    pub name: String,
    /// `09:00-12:00 13:00-21:00`; empty when closed.
    pub hours: String,
    /// Why it is not like its weekday; empty when it is.
    pub why: &'static str,
}

const WEEKDAYS: [&str; 7] = [
    "weekday-1",
    "weekday-2",
    "weekday-3",
    "weekday-4",
    "weekday-5",
    "weekday-6",
    "weekday-7",
];

/// Monday to Sunday.
pub fn week(words: Words, calendar: &Calendar) -> Vec<DayLine> {
    calendar
        .week
        .iter()
        .zip(WEEKDAYS)
        .map(|(day, name)| DayLine {
            name: words.t(name).to_owned(),
            hours: written(day),
            why: "",
        })
        .collect()
}

fn weekday(words: Words, date: Date) -> &'static str {
    words.t(WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())])
}

/// The next days, today first.
pub fn next(words: Words, calendar: &Calendar, now: Timestamp, days: usize) -> Vec<DayLine> {
    let (today, _) = calendar.local(now);
    today
        .series(jiff::Span::new().days(1))
        .take(days)
        .map(|date| DayLine {
            name: format!("{date} {}", weekday(words, date)),
            hours: written(calendar.windows(date)),
            why: why(words, calendar, date),
        })
        .collect()
}

fn why(words: Words, calendar: &Calendar, date: Date) -> &'static str {
    if calendar.extra.contains(&date) {
        return words.t("day-extra");
    }
    if calendar.off.contains(&date) {
        return words.t("day-off");
    }
    match holidays::day(date).filter(|_| calendar.statutory) {
        Some(holidays::Day::Off) => words.t("day-holiday"),
        Some(holidays::Day::MakeUp) => words.t("day-make-up"),
        None => "",
    }
}

/// What the notices say of a year: the days off and the days worked, days on end
/// as one run, written as the fields beside it take them (`02-15~02-23`).
pub fn notices(year: i16) -> (Vec<String>, Vec<String>) {
    let mut off = Vec::new();
    let mut worked = Vec::new();
    let first = jiff::civil::date(year, 1, 1);
    for date in first
        .series(jiff::Span::new().days(1))
        .take_while(|d| d.year() == year)
    {
        let runs = match holidays::day(date) {
            Some(holidays::Day::Off) => &mut off,
            Some(holidays::Day::MakeUp) => &mut worked,
            None => continue,
        };
        match runs.last_mut() {
            Some((_, last)) if date.yesterday().is_ok_and(|before| before == *last) => *last = date,
            _ => runs.push((date, date)),
        }
    }
    (
        off.iter().map(run).collect(),
        worked.iter().map(run).collect(),
    )
}

/// A run of days of one year in words, from its first to its last.
fn run((first, last): &(jiff::civil::Date, jiff::civil::Date)) -> String {
    let first_day = first.strftime("%m-%d");
    if first == last {
        return first_day.to_string();
    }
    format!("{first_day}~{}", last.strftime("%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_on_end_stand_as_one_run() {
        let (off, worked) = notices(2026);
        assert!(off.contains(&"02-15~02-23".to_owned()), "{off:?}");
        assert!(worked.contains(&"01-04".to_owned()), "{worked:?}");
        assert!(off.iter().chain(&worked).all(|days| days.len() <= 11));
    }
}
