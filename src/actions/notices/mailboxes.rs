//! Mailboxes the shop sends from: typed settings, and a password that is sealed and never shown again.

use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::people::note;
use crate::domain::ids::ShopId;
use crate::domain::notice::mail::Incoming;
use crate::domain::notice::mail::MailProfile;
use crate::domain::notice::mail::Security;
use crate::domain::notice::mail::Signing;
use crate::domain::notice::mail::is_address;
use crate::domain::notice::mail::is_selector;
use crate::domain::people::Lang;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use crate::store::vault::Vault;
use std::collections::BTreeMap;

/// Mailboxes of one desk.
const MOST: usize = 20;

/// What someone typed.
#[derive(Clone)]
pub struct Wanted {
    /// None for a new one.
    pub id: Option<u32>,
    pub shop: Option<ShopId>,
    pub host: String,
    pub port: String,
    pub security: Security,
    pub user: String,
    /// Empty: the one that is kept.
    pub password: String,
    pub from_name: String,
    pub from: String,
    pub reply_to: String,
    /// Where answers are fetched; empty for nowhere.
    pub in_host: String,
    pub in_port: String,
    pub in_security: Security,
    pub in_folder: String,
    /// The name of the key in DNS that signs; empty for none.
    pub selector: String,
    /// None: the one that is kept.
    pub key: Option<SigningKey>,
    pub lang: Lang,
    /// The `rev` they saw.
    pub seen: Option<u64>,
}

/// A key that signs mails.
#[derive(Clone)]
pub struct SigningKey {
    /// PKCS#1, as PEM.
    pub private: String,
    /// base64 of the `SubjectPublicKeyInfo`.
    pub public: String,
}

/// # Errors
/// `NotFound`.
pub fn by_id(view: &impl View, id: u32) -> Result<MailProfile, Failure> {
    let all = settings::mail_profiles(view)?;
    let found = all.iter().find(|one| one.id == id).cloned();
    found.ok_or(Failure::NotFound)
}

/// # Errors
/// `Invalid` with the field of what does not fit; `NotFound`; `ChangedMeanwhile`.
pub fn save(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    viewer: &Viewer,
    wanted: &Wanted,
    moment: &Moment,
) -> Result<u32, Failure> {
    viewer.must_be(&[])?;
    let mut all = Vec::clone(&*settings::mail_profiles(plan)?);
    let old = match wanted.id {
        None => None,
        Some(id) => Some(
            all.iter()
                .position(|one| one.id == id)
                .ok_or(Failure::NotFound)?,
        ),
    };
    let kept = old.map(|at| all[at].clone());
    if let (Some(kept), Some(seen)) = (&kept, wanted.seen)
        && kept.rev != seen
    {
        return Err(Failure::ChangedMeanwhile);
    }
    let (port, in_port) = check(plan, wanted, kept.as_ref(), all.len())?;
    let password = match (wanted.user.is_empty(), wanted.password.is_empty()) {
        (true, _) => None,
        // Kept for the same server only: nobody sends it to another by changing the name.
        (false, true) => kept
            .as_ref()
            .filter(|kept| kept.host == wanted.host && is_same_inbox(kept, wanted))
            .and_then(|kept| kept.password.clone()),
        (false, false) => Some(vault.seal(&wanted.password, String::new())?),
    };
    if !wanted.user.is_empty() && password.is_none() {
        return Err(Failure::invalid("password", "error-required"));
    }
    let signing = signing(vault, wanted, kept.as_ref())?;
    let known = kept.as_ref().and_then(|kept| kept.incoming.as_ref());
    let since = known.map(|incoming| incoming.since);
    let id = wanted
        .id
        .unwrap_or_else(|| all.iter().map(|one| one.id).max().unwrap_or(0) + 1);
    let new = MailProfile {
        id,
        shop: wanted.shop,
        host: wanted.host.clone(),
        port,
        security: wanted.security,
        user: wanted.user.clone(),
        password,
        from_name: wanted.from_name.clone(),
        from: wanted.from.clone(),
        reply_to: wanted.reply_to.clone(),
        incoming: (!wanted.in_host.is_empty()).then(|| Incoming {
            host: wanted.in_host.clone(),
            port: in_port,
            security: wanted.in_security,
            folder: match wanted.in_folder.is_empty() {
                true => "INBOX".to_owned(),
                false => wanted.in_folder.clone(),
            },
            // What came before somebody asked for it stays where it is.
            since: since.unwrap_or(moment.now),
        }),
        signing,
        lang: wanted.lang,
        changed_at: moment.now,
        rev: kept.map_or(0, |kept| kept.rev) + 1,
    };
    let (gateway, inbox) = (new.gateway(), new.inbox());
    match old {
        Some(at) => all[at] = new,
        None => all.push(new),
    }
    settings::save_mail_profiles(plan, &all)?;
    // Someone typed it anew: it is tried again at once.
    super::gateway_works(plan, &gateway)?;
    super::gateway_works(plan, &inbox)?;
    let object = format!("gateway {gateway}");
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "mailbox_saved",
        object,
    )?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u32,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let mut all = Vec::clone(&*settings::mail_profiles(plan)?);
    let before = all.len();
    all.retain(|one| one.id != id);
    if all.len() == before {
        return Err(Failure::NotFound);
    }
    settings::save_mail_profiles(plan, &all)?;
    let mut cursors = BTreeMap::clone(&*settings::mail_cursors(plan)?);
    if cursors.remove(&id).is_some() {
        settings::save_mail_cursors(plan, &cursors)?;
    }
    let object = format!("gateway mail:{id}");
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "mailbox_removed",
        object,
    )
}

