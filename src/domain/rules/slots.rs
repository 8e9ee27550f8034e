//! The places of a rule pack, walked in order: what each holds, and what is known of it. `sheet`
//! reads and writes the pack through them.

use super::Length;
use super::RulePack;
use super::sheet::Law;
use super::sheet::RuleGroup;
use super::windows::WindowStart;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::change::Said;
use crate::domain::money::Fen;
use crate::domain::time::Span;

/// One day, in ms.
pub const DAY: i64 = Span::days(1).0;
const MINUTE: i64 = Span::minutes(1).0;
/// One million yuan, in 分: more is a slip of the finger.
const MOST_MONEY: i64 = 100_000_000;

/// A place of a pack that holds one value.
pub enum Slot<'a> {
    Length(&'a mut Length),
    Span(&'a mut Span),
    Money(&'a mut Fen),
    Count(&'a mut u32),
    Percent(&'a mut u32),
    Share(&'a mut i64),
    Hour(&'a mut u8),
    Yes(&'a mut bool),
}

impl Slot<'_> {
    /// What it holds.
    pub fn said(&self) -> Said {
        match self {
            Slot::Length(length) => Said::Length(**length),
            Slot::Span(span) => Said::Span(**span),
            Slot::Money(amount) => Said::Money(**amount),
            Slot::Count(n) => Said::Count(i64::from(**n)),
            Slot::Percent(n) => Said::Percent(i64::from(**n)),
            Slot::Share(n) => Said::Percent(**n),
            Slot::Hour(hour) => Said::Hour(**hour),
            Slot::Yes(yes) => Said::Yes(**yes),
        }
    }

    /// Whether the value is of this place's kind; then it is set.
    pub fn set(self, value: &Said) -> bool {
        match (self, value) {
            (Slot::Length(slot), Said::Length(new)) => *slot = *new,
            (Slot::Span(slot), Said::Span(new)) => *slot = *new,
            (Slot::Money(slot), Said::Money(new)) => *slot = *new,
            (Slot::Count(slot), Said::Count(new)) => return fit(slot, *new),
            (Slot::Percent(slot), Said::Percent(new)) => return fit(slot, *new),
            (Slot::Share(slot), Said::Percent(new)) => *slot = *new,
            (Slot::Hour(slot), Said::Hour(new)) => *slot = *new,
            (Slot::Yes(slot), Said::Yes(new)) => *slot = *new,
            _ => return false,
        }
        true
    }
}

fn fit(slot: &mut u32, new: i64) -> bool {
    u32::try_from(new).map(|new| *slot = new).is_ok()
}

/// What is known of a place besides its value.
pub struct Spot {
    pub key: String,
    pub group: RuleGroup,
    pub bounds: (i64, i64),
    pub law: Option<Law>,
    pub deadline: Option<(TimeoutOutcome, bool)>,
}

fn spot(key: impl Into<String>, group: RuleGroup, bounds: (i64, i64)) -> Spot {
    Spot {
        key: key.into(),
        group,
        bounds,
        law: None,
        deadline: None,
    }
}

/// Every place of a pack, in the order pages show them.
pub fn walk(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    use RuleGroup as G;
    for rule in &mut pack.deadlines {
        let law = (rule.source == DeadlineSource::Law).then_some(Law::Consumer25);
        // A refund later than the law allows cannot be a rule.
        let most = if law.is_some() { 7 * DAY } else { 365 * DAY };
        let key = format!("deadline.{}", rule.kind);
        let about = Spot {
            law,
            deadline: Some((rule.outcome, rule.pausable)),
            ..spot(key, G::Deadlines, (MINUTE, most))
        };
        each(about, Slot::Length(&mut rule.length));
    }
    for platform in &mut pack.platforms {
        let Some(channel) = platform.channels.first().copied() else {
            continue;
        };
        for rule in &mut platform.deadlines {
            let key = format!("platform.{channel}.{}", rule.kind);
            let about = Spot {
                deadline: Some((rule.outcome, rule.pausable)),
                ..spot(key, G::Platforms, (MINUTE, 365 * DAY))
            };
            each(about, Slot::Length(&mut rule.length));
        }
    }
    for window in &mut pack.windows {
        let tail = window
            .subtype
            .map_or_else(String::new, |sub| format!(".{sub}"));
        let law = match (window.kind, window.start) {
            (Kind::ReturnRefund, WindowStart::Signed) => Law::Consumer25,
            _ => Law::ThreeGuarantees,
        };
        // What the law grants is the least.
        let least = match window.kind {
            Kind::ReturnRefund => 7,
            Kind::Exchange => 15,
            Kind::Repair => 365,
            _ => 0,
        };
        let key = format!("window.{}{tail}", window.kind);
        let about = Spot {
            law: (least > 0).then_some(law),
            ..spot(key, G::Windows, (least, 3_650))
        };
        each(about, Slot::Count(&mut window.days));
    }
    for rule in &mut pack.freight {
        let tail = rule
            .reason
            .as_ref()
            .map_or_else(String::new, |reason| format!(".{reason}"));
        let key = |what: &str| format!("freight.{what}.{}{tail}", rule.fault);
        let (outbound, deduct) = (key("refund_outbound"), key("deduct_outbound"));
        each(
            spot(outbound, G::Freight, (0, 1)),
            Slot::Yes(&mut rule.refund_outbound),
        );
        each(
            spot(deduct, G::Freight, (0, 1)),
            Slot::Yes(&mut rule.deduct_outbound),
        );
    }
    compensation(pack, each);
    limits(pack, each);
    other(pack, each);
}

fn compensation(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    let table = &mut pack.compensation;
    let money = (0, MOST_MONEY);
    let mut put = |key: &str, slot: &mut Fen| {
        let key = format!("compensation.{key}");
        each(spot(key, RuleGroup::Compensation, money), Slot::Money(slot));
    };
    put("same_city", &mut table.same_city);
    put("other_province_from", &mut table.other_province.0);
    put("other_province_to", &mut table.other_province.1);
    put("high_value_from", &mut table.high_value.0);
    put("high_value_to", &mut table.high_value.1);
    put("high_value_paid", &mut table.high_value_from);
    put("margin_floor", &mut table.margin_floor);
    put("per_case", &mut table.per_case);
    put("per_order", &mut table.per_order);
    put("per_buyer_90_days", &mut table.per_buyer_90_days);
    put("per_staff_day", &mut table.per_staff_day);
    each(
        spot(
            "compensation.share_percent",
            RuleGroup::Compensation,
            (0, 100),
        ),
        Slot::Share(&mut table.share_percent),
    );
}

fn limits(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    let money = (0, MOST_MONEY);
    let limits = &mut pack.limits;
    let mut put = |key: String, slot: &mut Fen| {
        each(spot(key, RuleGroup::Limits, money), Slot::Money(slot));
    };
    put("limit.agent".into(), &mut limits.agent);
    put("limit.supervisor".into(), &mut limits.supervisor);
    put("limit.finance_review".into(), &mut limits.finance_review);
    for grant in &mut pack.auto_approve {
        let tail = grant
            .subtype
            .map_or_else(String::new, |sub| format!(".{sub}"));
        put(format!("auto.{}{tail}", grant.kind), &mut grant.max);
    }
    let key = "limit.skip_inspection_below".to_owned();
    put(key, &mut pack.skip_inspection_below);
}

fn other(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    let mut put = |key: &str, bounds, slot: Slot<'_>| {
        let key = format!("other.{key}");
        each(spot(key, RuleGroup::Other, bounds), slot);
    };
    put(
        "reopen_within",
        (0, 365 * DAY),
        Slot::Span(&mut pack.reopen_within),
    );
    put(
        "ownerless_keep",
        (DAY, 365 * DAY),
        Slot::Span(&mut pack.ownerless_keep),
    );
    put(
        "parcel_silent",
        (DAY / 24, 60 * DAY),
        Slot::Span(&mut pack.parcel_silent),
    );
    put("reapply_warn", (1, 50), Slot::Count(&mut pack.reapply_warn));
    put(
        "reapply_limit",
        (1, 50),
        Slot::Count(&mut pack.reapply_limit),
    );
    put("pay_retries", (0, 10), Slot::Count(&mut pack.pay_retries));
    put(
        "review_attempts",
        (0, 10),
        Slot::Count(&mut pack.review_attempts),
    );
    put(
        "call_from_hour",
        (0, 23),
        Slot::Hour(&mut pack.call_from_hour),
    );
    put("call_to_hour", (1, 24), Slot::Hour(&mut pack.call_to_hour));
    put(
        "urgent_percent",
        (1, 100),
        Slot::Percent(&mut pack.urgent_percent),
    );
    let [first, second] = &mut pack.warn_percent;
    put("warn_first", (1, 99), Slot::Percent(first));
    put("warn_second", (1, 99), Slot::Percent(second));
    put("warn_before", (0, DAY), Slot::Span(&mut pack.warn_before));
}
