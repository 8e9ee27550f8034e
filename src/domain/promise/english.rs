//! Times in English: `within 24 hours`, `by Friday 18:00`, `tomorrow at noon`, `in 3 business days`.

use super::super::time::Span;
use super::times::CLOSING;
use super::times::Clock;
use super::times::EVENING;
use super::times::NIGHT;
use super::times::NOON;
use super::times::Read;
use jiff::civil::Weekday;
use regex::Captures;
use regex::Regex;
use std::sync::LazyLock;

const COUNT: &str = r"\d+(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|a couple of|a few|half an?";
const TIME: &str = r"(?:\d{1,2}:\d{2}(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|noon|midday|midnight|(?:the )?end of (?:the )?(?:day|business)|close of business|eod|cob)";
const PART: &str = r"morning|lunch(?:time)?|afternoon|evening|night";
const WEEKDAYS: &str = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const MONTHS: &str = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern of ours")
}

static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\b(?:(?P<in>within|in|inside|under|over)\s+(?:the\s+next\s+)?(?:about\s+|around\s+|at most\s+)?|(?P<next>(?:the\s+)?next\s+))(?:(?:{COUNT})\s*(?:-|to|or)\s*)?(?P<n>{COUNT})\s*-?(?P<unit>minutes?|mins?|hours?|hrs?|h|business days?|working days?|days?|weeks?)\b(?P<of>\s+(?:of|from|after)\s+(?:receipt|receiving|delivery|purchase|the purchase|the delivery|ordering))?"
    ))
});
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\b(?:(?P<by>by|before|until|till|no later than)\s+)?(?:(?P<first>{TIME})\s+(?:on\s+)?)?(?P<day>today|tonight|tomorrow|the day after tomorrow|(?P<week>this|next|coming)?\s*\b(?:{WEEKDAYS})\b)(?:\s+(?P<part>{PART}))?(?:,?\s*(?:at|by|before)?\s*(?P<time>{TIME}))?"
    ))
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\b(?:(?P<by>by|before|until|till|no later than)\s+)?(?:the\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTHS})\b|(?P<m2>{MONTHS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<iso>20\d\d-\d\d-\d\d))(?:,?\s*(?:at|by|before)?\s*(?P<time>{TIME}))?"
    ))
});
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"\b(?:(?:by|before|at|until)\s+(?P<time>{TIME})|(?:this|later this)\s+(?P<part>{PART}))"
    ))
});
static WEEK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:(?:by|before|at)\s+)?(?:the\s+)?end of (?P<which>the|this|next) (?P<what>week|month)\b|\b(?P<bare>this|next) week\b|\b(?:by|before)\s+the\s+(?P<weekend>weekend)\b",
    )
});

/// Every time, in no order.
pub fn read(text: &str, clock: &Clock<'_>) -> Vec<Read> {
    let mut found = Vec::new();
    let mut add = |caps: &Captures<'_>, due: Option<super::Timestamp>| {
        if let (Some(whole), Some(due)) = (caps.get(0), due) {
            found.push(Read {
                from: whole.start(),
                to: whole.start() + whole.as_str().trim_end().len(),
                due,
            });
        }
    };
    for caps in LENGTH.captures_iter(text) {
        if caps.name("of").is_none() {
            add(&caps, length(&caps, clock));
        }
    }
    for caps in DAY.captures_iter(text) {
        add(&caps, day(&caps, clock));
    }
    for caps in DATE.captures_iter(text) {
        add(&caps, date(&caps, clock));
    }
    for caps in HOUR.captures_iter(text) {
        let minute = minute(&caps, NIGHT);
        let due = minute.and_then(|minute| clock.day(i64::from(minute <= clock.minute), minute));
        add(&caps, due);
    }
    for caps in WEEK.captures_iter(text) {
        add(&caps, week(&caps, clock));
    }
    found
}

fn count(words: &str) -> Option<f64> {
    let words = words.to_lowercase();
    Some(match words.as_str() {
        "a" | "an" | "one" => 1.0,
        "half a" | "half an" => 0.5,
        "two" | "a couple of" => 2.0,
        "three" | "a few" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "twelve" => 12.0,
        "fourteen" => 14.0,
        digits => digits.parse().ok()?,
    })
}

