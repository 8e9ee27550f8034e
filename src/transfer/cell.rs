//! Reading one cell: the quirks platforms and spreadsheet programs leave in it.

use super::row::Cell;
use super::workbook::serial;
use crate::codes;
use crate::domain::money::Fen;
use crate::domain::time::Timestamp;
use jiff::Timestamp as Instant;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::borrow::Cow;

codes! {
    /// What is wrong with a row. The phrase key is `import-reason-<code>`.
    pub enum Reason {
        /// What every row needs is empty.
        Missing = "missing",
        /// Scientific notation or a number of more than 15 digits: the last ones are gone.
        DigitsLost = "digits_lost",
        /// Not a number as platforms write order, refund or tracking numbers.
        NotANumber = "not_a_number",
        NotMoney = "not_money",
        NotACount = "not_a_count",
        NotATime = "not_a_time",
        TooLong = "too_long",
        /// A quotation mark that was opened and never closed swallowed the lines after it.
        QuoteOpen = "quote_open",
        /// Another row of the same order is bad, so the order as a whole waits.
        OtherRow = "other_row",
        /// The order numbers of one row and the row above it cannot belong together.
        NoOrder = "no_order",
        /// The row belongs to an order that was never imported.
        OrderUnknown = "order_unknown",
        /// The list does not say what the buyer wants, or in a word we do not know.
        KindUnknown = "kind_unknown",
        /// The desk could not take it: the phrase of the refusal says why.
        Refused = "refused",
    }
}

impl Reason {
    /// The phrase key.
    pub fn key(self) -> String {
        format!("import-reason-{}", self.code().replace('_', "-"))
    }
}

/// The text of a cell as people meant it: without wrapping, full-width digits made plain, no
/// control or direction characters, no white space around. Empty when there is nothing.
pub fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => clean(text).into_owned(),
        other => other.shown(),
    }
}

/// Takes the quirks off a text.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = unwrapped(text.trim_matches(is_margin)).trim_matches(is_margin);
    if text.chars().any(is_unwanted) {
        let kept = text
            .chars()
            .filter_map(|c| match c {
                '\n' | '\t' => Some(c),
                '\r' => None,
                c if is_invisible(c) => None,
                c if c.is_control() => Some(' '),
                c => Some(c),
            })
            .collect::<String>();
        return Cow::Owned(kept.trim_matches(is_margin).to_owned());
    }
    Cow::Borrowed(text)
}

/// White space and what spreadsheet programs put around numbers to keep them text.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' || c == '\0'
}

fn is_unwanted(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t' || is_invisible(c)
}

/// Characters that only turn the direction of others: they hide what a text says.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Without `="…"`, a stray pair of quotes, or the mark that keeps a formula from running.
fn unwrapped(text: &str) -> &str {
    if let Some(inside) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inside;
    }
    if text.len() > 2
        && let Some(inside) = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        && !inside.contains('"')
    {
        return inside;
    }
    match text.strip_prefix(['\'', '`']) {
        Some(rest) if rest.starts_with(is_guarded) => rest,
        _ => text,
    }
}

/// What stands after a guarding apostrophe: a formula sign, another apostrophe, or a number.
fn is_guarded(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\'' | '`') || c.is_ascii_digit()
}

/// `text` so that no spreadsheet program runs it as a formula; [`clean`] undoes it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\'' | '`') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// Full-width letters, digits and signs made plain; full-width spaces too.
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                '\u{3000}' => ' ',
                '\u{ffe5}' => '¥',
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
                c => c,
            })
            .collect(),
    )
}

/// Words that say that there is nothing.
pub fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-" | "--" | "—" | "——" | "null" | "NULL" | "None" | "无" | "無" | "暂无" | "/"
    )
}

/// A number that names something: order, refund, tracking. It stays text.
///
/// # Errors
/// When digits were lost on the way or it is no such number.
pub fn number(cell: &Cell) -> Result<Option<String>, Reason> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(number) => {
            // A workbook keeps 15 digits of a number; what was longer is wrong now.
            if number.fract() != 0.0 || !(0.0..1e15).contains(number) {
                return Err(Reason::DigitsLost);
            }
            return Ok(Some(format!("{number:.0}")));
        }
        Cell::Time(_) => return Err(Reason::NotANumber),
        Cell::Text(text) => half_width(&clean(text)).into_owned(),
    };
    // Some exports write `No:1234`, and people join lines by hand.
    let text = text
        .trim_start_matches("No:")
        .trim_start_matches("NO.")
        .trim()
        .to_owned();
    if is_nothing(&text) {
        return Ok(None);
    }
    if is_scientific(&text) {
        return Err(Reason::DigitsLost);
    }
    if text.len() > 64 {
        return Err(Reason::TooLong);
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#');
    if !text.chars().all(fits) || !text.chars().any(|c| c.is_ascii_alphanumeric()) {
        return Err(Reason::NotANumber);
    }
    Ok(Some(text))
}

/// `1.23E+18`, as spreadsheet programs show long numbers.
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    digits.contains('.')
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && power
            .trim_start_matches(['+', '-'])
            .chars()
            .all(|c| c.is_ascii_digit())
        || power.starts_with('+') && digits.chars().all(|c| c.is_ascii_digit())
}

