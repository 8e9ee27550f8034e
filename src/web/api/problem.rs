//! What goes wrong, as a program reads it: problem details (RFC 9457), in the caller's language.

use super::limits::Wait;
use crate::domain::case::Refusal;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::refusal;
use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

/// What every `type` begins with.
const TYPE: &str = "urn:aftercare:problem:";

crate::codes! {
    /// The kinds of problem, each a section of `docs/api.md`. Title and detail are the phrases
    /// `problem-title-<code>` and `problem-<code>`.
    pub enum Kind {
        Malformed = "malformed",
        InvalidQuery = "invalid_query",
        IdempotencyKeyMissing = "idempotency_key_missing",
        NotAuthenticated = "not_authenticated",
        ScopeMissing = "scope_missing",
        NotAllowed = "not_allowed",
        NotFound = "not_found",
        MethodNotAllowed = "method_not_allowed",
        Refused = "refused",
        Warned = "warned",
        ChangedMeanwhile = "changed_meanwhile",
        PreconditionFailed = "precondition_failed",
        TooLarge = "too_large",
        WrongContentType = "wrong_content_type",
        Invalid = "invalid",
        IdempotencyKeyReused = "idempotency_key_reused",
        TooManyRequests = "too_many_requests",
        Fault = "fault",
        Unavailable = "unavailable",
    }
}

impl Kind {
    /// The tail of its `type`.
    fn slug(self) -> String {
        self.code().replace('_', "-")
    }

    pub const fn status(self) -> StatusCode {
        match self {
            Kind::Malformed | Kind::InvalidQuery | Kind::IdempotencyKeyMissing => {
                StatusCode::BAD_REQUEST
            }
            Kind::NotAuthenticated => StatusCode::UNAUTHORIZED,
            Kind::ScopeMissing | Kind::NotAllowed => StatusCode::FORBIDDEN,
            Kind::NotFound => StatusCode::NOT_FOUND,
            Kind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Kind::Refused | Kind::Warned | Kind::ChangedMeanwhile => StatusCode::CONFLICT,
            Kind::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Kind::Invalid | Kind::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Kind::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// For what ended without a problem of ours: an address that is not there, a broken upload.
    pub fn of_status(status: StatusCode) -> Kind {
        match status.as_u16() {
            401 => Kind::NotAuthenticated,
            403 => Kind::NotAllowed,
            404 => Kind::NotFound,
            405 => Kind::MethodNotAllowed,
            409 => Kind::ChangedMeanwhile,
            412 => Kind::PreconditionFailed,
            413 => Kind::TooLarge,
            415 => Kind::WrongContentType,
            422 => Kind::Invalid,
            429 => Kind::TooManyRequests,
            400..=499 => Kind::Malformed,
            503 => Kind::Unavailable,
            _ => Kind::Fault,
        }
    }
}

/// The `type` of every kind, as the manual lists them.
pub fn problem_types() -> Vec<String> {
    Kind::ALL.iter().map(|kind| kind.slug()).collect()
}

/// Where in the request something does not fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// JSON names and positions: `lines/0/qty`.
    Body(String),
    Parameter(String),
    Header(&'static str),
}

/// One thing that does not fit, and the phrase key of what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    pub place: Place,
    pub key: String,
}

/// An act that can be done instead of the refused one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Instead {
    #[schema(examples("ask_info"))]
    pub verb: String,
    /// Its name in the caller's language.
    pub name: String,
}

/// A warning that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Warned {
    #[schema(examples("after_window"))]
    pub warning: String,
    pub detail: String,
}

/// Why a request did not do what was asked.
#[derive(Debug)]
pub struct Problem(Box<Facts>);

#[derive(Debug)]
struct Facts {
    kind: Kind,
    wrong: Vec<Wrong>,
    refused: Option<(Refusal, String)>,
    instead: Vec<Instead>,
    warnings: Vec<Warned>,
    wait: Option<Wait>,
    fault: Option<anyhow::Error>,
}

impl Problem {
    pub fn new(kind: Kind) -> Problem {
        Problem(Box::new(Facts {
            kind,
            wrong: Vec::new(),
            refused: None,
            instead: Vec::new(),
            warnings: Vec::new(),
            wait: None,
            fault: None,
        }))
    }

    pub fn at(kind: Kind, place: Place, key: &str) -> Problem {
        Problem::with(
            kind,
            vec![Wrong {
                place,
                key: key.to_owned(),
            }],
        )
    }

    pub fn with(kind: Kind, wrong: Vec<Wrong>) -> Problem {
        let mut problem = Problem::new(kind);
        problem.0.wrong = wrong;
        problem
    }

    /// The rules refuse; `currency` is the shop's (ISO 4217).
    pub fn refused(why: Refusal, currency: String, instead: Vec<Instead>) -> Problem {
        let mut problem = Problem::new(Kind::Refused);
        problem.0.refused = Some((why, currency));
        problem.0.instead = instead;
        problem
    }

