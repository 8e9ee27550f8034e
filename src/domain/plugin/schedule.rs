//! When the desk calls by itself: rows of the manifest, which may be stretched and never shortened
//! below their floor.

use super::fault::Why;
use super::reading::Part;
use super::reading::Reading;
use super::worlds::Call;
use super::worlds::Offer;
use crate::domain::time::Span;
use serde::Deserialize;
use serde::Serialize;

/// A row of `[[schedule]]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub call: Call,
    /// How often, as the publisher recommends it.
    pub every: Span,
    /// The provider's floor: never more often than this.
    pub min: Span,
    /// How many things go into one call.
    pub batch: u32,
}

/// The least that a provider is asked, whatever a manifest says.
const FLOOR: Span = Span::minutes(1);
const MOST: Span = Span::days(7);
/// The most things in one call.
pub const BATCH_MOST: u32 = 500;

pub(super) fn read(reading: &mut Reading<'_>, top: &Part<'_>, offers: &[Offer]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for part in reading.parts(top, "schedule", 16) {
        reading.only(&part, &["call", "every", "min", "batch"]);
        let call = call(reading, &part, offers);
        let every = match part.has("every") {
            true => span(reading, &part, "every"),
            false => {
                reading.fault(&part, "every", Why::Missing, "", "every = \"2h\"");
                None
            }
        };
        let min = match part.has("min") {
            true => span(reading, &part, "min"),
            false => every,
        };
        let batch = reading.number(&part, "batch", (1, i64::from(BATCH_MOST)));
        let batch = batch.and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
        let (Some(call), Some(every), Some(min)) = (call, every, min) else {
            continue;
        };
        if every < min {
            reading.fault(
                &part,
                "every",
                Why::BelowFloor,
                &written(every),
                &written(min),
            );
            continue;
        }
        if rows.iter().any(|row| row.call == call) {
            reading.fault(&part, "call", Why::Twice, call.code(), "");
            continue;
        }
        rows.push(Row {
            call,
            every,
            min,
            batch,
        });
    }
    rows
}

fn call(reading: &mut Reading<'_>, part: &Part<'_>, offers: &[Offer]) -> Option<Call> {
    let known: Vec<&str> = Call::ALL
        .iter()
        .filter(|call| call.is_scheduled() && offers.contains(&call.offer()))
        .map(|call| call.code())
        .collect();
    let known = known.join(", ");
    let code = reading.need_text(part, "call", "call = \"courier.track\"")?;
    let why = match Call::from_code(&code) {
        None => Why::NotAmong,
        Some(call) if !offers.contains(&call.offer()) => Why::CallNotOffered,
        Some(call) if !call.is_scheduled() => Why::CallNotScheduled,
        Some(call) => return Some(call),
    };
    reading.fault(part, "call", why, &code, &known);
    None
}

fn span(reading: &mut Reading<'_>, part: &Part<'_>, key: &str) -> Option<Span> {
    let text = reading.text(part, key, &format!("{key} = \"30m\""))?;
    let Some(span) = parse(&text) else {
        reading.fault(
            part,
            key,
            Why::DurationForm,
            &text,
            &format!("{key} = \"30m\""),
        );
        return None;
    };
    if span < FLOOR || span > MOST {
        let write = format!("{}…{}", written(FLOOR), written(MOST));
        reading.fault(part, key, Why::OutOfBounds, &text, &write);
        return None;
    }
    Some(span)
}

/// `90s`, `30m`, `2h`, `1d`.
pub fn parse(text: &str) -> Option<Span> {
    let unit = text.chars().last()?;
    let number = text.strip_suffix(unit)?;
    if number.is_empty() || number.len() > 6 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: i64 = number.parse().ok()?;
    match unit {
        's' => Some(Span(n * 1000)),
        'm' => Some(Span::minutes(n)),
        'h' => Some(Span::hours(n)),
        'd' => Some(Span::days(n)),
        _ => None,
    }
}

/// A length as a manifest has it.
pub fn written(span: Span) -> String {
    let seconds = span.0 / 1000;
    let units = [(86_400, 'd'), (3_600, 'h'), (60, 'm')];
    let unit = units
        .iter()
        .find(|(size, _)| seconds > 0 && seconds % size == 0);
    match unit {
        Some((size, unit)) => format!("{}{unit}", seconds / size),
        None => format!("{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_they_are_written() {
        for text in ["90s", "30m", "2h", "1d", "25h"] {
            assert_eq!(written(parse(text).expect(text)), text);
        }
        for bad in ["", "h", "2", "2 h", "-1h", "1.5h", "2w", "9999999h", "２h"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
