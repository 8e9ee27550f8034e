//! 满意度: what a buyer says once a case is closed. The first answer stands, later ones follow it, and
//! nobody in the shop changes any (R169).

use super::case::CaseNo;
use super::ids::CaseId;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

/// Answers of one case; more say nothing new.
pub const MOST: usize = 20;
/// Characters of what somebody writes.
pub const LONGEST: usize = 1_000;

codes! {
    /// Whether it was solved. The phrase key is `solved-<code>`.
    pub enum Solved {
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub case: CaseId,
    pub no: CaseNo,
    /// Counted from 1 within its case.
    pub n: u64,
    pub at: Timestamp,
    /// 1 to 5.
    pub score: u8,
    pub solved: Solved,
    #[serde(default)]
    pub text: String,
}

impl Answer {
    /// Whether somebody who leads has to look at it.
    pub fn is_bad(&self) -> bool {
        self.score <= 2 || self.solved != Solved::Yes
    }
}
