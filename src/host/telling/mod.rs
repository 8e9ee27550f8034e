//! A decision made here told to the marketplace, or its money to a payment service: the words are
//! read from the case at the last moment, and what came of it is written with the call.

mod payout;

use super::Heard;
use super::Host;
use super::marketplace::money;
use crate::actions::plugins::tellings;
use crate::actions::plugins::tellings::Answered;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::telling::Said;
use crate::domain::plugin::telling::Step;
use crate::domain::plugin::telling::Telling;
use crate::domain::plugin::telling::What;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Ack;
use crate::plugins::contract::aftercare::plugin::marketplace_types::AckState;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Decision;
use crate::plugins::contract::aftercare::plugin::marketplace_types::ReturnTo;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Verdict;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::plugins;
use crate::store::tellings as stored;
use std::sync::Arc;

/// What is asked for each step.
struct Asks {
    push: Ask,
    check: Ask,
}

/// Tells it, or asks what became of it. Gives how the call ended; nothing when somebody else is at
/// it, or the account may not be called now.
///
/// # Errors
/// When the store takes no writes.
pub async fn tell(host: &Host, telling: Telling) -> Result<Option<Heard>, Failure> {
    let app = Arc::clone(host.app());
    let seen = telling.clone();
    let read = app
        .read(move |view| {
            let plugin = plugins::account(view, seen.account)?.map(|account| account.plugin);
            let asks = match seen.what {
                What::PayOut => payout::asks(view, &seen)?,
                _ => decision(view, &seen)?.map(|decision| Asks {
                    push: Ask::PushDecision(decision.clone()),
                    check: Ask::CheckDecision(decision),
                }),
            };
            Ok(plugin.zip(asks))
        })
        .await?;
    let Some((plugin, asks)) = read else {
        return Ok(None);
    };
    // Written down before the call: whoever finds it so after a crash asks instead of sending.
    let (seen, now) = (telling.clone(), app.now());
    let step = app
        .write(None, move |plan| tellings::begin(plan, &seen, now))
        .await?;
    let Some(step) = step else {
        return Ok(None);
    };
    let ask = match step {
        Step::Push => asks.push,
        Step::Check => asks.check,
    };
    let chance = app.chance();
    let answered = move |said: Said, revision: Option<String>, plugin: PluginId| Answered {
        case: telling.case,
        seq: telling.seq,
        step,
        said,
        revision,
        plugin,
        chance,
    };
    let (moment, by, make) = (app.moment(), plugin.clone(), answered);
    let called = host
        .call(telling.account, ask, None, move |plan, answer| {
            let came = match answer {
                Answer::Ack(ack) => make(said(ack), ack.revision.clone(), by),
                Answer::Paid(receipt) => make(payout::said(receipt), None, by),
                _ => return Ok(0_u32),
            };
            tellings::answered(plan, &came, &moment)?;
            Ok(0_u32)
        })
        .await;
    let heard = match called {
        Ok((heard, _)) => heard,
        // It was switched off, or held back: nothing was sent.
        Err(Failure::Invalid(_) | Failure::NotFound) => {
            let why = Said::Ended {
                how: crate::domain::plugin::ending::Ending::Auth,
                after: None,
                why: String::new(),
            };
            let (came, moment) = (answered(why, None, plugin), app.moment());
            app.write(None, move |plan| tellings::answered(plan, &came, &moment))
                .await?;
            return Ok(None);
        }
        Err(failure) => return Err(failure),
    };
    if heard.answer.is_none() {
        let why = Said::Ended {
            how: heard.ending,
            after: heard.after.map(Span),
            why: heard.why.clone(),
        };
        let (came, moment) = (answered(why, None, plugin), app.moment());
        app.write(None, move |plan| tellings::answered(plan, &came, &moment))
            .await?;
    }
    Ok(Some(heard))
}

fn said(ack: &Ack) -> Said {
    match ack.state {
        AckState::Applied | AckState::AlreadyApplied => Said::Applied(ack.external_ref.clone()),
        AckState::Pending => Said::Pending(
            ack.check_after_s
                .map(|s| Span(i64::from(s).max(30) * 1_000)),
        ),
    }
}

/// What the contract says of it; nothing when the case is gone.
fn decision(view: &impl View, telling: &Telling) -> Result<Option<Decision>, Failure> {
    let Some(case) = cases::by_id(view, telling.case)? else {
        return Ok(None);
    };
    let Some(shop) = orders::shop(view, case.shop)? else {
        return Ok(None);
    };
    let foreign = stored::foreign(view, telling.case)?;
    let words = cases::words(view, telling.case, telling.seq)?.unwrap_or_default();
    let verdict = match telling.what {
        What::ApproveRefund => {
            Verdict::ApproveRefund(money::told(telling.amount.unwrap_or_default(), &shop))
        }
        What::ApproveReturn => Verdict::ApproveReturn(ReturnTo {
            name: shop.name.clone(),
            phone: shop.hotline.clone().unwrap_or_default(),
            region: String::new(),
            street: shop.return_address.clone().unwrap_or_default(),
            note: Some(case.rma.clone()).filter(|rma| !rma.is_empty()),
        }),
        What::Reject => Verdict::Reject(words.clone()),
        What::RequestEvidence => Verdict::RequestEvidence(words.clone()),
        What::ConfirmReceived => Verdict::ConfirmReceived,
        What::ShipReplacement => {
            Verdict::ShipReplacement(telling.parcel.clone().unwrap_or_default())
        }
        What::PayOut => return Ok(None),
    };
    Ok(Some(Decision {
        idempotency_key: telling.key(),
        request_id: foreign
            .as_ref()
            .map_or_else(String::new, |foreign| foreign.request.clone()),
        order_id: foreign.map_or_else(|| case.order_no.clone(), |foreign| foreign.order),
        revision: telling.revision.clone(),
        verdict,
        note: Some(words).filter(|words| !words.is_empty()),
        attrs: vec![("case".to_owned(), case.no.to_string())],
    }))
}
