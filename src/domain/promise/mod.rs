//! 承诺账本: a time in what is said to a buyer, read so that one click makes a promise with a clock of
//! it (R59). Chinese in both scripts and English, also mixed.

mod chinese;
mod english;
mod times;

use super::calendar::Calendar;
use super::time::Timestamp;
use times::Clock;

/// A time somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where its words begin and end, in characters.
    pub from: usize,
    pub to: usize,
    /// As they were written.
    pub words: String,
    /// The last moment at which it is kept. Of a range the later end; of a day its end, of a morning
    /// noon, and of working days the end of the last.
    pub due: Timestamp,
}

/// The times of a text that lie ahead, in their order. What names a time but asks something of the
/// buyer, or counts from another event (签收后 7 天内), is left out.
pub fn times(text: &str, now: Timestamp, calendar: &Calendar) -> Vec<Named> {
    let plain: Vec<char> = text.chars().map(times::plain).collect();
    let plain: String = plain.into_iter().collect();
    let clock = Clock::new(now, calendar);
    let mut found = chinese::read(&plain, &clock);
    found.extend(english::read(&plain, &clock));
    // The longest reading of the same words stands.
    found.sort_by_key(|one| (one.from, std::cmp::Reverse(one.to)));
    let mut end = 0;
    found.retain(|one| {
        let is_free = one.from >= end;
        if is_free {
            end = one.to;
        }
        is_free
    });
    // Offsets in bytes become characters, which both texts have alike.
    let at = |bytes: usize| plain[..bytes].chars().count();
    found
        .into_iter()
        .filter(|one| one.due > now)
        .map(|one| {
            let (from, to) = (at(one.from), at(one.to));
            Named {
                from,
                to,
                words: text.chars().skip(from).take(to - from).collect(),
                due: one.due,
            }
        })
        .collect()
}

/// Whether a text names a time that is ahead, or an exact one at all: what is vague without it
/// (R155).
pub fn names_a_time(text: &str, now: Timestamp, calendar: &Calendar) -> bool {
    !times(text, now, calendar).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `language | text | times`: how people write, and what they meant on Monday the 23rd of November
    /// 2026 at 10:00 in Shanghai; `-` where nothing is promised.
    const SENTENCES: &str = include_str!("sentences.txt");
    const NOW: &str = "2026-11-23T10:00:00+08:00[Asia/Shanghai]";

    fn now() -> Timestamp {
        let now: jiff::Zoned = NOW.parse().expect("a time");
        Timestamp(now.timestamp().as_millisecond())
    }

    #[test]
    fn what_people_write_is_read_as_they_meant_it() {
        let calendar = Calendar::default();
        let mut count = 0;
        let mut wrong = Vec::new();
        for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(" | ");
            let (Some(_), Some(text), Some(wanted)) = (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            count += 1;
            let read: Vec<String> = times(text, now(), &calendar)
                .iter()
                .map(|one| {
                    let (date, minute) = calendar.local(one.due);
                    format!(
                        "{:02}-{:02} {:02}:{:02}",
                        date.month(),
                        date.day(),
                        minute / 60,
                        minute % 60
                    )
                })
                .collect();
            let read = match read.is_empty() {
                true => "-".to_owned(),
                false => read.join(", "),
            };
            if read != wanted {
                wrong.push(format!("{text}: {read}, wanted {wanted}"));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {count}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(count >= 120, "{count} sentences");
    }

    #[test]
    fn the_words_are_shown_as_they_were_written() {
        let calendar = Calendar::default();
        let read = times(
            "您好，我們２４小時內回覆，週五下午3點前寄出",
            now(),
            &calendar,
        );
        let words: Vec<&str> = read.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["２４小時內", "週五下午3點前"]);
    }

    proptest! {
        /// Whatever somebody writes: nothing breaks, and every time that is read lies ahead and stands
        /// where its words are.
        #[test]
        fn no_text_breaks_the_reader(text in "([0-9一二两三半十个小时天周月日号点前内后明今下:至~ ,。]|within|by|friday|days|hours|pm| ){0,40}") {
            let calendar = Calendar::default();
            for one in times(&text, now(), &calendar) {
                prop_assert!(one.due > now());
                let words: String = text.chars().skip(one.from).take(one.to - one.from).collect();
                prop_assert_eq!(words, one.words);
            }
        }
    }
}
