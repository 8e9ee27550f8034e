//! Receipts: gateways that say nothing of their own accord are asked what became of messages.

use super::sms;
use crate::actions::notices;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Standing;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::receipts as receipts_of;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::store::receipts;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Questions of one run.
const AT_ONCE: usize = 200;
/// Names in one question.
const IN_ONE: usize = 40;

/// Asks what is due. Returns how many messages were asked for.
///
/// # Errors
/// When the store takes no writes.
pub async fn ask(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let due = app
        .read(move |view| Ok(receipts::awaited(view, now, AT_ONCE)?))
        .await?;
    if due.is_empty() {
        return Ok(0);
    }
    let moment = app.moment();
    let asked = app
        .write(None, move |plan| notices::asking(plan, &due, &moment))
        .await?;
    for one in asked.iter().filter(|one| one.standing == Standing::Unknown) {
        look_up(host, one).await?;
    }
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in asked.iter().filter(|one| one.standing == Standing::Sent) {
        if let Some(reference) = &one.reference {
            let of = names.entry(one.gateway.clone()).or_default();
            of.push(reference.clone());
        }
    }
    for (gateway, names) in names {
        let account = gateway
            .strip_prefix("plugin:")
            .and_then(|id| id.parse().ok());
        let Some(account) = account.map(PluginAccountId) else {
            continue;
        };
        for some in names.chunks(IN_ONE) {
            let (of, ask) = (gateway.clone(), Ask::QuerySms(some.to_vec()));
            let called = host.call(account, ask, None, move |plan, answer| {
                let Answer::Receipts(all) = answer else {
                    return Ok(0_usize);
                };
                for one in all {
                    if let Some(receipt) = receipts_of::read(one, now) {
                        notices::take_receipt(plan, &of, &one.external_id, receipt)?;
                    }
                }
                Ok(all.len())
            });
            match called.await {
                // What could not be answered is asked again at its next time.
                Ok(_) | Err(Failure::Invalid(_) | Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
    Ok(asked.len())
}

/// Asks a gateway whether it took a message whose answer was lost. Nothing is sent again, whatever it
/// says: what it does not list yet may have gone out all the same.
async fn look_up(host: &Host, one: &Delivery) -> Result<(), Failure> {
    let app = Arc::clone(host.app());
    let (seen, of) = (one.clone(), Arc::clone(&app));
    let ready = app
        .read(move |view| sms::ready(view, of.store.vault(), &seen))
        .await?;
    let Ok((account, message)) = ready else {
        return Ok(());
    };
    let tried = jiff::Timestamp::from_millisecond(one.tried_at().0).unwrap_or_default();
    let ask = Ask::CheckSms {
        message,
        sent_at: tried.to_string(),
    };
    let (id, moment) = (one.id, app.moment());
    let called = host.call(account, ask, None, move |plan, answer| {
        let Answer::Found(Some(found)) = answer else {
            return Ok(0_u32);
        };
        let receipt = receipts_of::read_found(found, moment.now);
        notices::found_message(plan, id, found.external_id.clone(), receipt, &moment)?;
        Ok(1)
    });
    match called.await {
        Ok(_) | Err(Failure::Invalid(_) | Failure::NotFound) => Ok(()),
        Err(failure) => Err(failure),
    }
}
