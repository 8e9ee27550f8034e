//! How a call ends badly by the plugin's own fault, in words its owner and its author can use.

use wasmtime::Trap;

/// What a plugin did wrong. Each counts towards its quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// It stopped itself: a panic, an error nobody caught, an impossible instruction.
    Trap,
    /// Its processor time was used up.
    Cpu,
    /// It wanted more memory than it may have.
    Memory,
    /// It was not done in time.
    Wall,
    /// It handed over more than fits.
    Output,
    /// It does not offer what its manifest says.
    Missing,
    /// What it handed over cannot be true: an empty id, a moment that is none.
    Invalid,
}

impl FaultKind {
    /// Points towards quarantine (plugins.md 5.10): 6 within ten minutes.
    pub fn points(self) -> u32 {
        match self {
            FaultKind::Invalid | FaultKind::Missing => 1,
            _ => 2,
        }
    }
}

/// A fault with what is known of it: what the guest wrote before it died, and where it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fault {
    pub kind: FaultKind,
    /// For the plugin's page and its author.
    pub text: String,
}

/// How much of a text is kept.
const KEPT: usize = 4_000;

impl Fault {
    pub fn new(kind: FaultKind, text: impl Into<String>) -> Fault {
        let mut text = text.into();
        if let Some((at, _)) = text.char_indices().nth(KEPT) {
            text.truncate(at);
        }
        Fault { kind, text }
    }

    /// What an error of the engine was: `refused` when the guest had been refused memory before.
    pub(super) fn of(error: &wasmtime::Error, refused: Option<usize>, said: &str) -> Fault {
        let kind = match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => FaultKind::Cpu,
            _ if refused.is_some() => FaultKind::Memory,
            _ if error.is::<TooMuch>()
                || format!("{error:#}").contains("allocated for hostcalls") =>
            {
                FaultKind::Output
            }
            _ => FaultKind::Trap,
        };
        let said = said.trim();
        let mut text = match said.is_empty() {
            true => String::new(),
            false => format!("{said}\n"),
        };
        // The reason first, then where in the guest; where in the desk is nobody's business here.
        let (reason, place) = (error.root_cause().to_string(), error.to_string());
        text.push_str(&reason);
        if place != reason {
            text.push_str(&format!("\n{place}"));
        }
        Fault::new(kind, text)
    }
}

/// A guest handed over more than one call may.
#[derive(Debug)]
pub struct TooMuch;

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("more was handed over than one call may")
    }
}

impl std::error::Error for TooMuch {}
