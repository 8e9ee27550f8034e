//! A request that changes something happens once, however often it is sent: `Idempotency-Key`.

use super::bearer::Bearer;
use super::problem::Kind;
use super::problem::Place;
use super::problem::Problem;
use crate::app::App;
use crate::failure::Failure;
use crate::store::Plan;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::HttpResponseBuilder;
use actix_web::http::StatusCode;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// The header that names a change.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
/// The longest key, in characters.
pub const KEY_MOST: usize = 80;
/// Says that the answer is one that was given before.
const REPLAYED: &str = "idempotency-replayed";

/// A change as it was asked for.
#[derive(Debug, Clone)]
pub struct Change {
    /// Bound to the token and the route, so that nobody gets another one's answer.
    key: String,
    /// Of where it was sent to and what was sent.
    digest: String,
}

/// What a change led to.
#[derive(Debug)]
pub struct Carried<T> {
    pub answer: T,
    /// It happened before; this is the answer it had then.
    pub replayed: bool,
}

/// The answer as it is kept, with what it answered.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    digest: String,
    answer: T,
}

impl Change {
    /// Reads the key of a request; `body` is what it brought.
    ///
    /// # Errors
    /// A problem when there is no key, or one that does not fit.
    pub fn of(
        request: &HttpRequest,
        bearer: &Bearer,
        route: &str,
        body: &[u8],
    ) -> Result<Change, Problem> {
        let missing = |key| {
            let place = Place::Header(IDEMPOTENCY_KEY);
            Problem::at(Kind::IdempotencyKeyMissing, place, key)
        };
        let mut said = request.headers().get_all(IDEMPOTENCY_KEY);
        let value = said.next().ok_or_else(|| missing("error-required"))?;
        let text = value.to_str().unwrap_or_default();
        let fits = !text.is_empty()
            && text.len() <= KEY_MOST
            && text.bytes().all(|byte| byte.is_ascii_graphic())
            && said.next().is_none();
        if !fits {
            return Err(missing("error-key-form"));
        }
        let mut digest = blake3::Hasher::new();
        digest.update(request.uri().to_string().as_bytes());
        digest.update(&[0]);
        digest.update(body);
        Ok(Change {
            key: format!("api {} {route} {text}", bearer.0.id),
            digest: digest.finalize().to_hex().to_string(),
        })
    }

    /// Does it, or gives the answer it had.
    ///
    /// # Errors
    /// What the command returns; a problem when the key was used for something else.
    pub async fn carry_out<T: Serialize + DeserializeOwned + Send + 'static>(
        self,
        app: &App,
        command: impl FnOnce(&mut Plan<'_, '_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<Carried<T>, Problem> {
        let Change { key, digest } = self;
        // What was sent may name people: without the desk's key its digest tells nothing.
        let digest = app.store.vault().lookup("api_change", &digest);
        let ran = Arc::new(AtomicBool::new(false));
        let (runs, digests) = (Arc::clone(&ran), digest.clone());
        let kept: Kept<T> = app
            .write(Some(key), move |plan| {
                runs.store(true, Ordering::SeqCst);
                command(plan).map(|answer| Kept {
                    digest: digests,
                    answer,
                })
            })
            .await?;
        if kept.digest != digest {
            let place = Place::Header(IDEMPOTENCY_KEY);
            return Err(Problem::at(
                Kind::IdempotencyKeyReused,
                place,
                "error-key-reused",
            ));
        }
        Ok(Carried {
            answer: kept.answer,
            replayed: !ran.load(Ordering::SeqCst),
        })
    }
}

impl<T> Carried<T> {
    /// The beginning of the answer.
    pub fn response(&self, status: StatusCode) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        if self.replayed {
            response.insert_header((REPLAYED, "true"));
        }
        response
    }
}
