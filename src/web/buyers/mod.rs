//! Buyers: one buyer's history, masked, revealing a field of it, and merging two.

mod history;
pub mod merge;
pub mod note;
pub mod reveal;
pub mod show;
pub mod silence;
