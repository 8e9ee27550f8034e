//! Identities: numbers from per-table sequences, each in a type of its own.

use serde::Deserialize;
use serde::Serialize;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )+};
}

id! {
    /// A case 售后单.
    CaseId,
    /// An order 订单.
    OrderId,
    /// A shop 店铺.
    ShopId,
    /// A member of staff 员工.
    StaffId,
    /// A buyer 买家.
    BuyerId,
    /// An ownerless parcel 无主件.
    OwnerlessId,
    /// A product 商品.
    ProductId,
    /// An API token 接口令牌.
    TokenId,
    /// An account of a plugin 插件账号.
    PluginAccountId,
    /// A job that runs in the background, such as an import.
    JobId,
}
