//! Webhooks: addresses that hear of cases. What they are told is written in the commit of the act, so
//! nothing that happened is untold, and what did not happen is never told.

use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::notices;
use crate::actions::people::note;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::domain::webhook;
use crate::domain::webhook::Attempt;
use crate::domain::webhook::Came;
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::Posting;
use crate::domain::webhook::Standing;
use crate::domain::webhook::Topic;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use crate::store::vault::Vault;
use crate::store::webhooks;

/// Endpoints of one desk.
const MOST: usize = 20;
/// Characters of a name.
const NAME: usize = 60;
/// An endpoint that took nothing for so long is switched off.
const PATIENCE: Span = Span::days(5);
/// How long the log is kept.
const KEPT: Span = Span::days(30);
/// Rows of one command.
const SLICE: usize = 500;

/// What someone typed.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// None for a new one.
    pub id: Option<u32>,
    pub name: String,
    pub url: String,
    pub shop: Option<ShopId>,
    pub topics: Vec<Topic>,
    pub private: bool,
    pub active: bool,
    /// The `rev` they saw.
    pub seen: Option<u64>,
}

/// # Errors
/// `NotFound`.
pub fn by_id(view: &impl View, id: u32) -> Result<Endpoint, Failure> {
    let all = settings::webhooks(view)?;
    let found = all.iter().find(|one| one.id == id).cloned();
    found.ok_or(Failure::NotFound)
}

/// Adds or changes one. `secret` is what a new one signs with: key bytes in base64.
///
/// # Errors
/// `Invalid` with the field of what does not fit; `NotFound`; `ChangedMeanwhile`.
pub fn save(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    viewer: &Viewer,
    wanted: &Wanted,
    secret: &str,
    moment: &Moment,
) -> Result<u32, Failure> {
    viewer.must_be(&[])?;
    let mut all = Vec::clone(&*settings::webhooks(plan)?);
    check(plan, wanted, all.len())?;
    let kept = match wanted.id {
        Some(id) => Some(by_id(plan, id)?),
        None => None,
    };
    if let (Some(kept), Some(seen)) = (&kept, wanted.seen)
        && kept.rev != seen
    {
        return Err(Failure::ChangedMeanwhile);
    }
    let id = match &kept {
        Some(kept) => kept.id,
        // Never one that was: its log is another's.
        None => u32::try_from(plan.next_number("webhook")?).unwrap_or(u32::MAX),
    };
    let (secret, before) = match &kept {
        Some(kept) => (kept.secret.clone(), kept.before.clone()),
        None => (vault.seal(secret, String::new())?, None),
    };
    let new = Endpoint {
        id,
        name: wanted.name.trim().to_owned(),
        url: wanted.url.clone(),
        secret,
        before,
        shop: wanted.shop,
        topics: wanted.topics.clone(),
        private: wanted.private,
        active: wanted.active,
        changed_at: moment.now,
        rev: kept.as_ref().map_or(0, |kept| kept.rev) + 1,
    };
    let gateway = new.gateway();
    match kept {
        Some(_) => replace(&mut all, new),
        None => all.push(new),
    }
    settings::save_webhooks(plan, &all)?;
    // Someone typed it anew: it is tried again at once.
    notices::gateway_works(plan, &gateway)?;
    noted(plan, viewer, id, "webhook_saved", moment)?;
    Ok(id)
}

/// Gives it another secret; the old one signs too for a day.
///
/// # Errors
/// `NotFound`.
pub fn change_secret(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    viewer: &Viewer,
    id: u32,
    secret: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let mut one = by_id(plan, id)?;
    let old: Sealed = std::mem::replace(&mut one.secret, vault.seal(secret, String::new())?);
    one.before = Some((old, moment.now + webhook::BOTH));
    one.changed_at = moment.now;
    one.rev += 1;
    let mut all = Vec::clone(&*settings::webhooks(plan)?);
    replace(&mut all, one);
    settings::save_webhooks(plan, &all)?;
    noted(plan, viewer, id, "webhook_secret_changed", moment)
}

/// Removes it with what was on its way; the log goes with the clock.
///
/// # Errors
/// `NotFound`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u32,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let one = by_id(plan, id)?;
    let mut all = Vec::clone(&*settings::webhooks(plan)?);
    all.retain(|other| other.id != id);
    settings::save_webhooks(plan, &all)?;
    notices::gateway_works(plan, &one.gateway())?;
    noted(plan, viewer, id, "webhook_removed", moment)
}

/// After an act was written: every endpoint that wants to hear of it is told by the clock.
///
/// # Errors
/// When the disk does.
pub(in crate::actions) fn happened(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    event: &CaseEvent,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(topic) = webhook::topic(event) else {
        return Ok(());
    };
    for endpoint in settings::webhooks(plan)?.iter() {
        if !endpoint.hears(case.shop, topic) {
            continue;
        }
        let (name, of) = (webhook::name(event.verb), Some((case.id, event.seq)));
        let body = webhook::body(case, event, topic);
        enqueue(plan, endpoint.id, (name, of, body), moment)?;
    }
    Ok(())
}

