//! The way out of a plugin: to the world through the egress client, or to a recording in tests.

use std::future::Future;
use std::pin::Pin;

/// A secret that goes along, with the only origins it may be sent to.
#[derive(Clone)]
pub struct Sealed {
    /// The whole value, with what stands around the secret.
    pub value: Vec<u8>,
    /// Empty when no secret is in it; then it may go wherever the request may.
    pub origins: Vec<String>,
}

/// What is added after the destination was checked.
#[derive(Clone)]
pub enum Credential {
    Bearer(Sealed),
    Basic {
        user: Sealed,
        password: Sealed,
    },
    Header {
        name: String,
        value: Sealed,
    },
    Query {
        name: String,
        value: Sealed,
    },
    Path {
        placeholder: String,
        value: Sealed,
    },
    Body {
        placeholder: String,
        value: Sealed,
        json: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Bytes(Vec<u8>),
    Text(String),
    Form(Vec<(String, String)>),
}

#[derive(Clone)]
pub struct Outgoing {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Body>,
    pub credentials: Vec<Credential>,
    /// Decode the answer by its charset.
    pub as_text: bool,
    /// ms.
    pub timeout: u64,
    /// bytes.
    pub max_bytes: usize,
    pub follow_redirects: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Body,
    pub final_url: String,
    pub retry_after_s: Option<u32>,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    Denied,
    Dns,
    Connect,
    Tls,
    Timeout,
    TooLarge,
    Throttled,
    CircuitOpen,
    Budget,
    Protocol,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub kind: Failed,
    pub message: String,
    /// False only when the request surely did not reach the server.
    pub maybe_sent: bool,
    pub after_s: Option<u32>,
}

/// One request and its answer, as the plugin's log tells it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Exchange {
    /// UTC ms.
    pub at: i64,
    pub method: String,
    pub origin: String,
    /// Without the query.
    pub path: String,
    /// None: no answer.
    pub status: Option<u16>,
    /// Of the answer's body.
    pub bytes: u64,
    pub ms: u64,
    /// In a word, when there was no answer.
    pub failed: Option<String>,
}

pub type Sending<'a> =
    Pin<Box<dyn Future<Output = (Result<Incoming, Failure>, Vec<Exchange>)> + Send + 'a>>;

/// The world, or a recording of it.
pub trait Network: Send + Sync {
    /// Sends, and says what was exchanged: one entry for each hop.
    fn send(&self, request: Outgoing) -> Sending<'_>;
}

/// No way out: reading what came in, advice.
pub struct NoNetwork;

impl Network for NoNetwork {
    fn send(&self, _request: Outgoing) -> Sending<'_> {
        let failure = Failure {
            kind: Failed::Denied,
            message: "this call may not use the network".to_owned(),
            maybe_sent: false,
            after_s: None,
        };
        Box::pin(std::future::ready((Err(failure), Vec::new())))
    }
}
