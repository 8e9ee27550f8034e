//! Write a plugin of Aftercare in Rust.
//!
//! Implement [`Account`] and one trait per thing the plugin can do, then name them in
//! [`register!`]:
//!
//! ```ignore
//! struct Swift;
//! impl Account for Swift { … }
//! impl Courier for Swift { … }
//! aftercare_plugin::register!(Swift: courier);
//! ```
//!
//! A call is a fresh instance: nothing stays in memory from one to the next; [`kv`] keeps what must
//! stay. Secrets have names; [`vault`] computes with them and [`http`] sends them, and the plugin
//! never sees one. There is no WASI below a plugin in Rust, so `std::time`, `std::env`, files and
//! sockets do nothing; the desk's [`time`], [`random`] and [`http`] take their place. A panic ends
//! the call; its file, line and message stand in the plugin's log.

pub mod bindings;
mod panic;
mod register;

pub mod account;
pub mod automation;
pub mod courier;
pub mod encode;
pub mod failure;
pub mod http;
pub mod json;
pub mod kv;
pub mod log;
pub mod marketplace;
#[cfg(feature = "native")]
pub mod native;
pub mod payout;
pub mod push;
pub mod random;
pub mod robot;
pub mod settings;
pub mod sms;
pub mod time;
pub mod vault;
pub mod wording;

/// What answers the imports: the desk, or in tests a desk made of plain Rust.
#[cfg(not(feature = "native"))]
use bindings::imports::aftercare::plugin as desk;
#[cfg(feature = "native")]
use native::imports as desk;

pub use account::Account;
pub use automation::Automation;
pub use bindings::imports::aftercare::plugin::types::AuthKind;
pub use bindings::imports::aftercare::plugin::types::CallContext;
pub use bindings::imports::aftercare::plugin::types::Money;
pub use bindings::imports::aftercare::plugin::types::PluginError;
pub use bindings::imports::aftercare::plugin::types::RateScope;
pub use courier::Courier;
pub use courier::CourierPush;
pub use courier::CourierRecognise;
pub use courier::CourierSubscribe;
pub use marketplace::Marketplace;
pub use marketplace::MarketplaceOrder;
pub use marketplace::MarketplacePush;
pub use payout::Payout;
pub use push::Push;
pub use register::Exported;
pub use robot::Robot;
pub use serde_json;
pub use sms::Sms;
pub use sms::SmsCheck;
pub use sms::SmsPush;

/// What every call comes to.
pub type Result<T> = core::result::Result<T, PluginError>;
/// RFC 3339 in UTC.
pub type Timestamp = String;
/// Names and texts beside the fields of a record.
pub type Attrs = Vec<(String, String)>;
