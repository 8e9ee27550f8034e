//! What others are told of a decision made here, marketplaces and whoever pays, and how far that
//! came. Pure: chance and time come in.

use super::ending::Ended;
use super::ending::Ending;
use super::ending::Next;
use super::ending::Waits;
use super::ending::check_after;
use super::ending::next_try;
use crate::codes;
use crate::domain::case::Case;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::money::Fen;
use crate::domain::order::ParcelKind;
use crate::domain::people::Actor;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What was decided. The phrase key is `telling-what-<code>`.
    pub enum What {
        ApproveRefund = "approve-refund",
        ApproveReturn = "approve-return",
        Reject = "reject",
        RequestEvidence = "request-evidence",
        ConfirmReceived = "confirm-received",
        ShipReplacement = "ship-replacement",
        /// Money paid out by a payment service, not by the marketplace.
        PayOut = "pay-out",
    }
}

impl What {
    /// Whether money moves when it is told.
    pub const fn is_money(self) -> bool {
        matches!(self, What::ApproveRefund | What::PayOut)
    }
}

codes! {
    /// How far it came. The phrase key is `telling-<code>`.
    pub enum Standing {
        /// It is told when its time comes.
        Waiting = "waiting",
        /// The call was begun. Whoever finds it so after a start does not know how it ended.
        Sending = "sending",
        /// It may have happened: asked for, never sent again by itself.
        Unsure = "unsure",
        /// The other side has it and is not done.
        Pending = "pending",
        Told = "told",
        /// The other side said no, or it can never succeed.
        Refused = "refused",
        /// This marketplace has no such thing.
        Unsupported = "unsupported",
        /// Only a person can go on.
        Person = "person",
        /// Nobody needs it any more: the money was paid another way before it was sent.
        Dropped = "dropped",
    }
}

/// One decision on its way to a marketplace or a payment service: a row of the outbox, written in the commit of the act.
/// Words and addresses stay in the case; the row names the event they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    pub case: CaseId,
    /// The event of the case that decided it. With the case, its name.
    pub seq: u64,
    /// Of a payout: the key of the money it pays, the same however often it is begun.
    #[serde(default)]
    pub money_key: Option<String>,
    pub account: PluginAccountId,
    pub what: What,
    /// What is paid, in 分.
    #[serde(default)]
    pub amount: Option<Fen>,
    /// Carrier and number of what was sent out.
    #[serde(default)]
    pub parcel: Option<(String, String)>,
    /// The state of the request that was decided on, as the other side names it.
    #[serde(default)]
    pub revision: Option<String>,
    pub standing: Standing,
    /// Attempts at sending it; rounds of asking while [`Standing::Unsure`].
    pub tries: u32,
    pub at: Timestamp,
    /// Not before.
    pub next: Timestamp,
    /// Why it stands so, in the other side's words.
    #[serde(default)]
    pub why: String,
    /// Its name over there.
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}

/// What the job does with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Push,
    Check,
}

/// What the other side said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// It is done there; under this name.
    Applied(Option<String>),
    /// Not yet; asked again after this.
    Pending(Option<Span>),
    /// The call ended without an answer, for this reason.
    Ended {
        how: Ending,
        after: Option<Span>,
        why: String,
    },
}

/// How often something that is pending is asked for when the other side names no time.
const PENDING: Span = Span::minutes(10);

impl Telling {
    /// The same for every attempt, never for another decision.
    pub fn key(&self) -> String {
        match &self.money_key {
            Some(key) => key.clone(),
            None => format!("case-{}-{}", self.case, self.seq),
        }
    }

    /// The money it was to move was paid, or called off, before anything was sent.
    pub fn drop_unsent(&mut self, now: Timestamp) {
        self.end(Standing::Dropped, String::new(), now);
    }

    pub const fn is_open(&self) -> bool {
        matches!(
            self.standing,
            Standing::Waiting | Standing::Sending | Standing::Unsure | Standing::Pending
        )
    }

    /// Whether a person may have it told once more.
    pub const fn may_again(&self) -> bool {
        matches!(
            self.standing,
            Standing::Refused | Standing::Person | Standing::Unsure
        )
    }

    pub const fn step(&self) -> Step {
        match self.standing {
            Standing::Waiting => Step::Push,
            _ => Step::Check,
        }
    }

    /// It is about to be sent: written down before the call.
    pub fn begin(&mut self) {
        if self.standing == Standing::Waiting {
            self.standing = Standing::Sending;
        }
    }

    /// A person wants it told once more. What may have happened is asked for first.
    pub fn again(&mut self, now: Timestamp) {
        self.standing = match self.standing {
            Standing::Refused => Standing::Waiting,
            _ => Standing::Unsure,
        };
        self.tries = 0;
        self.at = now;
        self.next = now;
        self.ended_at = None;
    }

