//! Events handed over to webhooks, signed as Standard Webhooks has it.

use crate::actions::webhooks;
use crate::actions::webhooks::Heard;
use crate::domain::plugin::permissions::Method;
use crate::domain::plugin::permissions::Rate;
use crate::domain::reach::Reach;
use crate::domain::time::Span;
use crate::domain::webhook::Attempt;
use crate::domain::webhook::Came;
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::Posting;
use crate::domain::webhook::place;
use crate::egress::Body;
use crate::egress::Call;
use crate::egress::Failure as Unsent;
use crate::egress::Header;
use crate::egress::Kind;
use crate::egress::Request;
use crate::egress::Response;
use crate::egress::Rights;
use crate::failure::Failure;
use crate::host::Host;
use crate::store::settings;
use crate::store::webhooks as stored;
use anyhow::anyhow;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_util::future::try_join_all;
use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What a secret is shown with in front.
pub const PREFIX: &str = "whsec_";
/// Bytes of a secret (Standard Webhooks: 24 to 64).
pub const KEY_BYTES: usize = 32;
/// How long a receiver may take (Standard Webhooks: 15 to 30 s).
const PATIENCE: Duration = Duration::from_secs(15);
/// Events of one endpoint in one run; the rest follow in the next.
const AT_ONCE: usize = 50;
/// The shop's own programs: as much as the desk does, and no more than a request at a time.
const RATE: Rate = Rate {
    per_second: 200,
    burst: 200,
    per_minute: None,
    per_day: 10_000_000,
};
/// Bytes of an answer that are read, and characters of it that are kept.
const ANSWER: u32 = 16 * 1024;
const SAID: usize = 300;

/// `webhook-signature`: one for every secret, the newest first. None: a secret is no base64.
///
/// # Errors
/// Never for secrets this desk made.
pub fn signatures(
    secrets: &[String],
    id: &str,
    seconds: i64,
    body: &str,
) -> Result<String, Failure> {
    let mut all = Vec::new();
    for secret in secrets {
        let secret = secret.strip_prefix(PREFIX).unwrap_or(secret);
        let key = BASE64_STANDARD.decode(secret).ok();
        let key = key.filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| anyhow!("a webhook's secret that is none"))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key)
            .map_err(|_| anyhow!("a webhook's secret that cannot sign"))?;
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        let made = BASE64_STANDARD.encode(mac.finalize().into_bytes());
        all.push(format!("v1,{made}"));
    }
    Ok(all.join(" "))
}

/// Hands over what is due: endpoints side by side, the events of one in their order. Returns how many
/// were tried.
///
/// # Errors
/// When the store takes no writes.
pub async fn send(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let due = app
        .read(move |view| {
            let gateways = settings::gateways(view)?;
            let mut due = Vec::new();
            for endpoint in settings::webhooks(view)?.iter() {
                let gateway = gateways.get(&endpoint.gateway());
                if endpoint.active && !gateway.is_some_and(|gateway| gateway.rests(now)) {
                    let all = stored::due(view, endpoint.id, now, AT_ONCE)?;
                    due.push((endpoint.clone(), all));
                }
            }
            Ok(due)
        })
        .await?;
    let each = due.into_iter().map(|(endpoint, all)| async move {
        let mut tried = 0;
        for one in all {
            tried += 1;
            if post(host, &endpoint, &one).await? {
                break;
            }
        }
        Ok::<usize, Failure>(tried)
    });
    Ok(try_join_all(each).await?.into_iter().sum())
}

/// Hands one over, and writes down what came of it. True when the endpoint does not work at all.
///
/// # Errors
/// When the store takes no writes.
pub async fn post(host: &Host, endpoint: &Endpoint, one: &Posting) -> Result<bool, Failure> {
    let app = Arc::clone(host.app());
    let at = app.now();
    let begun = Instant::now();
    let sent = request(host, endpoint, one).await?;
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (came, status, said) = match &sent {
        Ok(answer) if (200..300).contains(&answer.status) => {
            (Came::Taken, Some(answer.status), String::new())
        }
        Ok(answer) => {
            let after = answer.retry_after_s.map(|s| Span(i64::from(s) * 1_000));
            (
                Came::Later(after),
                Some(answer.status),
                begins(&answer.body),
            )
        }
        // In the owner's words, not in those for the author of a manifest.
        Err(unsent) if unsent.kind == Kind::Denied => {
            (Came::Later(None), None, "webhook-why-inside".to_owned())
        }
        Err(unsent) => {
            let after = unsent.after_s.map(|s| Span(i64::from(s) * 1_000));
            (Came::Later(after), None, unsent.to_string())
        }
    };
    let broken = match (&came, status) {
        (Came::Taken, _) => None,
        (_, Some(status)) => Some(format!("HTTP {status} {said}").trim().to_owned()),
        (_, None) => Some(said.clone()),
    };
    let heard = Heard {
        came,
        attempt: Attempt {
            at,
            status,
            said,
            ms,
        },
        // 410: it wants to hear nothing any more.
        gone: status == Some(410),
        broken,
        chance: app.chance(),
    };
    let is_broken = heard.broken.is_some();
    let (endpoint, id, moment) = (endpoint.clone(), one.id, app.moment());
    app.write(None, move |plan| {
        webhooks::heard(plan, &endpoint, id, &heard, &moment)
    })
    .await?;
    Ok(is_broken)
}

