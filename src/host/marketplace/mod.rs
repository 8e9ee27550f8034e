//! Orders and after-sales requests of a platform, read page by page for an account that belongs to
//! a shop of the desk. A page and the place it ends at are one command.

mod looking;
pub(super) mod money;
mod orders;
mod requests;
mod states;

pub use looking::look;
pub use states::learn;

use self::requests::Out;
use super::Heard;
use super::Host;
use crate::actions::Moment;
use crate::actions::people::note;
use crate::actions::plugins::accounts;
use crate::actions::plugins::calls;
use crate::actions::plugins::consent;
use crate::actions::plugins::looks;
use crate::domain::ids::PluginAccountId;
use crate::domain::order::Shop;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::ending::next_round;
use crate::domain::plugin::looking::Thing;
use crate::domain::plugin::pulled::Reading;
use crate::domain::plugin::schedule::Row;
use crate::domain::plugin::worlds::Call;
use crate::domain::plugin::worlds::Offer;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Order;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Request;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Window;
use crate::plugins::contract::exports::aftercare::plugin::marketplace_push::News;
use crate::store::Plan;
use crate::store::Vault;
use crate::store::View;
use crate::store::orders as stored;
use crate::store::plugins;
use std::sync::Arc;

/// How often a platform is asked whose manifest says nothing.
const USUAL: Span = Span::minutes(10);
const USUAL_FLOOR: Span = Span::minutes(5);
/// Things on a page of a plugin that says nothing of its batch.
const USUAL_PAGE: u32 = 50;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Orders,
    Requests,
}

/// An account that may be read.
#[derive(Debug, Clone)]
pub struct Source {
    pub account: PluginAccountId,
    pub plugin: PluginId,
    shop: Shop,
    orders: Row,
    requests: Row,
}

/// What came of asking for one page.
#[derive(Debug)]
pub struct Page {
    /// Orders or requests of which something was new.
    pub news: usize,
    /// How the call ended; none when it could not be made.
    pub heard: Option<Heard>,
}

/// Who tells something, and for which shop.
struct Told<'a> {
    plugin: &'a PluginId,
    account: PluginAccountId,
    shop: &'a Shop,
    vault: &'a Vault,
    moment: &'a Moment,
}

/// The accounts that may be read now: they run, and belong to a shop.
///
/// # Errors
/// When the disk does.
pub fn all(view: &impl View, now: Timestamp) -> Result<Vec<Source>, Failure> {
    let mut found = Vec::new();
    for account in plugins::all_accounts(view)? {
        let Some(shop) = account.shop else { continue };
        let Some(shop) = stored::shop(view, shop)? else {
            continue;
        };
        let Some(plugin) = plugins::by_id(view, &account.plugin)? else {
            continue;
        };
        let Some(packed) = plugin.active().map(|release| &release.packed) else {
            continue;
        };
        let manifest = &packed.manifest;
        if !manifest.offers().contains(&Offer::Marketplace)
            || calls::may_call(view, account.id, now).is_err()
            || consent::grant_for(view, packed)?.is_none()
        {
            continue;
        }
        let row = |call: Call| {
            let mut rows = manifest.schedule.iter();
            rows.find(|row| row.call == call).copied().unwrap_or(Row {
                call,
                every: USUAL,
                min: USUAL_FLOOR,
                batch: 1,
            })
        };
        found.push(Source {
            account: account.id,
            plugin: plugin.id.clone(),
            shop,
            orders: row(Call::PullOrders),
            requests: row(Call::PullRequests),
        });
    }
    Ok(found)
}

/// Asks for the next page, if one is due, and takes it in. A call that ends badly is no error.
///
/// # Errors
/// When the store takes no writes.
pub async fn pull(host: &Host, source: &Source, what: What) -> Result<Option<Page>, Failure> {
    let app = Arc::clone(host.app());
    let (id, now) = (source.account, app.now());
    let account = app
        .read(move |view| Ok(plugins::account(view, id)?))
        .await?;
    let Some(reading) = account.map(|account| what.of(account.pulled)) else {
        return Ok(None);
    };
    if !reading.is_due(now) {
        return Ok(None);
    }
    let row = match what {
        What::Orders => source.orders,
        What::Requests => source.requests,
    };
    let window = reading.window(now);
    let asked = Window {
        cursor: reading.cursor.clone(),
        since: instant(window.0),
        until: instant(window.1),
        limit: if row.batch > 1 { row.batch } else { USUAL_PAGE },
    };
    let ask = match what {
        What::Orders => Ask::PullOrders(asked),
        What::Requests => Ask::PullRequests(asked),
    };
    let chance = app.chance();
    let (source, moment, store) = (source.clone(), app.moment(), Arc::clone(&app.store));
    let called = host
        .call(id, ask, None, move |plan, answer| {
            let Some(mut account) = plugins::account(plan, id)? else {
                return Ok(0);
            };
            // Somebody else took this page, or it belongs to another shop by now.
            if what.of(account.pulled.clone()) != reading || account.shop != Some(source.shop.id) {
                return Ok(0);
            }
            let told = Told {
                plugin: &source.plugin,
                account: id,
                shop: &source.shop,
                vault: store.vault(),
                moment: &moment,
            };
            let mut news = 0;
            let (cursor, has_more, hint) = match answer {
                Answer::Orders(page) => {
                    for order in &page.items {
                        news += usize::from(told.order(plan, order)?);
                    }
                    (&page.next_cursor, page.has_more, page.next_poll_s)
                }
                Answer::Requests(page) => {
                    for request in &page.items {
                        news += usize::from(told.request(plan, request)?);
                    }
                    (&page.next_cursor, page.has_more, page.next_poll_s)
                }
                _ => return Ok(0),
            };
            let hint = hint.map(|s| Span(i64::from(s) * 1_000));
            let later = next_round(&row, hint, moment.now, chance);
            let after = reading.after(window, cursor.clone(), has_more, later);
            match what {
                What::Orders => account.pulled.orders = after,
                What::Requests => account.pulled.requests = after,
            }
            accounts::read_so_far(plan, id, account.pulled)?;
            Ok(news)
        })
        .await;
    match called {
        Ok((heard, news)) => Ok(Some(Page {
            news: news.unwrap_or(0),
            heard: Some(heard),
        })),
        // It was switched off, or held back, since it was chosen.
        Err(Failure::Invalid(_) | Failure::NotFound) => Ok(Some(Page {
            news: 0,
            heard: None,
        })),
        Err(failure) => Err(failure),
    }
}

