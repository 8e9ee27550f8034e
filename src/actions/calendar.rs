//! The calendar: opening hours, holidays, make-up days. Set by the owner.

use super::Moment;
use super::changes;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::Window;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::settings;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What its history is kept under.
pub const SUBJECT: &str = "calendar";
/// Days off, or worked besides, that can be listed.
const MOST_DAYS: usize = 400;

/// Sets the calendar. `seen` is the `rev` the person saw.
///
/// # Errors
/// `Invalid` for windows that overlap or end before they begin, or a week without any;
/// `ChangedMeanwhile`.
pub fn change(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    new: &Calendar,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<(), Failure> {
    changes::must_be_at(plan, SUBJECT, seen)?;
    let mut wrong = Vec::new();
    for (n, day) in new.week.iter().enumerate() {
        let ordered = day.windows(2).all(|pair| pair[0].to <= pair[1].from);
        if !ordered || day.iter().any(|w| w.from >= w.to || w.to > 1440) {
            wrong.push((format!("day{}", n + 1), "error-windows".to_owned()));
        }
    }
    if new.week.iter().all(Vec::is_empty) {
        wrong.push(("day1".to_owned(), "error-never-open".to_owned()));
    }
    if new.off.len() > MOST_DAYS || new.extra.len() > MOST_DAYS {
        wrong.push(("off".to_owned(), "error-out-of-bounds".to_owned()));
    }
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let old = settings::calendar(plan)?;
    let mut found = Changes::default();
    for n in 0..7 {
        let (before, after) = (hours(&old.week[n]), hours(&new.week[n]));
        found.note(&format!("day{}", n + 1), before, after);
    }
    found.note(
        "statutory",
        Said::Yes(old.statutory),
        Said::Yes(new.statutory),
    );
    found.note("off", days(&old.off), days(&new.off));
    found.note("extra", days(&old.extra), days(&new.extra));
    settings::put(plan, "calendar", new)?;
    changes::record(plan, SUBJECT, by, found, None, moment)
}

/// `09:00–12:00 13:00–21:00`
fn hours(day: &[Window]) -> Said {
    Said::text(Some(&written(day)))
}

/// The windows of a day as they are typed.
pub fn written(day: &[Window]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let parts: Vec<String> = day
        .iter()
        .map(|window| format!("{}-{}", clock(window.from), clock(window.to)))
        .collect();
    parts.join(" ")
}

/// Reads what [`written`] writes, and what people type: `9:00-12:00，13-21`.
pub fn read(text: &str) -> Option<Vec<Window>> {
    let text = text
        .replace(['–', '—', '~', '～', '至'], "-")
        .replace('：', ":");
    let clock = |text: &str| -> Option<u16> {
        let (hour, minute) = text.split_once(':').unwrap_or((text, "0"));
        let (hour, minute): (u16, u16) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；'))
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (from, to) = part.split_once('-')?;
            Some(Window {
                from: clock(from)?,
                to: clock(to)?,
            })
        })
        .collect()
}

fn days(days: &BTreeSet<Date>) -> Said {
    let written: Vec<String> = days.iter().map(ToString::to_string).collect();
    Said::text(Some(&written.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_are_read_as_people_type_them() {
        let day = read("9:00-12:00，13：00～21:00").expect("reads");
        assert_eq!(written(&day), "09:00-12:00 13:00-21:00");
        assert_eq!(written(&read("9-24").expect("reads")), "09:00-24:00");
        assert_eq!(read(""), Some(Vec::new()));
        for wrong in ["9", "9:00-25:00", "nine-ten", "9:70-10"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
