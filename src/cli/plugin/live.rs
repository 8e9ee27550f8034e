//! `plugin run` and `plugin record`: one call against the live service, under the origins that the
//! manifest asks for; nothing of a desk is touched.

use super::package;
use super::source::Source;
use crate::app::random_hex;
use crate::app::system_now;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::permissions::filled;
use crate::domain::plugin::values;
use crate::domain::plugin::values::Fitting;
use crate::domain::plugin::values::Typed;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use crate::egress;
use crate::plugins::call::Done;
use crate::plugins::call::Outcome;
use crate::plugins::engine::Engine;
use crate::plugins::loaded::Loaded;
use crate::plugins::network::Network;
use crate::plugins::recorded;
use crate::plugins::recorded::asked;
use crate::plugins::recorded::tap::Tap;
use crate::plugins::recorded::write;
use crate::plugins::recorded::write::Live;
use crate::plugins::surroundings::Now;
use crate::plugins::surroundings::Secret;
use crate::plugins::surroundings::Surroundings;
use crate::plugins::world::World;
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(default_value = ".", help = said::help("cli-plugin-run-what"))]
    plugin: PathBuf,
    #[arg(long, value_name = "FILE", help = said::help("cli-plugin-run-account"))]
    account_settings: PathBuf,
    #[arg(long, default_value = "account.verify", help = said::help("cli-plugin-run-call"))]
    call: String,
    #[arg(long, default_value = "{}", value_name = "JSON", help = said::help("cli-plugin-run-json"))]
    json: String,
}

#[derive(clap::Args)]
pub struct RecordWish {
    #[command(flatten)]
    live: Wish,
    #[arg(long, value_name = "NAME", help = said::help("cli-plugin-record-as"))]
    name: String,
}

/// A call that was made.
struct Made {
    folder: PathBuf,
    plugin: Loaded,
    rotating: BTreeSet<String>,
    live: Live,
    done: Done,
}

pub fn run(wish: &Wish) -> Result<Exit, Problem> {
    let runtime = runtime()?;
    let made = runtime.block_on(make(wish))?;
    tell(&made.done)
}

pub fn record(wish: &RecordWish) -> Result<Exit, Problem> {
    let runtime = runtime()?;
    let made = runtime.block_on(make(&wish.live))?;
    let exit = tell(&made.done)?;
    if exit == Exit::Failed {
        return Ok(exit);
    }
    let path = made.folder.join("fixtures");
    std::fs::create_dir_all(&path).map_err(|error| package::unwritable(&path, &error))?;
    let path = path.join(format!("{}.json", wish.name));
    let written = write::written(made.live, &made.plugin, &made.rotating);
    let case = runtime.block_on(written).map_err(|differs| {
        let args = [("why", differs.to_string().into())];
        Problem::new(Exit::Failed, "cli-plugin-record-differs", &args)
    })?;
    let mut text = serde_json::to_string_pretty(&case).map_err(anyhow::Error::from)?;
    text.push('\n');
    if path.exists() {
        let args = [("path", path.display().to_string().into())];
        return Err(Problem::new(Exit::NotNow, "cli-plugin-record-taken", &args));
    }
    package::write(&path, text.as_bytes())?;
    let args = [("path", path.display().to_string().into())];
    println!("{}", said::both("cli-plugin-recorded", &args));
    Ok(exit)
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting")
}

async fn make(wish: &Wish) -> Result<Made, Problem> {
    let folder = match wish.plugin.is_dir() {
        true => wish.plugin.clone(),
        false => wish.plugin.parent().unwrap_or(Path::new(".")).to_owned(),
    };
    let source = Source::read(&folder)?;
    let manifest = &source.manifest;
    let account = account(manifest, &wish.account_settings)?;
    let wrong =
        |why: String| Problem::new(Exit::Usage, "cli-plugin-run-wrong", &[("why", why.into())]);
    let arguments: Value =
        serde_json::from_str(&wish.json).map_err(|why| wrong(format!("--json: {why}")))?;
    let clock = system_now();
    let told = jiff::Timestamp::from_millisecond(clock.0).map_err(anyhow::Error::from)?;
    let ask = asked::ask(&wish.call, &arguments, &told.to_string()).map_err(wrong)?;
    let engine = Engine::new().map_err(anyhow::Error::from)?;
    let plugin = Loaded::of_component(&engine, &source.component).map_err(|fault| {
        Problem::new(
            Exit::Failed,
            "cli-plugin-unfit",
            &[("why", fault.text.into())],
        )
    })?;
    let now: Now = Arc::new(move || clock.0);
    let tap = Arc::new(Tap::new(Arc::new(world(manifest, &account, &now)?)));
    let settings: BTreeMap<String, String> = account
        .values
        .iter()
        .map(|(key, value)| (key.clone(), value.plain()))
        .collect();
    let around = Surroundings {
        settings: settings.clone(),
        secrets: secrets(manifest, &account),
        revealed: BTreeSet::from_iter(manifest.permissions.reveal.iter().cloned()),
        kept: BTreeMap::new(),
        quota: manifest.permissions.kv_kib as usize * 1_024,
        now,
        chance: Arc::new(|bytes| {
            for part in bytes.chunks_mut(16) {
                part.copy_from_slice(&random_hex().as_bytes()[..part.len()]);
            }
        }),
        network: Arc::clone(&tap) as Arc<dyn Network>,
    };
    let done = plugin
        .call(&ask, &recorded::context(), ask.limits(), around)
        .await;
    let rotating = manifest.settings.iter().filter(|setting| setting.rotating);
    let live = Live {
        origin: format!(
            "recorded on {} against the live service",
            told.strftime("%F")
        ),
        clock: told.to_string(),
        settings,
        secrets: account.secrets,
        call: wish.call.clone(),
        arguments,
        passed: tap.take(),
    };
    Ok(Made {
        rotating: rotating.map(|setting| setting.key.clone()).collect(),
        folder,
        plugin,
        live,
        done,
    })
}

