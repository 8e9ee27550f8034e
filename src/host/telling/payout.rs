//! Money that a payment service pays: one payment under one key, however often it is begun.

use super::Asks;
use crate::domain::case::record::MoneyState;
use crate::domain::plugin::ending::Ending;
use crate::domain::plugin::telling::Said;
use crate::domain::plugin::telling::Telling;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::host::marketplace::money;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::payout_types::Entry;
use crate::plugins::contract::aftercare::plugin::payout_types::PayoutState;
use crate::plugins::contract::aftercare::plugin::payout_types::Receipt;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;

/// What the contract says of it; nothing when the case is gone.
pub fn asks(view: &impl View, telling: &Telling) -> Result<Option<Asks>, Failure> {
    let Some(case) = cases::by_id(view, telling.case)? else {
        return Ok(None);
    };
    let Some(shop) = orders::shop(view, case.shop)? else {
        return Ok(None);
    };
    let mut entries = case.money.iter();
    let paying = entries.find(|entry| entry.state == MoneyState::Paying);
    let entry = Entry {
        idempotency_key: telling.key(),
        case_number: case.no.to_string(),
        order_id: case.order_no.clone(),
        amount: money::told(telling.amount.unwrap_or_default(), &shop),
        method: paying.map(|entry| entry.method.code().to_owned()),
        // Orders say nothing of how they were paid.
        payment_ref: None,
        note: None,
        attrs: Vec::new(),
    };
    Ok(Some(Asks {
        push: Ask::Execute(entry.clone()),
        check: Ask::CheckPayout(entry),
    }))
}

/// A state that the plugin does not know is never taken for paid.
pub fn said(receipt: &Receipt) -> Said {
    let reference = Some(receipt.external_ref.clone()).filter(|name| !name.is_empty());
    let after = receipt.check_after_s;
    match receipt.state {
        PayoutState::Paid => Said::Applied(reference),
        PayoutState::Pending => Said::Pending(after.map(|s| Span(i64::from(s).max(30) * 1_000))),
        PayoutState::Unmapped => Said::Ended {
            how: Ending::Unknown,
            after: None,
            why: receipt.raw_state.clone(),
        },
    }
}
