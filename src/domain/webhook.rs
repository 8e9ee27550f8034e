//! Other programs of the shop that hear of its cases (Standard Webhooks). Pure: time comes in.

use crate::codes;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::people::ActorRef;
use crate::domain::reach::Address;
use crate::domain::reach::Origin;
use crate::domain::reach::origin::Scheme;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// For so long the secret before the last one signs too, so that a receiver has time to change it.
pub const BOTH: Span = Span::days(1);
/// Waits after the first, second, … attempt that came to nothing, in s (Standard Webhooks,
/// "Deliverability and reliability").
const WAITS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// However long the endpoint was left alone in between: an event older than this is given up.
const LONGEST: Span = Span::days(5);
/// Attempts of one event that are kept to be read.
const ATTEMPTS: usize = 12;

codes! {
    /// What an event is about. The phrase key is `webhook-topic-<code>`.
    pub enum Topic {
        /// A case was opened.
        Opened = "opened",
        /// A case went from one state to another.
        Moved = "moved",
        /// A case came to its end.
        Ended = "ended",
        /// Everything else: a note, a tag, another owner, a message.
        Noted = "noted",
    }
}

codes! {
    /// How far an event came. The phrase key is `webhook-<code>`.
    pub enum Standing {
        Waiting = "waiting",
        Taken = "taken",
        GivenUp = "given-up",
    }
}

/// An address that hears of cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    pub id: u32,
    pub name: String,
    pub url: String,
    /// Key bytes in base64, without `whsec_`.
    pub secret: Sealed,
    /// The one before, and until when it signs too.
    #[serde(default)]
    pub before: Option<(Sealed, Timestamp)>,
    /// None: all shops.
    #[serde(default)]
    pub shop: Option<ShopId>,
    /// Empty: all.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// In the shop's own network.
    #[serde(default)]
    pub private: bool,
    pub active: bool,
    pub changed_at: Timestamp,
    #[serde(default)]
    pub rev: u64,
}

impl Endpoint {
    /// Its name among gateways.
    pub fn gateway(&self) -> String {
        format!("webhook:{}", self.id)
    }

    /// Whether it wants to hear of this.
    pub fn hears(&self, shop: ShopId, topic: Topic) -> bool {
        self.active
            && self.shop.is_none_or(|own| own == shop)
            && (self.topics.is_empty() || self.topics.contains(&topic))
    }
}

/// Where an endpoint lies, if requests may go there: `https`, and `http` only in the shop's own
/// network, which must be meant.
pub fn place(url: &str, private: bool) -> Option<Origin> {
    let origin = Address::read(url).ok()?.origin();
    (origin.scheme == Scheme::Https || private).then_some(origin)
}

/// One attempt to hand an event over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub at: Timestamp,
    #[serde(default)]
    pub status: Option<u16>,
    /// Why there is no status, or what the answer began with.
    #[serde(default)]
    pub said: String,
    pub ms: u64,
}

/// An event on its way to one endpoint. A row of the log of deliveries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    pub id: u64,
    pub endpoint: u32,
    /// `case.approve`, `test`.
    pub event: String,
    /// Its number in the case's timeline.
    #[serde(default)]
    pub case: Option<(CaseId, u64)>,
    /// What is signed and sent, byte for byte, each time.
    pub body: String,
    pub at: Timestamp,
    pub standing: Standing,
    pub tries: u32,
    /// Not before.
    pub next: Timestamp,
    /// Newest last.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// 2xx.
    Taken,
    /// Anything else; not before this long.
    Later(Option<Span>),
}

impl Posting {
    /// `webhook-id`: the same at every attempt, another for every event, also after a backup was
    /// put back.
    pub fn webhook_id(&self) -> String {
        format!("evt_{}_{}", self.at.0, self.id)
    }

    pub const fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Waiting)
    }

    /// After an attempt.
    pub fn heard(&mut self, came: Came, attempt: Attempt, chance: f64) {
        let now = attempt.at;
        self.tries += 1;
        self.attempts.push(attempt);
        let many = self.attempts.len().saturating_sub(ATTEMPTS);
        self.attempts.drain(..many);
        let after = match came {
            Came::Taken => {
                self.standing = Standing::Taken;
                return;
            }
            Came::Later(after) => after,
        };
        let wait = usize::try_from(self.tries - 1)
            .ok()
            .and_then(|at| WAITS.get(at));
        let Some(wait) = wait.filter(|_| now < self.at + LONGEST) else {
            self.standing = Standing::GivenUp;
            return;
        };
        // Spread, so that a receiver that comes back is not met by everything at once.
        let spread = (*wait as f64 * 100.0 * chance.clamp(0.0, 1.0)) as i64;
        let wait = Span(wait * 1_000 + spread);
        self.next = now + after.map_or(wait, |after| wait.max(after.min(Span::days(1))));
    }

    /// A person wants it handed over once more, from now on.
    pub fn again(&mut self, now: Timestamp) {
        self.standing = Standing::Waiting;
        self.tries = 0;
        self.next = now;
    }
}