/// An amount in 分, exact.
///
/// # Errors
/// When it is no amount, or finer than a 分.
pub fn money(cell: &Cell) -> Result<Option<Fen>, Reason> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        // Six decimals undo what a sum of fractions left behind (0.30000000000000004).
        Cell::Number(number) if number.abs() < 1e12 => format!("{number:.6}"),
        Cell::Number(_) | Cell::Time(_) => return Err(Reason::NotMoney),
        Cell::Text(text) => half_width(&clean(text)).into_owned(),
    };
    let text = text
        .trim_start_matches("CNY")
        .trim_start_matches("RMB")
        .trim();
    if is_nothing(text) {
        return Ok(None);
    }
    let (sign, rest) = match text.strip_prefix("¥-").or_else(|| text.strip_prefix("-¥")) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    // `.50` is what some programs make of `0.50`.
    let zero = if rest.starts_with('.') { "0" } else { "" };
    Fen::parse(&format!("{sign}{zero}{rest}"))
        .map(Some)
        .ok_or(Reason::NotMoney)
}

/// How many pieces.
///
/// # Errors
/// When it is no whole number from 0 to a million.
pub fn count(cell: &Cell) -> Result<Option<u32>, Reason> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(number) => format!("{number}"),
        Cell::Time(_) => return Err(Reason::NotACount),
        Cell::Text(text) => half_width(&clean(text)).into_owned(),
    };
    if is_nothing(&text) {
        return Ok(None);
    }
    let text = text.trim_end_matches(['件', '个', '個', '套']).trim();
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    };
    match whole.parse::<u32>() {
        Ok(count) if count <= 1_000_000 => Ok(Some(count)),
        _ => Err(Reason::NotACount),
    }
}

/// A moment, written in the shop's zone. Dates that stand for "never" are nothing.
///
/// # Errors
/// When it is no date and time in a form platforms write.
pub fn time(cell: &Cell, zone: &TimeZone) -> Result<Option<Timestamp>, Reason> {
    let moment = match cell {
        Cell::Empty => return Ok(None),
        Cell::Time(moment) => *moment,
        Cell::Number(number) => match serial(*number) {
            Some(moment) => moment,
            None if *number == 0.0 => return Ok(None),
            None => return instant(*number as i64).map(Some),
        },
        Cell::Text(text) => {
            let text = half_width(&clean(text)).into_owned();
            if is_nothing(&text) || text.starts_with("0000") || text.starts_with("0001") {
                return Ok(None);
            }
            if let Ok(instant) = text.parse::<Instant>() {
                return Ok(Some(Timestamp(instant.as_millisecond())));
            }
            match civil(&text) {
                Some(moment) => moment,
                None => {
                    let number = text.parse().map_err(|_| Reason::NotATime)?;
                    return match serial(number) {
                        Some(moment) => in_zone(moment, zone).map(Some),
                        None if number.fract() == 0.0 => instant(number as i64).map(Some),
                        None => Err(Reason::NotATime),
                    };
                }
            }
        }
    };
    // What a database makes of "no time yet".
    if moment.year() <= 1970 {
        return Ok(None);
    }
    in_zone(moment, zone).map(Some)
}

fn in_zone(moment: DateTime, zone: &TimeZone) -> Result<Timestamp, Reason> {
    zone.to_ambiguous_zoned(moment)
        .compatible()
        .map(|zoned| Timestamp(zoned.timestamp().as_millisecond()))
        .map_err(|_| Reason::NotATime)
}

/// Seconds or milliseconds since 1970, as some exports give them.
fn instant(number: i64) -> Result<Timestamp, Reason> {
    match number {
        1_000_000_000..=9_999_999_999 => Ok(Timestamp(number * 1000)),
        1_000_000_000_000..=9_999_999_999_999 => Ok(Timestamp(number)),
        _ => Err(Reason::NotATime),
    }
}

/// `2026-11-22 10:20:30`, `2026/11/22 10:20`, `2026.11.22`, `2026年11月22日 10时20分`,
/// `20261122102030`.
fn civil(text: &str) -> Option<DateTime> {
    if text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
        return date_time(&[
            part(0, 4)?,
            part(4, 6)?,
            part(6, 8)?,
            part(8, 10)?,
            part(10, 12)?,
            part(12, 14)?,
        ]);
    }
    // A fraction of a second is more than we keep.
    let text = match text.rsplit_once('.') {
        Some((whole, fraction))
            if whole.contains(':') && fraction.bytes().all(|b| b.is_ascii_digit()) =>
        {
            whole
        }
        _ => text,
    };
    let separators = |c: char| {
        matches!(
            c,
            '-' | '/' | '.' | ':' | ' ' | 'T' | '年' | '月' | '日' | '时' | '時' | '分' | '秒'
        )
    };
    let parts = text
        .split(separators)
        .filter(|part| !part.is_empty())
        .map(|part| {
            (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())?
        })
        .collect::<Option<Vec<i16>>>()?;
    // The year comes first; anything else would be a guess.
    if !(3..=6).contains(&parts.len()) || parts[0] < 1900 {
        return None;
    }
    date_time(&parts)
}

fn date_time(parts: &[i16]) -> Option<DateTime> {
    let at = |index: usize| i8::try_from(parts.get(index).copied().unwrap_or(0)).ok();
    DateTime::new(parts[0], at(1)?, at(2)?, at(3)?, at(4)?, at(5)?, 0).ok()
}
