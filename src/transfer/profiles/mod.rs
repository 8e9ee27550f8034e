//! The header sets known so far, one file per platform. Headings were collected from public
//! parsers and tests; platforms publish no specification, so names are matched, never positions.

mod alibaba;
mod desk;
mod douyin;
mod jd;
mod pinduoduo;
mod taobao;
mod wechat;

use super::profile::Profile;

/// Every profile. When two fit equally well the earlier one is taken.
pub const ALL: &[&Profile] = &[
    &desk::ORDERS,
    &taobao::CLASSIC,
    &taobao::SHEET_2026,
    &taobao::SUB_ORDERS,
    &taobao::TWO_SHEETS,
    &taobao::LINES,
    &taobao::REFUNDS,
    &pinduoduo::ORDERS,
    &pinduoduo::REFUNDS,
    &douyin::ORDERS,
    &douyin::REFUNDS,
    &jd::ORDERS,
    &jd::SERVICES,
    &alibaba::ORDERS,
    &alibaba::PURCHASES,
    &wechat::ORDERS,
    &wechat::REFUNDS,
];
