//! What may be given for delay and damage without asking (D8, R78 to R82), and what stands above.

use crate::domain::case::kind::Kind;
use crate::domain::case::record::Case;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::state::State;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use serde::Deserialize;
use serde::Serialize;

/// The table and its caps, in 分. Above any of them someone has to approve; nothing is refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Compensation {
    pub same_city: Fen,
    pub other_province: (Fen, Fen),
    pub high_value: (Fen, Fen),
    /// A line paid with at least this much is of high value.
    pub high_value_from: Fen,
    /// Without a cost price: at most this share of what was paid, in percent (R82).
    pub share_percent: i64,
    /// With cost prices: what has to stay of the margin after freight and compensation (R82).
    pub margin_floor: Fen,
    pub per_case: Fen,
    pub per_order: Fen,
    /// To one buyer, over all orders, in 90 days.
    pub per_buyer_90_days: Fen,
    /// By one member of staff in one day of the shop.
    pub per_staff_day: Fen,
}

/// What a compensation may not exceed without an approval (D8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// The table and the most per case.
    Case,
    Margin,
    Order,
    Buyer,
    Staff,
}

/// What was given already, before the amount in question, in 分.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compensated {
    /// For the same order.
    pub order: Fen,
    /// To the same buyer in the last 90 days, this order included.
    pub buyer_90_days: Fen,
    /// By the same member of staff today, without anybody being asked.
    pub staff_today: Fen,
}

impl Compensated {
    /// What one case gave: its compensations that are not void; of a compensation case
    /// whatever it pays, or what was approved while the buyer has yet to accept it.
    pub fn by_case(case: &Case) -> Fen {
        let own = case.kind == Kind::Compensation;
        let mut entries = case
            .money
            .iter()
            .filter(|entry| entry.state != MoneyState::Void)
            .filter(|entry| match entry.kind {
                MoneyKind::Compensation => true,
                MoneyKind::ReturnFreight | MoneyKind::PriceDiffRefund => own,
                _ => false,
            })
            .map(|entry| entry.amount)
            .peekable();
        let promised = |state| matches!(state, State::Approved | State::Offered);
        match entries.peek() {
            None if own && (promised(case.state) || case.return_to.is_some_and(promised)) => {
                case.approved_amount.unwrap_or(Fen::ZERO)
            }
            _ => entries.sum(),
        }
    }
}

/// What the goods in question are to the shop, in 分.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worth {
    pub paid: Fen,
    /// What the goods cost the shop; `None` unless known for every line.
    pub cost: Option<Fen>,
    /// What sending the order cost.
    pub freight: Fen,
}

impl Worth {
    /// Of these lines of an order; of all its lines when none is named.
    pub fn of(order: Option<&Order>, line_nos: &[u32]) -> Worth {
        let Some(order) = order else {
            return Worth::default();
        };
        let lines = || {
            order
                .lines
                .iter()
                .filter(|line| line_nos.is_empty() || line_nos.contains(&line.line_no))
        };
        let cost = lines()
            .map(|line| {
                let piece = line.cost_price?;
                Some(Fen(piece.0.saturating_mul(i64::from(line.qty))))
            })
            .try_fold(Fen::ZERO, |sum, cost| Some(sum + cost?));
        Worth {
            paid: lines().map(|line| line.line_paid).sum(),
            cost: cost.filter(|_| lines().next().is_some()),
            freight: order.parcels.iter().filter_map(|p| p.freight_cost).sum(),
        }
    }
}

impl Compensation {
    /// Each cap with what is left under it, before anything is given now; less than nothing
    /// where more was given than it allows.
    pub fn left(&self, worth: &Worth, given: &Compensated) -> [(Cap, Fen); 5] {
        let margin = match worth.cost {
            // Cautious: what the order got for its other lines lessens the margin too.
            Some(cost) => worth.paid - cost - worth.freight - given.order - self.margin_floor,
            None => self.share(worth.paid),
        };
        [
            (Cap::Case, self.table(worth.paid)),
            (Cap::Margin, margin),
            (Cap::Order, self.per_order - given.order),
            (Cap::Buyer, self.per_buyer_90_days - given.buyer_90_days),
            (Cap::Staff, self.per_staff_day - given.staff_today),
        ]
    }

    /// The caps that an amount exceeds; none means that nobody has to be asked.
    pub fn exceeded(&self, amount: Fen, worth: &Worth, given: &Compensated) -> Vec<Cap> {
        self.left(worth, given)
            .into_iter()
            .filter(|(_, left)| amount > *left)
            .map(|(cap, _)| cap)
            .collect()
    }

    /// The most that the table and the cap per case allow for goods paid with this much. Without
    /// knowing what was paid it is the table's lowest row.
    fn table(&self, paid: Fen) -> Fen {
        let table = if paid <= Fen::ZERO {
            self.same_city
        } else if paid >= self.high_value_from {
            self.high_value.1
        } else {
            self.other_province.1
        };
        table.min(self.per_case)
    }

    /// The share of what was paid; the table's lowest row when that is not known.
    fn share(&self, paid: Fen) -> Fen {
        match paid <= Fen::ZERO {
            true => self.same_city,
            false => Fen((i128::from(paid.0) * i128::from(self.share_percent) / 100) as i64),
        }
    }

    /// What to offer first (R78 to R81): by where the parcel went and what the goods are worth.
    pub fn suggested(&self, line_paid: Fen, same_city: bool) -> (Fen, Fen) {
        if line_paid >= self.high_value_from {
            self.high_value
        } else if same_city {
            (Fen::ZERO, self.same_city)
        } else {
            self.other_province
        }
    }
}
