//! Text messages, sent through the gateways of plugins: by which of them, in which words, in how many
//! pieces.

use super::Outcome;
use super::content;
use crate::actions::notices::buyer_at;
use crate::actions::notices::sms_ways;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::gateway::Gateway;
use crate::domain::notice::sms::SmsGateway;
use crate::domain::notice::sms::SmsTemplate;
use crate::domain::notice::sms::mobile;
use crate::domain::notice::variable::Variable;
use crate::domain::people::IdentityKind;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Words;
use crate::phrases::names;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::sms_types::Message;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::opt_outs;
use crate::store::settings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The gateway a message goes through now: the first that did not fail lately, else the first that
/// does not rest; none when all of them do.
pub(super) async fn way(
    host: &Host,
    one: &Delivery,
    gateways: &BTreeMap<String, Gateway>,
    broken: &[String],
) -> Result<Option<String>, Failure> {
    let (shop, kind) = (one.shop, one.kind);
    let ways = host
        .app()
        .read(move |view| sms_ways(view, shop, kind))
        .await?;
    let now = host.app().now();
    let names = ways.iter().map(SmsGateway::gateway);
    let mut able: Vec<String> = names.filter(|name| !broken.contains(name)).collect();
    if ways.is_empty() {
        // Nobody can send it any more: its own gateway says so.
        return Ok(Some(one.gateway.clone()));
    }
    able.retain(|name| !gateways.get(name).is_some_and(|gateway| gateway.rests(now)));
    let whole = able.iter().find(|name| !gateways.contains_key(*name));
    Ok(whole.or_else(|| able.first()).cloned())
}

/// Sends one message. An answer that was lost is a doubt: nobody is sent two.
pub(super) async fn send(host: &Host, one: &Delivery) -> Result<Outcome, Failure> {
    let app = Arc::clone(host.app());
    let (seen, of) = (one.clone(), Arc::clone(&app));
    let ready = app
        .read(move |view| ready(view, of.store.vault(), &seen))
        .await?;
    let (account, message) = match ready {
        Ok(ready) => ready,
        Err(came) => return Ok(Outcome::of(came)),
    };
    let text = message.text.clone();
    let size = estimate(host, account, message.clone()).await?;
    let called = host
        .call(account, Ask::SendSms(message), None, |_, _| Ok(0_u32))
        .await;
    let heard = match called {
        Ok((heard, _)) => heard,
        // It was switched off, or held back.
        Err(Failure::Invalid(_) | Failure::NotFound) => {
            let why = "delivery-why-no-gateway".to_owned();
            return Ok(Outcome::of(Came::Later { why, after: None }));
        }
        Err(failure) => return Err(failure),
    };
    let Some(Answer::Sent(sent)) = &heard.answer else {
        return Ok(Outcome::of_a_plugin(&heard));
    };
    Ok(Outcome {
        came: Came::Sent(sent.external_id.clone()),
        said: Some(app.store.vault().seal(&text, String::new())?),
        segments: sent.segments.or(size),
        broken: None,
    })
}

