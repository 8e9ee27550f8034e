//! Everything one can do. One function per act, planned and written in one transaction.

pub mod access;
pub mod bulk;
pub mod buyers;
pub mod calendar;
pub mod cases;
pub mod changes;
pub mod drafts;
pub mod follow_ups;
pub mod imports;
pub mod mentions;
pub mod notices;
pub mod orders;
pub mod ownerless;
pub mod people;
pub mod personal;
pub mod plugins;
pub mod products;
pub mod promises;
pub mod proposals;
pub mod recomputing;
pub mod replies;
pub mod rules;
pub mod same_buyer;
pub mod second_factor;
pub mod security;
pub mod sending;
pub mod sessions;
pub mod shops;
pub mod surveys;
pub mod tokens;
pub mod tracking;
pub mod views;
pub mod webhooks;

use crate::domain::time::Timestamp;

/// When something happens, and the chance it takes. Made by the app, never here.
#[derive(Debug, Clone)]
pub struct Moment {
    pub now: Timestamp,
    /// Random, hex: salts the digests of the words written at this moment.
    pub salt: String,
}
