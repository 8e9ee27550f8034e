//! Cases: the list, and the pages of one case.

pub mod act;
mod boxes;
mod buttons;
mod carry;
pub mod files;
pub mod history;
mod input;
mod intake;
pub mod known;
pub mod list;
pub mod new;
mod offered;
mod panels;
pub mod show;
mod subject;
mod warned;
mod widget;