    /// After `step` was taken.
    pub fn heard(&mut self, step: Step, said: Said, now: Timestamp, chance: f64) {
        match said {
            Said::Applied(reference) => {
                self.reference = reference.or(self.reference.take());
                self.end(Standing::Told, String::new(), now);
            }
            Said::Pending(after) => {
                self.standing = Standing::Pending;
                self.next = now + after.unwrap_or(PENDING);
            }
            Said::Ended { how, after, why } => match step {
                Step::Push => self.pushed(how, after, why, now, chance),
                Step::Check => self.checked(how, after, why, now),
            },
        }
    }

    fn pushed(
        &mut self,
        how: Ending,
        after: Option<Span>,
        why: String,
        now: Timestamp,
        chance: f64,
    ) {
        // An answer nobody can read, or a fault in the middle, says nothing of what was done.
        let how = match how {
            Ending::Upstream | Ending::Internal | Ending::Nonsense => Ending::Unknown,
            how => how,
        };
        let ended = Ended {
            how,
            after,
            waits: Waits::Call,
        };
        let tries = self.tries + 1;
        match next_try(ended, tries, self.at, now, chance) {
            Next::At { at, attempt } => {
                self.standing = Standing::Waiting;
                self.tries = attempt.saturating_sub(1);
                self.next = at;
                self.why = why;
            }
            // In another state by now: a person decides on what it is.
            Next::Check { .. } if how == Ending::Conflict => {
                self.end(Standing::Refused, why, now);
            }
            Next::Check { at, round } => {
                self.standing = Standing::Unsure;
                self.tries = round;
                self.next = at;
                self.why = why;
            }
            // The account waits for a person; the decision waits with it.
            Next::Person if how == Ending::Auth => {
                self.standing = Standing::Waiting;
                self.next = now + Span::minutes(5);
                self.why = why;
            }
            Next::Person => self.end(Standing::Person, why, now),
            Next::Over if how == Ending::Unsupported => {
                self.end(Standing::Unsupported, why, now);
            }
            Next::Over => self.end(Standing::Refused, why, now),
        }
    }

    fn checked(&mut self, how: Ending, after: Option<Span>, why: String, now: Timestamp) {
        match how {
            // Nothing of it stands there: it is sent, under its own key.
            Ending::NotFound => {
                self.standing = Standing::Waiting;
                self.tries = 0;
                self.next = now;
            }
            Ending::Conflict | Ending::Refused => self.end(Standing::Refused, why, now),
            Ending::Unsupported | Ending::Invalid => self.end(Standing::Person, why, now),
            Ending::RateLimited | Ending::Auth => {
                self.next = now + after.unwrap_or(Span::minutes(5));
                self.standing = Standing::Unsure;
            }
            _ => match check_after(self.tries + 1, now) {
                Next::Check { at, round } => {
                    self.standing = Standing::Unsure;
                    self.tries = round;
                    self.next = at;
                    self.why = why;
                }
                _ => self.end(Standing::Person, why, now),
            },
        }
    }

    fn end(&mut self, standing: Standing, why: String, now: Timestamp) {
        self.standing = standing;
        self.why = why;
        self.ended_at = Some(now);
    }
}

/// What an act that led `case` here from the state `from` decided, in a marketplace's words. What a
/// marketplace or a plugin did itself is no news to it.
pub fn decided(from: Option<State>, case: &Case, verb: Verb, actor: &Actor) -> Option<What> {
    if !matches!(actor, Actor::Staff { .. } | Actor::System) {
        return None;
    }
    let now_in = |state| case.state == state && from != Some(state);
    match verb {
        Verb::Approve | Verb::AutoApprove | Verb::Accept if now_in(State::AwaitReturn) => {
            Some(What::ApproveReturn)
        }
        Verb::Reject if now_in(State::Rejected) => Some(What::Reject),
        Verb::AskInfo => Some(What::RequestEvidence),
        Verb::ScanReceive if now_in(State::Arrived) => Some(What::ConfirmReceived),
        Verb::PayStart | Verb::Retry if now_in(State::Paying) => Some(What::ApproveRefund),
        Verb::Ship if now_in(State::Shipped) && sent_out(case).is_some() => {
            Some(What::ShipReplacement)
        }
        _ => None,
    }
}

