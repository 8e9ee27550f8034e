//! What automation plugins hear, and what they wish: each wish is an act at the one door, in the
//! plugin's name, or a line of the audit that says why it was not done.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::cases;
use crate::actions::people::note;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Input;
use crate::domain::case::Verb;
use crate::domain::case::record::Priority;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::people::Actor;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::automating;
use crate::domain::plugin::automating::ADVICE_MOST;
use crate::domain::plugin::automating::Advice;
use crate::domain::plugin::automating::Happening;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::automating as stored;
use crate::store::plugins;

/// The most characters of a piece of advice.
const ADVICE_LONGEST: usize = 300;

/// One wish of a plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Tag(String),
    Untag(String),
    Note(String),
    /// Title, and why.
    Suggest(String, String),
    Priority(String),
    /// One this desk does not know.
    Other(String),
}

/// After an act was written: every account that hears of this shop's cases is told by the clock.
///
/// # Errors
/// When the disk does.
pub(in crate::actions) fn happened(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    verb: Verb,
    actor: &Actor,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(by) = automating::told_as(actor, verb) else {
        return Ok(());
    };
    for account in plugins::all_accounts(plan)? {
        let is_its_shop = account.shop.is_none_or(|shop| shop == case.shop);
        if !account.hears || !account.paused.is_empty() || !is_its_shop {
            continue;
        }
        let one = Happening {
            account: account.id,
            case: case.id,
            seq: case.events.saturating_sub(1),
            verb,
            by: by.to_owned(),
            at: moment.now,
            tries: 0,
            next: moment.now,
        };
        stored::save(plan, &one)?;
    }
    Ok(())
}

/// It was told, or never will be: `later` is when once more.
///
/// # Errors
/// When the disk does.
pub fn told(
    plan: &mut Plan<'_, '_>,
    one: &Happening,
    later: Option<&Happening>,
) -> Result<(), Failure> {
    match later {
        Some(later) => Ok(stored::save(plan, later)?),
        None => {
            stored::remove(plan, one);
            Ok(())
        }
    }
}

/// Does what a plugin wishes for a case, as far as the rules let it. `advice` given now takes the
/// place of what the account said before.
///
/// # Errors
/// When the disk does.
pub fn wished(
    plan: &mut Plan<'_, '_>,
    (plugin, account): (&PluginId, PluginAccountId),
    case: CaseId,
    wishes: &[Wish],
    moment: &Moment,
) -> Result<(), Failure> {
    let actor = Actor::Plugin(plugin.to_string());
    let mut items = Vec::new();
    for wish in wishes {
        let (verb, input) = match wish {
            Wish::Suggest(title, why) => {
                let (title, why) = (shortened(title), shortened(why));
                if !title.is_empty() && items.len() < ADVICE_MOST {
                    items.push((title, why));
                }
                continue;
            }
            Wish::Tag(tag) => (Verb::Tag, tagged(tag)),
            Wish::Untag(tag) => (Verb::Untag, tagged(tag)),
            Wish::Note(text) => (
                Verb::Note,
                Input {
                    text: Some(text.clone()),
                    ..Input::default()
                },
            ),
            Wish::Priority(code) => match Priority::from_code(code) {
                Some(priority) => (
                    Verb::SetPriority,
                    Input {
                        priority: Some(priority),
                        ..Input::default()
                    },
                ),
                None => {
                    refused(plan, plugin, case, &format!("priority {code}"), moment)?;
                    continue;
                }
            },
            Wish::Other(what) => {
                refused(plan, plugin, case, what, moment)?;
                continue;
            }
        };
        let act = Act { verb, input };
        match cases::act(plan, CaseRef::of_system(case), None, &act, &actor, moment) {
            Ok(_) => {}
            Err(Failure::Refused(why)) => {
                refused(plan, plugin, case, &format!("{verb}: {why:?}"), moment)?;
            }
            Err(failure) => return Err(failure),
        }
    }
    if items.is_empty() {
        return Ok(());
    }
    let advice = Advice {
        account,
        case,
        at: moment.now,
        items,
    };
    Ok(stored::save_advice(plan, &advice)?)
}

/// Somebody has read what an account said about a case.
///
/// # Errors
/// When the disk does.
pub fn put_away(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    account: PluginAccountId,
    viewer: &Viewer,
    moment: &Moment,
) -> Result<(), Failure> {
    stored::remove_advice(plan, case.id(), account);
    let object = format!("case {} account {account}", case.id());
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "plugin_advice_put_away", object)
}

fn refused(
    plan: &mut Plan<'_, '_>,
    plugin: &PluginId,
    case: CaseId,
    what: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let what: String = what.chars().take(200).collect();
    let object = format!("plugin {plugin} case {case} {what}");
    note(plan, moment.now, None, "plugin_wish_refused", object)
}

fn tagged(tag: &str) -> Input {
    Input {
        tag: Some(tag.to_owned()),
        ..Input::default()
    }
}

/// On one line, and not endless.
fn shortened(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(ADVICE_LONGEST).collect()
}
