//! Settings: one's own, and those of the desk.

pub mod backups;
pub mod overview;
pub mod profile;
pub mod shops;
pub mod staff;
pub mod staff_member;
