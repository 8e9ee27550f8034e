//! One order or request read by its id.

use super::Told;
use super::orders;
use super::refusal;
use super::requests;
use super::requests::Out;
use crate::actions::plugins::looks;
use crate::domain::plugin::looking::Look;
use crate::domain::plugin::looking::Looked;
use crate::domain::plugin::looking::Thing;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::host::Heard;
use crate::host::Host;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::store::orders as stored;
use crate::store::plugins;
use std::sync::Arc;

/// Reads it, and takes it in with what becomes of the look. Gives how the call ended; nothing when
/// the account may not be called now.
///
/// # Errors
/// When the store takes no writes.
pub async fn look(host: &Host, look: Look) -> Result<Option<Heard>, Failure> {
    let app = Arc::clone(host.app());
    let id = look.account;
    let whose = app
        .read(move |view| {
            let Some(account) = plugins::account(view, id)? else {
                return Ok(None);
            };
            let Some(shop) = account.shop else {
                return Ok(None);
            };
            Ok(stored::shop(view, shop)?.map(|shop| (account.plugin, shop)))
        })
        .await?;
    let chance = app.chance();
    let Some((plugin, shop)) = whose else {
        // It belongs to nobody any more.
        let (gone, moment) = (Looked::Refused("no account".to_owned()), app.moment());
        app.write(None, move |plan| {
            looks::looked(plan, &look, gone, chance, &moment)
        })
        .await?;
        return Ok(None);
    };
    let ask = match look.thing {
        Thing::Order => Ask::GetOrder(look.id.clone()),
        Thing::Request => Ask::GetRequest(look.id.clone()),
    };
    let (seen, moment, store) = (look.clone(), app.moment(), Arc::clone(&app.store));
    let called = host
        .call(id, ask, None, move |plan, answer| {
            let told = Told {
                plugin: &plugin,
                account: id,
                shop: &shop,
                vault: store.vault(),
                moment: &moment,
            };
            let came = match answer {
                Answer::Order(order) => match refusal(orders::take(plan, &told, order))? {
                    Ok(_) => Looked::Taken,
                    Err(why) => Looked::Refused(why),
                },
                Answer::Request(request) => match requests::take(plan, &told, request) {
                    Ok(Err(Out::NoOrder)) => Looked::NeedsOrder(request.order_id.clone()),
                    Ok(Err(Out::Why(why))) => Looked::Refused(why),
                    Ok(Ok(_)) => Looked::Taken,
                    Err(failure) => match refusal(Err(failure))? {
                        Ok(_) => Looked::Taken,
                        Err(why) => Looked::Refused(why),
                    },
                },
                _ => Looked::Refused("another answer".to_owned()),
            };
            looks::looked(plan, &seen, came, chance, &moment)?;
            Ok(0_u32)
        })
        .await;
    let (heard, came) = match called {
        Ok((heard, _)) if heard.answer.is_some() => return Ok(Some(heard)),
        Ok((heard, _)) => {
            let came = Looked::Ended {
                how: heard.ending,
                after: heard.after.map(Span),
                why: heard.why.clone(),
            };
            (Some(heard), came)
        }
        // It was switched off, or held back.
        Err(Failure::Invalid(_) | Failure::NotFound) => {
            let came = Looked::Ended {
                how: crate::domain::plugin::ending::Ending::Auth,
                after: None,
                why: String::new(),
            };
            (None, came)
        }
        Err(failure) => return Err(failure),
    };
    let moment = app.moment();
    app.write(None, move |plan| {
        looks::looked(plan, &look, came, chance, &moment)
    })
    .await?;
    Ok(heard)
}
