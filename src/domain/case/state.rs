//! Every state a case, dispute, claim or ownerless parcel can be in (D6).

use crate::codes;

codes! {
    /// A state 状态. One flat list: a word means the same in every kind that uses it.
    pub enum State {
        // Asking and deciding.
        Submitted = "submitted",
        NeedInfo = "need_info",
        Negotiating = "negotiating",
        Rejected = "rejected",
        Approved = "approved",
        // Stopping a parcel on its way.
        Intercepting = "intercepting",
        AwaitRejection = "await_rejection",
        // Money.
        Payable = "payable",
        Paying = "paying",
        PayFailed = "pay_failed",
        Refunded = "refunded",
        // Goods coming back.
        AwaitReturn = "await_return",
        Returning = "returning",
        ReturnExpired = "return_expired",
        Arrived = "arrived",
        InspectionDisputed = "inspection_disputed",
        Passed = "passed",
        SentBack = "sent_back",
        // Goods going out.
        Verifying = "verifying",
        ToShip = "to_ship",
        Alternative = "alternative",
        Shipped = "shipped",
        Delivered = "delivered",
        // Repair.
        LocalService = "local_service",
        Diagnosing = "diagnosing",
        Quoted = "quoted",
        Repairing = "repairing",
        AtVendor = "at_vendor",
        // Complaint.
        Open = "open",
        Accepted = "accepted",
        Investigating = "investigating",
        Proposed = "proposed",
        Escalated = "escalated",
        Executing = "executing",
        Resolved = "resolved",
        Unresolved = "unresolved",
        // Review.
        New = "new",
        Contacting = "contacting",
        CauseKnown = "cause_known",
        Remedy = "remedy",
        Replied = "replied",
        Reported = "reported",
        // Compensation.
        CompensationProposed = "compensation_proposed",
        Refused = "refused",
        Offered = "offered",
        Declined = "declined",
        Paid = "paid",
        // Inquiry.
        AwaitingAnswer = "awaiting_answer",
        Answered = "answered",
        // Logistics.
        Detected = "detected",
        BuyerReported = "buyer_reported",
        CourierContacted = "courier_contacted",
        CourierAnswered = "courier_answered",
        Found = "found",
        Delayed = "delayed",
        Lost = "lost",
        Damaged = "damaged",
        WrongAddress = "wrong_address",
        FalseSign = "false_sign",
        Acting = "acting",
        // The end.
        Notified = "notified",
        Closed = "closed",
        Withdrawn = "withdrawn",
        Merged = "merged",
        // Dispute overlay 平台介入.
        DisputeNotified = "dispute_notified",
        EvidenceDue = "evidence_due",
        EvidenceSubmitted = "evidence_submitted",
        Ruling = "ruling",
        DisputeWon = "dispute_won",
        DisputeLost = "dispute_lost",
        DisputeSettled = "dispute_settled",
        DisputeClosed = "dispute_closed",
        // Courier claim 快递索赔.
        ClaimDraft = "claim_draft",
        ClaimFiled = "claim_filed",
        ClaimAnswered = "claim_answered",
        ClaimAccepted = "claim_accepted",
        ClaimPartly = "claim_partly",
        ClaimRejected = "claim_rejected",
        ClaimRecovered = "claim_recovered",
        ClaimWrittenOff = "claim_written_off",
        // Ownerless parcel 无主件.
        OwnerlessReceived = "ownerless_received",
        OwnerlessMatched = "ownerless_matched",
        OwnerlessDisposed = "ownerless_disposed",
    }
}

impl State {
    /// Whether nothing more is expected to happen to a case, dispute, claim or parcel in it.
    pub const fn is_terminal(self) -> bool {
        matches!(
            self,
            State::Closed
                | State::Withdrawn
                | State::Merged
                | State::DisputeWon
                | State::DisputeLost
                | State::DisputeSettled
                | State::DisputeClosed
                | State::ClaimRecovered
                | State::ClaimWrittenOff
                | State::OwnerlessMatched
                | State::OwnerlessDisposed
        )
    }
}
