//! Settings: one's own, those of the shop, those of the desk.

pub mod about;
pub mod audit;
pub mod backups;
pub mod calendar;
mod calendar_form;
mod calendar_words;
pub mod confirm;
mod device;
mod effect;
mod history;
pub mod mail;
pub mod notices;
pub mod overview;
pub mod profile;
pub mod reasons;
pub mod replies;
pub mod roles;
pub mod rules;
pub mod second_factor;
pub mod security;
pub mod sessions;
pub mod shops;
pub mod side;
pub mod sms;
pub mod staff;
pub mod staff_member;
pub mod tokens;
