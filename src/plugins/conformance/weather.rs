//! What a service does on a bad day: recorded answers up to a request, and from there on the same
//! trouble for every one.

use crate::plugins::network::Body;
use crate::plugins::network::Failed;
use crate::plugins::network::Failure;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sending;
use crate::plugins::recorded;
use crate::plugins::recorded::network::Exchange;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sky {
    /// As it was recorded; again from the beginning when more is asked.
    Clear,
    /// This status, with an error page, and with `Retry-After` where it is told.
    Status(u16, Option<u32>),
    /// 200 with this body.
    Body(&'static str),
    /// The request went out and nothing came back.
    Cut,
    /// Nothing was sent.
    NoWay,
}

/// A service on such a day.
pub struct Weather {
    pub recorded: Vec<Exchange>,
    /// Requests that are answered as recorded before it begins.
    pub from: usize,
    pub sky: Sky,
    asked: AtomicUsize,
}

impl Weather {
    pub fn new(recorded: Vec<Exchange>, from: usize, sky: Sky) -> Weather {
        Weather {
            recorded,
            from,
            sky,
            asked: AtomicUsize::new(0),
        }
    }

    fn answer(&self, request: &Outgoing) -> Result<Incoming, Failure> {
        let nth = self.asked.fetch_add(1, Ordering::Relaxed);
        let sky = if nth < self.from {
            Sky::Clear
        } else {
            self.sky
        };
        let came = |status, after: Option<u32>, headers, body: String| Incoming {
            status,
            headers,
            body: match request.as_text {
                true => Body::Text(body),
                false => Body::Bytes(body.into_bytes()),
            },
            final_url: request.url.clone(),
            retry_after_s: after,
        };
        match sky {
            Sky::Clear => {
                let Some(next) = self.recorded.get(nth % self.recorded.len().max(1)) else {
                    return Err(failed(Failed::Other, "nothing was recorded", false));
                };
                let url = request.url.clone();
                recorded::network::came(next.answer.clone(), url).map(|mut came| {
                    if let (false, Body::Text(text)) = (request.as_text, &came.body) {
                        came.body = Body::Bytes(text.clone().into_bytes());
                    }
                    came
                })
            }
            Sky::Status(status, after) => {
                let header = |seconds: u32| ("retry-after".to_owned(), seconds.to_string());
                let headers = after.into_iter().map(header).collect();
                Ok(came(status, after, headers, PAGE.to_owned()))
            }
            Sky::Body(text) => Ok(came(200, None, Vec::new(), text.to_owned())),
            Sky::Cut => Err(failed(Failed::Timeout, "the connection was cut", true)),
            Sky::NoWay => Err(failed(Failed::Connect, "no connection", false)),
        }
    }
}

/// What a gateway in between says.
pub const PAGE: &str = "<html><body><h1>Sorry</h1></body></html>";

fn failed(kind: Failed, message: &str, maybe_sent: bool) -> Failure {
    Failure {
        kind,
        message: message.to_owned(),
        maybe_sent,
        after_s: None,
    }
}

impl Network for Weather {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let answer = self.answer(&request);
        Box::pin(std::future::ready((answer, Vec::new())))
    }
}
