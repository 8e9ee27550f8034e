//! Asks the services of courier plugins where parcels are: the preferred account first, the next
//! where it does not know. No number is asked for below the floor of whoever was asked.

use crate::actions::tracking;
use crate::domain::plugin::ending::Ending;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::couriers;
use crate::host::couriers::Courier;
use crate::host::couriers::Round;
use crate::store::tracks;
use crate::store::tracks::Name;
use std::collections::BTreeMap;
use std::sync::Arc;

/// At most so many parcels per run; the rest follow in the next.
const AT_ONCE: usize = 2_000;

/// A parcel that waits for an answer, and whom it was put to.
struct Waiting {
    name: Name,
    carrier: String,
    is_watched: bool,
    tried: Vec<usize>,
}

/// Returns of how many parcels something new was heard.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let (now, of) = (app.now(), Arc::clone(&app));
    let (due, mut all) = app
        .read(move |view| {
            let due = tracks::due_for_polling(view, now, AT_ONCE)?;
            Ok((due, couriers::all(view, &of, now)?))
        })
        .await?;
    if due.is_empty() || all.is_empty() {
        return Ok(0);
    }
    // Who was asked to wait waits, and the next in the order takes over meanwhile.
    let wake = all
        .iter()
        .filter_map(|one| host.rests(one.account, now))
        .min();
    all.retain(|one| host.rests(one.account, now).is_none());
    let mut waiting: Vec<Waiting> = due.into_iter().map(Waiting::of).collect();
    let mut news = 0;
    loop {
        let (groups, nobody) = shared_out(&all, std::mem::take(&mut waiting));
        put_off(&host, nobody, wake).await?;
        if groups.is_empty() {
            return Ok(news);
        }
        let turns = groups
            .into_iter()
            .map(|((at, _), group)| turn(&host, &all, at, group));
        for done in futures_util::future::join_all(turns).await {
            let (heard, left) = done?;
            news += heard;
            waiting.extend(left);
        }
    }
}

impl Waiting {
    fn of(track: Track) -> Waiting {
        Waiting {
            is_watched: track.is_subscribed(),
            carrier: track.carrier.clone(),
            name: Name {
                carrier: track.carrier,
                number: track.number,
            },
            tried: Vec::new(),
        }
    }
}

type Groups = BTreeMap<(usize, bool), Vec<Waiting>>;

/// By who is asked next, those that a service watches apart; and those that nobody is left for.
fn shared_out(all: &[Courier], waiting: Vec<Waiting>) -> (Groups, Vec<Waiting>) {
    let mut groups = Groups::new();
    let mut nobody = Vec::new();
    for one in waiting {
        let next =
            (0..all.len()).find(|at| !one.tried.contains(at) && all[*at].knows(&one.carrier));
        match next {
            Some(at) => groups.entry((at, one.is_watched)).or_default().push(one),
            None => nobody.push(one),
        }
    }
    (groups, nobody)
}

/// Asks one account for its parcels, call by call. Once it asks to be left alone, the rest of them
/// is left to others.
async fn turn(
    host: &Arc<Host>,
    all: &[Courier],
    at: usize,
    mut group: Vec<Waiting>,
) -> Result<(usize, Vec<Waiting>), Failure> {
    let courier = &all[at];
    let (mut news, mut left) = (0, Vec::new());
    while !group.is_empty() {
        let rest = group.split_off(courier.batch.min(group.len()));
        let mut batch = std::mem::replace(&mut group, rest);
        let (first, again): (Vec<_>, Vec<_>) = batch.iter().partition(|one| one.tried.is_empty());
        let names = |of: Vec<&Waiting>| of.into_iter().map(|one| one.name.clone()).collect();
        let mut leased = couriers::lease(host.app(), courier, names(first), true).await?;
        leased.extend(couriers::lease(host.app(), courier, names(again), false).await?);
        if leased.is_empty() {
            continue;
        }
        let round = couriers::ask(host, courier, leased).await?;
        news += round.news;
        let now = host.app().now();
        let resting = note_ending(host, courier, &round, now);
        batch.retain(|one| round.left.contains(&one.name));
        for one in &mut batch {
            one.tried.push(at);
        }
        left.extend(batch);
        if resting {
            for one in &mut group {
                one.tried.push(at);
            }
            left.append(&mut group);
        }
    }
    Ok((news, left))
}

/// Whether the account is left alone for a while.
fn note_ending(host: &Host, courier: &Courier, round: &Round, now: Timestamp) -> bool {
    match &round.heard {
        None => true,
        Some(heard) if heard.ending == Ending::Answered => {
            host.rested(courier.account);
            false
        }
        Some(heard) => {
            host.rest(courier.account, heard, now);
            true
        }
    }
}

/// Parcels that nobody could say anything of. One that was put to nobody is tried again within the
/// hour, or once the first account wakes; one that was keeps the time it was leased to.
async fn put_off(
    host: &Host,
    nobody: Vec<Waiting>,
    wake: Option<Timestamp>,
) -> Result<(), Failure> {
    let names: Vec<Name> = nobody
        .into_iter()
        .filter(|one| one.tried.is_empty())
        .map(|one| one.name)
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let later = host.app().now() + couriers::NOBODY;
    let to = wake.map_or(later, |wake| wake.min(later));
    host.app()
        .write(None, move |plan| tracking::put_off(plan, &names, to))
        .await
}
