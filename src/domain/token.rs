//! API tokens 接口令牌: what a program may do in the name of a member of staff.

use super::ids::StaffId;
use super::ids::TokenId;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What a token may be used for. Whoever holds it may never do more than the member of staff
    /// it belongs to.
    pub enum Scope {
        CasesRead = "cases:read",
        /// Open cases and act on them.
        CasesAct = "cases:act",
        OrdersRead = "orders:read",
        OrdersWrite = "orders:write",
        Import = "import",
        /// Masked, as staff see them.
        BuyersRead = "buyers:read",
        /// One personal field at a time, each written down.
        BuyersReveal = "buyers:reveal",
        Search = "search",
    }
}

/// A token as it is kept: never the token itself, which is shown once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApiToken {
    pub id: TokenId,
    /// Whose rights it has.
    pub staff: StaffId,
    /// What the person calls it: 「仓库脚本」.
    pub name: String,
    pub scopes: Vec<Scope>,
    /// The first characters, by which someone recognises it: too few to guess the rest.
    pub begins: String,
    pub created_at: Timestamp,
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// Within the hour: reading does not write each time.
    #[serde(default)]
    pub used_at: Option<Timestamp>,
}

impl ApiToken {
    pub fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| now >= at)
    }
}
