//! What is being paid for a case, and by whom.

use crate::domain::case::Case;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::money::Fen;

/// What a marketplace is to pay back, in 分: what is being paid the way it came, less what is kept.
pub fn by_marketplace(case: &Case) -> Fen {
    sum(case, &[PayMethod::Original, PayMethod::Platform])
}

/// What a payment service is to pay, in 分, less what is kept; and the key it is paid under, made of
/// the keys of its entries: another set of entries is another payment.
pub fn by_service(case: &Case) -> Option<(Fen, String)> {
    const WAYS: &[PayMethod] = &[
        PayMethod::Original,
        PayMethod::Alipay,
        PayMethod::Wechat,
        PayMethod::Bank,
    ];
    let entries = case.money.iter();
    let mut paid = entries.filter(|e| e.state == MoneyState::Paying && WAYS.contains(&e.method));
    let mut key = paid.next()?.idempotency_key.clone();
    for entry in paid {
        key.push_str(&format!("-m{}", entry.no));
    }
    let amount = sum(case, WAYS);
    (amount > Fen::ZERO).then_some((amount, key))
}

fn sum(case: &Case, ways: &[PayMethod]) -> Fen {
    let mut sum = 0;
    for entry in &case.money {
        if entry.state != MoneyState::Paying || !ways.contains(&entry.method) {
            continue;
        }
        match entry.kind {
            MoneyKind::FreightDeduction | MoneyKind::DamageDeduction => sum -= entry.amount.0,
            _ if entry.payee == Payer::Buyer => sum += entry.amount.0,
            _ => {}
        }
    }
    Fen(sum.max(0))
}
