//! A call as a case or a command line writes it: its name, and its arguments by the contract's
//! names.

use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::http::Header;
use crate::plugins::contract::aftercare::plugin::push::Incoming;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// The call by its name. `now` is when a pushed message came in.
///
/// # Errors
/// A name nobody knows; an argument that is missing or of another shape.
pub fn ask(call: &str, with: &Value, now: &str) -> Result<Ask, String> {
    Ok(match call {
        "account.verify" => Ask::Verify,
        "courier.track" => Ask::Track(argument(with, "queries")?),
        "courier-recognise.recognise" => Ask::Recognise(argument(with, "number")?),
        "courier-subscribe.subscribe" => Ask::Subscribe {
            queries: argument(with, "queries")?,
            callback_url: argument(with, "callback_url")?,
        },
        "courier-push.read" => Ask::ReadCourierPush(incoming(with, now)?),
        "marketplace.pull-orders" => Ask::PullOrders(argument(with, "window")?),
        "marketplace.pull-requests" => Ask::PullRequests(argument(with, "window")?),
        "marketplace-order.get-order" => Ask::GetOrder(argument(with, "id")?),
        "marketplace.get-request" => Ask::GetRequest(argument(with, "id")?),
        "marketplace.push-decision" => Ask::PushDecision(argument(with, "decision")?),
        "marketplace.check-decision" => Ask::CheckDecision(argument(with, "decision")?),
        "marketplace.states" => Ask::States,
        "marketplace-push.read" => Ask::ReadMarketplacePush(incoming(with, now)?),
        "sms.send" => Ask::SendSms(argument(with, "message")?),
        "sms.query" => Ask::QuerySms(argument(with, "external_ids")?),
        "sms.estimate" => Ask::EstimateSms(argument(with, "message")?),
        "sms-check.check" => Ask::CheckSms {
            message: argument(with, "message")?,
            sent_at: argument(with, "sent_at")?,
        },
        "sms-push.read" => Ask::ReadSmsPush(incoming(with, now)?),
        "robot.post" => Ask::Post(argument(with, "alert")?),
        "payout.execute" => Ask::Execute(argument(with, "entry")?),
        "payout.check" => Ask::CheckPayout(argument(with, "entry")?),
        "automation.on-event" => Ask::OnEvent(argument(with, "event")?),
        "automation.advise" => Ask::Advise(argument(with, "facts")?),
        other => return Err(format!("there is no call {other:?}; one is courier.track")),
    })
}

fn argument<T: DeserializeOwned>(arguments: &Value, name: &str) -> Result<T, String> {
    let value = arguments.get(name).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|why| format!("argument {name}: {why}"))
}

/// A request as a case writes it: the body as a text, headers, query and form as tables.
fn incoming(with: &Value, now: &str) -> Result<Incoming, String> {
    let pairs = |name: &str| -> Result<Vec<(String, String)>, String> {
        let table: BTreeMap<String, String> = match with.get(name) {
            Some(_) => argument(with, name)?,
            None => BTreeMap::new(),
        };
        Ok(table.into_iter().collect())
    };
    let form = pairs("form")?;
    let text = with.get("body").and_then(Value::as_str).map(str::to_owned);
    let body = text.unwrap_or_else(|| {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(&form);
        body.finish()
    });
    let header = |(name, value)| Header { name, value };
    Ok(Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: pairs("query")?,
        headers: pairs("headers")?.into_iter().map(header).collect(),
        body: body.clone().into_bytes(),
        text: Some(body),
        form,
        received_at: now.to_owned(),
    })
}
