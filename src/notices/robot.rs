//! Alerts to staff, posted by the robot of a plugin.

use super::Outcome;
use crate::domain::deadline;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::plugins::ask::Ask;
use crate::plugins::contract::exports::aftercare::plugin::robot::Alert;
use crate::plugins::contract::exports::aftercare::plugin::robot::Urgency;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::settings;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Posts one alert. An answer that was lost is a doubt: nobody is called twice.
pub async fn post(host: &Host, one: &Delivery) -> Result<Outcome, Failure> {
    let app = Arc::clone(host.app());
    let seen = one.clone();
    let account = one
        .gateway
        .strip_prefix("plugin:")
        .and_then(|id| id.parse().ok());
    let alert = app.read(move |view| alert(view, &seen)).await?;
    let (Some(account), Some(alert)) = (account, alert) else {
        return Ok(Outcome::of(Came::Needless(
            "delivery-why-nothing".to_owned(),
        )));
    };
    let text = format!("{}\n{}", alert.title, alert.text);
    let called = host
        .call(PluginAccountId(account), Ask::Post(alert), None, |_, _| {
            Ok(0_u32)
        })
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
    if heard.answer.is_some() {
        return Ok(Outcome {
            came: Came::Sent(String::new()),
            said: Some(app.store.vault().seal(&text, String::new())?),
            segments: None,
            broken: None,
        });
    }
    Ok(Outcome::of_a_plugin(&heard))
}

/// What a robot says: which case, what about it, until when. No buyer.
fn alert(view: &impl View, one: &Delivery) -> Result<Option<Alert>, Failure> {
    let Some(case) = cases::by_id(view, one.case)? else {
        return Ok(None);
    };
    let (Some(shop), Some(desk)) = (orders::shop(view, case.shop)?, settings::desk(view)?) else {
        return Ok(None);
    };
    let words = Words::of(desk.lang);
    let zone = TimeZone::get(&desk.zone).unwrap_or(TimeZone::UTC);
    let (key, urgency) = match one.kind {
        NoticeKind::Escalation => ("alert-escalation", Urgency::Soon),
        NoticeKind::DeadlineWarning => ("alert-deadline-warning", Urgency::Now),
        _ => ("alert-other", Urgency::Routine),
    };
    let no = case.no.to_string();
    let due = deadline::next_due(&case).unwrap_or(case.next_action_at);
    let amount = case.approved_amount.or(case.applied_amount);
    let amount = amount.map_or_else(String::new, |amount| formats::money(amount, &shop.currency));
    let args: [(&str, Arg<'_>); 4] = [
        ("kind", names::kind_name(words, case.kind).into()),
        ("shop", shop.name.as_str().into()),
        (
            "amount",
            Arg::Owned(if amount.is_empty() {
                "—".to_owned()
            } else {
                amount
            }),
        ),
        ("due", Arg::Owned(formats::full(due, &zone))),
    ];
    Ok(Some(Alert {
        idempotency_key: format!("notice-{}", one.id),
        title: words.with(key, &[("no", no.as_str().into())]),
        text: words.with("alert-text", &args),
        link: None,
        urgency,
        mention: Vec::new(),
        attrs: Vec::new(),
    }))
}
