//! Single orders and requests of a marketplace that are read by their id: what a webhook only points
//! at, and what was told of before its order was known.

use super::ending::Ending;
use super::ending::back_off;
use crate::codes;
use crate::domain::ids::PluginAccountId;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What is read. It is named in the owner's log, and in no sentence.
    pub enum Thing {
        Order = "order",
        Request = "request",
    }
}

/// For how long it is tried.
pub const LONGEST: Span = Span::days(3);
/// How long an account that waits for a person is left alone.
const FOR_A_PERSON: Span = Span::minutes(5);

/// One thing to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub account: PluginAccountId,
    pub thing: Thing,
    /// As the marketplace names it.
    pub id: String,
    /// Of a request: the order that was not known.
    pub needs: Option<String>,
    pub since: Timestamp,
    pub tries: u32,
    /// Not before.
    pub next: Timestamp,
}

/// What came of reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    Taken,
    /// Of a request: its order is not here.
    NeedsOrder(String),
    /// It came, and stays out for this reason.
    Refused(String),
    /// The call ended without an answer.
    Ended {
        how: Ending,
        after: Option<Span>,
        why: String,
    },
}

/// What becomes of a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Read and taken in.
    Done,
    /// Nothing comes of it; the reason is written down.
    Over(String),
    /// Once more.
    Later(Look),
}

impl Look {
    pub fn new(account: PluginAccountId, thing: Thing, id: &str, now: Timestamp) -> Look {
        Look {
            account,
            thing,
            id: id.to_owned(),
            needs: None,
            since: now,
            tries: 0,
            next: now,
        }
    }

    /// `chance` is in [0, 1).
    #[must_use]
    pub fn after(&self, looked: Looked, now: Timestamp, chance: f64) -> Then {
        let (why, needs, wait) = match looked {
            Looked::Taken => return Then::Done,
            Looked::Refused(why) => return Then::Over(why),
            Looked::NeedsOrder(order) => {
                let wait = back_off(self.tries + 1, false, chance);
                (format!("order {order} is not here"), Some(order), wait)
            }
            Looked::Ended { how, after, why } => match how {
                Ending::NotFound
                | Ending::Refused
                | Ending::Invalid
                | Ending::Unsupported
                | Ending::Conflict => return Then::Over(why),
                Ending::Auth => (why, self.needs.clone(), FOR_A_PERSON),
                _ => {
                    let wait = back_off(self.tries + 1, how.points() > 0, chance);
                    let wait = after.map_or(wait, |after| wait.max(after));
                    (why, self.needs.clone(), wait)
                }
            },
        };
        if now >= self.since + LONGEST {
            return Then::Over(why);
        }
        Then::Later(Look {
            needs,
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

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn look() -> Look {
        Look::new(PluginAccountId(7), Thing::Request, "727-900", NOW)
    }

    fn looked() -> impl Strategy<Value = Looked> {
        let ending = proptest::sample::select(Ending::ALL);
        prop_oneof![
            Just(Looked::NeedsOrder("727".into())),
            (ending, proptest::option::of(0..3_600_000i64)).prop_map(|(how, after)| {
                Looked::Ended {
                    how,
                    after: after.map(Span),
                    why: "why".into(),
                }
            }),
        ]
    }

    #[test]
    fn a_request_whose_order_is_unknown_is_read_again_and_what_is_gone_is_not() {
        let needs = look().after(Looked::NeedsOrder("727".into()), NOW, 0.0);
        let Then::Later(later) = needs else {
            panic!("{needs:?}");
        };
        assert_eq!(later.needs.as_deref(), Some("727"));
        assert!(later.next > NOW);
        let gone = Looked::Ended {
            how: Ending::NotFound,
            after: None,
            why: "gone".into(),
        };
        assert_eq!(later.after(gone, NOW, 0.0), Then::Over("gone".into()));
        assert_eq!(later.after(Looked::Taken, NOW, 0.0), Then::Done);
    }

    proptest! {
        #[test]
        fn a_look_comes_to_an_end_and_never_turns_in_a_circle(
            all in proptest::collection::vec(looked(), 500),
            chance in 0.0..1.0f64,
        ) {
            let (mut look, mut now) = (look(), NOW);
            let mut is_over = false;
            for looked in all {
                match look.after(looked, now, chance) {
                    Then::Later(later) => {
                        prop_assert!(later.next >= now + Span(15_000), "{:?}", later.next);
                        prop_assert!(later.next <= now + Span::hours(2));
                        now = later.next;
                        look = later;
                    }
                    _ => {
                        is_over = true;
                        break;
                    }
                }
            }
            prop_assert!(is_over);
            prop_assert!(now <= NOW + LONGEST + Span::hours(2));
        }
    }
}