/// What an act on a case is about; nothing for the clock's book-keeping.
pub fn topic(event: &CaseEvent) -> Option<Topic> {
    if event.verb.is_book_keeping() {
        return None;
    }
    Some(match event.from {
        None if event.seq == 0 => Topic::Opened,
        Some(from) if from != event.to && event.to.is_terminal() => Topic::Ended,
        Some(from) if from != event.to => Topic::Moved,
        _ => Topic::Noted,
    })
}

/// The name of an event: `case.approve`.
pub fn name(verb: Verb) -> String {
    format!("case.{}", verb.code())
}

/// What is told of an act: enough to know where to look, and nothing of the buyer. Who needs more
/// reads the case by its number (docs/api.md). Amounts in 分, moments in RFC 3339.
pub fn body(case: &Case, event: &CaseEvent, topic: Topic) -> String {
    let told = serde_json::json!({
        "type": name(event.verb),
        "timestamp": instant(event.at),
        "data": {
            "case": case.no.to_string(),
            "event": event.seq,
            "topic": topic.code(),
            "kind": case.kind.code(),
            "from": event.from.map(|state| state.code()),
            "state": event.to.code(),
            "shop": case.shop.0,
            "by": by(&event.actor),
            "amount_fen": case.approved_amount.or(case.applied_amount).map(|amount| amount.0),
        },
    });
    told.to_string()
}

/// Who did it; which plugin or person stays here.
const fn by(actor: &ActorRef) -> &'static str {
    match actor {
        ActorRef::Staff(_) => "staff",
        ActorRef::Buyer => "buyer",
        ActorRef::System => "system",
        ActorRef::Platform => "platform",
        ActorRef::Plugin(_) => "plugin",
    }
}

fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| format!("{at:.3}"))
        .unwrap_or_default()
}

/// What a trial sends.
pub fn trial(now: Timestamp) -> String {
    serde_json::json!({"type": "test", "timestamp": instant(now), "data": {}}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn posting() -> Posting {
        Posting {
            id: 7,
            endpoint: 1,
            event: "case.approve".to_owned(),
            case: None,
            body: trial(Timestamp(0)),
            at: Timestamp(0),
            standing: Standing::Waiting,
            tries: 0,
            next: Timestamp(0),
            attempts: Vec::new(),
        }
    }

    fn attempt(at: Timestamp) -> Attempt {
        Attempt {
            at,
            status: None,
            said: String::new(),
            ms: 1,
        }
    }

    #[test]
    fn a_receiver_that_is_away_is_tried_for_three_days() {
        let mut one = posting();
        let mut waits = Vec::new();
        while one.is_open() {
            let now = one.next;
            one.heard(Came::Later(None), attempt(now), 0.0);
            waits.push((one.next.0 - now.0) / 1_000);
        }
        assert_eq!(one.standing, Standing::GivenUp);
        assert_eq!(waits[..9], WAITS);
        assert_eq!(one.tries, 10);
        one.again(Timestamp(1));
        assert!(one.is_open() && one.attempts.len() == 10);
    }

    #[test]
    fn only_the_shops_own_network_is_told_in_the_open() {
        assert!(place("https://erp.example.cn/hook?a=1", false).is_some());
        assert!(place("http://erp.example.cn/hook", false).is_none());
        assert!(place("http://nas:9000/hook", true).is_some());
        for wrong in [
            "",
            "ftp://a/",
            "https://u:p@a.cn/",
            "https://a.cn/#x",
            "a.cn",
        ] {
            assert!(place(wrong, true).is_none(), "{wrong}");
        }
    }

    proptest! {
        /// Whatever the receiver answers, an event comes to an end, and its times go forward.
        #[test]
        fn every_event_ends(
            asked in proptest::collection::vec((any::<bool>(), 0_i64..200_000_000), 20),
            chance in 0.0..1.0_f64,
        ) {
            let mut one = posting();
            for (taken, after) in asked {
                if !one.is_open() {
                    break;
                }
                let now = one.next;
                let came = if taken { Came::Taken } else { Came::Later(Some(Span(after))) };
                one.heard(came, attempt(now), chance);
                prop_assert!(!one.is_open() || one.next > now);
                prop_assert!(one.next.0 - now.0 <= Span::days(2).0);
            }
            prop_assert!(!one.is_open());
        }
    }
}
