//! The outer form of a tracking number, written so that one can read it.
//!
//! `#` is a digit, `@` a capital, `*` either; `[73-9]` one of these; anything else is itself.
//! `{13}` and `{16,20}` repeat the place before them.

/// Whether `text` has this shape from beginning to end.
pub fn fits(shape: &str, text: &str) -> bool {
    walk(shape.as_bytes(), text.as_bytes())
}

fn walk(shape: &[u8], text: &[u8]) -> bool {
    let Some((place, rest)) = place(shape) else {
        return text.is_empty();
    };
    let (least, most, rest) = times(rest);
    let fitting = text.iter().take_while(|byte| is(place, **byte)).count();
    // The longest run first; what follows may need some of it back.
    (least..=most.min(fitting))
        .rev()
        .any(|taken| walk(rest, text.get(taken..).unwrap_or_default()))
}

/// The first place of a shape, and what follows it.
fn place(shape: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = match shape.first()? {
        b'[' => shape.iter().position(|byte| *byte == b']')? + 1,
        _ => 1,
    };
    shape.split_at_checked(end)
}

/// How often it stands there: least, most, and what follows.
fn times(shape: &[u8]) -> (usize, usize, &[u8]) {
    let once = (1, 1, shape);
    let Some(inner) = shape.strip_prefix(b"{") else {
        return once;
    };
    let Some(end) = inner.iter().position(|byte| *byte == b'}') else {
        return once;
    };
    let text = std::str::from_utf8(inner.get(..end).unwrap_or_default()).unwrap_or_default();
    let (least, most) = text.split_once(',').unwrap_or((text, text));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) => (least, most, inner.get(end + 1..).unwrap_or_default()),
        _ => once,
    }
}

fn is(place: &[u8], byte: u8) -> bool {
    match place {
        b"#" => byte.is_ascii_digit(),
        b"@" => byte.is_ascii_uppercase(),
        b"*" => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        [b'[', set @ .., b']'] => one_of(set, byte),
        [own] => *own == byte,
        _ => false,
    }
}

fn one_of(set: &[u8], byte: u8) -> bool {
    match set {
        [from, b'-', to, rest @ ..] => (*from..=*to).contains(&byte) || one_of(rest, byte),
        [own, rest @ ..] => *own == byte || one_of(rest, byte),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_read_from_beginning_to_end() {
        assert!(fits("SF#{13}", "SF0000000000000"));
        assert!(!fits("SF#{13}", "SF000000000000"));
        assert!(!fits("SF#{13}", "SF00000000000001"));
        assert!(fits("7[3-9]#{12}", "73000000000000"));
        assert!(!fits("7[3-9]#{12}", "72000000000000"));
        assert!(fits("JD[A-Z0-9]{2}#{1,20}", "JDVA00003618100"));
        assert!(fits("GM*{16,20}", "GM9E44608A27984866BA2D"));
        // A run gives back what the end needs.
        assert!(fits("#{2,9}5", "12345"));
        assert!(fits("", ""));
        assert!(!fits("#", "１"));
    }
}
