//! Check digits: how the carriers abroad compute them. Chinese carriers publish none.
//!
//! The rules are those of `jkeen/tracking_number_data` (MIT), restated; UPU S10 is that of the
//! Universal Postal Union.

/// How the last character follows from those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    None,
    /// Weights by turns from the first character; what is missing to the next ten. A letter counts
    /// as its code less three, modulo ten.
    Mod10 {
        first: u32,
        second: u32,
    },
    /// Σ digit × weight, modulo eleven, modulo ten; the weights begin anew when they are used up.
    Weighted(&'static [u32]),
    /// The number before it modulo seven.
    Mod7,
    Luhn,
    /// ISO 7064 MOD 37,36.
    Mod37,
    /// UPU S10.
    S10,
}

impl Check {
    /// Whether the last character of `text` is what the others make it.
    pub fn holds(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let Some((last, serial)) = bytes.split_last() else {
            return false;
        };
        let digit = |value: Option<u32>| {
            value.is_some_and(|v| last.is_ascii_digit() && u32::from(last - b'0') == v)
        };
        match self {
            Check::None => true,
            Check::Mod10 { first, second } => digit(mod10(serial, first, second)),
            Check::Weighted(weights) => digit(weighted(serial, weights)),
            Check::Mod7 => digit(remainder(serial, 7)),
            Check::Luhn => digit(luhn(serial)),
            Check::Mod37 => mod37(serial) == Some(*last),
            Check::S10 => digit(s10(serial)),
        }
    }
}

fn digits(serial: &[u8]) -> Option<Vec<u32>> {
    serial
        .iter()
        .map(|byte| byte.is_ascii_digit().then(|| u32::from(byte - b'0')))
        .collect()
}

fn mod10(serial: &[u8], first: u32, second: u32) -> Option<u32> {
    let mut sum = 0;
    for (at, byte) in serial.iter().enumerate() {
        let value = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'A'..=b'Z' => (u32::from(*byte) - 3) % 10,
            _ => return None,
        };
        sum += value * if at % 2 == 0 { first } else { second };
    }
    Some((10 - sum % 10) % 10)
}

fn weighted(serial: &[u8], weights: &[u32]) -> Option<u32> {
    let sum: u32 = digits(serial)?
        .iter()
        .zip(weights.iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    Some(sum % 11 % 10)
}

fn remainder(serial: &[u8], modulus: u32) -> Option<u32> {
    let rest = |rest: u32, digit: &u32| (rest * 10 + digit) % modulus;
    Some(digits(serial)?.iter().fold(0, rest))
}

fn luhn(serial: &[u8]) -> Option<u32> {
    let doubled = |(at, digit): (usize, &u32)| match (at % 2, digit * 2) {
        (0, twice) if twice > 9 => twice - 9,
        (0, twice) => twice,
        _ => *digit,
    };
    let sum: u32 = digits(serial)?.iter().rev().enumerate().map(doubled).sum();
    Some((10 - sum % 10) % 10)
}

fn mod37(serial: &[u8]) -> Option<u8> {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut check = 36;
    for byte in serial {
        check += ALPHABET.iter().position(|known| known == byte)?;
        check = if check > 36 { check - 36 } else { check } * 2;
        check = if check > 36 { check - 37 } else { check };
    }
    ALPHABET.get((37 - check) % 36).copied()
}

fn s10(serial: &[u8]) -> Option<u32> {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let digits = digits(serial)?;
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    Some(match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        check => check,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standards_hold() {
        assert!(Check::S10.holds("123456785"));
        assert!(!Check::S10.holds("123456786"));
        assert!(Check::Luhn.holds("79927398713"));
        assert!(!Check::Luhn.holds("79927398710"));
        assert!(Check::Mod7.holds("3318810025"));
        assert!(
            !Check::Mod10 {
                first: 1,
                second: 2
            }
            .holds("")
        );
        assert!(!Check::Luhn.holds("7992739871X"));
    }
}
