//! The engine that runs every component: one configuration, and a clock that ticks while they run.
//!
//! Chosen and measured in plugins.md 2: an LTS line, on-demand allocation, no pooling; what is not
//! compiled in (threads, gc, async components) no plugin can switch on.

use std::hash::Hash;
use std::hash::Hasher;
use std::num::NonZeroUsize;
use std::time::Duration;
use wasmtime::Config;

/// How long a tick of processor time is.
pub const TICK: Duration = Duration::from_millis(10);
const WASM_STACK: usize = 512 << 10;
/// Well above the stack of the guest: what the desk does for it runs on the same one.
const WHOLE_STACK: usize = 2 << 20;
const BACKTRACE_FRAMES: usize = 32;

/// The engine, and the thread that ticks for it.
#[derive(Clone)]
pub struct Engine(wasmtime::Engine);

impl Engine {
    /// The engine that runs guests.
    ///
    /// # Errors
    /// When the system has no thread left, or the processor lacks what the engine needs.
    pub fn new() -> wasmtime::Result<Engine> {
        let engine = wasmtime::Engine::new(&settings(true))?;
        let ticked = engine.weak();
        std::thread::Builder::new()
            .name("plugin-ticks".to_owned())
            .spawn(move || {
                // Ends with the engine itself.
                while let Some(engine) = ticked.upgrade() {
                    engine.increment_epoch();
                    drop(engine);
                    std::thread::sleep(TICK);
                }
            })?;
        Ok(Engine(engine))
    }

    /// The engine of the child that compiles: the same machine code, on one thread.
    ///
    /// # Errors
    /// As [`Engine::new`].
    pub fn compiling() -> wasmtime::Result<Engine> {
        Ok(Engine(wasmtime::Engine::new(&settings(false))?))
    }

    pub(super) fn inner(&self) -> &wasmtime::Engine {
        &self.0
    }

    /// What machine code depends on beside the component: engine, settings and processor.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.0.precompile_compatibility_hash().hash(&mut hasher);
        hasher.finish()
    }
}

fn settings(parallel: bool) -> Config {
    let mut config = Config::new();
    config.epoch_interruption(true);
    config.max_wasm_stack(WASM_STACK);
    config.async_stack_size(WHOLE_STACK);
    config.cranelift_opt_level(wasmtime::OptLevel::Speed);
    config.parallel_compilation(parallel);
    config.wasm_memory64(false).wasm_relaxed_simd(false);
    config.wasm_custom_page_sizes(false);
    config.wasm_wide_arithmetic(false);
    config.wasm_backtrace_max_frames(NonZeroUsize::new(BACKTRACE_FRAMES));
    // Memories of several modules stay allowed: without them the engine panics over components
    // that need adapters between their modules.
    config
}
