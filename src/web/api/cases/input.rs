//! What an act is told, as JSON: one member per field of the domain, amounts named `…_fen`.

use super::super::values::Amount;
use super::super::values::Area;
use super::super::values::Count;
use super::super::values::Id;
use super::super::values::Line;
use super::super::values::Time;
use super::super::values::objects_or_null;
use super::super::values::said;
use crate::actions::access::Viewer;
use crate::actions::access::see_case;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::CaseResult;
use crate::domain::case::Field;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::act::InspectedLine;
use crate::domain::case::record::CaseFile;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::Fault;
use crate::domain::case::record::Grade;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::case::tables::Required;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::ids::StaffId;
use crate::domain::reasons;
use crate::failure::Failure;
use crate::store::View;
use serde::Deserialize;
use utoipa::ToSchema;

/// What an act is told. Each act takes some of these: `GET …/acts` says which.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActInput {
    pub amount_fen: Option<Amount>,
    /// Why, in words the buyer may read.
    pub reason: Option<Area>,
    pub text: Option<Area>,
    pub carrier: Option<Line>,
    pub tracking_no: Option<Line>,
    pub address: Option<Area>,
    pub freight_payer: Option<Payer>,
    pub freight_cost_fen: Option<Amount>,
    pub deduction_fen: Option<Amount>,
    pub freight_deduction_fen: Option<Amount>,
    pub freight_refund_fen: Option<Amount>,
    pub due: Option<Time>,
    #[serde(default, deserialize_with = "objects_or_null")]
    #[schema(max_items = 200)]
    pub inspection: Option<Vec<Inspected>>,
    /// One per line of the case, in its order.
    #[schema(max_items = 200)]
    pub quantities: Option<Vec<Count>>,
    pub txn_no: Option<Line>,
    pub pay_method: Option<PayMethod>,
    pub sku: Option<Line>,
    /// The number of a member of staff.
    pub staff: Option<Id>,
    pub priority: Option<Priority>,
    pub reason_code: Option<Line>,
    pub fault: Option<Fault>,
    pub kind: Option<Kind>,
    pub subtype: Option<Subtype>,
    pub result: Option<CaseResult>,
    /// The number of another case.
    pub case: Option<Line>,
    pub deadline: Option<DeadlineKind>,
    pub entry: Option<Count>,
    pub promise_no: Option<Count>,
    pub buyer_agreed: Option<bool>,
    #[schema(minimum = 1, maximum = 5)]
    pub score: Option<u8>,
    pub contact: Option<Line>,
    pub days: Option<Count>,
    pub reference_no: Option<Line>,
    pub content: Option<Area>,
    pub points: Option<Count>,
    pub root_cause: Option<Area>,
    /// The reason for continuing against a rule.
    pub policy_override: Option<Area>,
    pub money_kind: Option<MoneyKind>,
    pub state: Option<State>,
    pub platform_status: Option<Line>,
    pub tag: Option<Line>,
    pub contact_channel: Option<ContactChannel>,
    pub contact_outcome: Option<ContactOutcome>,
    /// The numbers of members of staff.
    #[schema(max_items = 50)]
    pub mentions: Option<Vec<Id>>,
    pub pinned: Option<bool>,
    /// The `seq` of an event of the case.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub event: Option<u64>,
    pub reminder: Option<Count>,
    pub item: Option<Line>,
    /// Files of the case by their `hash`, as `POST …/files` told it.
    #[schema(max_items = 10)]
    pub files: Option<Vec<Line>>,
}

/// What the warehouse found for one line of the case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspected {
    /// Its place in `lines`, from 0.
    #[schema(minimum = 0, maximum = 199)]
    pub line: usize,
    pub passed: Count,
    pub failed: Count,
    pub grade: Grade,
}

/// The name of a field in JSON.
pub fn json_name(field: Field) -> String {
    match field {
        Field::Amount
        | Field::FreightCost
        | Field::Deduction
        | Field::FreightDeduction
        | Field::FreightRefund => format!("{}_fen", field.code()),
        field => field.code().to_owned(),
    }
}

