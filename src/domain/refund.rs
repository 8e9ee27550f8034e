//! How much may be refunded (D8): shares of lines, partial pieces, freight, the case amount.

use super::case::facts::Facts;
use super::case::facts::Ledger;
use super::case::facts::LedgerLine;
use super::case::record::Case;
use super::case::record::MoneyKind;
use super::case::record::MoneyState;
use super::case::record::Payer;
use super::case::state::State;
use super::money::Fen;
use super::order::OrderLine;

/// Splits `total` in proportion to `weights`: the floor of each share, then the remaining 分 one
/// by one to the largest remainders, ties to the lower position. The parts sum up to `total`
/// exactly. With no weight at all everything goes to the first part.
pub fn split(total: Fen, weights: &[i64]) -> Vec<Fen> {
    let weights: Vec<i128> = weights.iter().map(|w| i128::from((*w).max(0))).collect();
    let sum: i128 = weights.iter().sum();
    if weights.is_empty() {
        return Vec::new();
    }
    let amount = i128::from(total.0.max(0));
    if sum == 0 {
        let mut parts = vec![Fen::ZERO; weights.len()];
        parts[0] = Fen(total.0.max(0));
        return parts;
    }
    let mut parts: Vec<Fen> = weights
        .iter()
        .map(|w| Fen((amount * w / sum) as i64))
        .collect();
    let mut left = amount - parts.iter().map(|p| i128::from(p.0)).sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(amount * weights[*i] % sum), *i));
    for i in order {
        if left == 0 {
            break;
        }
        parts[i].0 += 1;
        left -= 1;
    }
    parts
}

/// What a buyer paid per line when an export does not say: the order's `paid_total − freight_paid`
/// split over the lines' list values (`unit_price × qty − line discount`).
pub fn line_shares(paid_total: Fen, freight_paid: Fen, list_values: &[Fen]) -> Vec<Fen> {
    split(
        paid_total - freight_paid,
        &list_values.iter().map(|v| v.0).collect::<Vec<_>>(),
    )
}

/// The most that `pieces` of a line are worth, given that pieces worth `refunded` were refunded
/// before: `floor(line_paid × k / n)`; the last piece takes the rest.
pub fn pieces_worth(line: &OrderLine, pieces: u32, pieces_before: u32, refunded: Fen) -> Fen {
    let rest = (line.line_paid - refunded).max(Fen::ZERO);
    if pieces == 0 || line.qty == 0 {
        return Fen::ZERO;
    }
    if pieces + pieces_before >= line.qty {
        return rest;
    }
    let share = i128::from(line.line_paid.0) * i128::from(pieces) / i128::from(line.qty);
    Fen(share as i64).min(rest)
}

/// Whether an entry has taken its money from what can be refunded: everything but planned and
/// void. A failed payment will be tried again.
pub fn takes(state: MoneyState) -> bool {
    !matches!(state, MoneyState::Planned | MoneyState::Void)
}

/// The sum of a case's entries of one kind that have taken money.
pub fn taken(case: &Case, kind: MoneyKind, line: Option<u32>) -> Fen {
    case.money
        .iter()
        .filter(|entry| entry.kind == kind && takes(entry.state))
        .filter(|entry| line.is_none() || entry.order_line == line)
        .map(|entry| entry.amount)
        .sum()
}

