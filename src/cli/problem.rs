//! Why a command did not do what was asked, in words, and the exit code that goes with it.

use super::said;
use crate::config::Wrong;
use crate::failure::Failure;
use crate::phrases::Arg;
use std::process::ExitCode;

/// How a command ended. The numbers are documented in `docs/operating.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// Something broke.
    Failed = 1,
    /// The command line or a setting is wrong. clap uses the same number.
    Usage = 2,
    /// Not possible now: the folder or the port is in use, or there is nothing to do it with.
    NotNow = 3,
    /// Done, and something needs a person's attention: bad rows, a finding of the doctor.
    Attention = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// What is told on the error stream before the process ends.
#[derive(Debug)]
pub struct Problem {
    pub exit: Exit,
    pub text: String,
}

impl Problem {
    pub fn new(exit: Exit, key: &'static str, args: &[(&str, Arg<'_>)]) -> Problem {
        Problem {
            exit,
            text: said::both(key, args),
        }
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Problem {
        let lines = said::languages().map(|words| {
            let mut args: Vec<(&str, Arg<'_>)> = wrong
                .args
                .iter()
                .map(|(name, value)| (*name, Arg::from(value)))
                .collect();
            args.extend(
                wrong
                    .phrases
                    .iter()
                    .map(|(name, key)| (*name, Arg::from(words.t(key)))),
            );
            words.with(wrong.key, &args)
        });
        Problem {
            exit: Exit::Usage,
            text: lines.join("\n"),
        }
    }
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Problem {
        Problem::new(
            Exit::Failed,
            "cli-failed",
            &[("why", format!("{error:#}").into())],
        )
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        match failure {
            Failure::Invalid(fields) => {
                let lines = said::languages().map(|words| {
                    let errors: Vec<String> = fields
                        .iter()
                        .map(|(_, key)| words.t(key).to_owned())
                        .collect();
                    words.with("cli-failed", &[("why", errors.join(" ").into())])
                });
                Problem {
                    exit: Exit::Failed,
                    text: lines.join("\n"),
                }
            }
            other => Problem::from(anyhow::Error::new(other)),
        }
    }
}
