//! Cases that automation plugins hear of, and the advice they give. Pure: chance and time come in.

use super::ending::Ending;
use super::ending::back_off;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::people::Actor;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// For how long a plugin may fail before it no longer hears of an event.
pub const LONGEST: Span = Span::days(1);
/// Pieces of advice one account may leave on a case.
pub const ADVICE_MOST: usize = 5;

/// Something that happened on a case, to be told to one account. The words stay in the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    pub account: PluginAccountId,
    pub case: CaseId,
    /// Its number in the case's timeline.
    pub seq: u64,
    pub verb: Verb,
    /// "agent", "buyer" or "system", as the contract says.
    pub by: String,
    pub at: Timestamp,
    pub tries: u32,
    /// Not before.
    pub next: Timestamp,
}

/// What an account said to people about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    pub account: PluginAccountId,
    pub case: CaseId,
    pub at: Timestamp,
    /// Title, and why.
    pub items: Vec<(String, String)>,
}

/// Who did it, in the contract's words; nothing for what plugins are not told: their own acts and
/// each other's, for they would answer each other for ever, and the clock's book-keeping.
pub fn told_as(actor: &Actor, verb: Verb) -> Option<&'static str> {
    if verb.is_book_keeping() {
        return None;
    }
    match actor {
        Actor::Plugin(_) => None,
        Actor::Staff { .. } => Some("agent"),
        Actor::Buyer => Some("buyer"),
        Actor::System | Actor::Platform => Some("system"),
    }
}

impl Happening {
    /// What becomes of it after a call that was not answered: later, or nothing any more.
    #[must_use]
    pub fn after(
        &self,
        how: Ending,
        asked: Option<Span>,
        now: Timestamp,
        chance: f64,
    ) -> Option<Happening> {
        let wait = match how {
            Ending::Auth => Span::minutes(5),
            how if how.is_tried_again() => back_off(self.tries + 1, how.points() > 0, chance),
            _ => return None,
        };
        let wait = asked.map_or(wait, |asked| wait.max(asked));
        if now >= self.at + LONGEST {
            return None;
        }
        Some(Happening {
            tries: self.tries + 1,
            next: now + wait,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn happening() -> Happening {
        Happening {
            account: PluginAccountId(1),
            case: CaseId(1),
            seq: 0,
            verb: Verb::Submit,
            by: "buyer".to_owned(),
            at: Timestamp(0),
            tries: 0,
            next: Timestamp(0),
        }
    }

    #[test]
    fn plugins_do_not_answer_each_other() {
        assert_eq!(told_as(&Actor::Plugin("a.b".to_owned()), Verb::Tag), None);
        assert_eq!(told_as(&Actor::Buyer, Verb::Submit), Some("buyer"));
        assert_eq!(told_as(&Actor::System, Verb::Recompute), None);
    }

    proptest! {
        /// Whatever the plugin does, it is not asked about one event for ever.
        #[test]
        fn every_event_ends(endings in proptest::collection::vec(0..Ending::ALL.len(), 2_000)) {
            let mut now = Timestamp(0);
            let mut left = Some(happening());
            for at in endings {
                let Some(one) = left else { break };
                now = one.next.max(now);
                left = one.after(Ending::ALL[at], None, now, 0.5);
                if let Some(later) = &left {
                    prop_assert!(later.next > now);
                }
            }
            prop_assert!(left.is_none());
        }
    }
}
