//! A desk made of plain Rust, for tests: settings, secrets, a clock that stands, and the answers
//! of a service in the order they are asked for. Only in tests (the feature `native`).

mod compute;
pub mod fixtures;
pub mod imports;
mod wire;

pub use compute::spell;
pub use wire::Exchange;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::VecDeque;

/// Everything a plugin can reach.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// RFC 3339; the epoch when it is empty.
    pub now: String,
    pub settings: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, String>,
    pub kv: BTreeMap<String, Vec<u8>>,
    /// What the service answers, in the order it is asked.
    pub exchanges: VecDeque<Exchange>,
    /// What the plugin wrote into its log.
    pub log: Vec<String>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

impl Desk {
    /// A desk with these secrets.
    pub fn with_secrets(secrets: &[(&str, &str)]) -> Desk {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Desk {
            secrets: secrets.iter().map(owned).collect(),
            ..Desk::default()
        }
    }

    /// Runs a call on this desk; gives back what it said and the desk as it is then.
    ///
    /// # Panics
    /// When an answer was left over: the plugin asked less than the test says.
    pub fn run<T>(self, call: impl FnOnce() -> T) -> (T, Desk) {
        DESK.with_borrow_mut(|desk| *desk = self);
        let said = call();
        let desk = DESK.take();
        assert!(
            desk.exchanges.is_empty(),
            "the plugin never asked for: {:?}",
            desk.exchanges
        );
        (said, desk)
    }
}

fn on_desk<T>(act: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(act)
}
