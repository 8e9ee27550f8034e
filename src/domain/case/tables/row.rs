//! One row of a transition table (D6): from, act, to, who, what must hold, what happens.

use crate::domain::case::effect::Effect;
use crate::domain::case::guard::Guard;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::case::verb::Verb;
use crate::domain::people::Actor;
use crate::domain::people::Role;

/// Where a row starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In one of these states.
    In(&'static [State]),
    /// In every state that is not an end.
    Open,
    /// In every state.
    Any,
    /// When the overlay (dispute, claim) does not exist yet, or has ended.
    Absent,
}

/// Where a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    State(State),
    /// The state does not change.
    Stay,
    /// Back to where `ask_info` came from.
    Back,
    /// One of these, chosen by what was said or found.
    OneOf(&'static [State]),
    /// The first state of the case's kind.
    Start,
    /// The state that was told: an outside system leads (mirror).
    Told,
}

/// Who may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Owner,
    Supervisor,
    Agent,
    Presales,
    Warehouse,
    Finance,
    Technician,
    Buyer,
    System,
    Platform,
    Plugin,
}

impl By {
    /// The staff role, when it is one.
    pub const fn role(self) -> Option<Role> {
        Some(match self {
            By::Owner => Role::Owner,
            By::Supervisor => Role::Supervisor,
            By::Agent => Role::Agent,
            By::Presales => Role::Presales,
            By::Warehouse => Role::Warehouse,
            By::Finance => Role::Finance,
            By::Technician => Role::Technician,
            By::Buyer | By::System | By::Platform | By::Plugin => return None,
        })
    }

    /// The stable code: a role's, or the kind of outsider.
    pub const fn code(self) -> &'static str {
        match self {
            By::Buyer => "buyer",
            By::System => "system",
            By::Platform => "platform",
            By::Plugin => "plugin",
            By::Owner => "owner",
            By::Supervisor => "supervisor",
            By::Agent => "agent",
            By::Presales => "presales",
            By::Warehouse => "warehouse",
            By::Finance => "finance",
            By::Technician => "technician",
        }
    }

    /// An owner may do what any staff role may, a supervisor what an agent may (D3).
    fn covers(self, role: Role) -> bool {
        match role {
            Role::Owner => self.role().is_some(),
            Role::Supervisor => matches!(self, By::Supervisor | By::Agent | By::Presales),
            Role::Viewer => false,
            other => self.role() == Some(other),
        }
    }

    /// Whether this is the actor.
    pub fn is(self, actor: &Actor) -> bool {
        match actor {
            Actor::Staff { roles, .. } => roles.iter().any(|role| self.covers(*role)),
            Actor::Buyer => self == By::Buyer,
            Actor::System => self == By::System,
            Actor::Platform => self == By::Platform,
            Actor::Plugin(_) => self == By::Plugin,
        }
    }
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    Yes,
    No,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub verb: Verb,
    pub from: Source,
    pub to: To,
    pub by: &'static [By],
    pub fields: &'static [(Field, Required)],
    pub guards: &'static [Guard],
    pub effects: &'static [Effect],
}

impl Row {
    /// A row for `verb` from these states; the rest is said with the methods below.
    pub const fn on(verb: Verb, from: &'static [State]) -> Row {
        Row {
            verb,
            from: Source::In(from),
            to: To::Stay,
            by: &[],
            fields: &[],
            guards: &[],
            effects: &[],
        }
    }

    /// A row that does not start in listed states.
    pub const fn wide(verb: Verb, from: Source) -> Row {
        Row {
            from,
            ..Row::on(verb, &[])
        }
    }

    pub const fn to(self, state: State) -> Row {
        Row {
            to: To::State(state),
            ..self
        }
    }

    pub const fn leads(self, to: To) -> Row {
        Row { to, ..self }
    }

    pub const fn by(self, by: &'static [By]) -> Row {
        Row { by, ..self }
    }

    pub const fn told(self, fields: &'static [(Field, Required)]) -> Row {
        Row { fields, ..self }
    }

    pub const fn when(self, guards: &'static [Guard]) -> Row {
        Row { guards, ..self }
    }

    pub const fn does(self, effects: &'static [Effect]) -> Row {
        Row { effects, ..self }
    }

    /// Whether the row can start in this state; `None` is an overlay that does not exist.
    pub fn starts_in(&self, state: Option<State>) -> bool {
        match (self.from, state) {
            (Source::In(states), Some(state)) => states.contains(&state),
            (Source::Open, Some(state)) => !state.is_terminal(),
            (Source::Any, Some(_)) => true,
            (Source::Absent, None) => true,
            (Source::Absent, Some(state)) => state.is_terminal(),
            _ => false,
        }
    }

    /// The staff roles that may, as the table names them.
    pub fn roles(&self) -> Vec<Role> {
        self.by.iter().filter_map(|by| by.role()).collect()
    }
}
