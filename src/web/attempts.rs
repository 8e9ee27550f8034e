//! How often someone tried to sign in: per account and place, per account, per place. In memory,
//! bounded.

use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Failures are forgotten after this long.
pub const WINDOW: Span = Span::minutes(15);
/// Failures of one account from one place.
pub const PER_LOGIN_AND_PLACE: u32 = 5;
/// Failures of one account from everywhere: high, so that a stranger cannot lock someone out.
pub const PER_LOGIN: u32 = 100;
/// Failures from one place.
pub const PER_PLACE: u32 = 30;
/// Wrong codes of one account from everywhere: whoever gets there knows the password.
pub const CODES_PER_LOGIN: u32 = 20;
/// How many are remembered.
const MOST: usize = 20_000;
/// What one try is counted under.
const KEYS: usize = 3;

/// Failed tries, by a hash of what they were about.
#[derive(Default)]
pub struct Attempts {
    failed: Mutex<HashMap<u64, (Timestamp, u32)>>,
}

impl Attempts {
    /// Whether another password may be tried.
    pub fn may_try(&self, login: &str, peer: Option<IpAddr>, now: Timestamp) -> bool {
        self.may(keys(login, peer), now)
    }

    /// Whether another code of the second factor may be tried.
    pub fn may_try_code(&self, login: &str, peer: Option<IpAddr>, now: Timestamp) -> bool {
        self.may(code_keys(login, peer), now)
    }

    fn may(&self, keys: [(u64, u32); KEYS], now: Timestamp) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        keys.into_iter().all(|(key, most)| {
            failed
                .get(&key)
                .is_none_or(|(since, count)| now > *since + WINDOW || *count < most)
        })
    }

    /// Counts a try before its outcome is known, so that parallel ones count too.
    pub fn count(&self, login: &str, peer: Option<IpAddr>, now: Timestamp) {
        self.add(keys(login, peer), now);
    }

    /// The same for a code.
    pub fn count_code(&self, login: &str, peer: Option<IpAddr>, now: Timestamp) {
        self.add(code_keys(login, peer), now);
    }

    fn add(&self, keys: [(u64, u32); KEYS], now: Timestamp) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() + KEYS > MOST {
            failed.retain(|_, (since, _)| now <= *since + WINDOW);
        }
        // A flood from thousands of places: forgetting is better than growing, and the hashing of
        // passwords is bounded besides.
        if failed.len() + KEYS > MOST {
            failed.clear();
        }
        for (key, _) in keys {
            let slot = failed.entry(key).or_insert((now, 0));
            if now > slot.0 + WINDOW {
                *slot = (now, 0);
            }
            slot.1 += 1;
        }
    }

    /// Forgets the tries of someone who knew the password after all.
    pub fn forget(&self, login: &str, peer: Option<IpAddr>) {
        self.less(keys(login, peer));
    }

    /// The same for a code.
    pub fn forget_code(&self, login: &str, peer: Option<IpAddr>) {
        self.less(code_keys(login, peer));
    }

    fn less(&self, keys: [(u64, u32); KEYS]) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in keys {
            if let Some(slot) = failed.get_mut(&key) {
                slot.1 = slot.1.saturating_sub(1);
            }
        }
        failed.remove(&keys[0].0);
    }
}

fn keys(login: &str, peer: Option<IpAddr>) -> [(u64, u32); KEYS] {
    let login = login.trim().to_lowercase();
    let place = place(peer);
    [
        (key(&format!("b {login} {place}")), PER_LOGIN_AND_PLACE),
        (key(&format!("l {login}")), PER_LOGIN),
        (key(&format!("p {place}")), PER_PLACE),
    ]
}

fn code_keys(login: &str, peer: Option<IpAddr>) -> [(u64, u32); KEYS] {
    let place = place(peer);
    [
        (key(&format!("cb {login} {place}")), PER_LOGIN_AND_PLACE),
        (key(&format!("cl {login}")), CODES_PER_LOGIN),
        (key(&format!("cp {place}")), PER_PLACE),
    ]
}

/// An IPv6 customer has a whole /64.
fn place(peer: Option<IpAddr>) -> String {
    match peer {
        None => String::new(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => format!("{:x?}", &address.segments()[..4]),
    }
}

fn key(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes()[..8]
        .iter()
        .fold(0, |key, byte| key << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn a_thousand_wrong_passwords_do_not_lock_the_real_person_out() {
        let attempts = Attempts::default();
        let thief = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));
        let person = Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
        let now = Timestamp(1_000_000);
        let mut tried = 0;
        for _ in 0..1000 {
            if attempts.may_try("wang", thief, now) {
                attempts.count("wang", thief, now);
                tried += 1;
            }
        }
        assert_eq!(tried, PER_LOGIN_AND_PLACE);
        assert!(attempts.may_try("wang", person, now));
        assert!(attempts.may_try("wang", thief, now + WINDOW + Span(1)));
    }

    #[test]
    fn many_accounts_from_one_place_are_one_place() {
        let attempts = Attempts::default();
        let thief = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));
        let mut tried = 0;
        for n in 0..1000 {
            let login = format!("user{n}");
            if attempts.may_try(&login, thief, Timestamp(n)) {
                attempts.count(&login, thief, Timestamp(n));
                tried += 1;
            }
        }
        assert_eq!(tried, PER_PLACE);
    }

    #[test]
    fn memory_is_bounded() {
        let attempts = Attempts::default();
        for n in 0..30_000u32 {
            attempts.count(
                &format!("user{n}"),
                Some(IpAddr::V4(Ipv4Addr::from(n))),
                Timestamp(1),
            );
        }
        let held = attempts.failed.lock().expect("not poisoned").len();
        assert!(held <= MOST, "{held}");
    }
}
