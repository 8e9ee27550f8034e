//! The way out, against real servers on loopback that lie, stall, cut and lead elsewhere.

mod answers;
mod budgets;
mod client;
mod cut;
mod encryption;
mod hostile;
mod places;
mod secrets;
pub mod server;
mod world;
