//! Accounts of a plugin: settings that are typed, and secrets that are sealed and never shown
//! again.

use super::super::Moment;
use super::super::access::Viewer;
use super::see;
use crate::actions::people::note;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::installed::KeptSecret;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::pulled::Pulled;
use crate::domain::plugin::values;
use crate::domain::plugin::values::Typed;
use crate::domain::plugin::values::Value;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::plugins;
use crate::store::vault::Vault;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Accounts of one plugin.
pub const ACCOUNTS_MOST: usize = 50;
/// The longest name, in characters.
pub const NAME_MOST: usize = 60;

/// What someone typed for an account.
pub struct Wanted {
    pub plugin: PluginId,
    /// None for a new one.
    pub account: Option<PluginAccountId>,
    pub name: String,
    pub typed: Typed,
    /// The `rev` they saw.
    pub seen: Option<u64>,
}

/// The settings of a plugin as they are taken elsewhere: which secrets there are, and none of them.
#[derive(Debug, Serialize)]
pub struct Exported {
    pub plugin: PluginId,
    pub version: Option<Version>,
    pub accounts: Vec<ExportedAccount>,
}

/// One account without its secrets.
#[derive(Debug, Serialize)]
pub struct ExportedAccount {
    pub name: String,
    pub settings: BTreeMap<String, Value>,
    pub secrets_to_type: Vec<String>,
}

/// Makes an account, or changes one. `token` is 128 bits of chance, the unguessable part of a new
/// account's own address.
///
/// # Errors
/// `NotFound`; `ChangedMeanwhile`; `Invalid` with the key of each setting that does not fit, or
/// `name`.
pub fn save(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    viewer: &Viewer,
    wanted: &Wanted,
    token: &str,
    moment: &Moment,
) -> Result<PluginAccountId, Failure> {
    let plugin = see(plan, viewer, &wanted.plugin)?;
    let manifest = plugin.active().map(|release| &release.packed.manifest);
    let manifest = manifest.ok_or(Failure::NotFound)?;
    let schema = &manifest.settings;
    let all = plugins::accounts(plan, &plugin.id)?;
    let old = match wanted.account {
        None => None,
        Some(id) => Some(
            all.iter()
                .find(|one| one.id == id)
                .ok_or(Failure::NotFound)?,
        ),
    };
    if let (Some(old), Some(seen)) = (old, wanted.seen)
        && old.rev != seen
    {
        return Err(Failure::ChangedMeanwhile);
    }
    if old.is_none() && all.len() >= ACCOUNTS_MOST {
        return Err(Failure::invalid("name", "error-plugin-accounts-many"));
    }
    let name = name(&wanted.name, &all, wanted.account);
    let kept: BTreeSet<String> =
        old.map_or_else(BTreeSet::new, |old| old.secrets.keys().cloned().collect());
    let fitting = match (values::check(schema, &wanted.typed, &kept), &name) {
        (Ok(fitting), Ok(_)) => fitting,
        (checked, _) => {
            let unfit = checked.err().unwrap_or_default();
            let field = |(key, _)| (key, "error-plugin-unfit".to_owned());
            let mut wrong: Vec<(String, String)> = unfit.into_iter().map(field).collect();
            wrong.extend(name.err().map(|key| ("name".to_owned(), key.to_owned())));
            return Err(Failure::Invalid(wrong));
        }
    };
    let mut account = match old {
        Some(old) => old.clone(),
        None => Account {
            id: PluginAccountId(plan.next_number("plugin_account")?),
            plugin: plugin.id.clone(),
            name: String::new(),
            values: BTreeMap::new(),
            secrets: BTreeMap::new(),
            token: token.to_owned(),
            hears: false,
            shop: None,
            pulled: Pulled::default(),
            paused: String::new(),
            created_at: moment.now,
            changed_at: moment.now,
            rev: 0,
        },
    };
    account.name = name.map_err(|key| Failure::invalid("name", key))?;
    account.values = fitting.values;
    let told = &manifest.permissions.data;
    account.hears =
        manifest.offers().contains(&Offer::Automation) && told.contains(&DataField::CaseFacts);
    // What another version asked for, and this one does not, is not kept in secret.
    let known = |key: &String| {
        schema
            .iter()
            .any(|setting| setting.key == *key && setting.is_secret())
    };
    let required = |key: &String| {
        schema
            .iter()
            .any(|setting| setting.key == *key && setting.required)
    };
    let forget = &wanted.typed.forget;
    account
        .secrets
        .retain(|key, _| known(key) && (required(key) || !forget.contains(key)));
    for (key, clear) in fitting.secrets {
        let kept = KeptSecret {
            sealed: vault.seal(&clear, String::new())?,
            set_at: moment.now,
            expires: None,
        };
        account.secrets.insert(key, kept);
    }
    // Someone typed it anew: it is tried again.
    account.paused.clear();
    account.changed_at = moment.now;
    account.rev += 1;
    plugins::save_account(plan, &account)?;
    let what = match wanted.account {
        None => "plugin_account_added",
        Some(_) => "plugin_account_changed",
    };
    let object = format!("plugin {} account {}", plugin.id, account.id);
    note(plan, moment.now, Some(viewer.staff.id), what, object)?;
    Ok(account.id)
}

