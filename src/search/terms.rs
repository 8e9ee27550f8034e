//! What a text is found by. Chinese runs as pairs of neighbouring characters, and the last one of a
//! run alone, so that any single character is the beginning of a term; letters and digits by every
//! beginning of up to [`BEGINNING`] characters, longer words whole as well.

use super::fold::Class;
use super::fold::Folded;
use super::fold::fold;
use super::initials::initials;
use std::collections::BTreeSet;

/// Words are found by their beginnings of up to so many characters through a term of their own;
/// by longer ones through a range of terms.
pub(super) const BEGINNING: usize = 8;
/// Longer words are cut: nobody types more.
pub(super) const LONGEST: usize = 40;
/// Initials of fewer characters than this are not looked up: they would find half of all goods.
const SHORTEST_SOUND: usize = 2;
/// Terms of one document; what comes after is not found.
const MOST: usize = 20_000;

/// A stretch of text that is looked up as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Chinese characters side by side.
    Han(Vec<char>),
    /// A word of letters and digits, or several joined by `-`, `_`, `.` or `/`.
    Words {
        parts: Vec<String>,
        /// The parts without their joints.
        whole: String,
    },
}

/// The runs of a text, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        match folded[at].class {
            Class::Han => {
                let end = end_of(&folded, at, Class::Han);
                found.push(Run::Han(folded[at..end].iter().map(|f| f.c).collect()));
                at = end;
            }
            Class::Word => {
                let (run, end) = words(&folded, at);
                found.push(run);
                at = end;
            }
            Class::Joint | Class::Other => at += 1,
        }
    }
    found
}

fn end_of(folded: &[Folded], start: usize, class: Class) -> usize {
    let rest = &folded[start..];
    let length = rest.iter().take_while(|f| f.class == class).count();
    start + length
}

/// A word with those joined to it, and where they end.
fn words(folded: &[Folded], start: usize) -> (Run, usize) {
    let (mut at, mut parts) = (start, Vec::new());
    loop {
        let end = end_of(folded, at, Class::Word);
        parts.push(folded[at..end].iter().map(|f| f.c).collect::<String>());
        let goes_on = folded.get(end).is_some_and(|f| f.class == Class::Joint)
            && folded.get(end + 1).is_some_and(|f| f.class == Class::Word);
        if !goes_on {
            let whole = cut(&parts.concat()).to_owned();
            return (Run::Words { parts, whole }, end);
        }
        at = end + 1;
    }
}

fn cut(word: &str) -> &str {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => &word[..end],
        None => word,
    }
}

/// Whether this is a Chinese mobile number, which is personal: it is looked up by a keyed hash.
pub(super) fn is_phone(word: &str) -> bool {
    let local = word.strip_prefix("86").filter(|rest| rest.len() == 11);
    let bytes = local.unwrap_or(word).as_bytes();
    bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
}

/// What a document is found by. `phone` makes the keyed hash of a telephone number.
pub(super) struct Terms<'a> {
    terms: BTreeSet<String>,
    phone: &'a dyn Fn(&str) -> String,
}

