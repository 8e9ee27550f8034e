//! How stories are read and told.

use crate::domain::case::Act;
use crate::domain::case::Change;
use crate::domain::case::Field;
use crate::domain::case::Kind;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::act::Input;
use crate::domain::case::act::InspectedLine;
use crate::domain::case::record::CaseFile;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Fault;
use crate::domain::case::record::FileKind;
use crate::domain::case::record::Grade;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::people::ActorRef;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// Monday 2026-03-02, midnight in Shanghai.
pub const MONDAY: Timestamp = Timestamp(1_772_380_800_000);

/// `2d 09:30`, counted from the Monday.
pub fn stamp(at: Timestamp) -> String {
    let minutes = at.since(MONDAY).0 / 60_000;
    let (day, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    format!("{day}d {:02}:{:02}", minute / 60, minute % 60)
}

/// A photograph with this hash.
pub fn photo(hash: &str) -> CaseFile {
    CaseFile {
        hash: hash.into(),
        kind: FileKind::Photo,
        name: format!("{hash}.jpg"),
        mime: "image/jpeg".into(),
        size: 1,
        by: ActorRef::Buyer,
        at: MONDAY,
    }
}

/// An act from its words.
pub fn act(verb: &str, words: &[&str], now: Timestamp) -> Act {
    let verb = Verb::from_code(verb).unwrap_or_else(|| panic!("no act {verb}"));
    let mut input = Input::default();
    for word in words {
        let (key, value) = word
            .split_once('=')
            .unwrap_or_else(|| panic!("field=value: {word}"));
        let field = Field::from_code(key).unwrap_or_else(|| panic!("no field {key}"));
        set(&mut input, field, value, now);
    }
    Act { verb, input }
}

fn set(input: &mut Input, field: Field, value: &str, now: Timestamp) {
    let text = || Some(value.replace('_', " "));
    let fen = || Some(Fen::parse(value).expect("an amount"));
    let number = || Some(value.parse().expect("a number"));
    match field {
        Field::Amount => input.amount = fen(),
        Field::Reason => input.reason = Some(value.into()),
        Field::Text => input.text = text(),
        Field::Carrier => input.carrier = text(),
        Field::TrackingNo => input.tracking_no = text(),
        Field::Address => input.address = text(),
        Field::FreightPayer => input.freight_payer = Payer::from_code(value),
        Field::FreightCost => input.freight_cost = fen(),
        Field::Deduction => input.deduction = fen(),
        Field::FreightDeduction => input.freight_deduction = fen(),
        Field::FreightRefund => input.freight_refund = fen(),
        // `+36h`
        Field::Due => {
            let hours = value.trim_start_matches('+').trim_end_matches('h');
            input.due = Some(now + Span::hours(hours.parse().expect("+<n>h")));
        }
        // `1a0f` pieces passed, grade, pieces failed; lines with commas.
        Field::Inspection => {
            input.inspection = value
                .split(',')
                .enumerate()
                .map(|(line, found)| {
                    let (passed, rest) = found.split_at(1);
                    let (grade, failed) = rest.split_at(1);
                    InspectedLine {
                        line,
                        passed: passed.parse().unwrap(),
                        failed: failed.parse().unwrap(),
                        grade: Grade::from_code(grade).unwrap(),
                    }
                })
                .collect();
        }
        Field::Quantities => {
            input.quantities = value.split(',').map(|n| n.parse().unwrap()).collect();
        }
        Field::TxnNo => input.txn_no = text(),
        Field::PayMethod => input.pay_method = PayMethod::from_code(value),
        Field::Sku => input.sku = text(),
        Field::Staff => input.staff = Some(StaffId(value.parse().unwrap())),
        Field::Priority => input.priority = Priority::from_code(value),
        Field::ReasonCode => input.reason_code = Some(value.into()),
        Field::Fault => input.fault = Fault::from_code(value),
        Field::Kind => input.kind = Kind::from_code(value),
        Field::Subtype => input.subtype = crate::domain::case::Subtype::from_code(value),
        Field::Result => input.result = Some(value.into()),
        Field::Case => input.case = Some(CaseId(value.parse().unwrap())),
        Field::Deadline => input.deadline = DeadlineKind::from_code(value),
        Field::Entry => input.entry = number(),
        Field::PromiseNo => input.promise_no = number(),
        Field::Tag => input.tag = Some(value.into()),
        Field::BuyerAgreed => input.buyer_agreed = Some(value == "yes"),
        Field::Score => input.score = Some(value.parse().unwrap()),
        Field::Contact => input.contact = text(),
        Field::Files => input.files = value.split(',').map(photo).collect(),
        Field::Days => input.days = number(),
        Field::ReferenceNo => input.reference_no = text(),
        Field::Content => input.content = text(),
        Field::Points => input.points = number(),
        Field::RootCause => input.root_cause = text(),
        Field::PolicyOverride => input.policy_override = text(),
        Field::MoneyKind => input.money_kind = MoneyKind::from_code(value),
        Field::State => input.state = State::from_code(value),
        Field::PlatformStatus => input.platform_status = text(),
        Field::ContactChannel => input.contact_channel = ContactChannel::from_code(value),
        Field::ContactOutcome => input.contact_outcome = ContactOutcome::from_code(value),
        Field::Mentions => {
            input.mentions = value
                .split(',')
                .map(|id| StaffId(id.parse().unwrap()))
                .collect();
        }
        Field::Pinned => input.pinned = Some(value == "yes"),
        Field::Event => input.event = Some(value.parse().unwrap()),
        Field::Reminder => input.reminder = number(),
        Field::Item => input.item = Some(value.into()),
    }
}

fn length(span: Span) -> String {
    let minutes = span.0 / 60_000;
    match (minutes / 1440, minutes % 1440 / 60, minutes % 60) {
        (0, 0, m) => format!("{m}m"),
        (0, h, 0) => format!("{h}h"),
        (0, h, m) => format!("{h}h{m}m"),
        (d, 0, 0) => format!("{d}d"),
        (d, h, _) => format!("{d}d{h}h"),
    }
}

/// One line: act, where it led, what waits, the clocks, the money.
pub fn change(verb: Verb, change: &Change, now: Timestamp) -> String {
    let case = &change.case;
    let mut told = format!("{} {verb}: {}", stamp(now), change.to);
    if !case.next_action.is_empty() {
        told.push_str(&format!(
            " -> {} by {}",
            case.next_action.replace(' ', "_"),
            stamp(case.next_action_at)
        ));
    }
    let clocks: Vec<String> = case
        .deadlines
        .iter()
        .filter_map(|d| match d.state {
            DeadlineState::Running => Some(format!("{} {}", d.kind, length(d.due_at.since(now)))),
            DeadlineState::Paused => Some(format!(
                "{} paused {}",
                d.kind,
                length(d.left.unwrap_or(Span::ZERO))
            )),
            _ => None,
        })
        .collect();
    if !clocks.is_empty() {
        told.push_str(&format!(" | {}", clocks.join(", ")));
    }
    let money: Vec<String> = case
        .money
        .iter()
        .map(|m| format!("{} {} {}", m.kind, m.amount, m.state))
        .collect();
    if !money.is_empty() {
        told.push_str(&format!(" | {}", money.join(", ")));
    }
    for opened in &change.opens {
        told.push_str(&format!(" | opens {}", opened.kind));
    }
    let buyer: Vec<String> = change
        .notices
        .iter()
        .filter(|n| n.to == crate::domain::notice::Audience::Buyer)
        .map(|n| n.kind.to_string())
        .collect();
    if !buyer.is_empty() {
        told.push_str(&format!(" | tells {}", buyer.join(", ")));
    }
    told
}

pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Missing(field) => format!("missing {field}"),
        Refusal::Invalid(field) => format!("invalid {field}"),
        Refusal::Needs(need) => format!("needs {need}"),
        Refusal::MoreThanRefundable { left } => format!("more than refundable, left {left}"),
        Refusal::AboveLimit { limit } => format!("above limit {limit}"),
        Refusal::MorePieces { left } => format!("more pieces, left {left}"),
        Refusal::TooEarly { until } => format!("too early until {}", stamp(*until)),
        Refusal::TooLate { since } => format!("too late since {}", stamp(*since)),
        Refusal::TooOften { limit } => format!("too often, at most {limit}"),
        Refusal::LineInOpenCase { case } => format!("line in open case {case}"),
        Refusal::WrongRole { roles } => {
            let roles: Vec<&str> = roles.iter().map(|role| role.code()).collect();
            format!("wrong role, may: {}", roles.join(" "))
        }
        Refusal::WrongState { from, .. } => {
            let from: Vec<&str> = from.iter().map(|state| state.code()).collect();
            format!("wrong state, possible in: {}", from.join(" "))
        }
        Refusal::PastDeadline { deadline, due } => {
            format!("past {deadline} at {}", stamp(*due))
        }
        Refusal::Unchecked { items } => {
            let codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
            format!("unchecked: {}", codes.join(" "))
        }
        other => other.code().to_owned(),
    }
}
