//! The alphabet of 3GPP TS 23.038: 128 characters of one septet, and some of two.

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Behind an escape.
const EXTENDED: &str = "|^€{}[]~\\\u{c}";

/// Each character's septets; none when one is not in the alphabet.
pub fn septets(text: &str) -> Option<Vec<usize>> {
    text.chars().map(of_character).collect()
}

fn of_character(c: char) -> Option<usize> {
    match c {
        _ if BASIC.contains(c) => Some(1),
        _ if EXTENDED.contains(c) => Some(2),
        _ => None,
    }
}