    pub fn warned(warnings: Vec<Warned>) -> Problem {
        let mut problem = Problem::new(Kind::Warned);
        problem.0.warnings = warnings;
        problem
    }

    pub fn too_many(wait: Wait) -> Problem {
        let mut problem = Problem::new(Kind::TooManyRequests);
        problem.0.wait = Some(wait);
        problem
    }

    pub fn is(&self, kind: Kind) -> bool {
        self.0.kind == kind
    }

    /// What the rules refused.
    ///
    /// # Errors
    /// The problem itself, when it is another one.
    pub fn into_refusal(mut self) -> Result<Refusal, Problem> {
        match self.0.refused.take() {
            Some((why, _)) => Ok(why),
            None => Err(self),
        }
    }

    pub fn wait(&self) -> Option<u64> {
        self.0.wait.map(|wait| wait.0)
    }

    /// What broke, for the log.
    pub fn fault(&self) -> Option<&anyhow::Error> {
        self.0.fault.as_ref()
    }

    /// The body of the answer.
    pub fn told(&self, words: Words, zone: &TimeZone, request: &str) -> ProblemDetails {
        let kind = self.0.kind;
        let slug = kind.slug();
        let (detail, code) = match &self.0.refused {
            Some((why, currency)) => (
                refusal(words, why, zone, currency),
                match why {
                    Refusal::Needs(need) => need.code(),
                    why => why.code(),
                },
            ),
            None => (words.code("problem", kind.code()).to_owned(), kind.code()),
        };
        ProblemDetails {
            kind: format!("{TYPE}{slug}"),
            title: words.code("problem-title", kind.code()).to_owned(),
            status: kind.status().as_u16(),
            detail,
            code: code.to_owned(),
            request_id: request.to_owned(),
            errors: self.0.wrong.iter().map(|wrong| wrong.told(words)).collect(),
            instead: self.0.instead.clone(),
            warnings: self.0.warnings.clone(),
        }
    }
}

impl Wrong {
    fn told(&self, words: Words) -> FieldError {
        let mut told = FieldError {
            pointer: None,
            parameter: None,
            header: None,
            code: self.key.trim_start_matches("error-").replace('-', "_"),
            detail: words.t(&self.key).to_owned(),
        };
        match &self.place {
            Place::Body(path) if path.is_empty() => told.pointer = Some("#".to_owned()),
            Place::Body(path) => told.pointer = Some(format!("#/{path}")),
            Place::Parameter(name) => told.parameter = Some(name.clone()),
            Place::Header(name) => told.header = Some((*name).to_owned()),
        }
        told
    }
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// `urn:aftercare:problem:` and the kind, one per section of the manual.
    #[serde(rename = "type")]
    #[schema(examples("urn:aftercare:problem:invalid"))]
    pub kind: String,
    /// The kind in the caller's language.
    pub title: String,
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened, in the caller's language.
    pub detail: String,
    /// The kind, or for a refusal its reason: stable, for programs.
    #[schema(examples("above_limit"))]
    pub code: String,
    /// The number of the request, as in the log and in `x-request-id`.
    pub request_id: String,
    /// What does not fit, and where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// After a refusal: what can be done with the case instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub instead: Vec<Instead>,
    /// Warnings to be accepted with `accept_warnings`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub warnings: Vec<Warned>,
}

/// One thing that does not fit.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer into the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("#/lines/0/qty"), nullable = false)]
    pub pointer: Option<String>,
    /// The name of a query parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub parameter: Option<String>,
    /// The name of a header.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub header: Option<String>,
    /// Stable, for programs.
    #[schema(examples("required"))]
    pub code: String,
    /// In the caller's language.
    pub detail: String,
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        match failure {
            Failure::NotFound => Problem::new(Kind::NotFound),
            Failure::NotAllowed => Problem::new(Kind::NotAllowed),
            Failure::Invalid(fields) => Problem::with(
                Kind::Invalid,
                fields
                    .into_iter()
                    .map(|(field, key)| Wrong {
                        place: Place::Body(field),
                        key,
                    })
                    .collect(),
            ),
            Failure::Refused(why) => Problem::refused(why, "CNY".to_owned(), Vec::new()),
            Failure::ChangedMeanwhile => Problem::new(Kind::ChangedMeanwhile),
            Failure::ReadOnly | Failure::Busy => {
                let mut problem = Problem::new(Kind::Unavailable);
                problem.0.wait = Some(Wait(2));
                problem
            }
            Failure::Fault(error) => {
                let mut problem = Problem::new(Kind::Fault);
                problem.0.fault = Some(error);
                problem
            }
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.kind.code())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.kind.status()
    }

    /// Without a body: the guard writes it, who knows the caller's language.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.0.kind.status())
    }
}
