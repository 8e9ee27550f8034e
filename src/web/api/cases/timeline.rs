//! What happened to a case, as a program reads it.

use super::super::values::Time;
use crate::domain::case::CaseEvent;
use crate::domain::case::Machine;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::people::ActorRef;
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that happened 流水.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// From 0, without gaps.
    pub seq: u64,
    pub at: Time,
    pub actor: Actor,
    pub machine: Machine,
    pub verb: Verb,
    pub from: Option<State>,
    pub to: State,
    pub facts: Vec<Fact>,
    /// What was said, unless it was erased.
    pub text: Option<String>,
    pub visible_to_buyer: bool,
}

/// Who acted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Actor {
    /// `staff`, `buyer`, `system`, `platform` or `plugin`.
    #[schema(examples("staff"))]
    pub kind: String,
    pub staff: Option<u64>,
}

/// A fact of an event: an amount in 分, a carrier, a code.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

impl Event {
    pub fn of(event: CaseEvent, text: Option<String>) -> Event {
        let (kind, staff) = match &event.actor {
            ActorRef::Staff(id) => ("staff", Some(id.0)),
            ActorRef::Buyer => ("buyer", None),
            ActorRef::System => ("system", None),
            ActorRef::Platform => ("platform", None),
            ActorRef::Plugin(_) => ("plugin", None),
        };
        Event {
            seq: event.seq,
            at: Time(event.at),
            actor: Actor {
                kind: kind.to_owned(),
                staff,
            },
            machine: event.machine,
            verb: event.verb,
            from: event.from,
            to: event.to,
            facts: event
                .facts
                .into_iter()
                .map(|(name, value)| Fact { name, value })
                .collect(),
            text,
            visible_to_buyer: event.visible_to_buyer,
        }
    }
}
