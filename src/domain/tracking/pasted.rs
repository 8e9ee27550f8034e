//! Reads tracking text that someone copied from a carrier's, 快递100's or 淘宝's page.
//!
//! Understood: `2026-11-20 10:12:33 【杭州】已揽收` on one line; the moment on a line of its own
//! before its words; day, weekday and time on lines of their own; words with the moment behind them.
//! A day without a year is the last such day.

use super::stage::Stage;
use super::track::Event;
use super::track::Source;
use super::wording::stage_of;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// At most so many events are read from one text.
pub const MOST: usize = 300;
/// At most so many characters of one event's words are kept.
pub const LONGEST: usize = 1_000;
/// A heading such as 已签收 above the words: at most so many characters.
const HEADING: usize = 8;

/// What was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// In the order of the text.
    pub events: Vec<Event>,
    /// Lines that were not: number (from 1) and text.
    pub unknown: Vec<(usize, String)>,
}

/// Reads pasted text. Local times are those of `zone`; `now` says which year a day without one is in.
pub fn pasted(text: &str, zone: &TimeZone, now: Timestamp, source: &Source) -> Read {
    let mut reader = Reader {
        zone,
        now,
        source,
        read: Read::default(),
        day: None,
        time: None,
        heading: None,
        open: false,
    };
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !line.is_empty() && !is_weekday(line) {
            reader.line(at + 1, line);
        }
    }
    if let Some((at, line)) = reader.heading.take() {
        reader.read.unknown.push((at, line));
    }
    reader.read.unknown.sort();
    reader.read
}

struct Reader<'a> {
    zone: &'a TimeZone,
    now: Timestamp,
    source: &'a Source,
    read: Read,
    day: Option<Date>,
    /// A time that waits for its words.
    time: Option<Time>,
    /// A short line that waits for what follows.
    heading: Option<(usize, String)>,
    /// The last event has only a heading for words: a line may follow.
    open: bool,
}

impl Reader<'_> {
    fn line(&mut self, no: usize, line: &str) {
        let (day, rest) = leading_day(line, self.now, self.zone);
        let rest = without_weekday(rest);
        let (time, words) = leading_time(rest);
        let words = without_weekday(words)
            .trim_matches(|c: char| c.is_whitespace() || "|,，;；]-—".contains(c));
        match (day, time) {
            (None, None) => self.words(no, line),
            (day, time) => {
                // A moment begins: what waited for words has none.
                self.open = false;
                self.day = day.or(self.day);
                self.time = time;
                if day.is_some() && time.is_none() && !words.is_empty() {
                    // "11-20 到了" is a day and no moment.
                    self.read.unknown.push((no, line.to_owned()));
                } else if !words.is_empty() {
                    self.event(no, words);
                }
            }
        }
    }

    /// A line that does not begin with a moment.
    fn words(&mut self, no: usize, line: &str) {
        if self.time.is_some() && self.day.is_some() {
            self.open = line.chars().count() <= HEADING;
            self.event(no, line);
        } else if self.open {
            self.open = false;
            if let Some(event) = self.read.events.last_mut() {
                event.text = short(&format!("{} {line}", event.text));
                event.stage = match stage_of(&event.text) {
                    Stage::Unmapped => event.stage,
                    // The heading is the carrier's own word for the stage.
                    _ if event.stage != Stage::Unmapped => event.stage,
                    stage => stage,
                };
                event.place = event.place.take().or_else(|| place_of(line));
            }
        } else if let Some((words, moment)) = trailing_moment(line, self.now, self.zone) {
            self.day = Some(moment.date());
            self.time = Some(moment.time());
            self.event(no, words);
        } else {
            self.read.unknown.push((no, line.to_owned()));
        }
    }

    fn event(&mut self, no: usize, words: &str) {
        let moment = self.day.zip(self.time.take());
        let at =
            moment.and_then(|(day, time)| moment_of(DateTime::from_parts(day, time), self.zone));
        match at {
            Some(at) if self.read.events.len() < MOST => self.read.events.push(Event {
                at,
                stage: stage_of(words),
                text: short(words),
                place: place_of(words),
                raw_code: None,
                sources: BTreeSet::from([self.source.clone()]),
            }),
            _ => self.read.unknown.push((no, words.to_owned())),
        }
    }
}

