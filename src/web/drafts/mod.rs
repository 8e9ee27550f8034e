//! Drafts as pages show and save them: under each box, a second after the last key.

pub mod part;
pub mod place;
pub mod save;

pub use part::DraftPart;
pub use place::Spot;
