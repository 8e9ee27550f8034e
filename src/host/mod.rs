//! Plugins at work for the desk: what a call may use is taken from what is installed and agreed to,
//! and what it leaves is written down in one command.

pub mod automating;
pub mod couriers;
pub mod fetched;
mod given;
mod machine_code;
pub mod marketplace;
pub mod pushes;
pub mod receipts;
mod resting;
pub mod telling;
mod updates;
mod way_out;

use crate::actions::plugins::calls;
use crate::actions::plugins::calls::Finished;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::called::Called;
use crate::domain::plugin::called::Exchanged;
use crate::domain::plugin::called::KeptValue;
use crate::domain::plugin::called::Logged;
use crate::domain::plugin::ending::Ending;
use crate::domain::plugin::worlds::Call;
use crate::domain::time::Timestamp;
use crate::egress;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::call::Done;
use crate::plugins::call::Outcome;
use crate::plugins::contract::aftercare::plugin::courier_types::Item;
use crate::plugins::contract::aftercare::plugin::courier_types::Outcome as Tracked;
use crate::plugins::contract::aftercare::plugin::types::PluginError;
use crate::plugins::contract::aftercare::plugin::types::RateScope;
use crate::plugins::engine::TICK;
use crate::plugins::fault::FaultKind;
use crate::plugins::loaded::Loaded;
use crate::plugins::runtime::Guests;
use crate::store::Plan;
use anyhow::anyhow;
use given::Given;
use resting::Resting;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Instant;

/// Plugins of a running desk.
pub struct Host {
    app: Arc<App>,
    guests: Guests,
    egress: Arc<egress::Client>,
    /// Names and authorities, for what speaks no HTTP.
    network: egress::Network,
    /// This program, which compiles in a child.
    program: PathBuf,
    /// By plugin and version: what was loaded once.
    loaded: Mutex<HashMap<(PluginId, Version), Arc<Loaded>>>,
    resting: Resting,
    /// Accounts whose spending of the day the way out knows.
    recalled: Mutex<HashSet<PluginAccountId>>,
}

/// How a call came out, for whoever asked.
#[derive(Debug)]
pub struct Heard {
    pub ending: Ending,
    /// In words, unless it was answered.
    pub why: String,
    pub answer: Option<Answer>,
    /// ms that the other side asked to wait.
    pub after: Option<i64>,
}

