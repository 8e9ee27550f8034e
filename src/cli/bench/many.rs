//! One wish for two hundred cases in one request: what a bulk change of a long list takes.

use super::load;
use super::load::Make;
use super::pages::pick;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// Cases of one run (ecosystem.md 4.4).
const CASES: u64 = 200;

/// A note on [`CASES`] cases, other ones each time.
pub fn change(cookie: &str, csrf: &str, cases: &Arc<Vec<String>>) -> Make {
    let (cookie, csrf, cases) = (cookie.to_owned(), csrf.to_owned(), Arc::clone(cases));
    let sent = AtomicU64::new(0);
    Arc::new(move |_| {
        let key = sent.fetch_add(1, Ordering::Relaxed);
        let mut form = format!("csrf={csrf}&command={csrf}-many-{key}&do=note&text=ok");
        for n in key * CASES..(key + 1) * CASES {
            form.push_str("&case=");
            form.push_str(pick::<String>(&cases, n));
        }
        Some(load::post("/bulk", &cookie, &form))
    })
}
