//! The fields of an act's form: what stands in each at first, and what can be chosen.

use super::known::Known;
use crate::domain::case::CaseResult;
use crate::domain::case::Field;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::decide::Required;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Fault;
use crate::domain::case::record::Grade;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::people::Role;
use crate::domain::reasons::REASONS;
use crate::domain::reasons::ReasonClass;
use crate::domain::time::Span;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::choices::Choice;
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
        .map(|(field, required)| Widget {
            name: field.code(),
            label: names::field_name(words, *field),
            help: names::field_help(words, *field),
            required: *required == Required::Yes,
            error: errors.of(field.code()).map(|key| words.t(key)),
            body: body(known, verb, *field, *required == Required::Yes, typed),
        })
        .collect()
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
        Body::Choice(one_group(&value(first.unwrap_or_default().to_owned()), all))
    };
    match field {
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
            list: carriers(words),
        },
        Field::TrackingNo => Body::Line {
            value: value(known.tracking_no(verb)),
            mode: "text",
            list: Vec::new(),
        },
        Field::TxnNo
        | Field::ReferenceNo
        | Field::Contact
        | Field::PlatformStatus
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
        Field::FreightPayer => Body::Radio(radio(
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
            named(PayMethod::ALL, |m| {
                (m.code(), names::pay_method_name(words, m))
            }),
        ),
        Field::Priority => Body::Radio(radio(
            &value(known.case.priority.code().to_owned()),
            Priority::ALL
                .iter()
                .map(|p| (p.code(), names::priority_name(words, *p))),
        )),
        Field::ReasonCode => Body::Choice(reason_groups(words, &value(known.case.reason.clone()))),
        Field::Fault => choice(
            Some(known.case.fault.code()),
            named(Fault::ALL, |f| (f.code(), names::fault_name(words, f))),
        ),
        Field::Kind => {
            let kinds = Kind::ALL
                .iter()
                .filter(|kind| verb != Verb::Convert || **kind != known.case.kind)
                .map(|kind| {
                    (
                        kind.code().to_owned(),
                        names::kind_name(words, *kind).to_owned(),
                    )
                })
                .collect();
            choice(None, kinds)
        }
        Field::Subtype => Body::Choice(subtype_groups(words, &value(String::new()))),
        Field::Result => choice(
            None,
            named(results(verb), |r| (r.code(), names::result_name(words, r))),
        ),
        Field::State => choice(
            Some(known.case.state.code()),
            named(&mirrored(known), |s| {
                (s.code(), names::state_name(words, s))
            }),
        ),
        Field::MoneyKind => choice(
            None,
            named(MoneyKind::ALL, |k| {
                (k.code(), names::money_kind_name(words, k))
            }),
        ),
        Field::Staff => choice(None, colleagues(known)),
        Field::Deadline => choice(None, deadlines(known)),
        Field::Entry => choice(None, entries(known, verb)),
        Field::PromiseNo => choice(None, promises(known)),
        Field::BuyerAgreed => Body::Tick(typed.is_some_and(|typed| typed.ticked(field.code()))),
        Field::Score => Body::Radio(radio(
            &value(String::new()),
            ["1", "2", "3", "4", "5"].map(|n| (n, n)),
        )),
        Field::Quantities => Body::Pieces(pieces(known, typed)),
        Field::Inspection => Body::Inspection(inspection(known, typed)),
        Field::Files => Body::Files,
    }
}

fn named<T: Copy>(
    all: &[T],
    name: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<(String, String)> {
    all.iter()
        .map(|member| {
            let (code, label) = name(*member);
            (code.to_owned(), label.to_owned())
        })
        .collect()
}

fn choices(chosen: &str, all: Vec<(String, String)>) -> Vec<Choice> {
    all.into_iter()
        .map(|(value, label)| Choice {
            chosen: value == chosen,
            value,
            name: label,
        })
        .collect()
}

fn one_group(chosen: &str, all: Vec<(String, String)>) -> Vec<Group> {
    vec![Group {
        label: "",
        choices: choices(chosen, all),
    }]
}

fn radio<'a>(chosen: &str, all: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Choice> {
    let all = all
        .into_iter()
        .map(|(value, label)| (value.to_owned(), label.to_owned()))
        .collect();
    choices(chosen, all)
}

/// The reason tree, class by class.
pub fn reason_groups(words: Words, chosen: &str) -> Vec<Group> {
    ReasonClass::ALL
        .iter()
        .map(|class| Group {
            label: names::reason_class_name(words, *class),
            choices: REASONS
                .iter()
                .filter(|reason| reason.class == *class)
                .map(|reason| Choice {
                    value: reason.code.to_owned(),
                    name: names::reason_name(words, reason.code).to_owned(),
                    chosen: reason.code == chosen,
                })
                .collect(),
        })
        .collect()
}

