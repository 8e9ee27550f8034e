//! Cases: listed, read with their timeline, opened and acted on.

pub mod acts;
pub mod files;
pub mod input;
pub mod list;
pub mod open;
pub mod show;
pub mod shown;
pub mod summary;
pub mod timeline;