/// Carrier and number of the replacement.
pub fn sent_out(case: &Case) -> Option<(String, String)> {
    let mut parcels = case.parcels.iter().rev();
    let parcel = parcels.find(|parcel| {
        let goes_to_the_buyer = matches!(
            parcel.kind,
            ParcelKind::Reship | ParcelKind::ExchangeOut | ParcelKind::RepairOut
        );
        goes_to_the_buyer && !parcel.tracking_no.is_empty()
    })?;
    Some((parcel.carrier.clone(), parcel.tracking_no.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn telling() -> Telling {
        Telling {
            case: CaseId(7),
            seq: 3,
            money_key: None,
            account: PluginAccountId(1),
            what: What::ApproveRefund,
            amount: Some(Fen(6_600)),
            parcel: None,
            revision: None,
            standing: Standing::Waiting,
            tries: 0,
            at: NOW,
            next: NOW,
            why: String::new(),
            reference: None,
            ended_at: None,
        }
    }

    fn ended(how: Ending) -> Said {
        Said::Ended {
            how,
            after: None,
            why: "because".to_owned(),
        }
    }

    /// Takes the step that is due.
    fn takes(telling: &mut Telling, said: Said) -> Step {
        let step = telling.step();
        telling.begin();
        telling.heard(step, said, telling.next, 0.5);
        step
    }

    #[test]
    fn a_refund_whose_answer_was_lost_is_looked_for_and_not_sent_again() {
        let mut telling = telling();
        assert_eq!(takes(&mut telling, ended(Ending::Unknown)), Step::Push);
        assert_eq!(telling.standing, Standing::Unsure);
        let done = Said::Applied(Some("re_1".to_owned()));
        assert_eq!(takes(&mut telling, done), Step::Check);
        assert_eq!(telling.standing, Standing::Told);
        assert_eq!(telling.reference.as_deref(), Some("re_1"));
    }

    #[test]
    fn what_is_not_there_is_sent_under_the_same_key() {
        let mut telling = telling();
        let key = telling.key();
        takes(&mut telling, ended(Ending::Unknown));
        assert_eq!(takes(&mut telling, ended(Ending::NotFound)), Step::Check);
        assert_eq!(takes(&mut telling, Said::Applied(None)), Step::Push);
        assert_eq!(telling.key(), key);
    }

    #[test]
    fn what_stays_unclear_is_given_to_a_person() {
        let mut telling = telling();
        takes(&mut telling, ended(Ending::Broken));
        for _ in 0..3 {
            assert_eq!(takes(&mut telling, ended(Ending::Unknown)), Step::Check);
        }
        assert_eq!(telling.standing, Standing::Person);
        assert!(!telling.is_open() && telling.may_again());
        telling.again(NOW);
        assert_eq!(telling.step(), Step::Check, "it may still have happened");
    }

    #[test]
    fn a_key_that_no_longer_fits_loses_no_decision() {
        let mut telling = telling();
        takes(&mut telling, ended(Ending::Auth));
        assert_eq!(telling.standing, Standing::Waiting);
        assert_eq!(takes(&mut telling, Said::Applied(None)), Step::Push);
    }

    #[test]
    fn a_no_is_shown_and_told_again_only_when_somebody_says_so() {
        for how in [Ending::Refused, Ending::Invalid, Ending::Conflict] {
            let mut telling = telling();
            takes(&mut telling, ended(how));
            assert_eq!(telling.standing, Standing::Refused);
            assert_eq!(telling.why, "because");
            telling.again(NOW);
            assert_eq!(telling.step(), Step::Push);
        }
    }

    fn any_said() -> impl Strategy<Value = Said> {
        let endings = proptest::sample::select(
            Ending::ALL
                .iter()
                .copied()
                .filter(|how| *how != Ending::Answered)
                .collect::<Vec<_>>(),
        );
        prop_oneof![
            Just(Said::Applied(None)),
            Just(Said::Pending(None)),
            endings.prop_map(ended),
        ]
    }

    proptest! {
        /// Whatever the other side says and wherever the process ends: after a call that may have
        /// done it, nothing is pushed before the other side said it is not there.
        #[test]
        fn nothing_that_may_have_happened_is_sent_again(
            answers in proptest::collection::vec((any_said(), any::<bool>()), 1..40),
        ) {
            let mut telling = telling();
            let mut may_have_happened = false;
            for (said, dies) in answers {
                if !telling.is_open() {
                    break;
                }
                let step = telling.step();
                if step == Step::Push {
                    prop_assert!(!may_have_happened);
                    telling.begin();
                    may_have_happened = true;
                }
                if dies {
                    continue;
                }
                if let Said::Ended { how, .. } = &said {
                    let undone = match step {
                        Step::Push => matches!(
                            how,
                            Ending::Retryable | Ending::RateLimited | Ending::Auth
                        ),
                        Step::Check => *how == Ending::NotFound,
                    };
                    if undone {
                        may_have_happened = false;
                    }
                }
                telling.heard(step, said, telling.next, 0.5);
            }
        }
    }
}
