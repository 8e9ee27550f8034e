//! What was said with an act: whether it was, and what the timeline keeps of it as facts.

use super::act::Input;
use super::effects::desk;
use super::effects::overlays;
use super::guard::is_side;
use super::kind::Kind;
use super::record::Case;
use super::record::CaseResult;
use super::record::ClaimReason;
use super::record::Fault;
use super::record::MoneyKind;
use super::state::State;
use super::tables;
use super::tables::Row;
use super::verb::Field;
use super::verb::Verb;

fn text(value: &Option<String>) -> Option<String> {
    value
        .as_deref()
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
}

/// Whether a field was filled in.
pub fn is_said(field: Field, input: &Input) -> bool {
    match field {
        Field::Inspection => !input.inspection.is_empty(),
        Field::Quantities => !input.quantities.is_empty(),
        Field::Files => !input.files.is_empty(),
        Field::Mentions => !input.mentions.is_empty(),
        Field::Reason => text(&input.reason).is_some(),
        Field::Text => text(&input.text).is_some(),
        Field::Address => text(&input.address).is_some(),
        Field::Content => text(&input.content).is_some(),
        Field::Contact => text(&input.contact).is_some(),
        Field::RootCause => text(&input.root_cause).is_some(),
        Field::PolicyOverride => text(&input.policy_override).is_some(),
        Field::Tag => text(&input.tag).is_some(),
        field => value(field, input).is_some(),
    }
}

/// A field's value for the timeline, when it is not personal and not free text. Amounts are 分,
/// moments are ms, the rest codes and numbers.
pub fn value(field: Field, input: &Input) -> Option<String> {
    match field {
        Field::Amount => input.amount.map(|v| v.0.to_string()),
        Field::Carrier => text(&input.carrier),
        Field::TrackingNo => text(&input.tracking_no),
        Field::FreightPayer => input.freight_payer.map(|v| v.to_string()),
        Field::FreightCost => input.freight_cost.map(|v| v.0.to_string()),
        Field::Deduction => input.deduction.map(|v| v.0.to_string()),
        Field::FreightDeduction => input.freight_deduction.map(|v| v.0.to_string()),
        Field::FreightRefund => input.freight_refund.map(|v| v.0.to_string()),
        Field::Due => input.due.map(|v| v.0.to_string()),
        Field::TxnNo => text(&input.txn_no),
        Field::PayMethod => input.pay_method.map(|v| v.to_string()),
        Field::Sku => text(&input.sku),
        Field::Staff => input.staff.map(|v| v.to_string()),
        Field::Priority => input.priority.map(|v| v.to_string()),
        Field::ReasonCode => text(&input.reason_code),
        Field::Fault => input.fault.map(|v| v.to_string()),
        Field::Kind => input.kind.map(|v| v.to_string()),
        Field::Subtype => input.subtype.map(|v| v.to_string()),
        Field::Result => text(&input.result),
        Field::Case => input.case.map(|v| v.to_string()),
        Field::Deadline => input.deadline.map(|v| v.to_string()),
        Field::Entry => input.entry.map(|v| v.to_string()),
        Field::PromiseNo => input.promise_no.map(|v| v.to_string()),
        Field::BuyerAgreed => input.buyer_agreed.map(|v| v.to_string()),
        Field::Score => input.score.map(|v| v.to_string()),
        Field::Days => input.days.map(|v| v.to_string()),
        Field::ReferenceNo => text(&input.reference_no),
        Field::Points => input.points.map(|v| v.to_string()),
        Field::MoneyKind => input.money_kind.map(|v| v.to_string()),
        Field::State => input.state.map(|v| v.to_string()),
        Field::PlatformStatus => text(&input.platform_status),
        Field::ContactChannel => input.contact_channel.map(|v| v.to_string()),
        Field::ContactOutcome => input.contact_outcome.map(|v| v.to_string()),
        Field::Mentions if !input.mentions.is_empty() => Some(
            input
                .mentions
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(","),
        ),
        Field::Pinned => input.pinned.filter(|v| *v).map(|v| v.to_string()),
        Field::Event => input.event.map(|v| v.to_string()),
        Field::Reminder => input.reminder.map(|v| v.to_string()),
        Field::Item => text(&input.item),
        Field::Quantities if !input.quantities.is_empty() => Some(
            input
                .quantities
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join("+"),
        ),
        Field::Inspection if !input.inspection.is_empty() => Some(
            input
                .inspection
                .iter()
                .map(|line| {
                    let (no, pass, fail) = (line.line + 1, line.passed, line.failed);
                    format!("{no}:{pass}/{fail}{}", line.grade)
                })
                .collect::<Vec<_>>()
                .join(" "),
        ),
        Field::Files if !input.files.is_empty() => Some(input.files.len().to_string()),
        // Words are kept apart, so that they can be erased (D10.18).
        Field::Reason
        | Field::Text
        | Field::Address
        | Field::Content
        | Field::Contact
        | Field::RootCause
        | Field::PolicyOverride
        | Field::Tag
        | Field::Quantities
        | Field::Mentions
        | Field::Inspection
        | Field::Files => None,
    }
}

