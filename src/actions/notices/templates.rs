//! Templates of text messages: what each notice says through each gateway.

use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::people::note;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::sms::SmsGateway;
use crate::domain::notice::sms::SmsTemplate;
use crate::domain::notice::sms::Unfit;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::plugins;
use crate::store::settings;

/// Characters of a signature with which it is approved.
const LONGEST_SIGNATURE: usize = 30;

/// What someone typed for one notice.
#[derive(Debug, Clone)]
pub struct Typed {
    pub account: PluginAccountId,
    pub kind: NoticeKind,
    pub template: SmsTemplate,
    /// The `rev` they saw.
    pub seen: u64,
}

/// # Errors
/// `Invalid` with the field that does not fit; `ChangedMeanwhile`; `NotFound` for an account that sends
/// no messages.
pub fn save(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    typed: &Typed,
    moment: &Moment,
) -> Result<(), Failure> {
    let (code, text) = (&typed.template.code, &typed.template.text);
    if code.chars().count() > 64 || code.chars().any(char::is_control) {
        return Err(Failure::invalid("code", "error-invalid"));
    }
    if text.contains(['【', '】']) {
        return Err(Failure::invalid("text", "error-sms-signature-in-text"));
    }
    typed.template.check().map_err(|unfit| match unfit {
        Unfit::Empty => Failure::invalid("text", "error-required"),
        Unfit::TooLong => Failure::invalid("text", "error-sms-too-long"),
        Unfit::Variable => Failure::invalid("text", "error-sms-variable"),
        Unfit::TooManyVariables => Failure::invalid("text", "error-sms-many-variables"),
        Unfit::Unmapped => Failure::invalid("values", "error-sms-unmapped"),
    })?;
    let what = format!("sms template {} of account {}", typed.kind, typed.account);
    change(
        plan,
        viewer,
        (typed.account, typed.seen),
        what,
        moment,
        |one| {
            one.templates.insert(typed.kind, typed.template.clone());
        },
    )
}

/// This notice goes through this gateway no more.
///
/// # Errors
/// As [`save`].
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (account, kind, seen): (PluginAccountId, NoticeKind, u64),
    moment: &Moment,
) -> Result<(), Failure> {
    let what = format!("sms template {kind} of account {account}");
    change(plan, viewer, (account, seen), what, moment, |one| {
        one.templates.remove(&kind);
    })
}

/// The signature of a gateway, and when it is asked.
///
/// # Errors
/// As [`save`].
pub fn save_gateway(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (account, seen): (PluginAccountId, u64),
    (signature, rank): (&str, u32),
    moment: &Moment,
) -> Result<(), Failure> {
    let is_plain = !signature.contains(['【', '】', '[', ']'])
        && !signature.chars().any(char::is_control)
        && signature.chars().count() <= LONGEST_SIGNATURE;
    if !is_plain {
        return Err(Failure::invalid("signature", "error-sms-signature"));
    }
    if !(1..=99).contains(&rank) {
        return Err(Failure::invalid("rank", "error-sms-rank"));
    }
    let what = format!("sms gateway of account {account}");
    change(plan, viewer, (account, seen), what, moment, |one| {
        signature.clone_into(&mut one.signature);
        one.rank = rank;
    })
}

fn change(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (account, seen): (PluginAccountId, u64),
    what: String,
    moment: &Moment,
    change: impl FnOnce(&mut SmsGateway),
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let known = plugins::account(plan, account)?.ok_or(Failure::NotFound)?;
    let plugin = plugins::by_id(plan, &known.plugin)?.ok_or(Failure::NotFound)?;
    let release = plugin.active().ok_or(Failure::NotFound)?;
    if !release.packed.manifest.offers().contains(&Offer::Sms) {
        return Err(Failure::NotFound);
    }
    let mut all = Vec::clone(&*settings::sms_gateways(plan)?);
    let at = match all.iter().position(|one| one.account == account) {
        Some(at) => at,
        None => {
            all.push(SmsGateway {
                account,
                rank: u32::try_from(all.len() + 1).unwrap_or(99),
                signature: String::new(),
                templates: std::collections::BTreeMap::new(),
                rev: 0,
            });
            all.len() - 1
        }
    };
    if all[at].rev != seen {
        return Err(Failure::ChangedMeanwhile);
    }
    change(&mut all[at]);
    all[at].rev += 1;
    settings::save_sms_gateways(plan, &all)?;
    // Somebody mended it: it is tried again at once.
    super::gateway_works(plan, &format!("plugin:{account}"))?;
    note(plan, moment.now, Some(viewer.staff.id), "sms_saved", what)
}
