//! Where a plugin at work may go: what the manifest names, with the account's settings in it.

use super::given::Given;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::permissions::Http;
use crate::domain::plugin::permissions::filled;
use crate::domain::plugin::settings::Setting;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use crate::egress::Call;
use crate::egress::Client;
use crate::egress::Spent;
use crate::failure::Failure;
use crate::plugins::limits::Limits;
use crate::plugins::surroundings::Now;
use crate::plugins::world::World;
use std::sync::Arc;
use tokio::time::Instant;

/// The way out of one call.
///
/// # Errors
/// `Invalid` when a setting names no host that can be reached.
pub fn world(
    given: &Given,
    account: &Account,
    client: Arc<Client>,
    limits: Limits,
    is_first: bool,
    now: Now,
) -> Result<World, Failure> {
    let manifest = &given.release.packed.manifest;
    let rows = manifest.permissions.http.iter();
    let reach = rows.filter_map(|row| reach(row, account).transpose());
    let reach = reach.collect::<Result<Vec<Reach>, _>>()?;
    if is_first {
        for row in &reach {
            let origin = row.origin.to_string();
            for spent in given.spent.iter().filter(|spent| spent.origin == origin) {
                let spent = Spent {
                    account: given.account.to_string(),
                    origin: origin.clone(),
                    day: spent.day,
                    requests: spent.requests,
                };
                client.recall(&spent.account, row, &spent);
            }
        }
    }
    Ok(World {
        client,
        plugin: format!("{}/{}", manifest.id, manifest.version),
        account: given.account.to_string(),
        reach,
        call: Call::new(limits.http_calls, Instant::now() + limits.wall),
        now,
    })
}

/// A row of the manifest with the account's settings in it. None: the setting is empty.
fn reach(row: &Http, account: &Account) -> Result<Option<Reach>, Failure> {
    let Some(origin) = filled(&row.origin, |key| value(account, key)) else {
        return Ok(None);
    };
    let origin = Origin::parse(&origin)
        .map_err(|_| Failure::invalid(row.setting().unwrap_or("origin"), "error-plugin-unfit"))?;
    Ok(Some(Reach {
        origin,
        paths: row.paths.clone(),
        methods: row.methods.clone(),
        private: row.private,
        rate: row.rate,
    }))
}

/// Where a secret of the account may go: the origins of its setting, with settings in them.
pub fn origins(setting: &Setting, account: &Account) -> Vec<String> {
    let origins = setting.origins.iter();
    origins
        .filter_map(|origin| filled(origin, |key| value(account, key)))
        .collect()
}

fn value(account: &Account, key: &str) -> Option<String> {
    Some(account.values.get(key)?.plain())
}
