//! What changes while a page is open: one event stream per tab, and what its script asks then.
//!
//! An event carries ids only. What they stand for is fetched by an ordinary, authorised request.

pub mod beside;
pub mod counts;
pub mod seats;
pub mod stream;

pub use beside::Beside;

/// Below this lies what pages ask by themselves: it does not count as the person being there.
pub const PATH: &str = "/live";
