//! A calendar as a form: fields from it, and it from the fields, as people type days and hours.

use super::super::form::Errors;
use super::super::form::Fields;
use crate::actions::calendar as acts;
use crate::domain::calendar::Calendar;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The fields of a calendar.
pub fn as_fields(calendar: &Calendar) -> Fields {
    let list = |days: &BTreeSet<Date>| {
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        days.join("\n")
    };
    let mut pairs = vec![
        ("off".to_owned(), list(&calendar.off)),
        ("extra".to_owned(), list(&calendar.extra)),
    ];
    for (n, day) in calendar.week.iter().enumerate() {
        pairs.push((format!("day{}", n + 1), acts::written(day)));
    }
    if calendar.statutory {
        pairs.push(("statutory".to_owned(), "yes".to_owned()));
    }
    Fields::new(pairs)
}

/// Days, one after another in any way people part them; `2027-02-05~02-12` is every day of it.
fn read_days(text: &str) -> Option<BTreeSet<Date>> {
    let mut days = BTreeSet::new();
    let text = text.replace(['～', '至'], "~").replace('/', "-");
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';')) {
        if part.is_empty() {
            continue;
        }
        let (first, last) = part.split_once('~').unwrap_or((part, part));
        let first = read_day(first, None)?;
        let last = read_day(last, Some(first.year()))?;
        let range = first.series(jiff::Span::new().days(1));
        days.extend(range.take_while(|day| *day <= last).take(60));
    }
    Some(days)
}

/// `2027-03-08`, `2027-3-8`; without a year in the one given.
fn read_day(text: &str, year: Option<i16>) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (year.parse().ok()?, month, day),
        [month, day] => (year?, month, day),
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The form as a calendar, all but the zone.
pub fn read(fields: &Fields) -> (Calendar, Errors) {
    let mut errors = Errors::default();
    let mut days = |name: &str| {
        read_days(fields.text(name)).unwrap_or_else(|| {
            errors.add(name, "error-days-form");
            BTreeSet::new()
        })
    };
    let (off, extra) = (days("off"), days("extra"));
    let mut week: [Vec<_>; 7] = Default::default();
    for (n, day) in week.iter_mut().enumerate() {
        let field = format!("day{}", n + 1);
        match acts::read(fields.text(&field)) {
            Some(windows) => *day = windows,
            None => errors.add(&field, "error-windows"),
        }
    }
    let calendar = Calendar {
        week,
        statutory: fields.ticked("statutory"),
        off,
        extra,
        ..Calendar::default()
    };
    (calendar, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_one_by_one_and_as_ranges() {
        let days = read_days("2027-02-05~02-12， 2027/3/8\n2027-12-30~2028-01-02");
        assert_eq!(days.expect("reads").len(), 8 + 1 + 4);
        assert_eq!(read_days(""), Some(BTreeSet::new()));
        assert_eq!(read_days("2027-02-30"), None);
    }
}
