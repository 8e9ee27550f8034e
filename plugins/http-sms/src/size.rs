//! Into how many pieces a message falls, where the gateway's own count is not known: as Chinese
//! gateways count, 70 characters alone and 67 each of several; a text of plain ASCII abroad 160 and
//! 153.

use crate::content::signed;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Size;

/// Characters of ASCII that the alphabet of GSM 7 bit does not hold, or as two (3GPP 23.038).
const NOT_ONE: &str = "`^{}[]~\\|";

pub fn of(message: &Message) -> Size {
    let text = signed(message);
    let is_plain = !message.to.starts_with("+86")
        && text.chars().all(|c| c.is_ascii() && !NOT_ONE.contains(c));
    let (encoding, alone, piece) = match is_plain {
        true => ("gsm-7", 160, 153),
        false => ("ucs-2", 70, 67),
    };
    let units: usize = text.chars().map(char::len_utf16).sum();
    let segments = match units <= alone {
        true => 1,
        false => units.div_ceil(piece),
    };
    Size {
        segments: u32::try_from(segments).unwrap_or(u32::MAX),
        encoding: encoding.to_owned(),
        characters: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
    }
}
