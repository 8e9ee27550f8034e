//! Cases: the list, and the pages of one case.

pub mod list;
