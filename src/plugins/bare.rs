//! The engine without our layer: the least that must be done for a call of a courier. `bench` puts
//! it beside ours, in the same run; nothing else uses it.
//!
//! Same engine, same machine code, same world of WASI, same digests and clock. No limits, no meter,
//! no deadline, no secrets kept apart, no check of what comes out.

use super::contract::Everything;
use super::contract::aftercare::plugin;
use super::contract::aftercare::plugin::courier_types::Item;
use super::contract::aftercare::plugin::courier_types::Query;
use super::contract::aftercare::plugin::types::CallContext;
use super::contract::aftercare::plugin::types::PluginError;
use super::contract::aftercare::plugin::vault::Part;
use super::contract::aftercare::plugin::vault::VaultError;
use super::contract::exports::aftercare::plugin::courier;
use super::engine::Engine;
use super::imports::clock;
use super::imports::hashing;
use super::limits::Limits;
use super::loaded::Loaded;
use super::network::Body;
use super::network::Incoming;
use super::surroundings::Surroundings;
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasmtime::Store;
use wasmtime::component::Component;
use wasmtime::component::HasSelf;
use wasmtime::component::Instance;
use wasmtime::component::InstancePre;
use wasmtime::component::Linker;
use wasmtime::component::ResourceTable;
use wasmtime_wasi::WasiCtx;
use wasmtime_wasi::WasiCtxView;
use wasmtime_wasi::WasiView;

/// A deadline nobody reaches, in ticks.
const NEVER: u64 = 1 << 40;

type Out<T> = Result<T, VaultError>;

/// What the guest is answered, whatever it asks.
pub struct Script {
    pub settings: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, String>,
    /// UTC ms.
    pub now: i64,
    /// Answers of the network, in their order, round and round.
    pub answers: Vec<Incoming>,
}

/// A courier's component, linked to next to nothing.
pub struct Bare {
    engine: Engine,
    ready: InstancePre<Little>,
    courier: courier::GuestIndices,
    script: Arc<Script>,
}

/// An instance that is kept, so that its memory can be counted.
pub struct Standing {
    _kept: Box<dyn Any>,
}

/// The data of a bare store.
struct Little {
    wasi: WasiCtx,
    table: ResourceTable,
    script: Arc<Script>,
    sent: usize,
}

impl Bare {
    /// Loads machine code, which must be of this engine.
    ///
    /// # Errors
    /// When it is not, or offers no courier.
    pub fn load(engine: &Engine, code: &[u8], script: &Arc<Script>) -> wasmtime::Result<Bare> {
        #[expect(
            unsafe_code,
            reason = "as in `machine`: these bytes were just made here"
        )]
        // SAFETY: the caller hands over what this program's own compiler made in the same run.
        let component = unsafe { Component::deserialize(engine.inner(), code) }?;
        let mut linker = Linker::new(engine.inner());
        wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
        Everything::add_to_linker::<_, HasSelf<Little>>(&mut linker, |little| little)?;
        let ready = linker.instantiate_pre(&component)?;
        Ok(Bare {
            engine: engine.clone(),
            courier: courier::GuestIndices::new(&ready)?,
            ready,
            script: Arc::clone(script),
        })
    }

    /// Compiles in this process.
    ///
    /// # Errors
    /// When it is no component.
    pub fn compile(engine: &Engine, component: &[u8]) -> wasmtime::Result<Vec<u8>> {
        engine.inner().precompile_component(component)
    }

    /// A fresh instance, and one call of it.
    ///
    /// # Errors
    /// When it traps.
    pub async fn track(
        &self,
        context: &CallContext,
        queries: &[Query],
    ) -> wasmtime::Result<Result<Vec<Item>, PluginError>> {
        let (mut store, instance) = self.fresh().await?;
        let guest = self.courier.load(&mut store, &instance)?;
        guest.call_track(&mut store, context, queries).await
    }

    /// A fresh instance that is kept, after one call if there are queries.
    ///
    /// # Errors
    /// When it traps.
    pub async fn stand(
        &self,
        context: &CallContext,
        queries: Option<&[Query]>,
    ) -> wasmtime::Result<Standing> {
        let (mut store, instance) = self.fresh().await?;
        if let Some(queries) = queries {
            let guest = self.courier.load(&mut store, &instance)?;
            let _ = guest.call_track(&mut store, context, queries).await?;
        }
        Ok(Standing {
            _kept: Box::new((store, instance)),
        })
    }

    async fn fresh(&self) -> wasmtime::Result<(Store<Little>, Instance)> {
        let little = Little {
            wasi: WasiCtx::builder().build(),
            table: ResourceTable::new(),
            script: Arc::clone(&self.script),
            sent: 0,
        };
        let mut store = Store::new(self.engine.inner(), little);
        store.set_epoch_deadline(NEVER);
        let instance = self.ready.instantiate_async(&mut store).await?;
        Ok((store, instance))
    }
}

impl Loaded {
    /// An instance of ours that is kept, after one call of its courier if there are queries.
    ///
    /// # Errors
    /// When it traps, or offers no courier.
    pub async fn stand(
        &self,
        context: &CallContext,
        queries: Option<&[Query]>,
        limits: Limits,
        around: Surroundings,
    ) -> wasmtime::Result<Standing> {
        let mut store = self.store(limits, around);
        let instance = self.ready.instantiate_async(&mut store).await?;
        if let (Some(queries), Some(courier)) = (queries, &self.offers.courier) {
            let guest = courier.load(&mut store, &instance)?;
            let _ = guest.call_track(&mut store, context, queries).await?;
        }
        Ok(Standing {
            _kept: Box::new((store, instance)),
        })
    }
}

