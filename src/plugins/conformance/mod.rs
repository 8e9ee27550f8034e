//! What every plugin of a kind must hold to, tried on the component itself: each recorded call is
//! made again on a bad day of its service, and what comes of it is looked at.

mod altered;
mod weather;

use super::ask::Answer;
use super::call::Done;
use super::call::Outcome;
use super::contract::aftercare::plugin::courier_types;
use super::contract::aftercare::plugin::types::AuthKind;
use super::contract::aftercare::plugin::types::PluginError;
use super::loaded::Loaded;
use super::network::Network;
use super::recorded::Case;
use super::recorded::Rotating;
use crate::codes;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use weather::PAGE;
pub(super) use weather::Sky;
pub(super) use weather::Weather;

codes! {
    /// A rule of the suite. `plugin test` says each in a sentence of its own, with call and outcome.
    pub enum Rule {
        /// 401 is `auth`.
        Unauthorised = "unauthorised",
        /// 429 is `rate-limited`.
        TooOften = "too-often",
        /// 429 with `Retry-After` is `rate-limited` for no less.
        TooOftenTold = "too-often-told",
        /// 500 is `retryable`; of a write `unknown-outcome` as well.
        ServerError = "server-error",
        /// Nothing was sent: `retryable`.
        Unsent = "unsent",
        /// A read whose connection was cut is `retryable`.
        CutRead = "cut-read",
        /// A write whose connection was cut is `unknown-outcome`.
        CutWrite = "cut-write",
        /// A page instead of what was documented, or half of it, is `upstream`.
        Unreadable = "unreadable",
        /// One answer for each parcel, by its own name.
        Parcels = "parcels",
        /// No more than the window allows.
        TooMany = "too-many",
        /// A message signed by another is `auth(bad-signature)`.
        Signature = "signature",
        /// A state stands in the table once.
        StatesDouble = "states-double",
        /// A foreign code that is in no table is `unmapped`.
        UnknownCode = "unknown-code",
        /// Nothing of it traps.
        Breaks = "breaks",
        /// No secret comes out.
        Secret = "secret",
    }
}

/// A rule that is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub rule: Rule,
    /// "courier.track"
    pub call: String,
    /// What it came to instead.
    pub came: String,
}

/// What the suite found.
#[derive(Debug, Default)]
pub struct Report {
    /// Rules that were tried, call by call.
    pub tried: usize,
    pub breaches: Vec<Breach>,
}

/// Calls that change something there: never repeated blindly.
const WRITES: [&str; 4] = [
    "marketplace.push-decision",
    "sms.send",
    "robot.post",
    "payout.execute",
];

/// Tries every rule on every call that has a recorded case.
pub async fn run(plugin: &Loaded, cases: &[Case], rotating: &Rotating) -> Report {
    let mut seeds: BTreeMap<&str, &Case> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.result.is_some()) {
        let seed = seeds.entry(&case.call).or_insert(case);
        // One that was done already only looks: a write is tried on a case that writes.
        if !writes(seed) && writes(case) {
            *seed = case;
        }
    }
    let mut suite = Suite {
        plugin,
        rotating,
        report: Report::default(),
    };
    let unsigned = cases.iter().filter(|case| case.unsigned.is_some());
    let unsigned: BTreeSet<&str> = unsigned.map(|case| case.call.as_str()).collect();
    seeds.retain(|call, _| !unsigned.contains(call));
    for case in seeds.into_values() {
        suite.call(case).await;
    }
    let mut seen = BTreeSet::new();
    let breaches = &mut suite.report.breaches;
    breaches.retain(|breach| seen.insert((breach.rule.code(), breach.call.clone())));
    suite.report
}

fn writes(case: &Case) -> bool {
    case.http.iter().any(|one| one.method != "GET")
}

struct Suite<'s> {
    plugin: &'s Loaded,
    rotating: &'s Rotating,
    report: Report,
}

