//! A value of the rules as a number with a unit, and back.

use crate::domain::change::Said;
use crate::domain::money::Fen;
use crate::domain::rules::Length;
use crate::domain::time::Span;

/// The units of lengths. Phrase key `unit-<code>`.
pub const LENGTHS: &[&str] = &[
    "minutes",
    "hours",
    "days",
    "open_minutes",
    "open_hours",
    "work_days",
];
/// The units of spans.
pub const SPANS: &[&str] = &["minutes", "hours", "days"];

/// A value as number and unit.
pub fn written(value: &Said) -> (String, &'static str) {
    let span = |span: Span| {
        let (day, hour) = (Span::days(1).0, Span::hours(1).0);
        if span.0 % day == 0 && span.0 >= 3 * day {
            (span.0 / day, 2)
        } else if span.0 % hour == 0 && span.0 > 0 {
            (span.0 / hour, 1)
        } else {
            (span.0 / Span::minutes(1).0, 0)
        }
    };
    match value {
        Said::Length(Length::Wall(length)) | Said::Span(length) => {
            let (n, unit) = span(*length);
            (n.to_string(), SPANS[unit])
        }
        Said::Length(Length::Open(length)) => {
            let hour = Span::hours(1).0;
            match length.0 % hour {
                0 => ((length.0 / hour).to_string(), "open_hours"),
                _ => ((length.0 / Span::minutes(1).0).to_string(), "open_minutes"),
            }
        }
        Said::Length(Length::WorkDays(days)) => (days.to_string(), "work_days"),
        Said::Money(amount) => (amount.to_string(), "yuan"),
        Said::Count(n) => (n.to_string(), ""),
        Said::Percent(n) => (n.to_string(), "percent"),
        Said::Hour(hour) => (hour.to_string(), "oclock"),
        _ => (String::new(), ""),
    }
}

/// A field as a value of the same kind as `old`.
pub fn read(old: &Said, number: &str, unit: &str, ticked: bool) -> Result<Said, &'static str> {
    let whole = || -> Result<i64, &'static str> {
        let n: i64 = number.parse().map_err(|_| "error-number-form")?;
        if (0..=1_000_000).contains(&n) {
            Ok(n)
        } else {
            Err("error-out-of-bounds")
        }
    };
    let span = |unit: &str, n: i64| match unit {
        "minutes" => Ok(Span::minutes(n)),
        "hours" => Ok(Span::hours(n)),
        "days" => Ok(Span::days(n)),
        _ => Err("error-required"),
    };
    Ok(match old {
        Said::Length(_) => {
            let n = whole()?;
            Said::Length(match unit {
                "open_minutes" => Length::Open(Span::minutes(n)),
                "open_hours" => Length::Open(Span::hours(n)),
                "work_days" => Length::WorkDays(u32::try_from(n).unwrap_or(u32::MAX)),
                other => Length::Wall(span(other, n)?),
            })
        }
        Said::Span(_) => Said::Span(span(unit, whole()?)?),
        Said::Money(_) => Said::Money(Fen::parse(number).ok_or("error-money-form")?),
        Said::Count(_) => Said::Count(whole()?),
        Said::Percent(_) => Said::Percent(whole()?),
        Said::Hour(_) => Said::Hour(u8::try_from(whole()?).map_err(|_| "error-out-of-bounds")?),
        _ => Said::Yes(ticked),
    })
}
