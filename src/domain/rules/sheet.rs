//! The rule pack as one list of numbers: each with its name, value, bounds and where it comes from.
//! The pages that show, print, compare and change the rules read and write it here and nowhere else.

use super::Length;
use super::PlatformPack;
use super::RulePack;
use super::slots::DAY;
use super::slots::walk;
use crate::codes;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::change::Change;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::reasons::ReasonClass;

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
    /// The law it may not be laxer than.
    pub law: Option<Law>,
    /// Of a deadline: what happens when it passes, whether it pauses.
    pub deadline: Option<(TimeoutOutcome, bool)>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::record::DeadlineKind;
    use crate::domain::money::Fen;
    use crate::domain::time::Span;

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
