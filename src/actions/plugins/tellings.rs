//! Decisions that a marketplace, or a payment service, is told: written in the commit of the act that decided, and what
//! came of each.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::cases;
use crate::actions::mentions;
use crate::actions::people::note;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Input;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::OrderSource;
use crate::domain::people::Actor;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::foreign::Foreign;
use crate::domain::plugin::foreign::States;
use crate::domain::plugin::paying;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::telling;
use crate::domain::plugin::telling::Said;
use crate::domain::plugin::telling::Standing;
use crate::domain::plugin::telling::Step;
use crate::domain::plugin::telling::Telling;
use crate::domain::plugin::telling::What;
use crate::domain::plugin::worlds::Offer;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::plugins;
use crate::store::tellings;

/// After an act was written: what a marketplace has to hear of it is queued with it.
///
/// # Errors
/// When the disk does.
pub(in crate::actions) fn decided(
    plan: &mut Plan<'_, '_>,
    old: Option<&Case>,
    case: &Case,
    verb: Verb,
    actor: &Actor,
    moment: &Moment,
) -> Result<(), Failure> {
    let from = old.map(|old| old.state);
    let Some(mut what) = telling::decided(from, case, verb, actor) else {
        return Ok(());
    };
    let foreign = tellings::foreign(plan, case.id)?;
    let mut amount = (what == What::ApproveRefund).then(|| paying::by_marketplace(case));
    let marketplace = match amount {
        Some(amount) if amount <= Fen::ZERO => None,
        _ => whose(plan, case, foreign.as_ref(), what)?,
    };
    let mut money_key = None;
    let account = match (marketplace, what) {
        (Some(account), _) => account,
        (None, What::ApproveRefund) => {
            let Some((sum, key)) = paying::by_service(case) else {
                return Ok(());
            };
            let Some(account) = offering(plan, case.shop, Offer::Payout, Some(DataField::Payment))?
            else {
                return Ok(());
            };
            (what, amount, money_key) = (What::PayOut, Some(sum), Some(key));
            account
        }
        (None, _) => return Ok(()),
    };
    let new = Telling {
        case: case.id,
        seq: case.events.saturating_sub(1),
        money_key,
        account,
        what,
        amount,
        parcel: (what == What::ShipReplacement)
            .then(|| telling::sent_out(case))
            .flatten(),
        revision: foreign.and_then(|foreign| foreign.revision),
        standing: Standing::Waiting,
        tries: 0,
        at: moment.now,
        next: moment.now,
        why: String::new(),
        reference: None,
        ended_at: None,
    };
    Ok(tellings::save(plan, &new)?)
}

/// The account a decision goes to: that which told of the request; of a case that was opened here,
/// that which brought the order, for then only money is told.
fn whose(
    view: &impl View,
    case: &Case,
    foreign: Option<&Foreign>,
    what: What,
) -> Result<Option<PluginAccountId>, Failure> {
    if let Some(foreign) = foreign {
        return Ok(plugins::account(view, foreign.account)?.map(|account| account.id));
    }
    if what != What::ApproveRefund || case.platform_no.is_some() {
        return Ok(None);
    }
    let order = case.order.map(|id| orders::by_id(view, id)).transpose()?;
    let brought = order.flatten().filter(|o| o.source == OrderSource::Plugin);
    let Some(order) = brought else {
        return Ok(None);
    };
    offering(view, order.shop, Offer::Marketplace, None)
}

/// The first account of the shop whose plugin offers this, and may be told that.
fn offering(
    view: &impl View,
    shop: ShopId,
    offer: Offer,
    told: Option<DataField>,
) -> Result<Option<PluginAccountId>, Failure> {
    for account in plugins::all_accounts(view)? {
        if account.shop != Some(shop) {
            continue;
        }
        let plugin = plugins::by_id(view, &account.plugin)?;
        let running = plugin.as_ref().filter(|plugin| plugin.is_running());
        let release = running.and_then(|plugin| plugin.active());
        let fits = release
            .map(|release| &release.packed.manifest)
            .is_some_and(|manifest| {
                let may_be_told =
                    told.is_none_or(|field| manifest.permissions.data.contains(&field));
                manifest.offers().contains(&offer) && may_be_told
            });
        if fits {
            return Ok(Some(account.id));
        }
    }
    Ok(None)
}

/// It is about to be told; or somebody else is at it, or it is over, or money that was not sent yet
/// was paid another way.
///
/// # Errors
/// When the disk does.
pub fn begin(
    plan: &mut Plan<'_, '_>,
    seen: &Telling,
    now: Timestamp,
) -> Result<Option<Step>, Failure> {
    let found = tellings::by_name(plan, seen.case, seen.seq)?;
    let Some(mut telling) = found.filter(|telling| telling == seen) else {
        return Ok(None);
    };
    let step = telling.step();
    if step == Step::Push && telling.what.is_money() {
        let case = crate::store::cases::by_id(plan, telling.case)?;
        if case.is_none_or(|case| case.state != State::Paying) {
            telling.drop_unsent(now);
            tellings::save(plan, &telling)?;
            return Ok(None);
        }
    }
    telling.begin();
    tellings::save(plan, &telling)?;
    Ok(Some(step))
}

