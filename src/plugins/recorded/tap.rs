//! A network that remembers what went through it.

use crate::plugins::network::Failure;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sending;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// A request and what came of it.
pub type Passed = (Outgoing, Result<Incoming, Failure>);

/// Another network, watched.
pub struct Tap {
    inner: Arc<dyn Network>,
    passed: Mutex<Vec<Passed>>,
}

impl Tap {
    pub fn new(inner: Arc<dyn Network>) -> Tap {
        Tap {
            inner,
            passed: Mutex::default(),
        }
    }

    /// Everything since it was last asked, in order.
    pub fn take(&self) -> Vec<Passed> {
        std::mem::take(&mut *self.passed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Network for Tap {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let asked = request.clone();
            let (answer, told) = self.inner.send(request).await;
            let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
            passed.push((asked, answer.clone()));
            drop(passed);
            (answer, told)
        })
    }
}
