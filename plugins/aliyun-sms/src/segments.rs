//! Into how many pieces a message falls. To a Chinese phone every character counts one, whatever it
//! is, with the signature and its brackets; abroad the alphabet of the whole text decides.

use crate::gsm7;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Size;

/// How much goes into a message alone, and into each piece of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub alone: usize,
    pub piece: usize,
}

/// UTF-16 units; in China for every text.
pub const UCS2: Room = Room {
    alone: 70,
    piece: 67,
};
/// Septets.
pub const GSM7: Room = Room {
    alone: 160,
    piece: 153,
};

pub fn of_message(message: &Message) -> Size {
    let text = whole(message);
    match message.to.starts_with("+86") {
        true => size("ucs-2", UCS2, &units(&text), &text),
        false => abroad(&text),
    }
}

/// The text as the phone shows it: the signature in its brackets before it.
fn whole(message: &Message) -> String {
    let own = message.signature.clone();
    match own.or_else(|| settings::get("sign-name")) {
        Some(signature) if !message.text.starts_with('【') => {
            format!("【{signature}】{}", message.text)
        }
        _ => message.text.clone(),
    }
}

/// By the alphabet of GSM when it holds every character, else as UCS-2.
pub fn abroad(text: &str) -> Size {
    match gsm7::septets(text) {
        Some(septets) => size("gsm-7", GSM7, &septets, text),
        None => size("ucs-2", UCS2, &units(text), text),
    }
}

/// Each character's UTF-16 units.
pub fn units(text: &str) -> Vec<usize> {
    text.chars().map(char::len_utf16).collect()
}

fn size(encoding: &str, room: Room, costs: &[usize], text: &str) -> Size {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Size {
        segments: small(pieces(costs, room).len()),
        encoding: encoding.to_owned(),
        characters: small(text.chars().count()),
    }
}

/// How full each piece is. A character of two units is never torn apart.
pub fn pieces(costs: &[usize], room: Room) -> Vec<usize> {
    let whole: usize = costs.iter().sum();
    if whole <= room.alone {
        return vec![whole];
    }
    let mut pieces = vec![0];
    for cost in costs {
        match pieces.last_mut() {
            Some(last) if *last + cost <= room.piece => *last += cost,
            _ => pieces.push(*cost),
        }
    }
    pieces
}
