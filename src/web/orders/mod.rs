//! Orders: the list, one order, and one typed in by hand.

pub mod by_hand;
pub mod list;
pub mod reveal;
pub mod show;
mod story;
