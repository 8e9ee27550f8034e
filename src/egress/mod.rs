//! The one way out to other servers: what a plugin asks for is sent, or it is said why not.
//!
//! The only module that names reqwest and rustls. It knows neither the engine that runs plugins nor
//! the store: grants, secrets, the clock and what is left of a call come in as arguments.

mod body;
mod budget;
mod call;
mod client;
mod connect;
mod credentials;
mod exchange;
mod failure;
mod headers;
mod ledger;
mod redirect;
mod request;
mod response;
mod text;
mod texts;
mod wire;

pub use budget::Spent;
pub use call::Call;
pub use call::Rights;
pub use call::Trace;
pub use client::Client;
pub use client::Now;
pub use connect::LookUp;
pub use connect::Network;
pub use failure::Failure;
pub use failure::Kind;
pub use request::Body;
pub use request::Credential;
pub use request::Header;
pub use request::Part;
pub use request::Placed;
pub use request::Request;
pub use request::ResponseAs;
pub use response::Response;
pub use texts::Texts;
pub use texts::of_server as texts_of_server;
pub use wire::Wire;
