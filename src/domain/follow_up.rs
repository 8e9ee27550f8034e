//! 每日跟进: why somebody has to get in touch about a case today, before they are asked (R179).

use super::case::Case;
use super::case::Verb;
use super::ids::StaffId;
use super::time::Span;
use super::time::Timestamp;
use crate::codes;
use crate::domain::deadline;
use jiff::tz::TimeZone;

codes! {
    /// A reason to follow up. The phrase key is `follow-<code>`.
    pub enum Why {
        /// The buyer wrote and waits.
        Reply = "reply",
        /// A time was said to the buyer.
        Promise = "promise",
        /// They wanted to be reminded.
        Reminder = "reminder",
        /// 回访 (R189).
        CallBack = "call-back",
        /// It was put aside until today.
        Woken = "woken",
        /// A clock of the case runs out.
        Clock = "clock",
        /// What they said they would do next.
        Next = "next",
    }
}

/// When the day of a moment ends.
pub fn midnight(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let today = jiff::Timestamp::from_millisecond(now.0)
        .unwrap_or_default()
        .to_zoned(zone.clone());
    let ends = today.tomorrow().and_then(|day| day.start_of_day());
    ends.map_or(now + Span::days(1), |end| {
        Timestamp(end.timestamp().as_millisecond())
    })
}

/// Whether the buyer wrote and nobody answered.
pub fn owes_reply(case: &Case) -> bool {
    case.next_action == Verb::Message.code() && !case.state.is_terminal()
}

/// Why `me` has to follow a case up until the end of the day, what comes first first; none when they
/// need not.
pub fn whys(case: &Case, me: StaffId, now: Timestamp, until: Timestamp) -> Vec<(Why, Timestamp)> {
    let mut found: Vec<(Why, Timestamp)> = Vec::new();
    if case.state.is_terminal() {
        return found;
    }
    let own = case.work.reminders_of(me).map(|one| one.at);
    found.extend(own.filter(|at| *at < until).map(|at| (Why::Reminder, at)));
    if case.owner == me {
        let asleep = case.work.snooze.as_ref().map(|snooze| snooze.until);
        let asleep = asleep.filter(|at| *at > now);
        let open = case.promises.iter().filter(|one| one.kept_at.is_none());
        let promised = open.map(|one| one.due_at).filter(|due| *due < until);
        found.extend(promised.map(|due| (Why::Promise, due)));
        match asleep {
            Some(at) if at < until => found.push((Why::Woken, at)),
            Some(_) => {}
            None => found.extend(next(case, until)),
        }
    }
    found.sort_by_key(|(why, at)| (*at, *why as u8));
    found
}

/// What the case itself asks for.
fn next(case: &Case, until: Timestamp) -> Option<(Why, Timestamp)> {
    let at = case.next_action_at;
    if owes_reply(case) {
        return Some((Why::Reply, at));
    }
    if case.next_action == Verb::CallBackDone.code() && at < until {
        return Some((Why::CallBack, at));
    }
    if let Some(due) = deadline::next_due(case).filter(|due| *due < until) {
        return Some((Why::Clock, due));
    }
    (at < until && !case.next_action.is_empty()).then_some((Why::Next, at))
}
