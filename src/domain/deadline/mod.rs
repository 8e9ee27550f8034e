//! Deadlines 时效 (D7): when they start, pause, warn, end, and what happens by itself.

pub mod recompute;
pub mod timers;
pub mod watch;

use super::case::kind::Machine;
use super::case::record::Case;
use super::case::record::ClockKind;
use super::case::record::Deadline;
use super::case::record::DeadlineKind;
use super::case::record::DeadlineSource;
use super::case::record::DeadlineState;
use super::case::record::Priority;
use super::case::record::Stood;
use super::case::state::State;
use super::rules::DeadlineRule;
use super::rules::Length;
use super::rules::Rules;
use super::time::Span;
use super::time::Timestamp;
pub use recompute::recompute;
pub use timers::timers;
pub use watch::WATCHES;
pub use watch::Watch;

impl Case {
    /// The first deadline after which the platform acts or the law is broken.
    pub fn hard_deadline(&self) -> Option<&Deadline> {
        self.deadlines
            .iter()
            .filter(|d| d.state == DeadlineState::Running)
            .filter(|d| matches!(d.source, DeadlineSource::Platform | DeadlineSource::Law))
            .min_by_key(|d| d.due_at)
    }
}

impl Deadline {
    /// Whether it still counts: running or paused.
    pub fn is_active(&self) -> bool {
        matches!(self.state, DeadlineState::Running | DeadlineState::Paused)
    }

    /// Stops the clock and keeps what is left. A platform's clock never stops (D10.10).
    pub fn pause(&mut self, rules: &Rules<'_>, now: Timestamp) {
        if self.state != DeadlineState::Running
            || !self.pausable
            || self.source == DeadlineSource::Platform
        {
            return;
        }
        self.left = Some(left(self.clock, now, self.due_at, rules));
        self.state = DeadlineState::Paused;
        self.stood.push(Stood {
            from: now,
            to: None,
        });
    }

    /// Lets the clock run again with what was left.
    pub fn resume(&mut self, rules: &Rules<'_>, now: Timestamp) {
        if self.state != DeadlineState::Paused {
            return;
        }
        let left = self.left.take().unwrap_or(Span::ZERO);
        self.due_at = after(self.clock, now, left, rules);
        self.state = DeadlineState::Running;
        if let Some(stood) = self.stood.last_mut() {
            stood.to.get_or_insert(now);
        }
    }

    /// What had to happen did happen: in time, or too late.
    pub fn finish(&mut self, now: Timestamp) {
        if !self.is_active() {
            return;
        }
        let late = self.state == DeadlineState::Running && now > self.due_at;
        self.state = if late {
            DeadlineState::Breached
        } else {
            DeadlineState::Met
        };
        self.left = None;
    }

    /// It no longer matters.
    pub fn cancel(&mut self) {
        if self.is_active() {
            self.state = DeadlineState::Cancelled;
            self.left = None;
        }
    }

    /// How many of the three warnings are due by now: 50 %, 80 %, half an hour before.
    pub fn warnings_due(&self, rules: &Rules<'_>, now: Timestamp) -> u8 {
        let length = self.due_at.since(self.started_at).0;
        let at_percent = |percent: u32| {
            self.started_at + Span((i128::from(length) * i128::from(percent) / 100) as i64)
        };
        let [first, second] = rules.pack.warn_percent;
        let moments = [
            at_percent(first),
            at_percent(second),
            self.due_at - rules.pack.warn_before,
        ];
        moments.iter().filter(|moment| **moment <= now).count() as u8
    }
}

/// What a clock has left at a moment; nothing when the time is over.
fn left(clock: ClockKind, now: Timestamp, due_at: Timestamp, rules: &Rules<'_>) -> Span {
    match clock {
        ClockKind::Wall => due_at.since(now).max(Span::ZERO),
        ClockKind::Business => rules.calendar.open_between(now, due_at),
    }
}

/// The moment at which so much of a clock's time has passed.
fn after(clock: ClockKind, now: Timestamp, length: Span, rules: &Rules<'_>) -> Timestamp {
    match clock {
        ClockKind::Wall => now + length,
        ClockKind::Business => rules.calendar.add_open(now, length),
    }
}

/// When a deadline that starts now by this rule is due. The shop's own are shorter for an urgent
/// case (R68).
pub fn due(rule: &DeadlineRule, started: Timestamp, urgent: bool, rules: &Rules<'_>) -> Timestamp {
    let scaled = |span: Span| match urgent && rule.source == DeadlineSource::Rule {
        true => Span(span.0 / 100 * i64::from(rules.pack.urgent_percent)),
        false => span,
    };
    match rule.length {
        Length::Wall(span) => started + scaled(span),
        Length::Open(span) => rules.calendar.add_open(started, scaled(span)),
        Length::WorkDays(days) => rules.calendar.add_days(started, days),
    }
}

