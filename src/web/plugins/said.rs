//! What a package may do, row by row, with its publisher's reasons; and whose it is.

use crate::domain::plugin::Manifest;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Right;
use crate::domain::plugin::Rights;
use crate::domain::plugin::installed::Packed;
use crate::domain::plugin::worlds::Sort;
use crate::phrases::Words;
use crate::phrases::plugins;
use crate::plugins::official;

/// A row of the list of what it wants.
pub struct Wish {
    pub said: String,
    /// In the publisher's words; may be empty.
    pub why: String,
    /// Goes further than plugins usually do: the shop's network, a secret in the clear.
    pub grave: bool,
    /// Tells it who someone is.
    pub personal: bool,
}

/// Who signed a package.
pub struct Signer {
    /// It came with the desk, to the letter.
    pub is_shipped: bool,
    /// Empty for an unsigned one.
    pub id: String,
    pub words: String,
}

/// The rights of a manifest as rows.
pub fn wishes(words: Words, manifest: &Manifest) -> Vec<Wish> {
    let rights = Rights::of_manifest(manifest);
    let said = plugins::rights(words, manifest, rights.all());
    said.into_iter()
        .map(|(right, said)| Wish {
            said,
            why: why(words, manifest, right),
            grave: matches!(right, Right::Local { .. } | Right::Reveal { .. }),
            personal: matches!(right, Right::Told(field) if field.is_personal()),
        })
        .collect()
}

/// The publisher's reason for a right; may be empty.
fn why(words: Words, manifest: &Manifest, right: &Right) -> String {
    let (Right::Http { origin: of, .. } | Right::Local { origin: of }) = right else {
        return String::new();
    };
    let mut http = manifest.permissions.http.iter();
    let named = http.find(|http| of.starts_with(&http.origin));
    named.map_or_else(String::new, |http| http.reason.of(words.lang).to_owned())
}

/// Who signed it.
pub fn signer(words: Words, id: &PluginId, packed: &Packed) -> Signer {
    let key = packed.publisher.as_ref();
    Signer {
        is_shipped: official::by_id(id).is_some_and(|one| one.is(&packed.sha256)),
        id: key.map(|key| key.id()).unwrap_or_default(),
        words: key
            .map(|key| plugins::key_words(words, key))
            .unwrap_or_default(),
    }
}

/// What one of its calls may use, in a sentence.
pub fn use_of_a_call(words: Words, manifest: &Manifest) -> String {
    let most = manifest.limits.limits(Sort::Pull);
    let http = &manifest.permissions.http;
    let a_day: u64 = http.iter().map(|http| u64::from(http.rate.per_day)).sum();
    let args = [
        ("memory", most.memory_mib.into()),
        ("cpu", most.cpu_ms.into()),
        ("wall", (most.wall_ms / 1000).into()),
        ("calls", a_day.into()),
    ];
    match http.is_empty() {
        true => words.with("plugin-uses-offline", &args),
        false => words.with("plugin-uses", &args),
    }
}