impl Suite<'_> {
    async fn call(&mut self, case: &Case) {
        let call = case.call.as_str();
        if call.ends_with("-push.read") {
            self.forged(case).await;
            return;
        }
        if !case.http.is_empty() {
            self.bad_days(case, WRITES.contains(&call)).await;
            self.unknown_codes(case).await;
        }
        match call {
            "courier.track" | "courier-subscribe.subscribe" => self.parcels(case).await,
            "marketplace.states" => self.states(case).await,
            "marketplace.pull-orders" | "marketplace.pull-requests" => self.window(case).await,
            _ => {}
        }
    }

    /// The call on a day like that, from this request on. None: it broke, which is told.
    async fn on(&mut self, case: &Case, from: usize, sky: Sky) -> Option<Done> {
        let weather = Weather::new(case.http.clone(), from, sky);
        self.made(case, Arc::new(weather)).await
    }

    async fn made(&mut self, case: &Case, network: Arc<dyn Network>) -> Option<Done> {
        self.report.tried += 1;
        let done = match case.made(self.plugin, self.rotating, network).await {
            Ok(done) => done,
            Err(differs) => {
                self.breach(Rule::Breaks, case, &differs.0);
                return None;
            }
        };
        if let Some(name) = case.leaked(&done) {
            self.breach(Rule::Secret, case, name);
        }
        if let Outcome::Broken(fault) = &done.outcome {
            self.breach(Rule::Breaks, case, &fault.text);
            return None;
        }
        Some(done)
    }

    fn breach(&mut self, rule: Rule, case: &Case, came: &str) {
        self.report.breaches.push(Breach {
            rule,
            call: case.call.clone(),
            came: came.to_owned(),
        });
    }

    async fn bad_days(&mut self, case: &Case, writes: bool) {
        // A write may look first; what must hold is what follows the request that changes something.
        let last_write = case.http.iter().rposition(|one| one.method != "GET");
        let writes = writes && last_write.is_some();
        let from = last_write.filter(|_| writes).unwrap_or(0);
        let cut = if writes {
            Rule::CutWrite
        } else {
            Rule::CutRead
        };
        let mut days = vec![
            (Sky::Status(401, None), Rule::Unauthorised),
            (Sky::Status(429, None), Rule::TooOften),
            (Sky::Status(429, Some(120)), Rule::TooOftenTold),
            (Sky::Status(500, None), Rule::ServerError),
            (Sky::NoWay, Rule::Unsent),
            (Sky::Cut, cut),
        ];
        // Nothing is read of an answer without a body.
        if !case.http.iter().any(|one| one.answer.body.is_null()) {
            days.push((Sky::Body(PAGE), Rule::Unreadable));
            days.push((Sky::Body("{\"data\": [{"), Rule::Unreadable));
        }
        for (sky, rule) in days {
            let Some(done) = self.on(case, from, sky).await else {
                continue;
            };
            let errors = errors(&done.outcome);
            let lenient = writes || case.call == "courier-subscribe.subscribe";
            if errors.is_empty() || !errors.iter().all(|error| fits(rule, error, lenient)) {
                self.breach(rule, case, &said(&done.outcome));
            }
        }
    }

    /// Each parcel comes back once, by the name it was asked with.
    async fn parcels(&mut self, case: &Case) {
        let mut renamed = case.clone();
        let mut asked = Vec::new();
        let queries = renamed.arguments.get_mut("queries");
        for (n, query) in queries
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let name = format!("conformance-{n}");
            query["parcel"] = Value::String(name.clone());
            asked.push(name);
        }
        let Some(done) = self.on(&renamed, 0, Sky::Clear).await else {
            return;
        };
        if let Outcome::Answered(Answer::Tracked(items)) = &done.outcome {
            let mut names: Vec<String> = items.iter().map(|item| item.parcel.clone()).collect();
            names.sort();
            if names != asked {
                self.breach(Rule::Parcels, case, &names.join(", "));
            }
        }
    }

    async fn states(&mut self, case: &Case) {
        let Some(done) = self.on(case, 0, Sky::Clear).await else {
            return;
        };
        if let Outcome::Answered(Answer::States(rows)) = &done.outcome {
            let mut seen = BTreeSet::new();
            let double = rows.iter().find(|row| !seen.insert(row.raw.as_str()));
            if let Some(row) = double {
                self.breach(Rule::StatesDouble, case, &row.raw);
            }
        }
    }

    /// A page has no more than the window of the recorded case allows.
    async fn window(&mut self, case: &Case) {
        let limit = case
            .arguments
            .pointer("/window/limit")
            .and_then(Value::as_u64);
        let Some(done) = self.on(case, 0, Sky::Clear).await else {
            return;
        };
        let count = match &done.outcome {
            Outcome::Answered(Answer::Orders(page)) => page.items.len(),
            Outcome::Answered(Answer::Requests(page)) => page.items.len(),
            _ => 0,
        };
        if limit.is_some_and(|limit| count as u64 > limit) {
            self.breach(Rule::TooMany, case, &count.to_string());
        }
    }

    /// The same message with everything in it a little otherwise.
    async fn forged(&mut self, case: &Case) {
        let mut forged = case.clone();
        altered::forge(&mut forged.arguments);
        let Some(done) = self.on(&forged, 0, Sky::Clear).await else {
            return;
        };
        let refused = match &done.outcome {
            Outcome::Refused(PluginError::Auth(auth)) => auth.kind == AuthKind::BadSignature,
            _ => false,
        };
        if !refused {
            self.breach(Rule::Signature, case, &said(&done.outcome));
        }
    }

    /// The recorded answers, with codes in them that no table knows.
    async fn unknown_codes(&mut self, case: &Case) {
        let Some(result) = &case.result else { return };
        let codes = altered::raw_codes(result);
        let mut strange = case.clone();
        let mut replaced = false;
        for exchange in &mut strange.http {
            replaced |= altered::replace(&mut exchange.answer.body, &codes);
        }
        if !replaced {
            return;
        }
        let Some(done) = self.on(&strange, 0, Sky::Clear).await else {
            return;
        };
        let Outcome::Answered(answer) = &done.outcome else {
            return;
        };
        let value = serde_json::to_value(answer).unwrap_or_default();
        if let Some(guessed) = altered::guessed(result, &value) {
            self.breach(Rule::UnknownCode, case, &guessed);
        }
    }
}

