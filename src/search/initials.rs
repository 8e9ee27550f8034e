//! Names by how they sound: `wlb` and `wanglaoban` for 王老板.

use super::fold::fold;
use pinyin::ToPinyin;

/// Whether a name begins so, has a part that does, or is spelt so in pinyin: whole, or by the
/// initials of its characters, from any of them on.
pub fn sounds_like(name: &str, typed: &str) -> bool {
    let typed = plain(typed);
    if typed.is_empty() {
        return false;
    }
    if plain(name).contains(&typed) {
        return true;
    }
    if !typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let folded: Vec<char> = fold(name).into_iter().map(|f| f.c).collect();
    (0..folded.len()).any(|start| {
        let rest = &folded[start..];
        spelt(rest, 1).starts_with(&typed) || spelt(rest, usize::MAX).starts_with(&typed)
    })
}

/// How a name is typed by its initials: `wlb` for 王老板.
pub fn initials(name: &str) -> String {
    let folded: Vec<char> = fold(name).into_iter().map(|f| f.c).collect();
    spelt(&folded, 1)
}

/// The characters by up to so many letters of each.
fn spelt(chars: &[char], letters: usize) -> String {
    let mut spelt = String::new();
    for c in chars {
        match c.to_pinyin() {
            Some(sound) => spelt.extend(sound.plain().chars().map(typed_as).take(letters)),
            None if c.is_ascii_alphanumeric() => spelt.push(*c),
            None => {}
        }
    }
    spelt
}

/// Keyboards have no ü.
fn typed_as(letter: char) -> char {
    if letter == 'ü' { 'v' } else { letter }
}

fn plain(text: &str) -> String {
    let kept = fold(text).into_iter().map(|f| f.c);
    kept.filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_its_sound() {
        for typed in [
            "王",
            "老板",
            "wlb",
            "wang",
            "wanglao",
            "lb",
            "WLB",
            "ｗｌｂ",
        ] {
            assert!(sounds_like("王老板", typed), "{typed}");
        }
        for typed in ["", " ", "bl", "张", "ang"] {
            assert!(!sounds_like("王老板", typed), "{typed}");
        }
        assert!(sounds_like("A店 女装", "nz"));
        assert!(sounds_like("A店 女装", "nvzh"));
        assert!(sounds_like("A店 女装", "adn"));
    }
}
