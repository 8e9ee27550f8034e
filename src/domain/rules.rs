//! A shop's rules 规则包: deadlines, windows, freight, compensation, limits. Data with versions.

use crate::domain::calendar::Calendar;

/// The rules in force for one decision.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub pack: &'a RulePack,
    pub calendar: &'a Calendar,
}

/// A versioned rule pack.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RulePack {
    pub version: u32,
}

impl Default for RulePack {
    fn default() -> Self {
        RulePack { version: 1 }
    }
}
