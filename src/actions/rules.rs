//! The rules are changed by making a new version that holds from a moment on.

use super::Moment;
use super::cases::InForce;
use super::changes;
use super::recomputing;
use super::recomputing::Foreseen;
use crate::domain::calendar::Calendar;
use crate::domain::change::Change;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::rules::CheckItem;
use crate::domain::rules::Length;
use crate::domain::rules::RulePack;
use crate::domain::rules::reason_book::ReasonBook;
use crate::domain::rules::sheet;
use crate::domain::rules::version;
use crate::domain::rules::version::Version;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::rule_packs;
use crate::store::settings;
use std::collections::BTreeMap;

/// What the history of the rules is kept under.
pub const SUBJECT: &str = "rules";
/// How far ahead a version may be made.
const AHEAD: Span = Span::days(400);

/// A new version as someone asks for it.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Lines that change: key and new value.
    pub lines: Vec<(String, Said)>,
    /// The checklists, when they change.
    pub checklists: Option<Vec<CheckItem>>,
    /// The reasons, when they change.
    pub reasons: Option<ReasonBook>,
    /// From when it holds; a moment that has passed is now.
    pub from: Timestamp,
    pub why: String,
}

/// A marketplace that gives more time for a while, as around a festival.
#[derive(Debug, Clone)]
pub struct Extension {
    pub channels: Vec<Channel>,
    pub longer: Span,
    pub from: Timestamp,
    pub until: Timestamp,
    pub why: String,
}

/// Every version, the first first; a desk whose rules were never changed has one.
///
/// # Errors
/// When the disk does.
pub fn versions(view: &impl View) -> Result<Vec<Version>, Failure> {
    let versions = rule_packs::all(view)?;
    if !versions.is_empty() {
        return Ok(versions);
    }
    let since = settings::desk(view)?.map_or(Timestamp(0), |desk| desk.set_up_at);
    Ok(vec![Version {
        pack: RulePack::clone(&*settings::rules(view)?),
        from: since,
        by: None,
        made_at: since,
        why: String::new(),
    }])
}

