//! The components that are measured, and the recorded case each is called with.

use crate::domain::plugin::manifest::Manifest;
use crate::plugins::ask::Ask;
use crate::plugins::bare::Script;
use crate::plugins::contract::aftercare::plugin::courier_types::Query;
use crate::plugins::limits::Limits;
use crate::plugins::network::Body;
use crate::plugins::network::Exchange;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::NoNetwork;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sending;
use crate::plugins::recorded::Case;
use crate::plugins::surroundings::Surroundings;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use serde_json::Value;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// The official plugin that is measured, and tried in numbers.
const OFFICIAL: &str = "plugins/kuaidi100";
/// A plugin that tries everything.
const HOSTILE: &str = "tests/fixtures/plugins/hostile.wasm";
const EXAMPLE_CASE: &str = "plugins/examples/cases/track.json";
const OFFICIAL_CASE: &str = "plugins/kuaidi100/fixtures/track-in-a-locker.json";
/// What the longest answer of a service comes to here, in bytes, and the events in it: the most a
/// parcel may have is 500.
const LONG: usize = 105_000;
const EVENTS: usize = 400;

/// A component in one language, with a call.
pub struct Guest {
    pub language: &'static str,
    /// Where it came from.
    pub name: String,
    pub component: Vec<u8>,
    /// Most ms for a fresh instance and a real call, and for loading at a start.
    pub wanted: (f64, f64),
    queries: Vec<Query>,
    around: Surroundings,
    answers: Vec<Incoming>,
}

impl Guest {
    pub fn queries(&self) -> &[Query] {
        &self.queries
    }

    /// What a call of ours has around it, with these answers of the network.
    pub fn around(&self, network: &Arc<dyn Network>) -> Surroundings {
        Surroundings {
            network: Arc::clone(network),
            ..self.around.clone()
        }
    }

    pub fn limits(&self) -> Limits {
        Ask::Track(Vec::new()).limits()
    }

    /// The same for a bare engine.
    pub fn script(&self, answers: Vec<Incoming>) -> Arc<Script> {
        let secrets = self.around.secrets.iter();
        Arc::new(Script {
            settings: self.around.settings.clone(),
            secrets: secrets
                .map(|(name, secret)| (name.clone(), secret.value.clone()))
                .collect(),
            now: (self.around.now)(),
            answers,
        })
    }

    pub fn answers(&self) -> Vec<Incoming> {
        self.answers.clone()
    }

    /// The recorded answer, with so many events that it has 105 kB.
    ///
    /// # Errors
    /// When the case has none.
    pub fn long_answers(&self) -> Result<Vec<Incoming>> {
        let mut answer = self.answers.first().context("an answer")?.clone();
        let Body::Text(text) = &answer.body else {
            bail!("the recorded answer is no text");
        };
        let mut body: Value = serde_json::from_str(text).context("the recorded answer")?;
        let lists = body.as_object_mut().context("the recorded answer")?;
        let events = lists.values_mut().find_map(Value::as_array_mut);
        let events = events.context("the recorded answer has no list")?;
        let few = events.clone();
        *events = few.iter().cycle().take(EVENTS).cloned().collect();
        let missing = LONG.saturating_sub(text.len() / few.len().max(1) * EVENTS) / EVENTS;
        for event in events {
            let event = event.as_object_mut().context("an event")?;
            event.insert("remark".to_owned(), "x".repeat(missing).into());
        }
        answer.body = Body::Text(body.to_string());
        Ok(vec![answer])
    }
}

/// The network of a call: the same answers at once, round and round.
pub struct Canned {
    answers: Vec<Incoming>,
    sent: AtomicUsize,
}

impl Canned {
    pub fn network(answers: Vec<Incoming>) -> Arc<dyn Network> {
        Arc::new(Canned {
            answers,
            sent: AtomicUsize::new(0),
        })
    }
}

impl Network for Canned {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let n = self.sent.fetch_add(1, Ordering::Relaxed);
        let answer = self.answers[n % self.answers.len()].clone();
        let told = Exchange {
            at: 0,
            method: request.method.to_owned(),
            origin: request.url,
            path: String::new(),
            status: Some(answer.status),
            bytes: 0,
            ms: 0,
            failed: None,
        };
        Box::pin(std::future::ready((Ok(answer), vec![told])))
    }
}

/// The official plugin, and the example in every language that was built; the others are named.
///
/// # Errors
/// When the repository is not where it should be.
pub fn all(repository: &Path, examples: &Path) -> Result<(Vec<Guest>, Vec<String>)> {
    const LANGUAGES: [(&str, &str, (f64, f64)); 3] = [
        ("Rust", "rust", (0.15, 1.0)),
        ("TypeScript", "typescript", (0.8, 2.0)),
        ("Python", "python", (3.5, 12.0)),
    ];
    let official = official(repository)?;
    let mut found = vec![guest(
        LANGUAGES[0],
        official,
        "kuaidi100",
        &repository.join(OFFICIAL_CASE),
    )?];
    let mut left_out = Vec::new();
    for language in LANGUAGES {
        let file = examples.join(format!("{}.wasm", language.1));
        match std::fs::read(&file) {
            Ok(component) => {
                let case = repository.join(EXAMPLE_CASE);
                found.push(guest(language, component, "example", &case)?);
            }
            Err(why) => left_out.push(format!("{}: {}: {why}", language.0, file.display())),
        }
    }
    Ok((found, left_out))
}

fn official(repository: &Path) -> Result<Vec<u8>> {
    let file = repository.join(OFFICIAL).join("kuaidi100.wasm");
    std::fs::read(&file).with_context(|| {
        format!(
            "reading {}: run it in the folder of the repository",
            file.display()
        )
    })
}

/// The component and the manifest of the official plugin.
///
/// # Errors
/// As [`all`].
pub fn official_with_manifest(repository: &Path) -> Result<(Vec<u8>, String)> {
    let component = official(repository)?;
    let file = repository.join(OFFICIAL).join("plugin.toml");
    let text = std::fs::read_to_string(&file).context("reading the manifest")?;
    Ok((component, text))
}

/// The component of the hostile guest.
pub fn hostile(repository: &Path) -> PathBuf {
    repository.join(HOSTILE)
}

/// A manifest of ours that must be right.
///
/// # Errors
/// What is wrong with it.
pub fn manifest(text: &str) -> Result<Manifest> {
    Manifest::read(text).map_err(|faults| anyhow!("a manifest: {faults:?}"))
}

fn guest(
    (language, _, wanted): (&'static str, &str, (f64, f64)),
    component: Vec<u8>,
    name: &str,
    case: &Path,
) -> Result<Guest> {
    let text = std::fs::read_to_string(case).context("reading a recorded case")?;
    let case = Case::read(&text).map_err(|why| anyhow!("a recorded case: {why}"))?;
    let given = case.given(&Default::default(), Arc::new(NoNetwork));
    let (ask, around) = given.map_err(|why| anyhow!("a recorded case: {why}"))?;
    let Ask::Track(queries) = ask else {
        bail!("the recorded case is no courier.track");
    };
    Ok(Guest {
        language,
        name: name.to_owned(),
        component,
        wanted,
        queries,
        around,
        answers: case.answers(),
    })
}
