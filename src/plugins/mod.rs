//! Plugins: components of strangers, what they may do, and what becomes of what they say.
//!
//! The only module that names wasmtime.

pub mod contract;