/// The act that was told.
///
/// # Errors
/// `Invalid` for what is missing, is not asked for, or does not fit.
pub fn act(
    view: &impl View,
    viewer: &Viewer,
    case: &Case,
    verb: Verb,
    asked: &[(Field, Required)],
    told: ActInput,
) -> Result<Act, Failure> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut add = |field: Field, key: &str| wrong.push((json_name(field), key.to_owned()));
    for field in Field::ALL {
        let asks = asked.iter().find(|(known, _)| known == field);
        match (asks, given(&told, *field)) {
            (None, true) => add(*field, "error-field-not-asked"),
            (Some((_, Required::Yes)), false) => add(*field, "error-required"),
            _ => {}
        }
    }
    let reason_code = said(told.reason_code);
    if reason_code
        .as_ref()
        .is_some_and(|code| reasons::find(code).is_none())
    {
        add(Field::ReasonCode, "error-choice");
    }
    if told.score.is_some_and(|score| !(1..=5).contains(&score)) {
        add(Field::Score, "error-choice");
    }
    let quantities = told.quantities.unwrap_or_default();
    if !quantities.is_empty() && quantities.len() != case.lines.len() {
        add(Field::Quantities, "error-one-per-line");
    }
    let mut inspection = Vec::new();
    for found in told.inspection.unwrap_or_default() {
        let twice = inspection
            .iter()
            .any(|known: &InspectedLine| known.line == found.line);
        if found.line >= case.lines.len() || twice {
            add(Field::Inspection, "error-one-per-line");
        }
        inspection.push(InspectedLine {
            line: found.line,
            passed: found.passed.0,
            failed: found.failed.0,
            grade: found.grade,
        });
    }
    let mut files: Vec<CaseFile> = Vec::new();
    for hash in told.files.unwrap_or_default() {
        match case.files.iter().find(|file| file.hash == hash.0) {
            Some(file) if files.contains(file) => {}
            Some(file) => files.push(file.clone()),
            None => add(Field::Files, "error-choice"),
        }
    }
    let mut mentions: Vec<StaffId> = Vec::new();
    for Id(id) in told.mentions.unwrap_or_default() {
        let id = StaffId(id);
        if !mentions.contains(&id) {
            mentions.push(id);
        }
    }
    let other = match said(told.case) {
        None => None,
        Some(text) => match CaseNo::parse(&text).map(|no| see_case(view, viewer, &no)) {
            Some(Ok((other, _))) => Some(other.id()),
            None | Some(Err(Failure::NotFound)) => {
                add(Field::Case, "error-case-unknown");
                None
            }
            Some(Err(failure)) => return Err(failure),
        },
    };
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let without_blanks = |text: String| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let mut act = Act::of(verb);
    let input = &mut act.input;
    input.amount = told.amount_fen.map(|amount| amount.0);
    input.reason = said(told.reason);
    input.text = said(told.text);
    input.carrier = said(told.carrier);
    input.tracking_no = said(told.tracking_no).map(without_blanks);
    input.address = said(told.address);
    input.freight_payer = told.freight_payer;
    input.freight_cost = told.freight_cost_fen.map(|amount| amount.0);
    input.deduction = told.deduction_fen.map(|amount| amount.0);
    input.freight_deduction = told.freight_deduction_fen.map(|amount| amount.0);
    input.freight_refund = told.freight_refund_fen.map(|amount| amount.0);
    input.due = told.due.map(|at| at.0);
    input.inspection = inspection;
    input.quantities = quantities.into_iter().map(|count| count.0).collect();
    input.txn_no = said(told.txn_no).map(without_blanks);
    input.pay_method = told.pay_method;
    input.sku = said(told.sku);
    input.staff = told.staff.map(|id| StaffId(id.0));
    input.priority = told.priority;
    input.reason_code = reason_code;
    input.fault = told.fault;
    input.kind = told.kind;
    input.subtype = told.subtype;
    input.result = told.result.map(|result| result.code().to_owned());
    input.case = other;
    input.deadline = told.deadline;
    input.entry = told.entry.map(|count| count.0);
    input.promise_no = told.promise_no.map(|count| count.0);
    input.buyer_agreed = told.buyer_agreed;
    input.score = told.score;
    input.contact = said(told.contact);
    input.days = told.days.map(|count| count.0);
    input.reference_no = said(told.reference_no);
    input.content = said(told.content);
    input.points = told.points.map(|count| count.0);
    input.root_cause = said(told.root_cause);
    input.policy_override = said(told.policy_override);
    input.money_kind = told.money_kind;
    input.state = told.state;
    input.platform_status = said(told.platform_status);
    input.tag = said(told.tag);
    input.contact_channel = told.contact_channel;
    input.contact_outcome = told.contact_outcome;
    input.mentions = mentions;
    input.pinned = told.pinned;
    input.event = told.event;
    input.reminder = told.reminder.map(|count| count.0);
    input.item = said(told.item);
    input.files = files;
    Ok(act)
}

