//! Buyers: one buyer's history, masked, and revealing a field of it.

mod history;
pub mod note;
pub mod reveal;
pub mod show;
