//! Each step of a call by itself, ours beside a bare engine, turn by turn: what one costs the other
//! has no advantage from.

use super::guests::Canned;
use super::guests::Guest;
use crate::plugins::ask::Ask;
use crate::plugins::bare::Bare;
use crate::plugins::bare::Standing;
use crate::plugins::call::Done;
use crate::plugins::call::Outcome;
use crate::plugins::engine::Engine;
use crate::plugins::fault::FaultKind;
use crate::plugins::limits::Limits;
use crate::plugins::loaded::Loaded;
use crate::plugins::machine;
use crate::plugins::recorded::context;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

/// How often a call is made, a loading, and a long answer read.
const CALLS: usize = 200;
const LOADS: usize = 50;
const LONG: usize = 50;
/// Instances that stand at once when their memory is counted.
const STANDING: usize = 24;
/// What a looping guest may use, and how often it tries.
const BUDGET: Duration = Duration::from_millis(100);
const LOOPS: usize = 20;
/// How much more than a bare engine's a call may take, and past its budget a loop, in ms.
const WITHIN: f64 = 1.5;
const PAST: f64 = 30.0;

/// ms, of many: the least and the middle one.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Took {
    pub least: f64,
    pub middle: f64,
}

/// One step of one language.
#[derive(serde::Serialize)]
pub struct Row {
    pub language: String,
    pub what: &'static str,
    /// ms; of memory MB.
    pub ours: Took,
    pub bare: Option<Took>,
    pub wanted: Option<f64>,
    /// How much of the bare engine's least time ours may take.
    pub within: Option<f64>,
}

impl Row {
    pub fn ratio(&self) -> Option<f64> {
        Some(self.ours.least / self.bare?.least)
    }

    pub fn is_as_wanted(&self) -> bool {
        let fast = self.wanted.is_none_or(|wanted| self.ours.least <= wanted);
        let near = match (self.ratio(), self.within) {
            (Some(ratio), Some(within)) => ratio <= within,
            _ => true,
        };
        fast && near
    }
}

impl Took {
    pub fn of(mut times: Vec<f64>) -> Took {
        times.sort_unstable_by(f64::total_cmp);
        Took {
            least: times.first().copied().unwrap_or(0.0),
            middle: times.get(times.len() / 2).copied().unwrap_or(0.0),
        }
    }
}

/// All steps of a guest. `scratch` is for its machine code.
///
/// # Errors
/// When it does not do what its case says, or the disk fails.
pub async fn measure(guest: &Guest, engine: &Engine, scratch: &Path) -> Result<Vec<Row>> {
    let (component, code) = (scratch.join("in.wasm"), scratch.join("out.code"));
    std::fs::write(&component, &guest.component).context("writing a component")?;
    let program = std::env::current_exe().context("finding this program")?;
    let began = Instant::now();
    machine::compile(&program, &component, &code).map_err(|fault| anyhow!("{}", fault.text))?;
    let by_child = ms(began);
    let began = Instant::now();
    Bare::compile(engine, &guest.component).map_err(anyhow::Error::from)?;
    let here = ms(began);
    let mut rows = vec![row(
        guest,
        "compile",
        Took::of(vec![by_child]),
        Took::of(vec![here]),
    )];

    let sum = machine::sum(&std::fs::read(&code)?);
    let script = guest.script(guest.answers());
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..LOADS {
        let began = Instant::now();
        let read = std::fs::read(&code)?;
        let loaded = Loaded::of_machine_code(engine, &read, &sum);
        ours.push(ms(began));
        loaded.map_err(|fault| anyhow!("{}", fault.text))?;
        let began = Instant::now();
        let read = std::fs::read(&code)?;
        let loaded = Bare::load(engine, &read, &script);
        bare.push(ms(began));
        loaded.map_err(anyhow::Error::from)?;
    }
    rows.push(Row {
        wanted: Some(guest.wanted.1),
        ..row(guest, "load", Took::of(ours), Took::of(bare))
    });

    let machine_code = std::fs::read(&code)?;
    let loaded = Loaded::of_machine_code(engine, &machine_code, &sum)
        .map_err(|fault| anyhow!("{}", fault.text))?;
    let load_bare = |answers| {
        let bare = Bare::load(engine, &machine_code, &guest.script(answers));
        bare.map_err(anyhow::Error::from)
    };
    let bare = load_bare(guest.answers())?;
    let pair = Pair {
        guest,
        loaded: &loaded,
        bare: &bare,
    };
    rows.push(pair.instances().await?);
    let empty = Ask::Track(Vec::new());
    rows.push(pair.calls("empty call", &empty, CALLS).await?);
    let real = Ask::Track(guest.queries().to_vec());
    rows.push(Row {
        wanted: Some(guest.wanted.0),
        within: Some(WITHIN),
        ..pair.calls("instance + real call", &real, CALLS).await?
    });
    let long = guest.long_answers()?;
    let bare = load_bare(long.clone())?;
    let pair_of_long = Pair {
        bare: &bare,
        ..pair
    };
    let timed = pair_of_long.timed(&real, long, LONG).await?;
    rows.push(row(guest, "JSON of 105 kB", timed.0, timed.1));
    rows.push(pair.memory().await?);
    Ok(rows)
}