/// Whether an error is what the rule wants.
fn fits(rule: Rule, error: &PluginError, writes: bool) -> bool {
    match (rule, error) {
        (Rule::Unauthorised, PluginError::Auth(_)) => true,
        (Rule::TooOften, PluginError::RateLimited(_)) => true,
        (Rule::TooOftenTold, PluginError::RateLimited(rate)) => rate.after_s >= 120,
        (Rule::ServerError | Rule::Unsent | Rule::CutRead, PluginError::Retryable(_)) => true,
        (Rule::CutWrite, PluginError::UnknownOutcome(_)) => true,
        (Rule::Unreadable, PluginError::Upstream(_)) => true,
        // Of a write nobody knows what became of it.
        (Rule::ServerError | Rule::CutRead | Rule::Unreadable, PluginError::UnknownOutcome(_)) => {
            writes
        }
        _ => false,
    }
}

/// The errors a call came to: its own, or those of all its parcels.
fn errors(outcome: &Outcome) -> Vec<PluginError> {
    match outcome {
        Outcome::Refused(error) => vec![error.clone()],
        Outcome::Answered(Answer::Tracked(items)) => {
            let error = |item: &courier_types::Item| match &item.outcome {
                courier_types::Outcome::Failed(error) => Some(error.clone()),
                _ => None,
            };
            let all: Option<Vec<PluginError>> = items.iter().map(error).collect();
            all.unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What a call came to, in the contract's words.
fn said(outcome: &Outcome) -> String {
    let found = errors(outcome);
    let Some(error) = found.first() else {
        return "answered".to_owned();
    };
    let value = serde_json::to_value(error).unwrap_or_default();
    value.to_string().chars().take(200).collect()
}
