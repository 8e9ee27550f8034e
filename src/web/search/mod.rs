//! Search: exact numbers first, then every word; and what the find box proposes.

mod address;
mod hits;
pub mod page;
pub mod suggest;
