//! How amounts, moments and lengths of time are written. Pure: zone and now come in.

use super::Words;
use crate::domain::money::Fen;
use crate::domain::people::Lang;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::tz::TimeZone;
use rustc_hash::FxBuildHasher;
use std::cell::RefCell;
use std::collections::HashMap;

/// An amount with symbol and grouping: `¥1,290.00`, `-¥3.50`. `currency` is ISO 4217; one without
/// a symbol of its own is written out: `CHF 1,290.00`.
pub fn money(amount: Fen, currency: &str) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let abs = amount.0.unsigned_abs();
    let mut text = String::with_capacity(16);
    text.push_str(sign);
    match symbol(currency) {
        Some(symbol) => text.push_str(symbol),
        None => {
            text.push_str(currency);
            text.push(' ');
        }
    }
    text.push_str(&count(abs / 100));
    text.push('.');
    push_number(&mut text, abs / 10 % 10);
    push_number(&mut text, abs % 10);
    text
}

/// The symbol of a currency, unmistakable beside ¥.
pub fn symbol(currency: &str) -> Option<&'static str> {
    Some(match currency {
        "CNY" | "" => "¥",
        "TWD" => "NT$",
        "HKD" => "HK$",
        "MOP" => "MOP$",
        "SGD" => "S$",
        "USD" => "US$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "JP¥",
        _ => return None,
    })
}

/// A number with grouping: `12,345`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The size of a file: `812 B`, `3.2 MB`; 1 kB is 1,000 bytes.
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    for (unit, worth) in UNITS {
        if bytes >= worth {
            let tenths = bytes / (worth / 10);
            return if tenths >= 1000 {
                format!("{} {unit}", count(tenths / 10))
            } else {
                format!("{}.{} {unit}", tenths / 10, tenths % 10)
            };
        }
    }
    format!("{bytes} B")
}

/// The zone with this IANA name; Shanghai when there is none such.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name)
        .or_else(|_| TimeZone::get("Asia/Shanghai"))
        .unwrap_or(TimeZone::UTC)
}

fn zoned(at: Timestamp, zone: &TimeZone) -> Zoned {
    jiff::Timestamp::from_millisecond(at.0)
        .unwrap_or_default()
        .to_zoned(zone.clone())
}

fn local(at: Timestamp, zone: &TimeZone) -> (Offset, DateTime) {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    let offset = zone.to_offset(at);
    (offset, offset.to_datetime(at))
}

/// A moment while it is written, digit by digit: a list has hundreds of them.
struct Written {
    moment: DateTime,
    from_utc: Offset,
    text: String,
}

impl Written {
    fn of(at: Timestamp, zone: &TimeZone) -> Written {
        let (from_utc, moment) = local(at, zone);
        Written {
            moment,
            from_utc,
            text: String::with_capacity(25),
        }
    }

    /// A number of at least two digits.
    fn number(&mut self, number: impl Into<i64>) {
        let number = number.into();
        if number < 10 {
            self.text.push('0');
        }
        push_number(&mut self.text, number.unsigned_abs());
    }

    fn then(mut self, mark: char) -> Written {
        self.text.push(mark);
        self
    }

    /// `11-22`
    fn day(mut self) -> Written {
        self.number(self.moment.month());
        self.text.push('-');
        self.number(self.moment.day());
        self
    }

    /// `2026-11-22`
    fn date(mut self) -> Written {
        let year = self.moment.year();
        for least in [1000, 100, 10] {
            if year < least {
                self.text.push('0');
            }
        }
        push_number(&mut self.text, u64::from(year.unsigned_abs()));
        self.text.push('-');
        self.day()
    }

    /// `16:05`
    fn minute(mut self) -> Written {
        self.number(self.moment.hour());
        self.text.push(':');
        self.number(self.moment.minute());
        self
    }

    /// `16:05:09`
    fn second(self) -> Written {
        let mut written = self.minute().then(':');
        written.number(written.moment.second());
        written
    }

    /// `+08:00`
    fn offset(mut self) -> Written {
        let seconds = self.from_utc.seconds();
        self.text.push(if seconds < 0 { '-' } else { '+' });
        let minutes = seconds.abs() / 60;
        self.number(minutes / 60);
        self.text.push(':');
        self.number(minutes % 60);
        self
    }
}

fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    let digit = u8::try_from(number % 10).unwrap_or(0);
    text.push(char::from(b'0' + digit));
}

/// The whole moment: `2026-11-22 16:05`.
pub fn full(at: Timestamp, zone: &TimeZone) -> String {
    Written::of(at, zone).date().then(' ').minute().text
}

/// With seconds, where order matters: `2026-11-22 16:05:09`.
pub fn exact(at: Timestamp, zone: &TimeZone) -> String {
    Written::of(at, zone).date().then(' ').second().text
}

