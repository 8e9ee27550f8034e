//! Texts of other servers: their charsets, and when to come back.

use crate::domain::time::Timestamp;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use jiff::fmt::rfc2822;

/// Seconds that the contract can tell.
const MOST_SECONDS: i64 = i32::MAX as i64;

/// By its mark, else by the charset of the content type, else UTF-8. What does not fit becomes
/// U+FFFD.
pub(super) fn decode(bytes: Vec<u8>, content_type: Option<&str>) -> String {
    let named = content_type
        .and_then(charset)
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = named.unwrap_or(UTF_8);
    encoding.decode(&bytes).0.into_owned()
}

/// The charset in `text/html; charset="GB2312"`.
fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("charset");
        is_it.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// Seconds of `Retry-After`, which is a number or a date (RFC 9110, 10.2.3).
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<u32> {
    let value = value.trim();
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    let seconds = match digits {
        true => value.parse().unwrap_or(MOST_SECONDS),
        false => {
            let date = rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
            let ms = date.as_millisecond() - now.0;
            ms.max(0).saturating_add(999) / 1000
        }
    };
    u32::try_from(seconds.clamp(0, MOST_SECONDS)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_decoded_by_the_charset_it_came_with() {
        let parcel = "顺丰已签收";
        let (gbk, _, _) = encoding_rs::GBK.encode(parcel);
        let (gb18030, _, _) = encoding_rs::GB18030.encode("𠮷");
        let (big5, _, _) = encoding_rs::BIG5.encode("順豐已簽收");
        for (bytes, sort, text) in [
            (parcel.as_bytes(), None, parcel),
            (parcel.as_bytes(), Some("application/json"), parcel),
            (&gbk, Some("text/html; charset=gb2312"), parcel),
            (&gbk, Some("text/html;Charset=\"GBK\""), parcel),
            (&gb18030, Some("text/plain; x=y; charset=GB18030"), "𠮷"),
            (&big5, Some("text/xml; charset='big5'"), "順豐已簽收"),
            // Its mark knows better than its head.
            (b"\xef\xbb\xbfok", Some("text/plain; charset=gbk"), "ok"),
            (b"\xff\xfeo\0k\0", None, "ok"),
            // An unknown charset is taken for UTF-8, and nothing is an error.
            (b"a\xffb", Some("text/plain; charset=klingon"), "a\u{fffd}b"),
            (b"", Some("text/plain; charset="), ""),
        ] {
            assert_eq!(decode(bytes.to_vec(), sort), text, "{sort:?}");
        }
    }

    #[test]
    fn when_to_come_back_is_a_number_or_a_date() {
        // 2026-11-23 02:00:00 UTC
        let now = Timestamp(1_795_399_200_000);
        for (value, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("99999999999999999999", Some(2_147_483_647)),
            ("Mon, 23 Nov 2026 02:01:30 GMT", Some(90)),
            ("Mon, 23 Nov 2026 01:00:00 GMT", Some(0)),
            ("Mon, 23 Nov 2026 10:01:30 +0800", Some(90)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(value, now), seconds, "{value}");
        }
    }
}
