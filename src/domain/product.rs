//! A product 商品 as the desk knows it: what agents tell buyers about it, what goes wrong with it,
//! and what it costs (R186, R230).

use super::case::record::CaseLine;
use super::ids::ProductId;
use super::ids::ShopId;
use super::money::Fen;
use super::order::OrderLine;
use super::people::ActorRef;
use super::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// The longest code, in characters; what is longer is cut.
const CODE_MOST: usize = 60;

/// A product of a shop. It is there as soon as an order names it; people add the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub shop: ShopId,
    /// What makes it one product: see [`code`]. Never changes.
    pub code: String,
    /// The seller's own code 商家编码, as the first order wrote it.
    #[serde(default)]
    pub sku: Option<String>,
    pub title: String,
    #[serde(default)]
    pub specs: String,
    /// 洗护与使用说明, as agents send it to buyers (R230).
    #[serde(default)]
    pub care: String,
    #[serde(default)]
    pub faults: Vec<KnownFault>,
    /// 卖点: lines for replies (R159).
    #[serde(default)]
    pub selling: String,
    /// What one piece costs the shop, in 分: the margin floor of a compensation needs it (R82).
    #[serde(default)]
    pub cost_price: Option<Fen>,
    #[serde(default)]
    pub warranty_months: Option<u32>,
    pub seen_at: Timestamp,
    #[serde(default)]
    pub edited_by: Option<ActorRef>,
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Counts every change: a form that was shown an older one is stale.
    pub rev: u64,
}

/// What goes wrong with a product, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFault {
    pub symptom: String,
    #[serde(default)]
    pub remedy: String,
}

impl Product {
    /// Whether anyone wrote down anything that helps in a case.
    pub fn tells_something(&self) -> bool {
        !self.care.is_empty()
            || !self.specs.is_empty()
            || !self.selling.is_empty()
            || !self.faults.is_empty()
            || self.warranty_months.is_some()
    }
}

/// What makes two lines the same product of a shop: the seller's code, else the title. Case and
/// blanks do not count.
pub fn code(sku: Option<&str>, title: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .flat_map(char::to_uppercase)
            .take(CODE_MOST)
            .collect()
    };
    match sku.map(plain).filter(|sku| !sku.is_empty()) {
        Some(sku) => sku,
        // A mark that no seller's code begins with keeps titles and codes apart.
        None => format!("·{}", plain(title)),
    }
}

/// The product of an order line.
pub fn of_order_line(line: &OrderLine) -> String {
    code(line.sku_code.as_deref(), &line.title)
}

/// The product of a case line.
pub fn of_case_line(line: &CaseLine) -> String {
    match line.product.is_empty() {
        true => code(None, &line.title),
        false => line.product.clone(),
    }
}

/// How many of the cases of one product and reason ended which way, commonest first.
pub fn tally<T: PartialEq>(results: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for result in results {
        match counts.iter_mut().find(|(known, _)| *known == result) {
            Some((_, count)) => *count += 1,
            None => counts.push((result, 1)),
        }
    }
    // Stable: of equals the one seen first, which is the most recent, stays first.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_goods_are_one_product_however_their_code_is_typed() {
        assert_eq!(code(Some(" cs-2201 m"), "雪纺衬衫"), "CS-2201M");
        assert_eq!(code(Some("CS-2201M"), "另一个标题"), "CS-2201M");
        assert_eq!(code(Some("  "), "雪纺 衬衫"), "·雪纺衬衫");
        assert_ne!(code(Some("雪纺衬衫"), "x"), code(None, "雪纺衬衫"));
    }

    #[test]
    fn what_worked_most_often_stands_first() {
        assert_eq!(
            tally(["换货", "退款", "换货", "补发"]),
            [("换货", 2), ("退款", 1), ("补发", 1)]
        );
    }

    proptest! {
        #[test]
        fn a_code_is_short_and_the_same_when_taken_again(sku: String, title: String) {
            let once = code(Some(&sku), &title);
            prop_assert!(once.chars().count() <= CODE_MOST + 1);
            prop_assert!(!once.is_empty());
            if !once.starts_with('·') {
                prop_assert!(!once.contains(char::is_whitespace));
            }
        }
    }
}
