//! Which event tells whom by which ways, and when. The owner edits it; these are the defaults (D12).

use super::Audience;
use super::NoticeKind;
use super::caps;
use super::caps::Caps;
use super::delivery::Way;
use super::hours;
use super::hours::Quiet;
use crate::domain::time::Span;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What happens with one kind of notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRule {
    /// Empty: nobody is told.
    pub ways: Vec<Way>,
    /// A person reads it before it goes out.
    #[serde(default)]
    pub held: bool,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeRules {
    /// Kinds that differ from the default, by `kind/audience`.
    pub changed: BTreeMap<String, NoticeRule>,
    pub quiet: Quiet,
    pub caps: Caps,
}

impl Default for NoticeRules {
    fn default() -> Self {
        NoticeRules {
            changed: BTreeMap::new(),
            quiet: hours::USUAL,
            caps: caps::USUAL,
        }
    }
}

/// What is told of anything: kind and audience, in the order the page shows them.
pub const ALL: &[(NoticeKind, Audience)] = &[
    (NoticeKind::Received, Audience::Buyer),
    (NoticeKind::Approved, Audience::Buyer),
    (NoticeKind::Rejected, Audience::Buyer),
    (NoticeKind::InfoNeeded, Audience::Buyer),
    (NoticeKind::Message, Audience::Buyer),
    (NoticeKind::Progress, Audience::Buyer),
    (NoticeKind::Offer, Audience::Buyer),
    (NoticeKind::ReturnReminder, Audience::Buyer),
    (NoticeKind::GoodsArrived, Audience::Buyer),
    (NoticeKind::InspectionDisputed, Audience::Buyer),
    (NoticeKind::Refunded, Audience::Buyer),
    (NoticeKind::Shipped, Audience::Buyer),
    (NoticeKind::Quote, Audience::Buyer),
    (NoticeKind::RepairDone, Audience::Buyer),
    (NoticeKind::Closing, Audience::Buyer),
    (NoticeKind::Escalation, Audience::Supervisor),
    (NoticeKind::Escalation, Audience::CaseOwner),
    (NoticeKind::DeadlineWarning, Audience::CaseOwner),
    (NoticeKind::DeadlineWarning, Audience::Supervisor),
];

impl NoticeRules {
    pub fn of(&self, kind: NoticeKind, to: Audience) -> NoticeRule {
        let changed = self.changed.get(&key(kind, to));
        changed.cloned().unwrap_or_else(|| default(kind, to))
    }

    /// Keeps a rule; one that is the default is not kept.
    pub fn set(&mut self, kind: NoticeKind, to: Audience, rule: NoticeRule) {
        match rule == default(kind, to) {
            true => self.changed.remove(&key(kind, to)),
            false => self.changed.insert(key(kind, to), rule),
        };
    }
}

fn key(kind: NoticeKind, to: Audience) -> String {
    format!("{kind}/{to}")
}

fn default(kind: NoticeKind, to: Audience) -> NoticeRule {
    let ways = match (to, kind) {
        (Audience::Buyer, _) => vec![Way::Email, Way::Sms],
        (_, NoticeKind::Escalation | NoticeKind::DeadlineWarning) => vec![Way::Robot],
        // The desk itself tells people of the rest.
        _ => Vec::new(),
    };
    NoticeRule {
        ways,
        held: to == Audience::Buyer && kind.is_bad_news(),
    }
}

/// For how long a notice is of use.
pub fn useful(kind: NoticeKind) -> Span {
    match kind {
        NoticeKind::DeadlineWarning | NoticeKind::Escalation => Span::hours(2),
        NoticeKind::Progress | NoticeKind::ReturnReminder => Span::days(1),
        // A night, a weekend of a broken server, and the day after.
        _ => Span::days(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_news_waits_for_a_person_and_everything_else_goes_by_itself() {
        let rules = NoticeRules::default();
        for (kind, to) in ALL {
            let rule = rules.of(*kind, *to);
            assert_eq!(
                rule.held,
                kind.is_bad_news() && *to == Audience::Buyer,
                "{kind}"
            );
            assert!(!rule.ways.is_empty(), "{kind} {to}");
        }
    }

    #[test]
    fn only_what_differs_from_the_default_is_kept() {
        let mut rules = NoticeRules::default();
        let off = NoticeRule {
            ways: Vec::new(),
            held: false,
        };
        rules.set(NoticeKind::Progress, Audience::Buyer, off.clone());
        assert_eq!(rules.of(NoticeKind::Progress, Audience::Buyer), off);
        let usual = default(NoticeKind::Progress, Audience::Buyer);
        rules.set(NoticeKind::Progress, Audience::Buyer, usual);
        assert!(rules.changed.is_empty());
    }
}
