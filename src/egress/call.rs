//! What one call of a plugin may do, has left, and did.

use super::failure::Kind;
use crate::domain::plugin::permissions::Method;
use crate::domain::reach::Reach;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;
use tokio::time::Instant;

/// Who asks, and what the owner agreed to.
#[derive(Debug, Clone, Copy)]
pub struct Rights<'a> {
    /// Id and version, as servers are told: `cn.example.kuaidi100/1.4.0`.
    pub plugin: &'a str,
    /// What is counted together: one account of one plugin.
    pub account: &'a str,
    pub reach: &'a [Reach],
}

/// One call of a plugin: the requests and the time it has left, and a line for each exchange.
#[derive(Debug)]
pub struct Call {
    allowed: u32,
    used: AtomicU32,
    ends: Instant,
    traces: Mutex<Vec<Trace>>,
}

/// A line of the plugin's log: never a body, a query or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub method: Method,
    /// Empty when the URL could not be read.
    pub origin: String,
    /// Before credentials were put into it, and without its query.
    pub path: String,
    pub status: Option<u16>,
    /// What went wrong, in the words the plugin was told.
    pub failed: Option<(Kind, String)>,
    /// Of the body that was read.
    pub bytes: u64,
    pub ms: u64,
}

impl Call {
    /// With so many requests, and until then.
    pub fn new(allowed: u32, ends: Instant) -> Call {
        Call {
            allowed,
            used: AtomicU32::new(0),
            ends,
            traces: Mutex::default(),
        }
    }

    /// Requests sent so far; one that was redirected counts each hop.
    pub fn used(&self) -> u32 {
        self.used.load(Ordering::Relaxed).min(self.allowed)
    }

    /// All lines so far; the next time only those that come after.
    pub fn take_traces(&self) -> Vec<Trace> {
        std::mem::take(&mut *self.traces.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) const fn allowed(&self) -> u32 {
        self.allowed
    }

    pub(super) const fn ends(&self) -> Instant {
        self.ends
    }

    /// Takes a request, if one is left.
    pub(super) fn take(&self) -> bool {
        self.used.fetch_add(1, Ordering::Relaxed) < self.allowed
    }

    pub(super) fn trace(&self, line: Trace) {
        let mut traces = self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        traces.push(line);
    }
}
