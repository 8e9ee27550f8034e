//! The fields of an act's form: what stands in each at first, and what can be chosen.

use super::hand_over;
use super::known::Known;
use super::offered;
use crate::domain::case::CaseResult;
use crate::domain::case::Field;
use crate::domain::case::Kind;
use crate::domain::case::Machine;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::record::ClaimReason;
use crate::domain::case::record::Fault;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::case::said;
use crate::domain::case::settle::visible;
use crate::domain::case::tables::Required;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::time::Span;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::choices::Choice;
use crate::web::drafts::DraftPart;
use crate::web::form::Errors;
use crate::web::form::Fields;

/// One question of a form.
pub struct Widget {
    /// The field's code: the name in the form.
    pub name: &'static str,
    pub label: &'static str,
    pub help: Option<&'static str>,
    pub required: bool,
    pub error: Option<&'static str>,
    pub body: Body,
    /// Its draft, where it is a box for long words.
    pub draft: Option<DraftPart>,
    /// What stands there now, when someone else wrote it meanwhile.
    pub now: Option<String>,
}

/// How a question is asked.
pub enum Body {
    Line {
        value: String,
        /// `inputmode`
        mode: &'static str,
        /// What may be picked instead of typed.
        list: Vec<&'static str>,
    },
    Money {
        value: String,
        symbol: &'static str,
        /// What the amount may be at most, in words.
        note: Option<String>,
    },
    Area {
        value: String,
    },
    Moment {
        value: String,
    },
    Choice(Vec<Group>),
    Radio(Vec<Choice>),
    Tick(bool),
    Pieces(Vec<PieceLine>),
    Inspection(Vec<InspectionLine>),
    Files,
}

/// Choices under one heading; an empty heading is none.
pub struct Group {
    pub label: &'static str,
    pub choices: Vec<Choice>,
}

/// How many pieces of a line.
pub struct PieceLine {
    pub at: usize,
    pub title: String,
    pub sku: String,
    pub most: u32,
    pub value: String,
}

/// What was found for a line.
pub struct InspectionLine {
    pub at: usize,
    pub title: String,
    pub sku: String,
    pub expected: u32,
    pub passed: String,
    pub failed: String,
    pub grades: Vec<Choice>,
}

/// The widgets of an act. `typed` is what was sent before, when the form comes back.
pub fn all(
    known: &Known<'_>,
    verb: Verb,
    fields: &'static [(Field, Required)],
    typed: Option<&Fields>,
    errors: &Errors,
) -> Vec<Widget> {
    let words = known.words;
    fields
        .iter()
        .filter(|(field, required)| {
            // What can only be nothing is not asked, unless something was typed.
            *required == Required::Yes
                || !known.none_left(*field)
                || typed.is_some_and(|typed| !typed.raw(field.code()).is_empty())
        })
        .map(|(field, required)| Widget {
            name: field.code(),
            label: label(words, known.case.kind, verb, *field),
            // A reason given to colleagues or to the courier is not for the buyer.
            help: names::field_help(words, *field).filter(|_| {
                *field != Field::Reason
                    || (visible(Machine::Common, verb) && verb != Verb::ClaimOpen)
            }),
            required: *required == Required::Yes
                // The number says it in most cases; where it does not, the form comes back.
                && !(*field == Field::Carrier
                    && fields.iter().any(|(other, _)| *other == Field::TrackingNo)),
            error: errors.of(field.code()).map(|key| words.t(key)),
            draft: None,
            now: None,
            body: body(known, verb, *field, *required == Required::Yes, typed),
        })
        .collect()
}

/// The question of a field, as this act asks it.
fn label(words: Words, kind: Kind, verb: Verb, field: Field) -> &'static str {
    match (field, verb) {
        (Field::Staff, Verb::HandOver) => words.t("label-hand-over-to"),
        (Field::Text, Verb::HandOver) => words.t("label-handed"),
        (Field::Text, Verb::Answer) => words.t("label-answer"),
        (Field::Text, Verb::AskInfo) => words.t("label-wanted"),
        (Field::Reason, Verb::Propose) if kind == Kind::Complaint => words.t("label-offer"),
        _ => names::field_name(words, field),
    }
}