/// Sub-kinds under the kinds they belong to: without script the kind is chosen beside.
fn subtype_groups(words: Words, chosen: &str) -> Vec<Group> {
    Kind::ALL
        .iter()
        .filter(|kind| !kind.subtypes().is_empty())
        .map(|kind| Group {
            label: names::kind_name(words, *kind),
            choices: choices(
                chosen,
                named(kind.subtypes(), |s: Subtype| {
                    (s.code(), names::subtype_name(words, s))
                }),
            ),
        })
        .collect()
}

/// How an act may say that it ended.
fn results(verb: Verb) -> &'static [CaseResult] {
    use CaseResult as R;
    match verb {
        Verb::Result => &[
            R::Found,
            R::Delayed,
            R::Lost,
            R::Damaged,
            R::WrongAddress,
            R::FalseSign,
        ],
        Verb::Outcome => &[
            R::Improved,
            R::Unchanged,
            R::Removed,
            R::Reported,
            R::Unreachable,
        ],
        Verb::Rule => &[R::Won, R::DisputeLost, R::Settled],
        _ => CaseResult::ALL,
    }
}

/// The states an outside system may be in: those of the case's own table.
fn mirrored(known: &Known<'_>) -> Vec<State> {
    crate::domain::case::tables::states(known.case.kind.machine())
}

/// Names of carriers to pick from; any other may be typed.
pub fn carriers(words: Words) -> Vec<&'static str> {
    words.t("case-carriers").split('|').map(str::trim).collect()
}

fn colleagues(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .staff
        .iter()
        .filter(|staff| staff.active && !(staff.roles.as_slice() == [Role::Viewer]))
        .filter(|staff| staff.shops.is_empty() || staff.shops.contains(&known.case.shop))
        .map(|staff| {
            let roles: Vec<&str> = staff
                .roles
                .iter()
                .map(|role| names::role_name(known.words, *role))
                .collect();
            let roles = roles.join(known.words.t("list-separator"));
            (
                staff.id.to_string(),
                format!("{} · {roles}", staff.display_name),
            )
        })
        .collect()
}

fn deadlines(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .case
        .deadlines
        .iter()
        .filter(|d| matches!(d.state, DeadlineState::Running | DeadlineState::Paused))
        .map(|d| {
            let due = formats::short(d.due_at, known.zone, known.now);
            let name = names::deadline_name(known.words, d.kind);
            (d.kind.code().to_owned(), format!("{name} · {due}"))
        })
        .collect()
}

fn entries(known: &Known<'_>, verb: Verb) -> Vec<(String, String)> {
    known
        .case
        .money
        .iter()
        .filter(|entry| match verb {
            Verb::SettleMoney => !matches!(entry.state, MoneyState::Paid | MoneyState::Void),
            _ => entry.state != MoneyState::Void,
        })
        .map(|entry| {
            let name = names::money_kind_name(known.words, entry.kind);
            let state = names::money_state_name(known.words, entry.state);
            let amount = formats::money(entry.amount, known.currency);
            (entry.no.to_string(), format!("{name} {amount} · {state}"))
        })
        .collect()
}

fn promises(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .case
        .promises
        .iter()
        .filter(|promise| promise.kept_at.is_none())
        .map(|promise| {
            let due = formats::short(promise.due_at, known.zone, known.now);
            (promise.no.to_string(), format!("{} · {due}", promise.no))
        })
        .collect()
}

fn pieces(known: &Known<'_>, typed: Option<&Fields>) -> Vec<PieceLine> {
    known
        .case
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| PieceLine {
            at,
            title: line.title.clone(),
            sku: line.sku.clone(),
            most: line.qty_applied,
            value: typed.map_or_else(String::new, |t| t.raw(&format!("qty-{at}")).to_owned()),
        })
        .collect()
}

fn inspection(known: &Known<'_>, typed: Option<&Fields>) -> Vec<InspectionLine> {
    let was = |name: String, first: String| match typed {
        Some(typed) => typed.raw(&name).to_owned(),
        None => first,
    };
    known
        .case
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let expected = if line.qty_approved > 0 {
                line.qty_approved
            } else {
                line.qty_applied
            };
            let grade = was(format!("grade-{at}"), Grade::A.code().to_owned());
            InspectionLine {
                at,
                title: line.title.clone(),
                sku: line.sku.clone(),
                expected,
                passed: was(format!("passed-{at}"), expected.to_string()),
                failed: was(format!("failed-{at}"), "0".to_owned()),
                grades: radio(
                    &grade,
                    Grade::ALL
                        .iter()
                        .map(|g| (g.code(), names::grade_name(known.words, *g))),
                ),
            }
        })
        .collect()
}
