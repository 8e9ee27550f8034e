//! Plugins: components of strangers, what they may do, and what becomes of what they say.
//!
//! The only module that names wasmtime. It knows no store and no page: what a call may use comes in
//! ([`surroundings`]), what it wants goes out ([`call::Done`]), and an author's test runs the same.

pub mod ask;
pub mod bare;
pub mod call;
mod checked;
pub mod conformance;
pub mod contract;
pub mod described;
pub mod engine;
pub mod fault;
pub mod imports;
pub mod limits;
pub mod loaded;
pub mod machine;
pub mod network;
pub mod official;
pub mod package;
pub mod recorded;
pub mod runtime;
mod state;
pub mod surroundings;
pub mod text;
pub mod world;