impl Ledger {
    /// What these cases, the others of one order, have taken from it. What was merged away is
    /// counted where it went.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Ledger {
        let mut ledger = Ledger::default();
        for case in cases.into_iter().filter(|case| case.state != State::Merged) {
            ledger.freight_refunded =
                ledger.freight_refunded + taken(case, MoneyKind::FreightRefund, None);
            let mut counted = Vec::new();
            for line in &case.lines {
                let Some(line_no) = line.order_line else {
                    continue;
                };
                let entry = ledger.entry(line_no);
                // A case may hold an order line twice, after a merge; its money is one sum.
                if !counted.contains(&line_no) {
                    counted.push(line_no);
                    entry.refunded =
                        entry.refunded + taken(case, MoneyKind::GoodsRefund, Some(line_no));
                }
                entry.qty_returned += line.qty_returned;
                entry.qty_sent_out += line.qty_sent_out;
                if case.kind.moves_money() && !case.state.is_terminal() {
                    entry.open_case = Some(case.no.as_str().to_owned());
                }
            }
        }
        ledger
    }

    fn entry(&mut self, line_no: u32) -> &mut LedgerLine {
        let known = self.lines.iter().position(|line| line.line_no == line_no);
        let at = known.unwrap_or_else(|| {
            self.lines.push(LedgerLine {
                line_no,
                ..LedgerLine::default()
            });
            self.lines.len() - 1
        });
        &mut self.lines[at]
    }

    pub fn line(&self, line_no: u32) -> Option<&LedgerLine> {
        self.lines.iter().find(|line| line.line_no == line_no)
    }
}

/// How much can still be refunded for each line of a case, for the pieces it is about.
pub fn left_per_line(facts: &Facts<'_>) -> Vec<Fen> {
    let case = facts.case;
    let Some(order) = facts.order else {
        // Without the order the platform's own figure is all that is known (imports).
        let known = match case.platform_no {
            Some(_) => case.applied_amount.unwrap_or(Fen::ZERO),
            None => Fen::ZERO,
        };
        let left = (known - taken(case, MoneyKind::GoodsRefund, None)).max(Fen::ZERO);
        return split(left, &vec![1; case.lines.len().max(1)]);
    };
    case.lines
        .iter()
        .map(|line| {
            let found = line
                .order_line
                .and_then(|no| order.lines.iter().find(|l| l.line_no == no));
            let Some(order_line) = found else {
                return Fen::ZERO;
            };
            let before = facts.ledger.line(order_line.line_no);
            let elsewhere = before.map_or(Fen::ZERO, |l| l.refunded);
            let own = taken(case, MoneyKind::GoodsRefund, Some(order_line.line_no));
            let pieces = match line.qty_approved {
                0 => line.qty_applied,
                approved => approved,
            };
            let whole = pieces_worth(
                order_line,
                pieces,
                before.map_or(0, |l| l.qty_returned),
                elsewhere,
            );
            (whole - own)
                .max(Fen::ZERO)
                .min((order_line.line_paid - elsewhere - own).max(Fen::ZERO))
        })
        .collect()
}

/// How much of the outbound freight can still be given back.
pub fn freight_left(facts: &Facts<'_>) -> Fen {
    facts.order.map_or(Fen::ZERO, |order| {
        (order.freight_paid
            - facts.ledger.freight_refunded
            - taken(facts.case, MoneyKind::FreightRefund, None))
        .max(Fen::ZERO)
    })
}

/// How much can still be refunded for the goods of a case.
pub fn left(facts: &Facts<'_>) -> Fen {
    left_per_line(facts).into_iter().sum()
}

/// What an approval would pay out by default: what was asked for, at most what is left.
pub fn suggested(facts: &Facts<'_>) -> Fen {
    let left = left(facts);
    let asked = facts
        .case
        .approved_amount
        .or(facts.case.applied_amount)
        .unwrap_or(left);
    asked.min(left)
}

/// What the ways out cost us, as far as recorded: the most that may be deducted (D10.12).
pub fn outbound_cost(facts: &Facts<'_>) -> Fen {
    facts.order.map_or(Fen::ZERO, |order| {
        order
            .parcels
            .iter()
            .filter_map(|parcel| parcel.freight_cost)
            .sum()
    })
}

/// What the buyer gets from this case: `Σ goods + freight − deductions`, paid by the shop.
pub fn pay(case: &Case) -> Fen {
    case.money
        .iter()
        .filter(|entry| takes(entry.state))
        .map(|entry| match entry.kind {
            MoneyKind::FreightDeduction | MoneyKind::DamageDeduction => Fen(-entry.amount.0),
            _ if entry.payee == Payer::Buyer => entry.amount,
            _ => Fen::ZERO,
        })
        .sum()
}
