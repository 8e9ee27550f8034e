//! Amounts of a platform in 分 of the shop's own currency, exactly or not at all.

use crate::domain::money::Fen;
use crate::domain::order::Shop;
use crate::plugins::contract::aftercare::plugin::types::Money;

/// # Errors
/// In words for the audit: another currency, or an amount that is no whole number of 分.
pub fn fen(money: &Money, shop: &Shop) -> Result<Fen, String> {
    let Money { amount, currency } = money;
    if !currency.eq_ignore_ascii_case(&shop.currency) {
        return Err(format!(
            "{amount} {currency}: the shop's currency is {}",
            shop.currency
        ));
    }
    Fen::parse(amount).ok_or_else(|| format!("{amount} {currency}: not exact in hundredths"))
}

/// An amount as a platform writes it.
pub fn told(fen: Fen, shop: &Shop) -> Money {
    Money {
        amount: format!("{}.{:02}", fen.0 / 100, fen.0 % 100),
        currency: shop.currency.clone(),
    }
}
