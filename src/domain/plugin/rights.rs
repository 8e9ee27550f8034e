//! A permission set as a list of single rights: what the owner agrees to, its canonical text and
//! hash, and what differs between two of them.

use super::identity;
use super::limits;
use super::limits::Asked;
use super::manifest::Manifest;
use super::permissions::DataField;
use super::permissions::Method;
use super::worlds::Offer;
use super::worlds::Sort;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// A limit that a manifest raised. Said by `phrases::plugins`.
    pub enum Raised {
        /// Seconds.
        Wall = "wall",
        /// ms.
        Cpu = "cpu",
        HttpCalls = "http-calls",
        /// MiB.
        Memory = "memory",
        /// MiB.
        Result = "result",
    }
}

/// One thing a plugin may do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Be asked for this.
    Offer(Offer),
    /// Send requests of one method to paths that begin so.
    Http {
        origin: String,
        path: String,
        method: Method,
    },
    /// Do so in the shop's own network.
    Local { origin: String },
    /// As often as that in a day.
    PerDay { origin: String, calls: u32 },
    /// Have a secret put into requests to this origin.
    SecretTo { key: String, origin: String },
    /// Read a secret.
    Reveal { key: String },
    /// Be told this.
    Told(DataField),
    /// Be sent requests from outside, KiB each.
    Webhook { kib: u32 },
    /// Keep data, KiB for each account.
    Keep { kib: u32 },
    /// Use more than usual.
    Limit { what: Raised, value: u32 },
}

/// Rights in their canonical order, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rights(Vec<Right>);

/// What another set of rights changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: Vec<Right>,
    pub removed: Vec<Right>,
    /// The same right, as much as before and as much as now.
    pub changed: Vec<(Right, Right)>,
}

/// The first line of the canonical text. Another form gets another number, so that no grant of one
/// is ever taken for one of the other.
const HEAD: &str = "aftercare-permissions-v1\n";

impl Right {
    /// One line; no two rights have the same. Nothing in it holds a blank or a line's end: the
    /// manifest's reader saw to that.
    fn line(&self) -> String {
        match self {
            Right::Offer(offer) => format!("offer {offer}"),
            Right::Http {
                origin,
                path,
                method,
            } => format!("http {origin} {method} {path}"),
            Right::Local { origin } => format!("local {origin}"),
            Right::PerDay { origin, calls } => format!("per-day {origin} {calls}"),
            Right::SecretTo { key, origin } => format!("secret {key} {origin}"),
            Right::Reveal { key } => format!("reveal {key}"),
            Right::Told(field) => format!("told {field}"),
            Right::Webhook { kib } => format!("webhook {kib}"),
            Right::Keep { kib } => format!("keep {kib}"),
            Right::Limit { what, value } => format!("limit {what} {value}"),
        }
    }

