//! How things end 处理结果.

use crate::codes;

codes! {
    /// How a case, a courier's enquiry or a ruling ended. The phrase key is `result-<code>`.
    pub enum CaseResult {
        Refunded = "refunded",
        SentBack = "sent_back",
        Exchanged = "exchanged",
        Repaired = "repaired",
        RepairedLocally = "repaired_locally",
        ReturnedUnrepaired = "returned_unrepaired",
        NoFault = "no_fault",
        Reshipped = "reshipped",
        Compensated = "compensated",
        Declined = "declined",
        Answered = "answered",
        Resolved = "resolved",
        Unresolved = "unresolved",
        Rejected = "rejected",
        Expired = "expired",
        Withdrawn = "withdrawn",
        Merged = "merged",
        // What became of a review.
        Improved = "improved",
        Unchanged = "unchanged",
        Removed = "removed",
        Reported = "reported",
        Unreachable = "unreachable",
        // What the courier found.
        Found = "found",
        Delayed = "delayed",
        Lost = "lost",
        Damaged = "damaged",
        WrongAddress = "wrong_address",
        FalseSign = "false_sign",
        // How the platform ruled.
        Won = "won",
        DisputeLost = "dispute_lost",
        Settled = "settled",
    }
}
