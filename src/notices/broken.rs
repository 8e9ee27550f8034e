//! Gateways that do not work, in the words of whoever reads it.

use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::store::View;
use crate::store::plugins;
use crate::store::settings;
use jiff::tz::TimeZone;

/// A gateway that people are told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its name among gateways: `mail:1`, `inbox:1`, `plugin:3`, `webhook:2`.
    pub gateway: String,
    pub since: Timestamp,
    /// Which it is, and since when.
    pub sentence: String,
    /// Its last words.
    pub why: String,
}

/// The desk's own reasons in the reader's words, a gateway's in its own.
pub fn why(words: Words, kept: &str) -> String {
    let is_own = kept.starts_with("delivery-why-") || kept.starts_with("webhook-why-");
    match is_own && words.has(kept) {
        true => words.t(kept).to_owned(),
        false => kept.to_owned(),
    }
}

/// # Errors
/// When the disk does.
pub fn all(
    view: &impl View,
    words: Words,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Vec<Broken>, Failure> {
    let profiles = settings::mail_profiles(view)?;
    let accounts = plugins::all_accounts(view)?;
    let webhooks = settings::webhooks(view)?;
    let mut found = Vec::new();
    for (name, gateway) in settings::gateways(view)?.iter() {
        if !gateway.is_broken() {
            continue;
        }
        let fetched = profiles.iter().find(|profile| profile.inbox() == *name);
        let profile = profiles.iter().find(|profile| profile.gateway() == *name);
        let is_its = |id: &str| name.strip_prefix("plugin:") == Some(id);
        let account = accounts.iter().find(|one| is_its(&one.id.to_string()));
        let webhook = webhooks.iter().find(|hook| hook.gateway() == *name);
        let shown = match (profile.or(fetched), account, webhook) {
            (Some(profile), ..) => profile.from.as_str(),
            (None, Some(account), _) => account.name.as_str(),
            (None, None, Some(webhook)) => webhook.name.as_str(),
            (None, None, None) => name.as_str(),
        };
        let since = gateway.since.unwrap_or(now);
        let args: [(&str, Arg<'_>); 3] = [
            ("gateway", shown.into()),
            ("count", Arg::Number(i64::from(gateway.failures))),
            ("since", Arg::Owned(formats::short(since, zone, now))),
        ];
        let key = match (fetched, webhook) {
            (Some(_), _) => "notices-unread",
            (None, Some(_)) => "webhooks-broken",
            (None, None) => "notices-broken",
        };
        found.push(Broken {
            gateway: name.clone(),
            since,
            sentence: words.with(key, &args),
            why: why(words, &gateway.why),
        });
    }
    Ok(found)
}
