//! One shape for what was written and what is typed: NFKC, so that full-width letters and digits
//! are half-width, and lower case. Simplified and traditional characters stay as they are.

use unicode_normalization::UnicodeNormalization;

/// One character of folded text, and the number of the character it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    pub c: char,
    pub from: usize,
    pub class: Class,
}

/// What a character is to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Chinese characters, kana, hangul: written without blanks between words.
    Han,
    /// Letters and digits of scripts that separate their words.
    Word,
    /// What joins the parts of a number: `SF-123`, `3.5`, `A/B`.
    Joint,
    Other,
}

/// Folds a text character by character, so that every folded one knows where it came from.
pub(super) fn fold(text: &str) -> Vec<Folded> {
    // Most characters take three bytes.
    let mut folded = Vec::with_capacity(text.len().div_ceil(2));
    for (from, c) in text.chars().enumerate() {
        if c.is_ascii() {
            push(&mut folded, c.to_ascii_lowercase(), from);
            continue;
        }
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            // Nearly all of what is written here is its own normal form and has no case.
            folded.push(Folded {
                c,
                from,
                class: Class::Han,
            });
            continue;
        }
        for normal in std::iter::once(c).nfkc() {
            for lower in normal.to_lowercase() {
                push(&mut folded, lower, from);
            }
        }
    }
    folded
}

fn push(folded: &mut Vec<Folded>, c: char, from: usize) {
    let class = class(c);
    folded.push(Folded { c, from, class });
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | '0'..='9' => Class::Word,
        '-' | '_' | '.' | '/' => Class::Joint,
        '\0'..='\u{7f}' => Class::Other,
        '々' | '〆' | '〇' => Class::Han,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{3105}'..='\u{31bf}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Han,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_capitals_become_what_is_typed() {
        let text: String = fold("ＡＢ－１２ Ｉphone 退貨ﾃｽﾄ")
            .iter()
            .map(|f| f.c)
            .collect();
        assert_eq!(text, "ab-12 iphone 退貨テスト");
        let sources: Vec<usize> = fold("㎏x").iter().map(|f| f.from).collect();
        assert_eq!(sources, [0, 0, 1], "one character may become two");
    }

    #[test]
    fn what_is_not_normalised_is_its_own_normal_form() {
        for c in '\u{4e00}'..='\u{9fff}' {
            let normal: Vec<char> = std::iter::once(c).nfkc().collect();
            assert_eq!(normal, [c]);
            assert_eq!(class(c), Class::Han);
            assert!(c.to_lowercase().eq([c]));
        }
    }

    #[test]
    fn rare_characters_are_chinese_too() {
        for c in ["退", "𠮷", "〇", "々", "の", "韓"] {
            assert_eq!(fold(c)[0].class, Class::Han, "{c}");
        }
        assert_eq!(fold("é")[0].class, Class::Word);
        assert_eq!(fold("，")[0].class, Class::Other);
    }
}
