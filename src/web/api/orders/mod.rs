//! Orders: listed, read, and written by whoever knows them: a shop's own system.

pub mod bring;
pub mod list;
pub mod shown;