impl Host {
    /// `program` is this program itself, which compiles in a child.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn new(app: Arc<App>, network: &egress::Network, program: PathBuf) -> anyhow::Result<Host> {
        let clock = Arc::clone(&app);
        Ok(Host {
            guests: Guests::new()?,
            egress: Arc::new(egress::Client::new(network, Arc::new(move || clock.now()))?),
            network: network.clone(),
            program,
            loaded: Mutex::default(),
            resting: Resting::default(),
            recalled: Mutex::default(),
            app,
        })
    }

    /// The desk it works for.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// The names and authorities of the way out.
    pub fn network(&self) -> &egress::Network {
        &self.network
    }

    /// The way out for what speaks HTTP.
    pub fn egress(&self) -> &egress::Client {
        &self.egress
    }

    /// Where its plugins run.
    pub fn guests(&self) -> &Guests {
        &self.guests
    }

    /// Until when an account is left alone, if it is.
    pub fn rests(&self, account: PluginAccountId, now: Timestamp) -> Option<Timestamp> {
        self.resting.until(account, now)
    }

    /// A call of the account ended badly: it is left alone for as long as the other side asked for,
    /// else longer each time.
    pub fn rest(&self, account: PluginAccountId, heard: &Heard, now: Timestamp) {
        let chance = self.app.chance();
        self.resting.rest(account, heard, now, chance);
    }

    /// A call of the account was answered.
    pub fn rested(&self, account: PluginAccountId) {
        self.resting.over(account);
    }

    /// Asks the plugin of an account, and writes down what came of it together with `effect`, which
    /// sees the answer. `key` makes the command idempotent: the same logical call leaves one effect.
    ///
    /// # Errors
    /// `NotFound` and `Invalid` when it may not be called; what `effect` returns. A call that ended
    /// badly is no error: it was heard, and written down.
    pub async fn call<T, E>(
        &self,
        account: PluginAccountId,
        ask: Ask,
        key: Option<String>,
        effect: E,
    ) -> Result<(Heard, Option<T>), Failure>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        E: FnOnce(&mut Plan<'_, '_>, &Answer) -> Result<T, Failure> + Send + 'static,
    {
        let app = Arc::clone(&self.app);
        let now = app.now();
        let given = app
            .read(move |view| {
                calls::may_call(view, account, now)?;
                Given::of(view, account, now)
            })
            .await?;
        let offer = Call::from_code(ask.name());
        let call = offer.ok_or_else(|| Failure::Fault(anyhow!("a call without a name")))?;
        let loaded = self.loaded(&given).await?;
        let limits = given.limits(call);
        let is_first = self.recalled().insert(account);
        let around = given.surroundings(&app, Arc::clone(&self.egress), limits, is_first)?;
        let context = given.context(&app, limits);
        let began = Instant::now();
        let done = self
            .guests
            .call(given.plugin.as_str(), loaded, ask, context, limits, around)
            .await;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let heard = heard(&done);
        let finished = finished(&given, call, &done, &heard, now, ms);
        let answer = heard.answer.clone();
        let moment = app.moment();
        let vault = Arc::clone(&app.store);
        let left = app
            .write(key, move |plan| {
                let left = match &answer {
                    Some(answer) => Some(effect(plan, answer)?),
                    None => None,
                };
                calls::finished(plan, vault.vault(), &finished, &moment)?;
                Ok(left)
            })
            .await?;
        Ok((heard, left))
    }

    async fn loaded(&self, given: &Given) -> Result<Arc<Loaded>, Failure> {
        let key = (given.plugin.clone(), given.version.clone());
        if let Some(loaded) = self.lock().get(&key) {
            return Ok(Arc::clone(loaded));
        }
        let loaded = Arc::new(machine_code::load(self, given).await?);
        self.lock().insert(key, Arc::clone(&loaded));
        Ok(loaded)
    }

    fn recalled(&self) -> std::sync::MutexGuard<'_, HashSet<PluginAccountId>> {
        self.recalled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(PluginId, Version), Arc<Loaded>>> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a call came to, in the words of the rules.
fn heard(done: &Done) -> Heard {
    let plain = |ending, why: &str| Heard {
        ending,
        why: why.to_owned(),
        answer: None,
        after: None,
    };
    match &done.outcome {
        Outcome::Answered(answer) => match of_the_account(answer) {
            None => Heard {
                answer: Some(answer.clone()),
                ..plain(Ending::Answered, "")
            },
            Some(error) => refused(error),
        },
        Outcome::Broken(fault) => {
            let ending = match fault.kind {
                FaultKind::Invalid | FaultKind::Missing => Ending::Nonsense,
                _ => Ending::Broken,
            };
            plain(ending, &fault.text)
        }
        Outcome::Refused(error) => refused(error),
    }
}

/// What holds for the account, not for a parcel, when nothing else was said of any: a plugin that
/// asks for each parcel by itself may say it so.
fn of_the_account(answer: &Answer) -> Option<&PluginError> {
    let Answer::Tracked(items) = answer else {
        return None;
    };
    // Of no items at all everything is true.
    let first = items.first().and_then(error_of_the_account)?;
    items
        .iter()
        .all(|item| error_of_the_account(item).is_some())
        .then_some(first)
}

fn error_of_the_account(item: &Item) -> Option<&PluginError> {
    let Tracked::Failed(error) = &item.outcome else {
        return None;
    };
    match error {
        PluginError::Auth(_) => Some(error),
        PluginError::RateLimited(rate) if rate.scope != RateScope::Call => Some(error),
        _ => None,
    }
}

