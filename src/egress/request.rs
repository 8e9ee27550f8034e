//! What a plugin asks to be sent, as interface `http` of `plugins/wit` has it.

use crate::domain::plugin::permissions::Method;
use crate::domain::reach::Origin;
use std::fmt;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct Request {
    pub method: Method,
    pub url: String,
    pub headers: Vec<Header>,
    pub body: Option<Body>,
    pub credentials: Vec<Credential>,
    pub response_as: ResponseAs,
    /// 30 s unless told; never more.
    pub timeout: Option<Duration>,
    /// 2 MiB unless told; at most 8 MiB.
    pub max_bytes: Option<u32>,
    pub follow_redirects: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Bytes(Vec<u8>),
    Text(String),
    /// Sent as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
}

/// What is added once it is known where the request goes. Each is made of parts, one after the
/// other.
#[derive(Debug, Clone)]
pub enum Credential {
    Bearer(Vec<Part>),
    Basic {
        user: Vec<Part>,
        password: Vec<Part>,
    },
    Header {
        name: String,
        value: Vec<Part>,
    },
    Query {
        name: String,
        value: Vec<Part>,
    },
    /// In the path of the URL.
    Path(Placed),
    /// In the text of the body, or in the values of its form.
    Body(Placed),
}

/// Where `placeholder` stands in the text, the value is put.
#[derive(Debug, Clone)]
pub struct Placed {
    pub placeholder: String,
    pub value: Vec<Part>,
    /// Escaped as the inside of a JSON string.
    pub json: bool,
}

/// A piece of a credential, already in the form it is sent in.
#[derive(Clone)]
pub enum Part {
    Plain(Vec<u8>),
    Secret {
        /// What the manifest calls it; empty when several are in it.
        name: String,
        bytes: Vec<u8>,
        /// The only places it may be sent to.
        origins: Vec<Origin>,
    },
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Plain(bytes) => write!(f, "Plain({} bytes)", bytes.len()),
            Part::Secret { name, .. } => write!(f, "Secret({name})"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseAs {
    Bytes,
    Text,
}

impl Request {
    /// A plain one without body, credentials or redirects, read as text.
    pub fn to(method: Method, url: &str) -> Request {
        Request {
            method,
            url: url.to_owned(),
            headers: Vec::new(),
            body: None,
            credentials: Vec::new(),
            response_as: ResponseAs::Text,
            timeout: None,
            max_bytes: None,
            follow_redirects: false,
        }
    }
}
