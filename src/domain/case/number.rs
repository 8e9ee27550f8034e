//! The case number 售后单号 and the return code 退货码: said on the telephone, typed from a slip.

use serde::Deserialize;
use serde::Serialize;

/// `AS261122-0042K`: day in the shop's zone, a number of that day (four digits or more), a check
/// character (ISO 7064 MOD 37,36 over the rest). Typed without the dash or in lower case it is the
/// same number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseNo(String);

const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Crockford's base 32: no I, L, O, U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl CaseNo {
    /// The number for the `seq`-th case (from 1) of a day given as year, month, day.
    pub fn new(year: i16, month: i8, day: i8, seq: u32) -> CaseNo {
        let body = format!("AS{:02}{month:02}{day:02}{seq:04}", year.rem_euclid(100));
        let check = check_character(&body);
        CaseNo(format!("{}-{}{check}", &body[..8], &body[8..]))
    }

    /// Reads what someone typed; `None` when the check character does not fit.
    pub fn parse(text: &str) -> Option<CaseNo> {
        let plain: String = text
            .trim()
            .chars()
            .filter(|c| *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if plain.len() < 13 || plain.len() > 24 || !plain.starts_with("AS") {
            return None;
        }
        let (body, check) = plain.split_at(plain.len() - 1);
        if !body[2..].bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let given = check.chars().next()?;
        (check_character(body) == given)
            .then(|| CaseNo(format!("{}-{}{given}", &body[..8], &body[8..])))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CaseNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// ISO 7064 MOD 37,36: finds every single wrong character and nearly every swap.
fn check_character(body: &str) -> char {
    let mut product = 36;
    for byte in body.bytes() {
        let value = ALPHABET.iter().position(|a| *a == byte).unwrap_or(0);
        let sum = (product + value) % 36;
        product = (if sum == 0 { 36 } else { sum } * 2) % 37;
    }
    ALPHABET[(37 - product) % 36] as char
}

/// The 8-character return code of a case: 7 characters made from its id, scrambled so that
/// neighbours differ, and a check character (sum weighted by position, mod 32).
pub fn rma_code(id: u64) -> String {
    // An odd multiplier permutes the 35-bit space: no two ids below 2^35 share a code.
    let mut value = (id.wrapping_mul(0x3_0F1D_B6E5)) & 0x7_FFFF_FFFF;
    let mut code = [0u8; 7];
    for slot in code.iter_mut().rev() {
        *slot = (value & 31) as u8;
        value >>= 5;
    }
    let check = code
        .iter()
        .enumerate()
        .map(|(i, c)| (2 * i as u32 + 1) * u32::from(*c))
        .sum::<u32>()
        % 32;
    code.iter()
        .map(|c| CROCKFORD[*c as usize] as char)
        .chain([CROCKFORD[check as usize] as char])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_survives_how_people_type_it() {
        let no = CaseNo::new(2026, 11, 22, 42);
        assert!(no.as_str().starts_with("AS261122-0042"), "{no}");
        let typed = no.as_str().replace('-', "").to_lowercase();
        assert_eq!(CaseNo::parse(&typed), Some(no));
    }

    #[test]
    fn one_wrong_character_is_noticed() {
        let no = CaseNo::new(2026, 11, 22, 42);
        let wrong = no.as_str().replace("0042", "0043");
        assert_eq!(CaseNo::parse(&wrong), None);
    }

    #[test]
    fn the_ten_thousandth_case_of_a_day_has_a_number_too() {
        let no = CaseNo::new(2026, 11, 11, 12_345);
        assert_eq!(CaseNo::parse(no.as_str()), Some(no));
    }
}