/// The fact that names a file that went along with words to the buyer, by its hash.
pub const ALONG: &str = "along";

/// The facts of an act: one per field of the row that was filled in.
pub fn facts(row: &Row, input: &Input) -> Vec<(String, String)> {
    let told = row
        .fields
        .iter()
        .filter_map(|(field, _)| Some((field.code().to_owned(), value(*field, input)?)));
    // Which files went along with the words: who sends them on looks here.
    let speaks = matches!(row.verb, Verb::Message | Verb::Restate);
    let along = input.files.iter().filter(|_| speaks);
    told.chain(along.map(|file| (ALONG.to_owned(), file.hash.clone())))
        .collect()
}

/// The words of an act, for the timeline's own text.
pub fn words(row: &Row, input: &Input) -> Option<String> {
    let parts: Vec<String> = row
        .fields
        .iter()
        .filter_map(|(field, _)| match field {
            Field::Reason => text(&input.reason),
            Field::Text => text(&input.text),
            Field::Address => text(&input.address),
            Field::Contact => text(&input.contact),
            Field::Content => text(&input.content),
            Field::RootCause => text(&input.root_cause),
            Field::Tag => text(&input.tag),
            _ => None,
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The codes a choice field of an act on this case may have, for the form: kinds for converting,
/// results for an outcome. `None` when the field is not a list or every member will do.
pub fn choices(case: &Case, verb: Verb, field: Field) -> Option<Vec<&'static str>> {
    let results = |list: &[CaseResult]| list.iter().map(|r| r.code()).collect();
    let pairs = |list: &[(CaseResult, State)]| list.iter().map(|(r, _)| r.code()).collect();
    Some(match (verb, field) {
        (Verb::Outcome, Field::Result) => results(desk::REVIEW_RESULTS),
        (Verb::Result, Field::Result) => pairs(overlays::COURIER_RESULTS),
        (Verb::Rule, Field::Result) => pairs(overlays::RULINGS),
        (Verb::PlatformClosed, Field::Result) => results(&[
            CaseResult::Refunded,
            CaseResult::Rejected,
            CaseResult::Withdrawn,
            CaseResult::Expired,
        ]),
        (Verb::ClaimOpen, Field::Reason) => ClaimReason::ALL.iter().map(|r| r.code()).collect(),
        (Verb::AddMoney, Field::MoneyKind) => [
            MoneyKind::ReturnFreight,
            MoneyKind::Compensation,
            MoneyKind::PriceDiffRefund,
            MoneyKind::PriceDiffCharge,
            MoneyKind::RepairCharge,
            MoneyKind::GiftCost,
        ]
        .iter()
        .filter(|kind| is_side(case, **kind))
        // A buyer whose goods the courier lost or broke pays nothing (D10.11).
        .filter(|kind| case.fault != Fault::Courier || !buyer_pays(**kind))
        .map(|kind| kind.code())
        .collect(),
        (Verb::Convert, Field::Kind) => Kind::ALL
            .iter()
            .filter(|kind| **kind != case.kind)
            .filter(|kind| !kind.moves_money() || (case.order.is_some() && !case.lines.is_empty()))
            .map(|kind| kind.code())
            .collect(),
        (Verb::Offer, Field::Kind) => Kind::ALL
            .iter()
            .filter(|kind| kind.moves_money())
            .map(|kind| kind.code())
            .collect(),
        (Verb::Mirror, Field::State) => tables::states(case.kind.machine())
            .iter()
            .map(|state| state.code())
            .collect(),
        _ => return None,
    })
}

fn buyer_pays(kind: MoneyKind) -> bool {
    matches!(kind, MoneyKind::PriceDiffCharge | MoneyKind::RepairCharge)
}
