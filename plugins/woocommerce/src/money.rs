//! Decimals as texts: WooCommerce writes money so, and so it stays.

use aftercare_plugin::Money;

/// A decimal as hundredths, thousandths, …: digits and how many of them stand behind the point.
fn read(text: &str) -> Option<(i128, u32)> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || digits.len() > 24 || !plain(whole) || !plain(part) {
        return None;
    }
    let units: i128 = format!("{whole}{part}").parse().ok()?;
    let scale = u32::try_from(part.len()).ok()?;
    Some((if negative { -units } else { units }, scale))
}

fn written(units: i128, scale: u32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let places = usize::try_from(scale).unwrap_or(0);
    let digits = format!("{:0width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    match part {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

/// The sum, with the places of the longer; none when one is no decimal.
pub fn sum(a: &str, b: &str) -> Option<String> {
    let ((a, a_scale), (b, b_scale)) = (read(a)?, read(b)?);
    let scale = a_scale.max(b_scale);
    let at_scale = |units: i128, of: u32| units.checked_mul(10_i128.checked_pow(scale - of)?);
    let whole = at_scale(a, a_scale)?.checked_add(at_scale(b, b_scale)?)?;
    Some(written(whole, scale))
}

/// Without its sign: a refund's lines are negative.
pub fn absolute(text: &str) -> Option<String> {
    let (units, scale) = read(text)?;
    Some(written(units.abs(), scale))
}

/// Whether both are decimals of the same worth: "10" and "10.00".
pub fn same(a: &str, b: &str) -> bool {
    let of = |text: &str| sum(text, "0.0000000000");
    of(a).is_some_and(|a| of(b).is_some_and(|b| a == b))
}

pub fn money(amount: String, currency: &str) -> Money {
    let currency = currency.to_owned();
    Money { amount, currency }
}