/// Whether an urgent case's clocks are shortened for this kind: what the shop does, never what
/// the buyer has time for.
fn hurries(kind: DeadlineKind) -> bool {
    use DeadlineKind as D;
    matches!(
        kind,
        D::FirstResponse
            | D::ReviewNotice
            | D::InitialHandling
            | D::Inspect
            | D::CompleteAfterReceipt
            | D::ShipReplacement
            | D::Diagnose
    )
}

/// The rule that governs this kind for this case: the shop's, or the marketplace's.
fn rule_for<'a>(case: &Case, kind: DeadlineKind, rules: &Rules<'a>) -> Option<&'a DeadlineRule> {
    let pack = rules.pack;
    if watch::is_platforms(kind) {
        case.platform_no
            .as_ref()
            .and_then(|_| pack.platform(case.channel, kind))
    } else {
        pack.deadline(kind)
    }
}

/// Starts a deadline by its rule; does nothing when there is none.
pub fn start(case: &mut Case, kind: DeadlineKind, rules: &Rules<'_>, now: Timestamp) {
    let Some(rule) = rule_for(case, kind, rules) else {
        return;
    };
    let urgent = case.priority == Priority::Urgent && hurries(kind);
    let due_at = due(rule, now, urgent, rules);
    start_until(case, rule, due_at, rules, now);
}

/// Starts a deadline of this rule that ends at a given moment.
pub fn start_until(
    case: &mut Case,
    rule: &DeadlineRule,
    due_at: Timestamp,
    rules: &Rules<'_>,
    now: Timestamp,
) {
    let risky = matches!(rule.source, DeadlineSource::Platform | DeadlineSource::Law);
    let money_at_risk = risky
        .then(|| {
            case.approved_amount
                .or(case.applied_amount)
                .or(case.refundable_at_intake)
        })
        .flatten();
    case.deadlines.push(Deadline {
        kind: rule.kind,
        started_at: now,
        due_at,
        source: rule.source,
        clock: rule.length.clock(),
        pausable: rule.pausable,
        state: DeadlineState::Running,
        left: None,
        outcome: rule.outcome,
        money_at_risk,
        warned: 0,
        override_reason: None,
        rules_version: rules.pack.version,
        stood: Vec::new(),
    });
}

/// As [`start_until`] with a moment that a person said, which no later rule moves.
pub fn start_as_said(
    case: &mut Case,
    rule: &DeadlineRule,
    due_at: Timestamp,
    rules: &Rules<'_>,
    now: Timestamp,
) {
    let said = DeadlineRule {
        source: DeadlineSource::Manual,
        ..*rule
    };
    start_until(case, &said, due_at, rules, now);
}

/// Ends the active deadlines of a kind because what they were for happened.
pub fn finish(case: &mut Case, kind: DeadlineKind, now: Timestamp) {
    case.deadlines
        .iter_mut()
        .filter(|deadline| deadline.kind == kind)
        .for_each(|deadline| deadline.finish(now));
}

/// What entering a state does to every clock. `before` is `None` when the case opens; `touched` says
/// that a person of the shop did something the buyer would call an answer.
pub fn follow(
    case: &mut Case,
    before: Option<(Machine, State)>,
    touched: bool,
    rules: &Rules<'_>,
    now: Timestamp,
) {
    if case.state.is_terminal() {
        end_all(case, now);
        return;
    }
    let machine = case.kind.machine();
    for deadline in case.deadlines.iter_mut().filter(|d| d.is_active()) {
        let Some(watch) = watch::of(machine, deadline.kind) else {
            // A clock of the kind this case was before it was converted.
            if watch::is_watched(deadline.kind) {
                deadline.cancel();
            }
            continue;
        };
        if !watch.alive.contains(&case.state) || (watch.touch && touched) {
            deadline.finish(now);
        } else if watch.pauses.contains(&case.state) {
            deadline.pause(rules, now);
        } else {
            deadline.resume(rules, now);
        }
    }
    for watch in WATCHES
        .iter()
        .filter(|watch| watch.machines.contains(&machine))
    {
        let entered = before.is_none_or(|(was, from)| {
            !watch.machines.contains(&was) || !watch.alive.contains(&from)
        });
        let again = case
            .deadlines
            .iter()
            .any(|d| d.kind == watch.kind && (d.is_active() || watch.once));
        if watch.start.contains(&case.state) && entered && !again {
            // The law counts from the day the goods came back.
            let since = match watch.kind {
                DeadlineKind::LawRefund => case.received_at.unwrap_or(now),
                _ => now,
            };
            start(case, watch.kind, rules, since);
        }
    }
}

/// The case has ended: nothing runs on (D10.8).
fn end_all(case: &mut Case, now: Timestamp) {
    let done = case.state == State::Closed;
    for deadline in case.deadlines.iter_mut() {
        let promise = deadline.kind == DeadlineKind::Promise;
        if done && !promise && watch::is_watched(deadline.kind) {
            deadline.finish(now);
        } else {
            deadline.cancel();
        }
    }
}

/// The moment the next running deadline is due.
pub fn next_due(case: &Case) -> Option<Timestamp> {
    case.deadlines
        .iter()
        .filter(|deadline| deadline.state == DeadlineState::Running)
        .map(|deadline| deadline.due_at)
        .min()
}
