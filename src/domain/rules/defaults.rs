//! The rule pack a new shop starts with: the numbers of R62 to R84, D7 and D8.

use super::AutoApprove;
use super::Compensation;
use super::DeadlineRule;
use super::Length;
use super::Limits;
use super::PlatformPack;
use super::RulePack;
use super::checklist;
use super::freight;
use super::reason_book::ReasonBook;
use super::windows;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::TimeoutOutcome as O;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::time::Span;

impl Default for RulePack {
    fn default() -> Self {
        RulePack {
            version: 1,
            deadlines: deadlines(),
            platforms: platforms(),
            windows: windows::defaults(),
            freight: freight::defaults(),
            compensation: Compensation::default(),
            limits: Limits {
                agent: Fen(5_000),
                supervisor: Fen(50_000),
                finance_review: Fen(20_000),
            },
            auto_approve: vec![AutoApprove {
                kind: Kind::RefundOnly,
                subtype: Some(Subtype::Unshipped),
                max: Fen(5_000),
            }],
            skip_inspection_below: Fen(2_000),
            reopen_within: Span::days(15),
            reapply_warn: 3,
            reapply_limit: 5,
            pay_retries: 3,
            review_attempts: 3,
            call_from_hour: 9,
            call_to_hour: 21,
            ownerless_keep: Span::days(30),
            parcel_silent: Span::hours(48),
            urgent_percent: 50,
            warn_percent: [50, 80],
            warn_before: Span::minutes(30),
            checklists: checklist::defaults(),
            reasons: ReasonBook::default(),
        }
    }
}

impl Default for Compensation {
    fn default() -> Self {
        Compensation {
            same_city: Fen(1_000),
            other_province: (Fen(1_000), Fen(1_500)),
            high_value: (Fen(2_000), Fen(5_000)),
            high_value_from: Fen(30_000),
            share_percent: 15,
            margin_floor: Fen(100),
            per_case: Fen(5_000),
            per_order: Fen(10_000),
            per_buyer_90_days: Fen(20_000),
            per_staff_day: Fen(30_000),
        }
    }
}

/// One row of D7.
const fn rule(kind: D, length: Length, pausable: bool, outcome: O) -> DeadlineRule {
    DeadlineRule {
        kind,
        length,
        pausable,
        outcome,
        source: DeadlineSource::Rule,
    }
}

const fn hours(n: i64) -> Length {
    Length::Wall(Span::hours(n))
}

const fn days(n: i64) -> Length {
    Length::Wall(Span::days(n))
}

/// The shop's own clocks. "24 h, business" is read as one working day.
fn deadlines() -> Vec<DeadlineRule> {
    vec![
        rule(D::FirstResponse, hours(24), false, O::Escalate),
        rule(D::ComplaintAction, hours(24), false, O::Escalate),
        rule(
            D::ReviewNotice,
            Length::Open(Span::hours(2)),
            true,
            O::Escalate,
        ),
        rule(D::InitialHandling, hours(48), true, O::Escalate),
        rule(D::Inspect, Length::WorkDays(1), false, O::Escalate),
        rule(D::CompleteAfterReceipt, hours(48), true, O::Escalate),
        DeadlineRule {
            source: DeadlineSource::Law,
            ..rule(D::LawRefund, days(7), false, O::LegalBreach)
        },
        rule(D::BuyerShip, days(7), false, O::CaseExpires),
        rule(D::CourierAnswer, hours(24), false, O::ProgressNotice),
        rule(D::Payout, Length::WorkDays(1), false, O::Escalate),
        rule(D::ShipReplacement, hours(48), true, O::Escalate),
        rule(D::ConfirmDelivery, days(3), false, O::AutoConfirms),
        rule(D::Diagnose, hours(48), true, O::Escalate),
        rule(D::Repair, Length::WorkDays(7), false, O::Escalate),
        rule(D::Quote, days(7), false, O::ReturnedUnrepaired),
        rule(D::Offer, hours(48), false, O::OfferLapses),
        rule(D::BuyerInfo, days(7), false, O::CaseExpires),
        rule(D::Appeal, days(7), false, O::CaseCloses),
        rule(D::Evidence, hours(48), false, O::RulingWithoutUs),
        rule(D::CallBack, Length::WorkDays(2), false, O::Listed),
        rule(D::AutoClose, days(7), false, O::CaseCloses),
        rule(D::Silence, hours(72), false, O::CaseCloses),
        rule(D::ClaimAnswer, days(7), false, O::Escalate),
    ]
}

/// What marketplaces do by themselves. Only WeChat Shop's numbers are published; the other
/// channels start with the same and their own due times win when an import brings them.
fn platforms() -> Vec<PlatformPack> {
    const fn platform(kind: D, length: Length, outcome: O) -> DeadlineRule {
        DeadlineRule {
            source: DeadlineSource::Platform,
            ..rule(kind, length, false, outcome)
        }
    }
    vec![PlatformPack {
        channels: vec![
            Channel::Wechat,
            Channel::Taobao,
            Channel::Tmall,
            Channel::Jd,
            Channel::Douyin,
            Channel::Pdd,
            Channel::Alibaba1688,
        ],
        deadlines: vec![
            platform(D::SellerRefund, hours(48), O::PlatformRefunds),
            platform(D::SellerReturn, hours(48), O::PlatformAgrees),
            platform(D::SellerConfirm, days(10), O::PlatformRefunds),
            platform(D::PlatformHelp, days(7), O::PlatformCloses),
        ],
    }]
}