fn body(
    known: &Known<'_>,
    verb: Verb,
    field: Field,
    required: bool,
    typed: Option<&Fields>,
) -> Body {
    let words = known.words;
    // What was typed before, else what is known.
    let value = |first: String| match typed {
        Some(typed) => typed.raw(field.code()).to_owned(),
        None => first,
    };
    let line = |mode, list| Body::Line {
        value: value(String::new()),
        mode,
        list,
    };
    let choice = |first: Option<&str>, all: Vec<(String, String)>| {
        Body::Choice(offered::one_group(
            &value(first.unwrap_or_default().to_owned()),
            all,
        ))
    };
    // What the rules take here; every member when they do not say.
    let taken = said::choices(known.case, verb, field);
    let takes = |code: &str| taken.as_ref().is_none_or(|codes| codes.contains(&code));
    match field {
        Field::Reason if verb == Verb::ClaimOpen => choice(
            None,
            offered::named(ClaimReason::ALL, |r| {
                (r.code(), names::claim_reason_name(words, r))
            }),
        ),
        Field::Amount
        | Field::Deduction
        | Field::FreightCost
        | Field::FreightDeduction
        | Field::FreightRefund => Body::Money {
            value: value(
                known
                    .amount(verb, field)
                    .map_or_else(String::new, |a| a.to_string()),
            ),
            symbol: formats::symbol(known.currency).unwrap_or("¥"),
            note: known.amount_note(verb, field),
        },
        // The reason stands on one line above the card.
        Field::Reason if verb == Verb::HandOver => line("text", Vec::new()),
        Field::Text if matches!(verb, Verb::HandOver | Verb::TakeOver | Verb::Restate) => {
            Body::Area {
                value: value(hand_over::summary(known)),
            }
        }
        Field::Reason | Field::Text | Field::Content | Field::RootCause | Field::PolicyOverride => {
            Body::Area {
                value: value(String::new()),
            }
        }
        Field::Address => Body::Area {
            value: value(known.return_address()),
        },
        Field::Carrier => Body::Line {
            value: value(known.carrier()),
            mode: "text",
            list: offered::carriers(words),
        },
        Field::TrackingNo => Body::Line {
            value: value(known.tracking_no(verb)),
            mode: "text",
            list: Vec::new(),
        },
        Field::Tag if verb == Verb::Untag => choice(
            None,
            known
                .case
                .tags
                .iter()
                .map(|tag| (tag.clone(), tag.clone()))
                .collect(),
        ),
        Field::TxnNo
        | Field::ReferenceNo
        | Field::Contact
        | Field::PlatformStatus
        | Field::Tag
        | Field::Case => line("text", Vec::new()),
        Field::Sku => Body::Line {
            value: value(String::new()),
            mode: "text",
            list: Vec::new(),
        },
        Field::Days | Field::Points => line("numeric", Vec::new()),
        Field::Due => {
            let first = if required {
                formats::input(known.now + Span::days(1), known.zone)
            } else {
                String::new()
            };
            Body::Moment {
                value: value(first),
            }
        }
        Field::FreightPayer => Body::Radio(offered::radio(
            &value(known.freight_payer().code().to_owned()),
            [
                Payer::Shop,
                Payer::Buyer,
                Payer::Courier,
                Payer::Vendor,
                Payer::Platform,
            ]
            .map(|p| (p.code(), names::payer_name(words, p))),
        )),
        Field::PayMethod => choice(
            Some(PayMethod::Original.code()),
            offered::named(PayMethod::ALL, |m| {
                (m.code(), names::pay_method_name(words, m))
            }),
        ),
        Field::Priority => Body::Radio(offered::radio(
            &value(known.case.priority.code().to_owned()),
            Priority::ALL
                .iter()
                .map(|p| (p.code(), names::priority_name(words, *p))),
        )),
        Field::ReasonCode => Body::Choice(offered::reason_groups(
            words,
            &known.pack.reasons,
            &value(known.case.reason.clone()),
        )),
        Field::Fault => choice(
            Some(known.case.fault.code()),
            offered::named(Fault::ALL, |f| (f.code(), names::fault_name(words, f))),
        ),
        Field::Kind => {
            let kinds = kept(Kind::ALL, |k| takes(k.code()));
            choice(
                None,
                offered::named(&kinds, |k| (k.code(), names::kind_name(words, k))),
            )
        }
        Field::Subtype => Body::Choice(offered::subtype_groups(words, &value(String::new()))),
        Field::Result => {
            let results = kept(CaseResult::ALL, |r| takes(r.code()));
            choice(
                None,
                offered::named(&results, |r| (r.code(), names::result_name(words, r))),
            )
        }
        Field::State => {
            let states = kept(State::ALL, |s| takes(s.code()));
            choice(
                Some(known.case.state.code()),
                offered::named(&states, |s| (s.code(), names::state_name(words, s))),
            )
        }
        Field::MoneyKind => {
            let kinds = kept(MoneyKind::ALL, |k| takes(k.code()));
            choice(
                None,
                offered::named(&kinds, |k| (k.code(), names::money_kind_name(words, k))),
            )
        }
        Field::Staff => choice(None, offered::colleagues(known)),
        Field::Deadline => choice(None, offered::deadlines(known)),
        Field::Entry => choice(None, offered::entries(known, verb)),
        Field::PromiseNo => choice(None, offered::promises(known)),
        Field::ContactChannel => Body::Radio(offered::radio(
            &value(String::new()),
            ContactChannel::ALL
                .iter()
                .map(|c| (c.code(), names::contact_channel_name(words, *c))),
        )),
        Field::ContactOutcome => Body::Radio(offered::radio(
            &value(String::new()),
            ContactOutcome::ALL
                .iter()
                .map(|o| (o.code(), names::contact_outcome_name(words, *o))),
        )),
        Field::Mentions => choice(None, offered::colleagues(known)),
        Field::Event => line("numeric", Vec::new()),
        Field::Reminder => choice(None, offered::reminders(known)),
        Field::Item => choice(None, offered::items(known)),
        Field::BuyerAgreed | Field::Pinned => {
            Body::Tick(typed.is_some_and(|typed| typed.ticked(field.code())))
        }
        Field::Score => Body::Radio(offered::radio(
            &value(String::new()),
            ["1", "2", "3", "4", "5"].map(|n| (n, n)),
        )),
        Field::Quantities => Body::Pieces(offered::pieces(known, typed)),
        Field::Inspection => Body::Inspection(offered::inspection(known, typed)),
        Field::Files => Body::Files,
    }
}

fn kept<T: Copy>(all: &[T], keep: impl Fn(T) -> bool) -> Vec<T> {
    all.iter().copied().filter(|member| keep(*member)).collect()
}
