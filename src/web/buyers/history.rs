//! What a buyer bought, gave back and asked: figures, what stands out with its cases, and the last
//! words exchanged.

use crate::domain::case::Case;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::record::MoneyEntry;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::Payer;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::people::ActorRef;
use crate::domain::signs;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::index::CaseRow;
use crate::store::index::OrderRow;
use crate::web::Visit;
use std::collections::BTreeMap;

/// The newest cases that are read whole; a buyer with more is told of as such.
pub const READ: usize = 200;
/// Cases whose words are looked through.
const TALKED: usize = 8;
/// Words that are shown.
const CONTACTS: usize = 6;

/// Money of one currency.
pub struct Purse {
    pub paid: String,
    pub refunded: String,
    pub compensated: String,
    /// Paid without what went back.
    pub value: String,
}

/// A sign and its cases.
pub struct Sign {
    pub sentence: String,
    pub cases: Vec<String>,
}

/// Words between buyer and shop.
pub struct Contact {
    pub at: String,
    pub iso: String,
    pub what: &'static str,
    pub no: String,
    pub said: String,
}

/// A buyer's past.
pub struct Past {
    pub orders: usize,
    pub cases: usize,
    /// Cases per order, in percent.
    pub rate: Option<String>,
    pub purses: Vec<Purse>,
    pub signs: Vec<Sign>,
    pub contacts: Vec<Contact>,
    /// There are more cases than were read.
    pub partly: bool,
}

/// `bought` and `asked` are what this person may see, newest first.
///
/// # Errors
/// When the disk does.
pub fn past(
    view: &impl View,
    visit: &Visit,
    bought: &[OrderRow],
    asked: &[CaseRow],
    currency_of: &dyn Fn(ShopId) -> String,
) -> Result<Past, Failure> {
    let words = visit.words;
    let mut whole: Vec<Case> = Vec::new();
    for row in asked.iter().take(READ) {
        whole.extend(cases::by_id(view, row.id)?);
    }
    let mut sums: BTreeMap<String, [Fen; 3]> = BTreeMap::new();
    for order in bought {
        let sum = sums.entry(currency_of(order.shop)).or_default();
        sum[0] = sum[0] + order.paid_total;
    }
    for case in whole.iter().filter(|case| case.state != State::Merged) {
        let sum = sums.entry(currency_of(case.shop)).or_default();
        for entry in &case.money {
            let (at, amount) = went_back(entry);
            sum[at] = sum[at] + amount;
        }
    }
    let number = |id| {
        let of = whole.iter().find(|case| case.id == id);
        of.map(|case| case.no.to_string())
    };
    let counted = whole
        .iter()
        .filter(|case| case.state != State::Merged)
        .count();
    Ok(Past {
        orders: bought.len(),
        cases: counted,
        rate: (!bought.is_empty()).then(|| crate::web::products::percent(counted, bought.len())),
        purses: sums
            .into_iter()
            .map(|(currency, [paid, refunded, compensated])| Purse {
                paid: formats::money(paid, &currency),
                refunded: formats::money(refunded, &currency),
                compensated: formats::money(compensated, &currency),
                value: formats::money(paid - refunded - compensated, &currency),
            })
            .collect(),
        signs: signs::seen(&whole, visit.now)
            .into_iter()
            .map(|seen| Sign {
                sentence: words.with(
                    "buyer-sign",
                    &[
                        ("sign", names::sign_name(words, seen.sign).into()),
                        ("n", seen.cases.len().into()),
                    ],
                ),
                cases: seen.cases.into_iter().filter_map(number).collect(),
            })
            .collect(),
        contacts: contacts(view, visit, &whole)?,
        partly: asked.len() > READ,
    })
}

/// Where an entry that was paid counts: 1 refunded, 2 compensated; nothing else counts.
fn went_back(entry: &MoneyEntry) -> (usize, Fen) {
    if entry.state != MoneyState::Paid {
        return (1, Fen::ZERO);
    }
    match entry.kind {
        MoneyKind::FreightDeduction | MoneyKind::DamageDeduction => (1, Fen(-entry.amount.0)),
        _ if entry.payee != Payer::Buyer => (1, Fen::ZERO),
        MoneyKind::GoodsRefund | MoneyKind::FreightRefund | MoneyKind::PriceDiffRefund => {
            (1, entry.amount)
        }
        _ => (2, entry.amount),
    }
}

fn contacts(view: &impl View, visit: &Visit, whole: &[Case]) -> Result<Vec<Contact>, Failure> {
    let mut all = Vec::new();
    for case in whole.iter().take(TALKED) {
        for (event, said) in cases::timeline(view, case.id)? {
            let talk = matches!(
                event.verb,
                Verb::Message | Verb::BuyerWrites | Verb::Answer | Verb::LogContact
            ) || event.actor == ActorRef::Buyer;
            if let Some(said) = said.filter(|said| talk && !said.trim().is_empty()) {
                all.push((event, case.no.to_string(), said));
            }
        }
    }
    all.sort_by_key(|(event, ..)| std::cmp::Reverse(event.at));
    Ok(all
        .into_iter()
        .take(CONTACTS)
        .map(|(event, no, said)| Contact {
            at: formats::short(event.at, &visit.zone, visit.now),
            iso: formats::iso(event.at, &visit.zone),
            what: names::act_name(visit.words, event.machine, event.verb),
            no,
            said: said.chars().take(200).collect(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::record::PayMethod;
    use crate::domain::time::Timestamp;

    #[test]
    fn only_what_was_paid_to_the_buyer_went_back() {
        let entry = |kind, state, payee| MoneyEntry {
            no: 1,
            kind,
            order_line: None,
            amount: Fen(500),
            payer: Payer::Shop,
            payee,
            method: PayMethod::Original,
            state,
            requested_by: ActorRef::System,
            approved_by: None,
            txn_no: None,
            proof: None,
            idempotency_key: String::new(),
            reverses: None,
            paid_at: None,
            at: Timestamp(0),
        };
        use MoneyKind as K;
        use MoneyState as S;
        for (kind, state, payee, counts) in [
            (K::GoodsRefund, S::Paid, Payer::Buyer, (1, Fen(500))),
            (K::GoodsRefund, S::Approved, Payer::Buyer, (1, Fen::ZERO)),
            (K::FreightDeduction, S::Paid, Payer::Shop, (1, Fen(-500))),
            (K::Compensation, S::Paid, Payer::Buyer, (2, Fen(500))),
            (K::CourierRecovery, S::Paid, Payer::Shop, (1, Fen::ZERO)),
        ] {
            assert_eq!(went_back(&entry(kind, state, payee)), counts, "{kind}");
        }
    }
}
