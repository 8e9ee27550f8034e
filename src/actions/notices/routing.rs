//! A promised notice finds its ways: who is told, how, when, and whether that is decent.

use super::day;
use crate::actions::Moment;
use crate::domain::case::Case;
use crate::domain::ids::BuyerId;
use crate::domain::ids::ShopId;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::caps::Today;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Standing;
use crate::domain::notice::delivery::Way;
use crate::domain::notice::mail;
use crate::domain::notice::rules::NoticeRules;
use crate::domain::notice::rules::useful;
use crate::domain::notice::sms::SmsGateway;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;
use crate::store::opt_outs;
use crate::store::orders;
use crate::store::outbox;
use crate::store::outbox::QueuedNotice;
use crate::store::plugins;
use crate::store::settings;
use jiff::tz::TimeZone;

/// Where a notice may go.
struct Place {
    way: Way,
    gateway: String,
    /// Keyed hash and mask of the address; none when it is not known.
    receiver: Option<(String, String)>,
}

/// Gives what was promised its ways, at most `limit` notices. Returns how many were looked at.
///
/// # Errors
/// When the disk does.
pub fn route(plan: &mut Plan<'_, '_>, limit: usize, moment: &Moment) -> Result<usize, Failure> {
    let Some(desk) = settings::desk(plan)? else {
        return Ok(0);
    };
    let zone = TimeZone::get(&desk.zone).unwrap_or(TimeZone::UTC);
    let rules = settings::notice_rules(plan)?;
    let mut done = 0;
    for (id, queued) in outbox::promised(plan, limit)? {
        // What goes to a buyer can be taken back for a moment.
        if queued.not_before.is_some_and(|at| at > moment.now) {
            continue;
        }
        done += 1;
        outbox::routed(plan, id);
        // Nobody is told today of what happened before there was a way to tell.
        if queued.at + useful(queued.notice.kind) < moment.now {
            continue;
        }
        if let Some(case) = cases::by_id(plan, queued.case)? {
            one(plan, &case, &queued, &rules, &zone, moment)?;
        }
    }
    Ok(done)
}

fn one(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    queued: &QueuedNotice,
    rules: &NoticeRules,
    zone: &TimeZone,
    moment: &Moment,
) -> Result<(), Failure> {
    let notice = &queued.notice;
    let rule = rules.of(notice.kind, notice.to);
    let to_buyer = notice.to == Audience::Buyer;
    for place in places(plan, case, notice.kind, notice.to, &rule.ways)? {
        let next = match to_buyer {
            true => rules.quiet.over(moment.now, zone),
            false => moment.now,
        };
        let (receiver, shown) = place.receiver.clone().unwrap_or_default();
        let mut delivery = Delivery {
            id: plan.next_number("delivery")?,
            case: case.id,
            shop: case.shop,
            kind: notice.kind,
            to: notice.to,
            seq: notice.seq,
            way: place.way,
            receiver,
            shown,
            gateway: place.gateway,
            standing: match rule.held {
                true => Standing::Held,
                false => Standing::Waiting,
            },
            tries: 0,
            at: queued.at,
            next,
            not_after: next + useful(notice.kind),
            why: String::new(),
            sent_at: None,
            reference: None,
            said: None,
            segments: None,
            receipt: None,
        };
        if place.receiver.is_none() {
            delivery.standing = Standing::Skipped;
            delivery.why = match place.way {
                Way::Sms => "delivery-why-no-mobile",
                _ => "delivery-why-no-address",
            }
            .to_owned();
        } else if to_buyer && opt_outs::of(plan, &delivery.receiver)?.is_some() {
            delivery.standing = Standing::Skipped;
            delivery.why = "delivery-why-opt-out".to_owned();
        } else if to_buyer {
            let today = day(moment.now);
            let counts = [
                delivery.receiver.clone(),
                format!("case {}", case.id),
                format!("shop {}", case.shop),
            ];
            let sent = Today {
                receiver: outbox::sent(plan, today, &counts[0])?,
                case: outbox::sent(plan, today, &counts[1])?,
                shop: outbox::sent(plan, today, &counts[2])?,
            };
            match rules.caps.broken_by(sent) {
                Some(why) => {
                    delivery.standing = Standing::GivenUp;
                    delivery.why = why.to_owned();
                }
                None => {
                    for what in &counts {
                        outbox::count(plan, today, what)?;
                    }
                }
            }
        }
        outbox::save_delivery(plan, &delivery)?;
    }
    Ok(())
}

