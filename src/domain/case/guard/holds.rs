//! Whether each guard holds.

use super::Guard;
use super::is_side;
use super::open_offer;
use crate::domain::case::facts::Facts;
use crate::domain::case::kind::Subtype;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::money::Fen;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::refund;
use crate::domain::rules::Rules;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

pub(super) fn need(holds: bool, what: Need) -> Result<(), Refusal> {
    if holds {
        Ok(())
    } else {
        Err(Refusal::Needs(what))
    }
}

/// What the actor may approve alone; the buyer and the system accept what staff decided.
fn limit_of(actor: &Actor) -> Fen {
    match actor {
        Actor::Staff { limit, .. } => *limit,
        _ => Fen(i64::MAX),
    }
}

impl Guard {
    /// Whether it holds, or what would have to be true.
    pub fn holds(
        self,
        facts: &Facts<'_>,
        actor: &Actor,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let case = facts.case;
        let pack = rules.pack;
        let has_money = |wanted: &dyn Fn(MoneyState) -> bool| {
            case.money.iter().any(|entry| wanted(entry.state))
        };
        let unmanned = matches!(actor, Actor::System | Actor::Plugin(_));
        match self {
            Guard::InTransit => need(
                case.subtype == Some(Subtype::InTransit),
                Need::SubtypeInTransit,
            ),
            Guard::OpenOffer => need(open_offer(case).is_some(), Need::OpenOffer),
            Guard::OfferAffordable => {
                let left = refund::left(facts);
                match open_offer(case).and_then(|offer| offer.amount) {
                    Some(amount) if amount > left => Err(Refusal::MoreThanRefundable { left }),
                    _ => Ok(()),
                }
            }
            Guard::Refundable => {
                let left = refund::left(facts);
                if left <= Fen::ZERO {
                    return match facts.order {
                        None if case.platform_no.is_none() => Err(Refusal::Needs(Need::Order)),
                        _ => Err(Refusal::MoreThanRefundable { left }),
                    };
                }
                match limit_of(actor) {
                    limit if limit <= Fen::ZERO => Err(Refusal::AboveLimit { limit }),
                    _ => Ok(()),
                }
            }
            Guard::MayApprove => match limit_of(actor) {
                limit if limit <= Fen::ZERO => Err(Refusal::AboveLimit { limit }),
                _ => Ok(()),
            },
            Guard::WithinLimit => {
                let limit = limit_of(actor);
                let stake = match case.kind.moves_money() {
                    true => refund::suggested(facts),
                    false => Fen(1),
                };
                match stake.max(Fen(1)) > limit {
                    true => Err(Refusal::AboveLimit { limit }),
                    false => Ok(()),
                }
            }
            Guard::AutoApprove => {
                need(facts.risk_level < 2, Need::LowRisk)?;
                let amount = refund::suggested(facts);
                let granted = pack.auto_approve.iter().any(|rule| {
                    rule.kind == case.kind
                        && (rule.subtype.is_none() || rule.subtype == case.subtype)
                        && amount <= rule.max
                });
                need(granted, Need::AutoApproval)
            }
            Guard::FinanceReview => {
                let amount = refund::pay(case);
                need(
                    !unmanned || amount < pack.limits.finance_review,
                    Need::FinanceReview,
                )
            }
            Guard::ApprovedMoney => need(
                has_money(&|state| state == MoneyState::Approved),
                Need::ApprovedMoney,
            ),
            Guard::MayRetry => match unmanned && case.attempts >= pack.pay_retries {
                true => Err(Refusal::TooOften {
                    limit: pack.pay_retries,
                }),
                false => Ok(()),
            },
            Guard::MayReapply => match case.reapply_count >= pack.reapply_limit {
                true => Err(Refusal::TooOften {
                    limit: pack.reapply_limit,
                }),
                false => Ok(()),
            },
            Guard::MayReopen => match case.closed_at.map(|at| at + pack.reopen_within) {
                Some(until) if now > until => Err(Refusal::TooLate { since: until }),
                _ => Ok(()),
            },
            Guard::LinesFree => lines_free(facts),
            Guard::Due(kinds) => {
                let waiting = case
                    .deadlines
                    .iter()
                    .filter(|d| kinds.contains(&d.kind) && d.state == DeadlineState::Running)
                    .map(|d| d.due_at)
                    .min();
                match waiting {
                    Some(until) if until > now => Err(Refusal::TooEarly { until }),
                    _ => Ok(()),
                }
            }
            Guard::MoneySettled => need(
                !has_money(&|state| !matches!(state, MoneyState::Paid | MoneyState::Void)),
                Need::MoneySettled,
            ),
            Guard::DisputeEnded => need(
                case.dispute.as_ref().is_none_or(|d| d.state.is_terminal()),
                Need::DisputeEnded,
            ),
            Guard::AdvanceReturned => need(
                !case.shipped_in_advance
                    || !case
                        .deadlines
                        .iter()
                        .any(|d| d.kind == DeadlineKind::Manual && d.is_active()),
                Need::GoodsBack,
            ),
            Guard::ShippedInAdvance => need(case.shipped_in_advance, Need::ShippedInAdvance),
            Guard::NotPaid => need(
                !has_money(&|state| {
                    matches!(
                        state,
                        MoneyState::Paying | MoneyState::Paid | MoneyState::Failed
                    )
                }),
                Need::NotPaid,
            ),
            Guard::NothingSent => need(
                case.lines.iter().all(|line| line.qty_sent_out == 0)
                    && !case.parcels.iter().any(|p| {
                        matches!(
                            p.kind,
                            ParcelKind::ExchangeOut
                                | ParcelKind::Reship
                                | ParcelKind::RepairOut
                                | ParcelKind::SentBack
                        )
                    }),
                Need::NothingSent,
            ),
            Guard::NothingBegun => need(case.decided_at.is_none(), Need::NothingBegun),
            Guard::SmallValue => need(
                refund::left(facts) < pack.skip_inspection_below,
                Need::UnderThreshold,
            ),
            Guard::PriceDifferenceSettled => need(
                !case.money.iter().any(|entry| {
                    matches!(
                        entry.kind,
                        MoneyKind::PriceDiffCharge | MoneyKind::PriceDiffRefund
                    ) && !matches!(entry.state, MoneyState::Paid | MoneyState::Void)
                }),
                Need::PriceDifferenceSettled,
            ),
            Guard::NoRisk => need(facts.risk_level == 0, Need::LowRisk),
            Guard::ChildrenClosed => need(
                facts.children.iter().all(|(_, state)| state.is_terminal()),
                Need::ChildrenClosed,
            ),
            Guard::NoLogisticsChild => need(case.children.is_empty(), Need::NoLogisticsChild),
            Guard::AttemptsLeft => match case.attempts >= pack.review_attempts {
                true => Err(Refusal::TooOften {
                    limit: pack.review_attempts,
                }),
                false => Ok(()),
            },
            Guard::Daytime => {
                let (date, minute) = rules.calendar.local(now);
                let from = u16::from(pack.call_from_hour) * 60;
                let to = u16::from(pack.call_to_hour) * 60;
                if minute < from {
                    let until = rules.calendar.moment(date, from);
                    Err(Refusal::TooEarly { until })
                } else if minute >= to {
                    let until = rules.calendar.moment(date, from) + Span::days(1);
                    Err(Refusal::TooEarly { until })
                } else {
                    Ok(())
                }
            }
            Guard::ReturnFreightDue => need(
                case.subtype != Some(Subtype::FreightBack)
                    || case.parcels.iter().any(|p| {
                        p.kind == ParcelKind::Return
                            && matches!(p.state, ParcelState::Signed | ParcelState::Returned)
                    })
                    || case.received_at.is_some()
                    || !case.files.is_empty(),
                Need::ReturnArrived,
            ),
            Guard::Tagged => need(!case.tags.is_empty(), Need::Tagged),
            Guard::OpenPromise => need(
                case.promises.iter().any(|p| p.kept_at.is_none()),
                Need::OpenPromise,
            ),
            Guard::MovableDeadline => need(
                case.deadlines
                    .iter()
                    .any(|d| d.is_active() && d.source != DeadlineSource::Platform),
                Need::MovableDeadline,
            ),
            Guard::OpenApproval => need(
                case.approvals.iter().any(|a| a.decided_at.is_none()),
                Need::OpenApproval,
            ),
            Guard::NoOpenApproval => need(
                case.approvals.iter().all(|a| a.decided_at.is_some()),
                Need::NoOpenApproval,
            ),
            Guard::SideMoney => need(
                case.money.iter().any(|entry| {
                    is_side(case, entry.kind)
                        && matches!(entry.state, MoneyState::Approved | MoneyState::Failed)
                }),
                Need::SideMoney,
            ),
            Guard::VoidableMoney => need(
                has_money(&|state| {
                    matches!(
                        state,
                        MoneyState::Planned | MoneyState::Approved | MoneyState::Failed
                    )
                }),
                Need::VoidableMoney,
            ),
            Guard::Splittable => {
                need(
                    case.lines.iter().map(|l| l.qty_applied).sum::<u32>() > 1,
                    Need::MoreThanOneLine,
                )?;
                need(
                    !has_money(&|state| state != MoneyState::Void),
                    Need::NotPaid,
                )?;
                need(case.dispute.is_none(), Need::NoDispute)
            }
            Guard::DisputeHasPlatform => need(case.dispute.is_some(), Need::DisputeExists),
            Guard::CaseOpen => need(!case.state.is_terminal(), Need::CaseOpen),
            Guard::PayingMoney => need(
                has_money(&|state| matches!(state, MoneyState::Paying | MoneyState::Failed)),
                Need::PayingMoney,
            ),
            Guard::ChildLines => {
                need(case.order.is_some(), Need::Order)?;
                held_elsewhere(facts)
            }
            Guard::PlatformKind => need(case.kind.moves_money(), Need::PlatformKind),
            Guard::WarningDue => need(
                case.deadlines.iter().any(|d| {
                    d.state == DeadlineState::Running && d.warnings_due(rules, now) > d.warned
                }),
                Need::TimePassed,
            ),
            Guard::BreachDue => need(
                case.deadlines
                    .iter()
                    .any(|d| d.state == DeadlineState::Running && d.due_at <= now),
                Need::TimePassed,
            ),
            Guard::KeptLongEnough => Ok(()),
            _ => super::work::holds(self, facts, actor, rules, now),
        }
    }
}

/// Whether no other open case of the order has one of this case's lines (D10.4).
fn lines_free(facts: &Facts<'_>) -> Result<(), Refusal> {
    if !facts.case.kind.moves_money() {
        return Ok(());
    }
    held_elsewhere(facts)
}

/// Refuses while another open case of the order has one of this case's lines.
pub fn held_elsewhere(facts: &Facts<'_>) -> Result<(), Refusal> {
    let held = facts
        .case
        .lines
        .iter()
        .filter_map(|line| facts.ledger.line(line.order_line?))
        .find_map(|line| line.open_case.clone());
    match held {
        Some(case) => Err(Refusal::LineInOpenCase { case }),
        None => Ok(()),
    }
}
