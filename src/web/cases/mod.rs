//! Cases: the list, and the pages of one case.

pub mod act;
mod boxes;
mod buttons;
mod carry;
mod checklist;
mod contacts;
pub mod files;
mod hand_over;
pub mod history;
mod input;
pub mod intake;
pub mod known;
mod later;
pub mod list;
mod mentions;
pub mod new;
mod offered;
mod panels;
mod pinned;
mod plan;
pub mod show;
mod subject;
mod warned;
mod widget;
mod work;