/// Into how many pieces a message falls, as its gateway counts. None when it cannot say.
///
/// # Errors
/// When the store takes no writes.
pub async fn estimate(
    host: &Host,
    account: PluginAccountId,
    message: Message,
) -> Result<Option<u32>, Failure> {
    let asked = host.call(account, Ask::EstimateSms(message), None, |_, _| Ok(0_u32));
    match asked.await {
        Ok((heard, _)) => Ok(match heard.answer {
            Some(Answer::Size(size)) => Some(size.segments),
            _ => None,
        }),
        Err(Failure::Invalid(_) | Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

pub(super) type Ready = Result<(PluginAccountId, Message), Came>;

pub(super) fn ready(view: &impl View, vault: &Vault, one: &Delivery) -> Result<Ready, Failure> {
    let needless = |why: &str| Ok(Err(Came::Needless(why.to_owned())));
    let gateways = settings::sms_gateways(view)?;
    let known = gateways.iter().find(|kept| kept.gateway() == one.gateway);
    let Some((gateway, template)) =
        known.and_then(|kept| Some((kept, kept.templates.get(&one.kind)?)))
    else {
        return needless("delivery-why-no-gateway");
    };
    let Some(case) = cases::by_id(view, one.case)? else {
        return needless("delivery-why-nothing");
    };
    let Some(identity) = buyer_at(view, case.buyer, IdentityKind::Phone)? else {
        return needless("delivery-why-no-mobile");
    };
    if opt_outs::of(view, &identity.hash)?.is_some() {
        return needless("delivery-why-opt-out");
    }
    let Some(to) = mobile(&vault.open_sealed(&identity.value)?) else {
        return needless("delivery-why-no-mobile");
    };
    let desk = settings::desk(view)?.ok_or(Failure::NotFound)?;
    let Some(values) = content::values(view, &case, desk.lang)? else {
        return needless("delivery-why-nothing");
    };
    let of = |what: Variable| values.get(&what).cloned().unwrap_or_default();
    Ok(match template.filled(of) {
        Ok(filled) => Ok((
            gateway.account,
            Message {
                idempotency_key: format!("notice-{}", one.id),
                to,
                signature: Some(gateway.signature.clone()).filter(|own| !own.is_empty()),
                template: Some(template.code.clone()).filter(|code| !code.is_empty()),
                params: filled.params,
                text: filled.text,
                attrs: Vec::new(),
            },
        )),
        // The same next time: a person has to see to it.
        Err(name) => {
            let what = template.values.get(&name);
            let words = Words::of(desk.lang);
            let what = what.map_or("", |what| names::variable_name(words, *what));
            let args = [("name", name.as_str().into()), ("what", what.into())];
            Err(Came::Refused(words.with("delivery-unfit-value", &args)))
        }
    })
}

/// What a notice says as a text message; nothing where no gateway has words for it.
///
/// # Errors
/// When the disk does.
pub fn text(view: &impl View, one: &Delivery) -> Result<Option<String>, Failure> {
    let gateways = settings::sms_gateways(view)?;
    let kept = gateways.iter().find(|kept| kept.gateway() == one.gateway);
    let Some(template) = kept.and_then(|kept| kept.templates.get(&one.kind)) else {
        return Ok(None);
    };
    let (Some(case), Some(desk)) = (cases::by_id(view, one.case)?, settings::desk(view)?) else {
        return Ok(None);
    };
    let values = content::values(view, &case, desk.lang)?.unwrap_or_default();
    let of = |what: Variable| values.get(&what).cloned().unwrap_or_default();
    Ok(Some(match template.filled(of) {
        Ok(filled) => filled.text,
        Err(_) => template.text.clone(),
    }))
}

/// A message with values of an example, for whoever writes its template.
pub fn example(
    gateway: &SmsGateway,
    template: &SmsTemplate,
    kind: NoticeKind,
    words: Words,
) -> Option<Message> {
    let of = |what: Variable| words.t(&format!("variable-example-{what}")).to_owned();
    let filled = template.filled(of).ok()?;
    Some(Message {
        idempotency_key: format!("example-{kind}"),
        to: "+8613800138000".to_owned(),
        signature: Some(gateway.signature.clone()).filter(|own| !own.is_empty()),
        template: Some(template.code.clone()).filter(|code| !code.is_empty()),
        params: filled.params,
        text: filled.text,
        attrs: Vec::new(),
    })
}

/// Sends an example to a number, as a notice would be: whether it works, in the gateway's words.
///
/// # Errors
/// When the store takes no writes.
pub async fn try_out(
    host: &Host,
    account: PluginAccountId,
    message: Message,
) -> Result<Result<String, String>, Failure> {
    let called = host.call(account, Ask::SendSms(message), None, |_, _| Ok(0_u32));
    match called.await {
        Ok((heard, _)) => Ok(match heard.answer {
            Some(Answer::Sent(sent)) => Ok(sent.external_id),
            _ => Err(heard.why),
        }),
        Err(Failure::Invalid(wrong)) => Ok(Err(wrong
            .first()
            .map(|(_, key)| key.clone())
            .unwrap_or_default())),
        Err(failure) => Err(failure),
    }
}