/// An event that says nothing, to see whether it arrives.
///
/// # Errors
/// `NotFound`.
pub fn try_out(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    endpoint: u32,
    moment: &Moment,
) -> Result<Posting, Failure> {
    viewer.must_be(&[])?;
    by_id(plan, endpoint)?;
    let body = webhook::trial(moment.now);
    enqueue(plan, endpoint, ("test".to_owned(), None, body), moment)
}

/// The same event once more, under the same name.
///
/// # Errors
/// `NotFound`.
pub fn again(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    endpoint: u32,
    id: u64,
    moment: &Moment,
) -> Result<Posting, Failure> {
    viewer.must_be(&[])?;
    by_id(plan, endpoint)?;
    let found = webhooks::by_id(plan, id)?.filter(|one| one.endpoint == endpoint);
    let mut one = found.ok_or(Failure::NotFound)?;
    one.again(moment.now);
    webhooks::save(plan, &one)?;
    Ok(one)
}

/// What an attempt came to. `gone` is a receiver that wants to hear nothing any more; `broken` why the
/// endpoint does not work, for everything.
#[derive(Debug, Clone)]
pub struct Heard {
    pub came: Came,
    pub attempt: Attempt,
    pub gone: bool,
    pub broken: Option<String>,
    /// In [0, 1): spreads waits.
    pub chance: f64,
}

/// Writes down what came of an attempt.
///
/// # Errors
/// When the disk does.
pub fn heard(
    plan: &mut Plan<'_, '_>,
    endpoint: &Endpoint,
    id: u64,
    heard: &Heard,
    moment: &Moment,
) -> Result<(), Failure> {
    if let Some(mut one) = webhooks::by_id(plan, id)? {
        one.heard(heard.came, heard.attempt.clone(), heard.chance);
        webhooks::save(plan, &one)?;
    }
    let gateway = endpoint.gateway();
    match &heard.broken {
        None if settings::gateways(plan)?.contains_key(&gateway) => {
            notices::gateway_works(plan, &gateway)?;
        }
        None => {}
        Some(why) => {
            notices::gateway_failed(plan, &gateway, why, moment)?;
        }
    }
    let since = settings::gateways(plan)?
        .get(&gateway)
        .and_then(|gateway| gateway.since);
    let too_long = since.is_some_and(|since| moment.now >= since + PATIENCE);
    if heard.gone || too_long {
        switch_off(plan, endpoint.id, moment)?;
    }
    Ok(())
}

/// Forgets the log of a month ago, and of endpoints that are gone.
///
/// # Errors
/// When the disk does.
pub fn forget_old(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<usize, Failure> {
    let mut gone = 0;
    for one in webhooks::oldest(plan, SLICE)? {
        if one.at < moment.now - KEPT {
            webhooks::remove(plan, &one);
            gone += 1;
        }
    }
    Ok(gone)
}

fn enqueue(
    plan: &mut Plan<'_, '_>,
    endpoint: u32,
    (event, case, body): (String, Option<(CaseId, u64)>, String),
    moment: &Moment,
) -> Result<Posting, Failure> {
    let one = Posting {
        id: plan.next_number("posting")?,
        endpoint,
        event,
        case,
        body,
        at: moment.now,
        standing: Standing::Waiting,
        tries: 0,
        next: moment.now,
        attempts: Vec::new(),
    };
    webhooks::add(plan, &one)?;
    Ok(one)
}

fn switch_off(plan: &mut Plan<'_, '_>, id: u32, moment: &Moment) -> Result<(), Failure> {
    let mut all = Vec::clone(&*settings::webhooks(plan)?);
    let Some(one) = all.iter_mut().find(|one| one.id == id && one.active) else {
        return Ok(());
    };
    one.active = false;
    one.rev += 1;
    settings::save_webhooks(plan, &all)?;
    let object = format!("webhook {id}");
    note(plan, moment.now, None, "webhook_switched_off", object)
}

fn replace(all: &mut [Endpoint], new: Endpoint) {
    if let Some(old) = all.iter_mut().find(|one| one.id == new.id) {
        *old = new;
    }
}

fn noted(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u32,
    what: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let object = format!("webhook {id}");
    note(plan, moment.now, Some(viewer.staff.id), what, object)
}

fn check(plan: &Plan<'_, '_>, wanted: &Wanted, count: usize) -> Result<(), Failure> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut bad = |field: &str, key: &str| wrong.push((field.to_owned(), key.to_owned()));
    let name = wanted.name.trim();
    if name.is_empty() {
        bad("name", "error-required");
    } else if name.chars().count() > NAME || name.chars().any(char::is_control) {
        bad("name", "error-invalid");
    }
    if webhook::place(&wanted.url, wanted.private).is_none() {
        bad("url", "webhook-url-wrong");
    }
    if let Some(shop) = wanted.shop
        && orders::shop(plan, shop)?.is_none()
    {
        bad("shop", "error-required");
    }
    if wanted.id.is_none() && count >= MOST {
        bad("name", "webhook-too-many");
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::Invalid(wrong)),
    }
}
