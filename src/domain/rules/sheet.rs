//! The rule pack as one list of numbers: each with its name, value, bounds and where it comes from.
//! The pages that show, print, compare and change the rules read and write it here and nowhere else.

use super::Length;
use super::PlatformPack;
use super::RulePack;
use super::windows::WindowStart;
use crate::codes;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::change::Change;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::money::Fen;
use crate::domain::reasons::ReasonClass;
use crate::domain::time::Span;

codes! {
    /// Which part of the rules. The phrase key is `rule-group-<code>`.
    pub enum RuleGroup {
        Deadlines = "deadlines",
        Platforms = "platforms",
        Windows = "windows",
        Freight = "freight",
        Compensation = "compensation",
        Limits = "limits",
        Checklists = "checklists",
        Other = "other",
    }
}

codes! {
    /// The law behind a number. The phrase key is `law-<code>`.
    pub enum Law {
        /// 消费者权益保护法 Art. 25: seven days to withdraw, refund within seven days of the return.
        Consumer25 = "consumer_25",
        /// 三包: seven days to return and fifteen to exchange what is faulty, repair for a year.
        ThreeGuarantees = "three_guarantees",
    }
}

/// One number of the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Names it for ever: `deadline.first_response`, `limit.agent`.
    pub key: String,
    pub group: RuleGroup,
    pub value: Said,
    /// The least and the most, in the unit of the value: ms, 分, days, percent.
    pub bounds: (i64, i64),
    /// The requirements it answers: `R62 D7`.
    pub refs: &'static str,
    /// The law it may not be laxer than.
    pub law: Option<Law>,
    /// Of a deadline: what happens when it passes, whether it pauses.
    pub deadline: Option<(TimeoutOutcome, bool)>,
}

const DAY: i64 = Span::days(1).0;
const MINUTE: i64 = Span::minutes(1).0;
/// One million yuan, in 分: more is a slip of the finger.
const MOST_MONEY: i64 = 100_000_000;