    /// How much of it, where it can be more or less.
    fn amount(&self) -> Option<u32> {
        match self {
            Right::PerDay { calls, .. } => Some(*calls),
            Right::Webhook { kib } | Right::Keep { kib } => Some(*kib),
            Right::Limit { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// Whether both are the same right, however much of it.
    fn is_same_kind(&self, other: &Right) -> bool {
        match (self, other) {
            (Right::PerDay { origin, .. }, Right::PerDay { origin: theirs, .. }) => {
                origin == theirs
            }
            (Right::Webhook { .. }, Right::Webhook { .. }) => true,
            (Right::Keep { .. }, Right::Keep { .. }) => true,
            (Right::Limit { what, .. }, Right::Limit { what: theirs, .. }) => what == theirs,
            _ => self == other,
        }
    }

    /// Whether whoever has this has the other too.
    fn covers(&self, other: &Right) -> bool {
        match (self, other) {
            (
                Right::Http {
                    origin,
                    path,
                    method,
                },
                Right::Http {
                    origin: to,
                    path: below,
                    method: by,
                },
            ) => origin == to && method == by && below.starts_with(path.as_str()),
            _ => self.is_same_kind(other) && self.amount() >= other.amount(),
        }
    }
}

impl Rights {
    pub fn of(rights: impl IntoIterator<Item = Right>) -> Rights {
        let mut rights: Vec<Right> = rights.into_iter().collect();
        rights.sort();
        // The more of one right comes after the less, and stands for it.
        let mut kept: Vec<Right> = Vec::new();
        for right in rights {
            match kept.last_mut().filter(|last| last.is_same_kind(&right)) {
                Some(last) => *last = right,
                None => kept.push(right),
            }
        }
        Rights(kept)
    }

    /// All that a manifest asks for.
    pub fn of_manifest(manifest: &Manifest) -> Rights {
        let mut rights: Vec<Right> = manifest.offers().into_iter().map(Right::Offer).collect();
        for http in &manifest.permissions.http {
            let origin = match &http.pattern {
                Some(pattern) => format!("{}={pattern}", http.origin),
                None => http.origin.clone(),
            };
            for path in &http.paths {
                rights.extend(http.methods.iter().map(|method| Right::Http {
                    origin: origin.clone(),
                    path: path.clone(),
                    method: *method,
                }));
            }
            if http.private {
                rights.push(Right::Local {
                    origin: origin.clone(),
                });
            }
            rights.push(Right::PerDay {
                origin,
                calls: http.rate.per_day,
            });
        }
        for setting in manifest
            .settings
            .iter()
            .filter(|setting| setting.is_secret())
        {
            rights.extend(setting.origins.iter().map(|origin| Right::SecretTo {
                key: setting.key.clone(),
                origin: origin.clone(),
            }));
        }
        let permissions = &manifest.permissions;
        let reveal = permissions.reveal.iter().cloned();
        rights.extend(reveal.map(|key| Right::Reveal { key }));
        rights.extend(permissions.data.iter().copied().map(Right::Told));
        rights.extend(permissions.webhook_kib.map(|kib| Right::Webhook { kib }));
        if permissions.kv_kib > 0 {
            rights.push(Right::Keep {
                kib: permissions.kv_kib,
            });
        }
        rights.extend(raised(&manifest.limits));
        Rights::of(rights)
    }

    pub fn all(&self) -> &[Right] {
        &self.0
    }

    pub fn has(&self, right: &Right) -> bool {
        self.0.contains(right)
    }

    /// What the owner agrees to, to the letter.
    pub fn canonical(&self) -> String {
        let mut lines: Vec<String> = self.0.iter().map(|right| right.line() + "\n").collect();
        lines.sort();
        format!("{HEAD}{}", lines.concat())
    }

    /// SHA-256 of the canonical text, hex: what a grant is bound to.
    pub fn hash(&self) -> String {
        identity::sha256(self.canonical().as_bytes())
    }

    /// What `newer` changes of these.
    pub fn difference(&self, newer: &Rights) -> Difference {
        let mut difference = Difference::default();
        for right in newer.0.iter().filter(|right| !self.has(right)) {
            let before = self.0.iter().find(|old| old.is_same_kind(right));
            match before {
                Some(old) => difference.changed.push((old.clone(), right.clone())),
                None => difference.added.push(right.clone()),
            }
        }
        let gone = |old: &&Right| !newer.0.iter().any(|right| right.is_same_kind(old));
        difference.removed = self.0.iter().filter(gone).cloned().collect();
        difference
    }

    /// Whether these hold everything that the others do.
    pub fn cover(&self, others: &Rights) -> bool {
        let covered = |right: &Right| self.0.iter().any(|own| own.covers(right));
        others.0.iter().all(covered)
    }
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// The limits above what every plugin gets.
fn raised(asked: &Asked) -> Vec<Right> {
    let most = limits::defaults(Sort::Pull);
    let all = [
        (
            Raised::Wall,
            asked.wall_ms.map(|ms| ms / 1000),
            most.wall_ms / 1000,
        ),
        (Raised::Cpu, asked.cpu_ms, most.cpu_ms),
        (Raised::HttpCalls, asked.http_calls, most.http_calls),
        (Raised::Memory, asked.memory_mib, most.memory_mib),
        (Raised::Result, asked.result_mib, most.result_mib),
    ];
    let above = |(what, asked, usual): (Raised, Option<u32>, u32)| {
        let value = asked.filter(|asked| *asked > usual)?;
        Some(Right::Limit { what, value })
    };
    all.into_iter().filter_map(above).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::KUAIDI100;
    use super::super::tests::manifest;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rights_are_listed_one_by_one_and_hashed() {
        let rights = Rights::of_manifest(&manifest());
        expect_test::expect![[r#"
            aftercare-permissions-v1
            http https://poll.kuaidi100.com POST /poll/
            keep 512
            limit wall 45
            offer account
            offer courier
            offer courier-push
            offer courier-recognise
            offer courier-subscribe
            per-day https://poll.kuaidi100.com 2000
            secret key https://poll.kuaidi100.com
            told buyer.phone-tail
            told shipment.carrier
            told shipment.number
            webhook 128
        "#]]
        .assert_eq(&rights.canonical());
        assert_eq!(rights.hash().len(), 64);
    }

    /// The rights after one text was put for another.
    fn rights_after(old: &str, new: &str) -> Rights {
        let text = KUAIDI100.replacen(old, new, 1);
        assert_ne!(text, KUAIDI100);
        Rights::of_manifest(&Manifest::read(&text).unwrap_or_else(|f| panic!("{f:#?}")))
    }

    #[test]
    fn new_words_and_fewer_rights_need_no_new_consent_and_more_rights_do() {
        let old = Rights::of_manifest(&manifest());
        let words = rights_after("查询物流轨迹", "查轨迹");
        assert_eq!(words.hash(), old.hash());

        for (from, to) in [
            ("quota-kib = 512", "quota-kib = 100"),
            ("\"/poll/\"", "\"/poll/query\""),
            (", \"buyer.phone-tail\"", ""),
            ("wall-s = 45", "wall-s = 31"),
            ("per-day = 2_000", "per-day = 10"),
        ] {
            let less = rights_after(from, to);
            assert!(old.cover(&less), "{to}");
            assert!(!old.difference(&less).is_empty());
            assert!(!less.cover(&old), "{to}");
        }
        let more = rights_after("[\"POST\"]", "[\"POST\", \"GET\"]");
        assert!(!old.cover(&more));
        assert_eq!(old.difference(&more).added.len(), 1);
        let kept = rights_after("quota-kib = 512", "quota-kib = 513");
        let changed = old.difference(&kept).changed;
        assert_eq!(
            changed,
            [(Right::Keep { kib: 512 }, Right::Keep { kib: 513 })]
        );
    }

    proptest! {
        /// A grant is bound to the text: what two sets differ in shows in their hashes, and a set
        /// covers another exactly when nothing was added that it does not have.
        #[test]
        fn sets_of_rights_are_compared_honestly(a in rights(), b in rights()) {
            prop_assert_eq!(a == b, a.hash() == b.hash());
            prop_assert_eq!(a == b, a.difference(&b).is_empty());
            prop_assert!(a.cover(&a));
            let both = Rights::of(a.all().iter().chain(b.all()).cloned());
            prop_assert!(both.cover(&a) && both.cover(&b));
        }
    }

    fn rights() -> impl Strategy<Value = Rights> {
        let host = prop::sample::select(vec!["https://a.cn", "https://b.cn"]);
        let path = prop::sample::select(vec!["/", "/x", "/x/y"]);
        let method = prop::sample::select(Method::ALL.to_vec());
        let http = (host.clone(), path, method).prop_map(|(origin, path, method)| Right::Http {
            origin: origin.to_owned(),
            path: path.to_owned(),
            method,
        });
        let told = prop::sample::select(DataField::ALL.to_vec());
        let one = prop_oneof![
            http,
            told.prop_map(Right::Told),
            prop::sample::select(Offer::ALL.to_vec()).prop_map(Right::Offer),
            host.prop_map(|origin| Right::Local {
                origin: origin.to_owned()
            }),
            (1u32..4).prop_map(|kib| Right::Keep { kib }),
            (1u32..4).prop_map(|kib| Right::Webhook { kib }),
        ];
        prop::collection::vec(one, 0..8).prop_map(Rights::of)
    }
}