/// Takes in what a platform told by itself. What it only points at is read by its id, by the clock.
///
/// # Errors
/// When the store takes no writes.
pub fn news(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    account: PluginAccountId,
    news: &[News],
    moment: &Moment,
) -> Result<(), Failure> {
    let mut account = plugins::account(plan, account)?.ok_or(Failure::NotFound)?;
    let shop = match account.shop {
        Some(shop) => stored::shop(plan, shop)?,
        None => None,
    };
    // Nobody has said yet whose orders these are; once someone does, all are read.
    let Some(shop) = shop else { return Ok(()) };
    let plugin = account.plugin.clone();
    let told = Told {
        plugin: &plugin,
        account: account.id,
        shop: &shop,
        vault,
        moment,
    };
    let (mut wanted, mut polls) = (Vec::new(), false);
    for one in news {
        match one {
            News::Order(order) => drop(told.order(plan, order)?),
            News::Request(request) => drop(told.request(plan, request)?),
            News::LookAtRequest(id) => wanted.push((Thing::Request, id.as_str())),
            News::LookAtOrder(id) => wanted.push((Thing::Order, id.as_str())),
            News::PollNow => polls = true,
        }
    }
    let left = looks::want(plan, account.id, &wanted, moment)?;
    if polls || !left.is_empty() {
        account.pulled.orders.next = None;
        account.pulled.requests.next = None;
        accounts::read_so_far(plan, account.id, account.pulled)?;
    }
    Ok(())
}

/// Has the requests of an account read again as soon as its turn comes.
///
/// # Errors
/// When the store takes no writes.
pub async fn look_at_once(host: &Host, account: PluginAccountId) -> Result<(), Failure> {
    let app = host.app();
    app.write(None, move |plan| {
        let Some(mut account) = plugins::account(plan, account)? else {
            return Ok(());
        };
        account.pulled.requests.next = None;
        accounts::read_so_far(plan, account.id, account.pulled)
    })
    .await
}

impl What {
    fn of(self, pulled: crate::domain::plugin::pulled::Pulled) -> Reading {
        match self {
            What::Orders => pulled.orders,
            What::Requests => pulled.requests,
        }
    }
}

impl Told<'_> {
    /// Whether something was new.
    fn order(&self, plan: &mut Plan<'_, '_>, order: &Order) -> Result<bool, Failure> {
        let done = orders::take(plan, self, order);
        self.heard(plan, Thing::Order, &order.external_id, done)
    }

    /// Whether something was new.
    fn request(&self, plan: &mut Plan<'_, '_>, request: &Request) -> Result<bool, Failure> {
        let done = match requests::take(plan, self, request) {
            Ok(Err(Out::NoOrder)) => {
                let (id, order) = (&request.external_id, &request.order_id);
                looks::without_order(plan, self.account, id, order, self.moment)?;
                return Ok(false);
            }
            Ok(Err(Out::Why(why))) => Ok(Err(why)),
            Ok(Ok(is_new)) => Ok(Ok(is_new)),
            Err(failure) => Err(failure),
        };
        self.heard(plan, Thing::Request, &request.external_id, done)
    }

    /// What is refused is a line of the audit, and the rest of its page holds.
    fn heard(
        &self,
        plan: &mut Plan<'_, '_>,
        what: Thing,
        id: &str,
        done: Result<Result<bool, String>, Failure>,
    ) -> Result<bool, Failure> {
        let why = match refusal(done)? {
            Ok(is_new) => return Ok(is_new),
            Err(why) => why,
        };
        let id: String = id.chars().take(80).collect();
        let why: String = why.chars().take(300).collect();
        let (plugin, account) = (self.plugin, self.account);
        let object = format!("plugin {plugin} account {account} {what} {id}: {why}");
        note(plan, self.moment.now, None, "marketplace_refused", object)?;
        Ok(false)
    }
}

/// What the rules refuse is a reason like any other.
fn refusal(done: Result<Result<bool, String>, Failure>) -> Result<Result<bool, String>, Failure> {
    match done {
        Err(Failure::Refused(refusal)) => Ok(Err(format!("{refusal:?}"))),
        Err(Failure::Invalid(wrong)) => Ok(Err(format!("{wrong:?}"))),
        done => done,
    }
}

/// As the contract writes instants.
pub(super) fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.to_string())
        .unwrap_or_default()
}

/// An instant that is none was refused before: the answer was checked when it came.
fn read_instant(text: &str) -> Option<Timestamp> {
    let at: jiff::Timestamp = text.parse().ok()?;
    Some(Timestamp(at.as_millisecond()))
}
