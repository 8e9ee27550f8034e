//! Accounts of plugins that may be asked where parcels are, in the shop's order of preference.

use super::Heard;
use super::Host;
use super::updates;
use crate::actions::Moment;
use crate::actions::plugins::calls;
use crate::actions::plugins::consent;
use crate::actions::tracking;
use crate::actions::tracking::Asked;
use crate::actions::tracking::Said;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::people::Actor;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::schedule::Row;
use crate::domain::plugin::worlds::Call;
use crate::domain::plugin::worlds::Offer;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::courier_types::Item;
use crate::plugins::contract::aftercare::plugin::courier_types::Outcome;
use crate::plugins::contract::aftercare::plugin::courier_types::Query;
use crate::plugins::contract::aftercare::plugin::types::PluginError;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::plugins;
use crate::store::settings;
use crate::store::tracks;
use crate::store::tracks::Name;
use std::sync::Arc;

/// What nobody's manifest says: 快递100's own floor is its manifest's row.
const USUAL_FLOOR: Span = Span::minutes(5);

/// An account that may be asked.
#[derive(Debug, Clone)]
pub struct Courier {
    pub account: PluginAccountId,
    pub plugin: PluginId,
    /// Our codes of the carriers it knows; empty when it knows all.
    carriers: Vec<String>,
    /// How many parcels go into one call.
    pub batch: usize,
    pub floor: Span,
    /// Where its service may tell by itself, when the desk can be reached from there.
    callback: Option<String>,
    phone_tails: bool,
}

/// What came of asking for some parcels.
#[derive(Debug)]
pub struct Round {
    /// Parcels of which something new was heard.
    pub news: usize,
    /// Those that this account could say nothing of: the next may.
    pub left: Vec<Name>,
    /// How the call ended; none when it could not be made.
    pub heard: Option<Heard>,
}

impl Courier {
    /// Our codes of the carriers it knows; empty when it knows all.
    pub fn carriers(&self) -> &[String] {
        &self.carriers
    }

    pub fn knows(&self, carrier: &str) -> bool {
        self.carriers.is_empty() || self.carriers.iter().any(|known| known == carrier)
    }

    fn asked(&self) -> Asked {
        Asked {
            account: self.account.to_string(),
            floor: self.floor,
            hint: None,
        }
    }
}

/// The accounts that may be asked now, the preferred first.
///
/// # Errors
/// When the disk does.
pub fn all(view: &impl View, app: &App, now: Timestamp) -> Result<Vec<Courier>, Failure> {
    let mut found = Vec::new();
    let order = settings::courier_order(view)?;
    let mut accounts = plugins::all_accounts(view)?;
    accounts.sort_by_key(|account| {
        let at = order.iter().position(|id| *id == account.id);
        (at.unwrap_or(usize::MAX), account.id)
    });
    for account in accounts {
        let Some(plugin) = plugins::by_id(view, &account.plugin)? else {
            continue;
        };
        let Some(packed) = plugin.active().map(|release| &release.packed) else {
            continue;
        };
        let manifest = &packed.manifest;
        let offers: Vec<Offer> = manifest.offers();
        if !offers.contains(&Offer::Courier)
            || calls::may_call(view, account.id, now).is_err()
            || consent::grant_for(view, packed)?.is_none()
        {
            continue;
        }
        let row = |call: Call| manifest.schedule.iter().find(|row| row.call == call);
        let track: Option<&Row> = row(Call::CourierTrack);
        let site = app.config.site();
        // Nobody out there finds a desk that has no public address.
        let reachable = site.origin.starts_with("https://")
            && offers.contains(&Offer::CourierSubscribe)
            && offers.contains(&Offer::CourierPush);
        found.push(Courier {
            account: account.id,
            plugin: plugin.id.clone(),
            carriers: manifest.carriers.clone(),
            batch: track.map_or(1, |row| row.batch as usize).max(1),
            floor: track.map_or(USUAL_FLOOR, |row| row.min),
            callback: reachable.then(|| site.page(&format!("/hooks/{}", account.token))),
            phone_tails: manifest
                .permissions
                .data
                .contains(&DataField::BuyerPhoneTail),
        });
    }
    Ok(found)
}

/// Writes down that these parcels are asked for, before anyone is.
///
/// # Errors
/// When the store takes no writes.
pub async fn lease(
    app: &App,
    courier: &Courier,
    names: Vec<Name>,
    first: bool,
) -> Result<Vec<Track>, Failure> {
    let (how, moment) = (courier.asked(), app.moment());
    app.write(None, move |plan| {
        tracking::lease(plan, &names, &how, first, &moment)
    })
    .await
}

