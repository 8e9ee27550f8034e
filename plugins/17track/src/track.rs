//! `gettrackinfo` and `register`, forty parcels at a time.

use crate::faults;
use crate::info;
use crate::request;
use crate::request::MOST;
use crate::request::Rejected;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::item;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;

/// Where the parcels are. Those 17TRACK does not watch yet are registered on the way, and are
/// `unchanged` until it has looked.
///
/// # Errors
/// What concerns the whole account.
pub fn track(queries: Vec<Query>, zone: &str) -> Result<Vec<Item>> {
    in_forties(&queries, |some| {
        let mut outcomes = asked("gettrackinfo", some, |parcel, query| {
            info::outcome(parcel, query, zone)
        })?;
        let is_new =
            |outcome: &Outcome| matches!(outcome, Outcome::Failed(PluginError::NotFound(_)));
        let new: Vec<usize> = (0..some.len())
            .filter(|at| is_new(&outcomes[*at]))
            .collect();
        if !new.is_empty() {
            let queries: Vec<&Query> = new.iter().map(|at| some[*at]).collect();
            let registered = asked("register", &queries, |_, _| Ok(Outcome::Unchanged))?;
            for (at, outcome) in new.into_iter().zip(registered) {
                outcomes[at] = outcome;
            }
        }
        Ok(outcomes)
    })
}

/// # Errors
/// What concerns the whole account.
pub fn register(queries: Vec<Query>) -> Result<Vec<Item>> {
    in_forties(&queries, |some| {
        asked("register", some, |_, _| Ok(Outcome::Unchanged))
    })
}

fn in_forties(
    queries: &[Query],
    mut ask: impl FnMut(&[&Query]) -> Result<Vec<Outcome>>,
) -> Result<Vec<Item>> {
    let wrong: Vec<Option<PluginError>> = queries
        .iter()
        .map(|query| request::check(query).err())
        .collect();
    let fit = queries
        .iter()
        .zip(&wrong)
        .filter(|(_, wrong)| wrong.is_none());
    let fit: Vec<&Query> = fit.map(|(query, _)| query).collect();
    let mut outcomes = Vec::with_capacity(fit.len());
    for some in fit.chunks(MOST) {
        outcomes.extend(ask(some)?);
    }
    let mut outcomes = outcomes.into_iter();
    let mut items = Vec::with_capacity(queries.len());
    for (query, wrong) in queries.iter().zip(wrong) {
        let outcome = match wrong {
            Some(error) => Outcome::Failed(error),
            None => outcomes.next().unwrap_or(Outcome::UnknownNumber),
        };
        items.push(item(query.parcel.clone(), outcome));
    }
    Ok(items)
}

/// One call; an outcome for each of its parcels, in their order.
fn asked(
    name: &str,
    queries: &[&Query],
    read: impl Fn(&Value, &Query) -> Result<Outcome>,
) -> Result<Vec<Outcome>> {
    let answer = request::call(name, queries)?;
    let of = |query: &&Query| {
        let number = query.number.trim();
        let rejected = answer.rejected.iter().find(|row| row.number == number);
        let accepted = answer
            .accepted
            .iter()
            .find(|row| json::text(row, "number") == Some(number));
        match (accepted, rejected) {
            (Some(parcel), _) => read(parcel, query).unwrap_or_else(Outcome::Failed),
            (None, Some(rejected)) => of_rejected(rejected),
            (None, None) => Outcome::Failed(failure::upstream(
                "neither accepted nor rejected",
                None,
                None,
            )),
        }
    };
    Ok(queries.iter().map(of).collect())
}

/// Registered already is no failure.
pub fn of_rejected(rejected: &Rejected) -> Outcome {
    match faults::of_code(rejected.code, &rejected.message) {
        Ok(()) => Outcome::Unchanged,
        Err(error) => Outcome::Failed(error),
    }
}
