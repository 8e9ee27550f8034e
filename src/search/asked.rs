//! What someone asks for: words that must all be found, and what narrows the answer.

use super::terms::Run;
use super::terms::is_phone;
use super::terms::runs;
use crate::domain::case::Kind;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::time::Timestamp;
use crate::store::Vault;
use crate::store::find::What;
use crate::store::identity;

/// More characters than this of a question are not read.
pub const LONGEST_QUESTION: usize = 100;
/// More words than this are not asked for.
const MOST_WORDS: usize = 12;
/// Numbers typed with blanks in them are also tried as one, from so many characters on.
const ONE_NUMBER: usize = 6;

/// A question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// All of them must be found.
    pub(super) words: Vec<Word>,
    /// Instead of all words: the number they make together.
    pub(super) together: Option<String>,
    /// Instead of all words: the keyed hash of the telephone number they are.
    pub(super) phone: Option<String>,
    pub only: Only,
}

/// One thing that must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Side by side.
    Han(Vec<char>),
    /// The beginning of a word or number.
    Beginning(String),
}

/// What narrows the answer. Nothing does by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Only {
    pub what: Option<What>,
    pub kind: Option<Kind>,
    /// Open cases, or closed ones.
    pub open: Option<bool>,
    pub shop: Option<ShopId>,
    pub owner: Option<StaffId>,
    pub channel: Option<Channel>,
    /// Opened or ordered then or later.
    pub from: Option<Timestamp>,
    /// Opened or ordered before then.
    pub until: Option<Timestamp>,
}

impl Asked {
    /// Reads what someone typed.
    pub fn read(text: &str, vault: &Vault) -> Asked {
        let text: String = text.chars().take(LONGEST_QUESTION).collect();
        let runs = runs(&text);
        let mut together = String::new();
        let mut words = Vec::new();
        for run in runs {
            let word = match run {
                Run::Han(run) => Word::Han(run),
                Run::Words { whole, .. } => {
                    together.push_str(&whole);
                    Word::Beginning(whole)
                }
            };
            if !words.contains(&word) && words.len() < MOST_WORDS {
                words.push(word);
            }
        }
        let only_letters = words.iter().all(|word| matches!(word, Word::Beginning(_)));
        let phone =
            (only_letters && is_phone(&together)).then(|| identity::phone_hash(vault, &together));
        let together =
            (only_letters && words.len() > 1 && together.len() >= ONE_NUMBER).then_some(together);
        Asked {
            words,
            together,
            phone,
            only: Only::default(),
        }
    }

    /// The same, narrowed.
    pub fn only(mut self, only: Only) -> Asked {
        self.only = only;
        self
    }

    /// Whether nothing that can be looked up was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let asked = Asked::read(text, &Vault::for_tests());
        asked
            .words
            .iter()
            .map(|word| match word {
                Word::Han(run) => run.iter().collect(),
                Word::Beginning(word) => word.clone(),
            })
            .collect()
    }

    #[test]
    fn a_question_is_read_as_it_is_meant() {
        assert_eq!(words(" 退款，SF-123  ＡＢ "), ["退款", "sf123", "ab"]);
        assert_eq!(words("iPhone充电线"), ["iphone", "充电线"]);
        assert_eq!(words("退款 退款"), ["退款"]);
        assert!(Asked::read("!? -", &Vault::for_tests()).is_empty());
        let asked = Asked::read("AS 2609 01", &Vault::for_tests());
        assert_eq!(asked.together.as_deref(), Some("as260901"));
        let asked = Asked::read("138 0013 8000", &Vault::for_tests());
        assert!(asked.phone.is_some());
        assert_eq!(
            asked.phone,
            Asked::read("13800138000", &Vault::for_tests()).phone
        );
    }
}
