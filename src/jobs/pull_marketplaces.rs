//! Reads the orders and after-sales requests of marketplaces: orders first, for a request needs its
//! order.

use crate::domain::plugin::ending::Ending;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::marketplace;
use crate::host::marketplace::Source;
use crate::host::marketplace::What;
use std::sync::Arc;

/// Pages of one account in one run; the rest follow in the next.
const PAGES: usize = 20;

/// Returns of how many orders and requests something new was heard.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let all = app.read(move |view| marketplace::all(view, now)).await?;
    let awake = all
        .iter()
        .filter(|source| host.rests(source.account, now).is_none());
    let turns = awake.map(|source| turn(&host, source));
    let mut news = 0;
    for done in futures_util::future::join_all(turns).await {
        news += done?;
    }
    Ok(news)
}

/// Reads one account until nothing is due, or it asks to be left alone.
async fn turn(host: &Host, source: &Source) -> Result<usize, Failure> {
    marketplace::learn(host, source).await?;
    let mut news = 0;
    for what in [What::Orders, What::Requests] {
        for _ in 0..PAGES {
            let Some(page) = marketplace::pull(host, source, what).await? else {
                break;
            };
            news += page.news;
            let Some(heard) = page.heard else {
                return Ok(news);
            };
            if heard.ending != Ending::Answered {
                host.rest(source.account, &heard, host.app().now());
                return Ok(news);
            }
            host.rested(source.account);
        }
    }
    Ok(news)
}
