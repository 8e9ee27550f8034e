//! Acts without HTTP: threads that send commands to the writer of an open store, each waiting for
//! its commit, as bare redb's clients do.

use super::course;
use super::fill::Filled;
use super::load::Measured;
use super::load::summed;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::app::App;
use crate::app::random_hex;
use crate::domain::ids::CaseId;
use crate::domain::people::Actor;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Store;
use crate::store::rehearsal::Written;
use anyhow::Result;
use anyhow::anyhow;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

/// As the requests of `pages.rs`.
const STRIDE: u64 = 7_919;
/// Acts whose rows bare redb writes after us.
const REHEARSED: u64 = 4096;

/// Notes on many cases from `clients` threads for `time`.
///
/// # Errors
/// When an act fails.
pub fn measure(app: &App, filled: &Filled, clients: usize, time: Duration) -> Result<Measured> {
    let cases = Arc::new(filled.case_ids.clone());
    let actor = course::actor(filled.owner);
    let began = Instant::now();
    let threads: Vec<_> = (0..clients as u64)
        .map(|client| {
            let (store, cases) = (Arc::clone(&app.store), Arc::clone(&cases));
            let (actor, now) = (actor.clone(), app.now());
            std::thread::spawn(move || {
                let lane = Lane {
                    client,
                    clients: clients as u64,
                };
                lane.act(&store, &cases, &actor, now, time)
            })
        })
        .collect();
    let mut times = Vec::new();
    for thread in threads {
        let lane = thread.join();
        times.extend(lane.map_err(|_| anyhow!("a client panicked"))??);
    }
    Ok(summed(times, 0, 0, clients, began.elapsed()))
}

/// What acts on many cases write.
///
/// # Errors
/// When an act is refused.
pub fn rehearse(app: &App, filled: &Filled) -> Result<Vec<Vec<Written>>> {
    let now = app.now();
    let commands = (0..REHEARSED).map(|n| {
        let case = pick(&filled.case_ids, n);
        let actor = course::actor(filled.owner);
        let act = move |plan: &mut Plan<'_, '_>| note(plan, case, &actor, now);
        (random_hex(), now, act)
    });
    let written = app.store.rehearse(commands);
    written.map_err(|failure| anyhow!("rehearsing: {failure}"))
}

struct Lane {
    client: u64,
    clients: u64,
}

impl Lane {
    fn act(
        &self,
        store: &Store,
        cases: &[CaseId],
        actor: &Actor,
        now: Timestamp,
        time: Duration,
    ) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        let began = Instant::now();
        let mut n = self.client;
        while began.elapsed() < time {
            let (case, actor) = (pick(cases, n), actor.clone());
            let sent = Instant::now();
            store
                .write(Some(random_hex()), now, move |plan| {
                    note(plan, case, &actor, now).map(|_| ())
                })
                .map_err(|failure| anyhow!("an act: {failure}"))?;
            times.push(sent.elapsed());
            n += self.clients;
        }
        Ok(times)
    }
}

fn note(
    plan: &mut Plan<'_, '_>,
    case: CaseId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<u8>, Failure> {
    let moment = Moment {
        now,
        salt: String::new(),
    };
    let case = CaseRef::of_system(case);
    let done = cases::act(plan, case, None, &course::note(), actor, &moment)?;
    Ok(crate::store::record::encode(&done)?)
}

fn pick(cases: &[CaseId], n: u64) -> CaseId {
    let at = usize::try_from(n.wrapping_mul(STRIDE)).unwrap_or(0) % cases.len().max(1);
    cases[at]
}