/// Settings and secrets out of a file of `key = "value"`, held against the manifest.
fn account(manifest: &Manifest, path: &Path) -> Result<Fitting, Problem> {
    let text = std::fs::read_to_string(path).map_err(|error| package::unreadable(path, &error))?;
    let unfit = |why: String| {
        let args = [
            ("path", path.display().to_string().into()),
            ("why", why.into()),
        ];
        Problem::new(Exit::Usage, "cli-plugin-account-unfit", &args)
    };
    let table: toml::Table = text
        .parse()
        .map_err(|why: toml::de::Error| unfit(why.to_string()))?;
    let mut typed = Typed::default();
    for setting in &manifest.settings {
        if let Some(text) = &setting.default {
            typed.fields.insert(setting.key.clone(), text.clone());
        }
    }
    for (key, value) in table {
        if !manifest.settings.iter().any(|setting| setting.key == key) {
            return Err(unfit(key));
        }
        let plain = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        typed.fields.insert(key, plain);
    }
    values::check(&manifest.settings, &typed, &BTreeSet::new()).map_err(|faults| {
        let keys: Vec<String> = faults.into_iter().map(|(key, _)| key).collect();
        unfit(keys.join(", "))
    })
}

fn value(account: &Fitting, key: &str) -> Option<String> {
    Some(account.values.get(key)?.plain())
}

fn secrets(manifest: &Manifest, account: &Fitting) -> BTreeMap<String, Secret> {
    let named = manifest.settings.iter().filter_map(|setting| {
        let origins = setting.origins.iter();
        let origins = origins.filter_map(|origin| filled(origin, |key| value(account, key)));
        let secret = Secret {
            value: account.secrets.get(&setting.key)?.clone(),
            origins: origins.collect(),
            rotating: setting.rotating,
            expires: None,
        };
        Some((setting.key.clone(), secret))
    });
    named.collect()
}

/// The world, as far as the manifest asks for it.
fn world(manifest: &Manifest, account: &Fitting, now: &Now) -> Result<World, Problem> {
    let mut reach = Vec::new();
    for row in &manifest.permissions.http {
        let Some(origin) = filled(&row.origin, |key| value(account, key)) else {
            continue;
        };
        let origin = Origin::parse(&origin).map_err(|_| {
            let why = origin.clone();
            Problem::new(Exit::Usage, "cli-plugin-run-wrong", &[("why", why.into())])
        })?;
        reach.push(Reach {
            origin,
            paths: row.paths.clone(),
            methods: row.methods.clone(),
            private: row.private,
            rate: row.rate,
        });
    }
    let client = egress::Client::new(&egress::Network::system(), Arc::new(system_now))?;
    let ends = Instant::now() + Duration::from_secs(60);
    Ok(World {
        client: Arc::new(client),
        plugin: format!("{}/{}", manifest.id, manifest.version),
        account: "1".to_owned(),
        reach,
        call: egress::Call::new(200, ends),
        now: Arc::clone(now),
    })
}

/// Requests, log lines, and what it came to.
fn tell(done: &Done) -> Result<Exit, Problem> {
    for one in &done.exchanges {
        let status = one
            .status
            .map_or_else(String::new, |status| status.to_string());
        let failed = one.failed.as_deref().unwrap_or_default();
        let (method, origin, path) = (&one.method, &one.origin, &one.path);
        println!(
            "→ {method} {origin}{path} {status}{failed} {} B {} ms",
            one.bytes, one.ms
        );
    }
    for line in &done.log {
        println!("  {} {}", line.level, line.text);
    }
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
    Ok(match &done.outcome {
        Outcome::Answered(answer) => {
            let value = serde_json::to_value(answer).map_err(anyhow::Error::from)?;
            println!("{}", pretty(&value));
            Exit::Done
        }
        Outcome::Refused(error) => {
            let value = serde_json::to_value(error).map_err(anyhow::Error::from)?;
            println!("{}", pretty(&value));
            Exit::Attention
        }
        Outcome::Broken(fault) => {
            eprintln!("{:?}: {}", fault.kind, fault.text);
            Exit::Failed
        }
    })
}
