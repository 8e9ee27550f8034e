//! An after-sales request as a plugin tells it made into one as a platform's list tells it.

use super::Told;
use super::money::fen;
use super::read_instant;
use crate::actions::orders::Brought;
use crate::actions::plugins::tellings;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::record::Intake;
use crate::domain::money::Fen;
use crate::domain::plugin::foreign;
use crate::domain::plugin::foreign::Foreign;
use crate::failure::Failure;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Request;
use crate::plugins::contract::aftercare::plugin::marketplace_types::RequestKind;
use crate::plugins::contract::aftercare::plugin::marketplace_types::RequestState;
use crate::plugins::contract::aftercare::plugin::types::Money;
use crate::store::Plan;
use crate::store::cases;
use crate::transfer::cell::Reason;
use crate::transfer::imported::ImportedRefund;
use crate::transfer::taking;
use crate::transfer::taking::Teller;

/// Characters kept of a word over there.
const WORDS: usize = 500;

/// Why a request stays out.
pub(super) enum Out {
    /// Its order is not here.
    NoOrder,
    Why(String),
}

/// Whether something was new; or why it stays out.
///
/// # Errors
/// As [`taking::request`].
pub(super) fn take(
    plan: &mut Plan<'_, '_>,
    told: &Told<'_>,
    request: &Request,
) -> Result<Result<bool, Out>, Failure> {
    let refund = match read(told, request) {
        Ok(refund) => refund,
        Err(why) => return Ok(Err(Out::Why(why))),
    };
    let lines: Vec<(String, u32)> = request
        .lines
        .iter()
        .map(|line| (line.external_id.clone(), line.quantity))
        .collect();
    let teller = Teller {
        shop: told.shop.id,
        plugin: Some(told.plugin.as_str()),
        intake: Intake::Plugin,
        lines: &lines,
        moment: told.moment,
    };
    let done = taking::request(plan, &refund, &teller)?;
    if done.is_ok() {
        remember(plan, told, request)?;
    }
    let raw = (&request.raw_kind, &request.raw_state);
    Ok(done
        .map(|brought| brought != Brought::Unchanged)
        .map_err(|reason| match reason {
            Reason::OrderUnknown => Out::NoOrder,
            reason => Out::Why(format!("{}: {} / {}", reason.code(), raw.0, raw.1)),
        }))
}

/// Keeps the request as it is written there, beside its case.
fn remember(plan: &mut Plan<'_, '_>, told: &Told<'_>, request: &Request) -> Result<(), Failure> {
    let Some(case) = cases::id_by_platform_no(plan, told.shop.id, &request.external_id)? else {
        return Ok(());
    };
    let written = |money: &Money| format!("{} {}", money.amount, money.currency);
    let short = |text: &str| text.chars().take(WORDS).collect::<String>();
    let pairs = |(name, value): &(String, String)| (short(name), short(value));
    let evidence = request.evidence.iter().take(foreign::MOST);
    let new = Foreign {
        case,
        account: told.account,
        request: request.external_id.clone(),
        order: request.order_id.clone(),
        raw_kind: short(&request.raw_kind),
        raw_state: short(&request.raw_state),
        is_mapped: request.state != RequestState::Unmapped,
        requested: request.requested.as_ref().map(written),
        refunded: request.refunded.as_ref().map(written),
        decide_before: request.decide_before.clone(),
        revision: request.revision.clone(),
        evidence: evidence
            .map(|one| (short(&one.kind), short(&one.url)))
            .collect(),
        attrs: request
            .attrs
            .iter()
            .take(foreign::MOST)
            .map(pairs)
            .collect(),
        at: told.moment.now,
    };
    tellings::remember(plan, &new)
}

fn read(told: &Told<'_>, request: &Request) -> Result<ImportedRefund, String> {
    let amount = request.refunded.as_ref().or(request.requested.as_ref());
    let amount = amount.map(|money| fen(money, told.shop)).transpose()?;
    let (kind, subtype) = kind(request.kind);
    Ok(ImportedRefund {
        row: 0,
        refund_no: request.external_id.clone(),
        order_no: request.order_id.clone(),
        sub_order_no: None,
        kind,
        subtype,
        kind_word: request.raw_kind.clone(),
        status_word: request.raw_state.clone(),
        state: state(request.state),
        amount: amount.unwrap_or(Fen::ZERO),
        title: None,
        nick: None,
        reason: request.reason.clone(),
        text: request.message.clone(),
        applied_at: read_instant(&request.created_at),
        finished_at: None,
        // The platform's own field; where it has none, there is none.
        due_at: request.decide_before.as_deref().and_then(read_instant),
        goods_word: None,
        needs_return: None,
        disputed: request.state == RequestState::Disputed,
        return_carrier: request
            .return_number
            .as_ref()
            .map(|_| request.return_carrier.clone().unwrap_or_default()),
        return_tracking_no: request.return_number.clone(),
    })
}

/// A claim may be a refund, a replacement or a complaint: which, nobody has said.
const fn kind(kind: RequestKind) -> (Option<Kind>, Option<Subtype>) {
    match kind {
        RequestKind::RefundOnly => (Some(Kind::RefundOnly), None),
        RequestKind::ReturnAndRefund => (Some(Kind::ReturnRefund), None),
        RequestKind::Exchange => (Some(Kind::Exchange), None),
        RequestKind::Repair => (Some(Kind::Repair), None),
        RequestKind::Reship => (Some(Kind::Reship), None),
        RequestKind::PriceProtection => (Some(Kind::Compensation), Some(Subtype::PriceDiff)),
        RequestKind::Compensation => (Some(Kind::Compensation), None),
        RequestKind::Claim | RequestKind::Unmapped => (None, None),
    }
}

const fn state(state: RequestState) -> Option<State> {
    Some(match state {
        RequestState::Submitted => State::Submitted,
        RequestState::AwaitReturn => State::AwaitReturn,
        RequestState::Returning => State::Returning,
        // The goods are here, and a person looks at them.
        RequestState::Arrived | RequestState::Inspecting => State::Arrived,
        RequestState::Paying => State::Paying,
        RequestState::PayFailed => State::PayFailed,
        RequestState::Refunded => State::Refunded,
        RequestState::ToShip => State::ToShip,
        RequestState::Shipped => State::Shipped,
        RequestState::Delivered => State::Delivered,
        RequestState::Rejected => State::Rejected,
        RequestState::Withdrawn => State::Withdrawn,
        RequestState::Expired | RequestState::Closed => State::Closed,
        // A dispute is beside the state; what is unknown is never guessed.
        RequestState::Disputed | RequestState::Unmapped => return None,
    })
}