fn name(
    typed: &str,
    all: &[Account],
    own: Option<PluginAccountId>,
) -> Result<String, &'static str> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("error-required");
    }
    if name.chars().count() > NAME_MOST || name.chars().any(char::is_control) {
        return Err("error-plugin-account-name");
    }
    let taken = all
        .iter()
        .any(|one| Some(one.id) != own && one.name == name);
    match taken {
        true => Err("error-plugin-account-taken"),
        false => Ok(name.to_owned()),
    }
}

/// Says whose orders an account of a marketplace brings. For another shop it is read from the
/// beginning.
///
/// # Errors
/// `NotFound`; `Invalid` with `shop` for a shop that is none.
pub fn give_to(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    plugin: &PluginId,
    id: PluginAccountId,
    shop: Option<ShopId>,
    moment: &Moment,
) -> Result<(), Failure> {
    see(plan, viewer, plugin)?;
    let found = plugins::account(plan, id)?.filter(|account| account.plugin == *plugin);
    let mut account = found.ok_or(Failure::NotFound)?;
    if account.shop == shop {
        return Ok(());
    }
    if let Some(shop) = shop
        && orders::shop(plan, shop)?.is_none()
    {
        return Err(Failure::invalid("shop", "error-required"));
    }
    account.shop = shop;
    account.pulled = Pulled::default();
    plugins::save_account(plan, &account)?;
    let to = shop.map_or_else(|| "none".to_owned(), |shop| shop.to_string());
    let object = format!("plugin {plugin} account {id} shop {to}");
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "plugin_account_changed", object)
}

/// Writes down how far a marketplace was read, in the command that takes the page in.
///
/// # Errors
/// `NotFound`.
pub fn read_so_far(
    plan: &mut Plan<'_, '_>,
    id: PluginAccountId,
    pulled: Pulled,
) -> Result<(), Failure> {
    let mut account = plugins::account(plan, id)?.ok_or(Failure::NotFound)?;
    account.pulled = pulled;
    Ok(plugins::save_account(plan, &account)?)
}

/// Takes an account away with its secrets.
///
/// # Errors
/// `NotFound`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    plugin: &PluginId,
    id: PluginAccountId,
    moment: &Moment,
) -> Result<(), Failure> {
    see(plan, viewer, plugin)?;
    let account = plugins::account(plan, id)?.filter(|account| account.plugin == *plugin);
    account.ok_or(Failure::NotFound)?;
    plugins::remove_account(plan, id)?;
    let object = format!("plugin {plugin} account {id}");
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "plugin_account_removed", object)
}

/// An account is not called until a person mends it; the reason is shown.
///
/// # Errors
/// `NotFound`.
pub fn pause(
    plan: &mut Plan<'_, '_>,
    id: PluginAccountId,
    why: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut account = plugins::account(plan, id)?.ok_or(Failure::NotFound)?;
    account.paused = why.chars().take(500).collect();
    account.rev += 1;
    plugins::save_account(plan, &account)?;
    let object = format!("plugin {} account {id}", account.plugin);
    note(plan, moment.now, None, "plugin_account_paused", object)
}

/// All settings of a plugin, without a secret.
///
/// # Errors
/// `NotFound`.
pub fn export(view: &impl View, viewer: &Viewer, id: &PluginId) -> Result<Exported, Failure> {
    let plugin = see(view, viewer, id)?;
    let one = |account: Account| ExportedAccount {
        name: account.name,
        settings: account.values,
        secrets_to_type: account.secrets.into_keys().collect(),
    };
    Ok(Exported {
        version: plugin.active,
        accounts: plugins::accounts(view, id)?.into_iter().map(one).collect(),
        plugin: plugin.id,
    })
}
