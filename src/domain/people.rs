//! Staff, buyers, and who is acting.

use super::ids::BuyerId;
use super::ids::ShopId;
use super::ids::StaffId;
use super::money::Fen;
use super::sealed::Sealed;
use super::second_factor::SecondFactor;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What a person does in the shop (D3).
    pub enum Role {
        Owner = "owner",
        Supervisor = "supervisor",
        Agent = "agent",
        Presales = "presales",
        Warehouse = "warehouse",
        Finance = "finance",
        Technician = "technician",
        Viewer = "viewer",
    }
}

codes! {
    /// The interface languages.
    pub enum Lang {
        ZhCn = "zh-CN",
        ZhTw = "zh-TW",
        En = "en",
    }
}

/// A member of staff 员工.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    pub id: StaffId,
    /// What they sign in with: lower case, unique.
    pub login: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    /// The shops they may see; empty means all of them.
    #[serde(default)]
    pub shops: Vec<ShopId>,
    pub lang: Lang,
    pub active: bool,
    /// argon2id in PHC form.
    pub password_hash: String,
    /// The most they may approve by themselves, in 分; `None` takes the role's default (D8).
    #[serde(default)]
    pub limit: Option<Fen>,
    #[serde(default)]
    pub second_factor: Option<SecondFactor>,
    /// Where they get the morning mail; empty for none.
    #[serde(default)]
    pub email: String,
    /// Whether single keys are short cuts.
    #[serde(default = "on")]
    pub keys: bool,
    pub created_at: Timestamp,
}

const fn on() -> bool {
    true
}

/// Who is acting. Built at the edge from a session, a link or a job; the rules trust it.
#[derive(Debug, Clone, PartialEq)]
pub enum Actor {
    Staff {
        id: StaffId,
        roles: Vec<Role>,
        /// The most they may approve by themselves, in 分.
        limit: Fen,
    },
    /// The buyer of the case, through a link.
    Buyer,
    /// A job of ours.
    System,
    /// The marketplace, through an import or a plugin.
    Platform,
    Plugin(String),
}

/// Who acted, as the timeline keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorRef {
    Staff(StaffId),
    Buyer,
    System,
    Platform,
    Plugin(String),
}

impl Actor {
    pub fn as_ref(&self) -> ActorRef {
        match self {
            Actor::Staff { id, .. } => ActorRef::Staff(*id),
            Actor::Buyer => ActorRef::Buyer,
            Actor::System => ActorRef::System,
            Actor::Platform => ActorRef::Platform,
            Actor::Plugin(id) => ActorRef::Plugin(id.clone()),
        }
    }

    pub fn has(&self, role: Role) -> bool {
        matches!(self, Actor::Staff { roles, .. } if roles.contains(&role))
    }
}

codes! {
    /// What a buyer can be found by.
    pub enum IdentityKind {
        Phone = "phone",
        Email = "email",
        Nick = "nick",
        PlatformId = "platform_id",
        Wechat = "wechat",
    }
}

impl IdentityKind {
    /// Whether two records that share it are probably one person. Nicknames and platform numbers
    /// are a platform's own.
    pub fn is_strong(self) -> bool {
        matches!(
            self,
            IdentityKind::Phone | IdentityKind::Email | IdentityKind::Wechat
        )
    }
}

/// One way to recognise a buyer 买家身份.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    pub kind: IdentityKind,
    pub value: Sealed,
    /// Keyed hash of the normalised value, hex, for look-up.
    pub hash: String,
    /// More keyed hashes that find the buyer, hex: the last four digits of a phone.
    #[serde(default)]
    pub also_found_by: Vec<String>,
    #[serde(default)]
    pub shop: Option<ShopId>,
}

/// A buyer 买家. Recognised by identities; never by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Buyer {
    pub id: BuyerId,
    #[serde(default)]
    pub name: Option<Sealed>,
    #[serde(default)]
    pub identities: Vec<Identity>,
    /// Facts only (R172).
    #[serde(default)]
    pub note: Option<String>,
    /// 0 none … 3 high.
    #[serde(default)]
    pub risk_level: u8,
    #[serde(default)]
    pub erased_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// The record that stands for this one since they turned out to be the same person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<BuyerId>,
    /// Records that turned out to be the same person, in the order they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<Absorbed>,
    /// Records an order shared a strong identity with: perhaps the same person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_be: Vec<BuyerId>,
    /// Records that someone looked at and found to be another person, whatever orders share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_apart: Vec<BuyerId>,
    pub rev: u64,
}

/// A record that turned out to be the same buyer, and what leads back to how it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Absorbed {
    pub id: BuyerId,
    pub at: Timestamp,
    pub by: StaffId,
    /// The hashes of the identities that came with it.
    pub hashes: Vec<String>,
    /// What stood on the record it came to.
    #[serde(default)]
    pub note_before: Option<String>,
    pub risk_before: u8,
    /// Whether the record it came to had no name and took this one.
    #[serde(default)]
    pub gave_name: bool,
}

/// Whether someone may see what belongs to a shop. Staff without a list of shops see all of them;
/// the buyer is held to their own case by their link, and everyone else is ours.
pub fn may_see(staff: &Staff, shop: ShopId) -> bool {
    staff.active && (staff.shops.is_empty() || staff.shops.contains(&shop))
}

/// What a role may do at all, whatever the case (D3). The tables say the rest.
pub fn may_change(roles: &[Role]) -> bool {
    roles.iter().any(|role| *role != Role::Viewer)
}
