//! The desk's clock. That of Rust does not run in a plugin.

use crate::Result;
use crate::Timestamp;
use crate::desk;
use crate::failure;

/// Now, RFC 3339 in UTC.
pub fn now() -> Timestamp {
    desk::clock::now().rfc3339
}

/// Whole seconds since 1970, as digits.
pub fn unix_seconds() -> String {
    desk::clock::now().unix_seconds
}

/// Milliseconds since 1970, as digits.
pub fn unix_millis() -> String {
    desk::clock::now().unix_millis
}

/// Now in a zone of IANA by a pattern of strftime: what a vendor wants in its own zone.
///
/// # Errors
/// `internal` for a pattern or a zone nobody knows.
pub fn now_as(pattern: &str, zone: &str) -> Result<String> {
    desk::clock::format_now(pattern, zone).map_err(|why| failure::internal(&why))
}

/// A vendor's local time as a timestamp: `local("2026-01-02 03:04:05", "%Y-%m-%d %H:%M:%S",
/// "Asia/Shanghai")`.
///
/// # Errors
/// `upstream`: the text is no such time.
pub fn local(text: &str, pattern: &str, zone: &str) -> Result<Timestamp> {
    desk::clock::parse(text, pattern, zone)
        .map_err(|why| failure::upstream(&format!("{text}: {why}"), None, None))
}

/// A time of ISO 8601, "2026-01-02T03:04:05+08:00", as a timestamp. One without an offset is a
/// local time of `zone`.
///
/// # Errors
/// `upstream`: the text is no such time.
pub fn iso(text: &str, zone: &str) -> Result<Timestamp> {
    let text = text.trim();
    let clock = text.split_once('T').map_or("", |(_, clock)| clock);
    match text.strip_suffix('Z') {
        Some(utc) => local(utc, "%Y-%m-%dT%H:%M:%S%.f", "UTC"),
        None if clock.contains(['+', '-']) => local(text, "%Y-%m-%dT%H:%M:%S%.f%:z", zone),
        None => local(text, "%Y-%m-%dT%H:%M:%S%.f", zone),
    }
}