fn short(words: &str) -> String {
    words.trim().chars().take(LONGEST).collect()
}

/// The place in 【】 or [] that the words begin with.
fn place_of(words: &str) -> Option<String> {
    let rest = words.trim_start().strip_prefix(['【', '['])?;
    let end = rest.find(['】', ']'])?;
    let place = rest.get(..end)?.trim();
    (!place.is_empty() && place.chars().count() <= 20).then(|| place.to_owned())
}

fn moment_of(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let zoned = local.to_zoned(zone.clone()).ok()?;
    Some(Timestamp(zoned.timestamp().as_millisecond()))
}

fn is_weekday(line: &str) -> bool {
    without_weekday(line).is_empty()
}

fn without_weekday(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(' || c == '（');
    for name in ["星期", "周", "週", "礼拜"] {
        let Some(rest) = text.strip_prefix(name) else {
            continue;
        };
        let mut chars = rest.chars();
        if chars.next().is_some_and(|c| "一二三四五六日天".contains(c)) {
            return chars
                .as_str()
                .trim_start_matches([')', '）', ' ', '\u{3000}']);
        }
    }
    text
}

/// One number of at most `most` digits at the beginning.
fn number(text: &str, most: usize) -> Option<(i16, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end == 0 || end > most {
        return None;
    }
    Some((text.get(..end)?.parse().ok()?, text.get(end..)?))
}

/// A day at the beginning: with a year, without one, or 今天 and 昨天.
fn leading_day<'a>(line: &'a str, now: Timestamp, zone: &TimeZone) -> (Option<Date>, &'a str) {
    let text = line.trim_start_matches(['[', '(', '（', '【', ' ', '\u{3000}']);
    match day_at(text, now, zone) {
        Some((day, rest)) => (Some(day), rest),
        None => (None, line),
    }
}

fn day_at<'a>(text: &'a str, now: Timestamp, zone: &TimeZone) -> Option<(Date, &'a str)> {
    let today = local_day(now, zone)?;
    for (word, ago) in [("今天", 0), ("昨天", 1), ("前天", 2)] {
        if let Some(rest) = text.strip_prefix(word) {
            let day = today.checked_sub(jiff::Span::new().days(ago)).ok()?;
            return Some((day, rest));
        }
    }
    let (first, rest) = number(text, 4)?;
    let rest = rest.strip_prefix(['-', '/', '.', '年', '月'])?;
    let (second, rest) = number(rest, 2)?;
    if first >= 1000 {
        let rest = rest.strip_prefix(['-', '/', '.', '月'])?;
        let (third, rest) = number(rest, 2)?;
        let day = Date::new(first, i8::try_from(second).ok()?, i8::try_from(third).ok()?).ok()?;
        return Some((day, after_day(rest)?));
    }
    let (month, day) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let this = Date::new(today.year(), month, day).ok();
    // Tomorrow is allowed: a carrier's clock may be ahead.
    let soon = today.checked_add(jiff::Span::new().days(1)).ok()?;
    let day = match this.filter(|day| *day <= soon) {
        Some(day) => day,
        None => Date::new(today.year().checked_sub(1)?, month, day).ok()?,
    };
    Some((day, after_day(rest)?))
}

/// What follows a day: not another digit or dot, which would make it a number of another kind.
fn after_day(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    let rest = match rest.strip_prefix('T') {
        Some(time) if time.starts_with(|c: char| c.is_ascii_digit()) => time,
        _ => rest,
    };
    let ends = |c: char| c.is_ascii_digit() && !rest.contains(':');
    (!rest.starts_with(['.', '-', '/']) && !rest.starts_with(ends)).then_some(rest)
}

