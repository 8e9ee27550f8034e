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

/// What the notices say of a year: the days off and the days worked.
pub fn notices(year: i16) -> (Vec<String>, Vec<String>) {
    let mut days = (Vec::new(), Vec::new());
    let first = jiff::civil::date(year, 1, 1);
    for date in first
        .series(jiff::Span::new().days(1))
        .take_while(|d| d.year() == year)
    {
        match holidays::day(date) {
            Some(holidays::Day::Off) => days.0.push(date.strftime("%m-%d").to_string()),
            Some(holidays::Day::MakeUp) => days.1.push(date.strftime("%m-%d").to_string()),
            None => {}
        }
    }
    days
}
