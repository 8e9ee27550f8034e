//! The places of a text that were asked for, with a little of what stands around them.

use super::asked::Asked;
use super::asked::Word;
use super::fold::Class;
use super::fold::Folded;
use super::fold::fold;

/// Characters before and after the first place that is shown.
const BEFORE: usize = 16;
const AFTER: usize = 70;

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it is what was asked for.
    pub marked: bool,
}

/// A text made ready to be looked through.
pub(super) struct Looked<'a> {
    text: &'a str,
    folded: Vec<Folded>,
}

impl<'a> Looked<'a> {
    pub(super) fn new(text: &'a str) -> Looked<'a> {
        Looked {
            text,
            folded: fold(text),
        }
    }

    /// Whether these characters stand side by side in it.
    pub(super) fn has(&self, run: &[char]) -> bool {
        self.folded
            .windows(run.len().max(1))
            .any(|window| window.iter().map(|f| f.c).eq(run.iter().copied()))
    }

    /// The part around the first place that was asked for; none when there is no such place.
    pub(super) fn passage(&self, asked: &Asked) -> Option<Vec<Piece>> {
        let marked = self.marked(asked);
        let first = marked.iter().position(|marked| *marked)?;
        let chars: Vec<char> = self.text.chars().collect();
        let start = first.saturating_sub(BEFORE);
        let end = (first + AFTER).min(chars.len());
        let mut pieces: Vec<Piece> = Vec::new();
        let mut add = |c: char, is_marked: bool| match pieces.last_mut() {
            Some(last) if last.marked == is_marked => last.text.push(c),
            _ => pieces.push(Piece {
                text: c.into(),
                marked: is_marked,
            }),
        };
        if start > 0 {
            add('…', false);
        }
        for at in start..end {
            add(chars[at], marked[at]);
        }
        if end < chars.len() {
            add('…', false);
        }
        Some(pieces)
    }

    /// For each character of the text, whether it was asked for.
    fn marked(&self, asked: &Asked) -> Vec<bool> {
        let mut marked = vec![false; self.text.chars().count()];
        for word in &asked.words {
            match word {
                Word::Han(run) => self.mark_run(run, &mut marked),
                Word::Beginning(word) => self.mark_word(word, &mut marked),
            }
        }
        if let Some(number) = &asked.together {
            self.mark_word(number, &mut marked);
        }
        marked
    }

    fn mark_run(&self, run: &[char], marked: &mut [bool]) {
        for window in self.folded.windows(run.len().max(1)) {
            if window.iter().map(|f| f.c).eq(run.iter().copied()) {
                window.iter().for_each(|f| marked[f.from] = true);
            }
        }
    }

    /// Marks the beginnings of words, read over their joints.
    fn mark_word(&self, word: &str, marked: &mut [bool]) {
        for start in 0..self.folded.len() {
            let before = start.checked_sub(1).map(|at| self.folded[at].class);
            if self.folded[start].class != Class::Word || before == Some(Class::Word) {
                continue;
            }
            if let Some(end) = self.ends(word, start) {
                self.folded[start..end]
                    .iter()
                    .for_each(|f| marked[f.from] = true);
            }
        }
    }

    /// Where the word that begins at `start` ends, if it stands there.
    fn ends(&self, word: &str, start: usize) -> Option<usize> {
        let mut at = start;
        for c in word.chars() {
            if self.folded.get(at).is_some_and(|f| f.class == Class::Joint) {
                at += 1;
            }
            if self.folded.get(at)?.c != c {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Vault;

    fn shown(text: &str, question: &str) -> Option<String> {
        let asked = Asked::read(question, &Vault::for_tests());
        let passage = Looked::new(text).passage(&asked)?;
        let pieces = passage.into_iter().map(|piece| match piece.marked {
            true => format!("[{}]", piece.text),
            false => piece.text,
        });
        Some(pieces.collect())
    }

    #[test]
    fn what_was_asked_for_is_marked_as_it_was_written() {
        for (text, question, expected) in [
            ("买家说杯盖破损", "破损", "买家说杯盖[破损]"),
            ("ＡＢ－１２ 的线", "ab12", "[ＡＢ－１２] 的线"),
            ("SF-1234 已签收", "sf12 签收", "[SF-12]34 已[签收]"),
            ("退款退货", "退", "[退]款[退]货"),
            ("AS-260901", "AS 260 901", "[AS-260901]"),
            ("<b>破损</b>", "破损", "<b>[破损]</b>"),
        ] {
            assert_eq!(shown(text, question).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(
            shown("basf12", "sf12"),
            None,
            "only the beginnings of words"
        );
    }

    #[test]
    fn only_a_little_around_it_is_shown() {
        let text = format!("{}破损{}", "前".repeat(100), "后".repeat(100));
        let passage = shown(&text, "破损").expect("found");
        assert!(
            passage.starts_with('…') && passage.ends_with('…'),
            "{passage}"
        );
        assert!(passage.chars().count() < 100);
    }
}
