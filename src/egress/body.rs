//! A body that knows whether the connection asked for it: before that, nothing of its request was
//! written.

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;

/// Sent in one piece.
pub struct Watched {
    bytes: Option<Bytes>,
    is_asked_for: Arc<AtomicBool>,
}

impl Watched {
    pub fn new(bytes: Vec<u8>) -> (Watched, Arc<AtomicBool>) {
        let is_asked_for = Arc::new(AtomicBool::new(false));
        let body = Watched {
            bytes: Some(Bytes::from(bytes)),
            is_asked_for: Arc::clone(&is_asked_for),
        };
        (body, is_asked_for)
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.is_asked_for.store(true, Ordering::Release);
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
