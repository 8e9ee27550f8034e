//! The calendar: opening hours, holidays, make-up days. Set by the owner.

use super::Moment;
use super::cases::InForce;
use super::changes;
use super::recomputing;
use super::recomputing::Foreseen;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::Window;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::rules::RulePack;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What the history of the desk's calendar is kept under.
pub const SUBJECT: &str = "calendar";
/// Days off, or worked besides, that can be listed.
const MOST_DAYS: usize = 400;

/// What the history of a shop's own calendar is kept under; without a shop, of the desk's.
pub fn subject(shop: Option<ShopId>) -> String {
    shop.map_or_else(|| SUBJECT.to_owned(), |shop| format!("calendar {shop}"))
}

/// Sets the calendar of the desk, or a shop's own. `seen` is the `rev` the person saw. The clocks
/// in opening hours that run are recomputed by it (D7).
///
/// # Errors
/// `Invalid` for windows that overlap or end before they begin, or a week without any;
/// `ChangedMeanwhile`; `NotFound` for a shop that is not there.
pub fn change(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    shop: Option<ShopId>,
    new: &Calendar,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<(), Failure> {
    let subject = subject(shop);
    changes::must_be_at(plan, &subject, seen)?;
    let wrong = wrong(new);
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let old = of(plan, shop)?;
    match shop {
        None => settings::put(plan, "calendar", new)?,
        Some(shop) => {
            orders::shop(plan, shop)?.ok_or(Failure::NotFound)?;
            let mut own = BTreeMap::clone(&*settings::own_calendars(plan)?);
            own.insert(shop, new.clone());
            settings::save_own_calendars(plan, &own)?;
        }
    }
    if old != *new {
        recomputing::begin(plan, moment)?;
    }
    let found = differences(&old, new);
    changes::record(plan, &subject, by, found, None, moment)
}

/// Lets a shop go by the desk's calendar again.
///
/// # Errors
/// `NotFound` when it does already.
pub fn go_by_the_desks(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    shop: ShopId,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut own = BTreeMap::clone(&*settings::own_calendars(plan)?);
    let old = own.remove(&shop).ok_or(Failure::NotFound)?;
    settings::save_own_calendars(plan, &own)?;
    let new = settings::calendar(plan)?;
    if old != *new {
        recomputing::begin(plan, moment)?;
    }
    let found = differences(&old, &new);
    changes::record(plan, &subject(Some(shop)), by, found, None, moment)
}

/// The calendar of the desk, or the one a shop goes by.
///
/// # Errors
/// When the disk does.
pub fn of(view: &impl View, shop: Option<ShopId>) -> Result<Calendar, Failure> {
    let found = match shop {
        None => settings::calendar(view)?,
        Some(shop) => settings::calendar_of(view, shop)?,
    };
    Ok(Calendar::clone(&found))
}

/// What a calendar would do to the open cases, as they are now.
///
/// # Errors
/// As [`change`].
pub fn foresee(
    view: &impl View,
    shop: Option<ShopId>,
    new: &Calendar,
    now: Timestamp,
) -> Result<Foreseen, Failure> {
    let wrong = wrong(new);
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    if of(view, shop)? == *new {
        return Ok(Foreseen::default());
    }
    let mut own = BTreeMap::clone(&*settings::own_calendars(view)?);
    let calendar = match shop {
        None => new.clone(),
        Some(shop) => {
            own.insert(shop, new.clone());
            of(view, None)?
        }
    };
    let pack = RulePack::clone(&*settings::rules(view)?);
    recomputing::foresee(view, &InForce::imagined(pack, calendar, own), now)
}

/// What is wrong with a calendar: field and why.
fn wrong(new: &Calendar) -> Vec<(String, String)> {
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
    wrong
}

fn differences(old: &Calendar, new: &Calendar) -> Changes {
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
    found
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
