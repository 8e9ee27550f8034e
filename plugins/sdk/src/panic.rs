//! A panic names its file and line in the plugin's log before the instance traps. There is no
//! stderr below a plugin in Rust: `wasm32-unknown-unknown` has no WASI.

use crate::log;
use std::panic::PanicHookInfo;
use std::sync::Once;

static ONCE: Once = Once::new();

/// Called at the beginning of every export.
pub fn tell() {
    ONCE.call_once(|| {
        if cfg!(target_family = "wasm") {
            std::panic::set_hook(Box::new(write));
        }
    });
}

fn write(panic: &PanicHookInfo<'_>) {
    let payload = panic.payload();
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    log::error(&format!("panicked at {place}: {said}"), &[]);
}