/// A place of a pack that holds one value.
enum Slot<'a> {
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
    fn said(&self) -> Said {
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
    fn set(self, value: &Said) -> bool {
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
struct Spot {
    key: String,
    group: RuleGroup,
    bounds: (i64, i64),
    refs: &'static str,
    law: Option<Law>,
    deadline: Option<(TimeoutOutcome, bool)>,
}

fn spot(key: impl Into<String>, group: RuleGroup, bounds: (i64, i64), refs: &'static str) -> Spot {
    Spot {
        key: key.into(),
        group,
        bounds,
        refs,
        law: None,
        deadline: None,
    }
}

/// A value as a number, for bounds: ms, 分, days, percent.
pub fn amount(value: &Said) -> i64 {
    match value {
        Said::Length(Length::Wall(span) | Length::Open(span)) | Said::Span(span) => span.0,
        Said::Length(Length::WorkDays(days)) => i64::from(*days) * DAY,
        Said::Money(amount) => amount.0,
        Said::Count(n) | Said::Percent(n) => *n,
        Said::Hour(hour) => i64::from(*hour),
        _ => 0,
    }
}

/// Every line of a pack.
pub fn lines(pack: &RulePack) -> Vec<Line> {
    let mut pack = pack.clone();
    one_platform_each(&mut pack);
    let mut found = Vec::new();
    walk(&mut pack, &mut |spot, slot| {
        found.push(Line {
            value: slot.said(),
            key: spot.key,
            group: spot.group,
            bounds: spot.bounds,
            refs: spot.refs,
            law: spot.law,
            deadline: spot.deadline,
        });
    });
    found
}

/// Sets one line. Whether there is such a line and the value is of its kind.
pub fn set(pack: &mut RulePack, key: &str, value: &Said) -> bool {
    one_platform_each(pack);
    let mut done = false;
    walk(pack, &mut |spot, slot| {
        if spot.key == key {
            done = slot.set(value);
        }
    });
    done
}

/// The lines that are out of their bounds.
pub fn out_of_bounds(pack: &RulePack) -> Vec<Line> {
    lines(pack)
        .into_iter()
        .filter(|line| !matches!(line.value, Said::Yes(_)))
        .filter(|line| {
            let n = amount(&line.value);
            n < line.bounds.0 || n > line.bounds.1
        })
        .collect()
}

/// What differs between two packs, line by line; checklists by their items.
pub fn differences(old: &RulePack, new: &RulePack) -> Vec<Change> {
    let mut found = Changes::default();
    let before = lines(old);
    let after = lines(new);
    let value = |lines: &[Line], key: &str| {
        lines
            .iter()
            .find(|line| line.key == key)
            .map_or(Said::Nothing, |line| line.value.clone())
    };
    for line in &after {
        found.note(&line.key, value(&before, &line.key), line.value.clone());
    }
    for line in before
        .iter()
        .filter(|line| value(&after, &line.key) == Said::Nothing)
    {
        found.note(&line.key, line.value.clone(), Said::Nothing);
    }
    let item = |pack: &RulePack, key: &str| {
        pack.checklists
            .iter()
            .find(|item| item_key(item) == key)
            .map_or(Said::Nothing, |item| {
                let mark = if item.required { " *" } else { "" };
                Said::Text(format!("{}{mark}", item.own_words(0).unwrap_or(&item.code)))
            })
    };
    let mut keys: Vec<String> = old.checklists.iter().map(item_key).collect();
    for key in new.checklists.iter().map(item_key) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    for key in keys {
        found.note(&key, item(old, &key), item(new, &key));
    }
    reasons(old, new, &mut found);
    found.0
}

/// What differs of the reason tree: a switch, a name, a new one.
fn reasons(old: &RulePack, new: &RulePack, found: &mut Changes) {
    let said = |pack: &RulePack, code: &str| {
        let book = &pack.reasons;
        match (book.offers(code), book.words(code, 0)) {
            (false, _) => Said::Yes(false),
            (true, Some(text)) => Said::Text(text.to_owned()),
            (true, None) => Said::Yes(true),
        }
    };
    for class in ReasonClass::ALL {
        for code in new.reasons.of_class(*class) {
            found.note(&format!("reason.{code}"), said(old, code), said(new, code));
        }
    }
}

/// The key of a checklist's item: `check.refund_only.review.order_no`.
pub fn item_key(item: &super::CheckItem) -> String {
    format!("check.{}.{}.{}", item.kind, item.stage, item.code)
}

/// Each marketplace gets a pack of its own, so that one can be changed without the others.
pub fn one_platform_each(pack: &mut RulePack) {
    pack.platforms = std::mem::take(&mut pack.platforms)
        .into_iter()
        .flat_map(|shared| {
            let deadlines = shared.deadlines;
            shared
                .channels
                .into_iter()
                .map(move |channel| PlatformPack {
                    channels: vec![channel],
                    deadlines: deadlines.clone(),
                })
        })
        .collect();
}

/// Where the length of one of our deadlines comes from.
const fn deadline_refs(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::FirstResponse => "R62 D7",
        DeadlineKind::ComplaintAction => "R63 D7",
        DeadlineKind::ReviewNotice => "R64 D7",
        DeadlineKind::InitialHandling => "R65 D7",
        DeadlineKind::CompleteAfterReceipt => "R66 D7",
        DeadlineKind::CourierAnswer => "R69 D7",
        _ => "D7",
    }
}

fn walk(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    use RuleGroup as G;
    for rule in &mut pack.deadlines {
        let law = (rule.source == DeadlineSource::Law).then_some(Law::Consumer25);
        // A refund later than the law allows cannot be a rule.
        let most = if law.is_some() { 7 * DAY } else { 365 * DAY };
        let key = format!("deadline.{}", rule.kind);
        let about = Spot {
            law,
            deadline: Some((rule.outcome, rule.pausable)),
            ..spot(key, G::Deadlines, (MINUTE, most), deadline_refs(rule.kind))
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
                ..spot(key, G::Platforms, (MINUTE, 365 * DAY), "R67 D7")
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
            ..spot(key, G::Windows, (least, 3_650), "R71 R74 R75")
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
            spot(outbound, G::Freight, (0, 1), "D8"),
            Slot::Yes(&mut rule.refund_outbound),
        );
        each(
            spot(deduct, G::Freight, (0, 1), "D8"),
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
    let mut put = |key: &str, refs, slot: &mut Fen| {
        let key = format!("compensation.{key}");
        each(
            spot(key, RuleGroup::Compensation, money, refs),
            Slot::Money(slot),
        );
    };
    put("same_city", "R79 D8", &mut table.same_city);
    put("other_province_from", "R80 D8", &mut table.other_province.0);
    put("other_province_to", "R80 D8", &mut table.other_province.1);
    put("high_value_from", "R81 D8", &mut table.high_value.0);
    put("high_value_to", "R81 D8", &mut table.high_value.1);
    put("high_value_paid", "R81 D8", &mut table.high_value_from);
    put("margin_floor", "R82 D8", &mut table.margin_floor);
    put("per_case", "D8", &mut table.per_case);
    put("per_order", "D8", &mut table.per_order);
    put("per_buyer_90_days", "D8", &mut table.per_buyer_90_days);
    put("per_staff_day", "D8", &mut table.per_staff_day);
    each(
        spot(
            "compensation.share_percent",
            RuleGroup::Compensation,
            (0, 100),
            "R82 D8",
        ),
        Slot::Share(&mut table.share_percent),
    );
}

fn limits(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    let money = (0, MOST_MONEY);
    let limits = &mut pack.limits;
    let mut put = |key: String, refs, slot: &mut Fen| {
        each(spot(key, RuleGroup::Limits, money, refs), Slot::Money(slot));
    };
    put("limit.agent".into(), "D8", &mut limits.agent);
    put("limit.supervisor".into(), "D8", &mut limits.supervisor);
    put(
        "limit.finance_review".into(),
        "D8",
        &mut limits.finance_review,
    );
    for grant in &mut pack.auto_approve {
        let tail = grant
            .subtype
            .map_or_else(String::new, |sub| format!(".{sub}"));
        put(format!("auto.{}{tail}", grant.kind), "R8", &mut grant.max);
    }
    let key = "limit.skip_inspection_below".to_owned();
    put(key, "R8", &mut pack.skip_inspection_below);
}

fn other(pack: &mut RulePack, each: &mut dyn FnMut(Spot, Slot<'_>)) {
    let mut put = |key: &str, bounds, refs, slot: Slot<'_>| {
        let key = format!("other.{key}");
        each(spot(key, RuleGroup::Other, bounds, refs), slot);
    };
    put(
        "reopen_within",
        (0, 365 * DAY),
        "D4",
        Slot::Span(&mut pack.reopen_within),
    );
    put(
        "ownerless_keep",
        (DAY, 365 * DAY),
        "D6",
        Slot::Span(&mut pack.ownerless_keep),
    );
    put(
        "reapply_warn",
        (1, 50),
        "D6",
        Slot::Count(&mut pack.reapply_warn),
    );
    put(
        "reapply_limit",
        (1, 50),
        "D6",
        Slot::Count(&mut pack.reapply_limit),
    );
    put(
        "pay_retries",
        (0, 10),
        "D6",
        Slot::Count(&mut pack.pay_retries),
    );
    put(
        "review_attempts",
        (0, 10),
        "D6",
        Slot::Count(&mut pack.review_attempts),
    );
    put(
        "call_from_hour",
        (0, 23),
        "D6",
        Slot::Hour(&mut pack.call_from_hour),
    );
    put(
        "call_to_hour",
        (1, 24),
        "D6",
        Slot::Hour(&mut pack.call_to_hour),
    );
    put(
        "urgent_percent",
        (1, 100),
        "R68",
        Slot::Percent(&mut pack.urgent_percent),
    );
    let [first, second] = &mut pack.warn_percent;
    put("warn_first", (1, 99), "D7", Slot::Percent(first));
    put("warn_second", (1, 99), "D7", Slot::Percent(second));
    put(
        "warn_before",
        (0, DAY),
        "D7",
        Slot::Span(&mut pack.warn_before),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_first_pack_is_within_its_bounds_and_named_once() {
        let pack = RulePack::default();
        let lines = lines(&pack);
        assert!(lines.len() > 80, "{}", lines.len());
        assert_eq!(out_of_bounds(&pack), Vec::new());
        for (at, line) in lines.iter().enumerate() {
            let twice = lines[at + 1..].iter().any(|other| other.key == line.key);
            assert!(!twice, "{}", line.key);
        }
    }

    #[test]
    fn every_line_can_be_set_and_is_found_as_the_only_difference() {
        let pack = RulePack::default();
        for line in lines(&pack) {
            let mut changed = pack.clone();
            let new = match line.value.clone() {
                Said::Length(_) => Said::Length(Length::Open(Span::hours(5))),
                Said::Span(span) => Said::Span(Span(span.0 + 60_000)),
                Said::Money(amount) => Said::Money(Fen(amount.0 + 1)),
                Said::Count(n) => Said::Count(n + 1),
                Said::Percent(n) => Said::Percent(n - 1),
                Said::Hour(hour) => Said::Hour(hour + 1),
                Said::Yes(yes) => Said::Yes(!yes),
                other => panic!("{other:?}"),
            };
            assert!(set(&mut changed, &line.key, &new), "{}", line.key);
            let found = differences(&pack, &changed);
            assert_eq!(found.len(), 1, "{}: {found:?}", line.key);
            assert_eq!(found[0].field, line.key);
            assert_eq!(found[0].new, new);
            assert!(!set(&mut changed, &line.key, &Said::Text("x".into())));
        }
    }

    #[test]
    fn a_rule_cannot_be_laxer_than_the_law() {
        let mut pack = RulePack::default();
        let eight = Said::Length(Length::Wall(Span::days(8)));
        assert!(set(&mut pack, "deadline.law_refund", &eight));
        assert!(set(
            &mut pack,
            "window.return_refund.no_reason",
            &Said::Count(6)
        ));
        assert!(set(&mut pack, "window.exchange", &Said::Count(30)));
        let wrong: Vec<String> = out_of_bounds(&pack).into_iter().map(|l| l.key).collect();
        assert_eq!(
            wrong,
            ["deadline.law_refund", "window.return_refund.no_reason"]
        );
    }

    #[test]
    fn one_marketplace_changes_without_the_others() {
        let mut pack = RulePack::default();
        let longer = Said::Length(Length::Wall(Span::hours(72)));
        assert!(set(&mut pack, "platform.taobao.seller_refund", &longer));
        let find = |channel| pack.platform(channel, DeadlineKind::SellerRefund);
        use crate::domain::order::Channel;
        let length = |channel| find(channel).map(|rule| rule.length);
        assert_eq!(length(Channel::Taobao), Some(Length::Wall(Span::hours(72))));
        assert_eq!(length(Channel::Jd), Some(Length::Wall(Span::hours(48))));
    }
}
