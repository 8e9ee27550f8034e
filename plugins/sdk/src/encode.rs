//! How vendors want bytes and texts written.

use crate::failure;

const HEX: &[u8; 16] = b"0123456789abcdef";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Lower case.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(HEX[usize::from(byte >> 4)]));
        text.push(char::from(HEX[usize::from(byte & 15)]));
    }
    text
}

/// Upper case.
pub fn hex_upper(bytes: &[u8]) -> String {
    hex(bytes).to_ascii_uppercase()
}

/// With padding, the alphabet of RFC 4648 section 4.
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sextet = (bits >> (18 - 6 * at)) & 63;
            match at <= chunk.len() {
                true => text.push(char::from(BASE64[sextet as usize])),
                false => text.push('='),
            }
        }
    }
    text
}

/// The bytes of a base64 text, padded or not.
///
/// # Errors
/// `invalid`: it is none.
pub fn from_base64(text: &str) -> crate::Result<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let mut bits = 0u32;
    let mut held = 0;
    for c in text {
        let sextet = BASE64.iter().position(|known| known == c);
        let Some(sextet) = sextet.filter(|_| text.len() % 4 != 1) else {
            return Err(failure::invalid("no base64"));
        };
        bits = bits << 6 | sextet as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Ok(bytes)
}

/// As `application/x-www-form-urlencoded` and Java's `URLEncoder` write it in UTF-8: a space is a
/// plus, `* - . _` stay.
pub fn form(text: &str) -> String {
    escape(text, |byte| matches!(byte, b'*' | b'-' | b'.' | b'_'), true)
}

/// As RFC 3986 writes it in UTF-8: a space is `%20`, `- . _ ~` stay.
pub fn percent(text: &str) -> String {
    escape(
        text,
        |byte| matches!(byte, b'-' | b'.' | b'_' | b'~'),
        false,
    )
}

fn escape(text: &str, stays: fn(u8) -> bool, plus: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || stays(byte) {
            out.push(char::from(byte));
        } else if byte == b' ' && plus {
            out.push('+');
        } else {
            out.push('%');
            out.push_str(&hex_upper(&[byte]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
            assert_eq!(from_base64(coded).expect(coded), plain.as_bytes());
        }
        assert!(from_base64("Zm9v!").is_err());
        assert!(from_base64("Z").is_err());
    }

    #[test]
    fn java_and_rfc_3986_differ_in_three_characters() {
        assert_eq!(form("a b*c~d&售"), "a+b*c%7Ed%26%E5%94%AE");
        assert_eq!(percent("a b*c~d&售"), "a%20b%2Ac~d%26%E5%94%AE");
    }

    #[test]
    fn hex_both_ways() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(hex_upper(&[0, 10, 255]), "000AFF");
    }
}