impl Little {
    fn pieces(&self, parts: &[Part]) -> Vec<Vec<u8>> {
        let bytes = |part: &Part| match part {
            Part::Text(text) => text.clone().into_bytes(),
            Part::Bytes(bytes) => bytes.clone(),
            Part::Secret(part) => self
                .script
                .secrets
                .get(&part.name)
                .map(|value| value.clone().into_bytes())
                .unwrap_or_default(),
        };
        parts.iter().map(bytes).collect()
    }
}

impl WasiView for Little {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl plugin::types::Host for Little {}
impl plugin::courier_types::Host for Little {}
impl plugin::push::Host for Little {}
impl plugin::marketplace_types::Host for Little {}
impl plugin::sms_types::Host for Little {}
impl plugin::payout_types::Host for Little {}
impl plugin::automation_types::Host for Little {}

impl plugin::log::Host for Little {
    async fn write(&mut self, _: plugin::log::Level, _: String, _: Vec<(String, String)>) {}
}

impl plugin::clock::Host for Little {
    async fn now(&mut self) -> plugin::clock::Instant {
        clock::instant(self.script.now)
    }

    async fn format_now(&mut self, pattern: String, zone: String) -> Result<String, String> {
        clock::written(self.script.now, &pattern, &zone)
    }

    async fn parse(&mut self, text: String, how: String, zone: String) -> Result<String, String> {
        clock::read(&text, &how, &zone)
    }
}

impl plugin::random::Host for Little {
    async fn bytes(&mut self, len: u32) -> Vec<u8> {
        vec![7; len as usize]
    }

    async fn uuid(&mut self) -> String {
        "00000000-0000-4000-8000-000000000000".to_owned()
    }
}

impl plugin::config::Host for Little {
    async fn get(&mut self, key: String) -> Option<String> {
        self.script.settings.get(&key).cloned()
    }

    async fn all(&mut self) -> Vec<(String, String)> {
        let all = self.script.settings.iter();
        all.map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

impl plugin::kv::Host for Little {
    async fn get(&mut self, _: String) -> Result<Option<Vec<u8>>, plugin::kv::KvError> {
        Ok(None)
    }

    async fn set(
        &mut self,
        _: String,
        _: Vec<u8>,
        _: Option<u32>,
    ) -> Result<(), plugin::kv::KvError> {
        Ok(())
    }

    async fn delete(&mut self, _: String) -> Result<(), plugin::kv::KvError> {
        Ok(())
    }

    async fn scan(
        &mut self,
        _: String,
        _: Option<String>,
        _: u32,
    ) -> Result<plugin::kv::Page, plugin::kv::KvError> {
        Ok(plugin::kv::Page {
            entries: Vec::new(),
            next: None,
        })
    }
}

impl plugin::vault::Host for Little {
    async fn digest(&mut self, alg: String, parts: Vec<Part>) -> Out<Vec<u8>> {
        hashing::digest(&alg, &self.pieces(&parts)).ok_or_else(none)
    }

    async fn hmac(&mut self, alg: String, key: Vec<Part>, message: Vec<Part>) -> Out<Vec<u8>> {
        let key = self.pieces(&key).concat();
        hashing::hmac(&alg, &key, &self.pieces(&message)).ok_or_else(none)
    }

    async fn hmac_chain(&mut self, _: String, _: Vec<Part>, _: Vec<Vec<u8>>) -> Out<Vec<u8>> {
        Err(none())
    }

    async fn sign(&mut self, _: String, _: String, _: Vec<u8>) -> Out<Vec<u8>> {
        Err(none())
    }

    async fn decrypt(&mut self, _: String, _: Vec<Part>, _: Vec<u8>, _: Vec<u8>) -> Out<Vec<u8>> {
        Err(none())
    }

    async fn encrypt(&mut self, _: String, _: Vec<Part>, _: Vec<u8>, _: Vec<u8>) -> Out<Vec<u8>> {
        Err(none())
    }

    async fn put(&mut self, _: String, _: String, _: Option<String>) -> Out<()> {
        Err(none())
    }

    async fn expires(&mut self, _: String) -> Option<String> {
        None
    }

    async fn reveal(&mut self, _: String) -> Out<String> {
        Err(none())
    }
}

fn none() -> VaultError {
    VaultError::Unsupported("a courier needs none of it".to_owned())
}

impl plugin::http::Host for Little {
    async fn send(
        &mut self,
        _: plugin::http::Request,
    ) -> Result<plugin::http::Response, plugin::http::Failure> {
        let answers = &self.script.answers;
        let answer = answers[self.sent % answers.len()].clone();
        self.sent += 1;
        Ok(plugin::http::Response {
            status: answer.status,
            headers: answer
                .headers
                .into_iter()
                .map(|(name, value)| plugin::http::Header { name, value })
                .collect(),
            body: match answer.body {
                Body::Bytes(bytes) => plugin::http::Body::Bytes(bytes),
                Body::Text(text) => plugin::http::Body::Text(text),
                Body::Form(fields) => plugin::http::Body::Form(fields),
            },
            final_url: answer.final_url,
            retry_after_s: answer.retry_after_s,
        })
    }
}