/// Whether anything was told for a field. A new field does not compile before it stands here.
fn given(told: &ActInput, field: Field) -> bool {
    match field {
        Field::Amount => told.amount_fen.is_some(),
        Field::Reason => told.reason.is_some(),
        Field::Text => told.text.is_some(),
        Field::Carrier => told.carrier.is_some(),
        Field::TrackingNo => told.tracking_no.is_some(),
        Field::Address => told.address.is_some(),
        Field::FreightPayer => told.freight_payer.is_some(),
        Field::FreightCost => told.freight_cost_fen.is_some(),
        Field::Deduction => told.deduction_fen.is_some(),
        Field::FreightDeduction => told.freight_deduction_fen.is_some(),
        Field::FreightRefund => told.freight_refund_fen.is_some(),
        Field::Due => told.due.is_some(),
        Field::Inspection => told.inspection.as_ref().is_some_and(|all| !all.is_empty()),
        Field::Quantities => told.quantities.as_ref().is_some_and(|all| !all.is_empty()),
        Field::TxnNo => told.txn_no.is_some(),
        Field::PayMethod => told.pay_method.is_some(),
        Field::Sku => told.sku.is_some(),
        Field::Staff => told.staff.is_some(),
        Field::Priority => told.priority.is_some(),
        Field::ReasonCode => told.reason_code.is_some(),
        Field::Fault => told.fault.is_some(),
        Field::Kind => told.kind.is_some(),
        Field::Subtype => told.subtype.is_some(),
        Field::Result => told.result.is_some(),
        Field::Case => told.case.is_some(),
        Field::Deadline => told.deadline.is_some(),
        Field::Entry => told.entry.is_some(),
        Field::PromiseNo => told.promise_no.is_some(),
        Field::BuyerAgreed => told.buyer_agreed.is_some(),
        Field::Score => told.score.is_some(),
        Field::Contact => told.contact.is_some(),
        Field::Files => told.files.as_ref().is_some_and(|all| !all.is_empty()),
        Field::Days => told.days.is_some(),
        Field::ReferenceNo => told.reference_no.is_some(),
        Field::Content => told.content.is_some(),
        Field::Points => told.points.is_some(),
        Field::RootCause => told.root_cause.is_some(),
        Field::PolicyOverride => told.policy_override.is_some(),
        Field::MoneyKind => told.money_kind.is_some(),
        Field::State => told.state.is_some(),
        Field::PlatformStatus => told.platform_status.is_some(),
        Field::Tag => told.tag.is_some(),
        Field::ContactChannel => told.contact_channel.is_some(),
        Field::ContactOutcome => told.contact_outcome.is_some(),
        Field::Mentions => told.mentions.as_ref().is_some_and(|all| !all.is_empty()),
        Field::Pinned => told.pinned.is_some(),
        Field::Event => told.event.is_some(),
        Field::Reminder => told.reminder.is_some(),
        Field::Item => told.item.is_some(),
    }
}
