//! What belongs to one call while it runs: the data of its store.

use super::limits::Limits;
use super::limits::Meter;
use super::network::Exchange;
use super::surroundings::LogLine;
use super::surroundings::Staged;
use super::surroundings::Surroundings;
use wasmtime::component::ResourceTable;
use wasmtime_wasi::WasiCtx;
use wasmtime_wasi::WasiCtxView;
use wasmtime_wasi::WasiView;
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;

/// Handles a language's own library may hold.
const RESOURCES: usize = 1_024;
/// What is kept of what a guest writes to its standard error: where a crash names file and line.
const SAID: usize = 64 << 10;
const RANDOM_AT_ONCE: u64 = 64 << 10;

/// One call's own state. Nothing of it outlives the call.
pub struct State {
    wasi: WasiCtx,
    table: ResourceTable,
    pub said: MemoryOutputPipe,
    pub meter: Meter,
    pub limits: Limits,
    pub around: Surroundings,
    pub staged: Staged,
    pub log: Vec<LogLine>,
    pub log_bytes: usize,
    pub exchanges: Vec<Exchange>,
    pub http_calls: u32,
    /// UTC ms when the call must be done.
    pub until: i64,
}

impl State {
    pub fn new(around: Surroundings, limits: Limits) -> State {
        let said = MemoryOutputPipe::new(SAID);
        let mut table = ResourceTable::new();
        table.set_max_capacity(RESOURCES);
        // Nothing else: no files, no variables, no arguments, no sockets.
        let wasi = WasiCtx::builder()
            .stdout(said.clone())
            .stderr(said.clone())
            .max_random_size(RANDOM_AT_ONCE)
            .build();
        let until = (around.now)() + i64::try_from(limits.wall.as_millis()).unwrap_or(i64::MAX);
        State {
            wasi,
            table,
            said,
            meter: Meter::new(&limits),
            limits,
            around,
            staged: Staged::default(),
            log: Vec::new(),
            log_bytes: 0,
            exchanges: Vec::new(),
            http_calls: 0,
            until,
        }
    }

    /// UTC ms.
    pub fn unix_ms(&self) -> i64 {
        (self.around.now)()
    }

    /// A text with every secret's value struck out.
    pub fn without_secrets(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let known = self.around.secrets.values();
        for secret in known.chain(self.staged.secrets.values()) {
            // Very short ones would strike out half of every text.
            if secret.value.len() >= 4 && text.contains(&secret.value) {
                text = text.replace(&secret.value, "▇▇▇");
            }
        }
        text
    }
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}
