//! A call is a transaction: what the plugin keeps, the effect of what it said, how it stands and the
//! line in its log are written together, or not at all.

use super::super::Moment;
use super::accounts;
use super::standing;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::called::Called;
use crate::domain::plugin::called::KeptValue;
use crate::domain::plugin::ending::Ending;
use crate::domain::plugin::installed::KeptSecret;
use crate::domain::plugin::installed::State;
use crate::domain::plugin::limits;
use crate::domain::plugin::quarantine::Turned;
use crate::domain::plugin::worlds::Sort;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::plugin_calls;
use crate::store::plugin_spent;
use crate::store::plugins;
use crate::store::vault::Vault;
use std::collections::BTreeMap;

/// A call that is over, and what it wants kept.
#[derive(Debug, Clone)]
pub struct Finished {
    pub plugin: PluginId,
    pub called: Called,
    /// Of its memory. Written only when it was answered. None: forgotten.
    pub kept: BTreeMap<String, Option<KeptValue>>,
    /// New values of secrets that it may replace, with when they run out. Written in any case: the
    /// old ones may be dead where they came from.
    pub secrets: BTreeMap<String, (String, Option<Timestamp>)>,
}

/// Writes down what a call left. The effect of its answer belongs into the same command, before.
///
/// # Errors
/// A fault of the disk. Of a plugin or an account that was taken away meanwhile nothing is kept.
pub fn finished(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    done: &Finished,
    moment: &Moment,
) -> Result<(), Failure> {
    let account = plugins::account(plan, done.called.account)?;
    let account = account.filter(|account| account.plugin == done.plugin);
    let (Some(mut account), Some(plugin)) = (account, plugins::by_id(plan, &done.plugin)?) else {
        return Ok(());
    };
    let ending = done.called.ending;
    if ending == Ending::Answered {
        for (name, value) in &done.kept {
            plugin_calls::keep(plan, account.id, name, value.as_ref())?;
        }
    }
    if !done.secrets.is_empty() {
        for (name, (clear, expires)) in &done.secrets {
            let secret = KeptSecret {
                sealed: vault.seal(clear, String::new())?,
                set_at: moment.now,
                expires: *expires,
            };
            account.secrets.insert(name.clone(), secret);
        }
        plugins::save_account(plan, &account)?;
    }
    let mut stands = plugin_calls::standing(plan, &done.plugin)?;
    let turned = stands.count(&account.id.to_string(), ending, moment.now);
    let called = Called {
        n: stands.calls,
        ..done.called.clone()
    };
    plugin_calls::add(plan, &done.plugin, &called)?;
    let mut spent: BTreeMap<&str, u32> = BTreeMap::new();
    for exchanged in called.exchanges.iter().filter(|one| one.was_sent()) {
        *spent.entry(&exchanged.origin).or_default() += 1;
    }
    for (origin, requests) in spent {
        let day = limits::day(called.at);
        plugin_spent::add(plan, account.id, day, origin, requests)?;
    }
    plugin_calls::save_standing(plan, &done.plugin, &stands)?;
    match turned {
        Turned::Nothing => {}
        Turned::Paused(_) => {
            standing::hold(
                plan,
                &plugin.id,
                State::Quarantined,
                &done.called.why,
                moment,
            )?;
        }
        Turned::SwitchedOff => {
            standing::hold(plan, &plugin.id, State::Disabled, &done.called.why, moment)?;
        }
        Turned::Recovered => {
            standing::hold(plan, &plugin.id, State::Enabled, "", moment)?;
        }
    }
    match ending {
        // Whoever knows the address can send a wrong signature.
        Ending::Auth if done.called.call.sort() != Sort::Push => {
            accounts::pause(plan, account.id, &done.called.why, moment)
        }
        _ => Ok(()),
    }
}

/// Whether an account may be called now.
///
/// # Errors
/// `NotFound`; `Invalid` with the reason it waits for.
pub fn may_call(
    plan: &impl crate::store::View,
    id: PluginAccountId,
    now: Timestamp,
) -> Result<(), Failure> {
    use crate::domain::plugin::quarantine::May;
    let account = plugins::account(plan, id)?.ok_or(Failure::NotFound)?;
    let plugin = plugins::by_id(plan, &account.plugin)?.ok_or(Failure::NotFound)?;
    let running = matches!(plugin.state, State::Enabled | State::Quarantined);
    if !running || plugin.active().is_none() {
        return Err(Failure::invalid("plugin", "error-plugin-not-running"));
    }
    if !account.paused.is_empty() {
        return Err(Failure::invalid("account", "error-plugin-account-paused"));
    }
    match plugin_calls::standing(plan, &plugin.id)?.may(now) {
        May::Ask => Ok(()),
        May::NotBefore(_) | May::Never => {
            Err(Failure::invalid("plugin", "error-plugin-quarantined"))
        }
    }
}
