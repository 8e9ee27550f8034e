//! What a guest may ask of the desk: one file per interface of `plugins/wit/imports.wit`.

mod cipher;
pub(super) mod clock;
mod config;
pub(super) mod hashing;
mod http;
mod kv;
mod log;
mod random;
#[cfg(test)]
mod tests;
mod vault;

use super::contract::Everything;
use super::engine::Engine;
use super::state::State;
use wasmtime::component::HasSelf;
use wasmtime::component::Linker;

/// The linker with everything a guest may import, and nothing else.
///
/// # Errors
/// Never in practice: names are fixed when the desk is built.
pub fn linker(engine: &Engine) -> wasmtime::Result<Linker<State>> {
    let mut linker = Linker::new(engine.inner());
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    Everything::add_to_linker::<_, HasSelf<State>>(&mut linker, |state| state)?;
    Ok(linker)
}

mod types_without_functions {
    use crate::plugins::contract::aftercare::plugin;
    use crate::plugins::state::State;

    impl plugin::types::Host for State {}
    impl plugin::courier_types::Host for State {}
    impl plugin::push::Host for State {}
    impl plugin::marketplace_types::Host for State {}
    impl plugin::sms_types::Host for State {}
    impl plugin::payout_types::Host for State {}
    impl plugin::automation_types::Host for State {}
}
