//! Where guests run: threads of their own beside those of the pages, a bounded number at once.

use super::ask::Ask;
use super::call::Cost;
use super::call::Done;
use super::call::Outcome;
use super::contract::aftercare::plugin::types::CallContext;
use super::engine::Engine;
use super::fault::Fault;
use super::fault::FaultKind;
use super::limits::Limits;
use super::loaded::Loaded;
use super::surroundings::Staged;
use super::surroundings::Surroundings;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// Calls at the same time: of all plugins for each processor, of one plugin, of one account.
const FOR_EACH_PROCESSOR: usize = 2;
const OF_ONE_PLUGIN: usize = 2;
const OF_ONE_ACCOUNT: usize = 1;
/// How much lower than the pages they stand in the queue for the processor: as low as it goes.
const NICE: i32 = 19;

/// The threads guests run on, the engine they run with, and the turns they take.
pub struct Guests {
    pub engine: Engine,
    /// None once the desk stops: then nothing is called any more.
    runtime: Option<Runtime>,
    all: Arc<Semaphore>,
    turns: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Guests {
    /// # Errors
    /// When the system has no thread left.
    pub fn new() -> anyhow::Result<Guests> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            // On two processors one: the pages always have one of their own. Guests that compute
            // take turns tick by tick, and those that wait need no thread.
            .worker_threads(1.max(processors / 2))
            .thread_name("plugins")
            .on_thread_start(|| {
                // Where it is not allowed they stand in the queue like everybody.
                let _ = rustix::process::nice(NICE);
            })
            .enable_all()
            .build()?;
        Ok(Guests {
            engine: Engine::new().map_err(anyhow::Error::from)?,
            runtime: Some(runtime),
            all: Arc::new(Semaphore::new(processors * FOR_EACH_PROCESSOR)),
            turns: Mutex::default(),
        })
    }

    /// Asks a plugin for an account, when it is its turn. A panic of our own code in a call ends
    /// that call only.
    pub async fn call(
        &self,
        plugin: &str,
        loaded: Arc<Loaded>,
        ask: Ask,
        context: CallContext,
        limits: Limits,
        around: Surroundings,
    ) -> Done {
        let of_plugin = self.turn(format!("plugin {plugin}"), OF_ONE_PLUGIN);
        let of_account = self.turn(format!("account {}", context.account_id), OF_ONE_ACCOUNT);
        let all = Arc::clone(&self.all);
        let Some(runtime) = &self.runtime else {
            return nothing_done("the desk is stopping");
        };
        let running = runtime.spawn(async move {
            // Narrowest first: who waits for his own account takes nobody's turn meanwhile.
            let _account = of_account.acquire().await;
            let _plugin = of_plugin.acquire().await;
            let _all = all.acquire().await;
            loaded.call(&ask, &context, limits, around).await
        });
        running
            .await
            .unwrap_or_else(|_| nothing_done("the desk's own part of the call panicked"))
    }

    fn turn(&self, whose: String, many: usize) -> Arc<Semaphore> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            turns
                .entry(whose)
                .or_insert_with(|| Arc::new(Semaphore::new(many))),
        )
    }
}

impl Drop for Guests {
    fn drop(&mut self) {
        // Guests that still run are let go of; what they had not finished is not kept.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn nothing_done(why: &str) -> Done {
    Done {
        outcome: Outcome::Broken(Fault::new(FaultKind::Trap, why)),
        staged: Staged::default(),
        log: Vec::new(),
        exchanges: Vec::new(),
        cost: Cost {
            ticks: 0,
            peak: 0,
            http_calls: 0,
        },
    }
}