/// Asks an account for parcels that were leased, all to be watched or none, and takes in what it
/// says. A call that ends badly is no error: its parcels are left.
///
/// # Errors
/// When the store takes no writes.
pub async fn ask(host: &Host, courier: &Courier, leased: Vec<Track>) -> Result<Round, Failure> {
    let app = Arc::clone(host.app());
    let names: Vec<Name> = leased.iter().map(name_of).collect();
    let callback = courier.callback.clone().filter(|_| {
        let account = courier.account.to_string();
        leased
            .iter()
            .all(|track| track.subscribed.as_deref() != Some(account.as_str()))
    });
    let tails = courier.phone_tails;
    let store = Arc::clone(&app.store);
    let queries = app
        .read(move |view| {
            let mut queries = Vec::new();
            for track in &leased {
                queries.push(Query {
                    parcel: format!("{}/{}", track.carrier, track.number),
                    carrier: track.carrier.clone(),
                    number: track.number.clone(),
                    phone_tail: match tails {
                        true => phone_tail(view, store.vault(), track)?,
                        false => None,
                    },
                    attrs: Vec::new(),
                });
            }
            Ok(queries)
        })
        .await?;
    let watch = callback.is_some();
    let request = match callback {
        Some(callback_url) => Ask::Subscribe {
            queries,
            callback_url,
        },
        None => Ask::Track(queries),
    };
    let (how, by, moment) = (courier.asked(), courier.plugin.clone(), app.moment());
    let wanted = names.clone();
    let called = host
        .call(courier.account, request, None, move |plan, answer| {
            let Answer::Tracked(items) = answer else {
                return Ok((0, wanted));
            };
            take(plan, &by, items, &wanted, &how, watch, &moment)
        })
        .await;
    match called {
        Ok((heard, taken)) => {
            let (news, left) = taken.unwrap_or((0, names));
            Ok(Round {
                news,
                left,
                heard: Some(heard),
            })
        }
        // It was switched off, or held back, since it was chosen.
        Err(Failure::Invalid(_) | Failure::NotFound) => Ok(Round {
            news: 0,
            left: names,
            heard: None,
        }),
        Err(failure) => Err(failure),
    }
}

/// Takes in what was said, and returns of whom nothing was: a parcel that was not asked for is
/// nobody's, whatever the plugin says of it.
fn take(
    plan: &mut crate::store::Plan<'_, '_>,
    by: &PluginId,
    items: &[Item],
    wanted: &[Name],
    how: &Asked,
    watch: bool,
    moment: &Moment,
) -> Result<(usize, Vec<Name>), Failure> {
    let mut left = wanted.to_vec();
    let mut said = Vec::new();
    for item in items {
        let Some(at) = left
            .iter()
            .position(|name| item.parcel == format!("{}/{}", name.carrier, name.number))
        else {
            continue;
        };
        let update = match &item.outcome {
            Outcome::Updated(update) => Some(updates::of(update, by, Some(&left[at]))),
            Outcome::Unchanged => None,
            // Another service may know it.
            Outcome::UnknownNumber => continue,
            Outcome::Failed(PluginError::NotFound(_) | PluginError::Unsupported(_)) => continue,
            Outcome::Failed(_) => continue,
        };
        said.push(Said {
            name: left.remove(at),
            update,
            watches: watch,
            hint: item.next_poll_s.map(|s| Span(i64::from(s) * 1_000)),
        });
    }
    let actor = Actor::Plugin(by.to_string());
    let news = tracking::heard(plan, &actor, said, how, moment)?;
    Ok((news, left))
}

fn name_of(track: &Track) -> Name {
    Name {
        carrier: track.carrier.clone(),
        number: track.number.clone(),
    }
}

/// The last four digits of the buyer's phone, where the order has them.
fn phone_tail(
    view: &impl View,
    vault: &crate::store::vault::Vault,
    track: &Track,
) -> Result<Option<String>, Failure> {
    for id in tracks::case_ids(view, &track.number)? {
        let Some(order) = cases::by_id(view, id)?.and_then(|case| case.order) else {
            continue;
        };
        let Some(order) = orders::by_id(view, order)? else {
            continue;
        };
        let Some(phone) = order.address.and_then(|address| address.phone) else {
            continue;
        };
        let digits: Vec<char> = vault
            .open_sealed(&phone)?
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if let Some(tail) = digits.len().checked_sub(4).map(|at| &digits[at..]) {
            return Ok(Some(tail.iter().collect()));
        }
    }
    Ok(None)
}

/// When parcels that nobody could be asked for are tried again.
pub const NOBODY: Span = Span::hours(1);