async fn request(
    host: &Host,
    endpoint: &Endpoint,
    one: &Posting,
) -> Result<Result<Response, Unsent>, Failure> {
    let app = host.app();
    let now = app.now();
    let vault = app.store.vault();
    let mut secrets = vec![vault.open_sealed(&endpoint.secret)?];
    if let Some((before, _)) = endpoint.before.as_ref().filter(|(_, until)| now < *until) {
        secrets.push(vault.open_sealed(before)?);
    }
    let (id, seconds) = (one.webhook_id(), now.0.div_euclid(1_000));
    let origin = place(&endpoint.url, endpoint.private).ok_or(Failure::NotFound)?;
    let header = |name: &str, value: String| Header {
        name: name.to_owned(),
        value,
    };
    let mut request = Request::to(Method::Post, &endpoint.url);
    request.headers = vec![
        header("content-type", "application/json".to_owned()),
        header(
            "webhook-signature",
            signatures(&secrets, &id, seconds, &one.body)?,
        ),
        header("webhook-id", id),
        header("webhook-timestamp", seconds.to_string()),
    ];
    request.body = Some(Body::Bytes(one.body.clone().into_bytes()));
    request.timeout = Some(PATIENCE);
    request.max_bytes = Some(ANSWER);
    let reach = [Reach {
        private: endpoint.private,
        rate: RATE,
        ..Reach::to(origin, &[Method::Post])
    }];
    let account = endpoint.gateway();
    let rights = Rights {
        plugin: concat!("aftercare/", env!("CARGO_PKG_VERSION")),
        account: &account,
        reach: &reach,
    };
    let call = Call::new(1, Instant::now() + PATIENCE);
    Ok(host.egress().send(&request, &rights, &call).await)
}

/// What an answer begins with, on one line.
fn begins(body: &Body) -> String {
    let text = match body {
        Body::Text(text) => text.as_str(),
        Body::Bytes(_) | Body::Form(_) => "",
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words.chars().filter(|c| !c.is_control());
    plain.take(SAID).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tests/fixtures/vectors/standard_webhooks.json`: the constant of the specification's suite.
    #[test]
    fn the_signature_is_that_of_the_specification() {
        let vectors = include_str!("../../tests/fixtures/vectors/standard_webhooks.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).expect("JSON");
        let mut tried = 0;
        for case in vectors["cases"].as_array().expect("cases") {
            let inputs = &case["inputs"];
            let secret = inputs["secret"].as_str().expect("a secret").to_owned();
            let wanted = case["expected"]["webhook-signature"].as_str();
            if case["expected"]["error"] == true {
                assert!(signatures(&[secret], "i", 1, "").is_err());
                tried += 1;
            } else if let Some(wanted) = wanted {
                let id = inputs["id"].as_str().expect("an id");
                let at = inputs["timestamp"].as_i64().expect("seconds");
                let body = inputs["payload"].as_str().expect("a body");
                let made = signatures(&[secret], id, at, body).expect("a signature");
                assert_eq!(made, wanted, "{}", case["name"]);
                tried += 1;
            }
        }
        assert_eq!(tried, 3);
    }

    /// The example a reader of the manual checks their own code by.
    #[test]
    fn the_example_of_the_manual_is_signed_as_it_says() {
        let manual = include_str!("../../docs/api.md");
        let after = |from: &str, to: &str| {
            let (_, rest) = manual.split_once(from).expect("its beginning");
            rest.split_once(to).expect("its end").0.to_owned()
        };
        let id = after("webhook-id: ", "\n");
        let seconds = after("webhook-timestamp: ", "\n").parse();
        let signature = after("webhook-signature: ", "\n");
        let body = after(&format!("{signature}\n\n"), "\n```");
        let secret = after("signed with `", "`");
        let made = signatures(&[secret], &id, seconds.expect("seconds"), &body);
        assert_eq!(made.expect("a signature"), signature);
        assert!(serde_json::from_str::<serde_json::Value>(&body).is_ok());
    }
}