fn local_day(now: Timestamp, zone: &TimeZone) -> Option<Date> {
    let at = jiff::Timestamp::from_millisecond(now.0).ok()?;
    Some(at.to_zoned(zone.clone()).date())
}

/// A time at the beginning: `10:12` or `10:12:33`, also with 上午 and 下午.
fn leading_time(text: &str) -> (Option<Time>, &str) {
    let trimmed = text.trim_start_matches([' ', '\u{3000}', '\t', ',', '，', '[']);
    match time_at(trimmed) {
        Some((time, rest)) => (Some(time), rest),
        None => (None, text),
    }
}

fn time_at(text: &str) -> Option<(Time, &str)> {
    let (later, text) = match (text.strip_prefix("上午"), text.strip_prefix("下午")) {
        (Some(rest), _) => (0, rest),
        (_, Some(rest)) => (12, rest),
        _ => (0, text),
    };
    let (hour, rest) = number(text.trim_start(), 2)?;
    let (minute, rest) = number(rest.strip_prefix([':', '：'])?, 2)?;
    let seconds = rest
        .strip_prefix([':', '：'])
        .and_then(|rest| number(rest, 2));
    let (second, rest) = seconds.unwrap_or((0, rest));
    // Thousandths are of no use.
    let rest = match rest.strip_prefix('.').and_then(|rest| number(rest, 3)) {
        Some((_, rest)) => rest,
        None => rest,
    };
    let hour = if later > 0 && hour < 12 {
        hour + later
    } else {
        hour
    };
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    );
    Some((time.ok()?, rest))
}

/// Words with the moment behind them: `已签收 2026-11-20 10:12:33`.
fn trailing_moment<'a>(
    line: &'a str,
    now: Timestamp,
    zone: &TimeZone,
) -> Option<(&'a str, DateTime)> {
    let starts = line.char_indices().filter(|(at, c)| {
        let before = line.get(..*at).and_then(|text| text.chars().next_back());
        c.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_digit())
    });
    for (at, _) in starts {
        let (words, rest) = line.split_at(at);
        let Some((day, rest)) = day_at(rest, now, zone) else {
            continue;
        };
        let (Some(time), rest) = leading_time(without_weekday(rest)) else {
            continue;
        };
        let words = words.trim_end_matches([' ', '\t', '\u{3000}', '[', '(', '（', '，', ',']);
        if rest.trim_matches([' ', ']', ')', '）']).is_empty() && !words.is_empty() {
            return Some((words, DateTime::from_parts(day, time)));
        }
    }
    None
}