/// As short as it is clear now: `16:05` today, `11-22 16:05` this year, else the whole.
pub fn short(at: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
    let written = Written::of(at, zone);
    let (_, today) = local(now, zone);
    let written = if written.moment.date() == today.date() {
        written
    } else if written.moment.year() == today.year() {
        written.day().then(' ')
    } else {
        written.date().then(' ')
    };
    written.minute().text
}

/// The hour alone: `16:05`.
pub fn hour(at: Timestamp, zone: &TimeZone) -> String {
    Written::of(at, zone).minute().text
}

/// The day: `2026-11-22`.
pub fn date(at: Timestamp, zone: &TimeZone) -> String {
    Written::of(at, zone).date().text
}

/// The heading of a day in a timeline: `11 月 22 日 周日`, `Sunday, 22 November`; with the year
/// when it is not this one.
pub fn day_heading(words: Words, at: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
    let moment = zoned(at, zone);
    let weekday = words.t(match moment.weekday() {
        jiff::civil::Weekday::Monday => "weekday-1",
        jiff::civil::Weekday::Tuesday => "weekday-2",
        jiff::civil::Weekday::Wednesday => "weekday-3",
        jiff::civil::Weekday::Thursday => "weekday-4",
        jiff::civil::Weekday::Friday => "weekday-5",
        jiff::civil::Weekday::Saturday => "weekday-6",
        jiff::civil::Weekday::Sunday => "weekday-7",
    });
    let month = match words.lang {
        Lang::En => moment.strftime("%B").to_string(),
        Lang::ZhCn | Lang::ZhTw => moment.month().to_string(),
    };
    let key = if moment.year() == zoned(now, zone).year() {
        "day-heading"
    } else {
        "day-heading-year"
    };
    words.with(
        key,
        &[
            ("year", i64::from(moment.year()).into()),
            ("month", month.into()),
            ("day", i64::from(moment.day()).into()),
            ("weekday", weekday.into()),
        ],
    )
}

/// For machines, with the offset: `2026-11-22T16:05:09+08:00`; what `<time datetime>` wants.
pub fn iso(at: Timestamp, zone: &TimeZone) -> String {
    let written = Written::of(at, zone).date().then('T').second();
    written.offset().text
}

/// For `<input type="datetime-local">`: `2026-11-22T16:05`.
pub fn input(at: Timestamp, zone: &TimeZone) -> String {
    Written::of(at, zone).date().then('T').minute().text
}

/// Reads what `<input type="datetime-local">` sends, in this zone. An hour that a change of clocks
/// skips is taken as the hour after it.
pub fn parse_input(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let civil: jiff::civil::DateTime = text.trim().replace(' ', "T").parse().ok()?;
    let moment = civil.to_zoned(zone.clone()).ok()?;
    Some(Timestamp(moment.timestamp().as_millisecond()))
}

/// A length of time in its two largest units: `2 天 3 小时`, `1 小时 52 分`, `52 分钟`. The sign is
/// not written.
pub fn span(words: Words, span: Span) -> String {
    let minutes = span.0.unsigned_abs() / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    let (key, larger, smaller) = match (days, hours, rest) {
        (0, 0, 0) => return words.t("span-under-a-minute").to_owned(),
        (0, 0, minutes) => ("span-minutes", minutes, 0),
        (0, hours, 0) => ("span-hours", hours, 0),
        (0, hours, minutes) => ("span-hours-minutes", hours, minutes),
        (days, 0, _) => ("span-days", days, 0),
        (days, hours, _) => ("span-days-hours", days, hours),
    };
    words.with(
        key,
        &[("larger", larger.into()), ("smaller", smaller.into())],
    )
}

/// How long until `due`: `还剩 1 小时 52 分`, or since it passed: `已超 3 小时`.
pub fn left(words: Words, due: Timestamp, now: Timestamp) -> String {
    let between = due.since(now);
    let to_come = between.0 >= 0;
    // All that is said of it: the neighbours in a list mostly say the same.
    let minutes = between.0.unsigned_abs() / 60_000;
    LEFT.with_borrow_mut(|said| {
        if said.len() >= MOST_SAID {
            said.clear();
        }
        let said = said.entry((words.lang, to_come, minutes));
        let make = || {
            let key = if to_come { "time-left" } else { "time-over" };
            words.with(key, &[("span", span(words, between).into())])
        };
        said.or_insert_with(make).clone()
    })
}

/// How many lengths of time are remembered in words.
const MOST_SAID: usize = 4096;

thread_local! {
    static LEFT: RefCell<HashMap<(Lang, bool, u64), String, FxBuildHasher>> = RefCell::default();
}

/// How long ago: `3 小时前`; what is less than a minute ago, or to come, is `刚刚`.
pub fn ago(words: Words, at: Timestamp, now: Timestamp) -> String {
    let between = now.since(at);
    if between < Span::minutes(1) {
        return words.t("time-just-now").to_owned();
    }
    words.with("time-ago", &[("span", span(words, between).into())])
}
