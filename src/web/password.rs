//! What a new password must be: long enough, and not one everybody tries first.

use crate::actions::people::PASSWORD_LENGTH;

/// The longest: hashing a novel is no help to anyone.
pub const LONGEST: usize = 128;

/// Words that begin the lists of every thief; compared without digits and signs around them.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passw",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "iloveyou",
    "woaini",
    "taobao",
    "aftercare",
    "shouhou",
    "dianpu",
    "mima",
    "changeme",
    "default",
    "superman",
    "monkey",
    "dragon",
    "football",
    "baseball",
];

/// The phrase key of what is wrong with it, if anything.
pub fn fault(password: &str, login: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < PASSWORD_LENGTH {
        return Some("password-short");
    }
    if length > LONGEST {
        return Some("password-long");
    }
    let lower = password.to_lowercase();
    let login = login.trim().to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let different = {
        let mut seen: Vec<char> = lower.chars().collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    let runs = [
        "01234567890123456789",
        "98765432109876543210",
        "abcdefghijklmnopqrstuvwxyz",
    ];
    let known = different < 4
        || COMMON.contains(&letters.as_str())
        || runs.iter().any(|run| run.contains(lower.as_str()))
        || (!login.is_empty() && (lower.contains(&login) && length < login.chars().count() + 6));
    known.then_some("password-common")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_own_names_are_refused() {
        for (password, fault_key) in [
            ("kurz", Some("password-short")),
            ("password2026", Some("password-common")),
            ("1234567890", Some("password-common")),
            ("aaaaaaaaaaaa", Some("password-common")),
            ("wanglaoban1", Some("password-common")),
            ("三只小猫在屋顶上睡觉", None),
            ("correct horse battery", None),
        ] {
            assert_eq!(fault(password, "wanglaoban"), fault_key, "{password}");
        }
        assert_eq!(fault(&"汉".repeat(129), "x"), Some("password-long"));
    }
}
