//! Settings: one's own, and those of the desk.

pub mod overview;
pub mod profile;
