//! A marketplace's own request as it was last told, beside the case it belongs to: its names,
//! amounts and states as they are written there.

use super::Version;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// At most so many links and further values of a request are kept.
pub const MOST: usize = 40;

/// A request over there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    pub case: CaseId,
    pub account: PluginAccountId,
    pub request: String,
    pub order: String,
    pub raw_kind: String,
    pub raw_state: String,
    /// Whether the plugin's table knows the state.
    pub is_mapped: bool,
    /// As written: "66.00 CNY".
    #[serde(default)]
    pub requested: Option<String>,
    #[serde(default)]
    pub refunded: Option<String>,
    /// The platform's own deadline, as it was told.
    #[serde(default)]
    pub decide_before: Option<String>,
    #[serde(default)]
    pub revision: Option<String>,
    /// What kind of proof, and where it is. Shown as text; nobody fetches it.
    #[serde(default)]
    pub evidence: Vec<(String, String)>,
    /// Names and values without a meaning agreed on.
    #[serde(default)]
    pub attrs: Vec<(String, String)>,
    pub at: Timestamp,
}

/// What a plugin says a marketplace's words for states mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct States {
    /// The version that said so.
    pub version: Version,
    pub rows: Vec<Meant>,
}

/// One word over there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    pub raw: String,
    /// What people over there call it.
    pub label: String,
    /// A state of a request by the contract: "await-return".
    pub state: String,
}
