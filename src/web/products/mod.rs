//! Products: what the shop sells, what goes wrong with it, and what to tell buyers (R186, R230).

pub mod edit;
pub mod list;
pub mod show;

pub use show::percent;
