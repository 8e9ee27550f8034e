//! What can go wrong, as the edges tell it.

use crate::domain::case::Refusal;

/// Why a request, command or job did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// It does not exist, or this person may not know that it does.
    NotFound,
    /// The person may not do this at all.
    NotAllowed,
    /// What was sent does not fit: field name and phrase key of the error, each.
    Invalid(Vec<(String, String)>),
    /// The rules refuse.
    Refused(Refusal),
    /// Someone changed it since it was shown.
    ChangedMeanwhile,
    /// The store takes no writes just now: the disk failed or is full.
    ReadOnly,
    /// Too many commands are waiting.
    Busy,
    /// Something broke; told once, with the chain, to the log.
    Fault(anyhow::Error),
}

impl Failure {
    pub fn invalid(field: &str, key: &str) -> Failure {
        Failure::Invalid(vec![(field.to_owned(), key.to_owned())])
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::NotFound => f.write_str("not found"),
            Failure::NotAllowed => f.write_str("not allowed"),
            Failure::Invalid(fields) => {
                write!(f, "invalid:")?;
                fields.iter().try_for_each(|(name, _)| write!(f, " {name}"))
            }
            Failure::Refused(refusal) => write!(f, "refused: {}", refusal.code()),
            Failure::ChangedMeanwhile => f.write_str("changed meanwhile"),
            Failure::ReadOnly => f.write_str("the store is read-only"),
            Failure::Busy => f.write_str("too many commands are waiting"),
            Failure::Fault(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Fault(error)
    }
}