/// Whether a moment can be one of a parcel's: not ahead of the clock by more than a day, not years
/// ago.
pub fn is_likely(at: Timestamp, now: Timestamp) -> bool {
    at <= now + Span::days(1) && at >= now - Span::days(800)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::StaffId;
    use proptest::prelude::*;

    /// 2026-11-23 11:00 in Shanghai.
    const NOW: Timestamp = Timestamp(1_795_402_800_000);

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("bundled")
    }

    fn read(text: &str) -> Read {
        pasted(text, &zone(), NOW, &Source::Pasted(StaffId(1)))
    }

    /// `local time|stage|place|words` of each event, then the lines that were not understood.
    fn told(text: &str) -> String {
        let read = read(text);
        let mut told = String::new();
        for event in &read.events {
            let at = jiff::Timestamp::from_millisecond(event.at.0).expect("in range");
            let at = at.to_zoned(zone()).strftime("%m-%d %H:%M:%S").to_string();
            let place = event.place.as_deref().unwrap_or("-");
            told += &format!("{at}|{}|{place}|{}\n", event.stage, event.text);
        }
        for (no, line) in &read.unknown {
            told += &format!("? {no} {line}\n");
        }
        told
    }

    #[test]
    fn one_line_each_as_快递100_shows_it() {
        let text = "单号：SF1234567890123\n\
            2026-11-20 18:31:02 【上海市】 已签收，签收人：前台\n\
            2026-11-20 08:02 星期五 【上海市】 正在派送\n\
            \n\
            2026/11/19 22:00:01\t【杭州市】快件离开【杭州转运中心】\n\
            2026年11月19日 10:12:33 【杭州】 已揽收\n";
        assert_eq!(
            told(text),
            "11-20 18:31:02|signed|上海市|【上海市】 已签收，签收人：前台\n\
             11-20 08:02:00|out_for_delivery|上海市|【上海市】 正在派送\n\
             11-19 22:00:01|in_transit|杭州市|【杭州市】快件离开【杭州转运中心】\n\
             11-19 10:12:33|picked_up|杭州|【杭州】 已揽收\n\
             ? 1 单号：SF1234567890123\n"
        );
    }

    #[test]
    fn the_moment_above_its_words_as_顺丰_and_淘宝_show_it() {
        let text = "2026-11-20\n星期五\n18:31:02\n[上海市]已签收\n08:02:11\n[上海市]正在派送途中\n\
            11-19 22:00\n运输中\n快件已发往上海\n昨天 09:15\n快件已到达【上海】\n";
        assert_eq!(
            told(text),
            "11-20 18:31:02|signed|上海市|[上海市]已签收\n\
             11-20 08:02:11|out_for_delivery|上海市|[上海市]正在派送途中\n\
             11-19 22:00:00|in_transit|-|运输中 快件已发往上海\n\
             11-22 09:15:00|in_transit|-|快件已到达【上海】\n"
        );
    }

    #[test]
    fn the_moment_behind_its_words() {
        assert_eq!(
            told("已揽收 2026-11-19 10:12:33\n快件到达 11-19 下午 3:05\n"),
            "11-19 10:12:33|picked_up|-|已揽收\n\
             11-19 15:05:00|in_transit|-|快件到达\n"
        );
    }

    #[test]
    fn a_day_without_a_year_is_the_last_such_day() {
        let year = |text: &str| {
            let at = jiff::Timestamp::from_millisecond(read(text).events[0].at.0);
            at.expect("in range").to_zoned(zone()).year()
        };
        assert_eq!(year("11-24 10:00 已签收"), 2026);
        assert_eq!(year("11-25 10:00 已签收"), 2025);
        assert_eq!(year("01-02 10:00 已签收"), 2026);
    }

    #[test]
    fn what_is_no_event_comes_back_with_its_line() {
        assert_eq!(
            told(
                "物流公司 顺丰速运\n400-811-1111\n2026-13-40 10:00 不是一天\n99:99 不是时间\n您好\n"
            ),
            "? 1 物流公司 顺丰速运\n? 2 400-811-1111\n? 3 2026-13-40 10:00 不是一天\n\
             ? 4 99:99 不是时间\n? 5 您好\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_losing_a_line(text in "[0-9:年月日\\- 【】a-c已签收\\n]{0,120}") {
            let read = read(&text);
            for (no, _) in &read.unknown {
                prop_assert!(*no >= 1 && *no <= text.lines().count());
            }
        }

        #[test]
        fn what_is_written_out_is_read_again(
            minutes in 0_i64..600_000,
            words in "(已揽收|运输中|派送中|已签收)[己-甲]{1,9}",
        ) {
            let at = Timestamp(NOW.0 / 60_000 * 60_000 - minutes * 60_000);
            let local = jiff::Timestamp::from_millisecond(at.0).expect("in range").to_zoned(zone());
            let read = read(&format!("{} {words}", local.strftime("%Y-%m-%d %H:%M:%S")));
            prop_assert_eq!(read.unknown.len(), 0);
            prop_assert_eq!(read.events[0].at, at);
            prop_assert_eq!(&read.events[0].text, &words);
        }
    }
}
