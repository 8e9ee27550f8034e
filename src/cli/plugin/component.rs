//! A component out of a core module, as `rustc` makes one for `wasm32-unknown-unknown`.

use anyhow::Context;
use wit_component::ComponentEncoder;

/// The component of a core module. What it imports and exports stands in sections that
/// `wit-bindgen` left in the module; imports it never calls are left out, and so are the names of
/// its functions.
///
/// # Errors
/// The module is broken, or lacks what it says it exports.
pub fn of_core(core: &[u8]) -> anyhow::Result<Vec<u8>> {
    ComponentEncoder::default()
        .validate(true)
        .module(core)
        .context("the sections of wit-bindgen cannot be read")?
        .encode()
        .context("no component can be made of it")
}
