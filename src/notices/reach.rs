//! Whether mail servers and gateways can be reached, and let the desk in: asked by whoever examines it.

use super::fetching;
use super::mailer;
use super::smtp::Failed;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::host::Host;
use crate::plugins::ask::Ask;
use crate::store::plugins;
use crate::store::settings;
use serde::Serialize;
use std::sync::Arc;

/// What was asked, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// `mail service@shop.test`, `inbox …`, `plugin …`
    pub what: String,
    pub is_good: bool,
    /// Where it stopped and why, in the other side's words.
    pub said: String,
}

impl Reached {
    fn of(what: String, failed: Option<Failed>) -> Reached {
        Reached {
            what,
            is_good: failed.is_none(),
            said: failed.map_or_else(String::new, |failed| {
                format!("{}: {}", failed.step.code(), failed.why)
            }),
        }
    }
}

/// Signs in to every mailbox, both ways, and asks every gateway and robot of a plugin whether it knows
/// the desk. Nothing is sent to a buyer.
///
/// # Errors
/// When the store takes no writes: what a plugin is asked is written down.
pub async fn reach(host: &Host) -> Result<Vec<Reached>, Failure> {
    let app = Arc::clone(host.app());
    let (profiles, accounts) = app
        .read(|view| {
            let mut accounts = Vec::new();
            for account in plugins::all_accounts(view)? {
                let plugin = plugins::by_id(view, &account.plugin)?;
                let running = plugin.as_ref().filter(|plugin| plugin.is_running());
                let offers = running.and_then(|plugin| plugin.active());
                let offers = offers.map(|release| release.packed.manifest.offers());
                let speaks = offers
                    .is_some_and(|all| all.contains(&Offer::Sms) || all.contains(&Offer::Robot));
                if speaks {
                    accounts.push(account);
                }
            }
            Ok((settings::mail_profiles(view)?, accounts))
        })
        .await?;
    let mut found = Vec::new();
    for profile in profiles.iter() {
        let came = mailer::sign_in(host, profile).await;
        found.push(Reached::of(format!("mail {}", profile.from), came.err()));
        if let Some(incoming) = &profile.incoming {
            let (_, failed) = fetching::test(host, profile, incoming).await;
            found.push(Reached::of(format!("inbox {}", profile.from), failed));
        }
    }
    for account in accounts {
        let what = format!("plugin {} {}", account.plugin, account.name);
        let (is_good, said) = match host
            .call(account.id, Ask::Verify, None, |_, _| Ok(()))
            .await
        {
            Ok((heard, _)) => (heard.answer.is_some(), heard.why),
            Err(Failure::Invalid(wrong)) => {
                let key = wrong.first().map(|(_, key)| key.clone());
                (false, key.unwrap_or_default())
            }
            Err(Failure::NotFound) => (false, "not found".to_owned()),
            Err(failure) => return Err(failure),
        };
        found.push(Reached {
            what,
            is_good,
            said,
        });
    }
    Ok(found)
}
