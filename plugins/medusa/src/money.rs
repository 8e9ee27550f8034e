//! Money: Medusa writes decimals as numbers of JSON, sometimes with more places than money has.

use aftercare_plugin::Money;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;

/// Ten places are kept to reckon with.
const PLACES: usize = 10;
const ONE: i128 = 10_000_000_000;
/// Four places are the most that the desk takes.
const STEP: i128 = 1_000_000;

/// An amount in units of ten places; none when it is no plain decimal.
pub fn units(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 20 || !plain(whole) || !plain(part) {
        return None;
    }
    let part: String = part
        .chars()
        .chain("0000000000".chars())
        .take(PLACES)
        .collect();
    let whole: i128 = whole.parse().ok()?;
    Some(sign * (whole * ONE + part.parse::<i128>().ok()?))
}

/// To four places, half away from zero, without zeros at the end.
pub fn written(units: i128) -> String {
    let steps = (units.abs() + STEP / 2) / STEP;
    let (whole, part) = (steps / 10_000, steps % 10_000);
    let sign = if units < 0 && steps > 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{part:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A field in units; a number or a text.
pub fn field(row: &Value, name: &str) -> Option<i128> {
    units(&json::code(row, name)?)
}

pub fn money(units: i128, currency: &str) -> Money {
    Money {
        amount: written(units),
        currency: currency.to_owned(),
    }
}

/// Units of a field times a count.
pub fn times(units: i128, count: u32) -> Option<i128> {
    units.checked_mul(i128::from(count))
}
