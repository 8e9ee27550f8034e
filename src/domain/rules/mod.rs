//! A shop's rules 规则包: deadlines, windows, freight, compensation, limits. Data with versions.

pub mod checklist;
pub mod compensation;
pub mod defaults;
pub mod freight;
pub mod reason_book;
pub mod sheet;
mod slots;
pub mod version;
pub mod windows;

use super::calendar::Calendar;
use super::case::kind::Kind;
use super::case::kind::Subtype;
use super::case::record::ClockKind;
use super::case::record::DeadlineKind;
use super::case::record::DeadlineSource;
use super::case::record::TimeoutOutcome;
use super::money::Fen;
use super::order::Channel;
use super::people::Role;
use super::people::Staff;
use super::time::Span;
pub use checklist::CheckItem;
pub use compensation::Compensation;
pub use freight::FreightRule;
use reason_book::ReasonBook;
use serde::Deserialize;
use serde::Serialize;
pub use windows::Window;

/// The rules in force for one decision.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub pack: &'a RulePack,
    pub calendar: &'a Calendar,
}

/// A versioned rule pack. A pack stored by an older version gets the defaults for what is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulePack {
    pub version: u32,
    /// One per kind; a kind that is absent has no clock.
    pub deadlines: Vec<DeadlineRule>,
    /// What a marketplace does by itself, per channel.
    pub platforms: Vec<PlatformPack>,
    /// Until when a buyer may ask (R71 to R75).
    pub windows: Vec<Window>,
    pub freight: Vec<FreightRule>,
    pub compensation: Compensation,
    pub limits: Limits,
    /// Requests the desk grants by itself (R8).
    pub auto_approve: Vec<AutoApprove>,
    /// Goods worth less need no inspection, in 分 (R8).
    pub skip_inspection_below: Fen,
    /// How long after closing a case may be reopened (D4).
    pub reopen_within: Span,
    /// Warn from this many requests for one line on.
    pub reapply_warn: u32,
    /// Refuse above this many (WeChat Shop: 5).
    pub reapply_limit: u32,
    /// Automatic tries to pay (D6.1).
    pub pay_retries: u32,
    /// Contacts about a review (D6.7).
    pub review_attempts: u32,
    /// Buyers are called between these local hours only.
    pub call_from_hour: u8,
    pub call_to_hour: u8,
    /// How long an ownerless parcel is kept (D6.12).
    pub ownerless_keep: Span,
    /// A tracked parcel that has not moved for so long is stuck (D6.2).
    pub parcel_silent: Span,
    /// What an urgent case has of the shop's own deadlines, in percent (R68).
    pub urgent_percent: u32,
    /// The share of a deadline after which it warns, in percent (D7).
    pub warn_percent: [u32; 2],
    /// And again this long before.
    pub warn_before: Span,
    /// What is looked at in each stage (F15).
    pub checklists: Vec<CheckItem>,
    /// What the shop makes of the reason tree.
    pub reasons: ReasonBook,
}

/// How long a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// So much time, open or not (ms).
    Wall(Span),
    /// So much time in opening hours (ms).
    Open(Span),
    /// The same local time so many working days later.
    WorkDays(u32),
}

impl Length {
    pub const fn clock(self) -> ClockKind {
        match self {
            Length::Wall(_) => ClockKind::Wall,
            Length::Open(_) | Length::WorkDays(_) => ClockKind::Business,
        }
    }
}

/// A row of D7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRule {
    pub kind: DeadlineKind,
    pub length: Length,
    pub pausable: bool,
    pub outcome: TimeoutOutcome,
    pub source: DeadlineSource,
}

/// The clocks of a marketplace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlatformPack {
    pub channels: Vec<Channel>,
    pub deadlines: Vec<DeadlineRule>,
}

/// What is granted without a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AutoApprove {
    pub kind: Kind,
    #[serde(default)]
    pub subtype: Option<Subtype>,
    /// At most this much, in 分.
    pub max: Fen,
}

/// Who may approve how much by themselves (D8), in 分.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    pub agent: Fen,
    pub supervisor: Fen,
    /// From this amount on finance looks first.
    pub finance_review: Fen,
}

impl Limits {
    /// The most someone may approve: their own limit, else the highest of their roles.
    pub fn of(&self, staff: &Staff) -> Fen {
        staff.limit.unwrap_or_else(|| self.of_roles(&staff.roles))
    }

    /// The most any of these roles may approve.
    pub fn of_roles(&self, roles: &[Role]) -> Fen {
        roles
            .iter()
            .map(|role| match role {
                Role::Owner => Fen(i64::MAX),
                Role::Supervisor => self.supervisor,
                Role::Agent => self.agent,
                _ => Fen::ZERO,
            })
            .max()
            .unwrap_or(Fen::ZERO)
    }
}

impl RulePack {
    /// The shop's own rule for a deadline.
    pub fn deadline(&self, kind: DeadlineKind) -> Option<&DeadlineRule> {
        self.deadlines.iter().find(|rule| rule.kind == kind)
    }

    /// The marketplace's rule for a deadline.
    pub fn platform(&self, channel: Channel, kind: DeadlineKind) -> Option<&DeadlineRule> {
        self.platforms
            .iter()
            .filter(|pack| pack.channels.contains(&channel))
            .flat_map(|pack| &pack.deadlines)
            .find(|rule| rule.kind == kind)
    }
}