/// How long past its processor time a guest that loops is ended.
///
/// # Errors
/// When it is not.
pub async fn killed(hostile: &[u8], guest: &Guest, engine: &Engine) -> Result<Row> {
    let loaded =
        Loaded::of_component(engine, hostile).map_err(|fault| anyhow!("{}", fault.text))?;
    let limits = Limits {
        cpu: BUDGET,
        ..guest.limits()
    };
    let mut query = guest.queries().first().context("a query")?.clone();
    query.number = "loop".to_owned();
    let ask = Ask::Track(vec![query]);
    let network = Canned::network(guest.answers());
    let mut past = Vec::new();
    for _ in 0..LOOPS {
        let around = guest.around(&network);
        let began = Instant::now();
        let done = loaded.call(&ask, &context(), limits, around).await;
        past.push((began.elapsed() - BUDGET).as_secs_f64() * 1_000.0);
        match done.outcome {
            Outcome::Broken(fault) if fault.kind == FaultKind::Cpu => {}
            other => bail!("a loop came to {other:?}"),
        }
    }
    Ok(Row {
        language: "hostile".to_owned(),
        what: "killed past its budget",
        ours: Took::of(past),
        bare: None,
        wanted: Some(PAST),
        within: None,
    })
}

/// One component, with our layer around it and without.
#[derive(Clone, Copy)]
struct Pair<'a> {
    guest: &'a Guest,
    loaded: &'a Loaded,
    bare: &'a Bare,
}

impl Pair<'_> {
    /// A fresh instance that is dropped at once.
    async fn instances(&self) -> Result<Row> {
        let network = Canned::network(self.guest.answers());
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..CALLS {
            let around = self.guest.around(&network);
            let began = Instant::now();
            let stood = self
                .loaded
                .stand(&context(), None, self.guest.limits(), around)
                .await;
            drop(stood.map_err(anyhow::Error::from)?);
            ours.push(ms(began));
            let began = Instant::now();
            let stood = self.bare.stand(&context(), None).await;
            drop(stood.map_err(anyhow::Error::from)?);
            bare.push(ms(began));
        }
        Ok(row(
            self.guest,
            "instantiate",
            Took::of(ours),
            Took::of(bare),
        ))
    }

    async fn calls(&self, what: &'static str, ask: &Ask, times: usize) -> Result<Row> {
        let (ours, bare) = self.timed(ask, self.guest.answers(), times).await?;
        Ok(row(self.guest, what, ours, bare))
    }

    /// A fresh instance and one call, `times` of each.
    async fn timed(
        &self,
        ask: &Ask,
        answers: Vec<crate::plugins::network::Incoming>,
        times: usize,
    ) -> Result<(Took, Took)> {
        let Ask::Track(queries) = ask else {
            bail!("a courier is asked to track");
        };
        let network = Canned::network(answers);
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..times {
            let began = Instant::now();
            let around = self.guest.around(&network);
            let done = self
                .loaded
                .call(ask, &context(), self.guest.limits(), around)
                .await;
            ours.push(ms(began));
            answered(&done)?;
            let began = Instant::now();
            let said = self.bare.track(&context(), queries).await;
            bare.push(ms(began));
            said.map_err(anyhow::Error::from)?
                .map_err(|error| anyhow!("a bare call: {error:?}"))?;
        }
        Ok((Took::of(ours), Took::of(bare)))
    }

    /// MB of an instance that has answered a real call.
    async fn memory(&self) -> Result<Row> {
        let guest = self.guest;
        let network = Canned::network(guest.answers());
        let mut kept: Vec<Standing> = Vec::new();
        let before = resident()?;
        for _ in 0..STANDING {
            let around = guest.around(&network);
            let stood = self
                .loaded
                .stand(&context(), Some(guest.queries()), guest.limits(), around)
                .await;
            kept.push(stood.map_err(anyhow::Error::from)?);
        }
        let ours = each(before)?;
        kept.clear();
        let before = resident()?;
        for _ in 0..STANDING {
            let stood = self.bare.stand(&context(), Some(guest.queries())).await;
            kept.push(stood.map_err(anyhow::Error::from)?);
        }
        let bare = each(before)?;
        drop(kept);
        Ok(row(
            guest,
            "memory of an instance, MB",
            Took::of(vec![ours]),
            Took::of(vec![bare]),
        ))
    }
}

fn each(before: f64) -> Result<f64> {
    Ok((resident()? - before).max(0.0) / STANDING as f64)
}

fn answered(done: &Done) -> Result<()> {
    match &done.outcome {
        Outcome::Answered(_) => Ok(()),
        other => bail!("a call came to {other:?}"),
    }
}

fn row(guest: &Guest, what: &'static str, ours: Took, bare: Took) -> Row {
    Row {
        language: format!("{} ({})", guest.language, guest.name),
        what,
        ours,
        bare: Some(bare),
        wanted: None,
        within: None,
    }
}

/// MB of this process that are in memory.
pub fn resident() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("reading the memory")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("reading the memory")?;
    let kilobytes: f64 = line
        .split_whitespace()
        .next()
        .and_then(|number| number.parse().ok())
        .context("reading the memory")?;
    Ok(kilobytes * 1024.0 / 1e6)
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
