//! Why a request has no response.

use crate::codes;
use crate::domain::reach::NotGranted;
use std::fmt;
use std::time::Duration;

codes! {
    /// What kind of failure, as the contract of plugins names them.
    pub enum Kind {
        /// Not granted; the message says what the manifest lacks.
        Denied = "denied",
        Dns = "dns",
        Connect = "connect",
        Tls = "tls",
        Timeout = "timeout",
        TooLarge = "too-large",
        /// More requests than the manifest declared for a while.
        Throttled = "throttled",
        /// This origin failed so often that it is left alone for a while.
        CircuitOpen = "circuit-open",
        /// This call, or this day, has no request left.
        Budget = "budget",
        Protocol = "protocol",
        Other = "other",
    }
}

/// Told to the plugin as a value, and to its log. Holds no secret and no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub kind: Kind,
    /// For whoever wrote the plugin; in English.
    pub message: String,
    /// False only when the request surely did not reach the server.
    pub maybe_sent: bool,
    /// Seconds after which it may be worth another try.
    pub after_s: Option<u32>,
}

impl Failure {
    /// Nothing of the request has left this machine.
    pub(super) fn unsent(kind: Kind, message: impl Into<String>) -> Failure {
        Failure {
            kind,
            message: message.into(),
            maybe_sent: false,
            after_s: None,
        }
    }

    pub(super) fn maybe_sent(kind: Kind, message: impl Into<String>) -> Failure {
        Failure {
            maybe_sent: true,
            ..Failure::unsent(kind, message)
        }
    }

    /// Whole seconds, never fewer than asked for.
    pub(super) fn after(mut self, wait: Duration) -> Failure {
        let seconds = wait.as_millis().div_ceil(1000).max(1);
        self.after_s = Some(u32::try_from(seconds).unwrap_or(u32::MAX));
        self
    }

    /// Whether it speaks against the server, so that its origin is left alone after several.
    pub(super) const fn is_of_server(&self) -> bool {
        matches!(
            self.kind,
            Kind::Dns | Kind::Connect | Kind::Tls | Kind::Timeout | Kind::Protocol
        )
    }
}

impl From<NotGranted> for Failure {
    fn from(refused: NotGranted) -> Failure {
        Failure::unsent(Kind::Denied, refused.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.message)
    }
}

impl std::error::Error for Failure {}