fn check(
    plan: &Plan<'_, '_>,
    wanted: &Wanted,
    kept: Option<&MailProfile>,
    count: usize,
) -> Result<(u16, u16), Failure> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut bad = |field: &str, key: &str| wrong.push((field.to_owned(), key.to_owned()));
    let is_host = |host: &str| {
        !host.is_empty()
            && host.len() <= 253
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
    };
    if !is_host(&wanted.host) {
        bad("host", "error-mail-host");
    }
    let read = |typed: &str, usual: u16| match typed.is_empty() {
        true => Some(usual),
        false => typed.parse::<u16>().ok().filter(|port| *port > 0),
    };
    let port = read(&wanted.port, wanted.security.usual_port());
    if port.is_none() {
        bad("port", "error-mail-port");
    }
    let in_port = read(&wanted.in_port, wanted.in_security.usual_fetching_port());
    if in_port.is_none() {
        bad("in_port", "error-mail-port");
    }
    if !wanted.in_host.is_empty() {
        if !is_host(&wanted.in_host) {
            bad("in_host", "error-mail-host");
        }
        if wanted.user.is_empty() {
            bad("user", "error-mail-in-user");
        }
        if wanted.in_security == Security::None {
            bad("in_security", "error-mail-plain-password");
        }
    }
    if wanted.in_folder.chars().any(char::is_control) || wanted.in_folder.len() > 200 {
        bad("in_folder", "error-invalid");
    }
    if !is_address(&wanted.from) {
        bad("from", "error-mail-address");
    }
    if !wanted.reply_to.is_empty() && !is_address(&wanted.reply_to) {
        bad("reply_to", "error-mail-address");
    }
    if !wanted.selector.is_empty() && !is_selector(&wanted.selector) {
        bad("selector", "error-mail-selector");
    }
    if wanted.from_name.chars().any(char::is_control) || wanted.from_name.chars().count() > 60 {
        bad("from_name", "error-invalid");
    }
    if wanted.security == Security::None && !wanted.user.is_empty() {
        bad("user", "error-mail-plain-password");
    }
    if kept.is_none() && count >= MOST {
        bad("host", "error-invalid");
    }
    if let Some(shop) = wanted.shop
        && orders::shop(plan, shop)?.is_none()
    {
        bad("shop", "error-required");
    }
    match port.zip(in_port) {
        Some(ports) if wrong.is_empty() => Ok(ports),
        _ => Err(Failure::Invalid(wrong)),
    }
}

/// How its mails are signed from now on.
fn signing(
    vault: &Vault,
    wanted: &Wanted,
    kept: Option<&MailProfile>,
) -> Result<Option<Signing>, Failure> {
    let selector = wanted.selector.clone();
    let kept = kept.and_then(|kept| kept.signing.as_ref());
    Ok(match (&wanted.key, kept) {
        _ if selector.is_empty() => None,
        (Some(key), _) => Some(Signing {
            selector,
            key: vault.seal(&key.private, String::new())?,
            public: key.public.clone(),
        }),
        (None, Some(kept)) if kept.selector == selector => Some(kept.clone()),
        (None, _) => return Err(Failure::invalid("signing_key", "error-required")),
    })
}

/// Whether the password goes nowhere it did not go before.
fn is_same_inbox(kept: &MailProfile, wanted: &Wanted) -> bool {
    let known = kept
        .incoming
        .as_ref()
        .map(|incoming| incoming.host.as_str());
    wanted.in_host.is_empty() || known == Some(wanted.in_host.as_str())
}
