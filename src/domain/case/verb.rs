//! Every act on a case, and what must be said with it.

use crate::codes;

codes! {
    /// An act 动作: the event column of the transition tables (D6).
    pub enum Verb {
        Submit = "submit",
        // Asking and deciding.
        Approve = "approve",
        AutoApprove = "auto_approve",
        RequestApproval = "request_approval",
        Offer = "offer",
        Accept = "accept",
        Decline = "decline",
        Counter = "counter",
        AskInfo = "ask_info",
        InfoAdded = "info_added",
        Reject = "reject",
        Reapply = "reapply",
        Expire = "expire",
        // Stopping a parcel on its way.
        Intercept = "intercept",
        Intercepted = "intercepted",
        InterceptFailed = "intercept_failed",
        ParcelBack = "parcel_back",
        Signed = "signed",
        // Money.
        ApproveMoney = "approve_money",
        FinanceOk = "finance_ok",
        PayStart = "pay_start",
        PayOk = "pay_ok",
        PayFail = "pay_fail",
        Retry = "retry",
        ManualPay = "manual_pay",
        // The end.
        Notify = "notify",
        CallBackDone = "call_back_done",
        AutoClose = "auto_close",
        Withdraw = "withdraw",
        Reopen = "reopen",
        PlatformClosed = "platform_closed",
        // Goods coming back.
        Tracking = "tracking",
        PickupBooked = "pickup_booked",
        ReturnDelivered = "return_delivered",
        NoMovement = "no_movement",
        /// Tracking says where a parcel of the case is.
        ParcelMoved = "parcel_moved",
        ScanReceive = "scan_receive",
        Inspect = "inspect",
        SkipInspection = "skip_inspection",
        Waive = "waive",
        SendBack = "send_back",
        // Goods going out.
        Verify = "verify",
        Confirmed = "confirmed",
        NotConfirmed = "not_confirmed",
        LostParcel = "lost_parcel",
        StockOk = "stock_ok",
        OutOfStock = "out_of_stock",
        AdvanceShip = "advance_ship",
        Ship = "ship",
        Delivered = "delivered",
        Confirm = "confirm",
        AutoConfirm = "auto_confirm",
        Problem = "problem",
        RefundInstead = "refund_instead",
        // Repair.
        RedirectLocal = "redirect_local",
        LocalDone = "local_done",
        StartDiagnosis = "start_diagnosis",
        InWarranty = "in_warranty",
        Quote = "quote",
        NoFault = "no_fault",
        SendVendor = "send_vendor",
        VendorBack = "vendor_back",
        RepairDone = "repair_done",
        Unrepairable = "unrepairable",
        // Complaint.
        Acknowledge = "acknowledge",
        Investigate = "investigate",
        Propose = "propose",
        Agree = "agree",
        Disagree = "disagree",
        FinalPosition = "final_position",
        ChildrenDone = "children_done",
        // Review.
        Take = "take",
        Cause = "cause",
        Unreachable = "unreachable",
        OpenChild = "open_child",
        Explain = "explain",
        ChildClosed = "child_closed",
        Suspect = "suspect",
        Outcome = "outcome",
        // Compensation.
        Refuse = "refuse",
        // Inquiry.
        Answer = "answer",
        BuyerWrites = "buyer_writes",
        Silence = "silence",
        // Logistics.
        ContactCourier = "contact_courier",
        CourierAnswer = "courier_answer",
        NoAnswer = "no_answer",
        Result = "result",
        Reship = "reship",
        Refund = "refund",
        Compensate = "compensate",
        NothingOwed = "nothing_owed",
        // Common to every kind (D4).
        Assign = "assign",
        HandOver = "hand_over",
        Note = "note",
        Message = "message",
        Attach = "attach",
        SetPriority = "set_priority",
        SetReason = "set_reason",
        SetNext = "set_next",
        /// Puts a word on the case by which the desk finds it again.
        Tag = "tag",
        Untag = "untag",
        Promise = "promise",
        KeepPromise = "keep_promise",
        OverrideDeadline = "override_deadline",
        Merge = "merge",
        Split = "split",
        Convert = "convert",
        VoidMoney = "void_money",
        /// Money beside the refund itself: 退运费, 补差价, 赠品.
        AddMoney = "add_money",
        SettleMoney = "settle_money",
        DenyApproval = "deny_approval",
        /// A contact of any channel, logged (R94).
        LogContact = "log_contact",
        Pin = "pin",
        Unpin = "unpin",
        // Hand-over (R178).
        TakeOver = "take_over",
        Restate = "restate",
        GiveBack = "give_back",
        // Out of sight, and back.
        Snooze = "snooze",
        Wake = "wake",
        Remind = "remind",
        RemindDone = "remind_done",
        // The checklist of a stage (F15).
        Check = "check",
        Uncheck = "uncheck",
        /// One try to reach the buyer.
        Contact = "contact",
        /// Takes over what an outside system says.
        Mirror = "mirror",
        // The clock.
        Warn = "warn",
        Breach = "breach",
        Recompute = "recompute",
        // Dispute 平台介入.
        DisputeOpen = "dispute_open",
        EvidenceNeeded = "evidence_needed",
        SubmitPack = "submit_pack",
        MissEvidence = "miss_evidence",
        Rule = "rule",
        DisputeCancel = "dispute_cancel",
        // Courier claim 快递索赔.
        ClaimOpen = "claim_open",
        ClaimFile = "claim_file",
        ClaimAnswer = "claim_answer",
        ClaimAccept = "claim_accept",
        ClaimReject = "claim_reject",
        ClaimMoneyIn = "claim_money_in",
        ClaimAppeal = "claim_appeal",
        ClaimWriteOff = "claim_write_off",
        // Ownerless parcel 无主件.
        Match = "match",
        Dispose = "dispose",
    }
}