/// The places of the ways a rule names. A way that nobody set up is none.
fn places(
    view: &impl View,
    case: &Case,
    kind: NoticeKind,
    to: Audience,
    ways: &[Way],
) -> Result<Vec<Place>, Failure> {
    let mut found = Vec::new();
    let receiver = |identity: Option<Identity>| identity.map(|one| (one.hash, one.value.masked));
    for way in ways {
        match (way, to) {
            (Way::Email, Audience::Buyer) => {
                let profiles = settings::mail_profiles(view)?;
                let Some(profile) = mail::speaking_for(&profiles, case.shop) else {
                    continue;
                };
                let identity = buyer_at(view, case.buyer, IdentityKind::Email)?;
                found.push(Place {
                    way: Way::Email,
                    gateway: profile.gateway(),
                    receiver: receiver(identity),
                });
            }
            (Way::Sms, Audience::Buyer) => {
                // The others stand in when the first fails.
                if let Some(first) = sms_ways(view, case.shop, kind)?.first() {
                    let identity = buyer_at(view, case.buyer, IdentityKind::Phone)?;
                    found.push(Place {
                        way: Way::Sms,
                        gateway: first.gateway(),
                        receiver: receiver(identity),
                    });
                }
            }
            (Way::Robot, Audience::CaseOwner | Audience::Supervisor) => {
                for account in speaking(view, case.shop, Offer::Robot, DataField::AlertText)? {
                    let gateway = format!("plugin:{}", account.id);
                    found.push(Place {
                        way: Way::Robot,
                        receiver: Some((gateway.clone(), account.name)),
                        gateway,
                    });
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Where a buyer is reached; of several the one that was learned last.
///
/// # Errors
/// When the disk does.
pub fn buyer_at(
    view: &impl View,
    buyer: Option<BuyerId>,
    kind: IdentityKind,
) -> Result<Option<Identity>, Failure> {
    let Some(buyer) = buyer
        .map(|id| orders::buyer(view, id))
        .transpose()?
        .flatten()
    else {
        return Ok(None);
    };
    let buyer = match buyer.merged_into {
        Some(into) => orders::buyer(view, into)?,
        None => Some(buyer),
    };
    let identities = buyer.map(|buyer| buyer.identities).unwrap_or_default();
    let mut newest = identities.into_iter().rev();
    Ok(newest.find(|identity| identity.kind == kind))
}

/// Gateways that can send this notice of a shop as a text message, in the order they are asked.
///
/// # Errors
/// When the disk does.
pub fn sms_ways(
    view: &impl View,
    shop: ShopId,
    kind: NoticeKind,
) -> Result<Vec<SmsGateway>, Failure> {
    let kept = settings::sms_gateways(view)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let able = speaking(view, shop, Offer::Sms, DataField::BuyerPhone)?;
    let mut ways: Vec<SmsGateway> = kept
        .iter()
        .filter(|one| one.templates.contains_key(&kind))
        .filter(|one| able.iter().any(|account| account.id == one.account))
        .cloned()
        .collect();
    ways.sort_by_key(|one| (one.rank, one.account));
    Ok(ways)
}

/// Accounts of plugins that offer this for a shop, work, and may be told what it takes.
pub(super) fn speaking(
    view: &impl View,
    shop: ShopId,
    offer: Offer,
    field: DataField,
) -> Result<Vec<Account>, Failure> {
    let mut all = speaking_anywhere(view, offer, field)?;
    all.retain(|account| account.shop.is_none_or(|own| own == shop));
    Ok(all)
}

/// The same, whatever shop they are for.
pub(super) fn speaking_anywhere(
    view: &impl View,
    offer: Offer,
    field: DataField,
) -> Result<Vec<Account>, Failure> {
    let mut found = Vec::new();
    for account in plugins::all_accounts(view)? {
        if !account.paused.is_empty() {
            continue;
        }
        let plugin = plugins::by_id(view, &account.plugin)?;
        let running = plugin.as_ref().filter(|plugin| plugin.is_running());
        let Some(release) = running.and_then(|plugin| plugin.active()) else {
            continue;
        };
        let manifest = &release.packed.manifest;
        if manifest.permissions.data.contains(&field) && manifest.offers().contains(&offer) {
            found.push(account);
        }
    }
    Ok(found)
}
