//! What a column can mean to us.

use crate::codes;

codes! {
    /// A column's meaning. The phrase key is `import-field-<code>`.
    pub enum Field {
        // The order.
        OrderNo = "order_no",
        Status = "status",
        Nick = "nick",
        BuyerId = "buyer_id",
        OrderedAt = "ordered_at",
        PaidAt = "paid_at",
        ShippedAt = "shipped_at",
        SignedAt = "signed_at",
        CompletedAt = "completed_at",
        ClosedAt = "closed_at",
        /// 分 of all goods before discounts
        GoodsTotal = "goods_total",
        Freight = "freight",
        Discount = "discount",
        /// What the platform paid towards it.
        Subsidy = "subsidy",
        /// What the buyer paid for the whole order, freight included.
        PaidTotal = "paid_total",
        SellerNote = "seller_note",
        BuyerNote = "buyer_note",
        CloseReason = "close_reason",
        PayMethod = "pay_method",
        // Where it goes.
        Receiver = "receiver",
        Phone = "phone",
        Address = "address",
        Province = "province",
        City = "city",
        District = "district",
        Carrier = "carrier",
        TrackingNo = "tracking_no",
        // One line of the order.
        SubOrderNo = "sub_order_no",
        Title = "title",
        SkuText = "sku_text",
        SkuCode = "sku_code",
        Quantity = "quantity",
        UnitPrice = "unit_price",
        /// What the buyer paid for this line, without freight.
        LinePaid = "line_paid",
        /// What the buyer paid for this line, freight included in one of them.
        LineDue = "line_due",
        // An after-sales request.
        RefundNo = "refund_no",
        RefundKind = "refund_kind",
        RefundStatus = "refund_status",
        RefundAmount = "refund_amount",
        RefundReason = "refund_reason",
        RefundText = "refund_text",
        AppliedAt = "applied_at",
        FinishedAt = "finished_at",
        DueAt = "due_at",
        GoodsStatus = "goods_status",
        NeedsReturn = "needs_return",
        Intervention = "intervention",
        ReturnCarrier = "return_carrier",
        ReturnTrackingNo = "return_tracking_no",
        /// Known, and not needed.
        Unused = "unused",
    }
}

codes! {
    /// What the rows of a sheet are.
    pub enum SheetKind {
        Orders = "orders",
        /// Lines of orders that another sheet or file has.
        Lines = "lines",
        Refunds = "refunds",
    }
}

impl SheetKind {
    /// The phrase key.
    pub fn key(self) -> String {
        format!("import-sheet-{}", self.code())
    }

    /// What every row needs. Of alternatives in one group, one is enough.
    pub const fn required(self) -> &'static [&'static [Field]] {
        match self {
            SheetKind::Orders => &[
                &[Field::OrderNo],
                &[Field::PaidTotal, Field::LinePaid, Field::LineDue],
            ],
            SheetKind::Lines => &[
                &[Field::OrderNo],
                &[Field::Title, Field::SkuCode],
                &[Field::Quantity],
            ],
            SheetKind::Refunds => &[
                &[Field::RefundNo],
                &[Field::OrderNo],
                &[Field::RefundAmount],
                &[Field::RefundStatus],
            ],
        }
    }
}

impl Field {
    /// The phrase key.
    pub fn key(self) -> String {
        format!("import-field-{}", self.code().replace('_', "-"))
    }
}
