//! `clock`: the desk's time, so that a test may set it.

use crate::plugins::contract::aftercare::plugin::clock::Host;
use crate::plugins::contract::aftercare::plugin::clock::Instant;
use crate::plugins::state::State;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

impl Host for State {
    async fn now(&mut self) -> Instant {
        instant(self.unix_ms())
    }

    async fn format_now(&mut self, pattern: String, zone: String) -> Result<String, String> {
        written(self.unix_ms(), &pattern, &zone)
    }

    async fn parse(
        &mut self,
        text: String,
        pattern: String,
        zone: String,
    ) -> Result<String, String> {
        read(&text, &pattern, &zone)
    }
}

/// UTC ms as the contract tells it.
pub fn instant(ms: i64) -> Instant {
    Instant {
        rfc3339: rfc3339(ms),
        unix_seconds: ms.div_euclid(1_000).to_string(),
        unix_millis: ms.to_string(),
    }
}

/// UTC ms, written by a pattern in a zone.
///
/// # Errors
/// A zone or a pattern that is none.
pub fn written(ms: i64, pattern: &str, zone: &str) -> Result<String, String> {
    let at = moment(ms).to_zoned(zone_of(zone)?);
    jiff::fmt::strtime::format(pattern, &at).map_err(|error| error.to_string())
}

/// A local time of a zone as a timestamp.
///
/// # Errors
/// A text that is not written so.
pub fn read(text: &str, pattern: &str, zone: &str) -> Result<String, String> {
    let zone = zone_of(zone)?;
    let broken = jiff::fmt::strtime::parse(pattern, text.trim())
        .map_err(|error| format!("{text:?} is not written as {pattern:?}: {error}"))?;
    // A zone in the text itself wins over the one that was named.
    let at = match broken.offset() {
        Some(_) => broken.to_timestamp().map_err(|error| error.to_string())?,
        None => {
            let local: DateTime = broken.to_datetime().map_err(|error| error.to_string())?;
            let zoned = local.to_zoned(zone).map_err(|error| error.to_string())?;
            zoned.timestamp()
        }
    };
    Ok(rfc3339(at.as_millisecond()))
}

fn moment(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn zone_of(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| format!("there is no zone {name:?}; write one of IANA, such as Asia/Shanghai"))
}

/// "2026-01-02T03:04:05.678Z".
pub fn rfc3339(ms: i64) -> String {
    format!("{:.3}", moment(ms))
}