fn length(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let count = count(&caps["n"])?;
    let unit = caps["unit"].to_lowercase();
    let minutes = |each: f64| clock.after(Span::minutes((count * each) as i64));
    let is_within = caps
        .name("in")
        .is_none_or(|word| !word.as_str().eq_ignore_ascii_case("in"));
    Some(match unit.as_str() {
        unit if unit.starts_with('m') => minutes(1.0),
        unit if unit.starts_with('h') => minutes(60.0),
        unit if unit.starts_with('b') || unit.contains("working") => {
            clock.working_days(count.ceil() as u32)
        }
        unit if unit.starts_with("week") => clock.day(7 * count as i64, NIGHT)?,
        _ if is_within => minutes(24.0 * 60.0),
        _ => clock.day(count.ceil() as i64, NIGHT)?,
    })
}

/// The minute of a day that was named; `usual` when none was.
fn minute(caps: &Captures<'_>, usual: u16) -> Option<u16> {
    let named = |name: &str| Some(caps.name(name)?.as_str().to_lowercase());
    // Not every pattern has every name.
    let time = named("time").or_else(|| caps_first(caps));
    if let Some(time) = time {
        return clock_time(&time);
    }
    Some(match named("part").as_deref() {
        Some("morning") | Some("lunch" | "lunchtime") => NOON,
        Some("afternoon") => CLOSING,
        Some(_) => EVENING,
        None => usual,
    })
}

fn caps_first(caps: &Captures<'_>) -> Option<String> {
    Some(caps.name("first")?.as_str().to_lowercase())
}

fn clock_time(time: &str) -> Option<u16> {
    match time {
        "noon" | "midday" => return Some(NOON),
        "midnight" => return Some(NIGHT),
        _ => {}
    }
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(CLOSING);
    }
    let plain: String = time.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let digits = plain.trim_end_matches(['a', 'p', 'm']);
    let (hour, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let (mut hour, minutes): (u16, u16) = (hour.parse().ok()?, minutes.parse().ok()?);
    if plain.ends_with("pm") && hour < 12 {
        hour += 12;
    } else if plain.ends_with("am") && hour == 12 {
        hour = 0;
    }
    (hour < 24 && minutes < 60).then_some(hour * 60 + minutes)
}

fn day(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let day = caps["day"].to_lowercase();
    let is_by = caps.name("by").is_some();
    // By Friday is by the end of its work.
    let usual = if is_by { CLOSING } else { NIGHT };
    let (days, usual) = match day.as_str() {
        "today" => (0, usual),
        "tonight" => (0, EVENING),
        "tomorrow" => (1, usual),
        "the day after tomorrow" => (2, usual),
        other => {
            let weekday = weekday(other.rsplit(' ').next()?)?;
            // The Friday of next week: the one after the one that comes.
            let is_next = caps
                .name("week")
                .is_some_and(|week| week.as_str().eq_ignore_ascii_case("next"));
            (clock.until(weekday, is_next.then_some(1)), usual)
        }
    };
    clock.day(days, minute(caps, usual)?)
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name.get(..3)? {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn date(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    let usual = if caps.name("by").is_some() {
        CLOSING
    } else {
        NIGHT
    };
    let minute = minute(caps, usual)?;
    if let Some(iso) = caps.name("iso") {
        let date: jiff::civil::Date = iso.as_str().parse().ok()?;
        return Some(clock.on(date, minute));
    }
    let day = caps
        .name("d1")
        .or_else(|| caps.name("d2"))?
        .as_str()
        .parse()
        .ok()?;
    let month = caps
        .name("m1")
        .or_else(|| caps.name("m2"))?
        .as_str()
        .to_lowercase();
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let month = NAMES.iter().position(|name| month.starts_with(name))?;
    let date = clock.date(None, Some(i8::try_from(month).ok()? + 1), day)?;
    Some(clock.on(date, minute))
}

fn week(caps: &Captures<'_>, clock: &Clock<'_>) -> Option<super::Timestamp> {
    if caps.name("weekend").is_some() {
        return clock.day(clock.until(Weekday::Friday, Some(0)), CLOSING);
    }
    if let Some(bare) = caps.name("bare") {
        let weeks = i64::from(bare.as_str().eq_ignore_ascii_case("next"));
        return clock.day(clock.until(Weekday::Sunday, Some(weeks)), NIGHT);
    }
    let is_next = caps["which"].eq_ignore_ascii_case("next");
    if caps["what"].eq_ignore_ascii_case("month") {
        let end = clock.end_of_month();
        let end = match is_next {
            true => end.tomorrow().ok()?.last_of_month(),
            false => end,
        };
        return Some(clock.on(end, NIGHT));
    }
    clock.day(
        clock.until(Weekday::Friday, Some(i64::from(is_next))),
        CLOSING,
    )
}