/// Makes a version from the one that holds at its beginning; answers its number. Versions that
/// begin later take its changes over.
///
/// # Errors
/// `Invalid` with the keys of lines that are out of bounds, without a reason, or when nothing
/// changes; `ChangedMeanwhile`.
pub fn adopt(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    new: &NewVersion,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<u32, Failure> {
    changes::must_be_at(plan, SUBJECT, seen)?;
    let mut all = versions(plan)?;
    let number = make(&mut all, by, new, moment)?;
    keep(plan, &all, by, number, moment)?;
    Ok(number)
}

fn make(
    all: &mut Vec<Version>,
    by: StaffId,
    new: &NewVersion,
    moment: &Moment,
) -> Result<u32, Failure> {
    if new.why.trim().is_empty() {
        return Err(Failure::invalid("why", "error-required"));
    }
    if new.from > moment.now + AHEAD {
        return Err(Failure::invalid("from", "error-out-of-bounds"));
    }
    let from = new.from.max(moment.now);
    let base = version::in_force(all, from).ok_or(Failure::NotFound)?;
    let before = base.pack.clone();
    let mut pack = before.clone();
    for (key, value) in &new.lines {
        if !sheet::set(&mut pack, key, value) {
            return Err(Failure::invalid(key, "error-out-of-bounds"));
        }
    }
    if let Some(items) = &new.checklists {
        pack.checklists.clone_from(items);
    }
    if let Some(book) = &new.reasons {
        pack.reasons.clone_from(book);
    }
    let wrong: Vec<(String, String)> = sheet::out_of_bounds(&pack)
        .into_iter()
        .map(|line| {
            let key = if line.law.is_some() {
                "error-laxer-than-law"
            } else {
                "error-out-of-bounds"
            };
            (line.key, key.to_owned())
        })
        .collect();
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let changed = sheet::differences(&before, &pack);
    if changed.is_empty() {
        return Err(Failure::invalid("form", "error-nothing-changed"));
    }
    let number = all.iter().map(Version::number).max().unwrap_or(0) + 1;
    pack.version = number;
    for later in all.iter_mut().filter(|version| version.from > from) {
        version::carry_over(later, &changed, &before, &pack);
    }
    all.push(Version {
        pack,
        from,
        by: Some(by),
        made_at: moment.now,
        why: new.why.trim().chars().take(200).collect(),
    });
    Ok(number)
}

/// Gives the deadlines of marketplaces more time between two moments: one version with it, and
/// one without it from its end on. Answers the number of the first.
///
/// # Errors
/// `Invalid`; `ChangedMeanwhile`.
pub fn extend(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    extension: &Extension,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<u32, Failure> {
    changes::must_be_at(plan, SUBJECT, seen)?;
    let from = extension.from.max(moment.now);
    if extension.channels.is_empty() {
        return Err(Failure::invalid("channels", "error-required"));
    }
    if extension.until <= from {
        return Err(Failure::invalid("until", "error-until-before-from"));
    }
    if extension.longer.0 <= 0 || extension.longer > Span::days(60) {
        return Err(Failure::invalid("longer", "error-out-of-bounds"));
    }
    let mut all = versions(plan)?;
    let pack = |all: &[Version], at: Timestamp| version::in_force(all, at).map(|v| v.pack.clone());
    let base = pack(&all, from).ok_or(Failure::NotFound)?;
    let after = pack(&all, extension.until).ok_or(Failure::NotFound)?;
    let ours = |key: &str| {
        extension
            .channels
            .iter()
            .any(|channel| key.starts_with(&format!("platform.{channel}.")))
    };
    let platform = |pack: &RulePack| -> Vec<(String, Said)> {
        sheet::lines(pack)
            .into_iter()
            .filter(|line| ours(&line.key))
            .map(|line| (line.key, line.value))
            .collect()
    };
    let longer = |value: &Said| match value {
        Said::Length(Length::Wall(span)) => {
            Said::Length(Length::Wall(Span(span.0 + extension.longer.0)))
        }
        other => other.clone(),
    };
    let extended = NewVersion {
        lines: platform(&base)
            .iter()
            .map(|(key, value)| (key.clone(), longer(value)))
            .collect(),
        checklists: None,
        reasons: None,
        from,
        why: extension.why.clone(),
    };
    let number = make(&mut all, by, &extended, moment)?;
    let back = NewVersion {
        lines: platform(&after),
        from: extension.until,
        ..extended
    };
    make(&mut all, by, &back, moment)?;
    keep(plan, &all, by, number, moment)?;
    Ok(number)
}

/// Takes a version back that has not begun.
///
/// # Errors
/// `NotFound` for one that has, or is not there.
pub fn withdraw(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    number: u32,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut all = versions(plan)?;
    let before = all.len();
    all.retain(|version| version.number() != number || version.from <= moment.now);
    if all.len() == before {
        return Err(Failure::NotFound);
    }
    rule_packs::remove(plan, number);
    let mut noted = Changes::default();
    let old = Said::Count(i64::from(number));
    noted.note("version", old, Said::Nothing);
    changes::record(plan, SUBJECT, by, noted, None, moment)?;
    turn_to(plan, &all, moment)
}

fn keep(
    plan: &mut Plan<'_, '_>,
    all: &[Version],
    by: StaffId,
    number: u32,
    moment: &Moment,
) -> Result<(), Failure> {
    for version in all {
        rule_packs::save(plan, version)?;
    }
    let made = all.iter().find(|version| version.number() == number);
    let made = made.ok_or(Failure::NotFound)?;
    let noted = Changes(changed_by(all, made));
    changes::record(plan, SUBJECT, by, noted, Some(made.why.clone()), moment)?;
    turn_to(plan, all, moment)
}

/// What a version changes of the one before it.
pub fn changed_by(all: &[Version], version: &Version) -> Vec<Change> {
    let before = all
        .iter()
        .filter(|other| (other.from, other.number()) < (version.from, version.number()))
        .max_by_key(|other| (other.from, other.number()));
    before.map_or_else(Vec::new, |before| {
        sheet::differences(&before.pack, &version.pack)
    })
}

/// Whether another version is to be put in force now.
///
/// # Errors
/// When the disk does.
pub fn is_due(view: &impl View, now: Timestamp) -> Result<bool, Failure> {
    Ok(rule_packs::turn(view)?.is_some_and(|turn| turn <= now))
}

/// Puts the version in force whose time has come. What starts from now on goes by it, and the
/// shop's own clocks that run are recomputed by it (D7).
///
/// # Errors
/// When the disk does.
pub fn turn(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<(), Failure> {
    let all = versions(plan)?;
    turn_to(plan, &all, moment)
}

fn turn_to(plan: &mut Plan<'_, '_>, all: &[Version], moment: &Moment) -> Result<(), Failure> {
    let next = version::next_turn(all, moment.now);
    let holds = version::in_force(all, moment.now).ok_or(Failure::NotFound)?;
    let before = settings::rules(plan)?;
    rule_packs::put_in_force(plan, &holds.pack, next)?;
    if times_differ(&before, &holds.pack) {
        recomputing::begin(plan, moment)?;
    }
    Ok(())
}

/// Whether clocks that run would be due at another time.
fn times_differ(before: &RulePack, after: &RulePack) -> bool {
    before.deadlines != after.deadlines || before.urgent_percent != after.urgent_percent
}

/// What a version as it is asked for would do to the open cases, as they are now.
///
/// # Errors
/// As [`adopt`].
pub fn foresee(
    view: &impl View,
    by: StaffId,
    new: &NewVersion,
    moment: &Moment,
) -> Result<Foreseen, Failure> {
    let mut all = versions(view)?;
    let number = make(&mut all, by, new, moment)?;
    let made = all.into_iter().find(|version| version.number() == number);
    let pack = made.ok_or(Failure::NotFound)?.pack;
    if !times_differ(&*settings::rules(view)?, &pack) {
        return Ok(Foreseen::default());
    }
    let calendar = Calendar::clone(&*settings::calendar(view)?);
    let own = BTreeMap::clone(&*settings::own_calendars(view)?);
    let imagined = InForce::imagined(pack, calendar, own);
    recomputing::foresee(view, &imagined, moment.now)
}
