//! A package fetched from an address the owner typed, by the same way out as everything a plugin
//! asks for: https, no address of the shop's own network, every redirect looked at again.

use super::Host;
use crate::domain::plugin::permissions::Method;
use crate::domain::reach::Address;
use crate::domain::reach::Reach;
use crate::egress::Body;
use crate::egress::Call;
use crate::egress::Failure;
use crate::egress::Kind;
use crate::egress::Request;
use crate::egress::ResponseAs;
use crate::egress::Rights;
use std::time::Duration;
use tokio::time::Instant;

/// bytes; a larger one is brought as a file.
pub const MOST: u32 = 8 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);
/// Places that may send on to another before it is given up.
const HOPS: usize = 4;

/// Why nothing was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfetched {
    /// No address of https.
    Address,
    /// It leads into the shop's own network, or nowhere.
    Nowhere,
    /// The server's answer: its status.
    Status(u16),
    TooLarge,
    /// It could not be reached, or broke off.
    Broken,
}

/// The bytes that lie at `url`.
///
/// # Errors
/// As [`Unfetched`] says.
pub async fn package(host: &Host, url: &str) -> Result<Vec<u8>, Unfetched> {
    let call = Call::new(HOPS as u32, Instant::now() + PATIENCE);
    let mut url = url.trim().to_owned();
    for _ in 0..HOPS {
        let address = Address::read(&url).map_err(|_| Unfetched::Address)?;
        if !url.starts_with("https://") {
            return Err(Unfetched::Address);
        }
        let reach = [Reach::to(address.origin(), &[Method::Get])];
        let rights = Rights {
            plugin: "install",
            account: "install",
            reach: &reach,
        };
        let request = Request {
            response_as: ResponseAs::Bytes,
            timeout: Some(PATIENCE),
            max_bytes: Some(MOST),
            ..Request::to(Method::Get, &url)
        };
        let sent = host.egress.send(&request, &rights, &call).await;
        let response = sent.map_err(|failure| unfetched(&failure))?;
        match response.status {
            200 => {
                return match response.body {
                    Body::Bytes(bytes) => Ok(bytes),
                    Body::Text(text) => Ok(text.into_bytes()),
                    Body::Form(_) => Err(Unfetched::Broken),
                };
            }
            301 | 302 | 303 | 307 | 308 => {
                let mut headers = response.headers.iter();
                let to = headers.find(|header| header.name == "location");
                let to = to.ok_or(Unfetched::Status(response.status))?;
                let joined = address.join(&to.value);
                url = joined.map_err(|_| Unfetched::Address)?.to_string();
            }
            status => return Err(Unfetched::Status(status)),
        }
    }
    Err(Unfetched::Broken)
}

fn unfetched(failure: &Failure) -> Unfetched {
    match failure.kind {
        Kind::Denied | Kind::Dns => Unfetched::Nowhere,
        Kind::TooLarge => Unfetched::TooLarge,
        _ => Unfetched::Broken,
    }
}
