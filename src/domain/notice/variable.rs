//! What a text of the desk may say of a case: one closed list, for text messages and for replies.

use crate::codes;

codes! {
    /// A value of a case (D12). The phrase key is `variable-<code>`.
    pub enum Variable {
        /// How the shop addresses a buyer; no name is opened for it.
        Buyer = "buyer",
        Shop = "shop",
        /// Whoever writes.
        Staff = "staff",
        No = "no",
        Order = "order",
        Kind = "kind",
        Goods = "goods",
        Spec = "spec",
        Reason = "reason",
        Amount = "amount",
        Due = "due",
        ReturnAddress = "return_address",
        Rma = "rma",
        Tracking = "tracking",
        Next = "next",
        Result = "result",
        Hotline = "hotline",
        /// Left open for whoever writes: a time they promise.
        Promise = "promise",
    }
}

impl Variable {
    /// Those a notice fills by itself.
    pub const fn is_of_the_case(self) -> bool {
        !matches!(self, Variable::Staff | Variable::Promise)
    }
}