fn refused(error: &PluginError) -> Heard {
    let plain = |ending, why: &str| Heard {
        ending,
        why: why.to_owned(),
        answer: None,
        after: None,
    };
    let after = |s: Option<u32>| s.map(|s| i64::from(s) * 1_000);
    match error {
        PluginError::Retryable(info) => Heard {
            after: after(info.after_s),
            ..plain(Ending::Retryable, &info.message)
        },
        PluginError::RateLimited(info) => Heard {
            after: after(Some(info.after_s)),
            ..plain(Ending::RateLimited, &info.message)
        },
        PluginError::Auth(info) => plain(Ending::Auth, &info.message),
        PluginError::Invalid(info) => plain(Ending::Invalid, &info.message),
        PluginError::NotFound(text) => plain(Ending::NotFound, text),
        PluginError::Refused(refusal) => plain(Ending::Refused, &refusal.reason),
        PluginError::Conflict(text) => plain(Ending::Conflict, text),
        PluginError::Unsupported(text) => plain(Ending::Unsupported, text),
        PluginError::UnknownOutcome(text) => plain(Ending::Unknown, text),
        PluginError::Upstream(info) => plain(Ending::Upstream, &info.message),
        PluginError::Internal(text) => plain(Ending::Internal, text),
        PluginError::Other((code, text)) => plain(Ending::Upstream, &format!("{code}: {text}")),
    }
}

fn finished(
    given: &Given,
    call: Call,
    done: &Done,
    heard: &Heard,
    at: Timestamp,
    ms: u64,
) -> Finished {
    let tick = u64::try_from(TICK.as_millis()).unwrap_or(0);
    let exchanges = done.exchanges.iter().map(|one| Exchanged {
        method: one.method.clone(),
        origin: one.origin.clone(),
        path: one.path.clone(),
        status: one.status,
        bytes: one.bytes,
        ms: one.ms,
        failed: one.failed.clone(),
    });
    let log = done.log.iter().map(|line| Logged {
        at: Timestamp(line.at),
        level: line.level.clone(),
        text: line.text.clone(),
    });
    let kept = done.staged.kept.iter().map(|(name, kept)| {
        let kept = kept.as_ref().map(|kept| KeptValue {
            value: kept.value.clone(),
            expires: kept.expires.map(Timestamp),
        });
        (name.clone(), kept)
    });
    let secrets = done.staged.secrets.iter().map(|(name, secret)| {
        let expires = secret.expires.map(Timestamp);
        (name.clone(), (secret.value.clone(), expires))
    });
    Finished {
        plugin: given.plugin.clone(),
        called: Called {
            n: 0,
            at,
            account: given.account,
            version: given.version.clone(),
            call,
            ending: heard.ending,
            why: heard.why.clone(),
            ms,
            cpu_ms: u64::from(done.cost.ticks) * tick,
            peak: done.cost.peak as u64,
            exchanges: exchanges.collect(),
            log: log.collect(),
        },
        kept: kept.collect(),
        secrets: secrets.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugins::contract::aftercare::plugin::types::AuthInfo;
    use crate::plugins::contract::aftercare::plugin::types::AuthKind;

    fn item(parcel: &str, outcome: Tracked) -> Item {
        Item {
            parcel: parcel.to_owned(),
            outcome,
            next_poll_s: None,
        }
    }

    #[test]
    fn a_key_that_is_wrong_for_every_parcel_is_a_fault_of_the_account_and_one_item_is_not() {
        let wrong = || {
            Tracked::Failed(PluginError::Auth(AuthInfo {
                kind: AuthKind::Revoked,
                message: "key".to_owned(),
            }))
        };
        let all = Answer::Tracked(vec![item("sf/1", wrong()), item("sf/2", wrong())]);
        let error = of_the_account(&all).expect("of the account");
        assert_eq!(refused(error).ending, Ending::Auth);
        let one = Answer::Tracked(vec![
            item("sf/1", wrong()),
            item("sf/2", Tracked::Unchanged),
        ]);
        assert!(of_the_account(&one).is_none());
        assert!(of_the_account(&Answer::Tracked(Vec::new())).is_none());
    }
}
