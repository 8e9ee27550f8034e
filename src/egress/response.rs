//! What a server answered: its head held to a size, its body read up to a cap.

use super::failure::Failure;
use super::failure::Kind;
use super::request::Body;
use super::request::Header;
use super::request::ResponseAs;
use super::text;
use reqwest::header::CONTENT_TYPE;
use reqwest::header::HeaderMap;

/// Bytes of a body unless a request says otherwise.
pub const USUAL_BYTES: u32 = 2 * 1024 * 1024;
/// Bytes of a body that a request may ask for.
pub const MOST_BYTES: u32 = 8 * 1024 * 1024;
/// Bytes of all names and values of a head.
const MOST_HEAD: usize = 64 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<Header>,
    /// A text is decoded by the charset it came with: UTF-8, GB18030, Big5.
    pub body: Body,
    /// Without what the credentials added.
    pub final_url: String,
    pub retry_after_s: Option<u32>,
}

/// The head, if it is of a size that a server means well with.
pub(super) fn head(headers: &HeaderMap) -> Result<Vec<Header>, Failure> {
    let bytes: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if bytes > MOST_HEAD {
        let message =
            format!("the headers of the response hold {bytes} bytes; at most {MOST_HEAD}");
        return Err(Failure::maybe_sent(Kind::TooLarge, message));
    }
    let plain =
        |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| Header {
            name: name.as_str().to_owned(),
            value: String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
    Ok(headers.iter().map(plain).collect())
}

/// Reads until the end or the cap, whichever is first; what was packed counts unpacked.
pub(super) async fn read(
    response: &mut reqwest::Response,
    most: u32,
) -> Result<Vec<u8>, ReadFailed> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let announced = response.content_length();
    if announced.is_some_and(|bytes| bytes > most as u64) {
        return Err(ReadFailed::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(ReadFailed::Broken)? {
        if bytes.len() + chunk.len() > most {
            return Err(ReadFailed::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Why a body was not read to its end.
pub(super) enum ReadFailed {
    TooLarge,
    Broken(reqwest::Error),
}

pub(super) fn too_large(most: u32) -> Failure {
    let message = format!("the body of the response holds more than {most} bytes (max-bytes)");
    Failure::maybe_sent(Kind::TooLarge, message)
}

/// As the plugin asked for it. A text is held to the same cap, which another charset can pass.
pub(super) fn body(
    bytes: Vec<u8>,
    headers: &HeaderMap,
    wanted: ResponseAs,
    most: u32,
) -> Result<Body, Failure> {
    if wanted == ResponseAs::Bytes {
        return Ok(Body::Bytes(bytes));
    }
    let sort = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let decoded = text::decode(bytes, sort);
    match decoded.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        true => Err(too_large(most)),
        false => Ok(Body::Text(decoded)),
    }
}
