//! One notice on one way to one receiver, and how far it came (reliability 7.4). Pure: time and
//! chance come in.

use super::Audience;
use super::NoticeKind;
use super::sms::Receipt;
use super::sms::ReceiptState;
use super::sms::standing;
use crate::codes;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// The way a notice takes. The phrase key is `way-<code>`.
    pub enum Way {
        Email = "email",
        Sms = "sms",
        /// A robot in the staff's group chat.
        Robot = "robot",
    }
}

codes! {
    /// How far it came. The phrase key is `delivery-<code>`.
    pub enum Standing {
        /// Waits for a person to read it first: bad news (R58).
        Held = "held",
        /// Goes when its time comes.
        Waiting = "waiting",
        /// Handed over right now; whoever finds it so after a start does not know how it ended.
        Sending = "sending",
        /// The gateway took it.
        Sent = "sent",
        /// It may have gone out: a person decides whether it goes again.
        Unknown = "unknown",
        /// The gateway said no, or nothing helped for a day.
        GivenUp = "given-up",
        /// Too late to be of use.
        Expired = "expired",
        /// There is no address for it, or more was sent than is decent.
        Skipped = "skipped",
        /// A person wanted it not sent.
        Cancelled = "cancelled",
    }
}

/// The lease of one attempt: longer than any attempt takes.
pub const LEASE: Span = Span::minutes(3);
/// Waits after the first, second, … attempt that came to nothing; then hourly.
const WAITS: [Span; 4] = [
    Span::minutes(1),
    Span::minutes(5),
    Span::minutes(15),
    Span::minutes(60),
];

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub id: u64,
    pub case: CaseId,
    pub shop: ShopId,
    pub kind: NoticeKind,
    pub to: Audience,
    /// The event of the case that is its cause.
    pub seq: u64,
    pub way: Way,
    /// Keyed hash of the address; a robot's account.
    pub receiver: String,
    /// Safe to show: `z***@example.com`.
    pub shown: String,
    /// The gateway it goes through: a mail profile, an account of a plugin.
    pub gateway: String,
    pub standing: Standing,
    /// Attempts that were begun.
    pub tries: u32,
    pub at: Timestamp,
    /// Not before; while [`Standing::Sending`], the end of the lease.
    pub next: Timestamp,
    /// Later it is of no use.
    pub not_after: Timestamp,
    /// Why it stands so, in the gateway's words.
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// Its name over there.
    #[serde(default)]
    pub reference: Option<String>,
    /// What was sent, word for word.
    #[serde(default)]
    pub said: Option<Sealed>,
    /// Pieces of a text message: what it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segments: Option<u32>,
    /// What the gateway said became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// The gateway took it, under this name.
    Sent(String),
    /// Nothing was sent; later, not before this long.
    Later { why: String, after: Option<Span> },
    /// It never will be.
    Refused(String),
    /// It may have been sent.
    Doubt(String),
    /// There is nothing to say, or nobody to say it to, any more.
    Needless(String),
}

