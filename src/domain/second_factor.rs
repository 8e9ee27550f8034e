//! The second factor 两步验证: codes of an authenticator app (RFC 6238: SHA-1, six digits, half a
//! minute), each good once, and recovery codes for the day the phone is lost.

use super::sealed::Sealed;
use super::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;
use totp_rs::Algorithm;
use totp_rs::Builder;
use totp_rs::Totp;

/// Bytes of a secret, as RFC 4226 recommends.
pub const SECRET: usize = 20;
/// Recovery codes handed out at once.
pub const RECOVERY_CODES: usize = 10;
/// Letters of a recovery code: no two that look alike.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// Seconds a code is shown for.
const STEP: u64 = 30;

/// What someone's second factor is. The secret is sealed, recovery codes are hashed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondFactor {
    pub secret: Sealed,
    pub since: Timestamp,
    /// The last half-minute whose code was taken; no code of it or before is taken again.
    pub last_step: u64,
    /// BLAKE3 of the codes that are left, hex.
    pub recovery: Vec<String>,
    #[serde(default)]
    pub recovery_made_at: Option<Timestamp>,
}

fn totp(secret: [u8; SECRET]) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_secret(secret)
        .build_noncompliant()
}

/// The half-minute whose code this is: the present one, the one before or the one after. `None`
/// when it fits none of them, or one that is not later than `last_step`.
pub fn step_of(secret: [u8; SECRET], code: &str, last_step: u64, now: Timestamp) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.0 / 1000).unwrap_or(0);
    totp(secret)
        .check(&code, seconds)
        .filter(|step| *step > last_step)
}

/// The code an app shows at a moment.
pub fn code_at(secret: [u8; SECRET], now: Timestamp) -> String {
    let seconds = u64::try_from(now.0 / 1000).unwrap_or(0);
    totp(secret).generate(seconds).to_string()
}

/// The secret in letters, in groups of four, for typing.
pub fn written(secret: [u8; SECRET]) -> String {
    let plain = totp(secret).secret().to_base32();
    let groups: Vec<String> = plain
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join(" ")
}

/// What the square says: `otpauth://totp/…`. `issuer` and `login` are encoded here.
pub fn address(secret: [u8; SECRET], issuer: &str, login: &str) -> String {
    let plain = totp(secret).secret().to_base32();
    let (issuer, login) = (encoded(issuer), encoded(login));
    format!("otpauth://totp/{issuer}:{login}?secret={plain}&issuer={issuer}")
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                out.push(char::from(byte));
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
        out
    })
}

/// A recovery code of ten letters from chance: `abcde-23456`.
pub fn recovery_code(chance: [u8; 10]) -> String {
    let mut code = String::with_capacity(11);
    for (n, byte) in chance.into_iter().enumerate() {
        if n == 5 {
            code.push('-');
        }
        code.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    }
    code
}

/// What is kept of a recovery code: how it was typed does not matter.
pub fn recovery_hash(code: &str) -> String {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    blake3::hash(plain.as_bytes()).to_hex().to_string()
}

impl SecondFactor {
    /// Takes a recovery code away; whether it was one.
    pub fn use_recovery(&mut self, code: &str) -> bool {
        let hash = recovery_hash(code);
        let before = self.recovery.len();
        self.recovery.retain(|kept| *kept != hash);
        self.recovery.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seed of RFC 6238, appendix B.
    const SEED: [u8; SECRET] = *b"12345678901234567890";

    const fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B gives eight digits; six are their end.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(SEED, at(seconds)), code, "{seconds}");
            assert!(step_of(SEED, code, 0, at(seconds)).is_some(), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_once_and_half_a_minute_early_or_late() {
        let now = at(1_234_567_890);
        let code = code_at(SEED, now);
        let step = step_of(SEED, &code, 0, now).expect("fits");
        assert_eq!(step, 1_234_567_890 / 30);
        assert_eq!(step_of(SEED, &code, step, now), None, "a replay");
        assert_eq!(step_of(SEED, &code, 0, at(1_234_567_890 + 30)), Some(step));
        assert_eq!(step_of(SEED, &code, 0, at(1_234_567_890 - 30)), Some(step));
        assert_eq!(step_of(SEED, &code, 0, at(1_234_567_890 + 61)), None);
        assert_eq!(step_of(SEED, "12345", 0, now), None);
        assert_eq!(step_of(SEED, "", 0, now), None);
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(step_of(SEED, &spaced, 0, now), Some(step));
    }

    #[test]
    fn a_recovery_code_is_good_once_however_it_is_typed() {
        let code = recovery_code([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        assert_eq!(code.len(), 11);
        let mut factor = SecondFactor {
            secret: Sealed {
                masked: String::new(),
                sealed: String::new(),
            },
            since: at(0),
            last_step: 0,
            recovery: vec![recovery_hash(&code)],
            recovery_made_at: None,
        };
        assert!(!factor.use_recovery("abcde-fghjj"));
        assert!(factor.use_recovery(&format!(" {} ", code.to_uppercase())));
        assert!(!factor.use_recovery(&code));
    }

    #[test]
    fn the_square_names_shop_and_person() {
        let address = address(SEED, "女装旗舰店", "wang");
        assert!(address.starts_with("otpauth://totp/%E5%A5%B3"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert!(written(SEED).starts_with("GEZD GNBV"));
    }
}
