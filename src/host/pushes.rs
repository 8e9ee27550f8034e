//! What comes in at the addresses of accounts, read by their plugins.

use super::Host;
use super::marketplace;
use super::receipts;
use super::updates;
use crate::actions::notices;
use crate::actions::plugins::pushes;
use crate::actions::tracking;
use crate::domain::ids::PluginAccountId;
use crate::domain::people::Actor;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::ending::Ending;
use crate::domain::plugin::pushed::Pushed;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::http::Header;
use crate::plugins::contract::aftercare::plugin::push;
use crate::plugins::text;
use crate::store::Vault;
use crate::store::plugin_pushes;
use crate::store::plugins;
use serde::Deserialize;
use serde::Serialize;
use std::sync::Arc;

/// What whoever sent it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// HTTP.
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    fn bare(status: u16) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }
}

/// An account at whose address something may come in.
#[derive(Debug, Clone)]
pub struct Address {
    pub account: PluginAccountId,
    /// Bytes of a body.
    pub most: usize,
}

/// Whose address this is.
///
/// # Errors
/// `NotFound` for one that is nobody's, or whose plugin takes nothing.
pub async fn address(host: &Host, token: String) -> Result<Address, Failure> {
    host.app()
        .read(move |view| {
            let account = plugins::account_of_token(view, &token)?.ok_or(Failure::NotFound)?;
            let plugin = plugins::by_id(view, &account.plugin)?.ok_or(Failure::NotFound)?;
            let release = plugin.active().ok_or(Failure::NotFound)?;
            let kib = release.packed.manifest.permissions.webhook_kib;
            Ok(Address {
                account: account.id,
                most: kib.ok_or(Failure::NotFound)? as usize * 1_024,
            })
        })
        .await
}

/// Keeps what came in; it is safe from then on. Returns its number.
///
/// # Errors
/// When the store takes no writes, or too much waits.
pub async fn keep(host: &Host, pushed: Pushed) -> Result<u64, Failure> {
    host.app()
        .write(None, move |plan| pushes::keep(plan, &pushed))
        .await
}

/// Lets the plugin read what was kept, takes in what it says, and returns what the sender is
/// answered. What cannot be read now is read again by the clock.
///
/// # Errors
/// When the store takes no writes.
pub async fn read(host: &Host, id: u64) -> Result<Reply, Failure> {
    let app = Arc::clone(host.app());
    let found = app
        .read(move |view| {
            let Some(pushed) = plugin_pushes::by_id(view, id)? else {
                return Ok(None);
            };
            let account = plugins::account(view, pushed.account)?.ok_or(Failure::NotFound)?;
            let plugin = plugins::by_id(view, &account.plugin)?.ok_or(Failure::NotFound)?;
            let release = plugin.active().ok_or(Failure::NotFound)?;
            let mut offers = release.packed.manifest.offers().into_iter();
            let offer = offers.find(|offer| offer.is_push());
            Ok(Some((pushed, plugin.id, offer.ok_or(Failure::NotFound)?)))
        })
        .await?;
    let Some((pushed, plugin, offer)) = found else {
        // Somebody read it meanwhile.
        return Ok(Reply::bare(200));
    };
    let incoming = incoming(&pushed);
    let ask = match offer {
        Offer::CourierPush => Ask::ReadCourierPush(incoming),
        Offer::MarketplacePush => Ask::ReadMarketplacePush(incoming),
        _ => Ask::ReadSmsPush(incoming),
    };
    let (account, moment) = (pushed.account, app.moment());
    let store = Arc::clone(&app.store);
    let called = host
        .call(account, ask, None, move |plan, answer| {
            take(plan, store.vault(), id, account, &plugin, answer, &moment)
        })
        .await;
    let now = app.now();
    let (status, keep) = match called {
        Ok((heard, Some(reply))) if heard.ending == Ending::Answered => return Ok(reply),
        Ok((heard, _)) => match heard.ending {
            // A stranger, or a secret that was typed wrong: the sender shows which.
            Ending::Auth => (401, false),
            Ending::Invalid | Ending::NotFound | Ending::Refused | Ending::Unsupported => {
                (400, false)
            }
            _ => (503, true),
        },
        Err(Failure::Invalid(_)) => (503, true),
        Err(Failure::NotFound) => return Ok(Reply::bare(200)),
        Err(failure) => return Err(failure),
    };
    app.write(None, move |plan| match keep {
        true => pushes::put_off(plan, id, now),
        false => pushes::drop(plan, id),
    })
    .await?;
    Ok(Reply::bare(status))
}

/// Takes in what the plugin read, in the command that forgets the message.
fn take(
    plan: &mut crate::store::Plan<'_, '_>,
    vault: &Vault,
    id: u64,
    account: PluginAccountId,
    plugin: &PluginId,
    answer: &Answer,
    moment: &crate::actions::Moment,
) -> Result<Reply, Failure> {
    let (own_key, reply) = match answer {
        Answer::CourierPush(reading) => (reading.dedupe_key.as_deref(), &reading.answer),
        Answer::MarketplacePush(reading) => (reading.dedupe_key.as_deref(), &reading.answer),
        Answer::SmsPush(reading) => (reading.dedupe_key.as_deref(), &reading.answer),
        _ => return Err(Failure::NotFound),
    };
    let is_new = pushes::read(plan, id, account, own_key, moment.now)?;
    if is_new && let Answer::CourierPush(reading) = answer {
        let actor = Actor::Plugin(plugin.to_string());
        for update in &reading.updates {
            let update = updates::of(update, plugin, None);
            match tracking::take_update(plan, &actor, update, moment) {
                // A parcel no case names any more: nobody here waits for it.
                Ok(_) | Err(Failure::NotFound | Failure::Invalid(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
    if is_new && let Answer::MarketplacePush(reading) = answer {
        marketplace::news(plan, vault, account, &reading.news, moment)?;
    }
    if is_new && let Answer::SmsPush(reading) = answer {
        let gateway = format!("plugin:{account}");
        for one in &reading.receipts {
            // A receipt that names no message of the desk does nothing.
            if let Some(receipt) = receipts::read(one, moment.now) {
                notices::take_receipt(plan, &gateway, &one.external_id, receipt)?;
            }
        }
    }
    Ok(answered(reply))
}

fn answered(reply: &push::Answer) -> Reply {
    Reply {
        status: reply.status,
        headers: reply
            .headers
            .iter()
            .map(|header| (header.name.clone(), header.value.clone()))
            .collect(),
        body: reply.body.clone(),
    }
}

/// As the contract has it: the bytes as they came, and what can be read of them.
fn incoming(pushed: &Pushed) -> push::Incoming {
    let named = |name: &str| {
        let mut headers = pushed.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let sort = named("content-type").unwrap_or_default();
    let text = text::decoded(&pushed.body, sort);
    let is_form = sort.starts_with("application/x-www-form-urlencoded");
    push::Incoming {
        method: pushed.method.clone(),
        path: pushed.path.clone(),
        query: pushed.query.clone(),
        headers: pushed
            .headers
            .iter()
            .map(|(name, value)| Header {
                name: name.clone(),
                value: value.clone(),
            })
            .collect(),
        form: match is_form {
            true => text::form(&pushed.body),
            false => Vec::new(),
        },
        body: pushed.body.clone(),
        text,
        received_at: jiff::Timestamp::from_millisecond(pushed.received_at.0)
            .map(|at| at.to_string())
            .unwrap_or_default(),
    }
}