impl Delivery {
    /// On the way: the clock has something to do with it.
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Waiting | Standing::Sending)
    }

    /// Whether a person has to look at it.
    pub const fn needs_a_person(&self) -> bool {
        matches!(
            self.standing,
            Standing::Held | Standing::Unknown | Standing::GivenUp
        )
    }

    /// Whether a person may have it sent.
    pub const fn may_be_sent(&self) -> bool {
        matches!(
            self.standing,
            Standing::Held
                | Standing::Unknown
                | Standing::GivenUp
                | Standing::Expired
                | Standing::Skipped
        )
    }

    /// Whether it may still be kept from going out.
    pub const fn may_be_stopped(&self) -> bool {
        matches!(
            self.standing,
            Standing::Held | Standing::Waiting | Standing::Unknown | Standing::GivenUp
        )
    }

    /// It is handed over: written down before the call. False when there is nothing to hand over:
    /// it is too late, or an earlier attempt may have succeeded and cannot be made twice.
    pub fn begin(&mut self, now: Timestamp) -> bool {
        if now > self.not_after {
            self.end(Standing::Expired, String::new());
            return false;
        }
        // A lease that ran out: the process ended in the middle. A mail is sent again under its own
        // name; nobody is sent two short messages.
        if self.standing == Standing::Sending && self.way != Way::Email {
            self.end(Standing::Unknown, String::new());
            return false;
        }
        self.standing = Standing::Sending;
        self.tries += 1;
        self.next = now + LEASE;
        true
    }

    /// After an attempt. `chance` in [0, 1) spreads the waits.
    pub fn heard(&mut self, came: Came, now: Timestamp, chance: f64) {
        match came {
            Came::Sent(reference) => {
                self.sent_at = Some(now);
                self.reference = Some(reference).filter(|name| !name.is_empty());
                self.end(Standing::Sent, String::new());
            }
            Came::Later { why, after } => self.later(why, after, now, chance),
            Came::Doubt(why) if self.way == Way::Email => self.later(why, None, now, chance),
            Came::Doubt(why) => self.end(Standing::Unknown, why),
            Came::Refused(why) => self.end(Standing::GivenUp, why),
            Came::Needless(why) => self.end(Standing::Skipped, why),
        }
    }

    /// The gateway says what became of it. False when that is nothing new.
    pub fn learned(&mut self, new: Receipt) -> bool {
        let kept = standing(self.receipt.clone(), new);
        if self.receipt.as_ref() == Some(&kept) {
            return false;
        }
        match kept.state {
            ReceiptState::Accepted => {}
            ReceiptState::Delivered => self.end(Standing::Sent, String::new()),
            // It did not arrive: that is a person's to see.
            _ => self.end(Standing::GivenUp, kept.why.clone()),
        }
        self.receipt = Some(kept);
        true
    }

    /// Looked up after its answer was lost: the gateway has it, by this name where it says one. False
    /// when nobody is in doubt any more.
    pub fn found(&mut self, reference: Option<String>, receipt: Receipt, tried: Timestamp) -> bool {
        if self.standing != Standing::Unknown {
            return false;
        }
        self.sent_at = Some(tried);
        self.reference = reference;
        self.end(Standing::Sent, String::new());
        self.learned(receipt);
        true
    }

    /// When the last attempt was begun.
    pub fn tried_at(&self) -> Timestamp {
        self.next - LEASE
    }

    /// A mail server tells that it did not arrive. False when that changes nothing.
    pub fn bounced(&mut self, why: String) -> bool {
        let was_out = matches!(self.standing, Standing::Sent | Standing::Unknown);
        if was_out && self.way == Way::Email {
            self.end(Standing::GivenUp, why);
        }
        was_out && self.way == Way::Email
    }

    /// A person wants it sent, now.
    pub fn again(&mut self, now: Timestamp) {
        self.receipt = None;
        self.reference = None;
        self.standing = Standing::Waiting;
        self.tries = 0;
        self.at = now;
        self.next = now;
        self.not_after = now + Span::days(1);
        self.why.clear();
    }

    /// A person wants it not sent.
    pub fn stop(&mut self) {
        self.end(Standing::Cancelled, String::new());
    }

    fn later(&mut self, why: String, after: Option<Span>, now: Timestamp, chance: f64) {
        let at = (self.tries.max(1) as usize - 1).min(WAITS.len() - 1);
        let wait = WAITS[at];
        let spread = Span((wait.0 as f64 * 0.2 * chance.clamp(0.0, 1.0)) as i64);
        let wait = Span(wait.0 + spread.0);
        let next = now + after.map_or(wait, |after| wait.max(after));
        if next > self.not_after {
            self.end(Standing::GivenUp, why);
            return;
        }
        self.standing = Standing::Waiting;
        self.next = next;
        self.why = why;
    }

    fn end(&mut self, standing: Standing, why: String) {
        self.standing = standing;
        self.why = why;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn delivery(way: Way) -> Delivery {
        Delivery {
            id: 1,
            case: CaseId(1),
            shop: ShopId(1),
            kind: NoticeKind::Refunded,
            to: Audience::Buyer,
            seq: 3,
            way,
            receiver: "h".to_owned(),
            shown: "z***@example.com".to_owned(),
            gateway: "mail:1".to_owned(),
            standing: Standing::Waiting,
            tries: 0,
            at: NOW,
            next: NOW,
            not_after: NOW + Span::days(1),
            why: String::new(),
            sent_at: None,
            reference: None,
            said: None,
            segments: None,
            receipt: None,
        }
    }

    #[test]
    fn a_mail_that_a_crash_cut_off_goes_again_and_a_short_message_waits_for_a_person() {
        let mut mail = delivery(Way::Email);
        assert!(mail.begin(NOW));
        assert!(mail.begin(NOW + LEASE));
        let mut sms = delivery(Way::Sms);
        assert!(sms.begin(NOW));
        assert!(!sms.begin(NOW + LEASE));
        assert_eq!(sms.standing, Standing::Unknown);
        assert!(sms.needs_a_person());
    }

    #[test]
    fn a_server_that_is_away_is_tried_for_a_day_and_then_a_person_is_told() {
        let mut mail = delivery(Way::Email);
        let mut tries = 0;
        while mail.is_open() {
            assert!(mail.begin(mail.next));
            let now = mail.next;
            let why = "421 try later".to_owned();
            mail.heard(Came::Later { why, after: None }, now, 0.0);
            tries += 1;
            assert!(tries < 100);
        }
        assert_eq!(mail.standing, Standing::GivenUp);
        assert_eq!(mail.why, "421 try later");
        assert!((20..30).contains(&tries), "{tries}");
    }

    #[test]
    fn what_is_of_no_use_any_more_is_not_sent() {
        let mut mail = delivery(Way::Email);
        assert!(!mail.begin(NOW + Span::days(2)));
        assert_eq!(mail.standing, Standing::Expired);
        assert!(mail.may_be_sent());
    }

    fn came() -> impl Strategy<Value = Came> {
        prop_oneof![
            Just(Came::Sent("m".to_owned())),
            Just(Came::Later {
                why: String::new(),
                after: None
            }),
            Just(Came::Refused(String::new())),
            Just(Came::Doubt(String::new())),
            Just(Came::Needless(String::new())),
        ]
    }

    proptest! {
        /// Whatever gateways say and wherever the process ends: a short message that may have gone
        /// out is never handed over again by itself, and everything comes to an end.
        #[test]
        fn no_short_message_goes_twice_by_itself(
            answers in proptest::collection::vec((came(), any::<bool>()), 1..60),
        ) {
            let mut sms = delivery(Way::Sms);
            let mut may_be_out = false;
            for (came, dies) in answers {
                if !sms.is_open() {
                    break;
                }
                let now = sms.next;
                if !sms.begin(now) {
                    break;
                }
                prop_assert!(!may_be_out);
                may_be_out = !matches!(came, Came::Later { .. } | Came::Refused(_) | Came::Needless(_));
                if dies {
                    may_be_out = true;
                    continue;
                }
                sms.heard(came, now, 0.5);
            }
        }
    }
}
