//! Recorded cases of a plugin: one JSON file each says what the desk knows, what is called, what
//! the service is asked and answers, and what comes of it. No network, no clock, no chance: a case
//! is a pure function, run by the very host that runs in production.

pub mod asked;
pub(super) mod network;
mod scrub;
pub mod tap;
pub mod write;

use super::ask::Answer;
use super::ask::Ask;
use super::call::Done;
use super::call::Outcome;
use super::contract::aftercare::plugin::types::CallContext;
use super::loaded::Loaded;
use super::network::Incoming;
use super::network::Network;
use super::surroundings::Kept;
use super::surroundings::Secret;
use super::surroundings::Surroundings;
use jiff::Timestamp;
use network::Exchange;
use network::Recording;
use serde::Deserialize;
use serde::Deserializer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it proves: the vendor's own sample, or only a stated rule.
    pub origin: String,
    /// RFC 3339. 1970 when the case does not care.
    #[serde(default)]
    clock: String,
    #[serde(default)]
    settings: BTreeMap<String, String>,
    #[serde(default)]
    secrets: BTreeMap<String, String>,
    /// Its memory before, as texts.
    #[serde(default)]
    kept: BTreeMap<String, String>,
    /// "courier.track"
    pub call: String,
    /// By the names of the contract.
    #[serde(default)]
    pub(super) arguments: Value,
    /// Of a pushed message that nobody signs: which document says so.
    #[serde(default)]
    pub(super) unsigned: Option<String>,
    #[serde(default)]
    pub(super) http: Vec<Exchange>,
    /// What it must come to, whole; `null` where there is nothing to say but that it was done.
    #[serde(default, deserialize_with = "present")]
    pub(super) result: Option<Value>,
    /// Or the error: its name, or those of its fields that count.
    error: Option<Value>,
    /// Its memory after: those keys that count.
    #[serde(default)]
    kept_after: BTreeMap<String, String>,
}

/// A field that is there, even as `null`.
fn present<'de, D: Deserializer<'de>>(written: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(written).map(Some)
}

/// What a case came to, when it is not what it says.
#[derive(Debug)]
pub struct Differs(pub String);