impl Verb {
    /// The clock's own book-keeping: nobody outside the case is told of it.
    pub const fn is_book_keeping(self) -> bool {
        matches!(self, Verb::Recompute | Verb::Warn | Verb::ParcelMoved)
    }
}

codes! {
    /// One thing an act can be told. The form of an act is the list of its fields.
    pub enum Field {
        /// Money in 分.
        Amount = "amount",
        /// Why, in words the buyer may read.
        Reason = "reason",
        /// Words for the timeline: a note, a message, an answer.
        Text = "text",
        /// 快递公司
        Carrier = "carrier",
        /// 运单号
        TrackingNo = "tracking_no",
        /// Where the goods go back to.
        Address = "address",
        /// Who pays the freight.
        FreightPayer = "freight_payer",
        /// What a parcel's freight cost.
        FreightCost = "freight_cost",
        /// Deducted from the refund because of damage.
        Deduction = "deduction",
        /// Outbound freight deducted from the refund.
        FreightDeduction = "freight_deduction",
        /// Outbound freight given back.
        FreightRefund = "freight_refund",
        /// A point in time.
        Due = "due",
        /// Per line: pieces passed, failed, and a grade.
        Inspection = "inspection",
        /// Per line: how many pieces.
        Quantities = "quantities",
        /// The number of the payment.
        TxnNo = "txn_no",
        /// How the money went.
        PayMethod = "pay_method",
        /// The SKU sent instead.
        Sku = "sku",
        /// A member of staff.
        Staff = "staff",
        /// One of the four priorities.
        Priority = "priority",
        /// A reason code of the reason tree.
        ReasonCode = "reason_code",
        /// Who is responsible.
        Fault = "fault",
        /// A kind of case.
        Kind = "kind",
        /// A sub-kind.
        Subtype = "subtype",
        /// How it ended.
        Result = "result",
        /// The number of another case.
        Case = "case",
        /// Which deadline.
        Deadline = "deadline",
        /// Which money entry.
        Entry = "entry",
        /// Which promise.
        PromiseNo = "promise_no",
        /// Whether the buyer agreed; an agent records it.
        BuyerAgreed = "buyer_agreed",
        /// A satisfaction score 1..5.
        Score = "score",
        /// A contact: channel and name.
        Contact = "contact",
        /// Files, photographs.
        Files = "files",
        /// What a repair or a vendor is expected to take, in days.
        Days = "days",
        /// A number at the platform or the courier.
        ReferenceNo = "reference_no",
        /// The parcel's own content, for ownerless parcels.
        Content = "content",
        /// Points the platform took.
        Points = "points",
        /// Root cause, required at closing when the fault is not the buyer's.
        RootCause = "root_cause",
        /// Continue against a rule, with a reason (D5.3).
        PolicyOverride = "policy_override",
        /// What a money entry is for.
        MoneyKind = "money_kind",
        /// The state an outside system is in.
        State = "state",
        /// The outside system's own word for it.
        PlatformStatus = "platform_status",
        /// A word of the desk's own, for finding cases again.
        Tag = "tag",
        /// How a contact was made.
        ContactChannel = "contact_channel",
        /// What came of a contact.
        ContactOutcome = "contact_outcome",
        /// Colleagues who are told.
        Mentions = "mentions",
        /// Keep it in sight as a fact.
        Pinned = "pinned",
        /// An entry of the timeline.
        Event = "event",
        /// Which reminder.
        Reminder = "reminder",
        /// Which item of the checklist.
        Item = "item",
    }
}
