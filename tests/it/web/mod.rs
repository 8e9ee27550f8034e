//! The way of a request: guards, sign-in, set-up, pages.

mod behind_https;
pub mod cases;
mod casework;
mod clocks;
mod drafts;
mod first_start;
pub mod guards;
mod intake;
mod lists;
mod live;
mod orders;
mod ownerless;
mod pages;
mod parcels;
mod plugins;
mod products;
mod reasons;
mod rules;
mod same_buyer;
mod search;
mod second_factor;
mod sending;
mod sessions;
mod settings;
mod shape;
mod sign_in;
mod stale;