/// What the marketplace answered; with it, what follows for the case.
#[derive(Debug, Clone)]
pub struct Answered {
    pub case: CaseId,
    pub seq: u64,
    pub step: Step,
    pub said: Said,
    /// The request is called so by now.
    pub revision: Option<String>,
    pub plugin: PluginId,
    /// In [0, 1): spreads waits.
    pub chance: f64,
}

/// Writes down what came of it. A refund that was made is paid in the case, one that was refused
/// has failed there; whatever else was refused is told to the owner of the case.
///
/// # Errors
/// When the disk does.
pub fn answered(
    plan: &mut Plan<'_, '_>,
    answered: &Answered,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(mut telling) = tellings::by_name(plan, answered.case, answered.seq)? else {
        return Ok(());
    };
    if !telling.is_open() {
        return Ok(());
    }
    let said = answered.said.clone();
    telling.heard(answered.step, said, moment.now, answered.chance);
    tellings::save(plan, &telling)?;
    if let Some(revision) = &answered.revision {
        renamed(plan, telling.case, revision)?;
    }
    if telling.is_open() {
        return Ok(());
    }
    follows(plan, &telling, &answered.plugin, moment)
}

/// Keeps a marketplace's request as it is written there. What is the same is not written again,
/// whenever it is read.
///
/// # Errors
/// When the disk does.
pub fn remember(plan: &mut Plan<'_, '_>, new: &Foreign) -> Result<(), Failure> {
    let old = tellings::foreign(plan, new.case)?;
    if old.is_some_and(|old| Foreign { at: new.at, ..old } == *new) {
        return Ok(());
    }
    Ok(tellings::save_foreign(plan, new)?)
}

/// Keeps what a plugin says its marketplace's words mean.
///
/// # Errors
/// When the disk does.
pub fn learned(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    states: &States,
) -> Result<(), Failure> {
    Ok(tellings::save_states(plan, account, states)?)
}

/// Our own decision moved the request on: what is decided next is decided on that.
fn renamed(plan: &mut Plan<'_, '_>, case: CaseId, revision: &str) -> Result<(), Failure> {
    if let Some(mut foreign) = tellings::foreign(plan, case)? {
        foreign.revision = Some(revision.to_owned());
        tellings::save_foreign(plan, &foreign)?;
    }
    for mut other in tellings::of_case(plan, case)? {
        if other.is_open() {
            other.revision = Some(revision.to_owned());
            tellings::save(plan, &other)?;
        }
    }
    Ok(())
}

fn follows(
    plan: &mut Plan<'_, '_>,
    telling: &Telling,
    plugin: &PluginId,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(case) = crate::store::cases::by_id(plan, telling.case)? else {
        return Ok(());
    };
    let is_paying = telling.what.is_money() && case.state == State::Paying;
    let act = match telling.standing {
        Standing::Told if is_paying => Act {
            verb: Verb::PayOk,
            input: Input {
                txn_no: Some(telling.reference.clone().unwrap_or_else(|| telling.key())),
                ..Input::default()
            },
        },
        Standing::Refused | Standing::Unsupported if is_paying => Act {
            verb: Verb::PayFail,
            input: Input {
                reason: Some(match telling.why.is_empty() {
                    true => telling.standing.code().to_owned(),
                    false => telling.why.clone(),
                }),
                ..Input::default()
            },
        },
        Standing::Refused | Standing::Person => {
            let by = Actor::Plugin(plugin.to_string()).as_ref();
            mentions::told(plan, &case, &[case.owner], &by, moment)?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let actor = Actor::Plugin(plugin.to_string());
    let to = CaseRef::of_system(case.id);
    match cases::act(plan, to, None, &act, &actor, moment) {
        // The case went on otherwise meanwhile: its timeline says how.
        Ok(_) | Err(Failure::Refused(_)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// A person wants a decision told once more.
///
/// # Errors
/// `NotFound` for none, and for one that was told.
pub fn again(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    seq: u64,
    viewer: &Viewer,
    moment: &Moment,
) -> Result<(), Failure> {
    let found = tellings::by_name(plan, case.id(), seq)?;
    let mut telling = found.filter(Telling::may_again).ok_or(Failure::NotFound)?;
    telling.again(moment.now);
    if let Some(foreign) = tellings::foreign(plan, case.id())? {
        telling.revision = foreign.revision;
    }
    tellings::save(plan, &telling)?;
    let case = crate::store::cases::by_id(plan, case.id())?.ok_or(Failure::NotFound)?;
    let object = format!("case {} {}", case.no, telling.what);
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "marketplace_told_again", object)
}
