//! The chain over a case's events: each event's hash covers the one before (D10.9), and the words
//! said with it only by a salted digest, so that erasing them leaves the chain whole (D10.18).

use super::cases::Text;
use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::ids::CaseId;
use crate::domain::people::ActorRef;
use anyhow::Result;
use serde::Serialize;

/// What checking a case's chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainVerdict {
    /// Every event follows from the one before, and the case ends where they end.
    Whole {
        events: u64,
        /// Events whose words were erased.
        erased: u64,
    },
    /// The first event, by its `seq`, that does not fit, and how.
    Broken { seq: u64, how: Break },
}

/// How a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// An event is missing or stands twice.
    Gap,
    /// It does not name the event before it.
    Unlinked,
    /// Its bytes are not those that were hashed.
    Changed,
    /// The words beside it are not those that were said.
    WordsChanged,
    /// The case record counts other events, or another last one.
    CaseDiffers,
    /// The record cannot be read.
    Unreadable,
}

/// The event with its `hash` filled in from `prev_hash` and everything else.
pub fn sealed(mut event: CaseEvent) -> CaseEvent {
    event.hash = hash(&event);
    event
}

/// What an event keeps of words: BLAKE3 over salt, a zero byte and the words; hex.
pub fn digest(text: &Text) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.salt.as_bytes()).update(b"\0");
    hasher.update(text.body.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Checks every event of a case against the one before, its words, and the case record.
///
/// # Errors
/// When the disk does.
pub fn verify(view: &impl View, id: CaseId) -> Result<ChainVerdict> {
    let key = Key::new().u64(id.0);
    let Ok(case) = view.get::<Case>(Table::Cases, &key.clone().build()) else {
        return Ok(broken(0, Break::Unreadable));
    };
    let mut events = Vec::new();
    let mut unreadable = None;
    let (from, to) = (key.clone().build(), key.end());
    view.scan(
        Table::Events,
        &from,
        &to,
        Direction::Forward,
        &mut |_, bytes| match super::record::decode::<CaseEvent>(bytes) {
            Ok(event) => {
                events.push(event);
                Ok(std::ops::ControlFlow::Continue(()))
            }
            Err(_) => {
                unreadable = Some(broken(events.len() as u64, Break::Unreadable));
                Ok(std::ops::ControlFlow::Break(()))
            }
        },
    )?;
    if let Some(verdict) = unreadable {
        return Ok(verdict);
    }
    let mut last_hash = "";
    let mut erased = 0;
    for (seq, event) in (0..).zip(&events) {
        if event.seq != seq || event.case != id {
            return Ok(broken(seq, Break::Gap));
        }
        if event.prev_hash != last_hash {
            return Ok(broken(seq, Break::Unlinked));
        }
        if event.hash != hash(event) {
            return Ok(broken(seq, Break::Changed));
        }
        let key = Key::new().u64(id.0).u64(seq).build();
        let Ok(text) = view.get::<Text>(Table::Texts, &key) else {
            return Ok(broken(seq, Break::Unreadable));
        };
        match (&event.text_digest, text) {
            (Some(said), Some(text)) if *said != digest(&text) => {
                return Ok(broken(seq, Break::WordsChanged));
            }
            (None, Some(_)) => return Ok(broken(seq, Break::WordsChanged)),
            (Some(_), None) => erased += 1,
            (Some(_), Some(_)) | (None, None) => {}
        }
        last_hash = &event.hash;
    }
    let events = events.len() as u64;
    let fits = case.is_some_and(|case| case.events == events && case.last_hash == last_hash);
    if !fits {
        return Ok(broken(events, Break::CaseDiffers));
    }
    Ok(ChainVerdict::Whole { events, erased })
}

fn broken(seq: u64, how: Break) -> ChainVerdict {
    ChainVerdict::Broken { seq, how }
}

fn hash(event: &CaseEvent) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(event.prev_hash.as_bytes()).update(b"\0");
    hasher.update(&canonical(event));
    hasher.finalize().to_hex().to_string()
}

/// The bytes of an event that its hash covers: every field that is set, by name, each with its
/// length. Names and codes, not positions: a field added later, while it is not set, leaves the
/// hashes of old events as they are.
fn canonical(event: &CaseEvent) -> Vec<u8> {
    // Naming every field here makes the compiler ask when one is added.
    let CaseEvent {
        case,
        seq,
        at,
        actor,
        machine,
        verb,
        from,
        to,
        facts,
        text_digest,
        visible_to_buyer,
        prev_hash: _,
        hash: _,
    } = event;
    let mut bytes = Vec::with_capacity(256);
    let mut field = |name: &str, value: &str| {
        for part in [name, value] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
    };
    field("case", &case.to_string());
    field("seq", &seq.to_string());
    field("at", &at.0.to_string());
    match actor {
        ActorRef::Staff(id) => field("staff", &id.to_string()),
        ActorRef::Buyer => field("actor", "buyer"),
        ActorRef::System => field("actor", "system"),
        ActorRef::Platform => field("actor", "platform"),
        ActorRef::Plugin(id) => field("plugin", id),
    }
    field("machine", machine.code());
    field("verb", verb.code());
    if let Some(from) = from {
        field("from", from.code());
    }
    field("to", to.code());
    for (name, value) in facts {
        field("fact", name);
        field("is", value);
    }
    if let Some(text_digest) = text_digest {
        field("text", text_digest);
    }
    if *visible_to_buyer {
        field("visible_to_buyer", "yes");
    }
    bytes
}
