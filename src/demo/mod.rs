//! One small shop, by name: for `aftercare demo`, for set-up with example data, for tests and for
//! pictures. What happened to its cases goes through the same door as everything else, at its time.

mod bring;
mod world;

#[cfg(test)]
mod tests;

pub use bring::People;
pub use bring::Prepared;
pub use world::World;