impl<'a> Terms<'a> {
    pub(super) fn new(phone: &'a dyn Fn(&str) -> String) -> Terms<'a> {
        Terms {
            terms: BTreeSet::new(),
            phone,
        }
    }

    /// Adds a number of ours or the platform's: never taken for a telephone number.
    pub(super) fn number(&mut self, text: &str) {
        for run in runs(text) {
            self.add(&run);
        }
    }

    /// Adds what someone wrote. Telephone numbers in it go in as keyed hashes only.
    pub(super) fn words(&mut self, text: &str) {
        let runs = runs(text);
        let mut at = 0;
        while at < runs.len() {
            // 138 0013 8000 is one number, too.
            let groups = spoken_phone(&runs[at..]);
            match groups.or_else(|| phone_of(&runs[at..=at])) {
                Some(number) => {
                    self.terms.insert(hashed(&(self.phone)(&number)));
                    at += if spoken_phone(&runs[at..]).is_some() {
                        3
                    } else {
                        1
                    };
                }
                None => {
                    self.add(&runs[at]);
                    at += 1;
                }
            }
        }
    }

    /// Adds how a title is typed by the initials of its characters: each Chinese run by every
    /// beginning, so that `yrwj` finds 羊绒围巾.
    pub(super) fn sounds(&mut self, text: &str) {
        for run in runs(text) {
            if let Run::Han(run) = run {
                let spelt = initials(&run.into_iter().collect::<String>());
                let beginnings =
                    (SHORTEST_SOUND..=spelt.len().min(BEGINNING)).map(|end| &spelt[..end]);
                self.terms.extend(beginnings.map(str::to_owned));
            }
        }
    }

    fn add(&mut self, run: &Run) {
        if self.terms.len() >= MOST {
            return;
        }
        match run {
            Run::Han(run) => {
                for pair in run.windows(2) {
                    self.terms.insert(pair.iter().collect());
                }
                self.terms.extend(run.last().map(char::to_string));
            }
            Run::Words { parts, whole } => {
                for word in parts.iter().map(|part| cut(part)).chain([whole.as_str()]) {
                    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
                    self.terms
                        .extend(ends.take(BEGINNING).map(|end| word[..end].to_owned()));
                    self.terms.insert(word.to_owned());
                }
            }
        }
    }

    pub(super) fn into_terms(self) -> impl Iterator<Item = String> {
        self.terms.into_iter()
    }
}

/// The term of a keyed hash.
pub(super) fn hashed(hash: &str) -> String {
    format!("#{hash}")
}

/// The telephone number, without the country's, that these runs spell together.
fn phone_of(runs: &[Run]) -> Option<String> {
    let mut digits = String::new();
    for run in runs {
        match run {
            Run::Words { whole, .. } => digits.push_str(whole),
            Run::Han(_) => return None,
        }
    }
    let local = digits.len().checked_sub(11)?;
    is_phone(&digits).then(|| digits[local..].to_owned())
}

/// A telephone number written in three groups: 138 0013 8000.
fn spoken_phone(runs: &[Run]) -> Option<String> {
    let groups = runs.get(..3)?;
    let lengths = [3, 4, 4];
    let fits = groups
        .iter()
        .zip(lengths)
        .all(|(run, length)| matches!(run, Run::Words { whole, .. } if whole.len() == length));
    fits.then(|| phone_of(groups)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let phone = |number: &str| format!("hash of {number}");
        let mut terms = Terms::new(&phone);
        terms.words(text);
        terms.into_terms().collect()
    }

    #[test]
    fn what_a_text_is_found_by() {
        for (text, found) in [
            ("", ""),
            ("退", "退"),
            ("退货退款", "款 货退 退款 退货"),
            ("退，货", "货 退"),
            ("𠮷野家", "野家 家 𠮷野"),
            ("ＡＢ１", "a ab ab1"),
            ("买2件", "2 买 件"),
            ("SF-12", "1 12 s sf sf1 sf12"),
            ("a - b", "a b"),
            (
                "1234567890",
                "1 12 123 1234 12345 123456 1234567 12345678 1234567890",
            ),
            ("😀!?", ""),
        ] {
            let mut expected: Vec<&str> = found.split_whitespace().collect();
            expected.sort_unstable();
            assert_eq!(terms(text), expected, "{text}");
        }
    }

    #[test]
    fn a_title_is_found_by_the_initials_of_its_characters() {
        let phone = |number: &str| format!("hash of {number}");
        let mut terms = Terms::new(&phone);
        terms.sounds("羊绒围巾 M码 红");
        let found: Vec<String> = terms.into_terms().collect();
        assert_eq!(found, ["yr", "yrw", "yrwj"]);
    }

    #[test]
    fn a_telephone_number_in_a_note_goes_in_as_a_hash() {
        for text in [
            "13800138000",
            "138-0013-8000",
            "１３８００１３８０００",
            "8613800138000",
            "138 0013 8000",
        ] {
            assert_eq!(terms(text), ["#hash of 13800138000"], "{text}");
        }
        let among = terms("call sf-12 138-0013-8000");
        assert!(among.contains(&"sf12".to_owned()), "{among:?}");
        assert!(
            !among.iter().any(|term| term.starts_with("138")),
            "{among:?}"
        );
        assert!(terms("12800138000").contains(&"12800138000".to_owned()));
    }
}
