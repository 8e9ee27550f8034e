//! Plugins as the desk knows them before any of their code runs: the manifest, what it asks for,
//! what it needs to know, and the life of one that is installed.

pub mod api;
pub mod automating;
pub mod called;
pub mod ending;
pub mod fault;
pub mod foreign;
pub mod host;
pub mod identity;
pub mod installed;
pub mod limits;
pub mod looking;
pub mod manifest;
pub mod pattern;
pub mod paying;
pub mod permissions;
pub mod pulled;
pub mod pushed;
pub mod quarantine;
mod reading;
pub mod rights;
pub mod schedule;
pub mod settings;
pub mod telling;
#[cfg(test)]
pub mod tests;
pub mod values;
pub mod words;
pub mod worlds;

pub use fault::Fault;
pub use fault::Why;
pub use identity::PluginId;
pub use identity::PublisherKey;
pub use identity::Version;
pub use manifest::Manifest;
pub use rights::Right;
pub use rights::Rights;
