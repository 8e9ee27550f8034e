//! Buyers: one buyer's history, masked, and revealing a field of it.

pub mod reveal;
pub mod show;
