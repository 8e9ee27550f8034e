//! Telling people: a desk, a mail server that behaves as a story wants, and what reached the buyer.

mod alarmed;
mod along;
mod answered;
mod described;
mod dns;
mod dovecot;
mod followed_up;
mod hooked;
mod imap_server;
mod kills;
mod mailbox;
mod pictures;
pub mod server;
mod signed;
mod surveyed;
mod texted;
mod told;