impl std::fmt::Display for Differs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Secrets that the manifest lets the plugin replace.
pub type Rotating = BTreeSet<String>;

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// What does not fit, with its line.
    pub fn read(text: &str) -> Result<Case, Differs> {
        let case: Case = serde_json::from_str(text).map_err(|error| Differs(error.to_string()))?;
        match case.origin.trim().is_empty() {
            true => Err(Differs("origin: say where the case comes from".to_owned())),
            false => Ok(case),
        }
    }

    /// Runs it, and compares.
    ///
    /// # Errors
    /// How it came out instead.
    pub async fn run(&self, plugin: &Loaded, rotating: &Rotating) -> Result<Done, Differs> {
        let recording = Arc::new(Recording::new(self.http.clone()));
        let network = Arc::clone(&recording) as Arc<dyn Network>;
        let done = self.made(plugin, rotating, network).await?;
        recording
            .differs()
            .map_or(Ok(()), |text| Err(Differs(text)))?;
        self.compare(&done)?;
        Ok(done)
    }

    /// Makes its call in its surroundings, with this network; compares nothing.
    ///
    /// # Errors
    /// A call, an argument or a clock that is none.
    pub(super) async fn made(
        &self,
        plugin: &Loaded,
        rotating: &Rotating,
        network: Arc<dyn Network>,
    ) -> Result<Done, Differs> {
        let (ask, around) = self.given(rotating, network)?;
        Ok(plugin.call(&ask, &context(), ask.limits(), around).await)
    }

    /// Its call, and what that has around it.
    ///
    /// # Errors
    /// As [`Case::made`].
    pub fn given(
        &self,
        rotating: &Rotating,
        network: Arc<dyn Network>,
    ) -> Result<(Ask, Surroundings), Differs> {
        let ask = asked::ask(&self.call, &self.arguments, &self.clock).map_err(Differs)?;
        let now = match self.clock.as_str() {
            "" => 0,
            text => text
                .parse::<Timestamp>()
                .map_err(|_| Differs(format!("clock: {text:?} is no timestamp")))?
                .as_millisecond(),
        };
        let secret = |(name, value): (&String, &String)| {
            let secret = Secret {
                value: value.clone(),
                // Where it may go is the manifest's matter; the recording sees where it went.
                origins: vec!["*".to_owned()],
                rotating: rotating.contains(name),
                expires: None,
            };
            (name.clone(), secret)
        };
        let around = Surroundings {
            settings: self.settings.clone(),
            secrets: self.secrets.iter().map(secret).collect(),
            revealed: BTreeSet::new(),
            kept: self.kept.iter().map(kept).collect(),
            quota: 1 << 20,
            now: Arc::new(move || now),
            chance: Arc::new(|bytes| bytes.fill(7)),
            network,
        };
        Ok((ask, around))
    }

    /// What the service answers, in the order it is asked, as texts.
    pub fn answers(&self) -> Vec<Incoming> {
        let told = self.http.iter().cloned();
        told.filter_map(|one| network::came(one.answer, one.url).ok())
            .collect()
    }

    /// The name of a secret that stands in what the call said or logged.
    pub(super) fn leaked(&self, done: &Done) -> Option<&str> {
        let seen = format!("{:?} {:?}", done.outcome, done.log);
        let out = |(_, value): &(&String, &String)| value.len() > 3 && seen.contains(*value);
        let found = self.secrets.iter().find(out);
        found.map(|(name, _)| name.as_str())
    }

    fn compare(&self, done: &Done) -> Result<(), Differs> {
        if let Some(name) = self.leaked(done) {
            return Err(Differs(format!("the secret {name:?} came out")));
        }
        match (&done.outcome, &self.result, &self.error) {
            (Outcome::Answered(answer), Some(wanted), None) => {
                let said = inside(answer)?;
                if &said != wanted {
                    let said = serde_json::to_string_pretty(&said).unwrap_or_default();
                    return Err(Differs(format!("it came to\n{said}")));
                }
            }
            (Outcome::Refused(error), None, Some(wanted)) => {
                let said = serde_json::to_value(error).map_err(|e| Differs(e.to_string()))?;
                if !holds(&said, wanted) {
                    return Err(Differs(format!("it came to the error {said}")));
                }
            }
            (Outcome::Broken(fault), ..) => {
                return Err(Differs(format!(
                    "it broke: {:?}\n{}",
                    fault.kind, fault.text
                )));
            }
            (outcome, ..) => return Err(Differs(format!("it came to {outcome:?}"))),
        }
        for (key, wanted) in &self.kept_after {
            let found = done.staged.kept.get(key).and_then(Option::as_ref);
            let found = found.map(|kept| String::from_utf8_lossy(&kept.value).into_owned());
            if found.as_ref() != Some(wanted) {
                return Err(Differs(format!("it kept {found:?} under {key:?}")));
            }
        }
        Ok(())
    }
}

/// What an answer holds, without the name of the answer: as the plugin handed it over.
fn inside(answer: &Answer) -> Result<Value, Differs> {
    let value = serde_json::to_value(answer).map_err(|error| Differs(error.to_string()))?;
    Ok(match value {
        Value::Object(fields) => fields
            .into_iter()
            .next()
            .map_or(Value::Null, |(_, value)| value),
        // Nothing but that it was done.
        _ => Value::Null,
    })
}

/// Whether a value has all that another one says.
fn holds(said: &Value, wanted: &Value) -> bool {
    match (said, wanted) {
        (Value::Object(said), Value::Object(wanted)) => wanted
            .iter()
            .all(|(key, wanted)| said.get(key).is_some_and(|said| holds(said, wanted))),
        (Value::Object(said), Value::String(name)) => said.contains_key(name),
        _ => said == wanted,
    }
}

fn kept((key, value): (&String, &String)) -> (String, Kept) {
    let kept = Kept {
        value: value.clone().into_bytes(),
        expires: None,
    };
    (key.clone(), kept)
}

/// What every case says of its call.
pub fn context() -> CallContext {
    CallContext {
        account_id: "1".to_owned(),
        call_id: "1".to_owned(),
        attempt: 1,
        deadline_s: 30,
        locale: "zh-CN".to_owned(),
        timezone: "Asia/Shanghai".to_owned(),
    }
}
