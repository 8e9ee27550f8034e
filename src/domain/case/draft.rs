//! A decision in the making: the case as it will be, and what goes with it.

use super::act::Act;
use super::act::Input;
use super::change::Change;
use super::change::OpenCase;
use super::facts::Facts;
use super::record::Case;
use super::state::State;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// What an effect may look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub facts: &'a Facts<'a>,
    pub input: &'a Input,
    pub actor: &'a Actor,
    pub rules: &'a Rules<'a>,
    pub now: Timestamp,
}

/// What an effect may change.
#[derive(Debug, Clone)]
pub struct Draft {
    pub case: Case,
    /// The state the act leads to, of the case or of its overlay.
    pub to: State,
    pub facts: Vec<(String, String)>,
    pub opens: Vec<OpenCase>,
    pub notices: Vec<(NoticeKind, Audience)>,
    pub then: Option<Act>,
    pub also: Vec<Change>,
    /// Someone said what happens next: the state's own next step does not replace it.
    pub next_said: bool,
}

impl Draft {
    /// A fact for the timeline that is not personal.
    pub fn fact(&mut self, name: &str, value: impl ToString) {
        self.facts.push((name.to_owned(), value.to_string()));
    }

    pub fn tell(&mut self, kind: NoticeKind, to: Audience) {
        self.notices.push((kind, to));
    }
}
