//! Money: whole 分 (the smallest unit), never a float.

use serde::Deserialize;
use serde::Serialize;

/// An amount in 分 (1/100 of the shop's currency unit). May be negative in sums.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    pub const ZERO: Fen = Fen(0);

    /// Reads what platforms and people write: `200.07`, `¥1,290`, ` 12 元 `, `-3.5`.
    /// More than two decimals that are not zero, or anything else, is `None` (D10.24).
    pub fn parse(text: &str) -> Option<Fen> {
        let cleaned: String = text
            .trim()
            .trim_start_matches(['\u{a5}', '\u{ffe5}'])
            .trim_end_matches('元')
            .chars()
            .filter(|c| !matches!(c, ',' | '\u{ff0c}' | ' '))
            .collect();
        let (negative, digits) = match cleaned.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, cleaned.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let significant = part.trim_end_matches('0');
        if significant.len() > 2 {
            return None;
        }
        let cents: i64 = format!("{significant:0<2}").parse().ok()?;
        let value = whole
            .parse::<i64>()
            .ok()?
            .checked_mul(100)?
            .checked_add(cents)?;
        Some(Fen(if negative { -value } else { value }))
    }

    /// The sum, or `None` on overflow.
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }
}

impl std::ops::Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(iter: I) -> Fen {
        iter.fold(Fen::ZERO, |a, b| a + b)
    }
}

/// The plain number with two decimals, `1290.00`; symbols and grouping belong to phrases.
impl std::fmt::Display for Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}
