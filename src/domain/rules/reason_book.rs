//! What a shop makes of the reason tree (D11): reasons called otherwise, switched off, and its own
//! under the same roots. Part of the rule pack, so that old cases keep what they were opened with.

use crate::domain::case::record::Fault;
use crate::domain::reasons::REASONS;
use crate::domain::reasons::ReasonClass;
use crate::domain::reasons::own_reason;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The most reasons a shop may add.
pub const MOST_OWN: usize = 60;

/// The shop's own words for a reason, in zh-CN, zh-TW and en.
pub type Texts = [String; 3];

/// A reason of the shop's own. Class and default fault stand in its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnReason {
    pub code: String,
    pub text: Texts,
}

/// The shop's changes of the reason tree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasonBook {
    /// No longer offered; cases that have them keep them.
    pub off: BTreeSet<String>,
    pub renamed: BTreeMap<String, Texts>,
    pub own: Vec<OwnReason>,
}

impl ReasonBook {
    /// The shop's own words for a reason in a language (0 zh-CN, 1 zh-TW, 2 en).
    pub fn words(&self, code: &str, lang: usize) -> Option<&str> {
        let own = self.own.iter().find(|own| own.code == code);
        let texts = own
            .map(|own| &own.text)
            .or_else(|| self.renamed.get(code))?;
        let wanted = texts.get(lang).into_iter().chain(texts);
        wanted.map(String::as_str).find(|text| !text.is_empty())
    }

    /// Whether a reason is offered for new cases.
    pub fn offers(&self, code: &str) -> bool {
        !self.off.contains(code)
    }

    /// Every reason of a class with its code: the tree's, then the shop's own.
    pub fn of_class(&self, class: ReasonClass) -> impl Iterator<Item = &str> {
        let tree = REASONS.iter().filter(move |reason| reason.class == class);
        let own = self.own.iter().map(|own| own.code.as_str());
        tree.map(|reason| reason.code)
            .chain(own.filter(move |code| own_reason(code).is_some_and(|r| r.class == class)))
    }

    /// A code for another reason of the shop's own.
    pub fn next_code(&self, class: ReasonClass, fault: Fault) -> String {
        let number = |own: &OwnReason| own.code.rsplit('_').next()?.parse::<u32>().ok();
        let last = self.own.iter().filter_map(number).max().unwrap_or(0);
        format!("own_{class}_{fault}_{}", last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_shops_own_tells_its_root_and_whose_fault_it_is() {
        let mut book = ReasonBook::default();
        let code = book.next_code(ReasonClass::Quality, Fault::Courier);
        assert_eq!(code, "own_quality_courier_1");
        let reason = own_reason(&code).expect("a reason");
        assert_eq!(reason.class, ReasonClass::Quality);
        assert_eq!(reason.fault(), Fault::Courier);
        assert_eq!(reason.priority(), ReasonClass::Quality.priority());
        book.own.push(OwnReason {
            code: code.clone(),
            text: ["油漆味重".into(), String::new(), String::new()],
        });
        assert_eq!(book.words(&code, 2), Some("油漆味重"));
        assert!(book.of_class(ReasonClass::Quality).any(|c| c == code));
        assert_eq!(
            book.next_code(ReasonClass::Price, Fault::Shop),
            "own_price_shop_2"
        );
        for wrong in [
            "own_quality_courier",
            "own_x_shop_1",
            "own_price_shop_1_2",
            "size",
        ] {
            assert_eq!(own_reason(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_switched_off_is_offered_no_more_and_keeps_its_words() {
        let mut book = ReasonBook::default();
        book.off.insert("itchy".into());
        book.renamed.insert(
            "itchy".into(),
            ["扎人".into(), String::new(), String::new()],
        );
        assert!(!book.offers("itchy") && book.offers("size"));
        assert_eq!(book.words("itchy", 0), Some("扎人"));
        assert_eq!(book.words("size", 0), None);
    }
}
