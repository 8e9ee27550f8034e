//! What a call is given: of the account its settings, secrets and memory, of the plugin what the
//! owner agreed to and the version in force.

use super::way_out;
use crate::actions::plugins::consent;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::installed::Release;
use crate::domain::plugin::limits;
use crate::domain::plugin::worlds::Call;
use crate::domain::time::Timestamp;
use crate::egress;
use crate::failure::Failure;
use crate::plugins::contract::aftercare::plugin::types::CallContext;
use crate::plugins::limits::Limits;
use crate::plugins::network::Network;
use crate::plugins::network::NoNetwork;
use crate::plugins::surroundings::Kept;
use crate::plugins::surroundings::Now;
use crate::plugins::surroundings::Secret;
use crate::plugins::surroundings::Surroundings;
use crate::store::ReadTx;
use crate::store::plugin_calls;
use crate::store::plugin_spent;
use crate::store::plugin_spent::Spent;
use crate::store::plugins;
use crate::store::settings;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An account with its plugin, as they stand now.
pub struct Given {
    pub plugin: PluginId,
    pub account: PluginAccountId,
    pub version: Version,
    pub release: Release,
    record: Account,
    kept: BTreeMap<String, Kept>,
    /// Requests of this day.
    pub spent: Vec<Spent>,
    /// The shop's language and zone of IANA.
    locale: String,
    zone: String,
}

impl Given {
    /// # Errors
    /// `NotFound`; `Invalid` as long as nobody agreed to the version.
    pub fn of(view: &ReadTx, id: PluginAccountId, now: Timestamp) -> Result<Given, Failure> {
        let record = plugins::account(view, id)?.ok_or(Failure::NotFound)?;
        let plugin = plugins::by_id(view, &record.plugin)?.ok_or(Failure::NotFound)?;
        let release = plugin.active().ok_or(Failure::NotFound)?.clone();
        if consent::grant_for(view, &release.packed)?.is_none() {
            return Err(Failure::invalid("version", "error-plugin-no-grant"));
        }
        let kept = plugin_calls::kept(view, id)?.into_iter();
        let desk = settings::desk(view)?.ok_or(Failure::NotFound)?;
        Ok(Given {
            plugin: plugin.id,
            account: id,
            version: release.packed.manifest.version.clone(),
            release,
            record,
            spent: plugin_spent::since(view, id, limits::day(now))?,
            locale: desk.lang.code().to_owned(),
            zone: desk.zone,
            kept: kept
                .map(|(name, value)| {
                    let expires = value.expires.map(|at| at.0);
                    let value = value.value;
                    (name, Kept { value, expires })
                })
                .collect(),
        })
    }

    /// What the call may use: the defaults of its sort, and what the manifest asks for.
    pub fn limits(&self, call: Call) -> Limits {
        Limits::of(self.release.packed.manifest.limits.limits(call.sort()))
    }

    pub fn context(&self, app: &App, limits: Limits) -> CallContext {
        CallContext {
            account_id: self.account.to_string(),
            call_id: app.token(),
            attempt: 1,
            deadline_s: u32::try_from(limits.wall.as_secs()).unwrap_or(u32::MAX),
            locale: self.locale.clone(),
            timezone: self.zone.clone(),
        }
    }

    /// What a call has around it. In the `first` of a process the way out hears what was spent today.
    ///
    /// # Errors
    /// When a secret was sealed with another key.
    pub fn surroundings(
        &self,
        app: &Arc<App>,
        client: Arc<egress::Client>,
        limits: Limits,
        is_first: bool,
    ) -> Result<Surroundings, Failure> {
        let manifest = &self.release.packed.manifest;
        let mut secrets = BTreeMap::new();
        for setting in manifest
            .settings
            .iter()
            .filter(|setting| setting.is_secret())
        {
            let kept = self.record.secrets.get(&setting.key);
            let value = match kept {
                Some(kept) => app.store.vault().open_sealed(&kept.sealed)?,
                None => String::new(),
            };
            let secret = Secret {
                value,
                origins: way_out::origins(setting, &self.record),
                rotating: setting.rotating,
                expires: kept.and_then(|kept| kept.expires).map(|at| at.0),
            };
            secrets.insert(setting.key.clone(), secret);
        }
        let values = self.record.values.iter();
        let (clock, chance) = (Arc::clone(app), Arc::clone(app));
        let now: Now = Arc::new(move || clock.now().0);
        let network: Arc<dyn Network> = match manifest.permissions.http.is_empty() {
            true => Arc::new(NoNetwork),
            false => Arc::new(way_out::world(
                self,
                &self.record,
                client,
                limits,
                is_first,
                Arc::clone(&now),
            )?),
        };
        Ok(Surroundings {
            settings: values
                .map(|(key, value)| (key.clone(), value.plain()))
                .collect(),
            secrets,
            revealed: BTreeSet::from_iter(manifest.permissions.reveal.iter().cloned()),
            kept: self.kept.clone(),
            quota: manifest.permissions.kv_kib as usize * 1_024,
            now,
            chance: Arc::new(move |bytes| chance.fill_by_chance(bytes)),
            network,
        })
    }
}
