//! Recognising buyers: a clear value becomes an identity with a mask, a seal and look-up hashes.

use super::Vault;
use super::find;
use crate::domain::ids::ShopId;
use crate::domain::masking;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use anyhow::Result;

/// The kind under which the last four digits of a phone are hashed.
const PHONE_TAIL: &str = "phone_tail";

/// The identity for a clear value. A value the platform masked already still shows in lists but
/// finds only its own equals.
///
/// # Errors
/// When the system has no randomness.
pub fn identity(
    vault: &Vault,
    kind: IdentityKind,
    clear: &str,
    shop: Option<ShopId>,
) -> Result<Identity> {
    let masked = match kind {
        IdentityKind::Phone => masking::phone(clear),
        IdentityKind::Email => masking::email(clear),
        IdentityKind::Nick | IdentityKind::PlatformId | IdentityKind::Wechat => {
            masking::nick(clear)
        }
    };
    let mut also_found_by = Vec::new();
    if kind == IdentityKind::Phone {
        let digits: String = clear.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 7 {
            let tail = &digits[digits.len() - 4..];
            also_found_by.push(vault.lookup(PHONE_TAIL, tail));
        }
    }
    Ok(Identity {
        kind,
        value: vault.seal(clear.trim(), masked)?,
        hash: hash(vault, kind, clear),
        also_found_by,
        shop,
    })
}

/// The look-up hash of a clear value.
pub fn hash(vault: &Vault, kind: IdentityKind, clear: &str) -> String {
    vault.lookup(kind.code(), &normal(kind, clear))
}

/// The look-up hash of a telephone number that stands in words.
pub fn phone_hash(vault: &Vault, number: &str) -> String {
    hash(vault, IdentityKind::Phone, number)
}

/// The find tokens that what someone typed could be: nickname, phone, phone tail, …
pub fn find_tokens(vault: &Vault, typed: &str) -> Vec<String> {
    let mut hashes: Vec<String> = IdentityKind::ALL
        .iter()
        .map(|kind| hash(vault, *kind, typed))
        .collect();
    let digits = typed.trim();
    if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
        hashes.push(vault.lookup(PHONE_TAIL, digits));
    }
    hashes.iter().map(|hash| format!("#{hash}")).collect()
}

fn normal(kind: IdentityKind, clear: &str) -> String {
    match kind {
        IdentityKind::Phone => {
            let digits: String = clear.chars().filter(char::is_ascii_digit).collect();
            // +86 and 0086 are the same country's numbers.
            match digits.len() {
                12.. => digits[digits.len() - 11..].to_owned(),
                _ => digits,
            }
        }
        _ => find::normal(clear),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buyer_is_found_by_phone_tail_and_nickname() {
        let vault = Vault::for_tests();
        let phone = identity(&vault, IdentityKind::Phone, "+86 13800138000", None).expect("made");
        assert_eq!(phone.value.masked, "138****8000");
        assert!(find_tokens(&vault, "13800138000").contains(&format!("#{}", phone.hash)));
        assert!(find_tokens(&vault, "8000").contains(&format!("#{}", phone.also_found_by[0])));
        let nick = identity(&vault, IdentityKind::Nick, "Tb小可爱", None).expect("made");
        assert!(find_tokens(&vault, " tb小可爱 ").contains(&format!("#{}", nick.hash)));
    }
}
